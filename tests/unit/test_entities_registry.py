"""The closed list of ids, and the data that must keep to it."""

import json

import pycountry
import pytest

from services.contracts.vocabulary import LANGUAGES
from services.extract.pipes.entities.home import load_homes
from services.extract.pipes.entities.lexicon import load_names, surfaces
from services.extract.pipes.entities.officials import entity_of, load_officials
from services.extract.pipes.entities.registry import LIST, entity_name, load_entities
from services.extract.pipes.references.lexicon import nationalities


def test_no_id_stands_twice_in_the_list() -> None:
    ids = [entity["id"] for entity in json.loads(LIST.read_text("utf-8"))]
    assert len(ids) == len(set(ids)) > 200


def test_every_country_of_iso_3166_is_in_the_list_and_kosovo_beside_them() -> None:
    codes = {country.alpha_2 for country in pycountry.countries} | {"XK"}
    assert codes == {e.id for e in load_entities().values() if e.kind in {"country", "territory"}}


def test_an_id_has_an_english_name_and_a_foreign_one_is_refused() -> None:
    assert entity_name("BA") == "Bosnia and Herzegovina"
    assert entity_name("CI") == "Côte d'Ivoire"
    with pytest.raises(KeyError):
        entity_name("XX")


def test_the_alliance_has_thirty_two_members_and_the_union_twenty_seven() -> None:
    entities = load_entities().values()
    assert sum(e.nato_since is not None for e in entities) == 32
    assert sum(e.eu_since is not None and e.eu_until is None for e in entities) == 27


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_stands_for_ids_of_the_list(language: str) -> None:
    known = load_entities()
    unknown = {entity for _, sense in surfaces(language) for entity in sense.ids if entity not in known}
    names = load_names(language)
    unknown |= {e for e in (*names.combining.values(), *names.prefixes.values()) if e not in known}
    assert unknown == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_member_of_the_alliance_has_a_name_a_demonym_and_a_capital(language: str) -> None:
    members = {e.id for e in load_entities().values() if e.nato_since is not None}
    kinds: dict[str, set[str]] = {}
    for _, sense in surfaces(language):
        for entity in sense.ids:
            kinds.setdefault(entity, set()).add(sense.kind)
    seatless = {"BE", "LU"}  # Brussels is judged by context, Luxembourg is named like its country.
    assert {m for m in members if "country" not in kinds[m]} == set()
    assert {m for m in members if "demonym" not in kinds[m]} == set()
    assert {m for m in members if "capital" not in kinds[m]} - seatless == set()


def test_officials_homes_and_nationalities_keep_to_the_list() -> None:
    known = load_entities()
    assert {term.entity for official in load_officials() for term in official.terms} <= known.keys()
    assert set(nationalities().values()) <= known.keys()
    homes = load_homes()
    places = {*homes.hosts.values(), *homes.sources.values(), *homes.tlds.values(), *homes.languages.values()}
    assert places - {""} <= known.keys()
    assert {country for table in homes.markers.values() for country in table} <= known.keys()


@pytest.mark.parametrize(
    ("published", "entity"),
    [("2019-06-01", "NATO"), ("2024-09-30", "NATO"), ("2025-06-01", "NO"), ("2009-01-01", None)],
)
def test_an_official_speaks_for_whoever_the_office_was_at_the_time(published: str, entity: str | None) -> None:
    terms = next(official.terms for official in load_officials() if official.name == "Jens Stoltenberg")
    assert entity_of(terms, published) == entity
