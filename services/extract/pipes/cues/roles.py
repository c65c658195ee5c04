"""Who undertakes it and for whom, by prepositions and order around the verb.

In: the mentions of one sentence. Out: ids of actors and recipients. What the sentence leaves open is taken from what
the article has said before, then from what it speaks of most.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from services.contracts.vocabulary import Category, Stage
from services.extract.pipes.cues.lexicon import Lexicon
from services.extract.pipes.entities.registry import load_entities

ALLIANCES = frozenset({"NATO", "EU", "UN", "OSCE", "G7"})

WITHOUT_RECIPIENT = frozenset({Category.CAPABILITY, Category.DEFENCE_SPENDING, Category.STRATEGY})

NEVER_HELPED = frozenset({"home", "person"})
"""Kinds of mention that are no beneficiaries: the paper's own government, and whoever speaks."""

GUESS = 0.3
"""Probability of an actor or recipient that the sentence leaves open and the article suggests: below what is named."""

REACH = 3
"""Most words between a preposition and the name it governs ("aan het zwaar getroffen Oekraïne")."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """A mention and its place in the sentence: free, to, at, by, source, of or other."""

    start: int
    ids: tuple[str, ...]
    kind: str
    place: str

    @property
    def outside(self) -> bool:
        """Whether it stands for those who are defended against: what they do or promise is no event."""
        return any(_outside(id) for id in self.ids)


@dataclass(kw_only=True, slots=True)
class Salience:
    """What the article has spoken of: how often each entity stood free or as a beneficiary, and the last actors."""

    free: Counter[str] = field(default_factory=Counter)
    to: Counter[str] = field(default_factory=Counter)
    at: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)

    def actor(self) -> tuple[str, ...]:
        """Returns who stands as a subject most often, the earlier one of equals; empty if nobody does."""
        return tuple(id for id, _ in self.free.most_common(1))

    def recipient(self, actors: Iterable[str], category: Category) -> tuple[str, ...]:
        """Returns who stands as a beneficiary (of posture: as the place) most often and acts not itself."""
        barred = {*actors, *ALLIANCES}
        places = self.at if category is Category.FORCE_POSTURE else self.to
        best = Counter({id: n + self.all[id] / 100 for id, n in places.items() if id not in barred})
        return tuple(id for id, _ in best.most_common(1))


def _outside(id: str) -> bool:
    return load_entities()[id].outside


def _allied(ids: Iterable[str]) -> bool:
    return all(load_entities()[id].nato_since is not None for id in ids)


def salience(placed: Iterable[Sequence[Placed]]) -> Salience:
    """Returns the counts over all sentences of an article."""
    counts = Salience()
    for mentions in placed:
        for mention in mentions:
            ids = [id for id in mention.ids if not _outside(id)]
            counts.all.update(ids)
            if mention.place == "free" and mention.kind != "demonym":
                counts.free.update(ids)
            elif mention.place == "to":
                counts.to.update(ids)
            elif mention.place == "at":
                counts.at.update(ids)
    return counts


def place(doc: Doc, mentions: Sequence[Span], words: Lexicon) -> list[Placed]:
    """Returns the mentions of one sentence, in order, each with its place; those joined by "and" share theirs."""
    placed: list[Placed] = []
    for i, mention in enumerate(mentions):
        before = mentions[i - 1] if i else None
        if before is not None and 0 < mention.start - before.end <= 2 and _joins(doc, before.end, mention.start):
            where = placed[-1].place
        else:
            where = _place(doc, mention, words)
        placed.append(Placed(start=mention.start, ids=mention._.entity_ids, kind=mention.label_, place=where))
    return placed


def _joins(doc: Doc, start: int, end: int) -> bool:
    return all(token.lower_ in {",", "en", "of", "and", "or", "et", "ou", "und", "oder"} for token in doc[start:end])


def _place(doc: Doc, mention: Span, words: Lexicon) -> str:
    start = mention.sent.start
    for i in range(mention.start - 1, max(start, mention.start - 1 - REACH) - 1, -1):
        word = doc[i].lower_
        if word in words.prepositions:
            return _kind(word, words)
        if doc[i].is_punct or doc[i].ent_iob_ == "B":
            break
    return "free"


def _kind(word: str, words: Lexicon) -> str:
    for kind in ("to", "at", "by", "source", "of"):
        if word in getattr(words, kind):
            return kind
    return "other"


def adverse(mentions: Sequence[Placed]) -> bool:
    """Whether the sentence is about an adversary's act: it stands first as the subject, or nobody else is named."""
    if not mentions:
        return False
    subjects = [m for m in mentions if m.place == "free"]
    return all(m.outside for m in subjects[:1] or mentions)


def cast(
    mentions: Sequence[Placed], category: Category, stage: Stage, spoken: Salience
) -> tuple[dict[str, float], dict[str, float]]:
    """Returns the probabilities of actors and recipients: 1.0 by the sentence, `GUESS` by the article."""
    if category is Category.MEMBERSHIP:
        who, whom = _admission(mentions, stage)
    else:
        who = actors(mentions, stage)
        whom = recipients(mentions, category, stage, who)
    guessed = who or spoken.actor() or ("NATO",)
    likely = dict.fromkeys(who, 1.0) or dict.fromkeys(guessed, GUESS)
    if whom or category in WITHOUT_RECIPIENT:
        return likely, dict.fromkeys(whom, 1.0)
    return likely, dict.fromkeys(spoken.recipient(guessed, category), GUESS)


def recast(category: Category, rule: str, who: Iterable[str], mentions: Sequence[Placed]) -> Category:
    """Returns the category that the destination makes of it: arms bought for somebody else are aid, arms brought to an
    ally's soil are posture."""
    others = [m for m in mentions if not m.outside and not set(m.ids) & {*who, *ALLIANCES}]
    if category is Category.CAPABILITY and rule.startswith("concepts") and any(m.place == "to" for m in others):
        return Category.MILITARY_AID
    at_allies = any(m.place == "at" and _allied(m.ids) for m in others)
    if rule == "concepts:give+arms" and at_allies and not any(m.place == "to" for m in others):
        return Category.FORCE_POSTURE
    return category


def actors(mentions: Sequence[Placed], stage: Stage) -> tuple[str, ...]:
    """Returns who undertakes it by the sentence alone: the agent of a passive, else the first name that is not
    governed by a preposition or that owns one ("a team of the EU"); for `requested`, who is asked: the first name after
    the subject."""
    able = [m for m in mentions if m.ids and not m.outside]
    by = [m for m in able if m.place == "by"]
    subjects = [m for m in able if m.place in ("free", "of")]
    if stage is Stage.REQUESTED:
        asker = {*subjects[0].ids} if subjects else set()
        return _first_group([m for m in able if m.kind != "demonym" and not asker & set(m.ids)])
    return _first_group(by) or _first_group(subjects)


def _admission(mentions: Sequence[Placed], stage: Stage) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Returns who admits and who is admitted: the alliance and the candidate, or a third country and the candidate."""
    able = [m for m in mentions if not m.outside]
    clubs = _group(m for m in able if set(m.ids) <= {"NATO", "EU"})
    countries = _group(m for m in able if not set(m.ids) & ALLIANCES)
    subject = actors(mentions, stage)
    if not countries or not clubs:
        return subject or clubs, tuple(id for id in countries if id not in subject)
    if subject and subject[0] in countries and len(countries) > len(subject):
        return subject, tuple(id for id in countries if id not in subject)
    return clubs[:1], countries


def recipients(mentions: Sequence[Placed], category: Category, stage: Stage, acting: Sequence[str]) -> tuple[str, ...]:
    """Returns for whom it is by the sentence alone; empty where the category has no beneficiary."""
    if category in WITHOUT_RECIPIENT:
        return ()
    others = [m for m in mentions if m.ids and not m.outside and not set(acting) & set(m.ids)]
    places = ("at",) if category is Category.FORCE_POSTURE else ("to", "free", "at", "of", "other")
    if stage is Stage.REQUESTED and category is not Category.FORCE_POSTURE:
        places = ("free", "of", "to", "at", "other")
    for where in places:
        found = [m for m in others if m.place == where and m.kind not in NEVER_HELPED]
        if found:
            return _group(found)
    return ()


def _first_group(mentions: Sequence[Placed]) -> tuple[str, ...]:
    """Returns the ids of the first mention and of those that follow it closely in the same place."""
    group: list[Placed] = []
    for mention in mentions:
        if group and (mention.start - group[-1].start > REACH + 1 or mention.place != group[-1].place):
            break
        group.append(mention)
    return _group(group)


def _group(mentions: Iterable[Placed]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for mention in mentions for id in mention.ids))
