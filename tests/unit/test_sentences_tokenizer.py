"""The tokenizer for news, and what splitting costs on hostile text."""

import re
import sys
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from services.extract.pipes.sentences.component import FACTORY
from services.extract.pipes.sentences.splitter import split
from services.extract.pipes.sentences.tokenizer import NewsTokenizer, blank

HOSTILE = {
    "dots": ".",
    "brackets": "(",
    "quotes": '."',
    "initials": "a. ",
    "no full stop": "woord ",
    "glued": "einde.Nieuwe",
    "apostrophes": ".'A ",
    "lines": "x\n",
    "bullets": " •",
    "numbers": "1. ",
    "capitals": "NAVO ",
    "captions": "foto: ",
}


@cache
def dutch() -> Language:
    nlp = blank("nl")
    nlp.add_pipe(FACTORY)
    return nlp


def calls_of_splitting(text: str) -> int:
    """How many functions, Python's or C's, are called: the same on every machine."""
    calls = 0

    def count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        split(text, "nl")
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_twice_the_text_is_at_most_twice_the_work(unit: str) -> None:
    once, twice = calls_of_splitting(unit * 2_000), calls_of_splitting(unit * 4_000)
    assert twice <= 2 * once + 100


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_forty_thousand_characters_of_anything_are_read(unit: str) -> None:
    nlp = dutch()
    text = unit * (40_000 // len(unit))
    doc = nlp(text)
    assert doc.text == text


def test_a_hundred_thousand_words_without_a_full_stop_are_one_sentence() -> None:
    nlp = dutch()
    assert [len(sentence) for sentence in nlp("woord " * 99_999 + "woord").sents] == [100_000]


def test_a_million_dots_are_one_sentence_of_few_tokens() -> None:
    nlp = dutch()
    doc = nlp("." * 1_000_000)
    assert len(list(doc.sents)) == 1
    assert len(doc) < 20_000


class Recorder:
    """A tokenizer that notes what it was given."""

    def __init__(self) -> None:
        self.nlp = spacy.blank("nl")
        self.vocab = self.nlp.vocab
        self.given: list[str] = []

    def __call__(self, text: str) -> Any:
        self.given.append(text)
        return self.nlp.tokenizer(text)


def test_spacy_never_sees_a_long_row_of_marks_or_an_endless_word() -> None:
    recorder = Recorder()
    text = "Dit is " + "(" * 5_000 + "raar) en " + "x" * 5_000 + " ook. " + '"' * 40 + " Klaar."
    doc = NewsTokenizer(recorder)(text)
    assert doc.text == text
    assert [token.text for token in doc][-2:] == ["Klaar", "."]
    assert not any(re.search(r"[^\w\s]{12}|\S{200}", part) for part in recorder.given)


def test_a_document_is_the_same_after_saving_and_loading(tmp_path: Path) -> None:
    nlp = blank("de")
    nlp.add_pipe(FACTORY)
    nlp.to_disk(tmp_path)
    text = "Ein Satz.“Neuer Satz (((((((((((((((((a. Am 12. März."
    again = spacy.load(tmp_path)
    assert [token.text for token in again(text)] == [token.text for token in nlp(text)]
    assert [sentence.text for sentence in again(text).sents] == [sentence.text for sentence in nlp(text).sents]


@given(
    text=st.text(max_size=80) | st.text(alphabet=st.sampled_from(list("(.\"'aA1 \n")), min_size=20, max_size=300),
    language=st.sampled_from(["nl", "en", "de"]),
)
def test_no_character_is_lost_or_changed(text: str, language: str) -> None:
    assert TOKENIZERS[language](text).text == text


TOKENIZERS = {language: blank(language).tokenizer for language in ("nl", "en", "de")}
