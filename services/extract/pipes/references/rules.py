"""How a pronoun or role finds its antecedent: recency and kind, no syntax. Each rule has a name."""

from bisect import bisect_left
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from services.extract.pipes.entities.persons import Person
from services.extract.pipes.entities.registry import load_entities

COUNTRY_LABELS = frozenset({"country", "capital", "people", "demonym", "place", "home", "own"})
NAME_LABELS = frozenset({"country", "capital", "people", "home", "own"})
"""Labels that bring a country itself to mind; "American troops" are no country."""
BODIES = frozenset({"NATO", "EU", "UN", "OSCE", "G7"})
PERSON_REACH = 2
"""A pronoun reaches back this many sentences for a person."""
COUNTRY_REACH = 4
"""A role such as "the country" reaches back this many sentences."""

Antecedent = tuple[tuple[str, ...], str]
"""Ids and the antecedent's words; ((), "") where there is none."""

NONE: Antecedent = ((), "")


MEMORY = 64
"""So many last mentions are remembered: more than reach goes back in prose, and it bounds the time on other text."""

Country = tuple[int, str, str]
"""Number of the sentence, id, words."""


@dataclass(kw_only=True, slots=True)
class Reading:
    """What a reader remembers up to a place in the text: named entities and people, oldest first.

    `numbers` has the number of each token's sentence, `people_at` the people by first token of each mention in the
    whole text, `quoted` a flag for each token; `sentence_start` is the first token of the sentence that is being read.
    """

    doc: Doc
    numbers: list[int]
    people_at: dict[int, Person]
    quoted: list[bool]
    sentence: int = 0
    sentence_start: int = 0
    countries: deque[Country] = field(default_factory=lambda: deque(maxlen=MEMORY))
    by_name: deque[Country] = field(default_factory=lambda: deque(maxlen=MEMORY))
    people: deque[tuple[int, Person]] = field(default_factory=lambda: deque(maxlen=MEMORY))
    body: str = ""
    people_starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.people_starts = sorted(self.people_at)

    def begin_sentence(self, start: int) -> None:
        """Goes on to the sentence that begins with token `start`."""
        self.sentence += 1
        self.sentence_start = start

    def person_in_sentence(self) -> Person | None:
        """Returns the first person of the sentence that is being read, be it before or after the place reached."""
        found = bisect_left(self.people_starts, self.sentence_start)
        if found == len(self.people_starts):
            return None
        start = self.people_starts[found]
        return self.people_at[start] if self.numbers[start] == self.sentence else None

    def meet(self, mention: Span) -> None:
        """Remembers a named entity."""
        entities = load_entities()
        for entity in mention._.entity_ids:
            if entity in BODIES:
                self.body = entity
            elif mention.label_ in COUNTRY_LABELS and entities[entity].kind in {"country", "territory"}:
                self.countries.append((self.sentence, entity, mention.text))
                if mention.label_ in NAME_LABELS:
                    self.by_name.append((self.sentence, entity, mention.text))

    def latest(self, count: int, *, reach: int = COUNTRY_REACH) -> list[tuple[str, str]]:
        """Returns the last `count` different countries (id, words), oldest first; fewer if there are not as many."""
        found: dict[str, str] = {}
        for sentence, entity, text in reversed(self.countries):
            if len(found) == count or sentence < self.sentence - reach:
                break
            found.setdefault(entity, text)
        return list(found.items())[::-1]

    def last_person(self) -> Person | None:
        """Returns the person named last, if that was not long ago."""
        if not self.people or self.people[-1][0] < self.sentence - PERSON_REACH:
            return None
        return self.people[-1][1]


def _together(countries: list[tuple[str, str]], least: int) -> Antecedent:
    if len(countries) < least:
        return NONE
    return tuple(entity for entity, _ in countries), ", ".join(text for _, text in countries)


def _country(phrase: Span, reading: Reading) -> Antecedent:
    """ "The country" is the one named last, by its own name rather than an adjective."""
    named = [
        (entity, text) for sentence, entity, text in reading.by_name if sentence >= reading.sentence - COUNTRY_REACH
    ]
    return _together(named[-1:] or reading.latest(1), 1)


def _both(phrase: Span, reading: Reading) -> Antecedent:
    return _together(reading.latest(2), 2)


def _three(phrase: Span, reading: Reading) -> Antecedent:
    return _together(reading.latest(3), 3)


def _these(phrase: Span, reading: Reading) -> Antecedent:
    """The countries of the last sentence that names at least two."""
    by_sentence: dict[int, dict[str, str]] = {}
    for sentence, entity, text in reading.countries:
        if reading.sentence - COUNTRY_REACH <= sentence < reading.sentence:
            by_sentence.setdefault(sentence, {}).setdefault(entity, text)
    several = [countries for countries in by_sentence.values() if len(countries) >= 2]
    return _together(list(several[-1].items()), 2) if several else NONE


def _owned(phrase: Span, reading: Reading) -> Antecedent:
    """ "His country" is the one that the person named last speaks for, if it is a country."""
    person = reading.last_person()
    return NONE if person is None or person.entity in BODIES else _of_person(person)


def _ours(phrase: Span, reading: Reading) -> Antecedent:
    """ "We" in quotation marks is whom the quoted person speaks for: the one in the sentence, else the last named."""
    if not reading.quoted[phrase.start]:
        return NONE
    return _of_person(reading.person_in_sentence() or reading.last_person())


def _person(phrase: Span, reading: Reading) -> Antecedent:
    return _of_person(reading.last_person())


def _chief(phrase: Span, reading: Reading) -> Antecedent:
    """The head of an organisation is the person named last who speaks for one."""
    heads = [person for _, person in reading.people if person.entity in BODIES]
    return _of_person(heads[-1] if heads else None)


def _office(phrase: Span, reading: Reading) -> Antecedent:
    """ "The minister" is the last person named with that office."""
    office = phrase[-1].lower_
    holders = [person for _, person in reading.people if office in person.role.lower()]
    return _of_person(holders[-1] if holders else None)


def _assembly(phrase: Span, reading: Reading) -> Antecedent:
    """ "The ministers" are those of the organisation named last: its meeting is what is told of."""
    return ((reading.body,), reading.body) if reading.body else NONE


def _of_person(person: Person | None) -> Antecedent:
    return ((person.entity,), person.name) if person is not None and person.entity else NONE


RULES: dict[str, Callable[[Span, Reading], Antecedent]] = {
    "country": _country,
    "both": _both,
    "three": _three,
    "these": _these,
    "owned": _owned,
    "ours": _ours,
    "person": _person,
    "chief": _chief,
    "office": _office,
    "assembly": _assembly,
}
"""The rules by the key of `data/references.yaml`."""
