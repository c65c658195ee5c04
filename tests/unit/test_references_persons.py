"""People of an article: fullest name, office, entity and mentions."""

from time import process_time

import pytest

from services.extract.pipes.entities.persons import Person
from tests.support.mentions import read


def people(text: str, language: str) -> dict[str, Person]:
    return {person.name: person for person in read(text, language=language)._.persons}


@pytest.mark.parametrize(
    ("language", "text", "name", "role", "entity"),
    [
        ("nl", "Minister van Defensie Ludolf Tentema kampeert.", "Ludolf Tentema", "Minister van Defensie", "NL"),
        ("nl", "De Deense vicepremier Ove Teltgaard kampeert.", "Ove Teltgaard", "vicepremier", "DK"),
        ("nl", "NAVO-chef Jens Stoltenberg kampeert.", "Jens Stoltenberg", "NAVO-chef", "NATO"),
        ("en", "Estonian Defence Minister Toomas Telk camps.", "Toomas Telk", "Defence Minister", "EE"),
        ("en", "Mary Tentworth, spokeswoman for NATO, camps.", "Mary Tentworth", "spokeswoman for NATO", "NATO"),
        ("fr", "Le ministre de la Défense, Luc Delatente, campe.", "Luc Delatente", "ministre de la Défense,", "FR"),
        ("de", "Verteidigungsministerin Zelda Zeltinger zeltet.", "Zelda Zeltinger", "Verteidigungsministerin", "DE"),
    ],
)
def test_an_office_makes_a_name_and_its_entity(language: str, text: str, name: str, role: str, entity: str) -> None:
    person = people(text, language)[name]
    assert (person.role.rstrip(","), person.entity) == (role.rstrip(","), entity)


def test_later_mentions_by_surname_join_the_fullest_form() -> None:
    doc = read("Volgens Tentema regent het. Minister Ludolf Tentema kampeert. Tentema is blij.")
    (person,) = doc._.persons
    assert (person.name, person.last) == ("Ludolf Tentema", "Tentema")
    assert [doc[start:end].text for start, end in person.mentions] == ["Tentema", "Ludolf Tentema", "Tentema"]


def test_particles_belong_to_the_surname() -> None:
    person = people("Minister Anna van der Tent kampeert.", "nl")["Anna van der Tent"]
    assert person.last == "van der Tent"


def test_a_double_name_with_a_hyphen_is_one_name() -> None:
    assert "Anna Finch-Tent" in people("Minister Anna Finch-Tent camps.", "en")


def test_german_nouns_are_no_people() -> None:
    text = "Die Sprecherin der Veranstalter lobte den Vorsitzenden des Ausschusses. Der Präsident für Ostern fehlt."
    assert people(text, "de") == {}


def test_a_named_person_without_office_speaks_for_nobody() -> None:
    assert people("Volgens Peter Tentema regent het.", "nl")["Peter Tentema"].entity is None


def test_nouns_beside_an_officials_name_are_no_part_of_it() -> None:
    text = "Das Drängen Rubios half. US-Außenminister Marco Rubio zeltet. Rubios Zelte sind neu."
    (person,) = read(text, language="de", published="2025-05-10")._.persons
    assert (person.name, len(person.mentions)) == ("Marco Rubio", 3)


def test_a_fullest_name_in_the_genitive_loses_its_ending() -> None:
    (person,) = read("Olga Zeltners Zelt steht. Zeltner lacht.", language="de")._.persons
    assert (person.name, person.last) == ("Olga Zeltner", "Zeltner")


def test_initials_and_given_names_belong_to_an_officials_name() -> None:
    text = "President Joseph R. Biden camps. Biden is glad."
    (person,) = read(text, language="en")._.persons
    assert (person.name, person.role, person.entity) == ("Joseph R. Biden", "President", "US")


@pytest.mark.parametrize(
    "text",
    [
        "De NAVO zei dat de lidstaten kamperen. " * 3_500,
        "Minister Anna Tentema en minister Bert Tentema kamperen. " * 2_500,
        "wij Polen het land beide landen hij " * 3_000,
        "„wij " * 20_000 + "Jens Stoltenberg",
        "Van Den Van Den Van Den " * 6_000,
    ],
)
def test_hostile_repetition_ends_in_time(text: str) -> None:
    begun = process_time()
    read(text[:140_000])
    assert process_time() - begun < 15
