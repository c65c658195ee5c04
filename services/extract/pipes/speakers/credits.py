"""Decide who is credited in a sentence, by the words of speech beside the sources."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from services.extract.pipes.speakers.lexicon import SPEECH
from services.extract.pipes.speakers.sources import Cast, Source, anonymous, unlisted_name
from services.extract.pipes.speakers.speech import SpeechWords
from services.extract.pipes.speakers.tokens import Word

BEHIND = 6
"""How many words may stand between a verb of speech and the source behind it ("zei donderdag in Oslo premier …")."""

BEFORE = 14
"""How many words may stand between a source and its verb ("de premier, die in Oslo op bezoek was, zei")."""

PARTICLE = 40
"""How many words may stand between a verb and its particle ("kondigde … aan")."""

FIRM, LIKELY, WISH = 3, 2, 1
"""How firmly a source is credited: by a preposition or an inversion, by its place before the verb, by a wish."""

_CLAUSE_OPENERS = frozenset(
    ("dat", "that", "que", "qu'", "qu’", "dass", "of", "ob", "wie", "hoe", "how", "if", "niets")
)
_QUOTING = ':;“”„«»"?!'
_WEAK_PREPOSITIONS = frozenset((("so",), ("aus",), ("pour",), ("per",)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Credit:
    """A source that is credited, and how firmly."""

    source: Source
    strength: int


def credited(words: Sequence[Word], sources: Sequence[Source], cast: Cast) -> Source | None:
    """The source that a sentence credits: the firmest, of equally firm ones the first; None if it credits nobody."""
    found = list(_Sentence(words, sources, cast).credits())
    return max(found, key=lambda c: (c.strength, -c.source.first)).source if found else None


@cache
def _phrases(phrases: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in sorted(phrases, key=len, reverse=True))


class _Sentence:
    """The words of one sentence and its possible sources."""

    def __init__(self, words: Sequence[Word], sources: Sequence[Source], cast: Cast) -> None:
        self._words = words
        self._sources = sources
        self._firsts = [source.first for source in sources]
        self._lasts = [source.last for source in sources]
        self._cast = cast
        self._speech: SpeechWords = SPEECH[cast.language]

    def credits(self) -> Iterator[Credit]:
        for index, word in enumerate(self._words):
            if word.quoted:
                continue
            yield from self._by_preposition(index)
            yield from self._by_postposition(index)
            if self._says(index, self._speech.verbs.get(word.lower)):
                yield from self._by_verb(index)
            elif word.lower in self._speech.participles:
                yield from self._by_participle(index)
            yield from self._by_inverted_pronoun(index)
            if self._says(index, self._speech.wishes.get(word.lower)):
                yield from self._by_wish(index)

    def _says(self, index: int, particles: tuple[str, ...] | None) -> bool:
        """Whether a verb speaks here: its particle, if it needs one, must follow in the sentence."""
        if particles is None:
            return False
        return not particles or any(word.lower in particles for word in self._words[index + 1 : index + PARTICLE])

    def _from(self, index: int) -> Source | None:
        """The first source that begins at `index` or behind it."""
        at = bisect_left(self._firsts, index)
        return self._sources[at] if at < len(self._sources) else None

    def _until(self, index: int) -> Source | None:
        """The last source that ends at `index` or before it."""
        at = bisect_right(self._lasts, index)
        return self._sources[at - 1] if at else None

    def _by_preposition(self, index: int) -> Iterator[Credit]:
        words = self._words
        for phrase in _phrases(self._speech.prepositions):
            if tuple(word.lower for word in words[index : index + len(phrase)]) != phrase:
                continue
            behind = index + len(phrase)
            if behind < len(words) and words[behind].lower in self._speech.objective:
                yield Credit(source=anonymous(behind), strength=LIKELY)
                return
            found = self._from(behind)
            if found is None or found.first > behind + 4 or any(w.is_mark for w in words[behind : found.first]):
                found = unlisted_name(words, behind, self._cast) if phrase not in _WEAK_PREPOSITIONS else None
            if found is not None and (phrase not in _WEAK_PREPOSITIONS or (index and words[index - 1].is_mark)):
                yield Credit(source=found, strength=FIRM)
            return

    def _by_postposition(self, index: int) -> Iterator[Credit]:
        """ "dem Ministerium zufolge"."""
        if self._words[index].lower == "zufolge":
            found = self._until(index)
            if found is not None and found.last == index:
                yield Credit(source=found, strength=FIRM)

    def _before(self, index: int) -> Source | None:
        """The source that can be the subject of a verb at `index` behind it."""
        source = self._until(index)
        if source is None or index - source.last > BEFORE or not self._is_subject(source, index):
            return None
        return source

    def _is_subject(self, source: Source, index: int) -> bool:
        between = self._words[source.last : index]
        marks = [word.text for word in between if word.is_mark]
        if any(mark in _QUOTING for mark in marks) or any(word.lower in self._speech.verbs for word in between):
            return False
        governed = source.first > 0 and self._words[source.first - 1].lower in self._speech.objects
        spoken = source.first > 1 and self._words[source.first - 2].lower in self._speech.objects
        if governed or (spoken and self._words[source.first - 1].lower in self._speech.determiners):
            return False
        return not marks or marks.count(",") % 2 == 0 or len(between) <= 2

    def _behind(self, index: int) -> Source | None:
        """The source behind a verb at `index`, with no mark, object or other verb of speech between."""
        words, speech = self._words, self._speech
        if index + 1 < len(words) and words[index + 1].lower in _CLAUSE_OPENERS:
            return None
        source = self._from(index + 1)
        if source is None or source.first - index - 1 > BEHIND:
            return unlisted_name(words, index + 1, self._cast) if self._cast.language != "en" else None
        blocked = (*speech.objects, *speech.pronouns, *_CLAUSE_OPENERS)
        if any(w.is_mark or w.lower in speech.verbs or w.lower in blocked for w in words[index + 1 : source.first]):
            return unlisted_name(words, index + 1, self._cast) if self._cast.language != "en" else None
        return source

    def _by_verb(self, index: int) -> Iterator[Credit]:
        before = self._before(index)
        if before is not None and before.last == index:
            yield Credit(source=before, strength=FIRM)
            return
        if self._inverts(index) and (behind := self._behind(index)) is not None:
            yield Credit(source=behind, strength=FIRM)
        elif index + 1 < len(self._words) and self._words[index + 1].lower in self._speech.pronouns:
            yield Credit(source=anonymous(index + 1), strength=LIKELY)
        if before is not None:
            yield Credit(source=before, strength=LIKELY)
        elif index > 0 and self._words[index - 1].lower in self._speech.pronouns:
            yield Credit(source=anonymous(index - 1), strength=LIKELY)

    def _inverts(self, index: int) -> bool:
        """Whether the subject may follow the verb: in English only behind what is said ("…”, said the minister")."""
        return self._cast.language != "en" or index == 0 or self._words[index - 1].is_mark

    def _by_wish(self, index: int) -> Iterator[Credit]:
        """A person who wants, asks, promises or refuses takes a stand, though no word of speech is there."""
        before = self._before(index)
        if before is not None and before.person and index - before.last <= 8:
            yield Credit(source=before, strength=WISH)
            return
        behind = self._behind(index) if self._cast.language in ("nl", "de") else None
        if behind is not None and behind.person and behind.first - index <= (3 if behind.head else 1):
            yield Credit(source=behind, strength=WISH)

    def _by_participle(self, index: int) -> Iterator[Credit]:
        """ "heeft X aangekondigd", "a annoncé X", "X has said"."""
        words, speech = self._words, self._speech
        reach = range(index - 1, max(-1, index - 26), -1)
        auxiliary = next((i for i in reach if words[i].lower in speech.auxiliaries), None)
        if auxiliary is None or any(w.text in f"{_QUOTING}." for w in words[auxiliary:index]):
            return
        inside = self._from(auxiliary + 1)
        if inside is not None and inside.last <= index and inside.first - auxiliary <= 5:
            yield Credit(source=inside, strength=FIRM)
            return
        before = self._before(auxiliary)
        if before is not None and before.last == auxiliary:
            yield Credit(source=before, strength=FIRM)
            return
        if index - auxiliary <= 2 and self._cast.language == "fr" and (behind := self._behind(index)) is not None:
            yield Credit(source=behind, strength=FIRM)
        elif before is not None:
            yield Credit(source=before, strength=LIKELY)
        elif auxiliary > 0 and words[auxiliary - 1].lower in speech.pronouns:
            yield Credit(source=anonymous(auxiliary - 1), strength=LIKELY)

    def _by_inverted_pronoun(self, index: int) -> Iterator[Credit]:
        """ "dit-il", "a-t-elle ajouté": French verb and pronoun in one word."""
        words, speech = self._words, self._speech
        stem, dash, pronoun = words[index].lower.rpartition("-")
        if not dash or pronoun not in speech.pronouns:
            return
        follows = index + 1 < len(words) and words[index + 1].lower in speech.participles
        stem = stem.removesuffix("-t")
        if stem in speech.verbs or (stem == "a" and follows):
            yield Credit(source=anonymous(index), strength=LIKELY)
