"""Decide who is credited in a sentence, by the words of speech beside the sources."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from services.extract.pipes.speakers.sources import Source, Word, anonymous
from services.extract.pipes.speakers.speech import SpeechWords

BEHIND = 6
"""How many words may stand between a verb of speech and the source behind it ("zei donderdag in Brussel premier …")."""

BEFORE = 14
"""How many words may stand between a source and its verb ("de premier, die in Oslo op bezoek was, zei")."""

_CLAUSE_OPENERS = frozenset("dat that que qu' qu’ dass of ob wie hoe how if niets".split())


@dataclass(frozen=True, kw_only=True, slots=True)
class Credit:
    """A source that is credited, and how firmly: a preposition or an inversion says more than mere order."""

    source: Source
    strength: int


@cache
def _prepositions(phrases: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in sorted(phrases, key=len, reverse=True))


def credited(words: Sequence[Word], sources: Sequence[Source], speech: SpeechWords) -> Source | None:
    """The source that a sentence credits: the firmest, and of equally firm ones the first; None if it credits nobody."""
    credits = list(_credits(words, sources, speech))
    return max(credits, key=lambda c: (c.strength, -c.source.first)).source if credits else None


def _credits(words: Sequence[Word], sources: Sequence[Source], speech: SpeechWords) -> Iterator[Credit]:
    for index, word in enumerate(words):
        yield from _by_preposition(words, index, sources, speech)
        if _is_verb(words, index, speech):
            yield from _by_verb(words, index, sources, speech)
        elif word.lower in speech.participles:
            yield from _by_participle(words, index, sources, speech)
        yield from _by_inverted_pronoun(words, index, speech)


def _by_preposition(
    words: Sequence[Word], index: int, sources: Sequence[Source], speech: SpeechWords
) -> Iterator[Credit]:
    for phrase in _prepositions(speech.prepositions):
        if tuple(word.lower for word in words[index : index + len(phrase)]) == phrase:
            behind = index + len(phrase)
            found = next((s for s in sources if behind <= s.first <= behind + 4), None)
            if found is not None and not any(w.is_mark for w in words[behind : found.first]):
                strong = (
                    phrase not in (("so",), ("aus",), ("wie", "aus"), ("pour",), ("per",)) or words[index - 1].is_mark
                )
                yield Credit(source=found, strength=3 if strong else 0)
            return


def _is_verb(words: Sequence[Word], index: int, speech: SpeechWords) -> bool:
    """Whether a word is a verb of speech here: its particle, if it needs one, must follow in the sentence."""
    particles = speech.verbs.get(words[index].lower)
    if particles is None:
        return False
    return not particles or any(word.lower in particles for word in words[index + 1 :])


def _by_verb(words: Sequence[Word], index: int, sources: Sequence[Source], speech: SpeechWords) -> Iterator[Credit]:
    behind = next((s for s in sources if s.first > index), None)
    opens_clause = index + 1 < len(words) and words[index + 1].lower in _CLAUSE_OPENERS
    if behind is not None and not opens_clause and _close(words, index + 1, behind.first, BEHIND, speech):
        yield Credit(source=behind, strength=3)
    elif not opens_clause and (stand_in := _stand_in_behind(words, index + 1, speech)) is not None:
        yield Credit(source=stand_in, strength=2)
    before = next((s for s in reversed(sources) if s.last <= index), None)
    if before is not None and index - before.last <= BEFORE and _is_subject(words, before.last, index, speech):
        yield Credit(source=before, strength=2)
    elif index > 0 and words[index - 1].lower in speech.pronouns:
        yield Credit(source=anonymous(index - 1), strength=2)


def _close(words: Sequence[Word], start: int, end: int, limit: int, speech: SpeechWords) -> bool:
    """Whether a source lies near enough behind its verb, with no mark and no other verb of speech between."""
    between = words[start:end]
    return len(between) <= limit and not any(
        word.is_mark or word.lower in speech.verbs or word.lower in speech.pronouns or word.lower in _CLAUSE_OPENERS
        for word in between
    )


def _is_subject(words: Sequence[Word], start: int, end: int, speech: SpeechWords) -> bool:
    """Whether a source before a verb can be its subject: no other verb of speech, colon or quotation between."""
    between = words[start:end]
    marks = [word.text for word in between if word.is_mark]
    if any(mark in ':;“”„«»"?!' for mark in marks) or any(word.lower in speech.verbs for word in between):
        return False
    return not marks or marks.count(",") % 2 == 0 or len(between) <= 2


def _stand_in_behind(words: Sequence[Word], index: int, speech: SpeechWords) -> Source | None:
    """A pronoun, or an article with a word that nobody knows ("zei de Noor"), right behind a verb of speech."""
    if index < len(words) and words[index].lower in speech.pronouns:
        return anonymous(index)
    return None


def _by_participle(
    words: Sequence[Word], index: int, sources: Sequence[Source], speech: SpeechWords
) -> Iterator[Credit]:
    """ "heeft X aangekondigd", "a annoncé X", "X has said"."""
    auxiliary = next(
        (i for i in range(index - 1, max(-1, index - 26), -1) if words[i].lower in speech.auxiliaries), None
    )
    if auxiliary is None or any(w.text in ':;“”„«»"?!.' for w in words[auxiliary:index]):
        return
    inside = next((s for s in sources if auxiliary < s.first and s.last <= index), None)
    if inside is not None and inside.first - auxiliary <= 3:
        yield Credit(source=inside, strength=3)
        return
    behind = next((s for s in sources if s.first > index), None)
    if index - auxiliary <= 2 and behind is not None and _close(words, index + 1, behind.first, BEHIND, speech):
        opens_clause = index + 1 < len(words) and words[index + 1].lower in _CLAUSE_OPENERS
        if not opens_clause:
            yield Credit(source=behind, strength=3)
            return
    before = next((s for s in reversed(sources) if s.last <= auxiliary), None)
    if before is not None and auxiliary - before.last <= BEFORE and _is_subject(words, before.last, auxiliary, speech):
        yield Credit(source=before, strength=2)
    elif auxiliary > 0 and words[auxiliary - 1].lower in speech.pronouns:
        yield Credit(source=anonymous(auxiliary - 1), strength=2)


def _by_inverted_pronoun(words: Sequence[Word], index: int, speech: SpeechWords) -> Iterator[Credit]:
    """ "dit-il", "a-t-elle ajouté": French verb and pronoun in one word."""
    stem, dash, pronoun = words[index].lower.rpartition("-")
    if not dash or pronoun not in speech.pronouns:
        return
    follows = index + 1 < len(words) and words[index + 1].lower in speech.participles
    if stem in speech.verbs or (stem.startswith("a-") and follows) or (stem == "a" and follows):
        yield Credit(source=anonymous(index), strength=2)
