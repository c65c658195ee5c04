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

ADVERSARIES = frozenset({"RU", "BY", "IR", "KP", "CN", "Hamas", "Hezbollah", "Taliban", "Wagner"})
"""Who is defended against: what these do or promise is no event (annotation.md, "What is no event")."""

ALLIANCES = frozenset({"NATO", "EU", "UN", "OSCE", "G7"})

WITHOUT_RECIPIENT = frozenset({Category.CAPABILITY, Category.DEFENCE_SPENDING, Category.STRATEGY})

REACH = 3
"""Most words between a preposition and the name it governs ("aan het zwaar getroffen Oekraïne")."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """A mention and its place in the sentence: free, to, at, by, source or other."""

    start: int
    ids: tuple[str, ...]
    kind: str
    place: str


@dataclass(kw_only=True, slots=True)
class Salience:
    """What the article has spoken of: how often each entity stood free or as a beneficiary, and the last actors."""

    free: Counter[str] = field(default_factory=Counter)
    to: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)

    def actor(self) -> tuple[str, ...]:
        """Returns who stands as a subject most often, the earlier one of equals; empty if nobody does."""
        return tuple(id for id, _ in self.free.most_common(1))

    def recipient(self, actors: Iterable[str]) -> tuple[str, ...]:
        """Returns who stands as a beneficiary most often and acts not itself."""
        barred = {*actors, *ALLIANCES}
        best = Counter({id: n + self.all[id] / 100 for id, n in self.to.items() if id not in barred})
        return tuple(id for id, _ in best.most_common(1))


def salience(placed: Iterable[Sequence[Placed]]) -> Salience:
    """Returns the counts over all sentences of an article."""
    counts = Salience()
    for mentions in placed:
        for mention in mentions:
            ids = [id for id in mention.ids if id not in ADVERSARIES]
            counts.all.update(ids)
            if mention.place == "to":
                counts.to.update(ids)
            elif mention.place == "free" and mention.kind != "demonym":
                counts.free.update(ids)
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
    for kind in ("to", "at", "by", "source"):
        if word in getattr(words, kind):
            return kind
    return "other"


def actors(mentions: Sequence[Placed], stage: Stage) -> tuple[str, ...]:
    """Returns who undertakes it by the sentence alone: the agent of a passive, else the first subject, else a name in
    an adjective; for `requested`, who is asked: the first name after the subject."""
    able = [m for m in mentions if m.ids and not ADVERSARIES & set(m.ids)]
    by = [m for m in able if m.place == "by"]
    subjects = [m for m in able if m.place == "free" and m.kind != "demonym"]
    adjectives = [m for m in able if m.place == "free" and m.kind == "demonym"]
    if stage is Stage.REQUESTED:
        asked = [m for m in able if m.kind != "demonym" and m not in subjects[:1]]
        return _first_group(asked)
    return _first_group(by) or _first_group(subjects) or _first_group(adjectives)


def recipients(mentions: Sequence[Placed], category: Category, stage: Stage, acting: Sequence[str]) -> tuple[str, ...]:
    """Returns for whom it is by the sentence alone; empty where the category has no beneficiary."""
    if category in WITHOUT_RECIPIENT:
        return ()
    others = [m for m in mentions if m.ids and not (ADVERSARIES | set(acting)) & set(m.ids)]
    places = ("at",) if category is Category.FORCE_POSTURE else ("to", "free", "at", "other")
    if stage is Stage.REQUESTED and category is not Category.FORCE_POSTURE:
        places = ("free", "to", "at", "other")
    for where in places:
        found = [m for m in others if m.place == where]
        if found:
            return _group(found)
    return ()


def _first_group(mentions: Sequence[Placed]) -> tuple[str, ...]:
    """Returns the ids of the first mention and of those that follow it closely in the same place."""
    group: list[Placed] = []
    for mention in mentions:
        if group and mention.start - group[-1].start > REACH + 1:
            break
        group.append(mention)
    return _group(group)


def _group(mentions: Iterable[Placed]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for mention in mentions for id in mention.ids))
