"""Find in a sentence whoever could be credited: people by name, offices, institutions, and what stands for them."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache

from services.contracts.commitment import Speaker
from services.extract.pipes.entities.persons import Person, is_office
from services.extract.pipes.speakers.lexicon import SPEECH
from services.extract.pipes.speakers.names import name_end
from services.extract.pipes.speakers.phrases import head_kind, phrase_around
from services.extract.pipes.speakers.speech import SpeechWords
from services.extract.pipes.speakers.tokens import Word, joined, split


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Who could be credited: words `[first, last)` of the sentence; no speaker where it stands for somebody named
    before. `person` says that it is a person or an office, and no institution; `head` is its office, if any."""

    first: int
    last: int
    speaker: Speaker | None
    person: bool = False
    head: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cast:
    """Who appears in an article: its people, where each is named, and where places and other entities are named.

    `named_at` is keyed by the character offset at which a name begins. `places` are the offsets of the words of
    countries and other entities, each with the first id of the entity. `full_names` are keyed by surname.
    """

    language: str
    text: str
    full_names: Mapping[str, str]
    persons: tuple[Person, ...]
    named_at: Mapping[int, tuple[int, Person]]
    places: Mapping[int, str]

    def full(self, name: str) -> str:
        """The fullest form of a name in the article; the name itself if it has none."""
        return self.full_names.get(name, name)

    def holders(self, head: str) -> tuple[Person, ...]:
        """The people of the article whose office `head` names ("Kanzler" for a Bundeskanzler)."""
        lower = head.lower()
        return tuple(p for p in self.persons if p.role and _matches(_office_head(p.role, self.language), lower))

    def of_country(self, entity: str, head: str) -> tuple[Person, ...]:
        """The people of the article who speak for `entity` and whose office, where it is known, `head` may name."""
        lower = head.lower()
        known = [(p, _office_head(p.role, self.language)) for p in self.persons if p.entity == entity]
        return tuple(p for p, office in known if not office or _matches(office, lower))


def _matches(office: str, head: str) -> bool:
    return bool(office) and (office == head or (len(head) > 5 and office.endswith(head)))


@cache
def _office_head(role: str, language: str) -> str:
    return next((w for w in role.lower().split() if is_office(w, language)), "")


def speaker_of_person(person: Person, language: str) -> Speaker:
    """The person as a speaker; what belongs to the office ("Jansen van Defensie") is no part of the name."""
    name = person.name
    if language == "nl":
        head, van, tail = name.partition(" van ")
        if van and tail.split()[0] in ("Defensie", "Buitenlandse", "Financiën", "Landsverdediging", "Binnenlandse"):
            name = head
    return Speaker(name=name, role=person.role, id=person.entity)


def find_sources(words: Sequence[Word], cast: Cast) -> list[Source]:
    """The possible sources of a sentence, in order, not overlapping; quoted words are none."""
    speech = SPEECH[cast.language]
    people = [s for s in _named(words, cast) if words[s.first].lower not in speech.determiners]
    covered = {i for source in people for i in range(source.first, source.last)}
    titles: dict[int, int] = {}
    rest: list[Source] = []
    for index, word in enumerate(words):
        if index in covered or word.quoted or (rest and index < rest[-1].last):
            continue
        found = (
            _proper_name(words, index, speech)
            or _with_honorific(words, index, cast, speech, covered)
            or _office(words, index, cast, speech, covered)
        )
        bearer = _bearer(found, people, words) if found is not None else None
        if bearer is not None and found is not None:
            titles[bearer] = min(found.first, titles.get(bearer, found.first))
        elif found is not None:
            rest.append(found)
    people = [replace(p, first=min(p.first, titles.get(p.first, p.first))) for p in people]
    return sorted([*people, *rest], key=lambda source: source.first)


def _named(words: Sequence[Word], cast: Cast) -> Iterator[Source]:
    for index, word in enumerate(words):
        if word.start in cast.named_at and not word.quoted:
            end, person = cast.named_at[word.start]
            last = index + 1
            while last < len(words) and words[last].start < end:
                last += 1
            speaker = speaker_of_person(person, cast.language)
            first = _past_honorific(words, index, SPEECH[cast.language])
            yield Source(first=first, last=last, speaker=speaker, person=True)


def _past_honorific(words: Sequence[Word], index: int, speech: SpeechWords) -> int:
    """Where a name begins with the "M." or "Mr" before it."""
    before = index - 1 - (index > 1 and words[index - 1].text == ".")
    return before if before >= 0 and words[before].lower.rstrip(".") in speech.honorifics else index


@cache
def _names(names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(split(name) for name in sorted(names, key=len, reverse=True))


def _proper_name(words: Sequence[Word], index: int, speech: SpeechWords) -> Source | None:
    for name in _names(speech.names):
        last = index + len(name)
        if tuple(word.text for word in words[index:last]) == name:
            return Source(first=index, last=last, speaker=Speaker(name=joined(words[index:last])))
    return None


def _with_honorific(
    words: Sequence[Word], index: int, cast: Cast, speech: SpeechWords, covered: Set[int]
) -> Source | None:
    """ "Mr Voss", "M. Delmas": a surname that the list of people lacks."""
    if words[index].lower.rstrip(".") not in speech.honorifics:
        return None
    begin = index + 1 + (index + 1 < len(words) and words[index + 1].text == ".")
    end = name_end(words, begin, covered)
    if end == begin or not words[index].is_capital:
        return None
    name = cast.full(joined(words[begin:end]))
    return Source(first=index, last=end, speaker=Speaker(name=name), person=True)


def _office(words: Sequence[Word], head: int, cast: Cast, speech: SpeechWords, covered: Set[int]) -> Source | None:
    """The noun phrase around an office or institution, or the person who holds the office."""
    kind = head_kind(words[head], cast.language, speech)
    follower = words[head + 1] if head + 1 < len(words) and cast.language != "fr" else None
    if not kind or (follower is not None and head_kind(follower, cast.language, speech)):
        return None  # in "government spokesman" the head is yet to come
    first, last = phrase_around(words, head, kind, cast.language, speech, covered)
    if kind == "office" and (named := _apposition(words, first, last, cast, covered)) is not None:
        return named
    text = joined(words[first:last])
    if kind == "institution":
        return Source(first=first, last=last, speaker=Speaker(name=text))
    holders = _holders(words, first, last, head, cast)
    speaker = speaker_of_person(holders[0], cast.language) if len(holders) == 1 else Speaker(name=text, role=text)
    stands_in = len(holders) != 1 and words[head].lower in speech.anaphors
    return Source(first=first, last=last, speaker=None if stands_in else speaker, person=True, head=words[head].lower)


def _apposition(words: Sequence[Word], first: int, last: int, cast: Cast, covered: Set[int]) -> Source | None:
    """ "the defence minister, Marta Voss,": the name behind an office, which no list knows."""
    begin = last + (last < len(words) and words[last].text == ",")
    if begin >= len(words) or words[begin].start in cast.places:
        return None
    end = name_end(words, begin, covered)
    closes = end >= len(words) or words[end].is_mark or begin == last
    if end - begin < 2 or not closes:
        return None
    speaker = Speaker(name=joined(words[begin:end]), role=joined(words[first:last]))
    return Source(first=first, last=end, speaker=speaker, person=True)


def unlisted_name(words: Sequence[Word], index: int, cast: Cast) -> Source | None:
    """A capitalised name at `index` that is no place and on no list, for where a person must stand."""
    if index >= len(words) or words[index].start in cast.places or words[index].quoted:
        return None
    end = name_end(words, index, frozenset())
    if end == index or any(word.start in cast.places for word in words[index:end]):
        return None
    if end - index == 1 and cast.language == "de":
        return None  # every German noun has a capital
    name = cast.full(joined(words[index:end]))
    return Source(first=index, last=end, speaker=Speaker(name=name), person=True)


def _holders(words: Sequence[Word], first: int, last: int, head: int, cast: Cast) -> tuple[Person, ...]:
    """Who may hold an office: by the country that the phrase names, else by the office alone."""
    entity = next((cast.places[w.start] for w in words[first:last] if cast.places.get(w.start)), "")
    return cast.of_country(entity, words[head].text) if entity else cast.holders(words[head].text)


def _bearer(office: Source, people: Sequence[Source], words: Sequence[Word]) -> int | None:
    """The first word of the person who stands right beside an office, which is then the person's own."""
    for person in people:
        before, behind = words[office.last : person.first], words[person.last : office.first]
        if office.last <= person.first and len(before) < 2 and all(w.text in (",", "(") for w in before):
            return person.first
        if person.last <= office.first and behind and behind[0].text in (",", "(") and len(behind) < 5:
            return person.first if all(not w.is_mark for w in behind[1:]) else None
    return None


def anonymous(index: int, last: int | None = None) -> Source:
    """Words that stand for somebody named before."""
    return Source(first=index, last=index + 1 if last is None else last, speaker=None, person=True)
