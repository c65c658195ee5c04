"""A linear vote of words beside the encoder: what single words, pairs and cues of a sentence speak for.

The encoder generalises; words are exact. In the first trial their sum found commitments better than either. Features
are hashed into a fixed number of buckets, so the weights are one plain array.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from services.contracts.vocabulary import Category, Stage
from services.extract.pipes.cues.categories import categories as cued
from services.extract.pipes.cues.lexicon import Lexicon, compiled
from services.extract.pipes.decisions.reading import Reading

BUCKETS = 1 << 16
STEM = 6
"""Letters of a word that stand for all its forms."""
WORD = re.compile(r"\w+|%")
DIGITS = re.compile(r"\d")

Floats = NDArray[np.float32]


@cache
def lexicon(language: str) -> Lexicon:
    """The cue words of a language, compiled once a process."""
    return compiled(import_module(f"services.extract.pipes.cues.lexicon_{language}").WORDS)


def features(reading: Reading, sentence: int) -> Iterator[str]:
    """The names of what a sentence has, each counted once by the caller."""
    quote = _quote(reading, sentence)
    words = tokens(quote)
    yield "bias"
    yield from (f"w:{word}" for word in words)
    yield from (f"s:{word[:STEM]}" for word in words if len(word) > STEM)
    yield from (f"b:{a}_{b}" for a, b in pairwise(words))
    yield from (f"t:{word[:STEM]}" for word in tokens(reading.title))
    if sentence:
        yield from (f"p:{word[:STEM]}" for word in tokens(_quote(reading, sentence - 1)))
    yield from _cues(quote, reading.language)
    for mention in reading.mentions:
        if mention.sentence == sentence:
            yield f"k:{mention.kind}"
            yield from (f"i:{entity}" for entity in mention.ids)
    yield f"kind:{reading.kinds[sentence]}"
    yield f"place:{min(sentence, 4)}"
    yield f"past:{_years(quote, reading.published)}"


def tokens(text: str) -> list[str]:
    """Words in lower case, digits made alike."""
    return [DIGITS.sub("0", word) for word in WORD.findall(text.lower())]


def buckets(reading: Reading, sentence: int) -> list[int]:
    """The buckets of a sentence's features, each once, in rising order."""
    return sorted({crc32(name.encode()) % BUCKETS for name in features(reading, sentence)})


def _quote(reading: Reading, sentence: int) -> str:
    start, end = reading.sentences[sentence]
    return reading.text[start:end]


def _cues(quote: str, language: str) -> Iterator[str]:
    words = lexicon(language)
    found = [f"stage:{stage}" for stage, pattern in words.stages.items() if pattern.search(quote)]
    yield from (f"c:{name}" for name in found)
    if found:
        yield f"c:first:{found[0]}"
    yield from (f"c:category:{category}" for category in cued(quote, words))
    yield from (f"c:concept:{name}" for name, pattern in words.concepts.items() if pattern.search(quote))
    yield from (f"c:not:{name}" for name, pattern in words.negatives.items() if pattern.search(quote))
    if words.echo.search(quote):
        yield "c:echo"


def _years(quote: str, published: str) -> str:
    years = re.findall(r"\b(?:19|20)\d\d\b", quote)
    if not years:
        return "none"
    return "before" if max(years) < published[:4] else "from"


@dataclass(frozen=True, kw_only=True)
class Vote:
    """Weights by bucket: [BUCKETS, categories + stages], the stages given any category."""

    weights: Floats

    @classmethod
    def load(cls, path: Path) -> "Vote":
        """The weights kept in `path` as int8 with a scale a column."""
        kept = np.load(path)
        return cls(weights=kept["weights"].astype(np.float32) * kept["scale"])

    def of(self, reading: Reading, sentence: int) -> tuple[Floats, Floats]:
        """Log-odds of the categories and logits of the stages for one sentence."""
        found = buckets(reading, sentence)
        total = self.weights[found].sum(0) / np.sqrt(np.float32(len(found)))
        return total[: len(Category)], total[len(Category) : len(Category) + len(Stage)]
