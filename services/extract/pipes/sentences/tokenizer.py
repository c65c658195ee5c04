"""spaCy's tokenizer of a language, made fit for news: glued sentences come apart, and hostile text costs no more than
its length.

spaCy strips affixes one by one and searches the rest anew each time: 20,000 brackets in a row take it 40 s. Words of
absurd length and long rows of marks are therefore cut here, by a plain pattern; everything else is spaCy's.
Non-destructive: `doc.text == text`.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.lang.char_classes import ALPHA_LOWER, ALPHA_UPPER
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, registry

_CLOSERS = "\"'’”“‘»«›‹)\\]"
_OPENERS = "\"'“„‚‘«»‹›,(\\["
_SENTENCE_AHEAD = rf"(?=[{_OPENERS}{_CLOSERS}]{{0,4}}(?:[{ALPHA_UPPER}][{ALPHA_LOWER}'’]|[{ALPHA_UPPER}]$))"

# What spaCy's own infixes leave together: "einde!Nieuwe", "einde.”Nieuwe", "einde.(Nieuwe".
_GLUED = (
    rf"(?<=[{ALPHA_LOWER}{_CLOSERS}%])[.!?…]+{_SENTENCE_AHEAD}",
    rf"(?<=[.!?…{_CLOSERS}])[{_CLOSERS}{_OPENERS}]{_SENTENCE_AHEAD}",
    rf"(?<=[.!?…])[{_CLOSERS}{_OPENERS}]{_SENTENCE_AHEAD}",
    rf"[{_CLOSERS}](?=[.!?…]{{1,4}}[{_OPENERS}]{{0,2}}[{ALPHA_UPPER}])",
)
_GLUED_NUMBER = rf"(?<=[0-9])[.!?…]+{_SENTENCE_AHEAD}"

HARD = re.compile(r"[^\w\s]{12,}|(?<!\S)\S{200,}")
PIECE = re.compile(r"\w{1,64}|([^\w\s])\1{0,63}")

TOKENIZER = "pledgewire_news"


class NewsTokenizer:
    """Text in, `Doc` out. Serialises as the spaCy tokenizer inside it does."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        self.vocab = inner.vocab

    def __call__(self, text: str) -> Doc:
        if not HARD.search(text):
            doc: Doc = self.inner(text)
            return doc
        words: list[str] = []
        spaces: list[bool] = []
        for word, space in self._cut(text):
            words.append(word)
            spaces.append(space)
        return Doc(self.vocab, words=words, spaces=spaces)

    def _cut(self, text: str) -> Iterator[tuple[str, bool]]:
        position = 0
        for start, end in _hard_chunks(text):
            for token in self.inner(text[position:start]):
                yield token.text, bool(token.whitespace_)
            spaced = text.startswith(" ", end)
            for piece in PIECE.finditer(text, start, end):
                yield piece[0], spaced and piece.end() == end
            position = end + spaced
        for token in self.inner(text[position:]):
            yield token.text, bool(token.whitespace_)

    def to_bytes(self, **options: Any) -> bytes:
        return bytes(self.inner.to_bytes(**options))

    def from_bytes(self, data: bytes, **options: Any) -> "NewsTokenizer":
        self.inner.from_bytes(data, **options)
        return self

    def to_disk(self, path: str | Path, **options: Any) -> None:
        self.inner.to_disk(path, **options)

    def from_disk(self, path: str | Path, **options: Any) -> "NewsTokenizer":
        self.inner.from_disk(path, **options)
        return self


def _hard_chunks(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between white-space that hold something hard, in order."""
    end = 0
    for found in HARD.finditer(text):
        if found.start() < end:
            continue
        start = found.start()
        while start > end and not text[start - 1].isspace():
            start -= 1
        end = found.end()
        while end < len(text) and not text[end].isspace():
            end += 1
        yield start, end


def news_tokenizer(nlp: Language) -> NewsTokenizer:
    """The language's own tokenizer with infixes for glued sentences, guarded against hostile text."""
    inner = registry.tokenizers.get("spacy.Tokenizer.v1")()(nlp)
    glued = _GLUED if nlp.lang == "de" else (*_GLUED, _GLUED_NUMBER)  # in German "12.März" is an ordinal
    inner.infix_finditer = compile_infix_regex((*(nlp.Defaults.infixes or ()), *glued)).finditer
    return NewsTokenizer(inner)


def create_news_tokenizer() -> Callable[[Language], NewsTokenizer]:
    """The factory that a pipeline's config names: `[nlp.tokenizer] @tokenizers = "pledgewire_news"`."""
    return news_tokenizer


def blank(language: str) -> Language:
    """`spacy.blank(language)` with the tokenizer for news; saved and loaded like any other, once this module is
    imported.
    """
    return spacy.blank(language, config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})


def register() -> None:
    """Make the tokenizer known to spaCy under its name; repeating it does no harm."""
    registry.tokenizers.register(TOKENIZER, func=create_news_tokenizer)


register()
