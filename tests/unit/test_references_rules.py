"""Pronouns and roles find what they stand for; short texts made up for the purpose."""

import pytest

from tests.support.mentions import mentions, read

CASES = [
    ("nl", "Oekraïne vraagt tenten. Het land heeft ze nodig.", "Het land", ("UA",)),
    ("nl", "Estland kampeert graag. Amerikaanse tenten gaan naar het land.", "het land", ("EE",)),
    ("nl", "Zweden en Finland kamperen samen. Beide landen kopen tenten.", "Beide landen", ("SE", "FI")),
    ("nl", "Noorwegen, Zweden en Finland kamperen. De drie landen kopen tenten.", "De drie landen", ("NO", "SE", "FI")),
    ("nl", "Polen en Litouwen kamperen. Het regent. Deze landen kopen tenten.", "Deze landen", ("PL", "LT")),
    ("nl", "Jens Stoltenberg sprak donderdag. De Noor wil tenten.", "Noor", ("NATO",)),
    ("nl", "Jens Stoltenberg sprak. De topman wil tenten.", "De topman", ("NATO",)),
    ("nl", 'Jens Stoltenberg sprak. "Wij kopen tenten", zei hij.', "Wij", ("NATO",)),
    ("nl", "De NAVO vergadert. De ministers kopen tenten.", "De ministers", ("NATO",)),
    ("nl", "Emmanuel Macron sprak. Zijn land koopt tenten.", "Zijn land", ("FR",)),
    ("nl", "Noorwegen kampeert. De regering koopt tenten.", "regering", ("NO",)),
    ("en", "Moldova asked for tents. The country needs them.", "The country", ("MD",)),
    ("en", "Sweden and Finland camp. Both countries buy tents.", "Both countries", ("SE", "FI")),
    ("en", "Jens Stoltenberg spoke. “We will buy tents,” he said.", "We", ("NATO",)),
    ("en", "Jens Stoltenberg spoke. The Norwegian said it rained.", "Norwegian", ("NATO",)),
    ("de", "Jens Stoltenberg sprach. Der Norweger will Zelte.", "Norweger", ("NATO",)),
    ("fr", "Jens Stoltenberg a parlé. Le Norvégien veut des tentes.", "Norvégien", ("NATO",)),
    ("fr", "La Moldavie veut des tentes. Le pays en manque.", "Le pays", ("MD",)),
    ("fr", "La Suède et la Finlande campent. Les deux pays achètent des tentes.", "Les deux pays", ("SE", "FI")),
    ("de", "Moldau will Zelte. Das Land braucht sie.", "Das Land", ("MD",)),
    ("de", "Schweden und Finnland zelten. Beide Länder kaufen Zelte.", "Beide Länder", ("SE", "FI")),
    ("de", "Jens Stoltenberg sprach. „Wir kaufen Zelte“, sagte er.", "Wir", ("NATO",)),
]


@pytest.mark.parametrize(("language", "text", "words", "ids"), CASES)
def test_a_reference_finds_what_it_stands_for(language: str, text: str, words: str, ids: tuple[str, ...]) -> None:
    doc = read(text, language=language)
    assert mentions(doc)[words] == ids
    assert next(span for span in doc.spans["mentions"] if span.text == words).label_ == "reference"


def test_the_antecedent_is_kept_in_the_words_of_the_article() -> None:
    doc = read("Zweden en Finland kamperen. Beide landen kopen tenten.")
    assert doc.spans["mentions"][-1]._.antecedent == "Zweden, Finland"


@pytest.mark.parametrize(
    "text",
    [
        "Het land slaapt.",
        "Beide landen slapen, zei Polen.",
        "Wij kamperen graag, en Jens Stoltenberg ook.",
        "De Noor kampeert.",
    ],
)
def test_what_has_no_antecedent_stays_unresolved(text: str) -> None:
    doc = read(text)
    assert [span for span in doc.spans["mentions"] if span.label_ == "reference"] == []


def test_a_country_named_long_ago_is_no_antecedent() -> None:
    text = "Polen kampeert. " + "Het regent hard. " * 6 + "Het land slaapt."
    assert "Het land" not in mentions(read(text))


def test_the_cabinet_at_home_stays_at_home_whoever_was_named_before() -> None:
    assert mentions(read("Noorwegen kampeert. Het kabinet koopt tenten."))["kabinet"] == ("NL",)


def test_naming_home_gives_the_government_back() -> None:
    text = "Noorwegen kampeert. Nederland ook. De regering koopt tenten."
    assert mentions(read(text))["regering"] == ("NL",)


def test_a_norwegian_army_is_no_person() -> None:
    doc = read("Jens Stoltenberg spoke. The Norwegian army camps.", language="en")
    assert mentions(doc)["Norwegian"] == ("NO",)


def test_norwegians_in_the_plural_are_the_country() -> None:
    text = "Jens Stoltenberg sprak. De Noren kopen tenten."
    assert mentions(read(text))["Noren"] == ("NO",)
