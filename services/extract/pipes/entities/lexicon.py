"""The names of one language as data: every surface form, its kind and the ids it stands for.

Country names come from CLDR (by babel), all else from `data/names.<language>.yaml`. The few regular endings of names,
adjectives and peoples are spelt out here, so that the data lists one form where grammar gives the rest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec
from babel import Locale

from services.extract.pipes.entities.registry import load_entities

DATA = Path(__file__).resolve().parents[2] / "data"
SHORTEST_SHOUTED = 4
GENITIVE_LANGUAGES = ("nl", "de")
GENITIVE_KINDS = frozenset({"country", "capital", "place", "alliance"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Sense:
    """What a surface form may stand for.

    `kind` labels the mention. `rule` names the test of context that settles the ids or drops the mention; "" is none.
    """

    kind: str
    ids: tuple[str, ...]
    rule: str = ""


class Namesake(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of an article that speak against and for a name being the country's."""

    against: tuple[str, ...]
    supports: tuple[str, ...]


class Names(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One `names.<language>.yaml`; its own comments say how forms are written."""

    names: dict[str, tuple[str, ...]]
    skip: tuple[str, ...]
    adjectives: dict[str, str]
    people: dict[str, str]
    capitals: dict[str, tuple[str, ...]]
    places: dict[str, tuple[str, ...]]
    seats: dict[str, tuple[str, ...]]
    organisations: dict[str, tuple[str, ...]]
    alliance: dict[str, tuple[str, ...]]
    allied: tuple[str, ...]
    members: tuple[str, ...]
    groups: dict[str, tuple[str, ...]]
    europe: tuple[str, ...]
    brussels: tuple[str, ...]
    secretary: tuple[str, ...]
    commission: tuple[str, ...]
    congress: tuple[str, ...]
    blocks: tuple[str, ...]
    combining: dict[str, str]
    prefixes: dict[str, str]
    home: tuple[str, ...]
    own: tuple[str, ...]
    namesakes: dict[str, Namesake]
    locative: frozenset[str]
    powers: frozenset[str]
    belonging: frozenset[str]
    joining: frozenset[str]
    possessives: frozenset[str]


@cache
def load_names(language: str) -> Names:
    """Returns the names of one language; the file is read once a process."""
    return msgspec.yaml.decode((DATA / f"names.{language}.yaml").read_bytes(), type=Names)


def surfaces(language: str) -> Iterator[tuple[str, Sense]]:
    """Yields every surface form of a language with one sense; a form with several senses comes several times."""
    names = load_names(language)
    for surface, sense in (*_countries(language, names), *_places(names), *_bodies(names)):
        for form in _spellings(surface, sense, language):
            yield form, sense
    for surface, sense in (*_adjectives(language, names), *_peoples(language, names)):
        yield surface, sense


def _countries(language: str, names: Names) -> Iterator[tuple[str, Sense]]:
    territories = Locale(language).territories
    for entity in load_entities().values():
        if entity.kind not in {"country", "territory"}:
            continue
        own = names.names.get(entity.id, ())
        official = territories.get(entity.id, "")
        for name in dict.fromkeys((official, *own)):
            if name and name not in names.skip:
                yield name, Sense(kind="country", ids=(entity.id,), rule="place")


def _places(names: Names) -> Iterator[tuple[str, Sense]]:
    for ids, forms in names.groups.items():
        yield from ((form, Sense(kind="group", ids=tuple(ids.split()))) for form in forms)
    for entity, forms in names.capitals.items():
        yield from ((form, Sense(kind="capital", ids=(entity,), rule="place")) for form in forms)
    for entity, forms in names.places.items():
        yield from ((form, Sense(kind="place", ids=(entity,))) for form in forms)
    yield from ((form, Sense(kind="seat", ids=("EU", "BE"), rule="brussels")) for form in names.brussels)
    yield from ((form, Sense(kind="organisation", ids=("EU",), rule="europe")) for form in names.europe)


def _bodies(names: Names) -> Iterator[tuple[str, Sense]]:
    for kind, table in (("seat", names.seats), ("organisation", names.organisations), ("alliance", names.alliance)):
        for entity, forms in table.items():
            yield from ((form, Sense(kind=kind, ids=(entity,))) for form in forms)
    yield from ((form, Sense(kind="alliance", ids=("NATO",), rule="allied")) for form in names.allied)
    yield from ((form, Sense(kind="alliance", ids=("EU", "NATO"), rule="members")) for form in names.members)
    yield from ((form, Sense(kind="office", ids=("NATO", "UN", "OSCE"), rule="secretary")) for form in names.secretary)
    yield from ((form, Sense(kind="organisation", ids=("EU",), rule="commission")) for form in names.commission)
    yield from ((form, Sense(kind="seat", ids=("US",), rule="congress")) for form in names.congress)
    yield from ((form, Sense(kind="home", ids=(), rule="home")) for form in names.home)
    yield from ((form, Sense(kind="own", ids=(), rule="home")) for form in names.own)
    yield from ((form, Sense(kind="block", ids=())) for form in names.blocks)


def _spellings(surface: str, sense: Sense, language: str) -> Iterator[str]:
    """Yields a form as written, at a sentence's start, shouted (datelines), with either apostrophe, as a genitive."""
    forms = {surface, surface[0].upper() + surface[1:]}
    if len(surface) >= SHORTEST_SHOUTED and sense.kind in {"country", "capital", "seat"}:
        forms.add(surface.upper())
    if language in GENITIVE_LANGUAGES and sense.kind in GENITIVE_KINDS and surface[-1] not in "sxz":
        forms.add(surface + "s")
    for form in sorted(forms):
        yield form
        if "'" in form or "’" in form:
            yield form.replace("’", "'") if "’" in form else form.replace("'", "’")


def _adjectives(language: str, names: Names) -> Iterator[tuple[str, Sense]]:
    for entity, words in names.adjectives.items():
        sense = Sense(kind="demonym", ids=(entity,))
        for word in words.split():
            for form in _adjective_forms(word, language):
                yield form, sense


def _adjective_forms(word: str, language: str) -> Iterable[str]:
    forms: tuple[str, ...]
    if language == "nl":
        return (word, word[:-3] + "ese" if word.endswith("ees") else word + "e")
    if language == "en":
        return (word, word.replace("-", " ")) if "-" in word else (word,)
    if language == "fr":
        forms = (word, word if word.endswith("s") else word + "s")
        return dict.fromkeys(form for each in forms for form in (each, each[0].upper() + each[1:]))
    forms = tuple(word + ending for ending in ("", "e", "en", "er", "es", "em"))
    return (*forms, *(form[0].upper() + form[1:] for form in forms))


def _peoples(language: str, names: Names) -> Iterator[tuple[str, Sense]]:
    for entity, words in names.people.items():
        sense = Sense(kind="people", ids=(entity,))
        for word in words.split():
            for form in _people_forms(word, language):
                yield form, sense


def _people_forms(word: str, language: str) -> Iterable[str]:
    if language == "nl":
        plural = word[:-3] + "anen" if word.endswith("aan") else word + "s" if word.endswith("er") else word
        return dict.fromkeys((word, plural))
    if language == "en":
        plural = word[:-3] + "men" if word.endswith("man") else word + "s"
        return (word, plural, word.replace("-", " "), plural.replace("-", " "))
    if word.endswith("er"):
        return tuple(word + ending for ending in ("", "n", "s", "in", "innen"))
    if word.endswith("e"):
        return (word, word + "n", word[:-1] + "in", word[:-1] + "innen")
    return (word,)
