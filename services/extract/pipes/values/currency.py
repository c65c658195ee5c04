"""Tell the currency of a figure by the sign or word beside it, and by the country that it is about."""

import re
from bisect import bisect_left, bisect_right
from functools import cache

from services.extract.pipes.values.lexicon_currencies import CODES, NAMES, PLACES, QUALIFIERS, SYMBOLS

DOLLARS = {"CA": "CAD", "AU": "AUD", "NZ": "NZD"}
"""Countries whose papers mean their own dollar by a bare "$"."""

DEFAULTS = {"dollar": "USD", "crown": "NOK", "lei": "RON"}
"""What a word means that several countries use, where no country is named."""

_BEHIND = re.compile(
    r"[ \u00a0\u202f-]*(?:de |d['’]|of |in )?(?P<first>[€$£¥]|[^\W\d_]+(?:-[^\W\d_]+)*)"
    r"(?:[ \u00a0](?P<second>[^\W\d_]+(?:-[^\W\d_]+)*))?"
)
_SENTENCE_END = re.compile(r"[.?!] |\n")
_BEFORE = 1_000
_AFTER = 400
"""Characters in which the country of a crown is sought, before and behind the figure."""


@cache
def _symbols() -> re.Pattern[str]:
    signs = sorted([*SYMBOLS, *CODES], key=len, reverse=True)
    return re.compile(r"(?<![^\W\d_])(" + "|".join(map(re.escape, signs)) + r")[ \u00a0\u202f]?$")


@cache
def _places(kind: str) -> re.Pattern[str]:
    groups = (rf"(?P<{code}>\b(?:{'|'.join(map(re.escape, stems))}))" for code, stems in PLACES[kind].items())
    return re.compile("|".join(groups), re.IGNORECASE)


def _code(word: str) -> str | None:
    return SYMBOLS.get(word) or (word if word in CODES else NAMES.get(word.lower()))


def _kind(word: str) -> str:
    """Which several countries' currency a word may be: dollar, crown, lei; "" for a word of one country."""
    lower = word.lower()
    if lower in ("lei", "leu"):
        return "lei"
    if lower in ("$", "dollar", "dollars"):
        return "dollar"
    return "crown" if NAMES.get(lower) in ("KRONE", "NOK", "SEK") else ""


def _qualified(word: str, adjective: str) -> str | None:
    """The currency that an adjective beside its word settles ("Canadese dollar")."""
    kind = _kind(word) or {"CHF": "frank", "GBP": "pound"}.get(NAMES.get(word.lower(), ""), "")
    return next((code for stem, code in QUALIFIERS.get(kind, {}).items() if adjective.lower().startswith(stem)), None)


class Namer:
    """Names the currencies of one article; `home` is the ISO 3166 code of the country that it is written in."""

    def __init__(self, text: str, home: str) -> None:
        self._text = text
        self._home = home
        self._places: dict[str, tuple[list[int], list[str]]] = {}
        self._starts: list[int] = []

    def behind(self, end: int) -> tuple[int, str] | None:
        """The currency that follows a figure: where its words end, and its code."""
        match = _BEHIND.match(self._text, end)
        if match is None:
            return None
        first, second = match["first"], match["second"]
        if _code(first):
            if second and (found := _qualified(first, second)):
                return match.end("second"), found  # "dollars canadiens"
            return match.end("first"), self._of_word(first, end)
        if second and _code(second):
            return match.end("second"), _qualified(second, first) or self._of_word(second, end)
        return None

    def ahead(self, start: int) -> tuple[int, str] | None:
        """The currency that stands before a figure: where its sign begins, and its code."""
        match = _symbols().search(self._text, max(0, start - 8), start)
        return (match.start(), self.of_symbol(match[1], match.start())) if match else None

    def of_symbol(self, sign: str, at: int) -> str:
        """The currency of a sign or code at an offset."""
        return self._of_word(sign, at) if sign == "$" else SYMBOLS.get(sign, sign)

    def _of_word(self, word: str, at: int) -> str:
        kind = _kind(word)
        code = _code(word) or ""
        if kind == "dollar":
            return self._in_sentence(at) or DOLLARS.get(self._home, "USD")
        if kind and (code in ("KRONE", "NOK") or kind == "lei"):
            return self._nearest(kind, at) or DEFAULTS[kind]
        return code

    def _in_sentence(self, at: int) -> str | None:
        """The dollar of the country that the sentence names last before `at`."""
        offsets, codes = self._named("dollar")
        last = bisect_left(offsets, at) - 1
        starts = self._sentence_starts()
        start = starts[bisect_right(starts, at) - 1]
        return codes[last] if last >= 0 and offsets[last] >= start else None

    def _nearest(self, kind: str, at: int) -> str | None:
        """The currency of the country that is named last before `at`, or else first behind it."""
        offsets, codes = self._named(kind)
        behind = bisect_left(offsets, at)
        if behind > 0 and at - offsets[behind - 1] <= _BEFORE:
            return codes[behind - 1]
        return codes[behind] if behind < len(offsets) and offsets[behind] - at <= _AFTER else None

    def _named(self, kind: str) -> tuple[list[int], list[str]]:
        """Where countries with a currency of this kind are named, in order, and the currencies."""
        if kind not in self._places:
            found = [(m.start(), m.lastgroup or "") for m in _places(kind).finditer(self._text)]
            self._places[kind] = [at for at, _ in found], [code for _, code in found]
        return self._places[kind]

    def _sentence_starts(self) -> list[int]:
        if not self._starts:
            self._starts = [0, *(m.end() for m in _SENTENCE_END.finditer(self._text))]
        return self._starts
