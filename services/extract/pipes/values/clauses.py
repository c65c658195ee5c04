"""Tense and speech of the clauses of a text: does one look back or ahead, and does it only say who spoke when?"""

import re
from collections.abc import Sequence
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

    def _sentence(self, start: int) -> tuple[int, int]:
        low, high = 0, len(self._sentences)
        while low < high:
            middle = (low + high) // 2
            if self._sentences[middle][1] <= start:
                low = middle + 1
            else:
                high = middle
        return self._sentences[low] if low < len(self._sentences) else (0, len(self._text))

    def clause(self, start: int, end: int) -> str:
        """The words around `[start, end)` up to the next comma, quotation mark or end of sentence on each side."""
        first, last = self._sentence(start)
        first, last = max(first, start - _REACH), min(last, end + _REACH)
        before = [m.end() for m in _BREAK.finditer(self._text, first, start)]
        after = _BREAK.search(self._text, end, last)
        begin, stop = before[-1] if before else first, after.start() if after else last
        if after is not None and stop - begin - (end - start) <= _BARE:
            # "Today, the ministers …": an expression that is a clause by itself belongs to the next one
            following = _BREAK.search(self._text, after.end(), last)
            stop = following.start() if following else last
        return self._text[begin:stop]

    def direction(self, start: int, end: int) -> Direction:
        """Where the tense of the clause points; with no verb that tells, the tense of the sentence."""
        first, last = self._sentence(start)
        for words in (self.clause(start, end), self._text[max(first, start - _REACH) : min(last, end + _REACH)]):
            if (direction := self.tense(words)) is not Direction.OPEN:
                return direction
        return Direction.OPEN

    def tense(self, words: str) -> Direction:
        """Where the verbs of a stretch of text point; open where they point both ways or none tells."""
        future = _words(FUTURE[self._language]).search(words) is not None
        past = _words(PAST[self._language]).search(words) is not None
        if future == past:
            return Direction.OPEN
        return Direction.FORWARD if future else Direction.BACK

    def is_speech(self, start: int, end: int) -> bool:
        """Whether the clause tells only that somebody spoke (a verb of speech, none of deciding or doing)."""
        words = self.clause(start, end)
        speaks = _words(REPORTING[self._language]).search(words) is not None
        return speaks and _words(DECIDING[self._language]).search(words) is None
