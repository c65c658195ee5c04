"""Who is credited with what a sentence says."""

import pytest

from services.extract.pipes.speakers.component import speaker_of
from services.extract.pipes.speakers.quotes import find_quotes
from tests.support.documents import read


def credited(text: str, language: str, *sentences: int) -> str:
    doc = read(text, language=language)
    speaker = speaker_of(doc, sentences or range(len(list(doc.sents))))
    return speaker.name if speaker else ""


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("nl", "Er komen tenten, zei minister van Defensie Ludo Tentema.", "Ludo Tentema"),
        ("nl", "Volgens een woordvoerder van Defensie komen er tenten.", "woordvoerder van Defensie"),
        ("nl", "Er komen tenten. Dat heeft de Deense premier dinsdag aangekondigd.", "Deense premier"),
        ("nl", "Er komen tenten, meldt het ministerie van Defensie.", "ministerie van Defensie"),
        ("nl", "Er komen tenten, liet het Pentagon weten.", "Pentagon"),
        ("en", "Tents are coming, Defence Minister Karen Tentworth said.", "Karen Tentworth"),
        ("en", "According to a government spokesman, tents are coming.", "government spokesman"),
        ("en", "“Tents are coming,” said the defence minister, Karen Tentworth.", "Karen Tentworth"),
        ("fr", "Des tentes arriveront, a déclaré le ministre de la Défense, Jean Latente.", "Jean Latente"),
        ("fr", "Des tentes arriveront, selon la Maison Blanche.", "Maison Blanche"),
        ("de", "Es kommen Zelte, sagte Verteidigungsminister Jan Zeltmann.", "Jan Zeltmann"),
        ("de", "Es kommen Zelte, wie das Verteidigungsministerium mitteilte.", "Verteidigungsministerium"),
    ],
)
def test_whom_the_words_of_speech_stand_beside_is_credited(language: str, text: str, name: str) -> None:
    assert credited(text, language) == name


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Er komen veertig tenten bij."),
        ("nl", "Volgens Berlijn komen er tenten."),
        ("en", "Forty more tents are coming."),
        ("fr", "Quarante tentes arriveront."),
        ("de", "Es kommen vierzig Zelte."),
    ],
)
def test_a_sentence_that_credits_nobody_has_no_speaker(language: str, text: str) -> None:
    assert credited(text, language) == ""


def test_a_speaker_has_the_fullest_name_of_the_article() -> None:
    text = "Minister Ludo Tentema bezocht het kamp. „Er komen tenten”, zei Tentema."
    assert credited(text, "nl", 1) == "Ludo Tentema"


def test_a_pronoun_stands_for_who_was_named_last() -> None:
    text = "Minister Ludo Tentema bezocht het kamp. Er komen tenten, zei hij."
    assert credited(text, "nl", 1) == "Ludo Tentema"


def test_a_quotation_over_several_sentences_has_one_speaker() -> None:
    text = "“Er komen tenten. Ze staan er in juli”, zei minister Ludo Tentema."
    assert credited(text, "nl", 0) == "Ludo Tentema"


def test_the_first_sentence_that_credits_somebody_decides() -> None:
    text = "Er komen tenten. Ze zijn groen, zei minister Ludo Tentema. Ze zijn warm, zei minister Karel Kachel."
    assert credited(text, "nl", 0, 1, 2) == "Ludo Tentema"
    assert credited(text, "nl", 0, 2) == "Karel Kachel"


def test_words_inside_a_quotation_credit_nobody() -> None:
    assert credited("Het bord meldde dit: “De minister zei tenten.”", "nl") == ""


def test_a_quotation_mark_that_is_never_closed_opens_nothing() -> None:
    assert list(find_quotes("Hij zei “tenten. En daarna niets meer")) == []
    assert list(find_quotes("Hij zei ‘tenten’ en F-16’s.")) == [(8, 16)]
