"""Sentences of news text. In the tables `|` marks where one sentence ends and the next begins."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from services.extract.pipes.sentences.component import FACTORY
from services.extract.pipes.sentences.kinds import Kind
from services.extract.pipes.sentences.splitter import split
from services.extract.pipes.sentences.tokenizer import blank

LANGUAGES = ("nl", "en", "fr", "de")

RUNNING_TEXT = [
    ("nl", "Het kabinet stuurt tanks.| De Kamer stemt morgen."),
    ("nl", "Er zijn 12.500 man en 3.5 ton.| Meer komt er niet."),
    ("nl", "Het gaat o.a. Noorse schepen aan.| Dat zei prof. De Boer."),
    ("nl", "Er zijn dekens, tenten enz.| De rest volgt."),
    ("nl", "Minister A. De Groot kwam met dr. Jansen.| Plan B.| De regering zweeg."),
    ("nl", "’s Avonds regende het.| ’s Ochtends niet."),
    ("nl", "Het is klaar.| 30 landen doen mee."),
    ("en", "The U.S. Army left.| It sold them to the U.S.| The rest stayed."),
    ("en", "Gen. Smith met J. R. Brown at 9 a.m. Monday.| Nobody else came."),
    ("en", "See No. 10 and Art. 5.| No.| That is wrong."),
    ("en", "It told the broadcaster DR.| Latvia agreed."),
    ("fr", "M. Martin a vu Mme. Petit.| L’armée part demain."),
    ("fr", "Au IIe siècle av. J.-C. rien.| Il a dit cela."),
    ("de", "Am 12. März kommen sie.| Im 20. Jahrhundert war das anders."),
    ("de", "Es geht z. B. um Panzer bzw. Haubitzen.| Das war 2022.| Der Rest folgt."),
    ("de", "Am 3. und 4. Mai tagt der 8. Ausschuss.| Die Zahl stieg auf 30.| Kanzler Meier schwieg."),
]

QUOTES = [
    ("nl", "„Wij gaan.” |Hij bleef."),
    ("nl", "“Wij gaan. |Het is rond”, zei hij."),
    ("nl", '"Komt er niet!", zei hij.| "Nooit."'),
    ("nl", '"Komt er niet!" zei hij.| Toen ging hij.'),
    ("nl", "‘Waarom niet?’ vroeg zij.| ‘Daarom.’"),
    ("nl", ",,Het is rond.'' |Zij lachte."),
    ("nl", "''Het is rond.'' |Zij lachte."),
    ("nl", '" Het is rond. " |Zij lachte.'),
    ("en", "“Are we ready?” Miller asked.| Nobody was."),
    ("en", "“We are ready.” |Miller left."),
    ("fr", "« Non ! » a-t-il dit.| « Jamais. » |Elle part."),
    ("de", "»Das geht nicht.« |Sie ging.| »Doch!«, rief er."),
    ("de", "„Das geht.“ |Sie ging."),
    ("nl", "Hij zei [...] Nee.| (Applaus.)"),
]

GLUED = [
    ("nl", "Dit is het einde.|Nieuwe zin."),
    ("nl", "Dit is het einde!|Nieuwe zin."),
    ("nl", "„Het einde.”|Nieuwe zin."),
    ("nl", "Het einde.|“Nieuwe zin”, zei hij."),
    ("nl", 'Het einde.|"Nieuwe zin", zei hij.'),
    ("nl", '"Het einde."|Nieuwe zin.'),
    ("nl", "Het was in 2022.|Nieuwe zin."),
    ("fr", "Fin de phrase.|L’armée part."),
    ("de", "Ein Satz (kurz).|Neuer Satz."),
    ("nl", "Zie www.Voorbeeld.nl en dr.Jansen."),
]


@cache
def pipeline(language: str) -> Language:
    nlp = blank(language)
    nlp.add_pipe(FACTORY)
    return nlp


def texts(text: str, language: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in split(text, language)]


def kinds(text: str, language: str = "nl") -> list[tuple[str, str]]:
    return [(text[sentence.start : sentence.end], str(sentence.kind)) for sentence in split(text, language)]


@pytest.mark.parametrize(("language", "marked"), RUNNING_TEXT + QUOTES + GLUED)
def test_a_text_comes_apart_at_its_marks_and_nowhere_else(language: str, marked: str) -> None:
    wanted = [part.strip() for part in marked.split("|")]
    assert texts(marked.replace("|", ""), language) == wanted


@pytest.mark.parametrize(("language", "marked"), RUNNING_TEXT + QUOTES + GLUED)
def test_the_sentences_of_the_document_are_those_of_the_text(language: str, marked: str) -> None:
    doc = pipeline(language)(marked.replace("|", ""))
    assert [sentence.text.strip() for sentence in doc.sents] == [part.strip() for part in marked.split("|")]
    assert all(token.is_sent_start is not None for token in doc)


@pytest.mark.parametrize("break_", ["\n\n", "\n", "\r\n", "\u2028"])
def test_a_line_break_ends_a_sentence_that_has_no_full_stop(break_: str) -> None:
    assert texts(f"Geen besluit{break_}De Kamer wacht.", "nl") == ["Geen besluit", "De Kamer wacht."]


def test_lines_that_were_wrapped_at_a_width_are_joined() -> None:
    lines = (
        "The minister told reporters on Tuesday that her country",
        "Germany would send two ships to the strait before",
        "summer.",
    )
    text = "\n".join(lines)
    assert texts(text, "en") == [text]


@pytest.mark.parametrize(
    ("dateline", "language"),
    [
        ("BRUSSEL (ANP) -", "nl"),
        ("PARIS, 12 mai (AFP) –", "fr"),
        ("KYIV, Ukraine (AP) —", "en"),
        ("Berlin (dpa) -", "de"),
        ("Brüssel –", "de"),
        ("(sda)", "de"),
    ],
)
def test_a_dateline_stands_apart(dateline: str, language: str) -> None:
    first, second, _ = kinds(f"{dateline} Het is rond. Meer volgt.", language)
    assert (first, second) == ((dateline, "dateline"), ("Het is rond.", "prose"))


def test_a_bare_line_is_a_subhead_unless_it_is_the_whole_text() -> None:
    assert kinds("Geen besluit\n\nDe Kamer wacht.")[0] == ("Geen besluit", "subhead")
    assert kinds("Geen besluit") == [("Geen besluit", "prose")]


def test_a_subhead_in_capitals_that_runs_on_stands_apart() -> None:
    assert kinds("NOG GEEN BESLUIT De Kamer wacht.") == [("NOG GEEN BESLUIT", "subhead"), ("De Kamer wacht.", "prose")]


def test_an_abbreviation_before_a_name_is_no_subhead() -> None:
    assert kinds("EU Commissioner Brown left.", "en") == [("EU Commissioner Brown left.", "prose")]


@pytest.mark.parametrize("mark", ["-", "•", "►", "1.", "2)"])
def test_the_mark_of_a_list_item_stands_apart(mark: str) -> None:
    assert kinds(f"Dit komt er:\n{mark} vier tanks;")[1:] == [(mark, "furniture"), ("vier tanks;", "prose")]


def test_a_date_at_the_head_of_a_line_is_no_list_mark() -> None:
    assert texts("24. Februar 2022 begann es.", "de") == ["24. Februar 2022 begann es."]


@pytest.mark.parametrize(
    ("line", "language", "kind"),
    [
        ("Lees ook: Wat nu?", "nl", "furniture"),
        ("Lire aussi Le choix de Rome", "fr", "furniture"),
        ("Lesen Sie auch: Was nun?", "de", "furniture"),
        ("Read more: What now?", "en", "furniture"),
        ("Foto: Jan Jansen", "nl", "caption"),
        ("© Jan Jansen", "nl", "caption"),
        ("De minister bij aankomst. Foto: Jan Jansen", "nl", "caption"),
    ],
)
def test_furniture_and_captions_are_told_from_prose(line: str, language: str, kind: str) -> None:
    assert kinds(f"Het is rond.\n\n{line}", language)[-1][1] == kind


def test_the_kinds_survive_serialisation() -> None:
    nlp = pipeline("nl")
    doc = nlp("BRUSSEL (ANP) - Het is rond.\n\nGeen besluit\n\nDe Kamer wacht.")
    again = type(doc)(nlp.vocab).from_bytes(doc.to_bytes())
    assert [sentence._.kind for sentence in again.sents] == ["dateline", "prose", "subhead", "prose"]
    assert again._.sentence_kinds == doc._.sentence_kinds


def test_an_empty_text_has_no_sentences() -> None:
    nlp = pipeline("nl")
    assert split(" \n ", "nl") == ()
    assert list(nlp("").sents) == []
    assert nlp(" \n ")._.sentence_kinds == [str(Kind.PROSE)]


def test_a_language_without_a_lexicon_is_refused() -> None:
    with pytest.raises(ValueError, match="no sentence lexicon"):
        blank("it").add_pipe(FACTORY)


@given(
    text=st.text(alphabet=st.sampled_from(list("Aab1 .!?…\"'’“”„«»‘,;:()[]-–•\n\t\u00a0äÉ")), max_size=60),
    language=st.sampled_from(LANGUAGES),
)
def test_sentences_cover_any_text_but_its_white_space(text: str, language: str) -> None:
    sentences = split(text, language)
    ends = [0, *(sentence.end for sentence in sentences)]
    starts = [*(sentence.start for sentence in sentences), len(text)]
    assert all(not text[end:start].strip() for end, start in zip(ends, starts, strict=True))
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() != "" for s in sentences)
