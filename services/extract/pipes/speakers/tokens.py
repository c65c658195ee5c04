"""The words of a sentence with their offsets in the article, and which of them are quoted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_WORD = re.compile(r"(?:[dljnmtscDLJNMTSC]|[Qq]u)['’](?=\w)|[^\W_]+(?:[-'’.][^\W_]+)*|[^\w\s]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Word:
    """A word or punctuation mark at `[start, end)` of the article."""

    start: int
    end: int
    text: str
    quoted: bool = False

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return not self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()


def split(text: str) -> tuple[str, ...]:
    """The words and marks of a text."""
    return tuple(match.group() for match in _WORD.finditer(text))


def words_of(text: str, start: int, end: int, quotes: Sequence[tuple[int, int]]) -> list[Word]:
    """The words and marks of `text[start:end]`; those inside one of the `quotes` (in order) are marked as quoted."""
    words = []
    inside = [quote for quote in quotes if quote[1] > start and quote[0] < end]
    for match in _WORD.finditer(text, start, end):
        quoted = any(first < match.start() and match.end() < last for first, last in inside)
        words.append(Word(start=match.start(), end=match.end(), text=match.group(), quoted=quoted))
    return words


def joined(words: Sequence[Word]) -> str:
    """The words as they stand in the article, with its spaces as single blanks."""
    out = words[0].text if words else ""
    for previous, word in pairwise(words):
        out += (" " if word.start > previous.end else "") + word.text
    return out
