"""The categories that a sentence speaks of, by its words alone."""

import pytest

from services.contracts.vocabulary import Category
from services.extract.pipes.cues.categories import categories
from services.extract.pipes.cues.component import lexicon


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Denemarken stuurt houwitsers naar het front.", {Category.MILITARY_AID}),
        ("De houwitsers zijn oud.", set()),
        ("Denemarken koopt houwitsers bij een Zweedse fabriek.", {Category.CAPABILITY}),
        ("Denemarken stuurt gasmaskers en drones.", {Category.CBRN_AID}),
        ("Denemarken stuurt een fregat naar de Oostzee.", {Category.FORCE_POSTURE}),
        ("De militairen leiden rekruten op, tweehonderd militairen per cursus.", {Category.MILITARY_AID}),
        ("Het land krijgt generatoren en tenten.", {Category.HUMANITARIAN_AID}),
        ("Er komt meer humanitaire en financiële hulp.", {Category.HUMANITARIAN_AID, Category.FINANCIAL_AID}),
        ("Het parlement ratificeert de toetreding.", {Category.MEMBERSHIP}),
    ],
)
def test_words_and_combinations_of_concepts_make_categories(text: str, expected: set[Category]) -> None:
    assert set(categories(text, lexicon("nl"))) == expected


def test_each_category_names_the_rule_that_fired() -> None:
    found = categories("Denemarken stuurt houwitsers en geeft humanitaire hulp.", lexicon("nl"))
    assert found == {Category.HUMANITARIAN_AID: "thing:humanitaire", Category.MILITARY_AID: "concepts:give+arms"}
