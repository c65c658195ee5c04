"""Words that say how soon or for how long."""

import pytest

from services.contracts.vocabulary import Horizon
from services.extract.pipes.values.horizons import find_horizons


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "Per direct komen er tenten.", {Horizon.IMMEDIATE}),
        ("nl", "Hulp voor de middellange en lange termijn.", {Horizon.MEDIUM, Horizon.LONG}),
        ("nl", "Een langjarig plan.", {Horizon.LONG}),
        ("en", "It takes effect immediately.", {Horizon.IMMEDIATE}),
        ("en", "Help for the long term.", {Horizon.LONG}),
        ("fr", "Des tentes sans délai.", {Horizon.IMMEDIATE}),
        ("fr", "Une aide à moyen terme.", {Horizon.MEDIUM}),
        ("de", "Die Zelte kommen umgehend.", {Horizon.IMMEDIATE}),
        ("de", "Eine langfristige Hilfe.", {Horizon.LONG}),
        ("nl", "De tenten komen in juli.", set()),
    ],
)
def test_a_horizon_needs_explicit_words(language: str, text: str, expected: set[Horizon]) -> None:
    assert {horizon for _, _, horizons in find_horizons(text, language) for horizon in horizons} == expected
