"""Find sums of money: the figure, its currency, and how it is to be read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from services.contracts.commitment import Amount
from services.contracts.vocabulary import Bound
from services.extract.pipes.values.lexicon_currencies import CODES, NAMES, PLACES, QUALIFIERS, SCALES, SYMBOLS
from services.extract.pipes.values.lexicon_money import BOUNDS, CONVERSIONS, FOLLOWERS, RUNNING_TOTALS, TO
from services.extract.pipes.values.numbers import Numeral, whole

_AFTER = re.compile(
    r"[ \u00a0\u202f-]*(?P<of>(?:de |d['’]|of )?)(?P<adjective>(?:[^\W\d_]+(?:-[^\W\d_]+)?[ \u00a0])?)"
    r"(?P<name>[^\W\d_]+(?:-[^\W\d_]+)?|[€$£¥])(?P<behind>(?:[ \u00a0][^\W\d_]+(?:-[^\W\d_]+)?)?)"
)
_ABBREVIATED = re.compile(r"[ \u00a0\u202f]?(Mds?|Mio|M) ?([€$£])")
_WORD = re.compile(r"[ \u00a0\u202f]*(\w+)")
_SENTENCE_REACH = 400
_PLACE_REACH = 1_000
_BEFORE_REACH = 24


@dataclass(frozen=True, kw_only=True, slots=True)
class Sum:
    """Money at `[start, end)` of the text. `new` is false for a conversion, a running total, a figure it rose from."""

    start: int
    end: int
    amount: Amount
    new: bool


@cache
def _symbols() -> re.Pattern[str]:
    signs = sorted([*SYMBOLS, *CODES], key=len, reverse=True)
    return re.compile(r"(?<![^\W\d_])(" + "|".join(map(re.escape, signs)) + r")[ \u00a0\u202f]?$")


@cache
def _phrases(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Any of `phrases` at the end of a text, with at most a blank and an article behind it."""
    alternatives = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{alternatives})[ \u00a0]?(?:de |het |the |les )?$", re.IGNORECASE)


def _kind(name: str) -> str:
    code = NAMES.get(name, "")
    kinds = {"USD": "dollar", "KRONE": "crown", "NOK": "crown", "SEK": "crown", "CHF": "frank", "GBP": "pound"}
    return "lei" if name in ("lei", "leu") else kinds.get(code, "")


def _qualified(kind: str, adjective: str) -> str | None:
    """The currency that an adjective beside the word settles ("Canadese dollar")."""
    return next((code for stem, code in QUALIFIERS.get(kind, {}).items() if adjective.startswith(stem)), None)


def _nearest_place(kind: str, text: str, at: int) -> str | None:
    """The currency of the country that is named last before `at`, or else first behind it."""
    before, after = text[max(0, at - _PLACE_REACH) : at].lower(), text[at : at + _SENTENCE_REACH].lower()
    last: list[tuple[int, str]] = []
    first: list[tuple[int, str]] = []
    for code, stems in PLACES[kind].items():
        for stem in stems:
            last += [(m.start(), code) for m in re.finditer(rf"\b{re.escape(stem)}", before)][-1:]
            first += [(m.start(), code) for m in re.finditer(rf"\b{re.escape(stem)}", after)][:1]
    return max(last)[1] if last else min(first)[1] if first else None


def _currency_of(name: str, adjective: str, text: str, at: int) -> str | None:
    lower = name.lower()
    code = SYMBOLS.get(name) or (name if name in CODES else NAMES.get(lower))
    if code is None:
        return None
    kind = _kind(lower)
    if kind and adjective and (found := _qualified(kind, adjective)):
        return found
    if code == "USD" and lower in ("$", "dollar", "dollars"):
        return _nearest_place("dollar", text, at) or code
    if code == "KRONE" or lower in ("kroner", "lei", "leu"):
        place = _nearest_place(kind, text, at)
        return place or {"lei": "RON", "crown": "NOK"}[kind]
    return code


def _behind(text: str, numeral: Numeral) -> tuple[int, str] | None:
    """The currency that follows a figure: where its words end, and its code."""
    match = _AFTER.match(text, numeral.end)
    if match is None:
        return None
    name, adjective, behind = match["name"], match["adjective"].strip().lower(), match["behind"].strip().lower()
    if adjective and NAMES.get(adjective) and not NAMES.get(name.lower()):
        # "300 miljoen euro extra": the second word was read as the name
        name, adjective, behind = match["adjective"].strip(), "", name.lower()
        end = match.start("adjective") + len(name)
    elif adjective in ("nouveaux", "weitere", "extra", "more", "autres") or not adjective or NAMES.get(name.lower()):
        end = match.end("name")
    else:
        return None
    follows = bool(_qualified(_kind(name.lower()), behind))
    code = _currency_of(name, behind if follows else adjective, text, numeral.start)
    if code is None or (adjective and not _plausible(adjective, name)):
        return None
    if follows and match["behind"] and behind == match["behind"].strip().lower():
        end = match.end("behind")
    return end, code


def _plausible(adjective: str, name: str) -> bool:
    """Whether an adjective between figure and currency belongs to the currency, or merely says "extra"."""
    return bool(_qualified(_kind(name.lower()), adjective)) or len(adjective) > 3


def _ahead(text: str, numeral: Numeral) -> tuple[int, str] | None:
    """The currency that stands before a figure: where its words begin, and its code."""
    match = _symbols().search(text, max(0, numeral.start - 8), numeral.start)
    if match is None:
        return None
    sign = match.group(1)
    currency = _nearest_place("dollar", text, match.start()) if sign == "$" else None
    return match.start(), currency or SYMBOLS.get(sign, sign)


def bound_of(text: str, start: int, language: str) -> Bound:
    """How the figure at `start` is to be read, by the words right before it."""
    before = text[max(0, start - _BEFORE_REACH) : start]
    for bound, phrases in BOUNDS[language].items():
        if _phrases(phrases).search(before):
            return bound
    return Bound.EXACT


def _is_conversion(text: str, previous: Sum | None, start: int, language: str) -> bool:
    """Whether the sum at `start` says the previous one again in another currency."""
    if previous is None or start - previous.end > 60:
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
    clause = text[max(clause_start, 0) : end + 12].lower()
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


def find_sums(text: str, numerals: Sequence[Numeral], language: str) -> Iterator[Sum]:
    """The sums of money in `text`, in order; `numerals` are all its numbers, in order."""
    previous: Sum | None = None
    for index, numeral in enumerate(numerals):
        start, end, value, currency = numeral.start, numeral.end, numeral.value, None
        if ahead := _ahead(text, numeral):
            start, currency = ahead
            if (behind := _behind(text, numeral)) and behind[1] != currency and currency == "USD":
                end, currency = behind
        elif abbreviated := _ABBREVIATED.match(text, end):
            scale, sign = abbreviated.groups()
            currency = (_nearest_place("dollar", text, start) if sign == "$" else None) or SYMBOLS[sign]
            end, value = abbreviated.end(), whole(value * SCALES[scale])
        elif behind := _behind(text, numeral):
            end, currency = behind
        elif previous is not None and _is_bare_money(text, numeral, language):
            currency = previous.amount.currency
        if currency is None:
            continue
        bound = bound_of(text, start, language)
        if (lower := _range_start(text, numerals, index, language)) is not None:
            start, bound = lower, Bound.UP_TO
        new = not (
            _is_conversion(text, previous, start, language) and previous and currency != previous.amount.currency
        ) and not _is_total(text, start, end, language)
        amount = Amount(value=value, currency=currency, text=text[start:end], bound=bound)
        previous = Sum(start=start, end=end, amount=amount, new=new)
        yield previous
