"""The country that a paper writes from, and the government without a name."""

import pytest

from services.extract.pipes.entities.home import home_country
from tests.support.mentions import mentions, read


@pytest.mark.parametrize(
    ("url", "source", "language", "text", "home"),
    [
        ("https://www.vrt.be/nieuws/1", "", "nl", "", "BE"),
        ("https://www.nu.nl/a", "", "nl", "", "NL"),
        ("https://www.derstandard.at/story", "", "de", "", "AT"),
        ("https://www.reuters.com/world/a", "", "en", "The Pentagon and Congress agree.", ""),
        ("", "Het Laatste Nieuws", "nl", "", "BE"),
        ("", "White House", "en", "", "US"),
        ("", "", "nl", "De ploeg kampeert.", "NL"),
        ("", "", "nl", "De Wetstraat en Landsverdediging zwijgen.", "BE"),
        ("", "", "de", "Das Bundesheer übt in Zeltweg.", "AT"),
        ("", "", "fr", "Il fait beau.", "FR"),
        ("", "", "en", "It rains.", ""),
        ("http://[broken", "", "nl", "", "NL"),
    ],
)
def test_home_is_read_from_address_source_words_and_language(
    url: str, source: str, language: str, text: str, home: str
) -> None:
    assert home_country(url=url, source=source, language=language, text=text) == home


def test_the_government_without_a_name_is_the_one_at_home() -> None:
    text = "De regering geeft tenten."
    assert mentions(read(text)) == {"regering": ("NL",)}
    assert mentions(read(text, url="https://www.standaard.be/a")) == {"regering": ("BE",)}


def test_a_named_government_is_not_the_one_at_home() -> None:
    assert mentions(read("De Deense regering geeft tenten.")) == {"Deense": ("DK",)}
    assert mentions(read("De regering van Denemarken geeft tenten.")) == {"Denemarken": ("DK",)}
    assert mentions(read("Oslo belooft tenten, zijn regering betaalt."))["Oslo"] == ("NO",)


def test_the_federal_government_is_the_one_of_the_papers_country() -> None:
    text = "Die Bundesregierung schickt Zelte."
    assert mentions(read(text, language="de")) == {"Bundesregierung": ("DE",)}
    assert mentions(read(text, language="de", url="https://orf.at/1")) == {"Bundesregierung": ("AT",)}


def test_a_dateline_is_home_where_a_paper_writes_for_the_world() -> None:
    doc = read(
        "TALLINN, May 3 - Estonia will buy tents. The minister said so.",
        language="en",
        url="https://www.reuters.com/a",
    )
    assert doc._.home == "EE"
    assert mentions(doc)["minister"] == ("EE",)
