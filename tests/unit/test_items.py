"""What exactly is committed: the thing without article and numeral, its number, and the categories that it fits."""

import pytest
import spacy

from services.contracts.commitment import Number
from services.contracts.vocabulary import Category
from services.extract.pipes.items.component import find_items, items_for
from services.extract.pipes.values.component import read_values


def items(text: str, category: Category, language: str) -> list[tuple[str, Number | None]]:
    doc = spacy.blank(language)(text)
    doc._.published = "2024-05-14"
    found = items_for(category, find_items(read_values(doc)).spans["items"])
    assert all(text[item.start : item.end] == item.text for item in found)
    return [(item.text, item.quantity) for item in found]


@pytest.mark.parametrize(
    ("language", "category", "text", "expected"),
    [
        ("nl", Category.MILITARY_AID, "Het land levert veertig oude tanks.", [("oude tanks", 40)]),
        ("nl", Category.MILITARY_AID, "Er gaat 3800 ton brandstof heen.", [("ton brandstof", 3800)]),
        ("nl", Category.MILITARY_AID, "Er komen raketten en munitie.", [("raketten", None), ("munitie", None)]),
        ("nl", Category.FORCE_POSTURE, "Er vertrekken zowat 60 mariniers.", [("mariniers", 60)]),
        ("nl", Category.HUMANITARIAN_AID, "Er komen tientallen generatoren.", [("generatoren", None)]),
        ("nl", Category.MILITARY_AID, "Er gaan twaalf Leopard 2-tanks heen.", [("Leopard 2-tanks", 12)]),
        ("en", Category.MILITARY_AID, "It sends twelve Stinger missiles.", [("Stinger missiles", 12)]),
        ("en", Category.CBRN_AID, "It sends 200 gas masks.", [("gas masks", 200)]),
        ("en", Category.FORCE_POSTURE, "It sends four F-16s.", [("F-16s", 4)]),
        ("fr", Category.MILITARY_AID, "Il livre dix chars Leclerc.", [("chars Leclerc", 10)]),
        ("fr", Category.MILITARY_AID, "Il livre 20 missiles antichar Javelin.", [("missiles antichar Javelin", 20)]),
        ("de", Category.MILITARY_AID, "Es liefert 20 Raketen vom Typ Stinger.", [("Raketen vom Typ Stinger", 20)]),
        ("de", Category.HUMANITARIAN_AID, "Es schickt 200 Stromerzeuger.", [("Stromerzeuger", 200)]),
    ],
)
def test_an_item_is_the_thing_without_article_and_numeral(
    language: str, category: Category, text: str, expected: list[tuple[str, Number | None]]
) -> None:
    assert items(text, category, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Het land geeft steun en een pakket maatregelen."),
        ("en", "It gives support and an aid package."),
        ("fr", "Il apporte une aide et un soutien."),
        ("de", "Es leistet Hilfe und Unterstützung."),
    ],
)
def test_general_words_are_no_items(language: str, text: str) -> None:
    assert items(text, Category.MILITARY_AID, language) == []


def test_een_is_no_quantity() -> None:
    assert items("Het land levert een fregat.", Category.MILITARY_AID, "nl") == [("fregat", None)]


def test_an_item_goes_to_the_categories_that_it_fits() -> None:
    text = "Het land geeft leningen en veertig tanks."
    assert items(text, Category.FINANCIAL_AID, "nl") == [("leningen", None)]
    assert items(text, Category.MILITARY_AID, "nl") == [("tanks", 40)]


def test_soldiers_who_are_counted_may_be_those_who_are_trained() -> None:
    assert items("Er worden 80 militairen opgeleid.", Category.MILITARY_AID, "nl") == [("militairen", 80)]
    assert items("De militairen worden bezocht.", Category.MILITARY_AID, "nl") == []


def test_a_base_that_is_there_already_is_no_item() -> None:
    assert items("Het toestel landde op de basis.", Category.FORCE_POSTURE, "nl") == []
    assert items("Er komt een basis bij.", Category.FORCE_POSTURE, "nl") == [("basis", None)]
