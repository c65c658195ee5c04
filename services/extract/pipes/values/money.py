"""Find sums of money: the figure, its currency, and how it is to be read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from services.contracts.commitment import Amount, Number
from services.contracts.vocabulary import Bound
from services.extract.pipes.values.currency import Namer
from services.extract.pipes.values.lexicon_currencies import SCALES
from services.extract.pipes.values.lexicon_money import BOUNDS, CONVERSIONS, FOLLOWERS, RUNNING_TOTALS, TO
from services.extract.pipes.values.numbers import Numeral, whole

_ABBREVIATED = re.compile(r"[ \u00a0\u202f]?(Mds?|Mio|M) ?([€$£])")
_WORD = re.compile(r"[ \u00a0\u202f]*(\w+)")
_BEFORE_REACH = 24


@dataclass(frozen=True, kw_only=True, slots=True)
class Sum:
    """Money at `[start, end)` of the text. `new` is false for a conversion, a running total, a figure it rose from."""

    start: int
    end: int
    amount: Amount
    new: bool


@cache
def _phrases(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Any of `phrases` at the end of a text, with at most a blank and an article behind it."""
    alternatives = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{alternatives})[ \u00a0]?(?:de |het |the |les )?$", re.IGNORECASE)


def bound_of(text: str, start: int, language: str) -> Bound:
    """How the figure at `start` is to be read, by the words right before it."""
    before = text[max(0, start - _BEFORE_REACH) : start]
    for bound, phrases in BOUNDS[language].items():
        if _phrases(phrases).search(before):
            return bound
    return Bound.EXACT


def _is_conversion(text: str, previous: Sum | None, start: int, currency: str, language: str) -> bool:
    """Whether the sum at `start` says the previous one again in another currency."""
    if previous is None or start - previous.end > 60 or currency == previous.amount.currency:
        return False
    between = text[previous.end : start]
    if re.search(r"[.;!?]\s", between):
        return False
    return "(" in between or (
        any(mark in between for mark in (",", "–", " - ")) and bool(_phrases(CONVERSIONS[language]).search(between))
    )


def _is_total(text: str, start: int, end: int, language: str) -> bool:
    """Whether the clause of the sum marks it as a total that includes earlier money."""
    clause_start = max(text.rfind(mark, max(0, start - 160), start) for mark in (". ", ", ", "\n", "; ")) + 1
    clause = text[max(clause_start, start - 160, 0) : end + 12].lower()
    return any(phrase in clause for phrase in RUNNING_TOTALS[language])


def _is_bare_money(text: str, numeral: Numeral, language: str) -> bool:
    """Whether a million without a currency counts money: nothing that could be counted follows."""
    match = _WORD.match(text, numeral.end)
    return numeral.scaled and (match is None or match.group(1).lower() in FOLLOWERS[language])


def _range_start(text: str, numerals: Sequence[Numeral], index: int, language: str) -> int | None:
    """Where the lower figure of a range begins whose upper figure is numeral `index` ("2 tot 3 miljard")."""
    if index == 0:
        return None
    lower, upper = numerals[index - 1], numerals[index]
    between = text[lower.end : upper.start].strip(" \u00a0")
    is_range = between in TO[language] or between in ("-", "–")
    return lower.start if is_range and not lower.scaled and lower.value < upper.value else None


def _reading(text: str, numeral: Numeral, namer: Namer) -> tuple[int, int, Number, str] | None:
    """Start, end, value and currency of the money that a figure states; None where no currency stands beside it."""
    start, end = numeral.start, numeral.end
    behind = namer.behind(end)
    if ahead := namer.ahead(start):
        if behind and ahead[1] == "USD":
            return ahead[0], behind[0], numeral.value, behind[1]
        return ahead[0], end, numeral.value, ahead[1]
    if abbreviated := _ABBREVIATED.match(text, end):
        scale, sign = abbreviated.groups()
        return start, abbreviated.end(), whole(numeral.value * SCALES[scale]), namer.of_symbol(sign, start)
    return (start, behind[0], numeral.value, behind[1]) if behind else None


def find_sums(text: str, numerals: Sequence[Numeral], language: str, home: str) -> Iterator[Sum]:
    """The sums of money in `text`, in order.

    Args:
        text: the article's text.
        numerals: all its numbers, in order.
        language: ISO 639-1 code of the text.
        home: ISO 3166 code of the country that the article is written in, "" if unknown: its dollars are its own.
    """
    namer = Namer(text, home)
    previous: Sum | None = None
    for index, numeral in enumerate(numerals):
        reading = _reading(text, numeral, namer)
        if reading is None and previous is not None and _is_bare_money(text, numeral, language):
            reading = numeral.start, numeral.end, numeral.value, previous.amount.currency
        if reading is None:
            continue
        start, end, value, currency = reading
        bound = bound_of(text, start, language)
        if (lower := _range_start(text, numerals, index, language)) is not None:
            start, bound = lower, Bound.UP_TO
        converted = _is_conversion(text, previous, start, currency, language)
        new = not converted and not _is_total(text, start, end, language)
        amount = Amount(value=value, currency=currency, text=text[start:end], bound=bound)
        previous = Sum(start=start, end=end, amount=amount, new=new)
        yield previous
