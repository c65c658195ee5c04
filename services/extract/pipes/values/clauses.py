"""Tense and speech of the clauses of a text: does one look back or ahead, and does it only say who spoke when?

The text is searched once for each kind of verb; whether a clause has one is then a look into a sorted list, so that a
text full of dates takes no longer than its length asks for.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cache

from services.extract.pipes.values.calendar_values import Direction
from services.extract.pipes.values.lexicon_tense import DECIDING, FUTURE, PAST, REPORTING

_BREAK = re.compile(r"[,;:()“”„»«\"–—]|\n")

_BARE = 8
"""Characters beside an expression up to which they are no clause ("On Friday,")."""

_REACH = 240
"""Characters to either side of an expression in which its clause is sought: longer than most clauses."""


@cache
def _words(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?!\w)", re.IGNORECASE)


class Clauses:
    """The clauses of one text. `sentences` are the offsets of its sentences, in order."""

    def __init__(self, text: str, language: str, sentences: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._language = language
        self._sentences = sentences
        self._sentence_ends = [end for _, end in sentences]
        self._breaks = [m.start() for m in _BREAK.finditer(text)]
        self._found: dict[str, tuple[list[int], list[int]]] = {}

    def _stretch(self, start: int, end: int) -> tuple[int, int]:
        """The sentence around `[start, end)`, as far as `_REACH` goes."""
        index = bisect_right(self._sentence_ends, start)
        first, last = self._sentences[index] if index < len(self._sentences) else (0, len(self._text))
        return max(first, start - _REACH), min(last, end + _REACH)

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The stretch around `[start, end)` up to the next comma, quotation mark or end of sentence on each side."""
        first, last = self._stretch(start, end)
        before = bisect_left(self._breaks, start) - 1
        after = bisect_left(self._breaks, end)
        begin = self._breaks[before] + 1 if before >= 0 and self._breaks[before] >= first else first
        stop = self._break_at(after, last)
        if stop < last and stop - begin - (end - start) <= _BARE:
            # "Today, the ministers …": an expression that is a clause by itself belongs to the next one
            stop = self._break_at(after + 1, last)
        return begin, stop

    def _break_at(self, index: int, last: int) -> int:
        return min(self._breaks[index], last) if index < len(self._breaks) else last

    def direction(self, start: int, end: int) -> Direction:
        """Where the tense of the clause points; with no verb that tells, the tense of the sentence."""
        clause = self.tense(*self.clause(start, end))
        return clause if clause is not Direction.OPEN else self.tense(*self._stretch(start, end))

    def tense(self, start: int, end: int) -> Direction:
        """Where the verbs of a stretch point; open where they point both ways or none tells."""
        future, past = self._has(FUTURE, start, end), self._has(PAST, start, end)
        if future == past:
            return Direction.OPEN
        return Direction.FORWARD if future else Direction.BACK

    def is_speech(self, start: int, end: int) -> bool:
        """Whether the clause tells only that somebody spoke (a verb of speech, none of deciding or doing)."""
        first, last = self.clause(start, end)
        return self._has(REPORTING, first, last) and not self._has(DECIDING, first, last)

    def _has(self, words: Mapping[str, str], start: int, end: int) -> bool:
        """Whether a word of the list stands in `[start, end)`."""
        alternatives = words[self._language]
        if alternatives not in self._found:
            matches = [m.span() for m in _words(alternatives).finditer(self._text)]
            self._found[alternatives] = [a for a, _ in matches], [b for _, b in matches]
        starts, ends = self._found[alternatives]
        index = bisect_left(starts, start)
        return index < len(starts) and ends[index] <= end
