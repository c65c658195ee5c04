"""Tell which numbers count things: not money, not dates, no shares, ages, ranks, clock times or parts of a name."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from services.extract.pipes.values.lexicon_units import UNITS
from services.extract.pipes.values.numbers import Numeral

_NAME_BEFORE = re.compile(
    r"(?:[^\W\d_][-–/]|\b[A-Z]+|[°.#/]"
    r"|\b(?:artikel|article|Artikel|type|Typ|Kaliber|kaliber|calibre|nr\.?|no\.?|page|bladzijde)[ \u00a0])$"
)
_YEAR = re.compile(r"(?:19[89]|20[0-6])\d")
_RANGE_BEHIND = re.compile(r"[ \u00a0]?(?:-|–|tot|à|to|bis|ou|of|or|oder)[ \u00a0]?\d")
_TIGHT_BEHIND = re.compile(r"[.:,]?\d|[-–]?[A-Za-z]|[-/][A-Za-z0-9]|°|e\b|er\b|ème|th\b|rd\b|nd\b|st\b|ste\b|de\b")
_ORDINAL_POINT = re.compile(r"\.[ \u00a0](?=[a-zäöü]|[A-Z][a-zäöü]+)")


def _unit(language: str, text: str, end: int) -> bool:
    return _units(language).match(text, end) is not None


@cache
def _units(language: str) -> re.Pattern[str]:
    return re.compile(rf"[ \u00a0\u202f-]?(?:{UNITS[language]})(?!\w)", re.IGNORECASE)


def counts_things(numeral: Numeral, text: str, language: str) -> bool:
    """Whether a number that is neither money nor part of a date may count things."""
    start, end = numeral.start, numeral.end
    before = text[max(0, start - 12) : start]
    if _unit(language, text, end) or (numeral.digits and _NAME_BEFORE.search(before)):
        return False
    if _RANGE_BEHIND.match(text, end):
        return False
    digits = text[start:end]
    if numeral.digits and not numeral.scaled and _TIGHT_BEHIND.match(text, end):
        return False
    if digits.isdecimal() and _YEAR.fullmatch(digits):
        return text[end : end + 1] == " " and not digits.startswith("19") and int(digits) % 100 == 0
    return not (language == "de" and digits.isdecimal() and int(digits) <= 31 and _ORDINAL_POINT.match(text, end))


def find_quantities(
    text: str, numerals: Sequence[Numeral], taken: Sequence[tuple[int, int]], language: str
) -> Iterator[Numeral]:
    """The numbers that may count things; `taken` are the sorted spans of money and dates, which do not."""
    position = 0
    for numeral in numerals:
        while position < len(taken) and taken[position][1] <= numeral.start:
            position += 1
        free = position == len(taken) or taken[position][0] >= numeral.end
        if free and counts_things(numeral, text, language):
            yield numeral
