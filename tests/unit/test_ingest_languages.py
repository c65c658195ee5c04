import pytest

from services.contracts.errors import Invalid, Reason
from services.ingest.languages import primary_language, settle
from tests.support.ingest import DUTCH, ENGLISH

FRISIAN_NAMES = "Sytske Hoekstra, Jelle Dykstra, Wytse Postma"
SWEDISH = (
    "Regeringen skickar tjugo pansarfordon till kasernen i norr. Leveransen börjar i höst, sade ministern, och "
    "riksdagen har redan godkänt planen. Även grannländerna deltar i samarbetet under de kommande åren."
)


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        *(("nl", "nl"), ("nl-BE", "nl"), ("NL-be", "nl"), ("zh-Hant-TW", "zh"), ("sl-rozaj-biske", "sl")),
        *(("en-US-x-agency", "en"), ("es-419", "es"), ("de-DE-u-co-phonebk", "de"), ("nld", "nl"), ("dut", "nl")),
        *(("nds", "nds"), ("und", "und")),
    ],
)
def test_a_tag_comes_down_to_its_primary_language(tag: str, language: str) -> None:
    assert primary_language(tag, field="language") == language


@pytest.mark.parametrize("tag", ["Dutch", "nl_BE", "n", "nl-", "-nl", "nl--BE", "12", "nl-BE-", "nl be", "é", "a" * 9])
def test_a_malformed_tag_is_refused_with_what_is_wanted(tag: str) -> None:
    with pytest.raises(Invalid) as refused:
        primary_language(tag, field="language")
    assert refused.value.reason is Reason.INVALID_FIELD
    assert refused.value.found == repr(tag)
    assert "BCP 47" in refused.value.wanted


def test_a_hostile_tag_of_a_million_letters_is_refused_at_once() -> None:
    with pytest.raises(Invalid):
        primary_language("nl" + "-abcde" * 200_000, field="language")


def test_a_declaration_that_is_right_leaves_nothing_to_declare() -> None:
    assert settle("nl", DUTCH, field="language") == ("nl", "")


def test_a_declared_region_is_kept_beside_the_language() -> None:
    assert settle("nl-BE", DUTCH, field="language") == ("nl", "nl-BE")


def test_a_long_text_in_another_language_outweighs_the_declaration() -> None:
    assert settle("nl", ENGLISH, field="language") == ("en", "nl")
    assert settle("sv", DUTCH, field="language") == ("nl", "sv")


def test_a_short_text_does_not_outweigh_the_declaration() -> None:
    assert settle("nl", ENGLISH[:60], field="language") == ("nl", "")


def test_a_missing_declaration_is_filled_by_detection() -> None:
    assert settle("", DUTCH, field="language") == ("nl", "")
    assert settle("und", ENGLISH, field="language") == ("en", "und")


def test_a_text_that_tells_nothing_stays_undetermined() -> None:
    assert settle("", "…", field="language") == ("und", "")
    assert settle("", "", field="language") == ("und", "")


def test_another_language_than_ours_goes_on() -> None:
    assert settle("sv", SWEDISH, field="language") == ("sv", "")
    assert settle("", SWEDISH, field="language") == ("sv", "")
