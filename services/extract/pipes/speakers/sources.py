"""Find in a sentence whoever could be credited: people by name, offices, institutions, and words that stand for them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from services.contracts.commitment import Speaker
from services.extract.pipes.entities.persons import Person, is_office
from services.extract.pipes.speakers.lexicon import SPEECH
from services.extract.pipes.speakers.speech import SpeechWords

_WORD = re.compile(r"(?:[dljnmtscDLJNMTSC]|[Qq]u)['’](?=\w)|[^\W_]+(?:[-'’.][^\W_]+)*|[^\w\s]")
_COMPOUNDING = ("nl", "de")
_NOT_IN_A_NAME = frozenset(
    {"NAVO", "Navo", "NATO", "Nato", "OTAN", "Otan", "EU", "UE", "VS", "VN", "US", "UN", "VK", "UK", "USA"}
)
_LONGEST_PHRASE = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Word:
    """A word or punctuation mark at `[start, end)` of the article."""

    start: int
    end: int
    text: str

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return not (self.text[0].isalnum())


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Who could be credited: words `[first, last)` of the sentence; no speaker where it stands for somebody named before."""

    first: int
    last: int
    speaker: Speaker | None
    person: bool = False


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words and marks of `text[start:end]`."""
    return [Word(start=m.start(), end=m.end(), text=m.group()) for m in _WORD.finditer(text, start, end)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Cast:
    """The people of an article: who they are and where each is named (character offsets)."""

    language: str
    persons: tuple[Person, ...]
    named_at: Mapping[int, tuple[int, Person]]

    def holder(self, head: str) -> Person | None:
        """The one person of the article whose office ends in `head`; None where nobody or several could be meant."""
        holders = [p for p in self.persons if p.role and _office_head(p.role, self.language) == head.lower()]
        return holders[0] if len(holders) == 1 else None


@cache
def _office_head(role: str, language: str) -> str:
    return next((w for w in role.lower().split() if is_office(w, language)), "")


def speaker_of_person(person: Person) -> Speaker:
    """The person as a speaker."""
    return Speaker(name=person.name, role=person.role, id=person.entity)


def find_sources(words: Sequence[Word], cast: Cast) -> list[Source]:
    """The possible sources of a sentence, in order, not overlapping."""
    speech = SPEECH[cast.language]
    people = list(_named(words, cast))
    covered = {i for source in people for i in range(source.first, source.last)}
    offices: list[Source] = []
    for index in range(len(words)):
        if index in covered or (offices and index < offices[-1].last):
            continue
        found = _proper_name(words, index, speech) or _office(words, index, cast, speech, covered)
        if found is not None and not _is_title_of(found, people, words):
            offices.append(found)
    return sorted([*people, *offices], key=lambda source: source.first)


def _named(words: Sequence[Word], cast: Cast) -> Iterator[Source]:
    for index, word in enumerate(words):
        if word.start in cast.named_at:
            end, person = cast.named_at[word.start]
            last = index + 1
            while last < len(words) and words[last].start < end:
                last += 1
            yield Source(first=index, last=last, speaker=speaker_of_person(person), person=True)


@cache
def _names(language_names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(w.group() for w in _WORD.finditer(name)) for name in language_names)


def _proper_name(words: Sequence[Word], index: int, speech: SpeechWords) -> Source | None:
    for name in _names(speech.names):
        if tuple(word.text for word in words[index : index + len(name)]) == name:
            last = (
                _with_place(words, index + len(name), speech)
                if len(name) == 1 and name[0].islower()
                else index + len(name)
            )
            return Source(first=index, last=last, speaker=Speaker(name=" ".join(name)))
    return None


def _kind(word: Word, cast: Cast, speech: SpeechWords) -> str:
    """ "office", "institution" or "" for a word that is the head of neither."""
    lower = word.lower
    if lower in speech.never:
        return ""
    if lower in speech.institutions:
        return "institution"
    if lower in speech.people or is_office(word.text, cast.language):
        return "office"
    if cast.language in _COMPOUNDING and len(lower) > 9:
        if any(lower.endswith(tail) for tail in speech.institutions if len(tail) > 6):
            return "institution"
        stem = lower.removesuffix("s")
        if cast.language == "de" and any(stem.endswith(tail) for tail in speech.institutions if len(tail) > 6):
            return "institution"
        if any(lower.endswith(tail) for tail in speech.people if len(tail) > 6):
            return "office"
    part = lower.rpartition("-")[2]
    return "office" if part != lower and part in speech.people else ""


def _office(words: Sequence[Word], head: int, cast: Cast, speech: SpeechWords, covered: set[int]) -> Source | None:
    """The noun phrase around an office or institution: modifiers before it, what it belongs to behind it."""
    kind = _kind(words[head], cast, speech)
    if not kind:
        return None
    first = _left(words, head, speech)
    last = _right(words, head + 1, kind, cast, speech, covered)
    text = _joined(words[first:last])
    person = cast.holder(words[head].text) if kind == "office" else None
    if person is not None:
        return Source(first=first, last=last, speaker=speaker_of_person(person), person=True)
    role = text if kind == "office" else ""
    return Source(first=first, last=last, speaker=Speaker(name=text, role=role))


def _joined(words: Sequence[Word]) -> str:
    out = ""
    for previous, word in zip([None, *words], words, strict=False):
        out += " " * (word.start - previous.end if previous else 0) + word.text
    return out


def _left(words: Sequence[Word], head: int, speech: SpeechWords) -> int:
    """Where the phrase begins: behind its article, or at the capitalised words right before the head."""
    for index in range(head - 1, max(-1, head - _LONGEST_PHRASE - 1), -1):
        word = words[index]
        if word.lower in speech.determiners:
            return index + 1
        if word.is_mark or word.lower in speech.verbs or word.lower in speech.tails or word.text.isdigit():
            break
    first = head
    while first > 0 and words[first - 1].text[0].isupper() and words[first - 1].lower not in speech.verbs and first > 1:
        first -= 1
    return first


def _right(words: Sequence[Word], index: int, kind: str, cast: Cast, speech: SpeechWords, covered: set[int]) -> int:
    """Where the phrase ends: behind its adjectives (French), what it is of, and the place of an institution."""
    while index < len(words) and words[index].lower in speech.postposed:
        index += 1
    for _ in range(3):
        grown = _belonging(words, index, cast, speech, covered)
        if grown == index:
            break
        index = grown
        while index < len(words) and words[index].lower in speech.postposed:
            index += 1
    return _with_place(words, index, speech) if kind == "institution" else index


def _belonging(words: Sequence[Word], index: int, cast: Cast, speech: SpeechWords, covered: set[int]) -> int:
    """One more "van Defensie", "of the ministry", "de la Défense", if it follows at `index`; else `index`."""
    at = index
    if at >= len(words) or words[at].lower not in speech.tails:
        return index
    while at < len(words) and (words[at].lower in speech.tails or words[at].lower in speech.determiners):
        at += 1
    begin = at
    while (
        at < len(words)
        and at - begin < 3
        and at not in covered
        and _names_something(words[at], at - begin, cast, speech)
    ):
        at += 1
    return at if at > begin else index


def _names_something(word: Word, position: int, cast: Cast, speech: SpeechWords) -> bool:
    if word.is_mark or word.lower in speech.verbs or word.text.isdigit():
        return False
    if word.text[0].isupper() or _kind(word, cast, speech):
        return True
    return (
        position == 0 and cast.language in ("fr", "en") and len(word.text) > 3 and word.lower not in speech.auxiliaries
    )


def _with_place(words: Sequence[Word], index: int, speech: SpeechWords) -> int:
    if index + 1 < len(words) and words[index].lower in speech.place_tails and words[index + 1].text[0].isupper():
        index += 2
        while index < len(words) and words[index].text[0].isupper():
            index += 1
    return index


def _is_title_of(office: Source, people: Sequence[Source], words: Sequence[Word]) -> bool:
    """Whether a named person stands right beside the office, which is then the person's own."""
    for person in people:
        before, behind = words[office.last : person.first], words[person.last : office.first]
        if office.last <= person.first and all(w.text in (",", "(") for w in before) and len(before) < 2:
            return True
        if person.last <= office.first and behind and behind[0].text in (",", "(") and len(behind) < 5:
            return all(not w.is_mark for w in behind[1:])
    return False


def anonymous(index: int) -> Source:
    """A word that stands for somebody named before."""
    return replace(Source(first=index, last=index + 1, speaker=None), person=True)
