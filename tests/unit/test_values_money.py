"""Sums of money: value, currency, bound, and which are new money."""

import pytest

from services.contracts.commitment import Number
from services.contracts.vocabulary import Bound
from services.extract.pipes.values.money import Sum, find_sums
from services.extract.pipes.values.numbers import find_numbers


def sums(text: str, language: str, home: str = "") -> list[Sum]:
    return list(find_sums(text, list(find_numbers(text, language)), language, home))


@pytest.mark.parametrize(
    ("language", "text", "value", "currency", "bound"),
    [
        ("nl", "Er komt 300 miljoen euro bij.", 300_000_000, "EUR", Bound.EXACT),
        ("nl", "Er komt € 1,3 miljard bij.", 1_300_000_000, "EUR", Bound.EXACT),
        ("nl", "Er gaat vijftig miljoen dollar heen.", 50_000_000, "USD", Bound.EXACT),
        ("nl", "Het geeft tot 500 miljoen euro.", 500_000_000, "EUR", Bound.UP_TO),
        ("nl", "Het geeft minstens 5 miljoen euro.", 5_000_000, "EUR", Bound.AT_LEAST),
        ("nl", "Het geeft zo'n 5 miljoen euro.", 5_000_000, "EUR", Bound.ABOUT),
        ("nl", "Het geeft 2 tot 3 miljoen euro.", 3_000_000, "EUR", Bound.UP_TO),
        ("nl", "Het kost 2 miljoen Canadese dollar.", 2_000_000, "CAD", Bound.EXACT),
        ("nl", "Het kost 2 miljard Deense kronen.", 2_000_000_000, "DKK", Bound.EXACT),
        ("nl", "Zweden betaalt 2 miljard kronen.", 2_000_000_000, "SEK", Bound.EXACT),
        ("en", "It costs up to $2.5bn.", 2_500_000_000, "USD", Bound.UP_TO),
        ("en", "It costs about £25m.", 25_000_000, "GBP", Bound.ABOUT),
        ("en", "It costs NOK3.1 billion.", 3_100_000_000, "NOK", Bound.EXACT),
        ("en", "It spends 7.5 trillion JPY yearly.", 7_500_000_000_000, "JPY", Bound.EXACT),
        ("fr", "Il donne 50 millions d'euros.", 50_000_000, "EUR", Bound.EXACT),
        ("fr", "Il donne jusqu'à 50 millions d’euros.", 50_000_000, "EUR", Bound.UP_TO),
        ("fr", "Il donne 5 milliards de dollars canadiens.", 5_000_000_000, "CAD", Bound.EXACT),
        ("de", "Es kostet mindestens 2,5 Milliarden Euro.", 2_500_000_000, "EUR", Bound.AT_LEAST),
        ("de", "Es kostet rund 80 Millionen Franken.", 80_000_000, "CHF", Bound.ABOUT),
        ("de", "Es kostet 200 Milliarden Zloty.", 200_000_000_000, "PLN", Bound.EXACT),
    ],
)
def test_a_sum_has_value_currency_and_bound(
    language: str, text: str, value: Number, currency: str, bound: Bound
) -> None:
    (found,) = sums(text, language)
    assert (found.amount.value, found.amount.currency, found.amount.bound) == (value, currency, bound)
    assert text[found.start : found.end] == found.amount.text
    assert found.new


def test_a_whole_sum_is_an_integer() -> None:
    (found,) = sums("Er komt 0,3 miljard euro bij.", "nl")
    assert repr(found.amount.value) == "300000000"


def test_a_canadian_paper_means_its_own_dollar() -> None:
    assert [s.amount.currency for s in sums("The shed costs $76 million.", "en", "CA")] == ["CAD"]
    assert [s.amount.currency for s in sums("Ce hangar coûte 76 M$.", "fr", "CA")] == ["CAD"]


def test_a_conversion_is_no_new_money() -> None:
    text = "Noorwegen geeft 100 miljoen kronen (ongeveer 9 miljoen euro)."
    assert [(s.amount.currency, s.new) for s in sums(text, "nl")] == [("NOK", True), ("EUR", False)]


def test_a_running_total_is_no_new_money() -> None:
    text = "Er komt 5 miljoen euro bij. Tot nu toe gaf het land 90 miljoen euro."
    assert [s.new for s in sums(text, "nl")] == [True, False]


def test_a_bare_million_is_money_in_the_currency_that_was_named_and_not_what_it_counts() -> None:
    text = "Het pakket telt 9 miljoen euro. Daarvan is 4 miljoen voor tenten, naast 2 miljoen pillen."
    assert [s.amount.value for s in sums(text, "nl")] == [9_000_000, 4_000_000]


def test_a_share_of_output_is_no_money() -> None:
    assert sums("Het land geeft 2 % van zijn bbp uit.", "nl") == []
