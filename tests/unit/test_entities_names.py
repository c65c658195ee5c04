"""What names mean, in sentences made up for the purpose; (text, words of the mention, ids)."""

from itertools import pairwise
from pathlib import Path

import pytest
import spacy

from tests.support.mentions import mentions, pipeline, read

NAMES = {
    "nl": [
        ("De Oekraïense president bezocht Noord-Macedonië.", "Oekraïense", ("UA",)),
        ("De Oekraïense president bezocht Noord-Macedonië.", "Noord-Macedonië", ("MK",)),
        ("Albanese en Chinese gasten waren er ook.", "Albanese", ("AL",)),
        ("De Amerikanen sturen tenten.", "Amerikanen", ("US",)),
        ("Het Witte Huis zwijgt over de tenten.", "Witte Huis", ("US",)),
        ("De VS-president wil meer tenten.", "VS-president", ("US",)),
        ("Kiev's wens is duidelijk.", "Kiev's", ("UA",)),
        ("De Frans-Duitse brigade oefent.", "Frans-Duitse", ("FR", "DE")),
        ("De bondgenoten beloven tenten.", "bondgenoten", ("NATO",)),
        ("De Baltische staten willen tenten.", "Baltische staten", ("EE", "LV", "LT")),
        ("OEKRAÏNE vraagt tenten.", "OEKRAÏNE", ("UA",)),
        ("Mark Rutte belooft tenten.", "Mark Rutte", ("NL",)),
    ],
    "en": [
        ("Ukraine's army gets tents.", "Ukraine", ("UA",)),
        ("The U.S.-led group meets.", "U.S.-led", ("US",)),
        ("A Dutch ship sails.", "Dutch", ("NL",)),
        ("Downing Street is silent.", "Downing Street", ("GB",)),
        ("South Korean tents arrive.", "South Korean", ("KR",)),
        ("The Danes send tents.", "Danes", ("DK",)),
        ("Tents for the eastern flank are on the way.", "eastern flank", ("NATO",)),
        ("Guinea-Bissau asks for tents.", "Guinea-Bissau", ("GW",)),
    ],
    "fr": [
        ("L’Ukraine reçoit des tentes.", "Ukraine", ("UA",)),
        ("Les États-Unis et le Royaume-Uni envoient des tentes.", "Royaume-Uni", ("GB",)),
        ("Des tentes ukrainiennes arrivent.", "ukrainiennes", ("UA",)),
        ("La brigade franco-allemande campe.", "franco-allemande", ("FR", "DE")),
        ("Le Kremlin et l'Élysée se taisent.", "Élysée", ("FR",)),
        ("Les Alliés promettent des tentes.", "Alliés", ("NATO",)),
        ("La Côte d’Ivoire demande des tentes.", "Côte d’Ivoire", ("CI",)),
    ],
    "de": [
        ("Die ukrainischen Soldaten bekommen Zelte.", "ukrainischen", ("UA",)),
        ("Deutschlands Zelte sind unterwegs.", "Deutschlands", ("DE",)),
        ("Der US-Präsident schickt Zelte.", "US-Präsident", ("US",)),
        ("Die Ukrainehilfe wächst um Zelte.", "Ukrainehilfe", ("UA",)),
        ("Die Bündnispartner geben Zelte.", "Bündnispartner", ("NATO",)),
        ("Ungarns Zelte fehlen.", "Ungarns", ("HU",)),
        ("Die Bundeswehr packt Zelte ein.", "Bundeswehr", ("DE",)),
    ],
}
CASES = [(language, *case) for language, cases in NAMES.items() for case in cases]


@pytest.mark.parametrize(("language", "text", "words", "ids"), CASES)
def test_a_name_stands_for_its_entity(language: str, text: str, words: str, ids: tuple[str, ...]) -> None:
    assert mentions(read(text, language=language))[words] == ids


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Michael Jordan sold his shoes."),
        ("en", "A storm hit Atlanta and the rest of Georgia."),
        ("en", "The ship left the Gulf of Mexico."),
        ("en", "They asked us for tents."),
        ("fr", "La Réunion envoie un bonjour à Maurice."),
        ("nl", "Het schip verliet de Golf van Mexico."),
        ("de", "Der Frieden ist weit weg."),
        ("de", "Die Deutsche Bank zahlt."),
        ("de", "Die Bündnisfreiheit bleibt."),
        ("nl", "De haven van Norfolk is leeg."),
    ],
)
def test_a_namesake_is_no_entity(language: str, text: str) -> None:
    assert mentions(read(text, language=language)) == {}


def test_georgia_beside_tbilisi_is_the_country() -> None:
    text = "Atlanta is far away, but Georgia, whose seat is Tbilisi, gets tents."
    assert mentions(read(text, language="en"))["Georgia"] == ("GE",)


def test_member_states_are_those_of_the_organisation_named_last() -> None:
    doc = read("De NAVO vergadert. De EU vergadert ook, want de lidstaten willen tenten.")
    assert mentions(doc)["lidstaten"] == ("EU",)
    assert mentions(read("De NAVO vergadert, want de lidstaten willen tenten."))["lidstaten"] == ("NATO",)


def test_a_secretary_general_is_of_the_organisation_beside_the_words() -> None:
    doc = read("The secretary-general of the UN met NATO.", language="en")
    assert mentions(doc)["secretary-general"] == ("UN",)


def test_brussels_is_the_union_unless_things_happen_there() -> None:
    assert mentions(read("Brussel belooft tenten.")) == {"Brussel": ("EU",)}
    assert mentions(read("Er was een feest in Brussel.")) == {}


def test_a_capital_where_things_happen_is_no_candidate() -> None:
    assert read("Polen en Noorwegen spraken donderdag in Madrid over tenten.")._.candidates == ("PL", "NO")
    assert "ES" in read("Madrid belooft Polen tenten.")._.candidates


def test_a_surname_needs_the_full_name_where_it_is_a_common_word() -> None:
    assert mentions(read("May is a fine month.", language="en", published="2018-05-01")) == {}
    doc = read("Theresa May spoke. Later May left.", language="en", published="2018-05-01")
    assert mentions(doc)["May"] == ("GB",)


def test_candidates_come_from_the_title_too_and_leave_out_the_outside() -> None:
    doc = read("Rusland dreigt. Polen antwoordt, Polen wil tenten.", title="Noorwegen helpt Polen")
    assert doc._.candidates == ("PL", "NO")
    assert mentions(doc)["Rusland"] == ("RU",)


def test_mentions_are_verbatim_in_order_and_free_of_overlap() -> None:
    doc = read("De Belgische minister en de Franse president spreken met Jens Stoltenberg van de NAVO over Oekraïne.")
    spans = list(doc.spans["mentions"])
    assert [doc.text[span.start_char : span.end_char] for span in spans] == [span.text for span in spans]
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert len(spans) >= 5


def test_a_saved_pipeline_finds_the_same(tmp_path: Path) -> None:
    pipeline("nl").to_disk(tmp_path)
    again = spacy.load(tmp_path)
    text = "De NAVO stuurt tenten naar Oekraïne. Het land is blij."
    assert (
        mentions(again(text)) == mentions(read(text)) == {"NAVO": ("NATO",), "Oekraïne": ("UA",), "Het land": ("UA",)}
    )
