"""Who undertakes it and for whom, by prepositions and order around the verb.

In: the mentions of one sentence. Out: ids of actors and recipients. What the sentence leaves open is taken from what
the article has said before, then from what it speaks of most.
"""

from collections.abc import Iterable, Sequence
from itertools import takewhile

from services.contracts.vocabulary import Category, Stage
from services.extract.pipes.cues.places import Placed
from services.extract.pipes.cues.salience import Salience
from services.extract.undertaking import WITHOUT_RECIPIENT

ALLIANCES = frozenset({"NATO", "EU", "UN", "OSCE", "G7"})

NEVER_HELPED = frozenset({"home", "person"})
"""Kinds of mention that are no beneficiaries: the paper's own government, and whoever speaks."""

GUESS = 0.3
"""Probability of an actor or recipient that the sentence leaves open and the article suggests: below what is named."""


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
    helped = whom or (() if category in WITHOUT_RECIPIENT else spoken.recipient(category, who))
    acting = who or spoken.actor(helped)
    return dict.fromkeys(acting, 1.0 if who else GUESS), dict.fromkeys(helped, 1.0 if whom else GUESS)


def recast(category: Category, rule: str, who: Iterable[str], mentions: Sequence[Placed]) -> Category:
    """Returns the category that the destination makes of it: arms bought for somebody else are aid, arms brought to an
    ally's soil are posture."""
    others = [m for m in mentions if not m.outside and not set(m.ids) & {*who, *ALLIANCES}]
    if category is Category.CAPABILITY and rule.startswith("concepts") and any(m.place == "to" for m in others):
        return Category.MILITARY_AID
    at_allies = any(m.place == "at" and m.allied for m in others)
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
    """Returns the ids of the first mention and of those that "and" joins to it."""
    joined = takewhile(lambda mention: mention.joined, mentions[1:])
    return _group([*mentions[:1], *joined])


def _group(mentions: Iterable[Placed]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for mention in mentions for id in mention.ids))
