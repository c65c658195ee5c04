"""Labelled evidence is whole sentences, and the splitter agrees with treebanks on where news sentences begin."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from services.extract.pipes.sentences.kinds import Kind
from services.extract.pipes.sentences.splitter import Sentence, split
from tests.support.labelled import labelled_articles, treebank_sentences

pytestmark = pytest.mark.labelled

LANGUAGES = ("nl", "en", "fr", "de")

# Measured: whole nl .999, en 1, fr .999, de .994; one sentence .98 of all (a list mark counts as one apart).
LEAST_WHOLE = 0.995
LEAST_WHOLE_IN_A_LANGUAGE = 0.99
LEAST_SINGLE = 0.96

# News parts. The sentences of a joined group all end in a full stop or the like: others cannot be told apart.
TREEBANKS = {"nl": "nl/test_alpino", "en": "en/test_pud", "fr": "fr/train_pud", "de": "de/test"}
LEAST_F = 0.99
GROUP = 8
ENDED = re.compile(r"[.!?…](?:[\"'’”“»«)\]]*| »)$")


def evidence() -> Iterator[tuple[str, str, str]]:
    """Language, text and quote of all evidence that stands in the text (the rest is a headline)."""
    for article in labelled_articles("train", "dev"):
        for event in article.events:
            for quote in map(str.strip, event["evidence"]):
                if quote in article.text:
                    yield article.language, article.text, quote


def sentences_of(quote: str, text: str, sentences: tuple[Sentence, ...]) -> int:
    """How many whole sentences the quote is, datelines apart; none if it cuts one at each place where it stands."""
    starts = {sentence.start: index for index, sentence in enumerate(sentences)}
    ends = {sentence.end: index for index, sentence in enumerate(sentences)}
    for found in re.finditer(re.escape(quote), text):
        if found.start() in starts and found.end() in ends:
            covered = sentences[starts[found.start()] : ends[found.end()] + 1]
            return sum(sentence.kind != Kind.DATELINE for sentence in covered)
    return 0


@pytest.fixture(scope="module")
def counts() -> dict[str, Counter[int]]:
    """By language: how much evidence is so many whole sentences."""
    split_texts: dict[str, tuple[Sentence, ...]] = {}
    counted: dict[str, Counter[int]] = {language: Counter() for language in LANGUAGES}
    for language, text, quote in evidence():
        if text not in split_texts:
            split_texts[text] = split(text, language)
        counted[language][sentences_of(quote, text, split_texts[text])] += 1
    return counted


def test_labelled_evidence_is_one_sentence_or_several_whole_ones(counts: dict[str, Counter[int]]) -> None:
    total = sum((count for count in counts.values()), Counter[int]())
    rates = {language: 1 - count[0] / count.total() for language, count in counts.items()}
    assert 1 - total[0] / total.total() >= LEAST_WHOLE, rates
    assert min(rates.values()) >= LEAST_WHOLE_IN_A_LANGUAGE, rates


def test_labelled_evidence_is_seldom_split_in_two(counts: dict[str, Counter[int]]) -> None:
    rates = {language: count[1] / count.total() for language, count in counts.items()}
    assert sum(count[1] for count in counts.values()) / sum(c.total() for c in counts.values()) >= LEAST_SINGLE, rates


@pytest.mark.parametrize("language", LANGUAGES)
def test_joined_sentences_of_a_treebank_come_apart_where_they_were_joined(language: str) -> None:
    sentences = [sentence for sentence in treebank_sentences(TREEBANKS[language]) if ENDED.search(sentence)]
    right = wrong = missed = 0
    for first in range(0, len(sentences), GROUP):
        group = sentences[first : first + GROUP]
        gold, offset = set(), 0
        for sentence in group[:-1]:
            offset += len(sentence) + 1
            gold.add(offset)
        found = {sentence.start for sentence in split(" ".join(group), language)} - {0}
        right, wrong, missed = right + len(found & gold), wrong + len(found - gold), missed + len(gold - found)
    assert 2 * right / (2 * right + wrong + missed) >= LEAST_F, (right, wrong, missed)
