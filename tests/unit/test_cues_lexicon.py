"""Cues are found as their notation says, in time that grows with the text alone."""

import time

import pytest

from services.contracts.vocabulary import LANGUAGES, Category, Stage
from services.extract.pipes.cues.component import lexicon
from services.extract.pipes.cues.lexicon import GAP, pattern


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("*raket*", "zes luchtafweerraketten"),
        ("commando's", "veertig commando’s"),
        ("zegt … toe", "Oslo zegt Kyiv nieuwe houwitsers toe."),
        ("zegt … toe", "Oslo zegt toe."),
        ("militaire hulp", "Militaire\nhulp"),
    ],
)
def test_a_cue_is_found_in_any_of_its_forms(cue: str, text: str) -> None:
    assert pattern([cue]).search(text)


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("raket", "raketten"),
        ("geven", "uitgegeven"),
        ("zegt … toe", "Oslo zegt Kyiv nieuwe houwitsers af."),
        ("zegt … toe", "zegt " + "nog " * (GAP + 1) + "toe"),
    ],
)
def test_a_cue_is_not_found_inside_words_or_beyond_the_gap(cue: str, text: str) -> None:
    assert not pattern([cue]).search(text)


def test_without_cues_nothing_is_found() -> None:
    assert not pattern([]).search("zes raketten")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_all_categories_and_stages(language: str) -> None:
    words = lexicon(language)
    assert set(words.things) == set(Category)
    assert set(words.stages) == set(Stage)


@pytest.mark.parametrize("text", ["a" * 20_000, "zegt " * 4_000, "- " * 10_000, "zegt" + "." * 20_000])
def test_a_search_through_hostile_text_takes_less_than_two_seconds_of_work(text: str) -> None:
    words, started = lexicon("nl"), time.process_time()
    for cues in (*words.things.values(), *words.stages.values(), *words.concepts.values()):
        cues.search(text)
    assert time.process_time() - started < 2.0
