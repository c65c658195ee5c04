"""Find numbers, in digits and in words, in running text.

A number is read in the manner of its language: "2.400" is a Dutch two thousand four hundred and an English two and
four tenths. The text is scanned once from left to right, so the time is linear in its length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from services.contracts.commitment import Number
from services.extract.pipes.values.lexicon_numbers import MILLION, NUMBER_WORDS, NumberWords

_TOKEN = re.compile(r"\d(?:[\d.,’']*\d)?(?:[ \u00a0\u202f]\d{3}(?!\d))*(?:,\d{1,2}(?!\d))?|[^\W\d_]+(?:-[^\W\d_]+)*")
_GAP = re.compile(r"[ \u00a0\u202f-]?")
_GROUPED = re.compile(r"\d{1,3}(?:[.,’' \u00a0\u202f]\d{3})+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Numeral:
    """A number at `[start, end)` of the text.

    `scaled` says that it ends in a word from a million up, `collective` that it counts by a noun ("een zestigtal").
    """

    start: int
    end: int
    value: Number
    digits: bool
    scaled: bool = False
    collective: bool = False


def whole(value: float) -> Number:
    """`value` as an int when it is whole (to a millionth), so that 300 million prints as 300000000."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def read_digits(text: str, words: NumberWords) -> float | None:
    """The value of a run of digits and separators, or None for what is no number (a date, a version)."""
    decimal, thousands = (",", ".") if words.decimal_comma else (".", ",")
    compact = re.sub(r"[ \u00a0\u202f’']", "", text)
    head, point, tail = compact.partition(decimal)
    if _GROUPED.fullmatch(head) or head.isdecimal():
        body = head.replace(thousands, "")
        return (
            float(f"{body}{'.' + tail if point else ''}")
            if body.isdecimal() and (not point or tail.isdecimal())
            else None
        )
    # "9.3 miljard" in a Dutch text, or "2,5 billion" in an English one: one separator that groups no thousands
    parts = re.split(r"[.,]", compact)
    return float(".".join(parts)) if len(parts) == 2 and all(p.isdecimal() for p in parts) else None


@dataclass(slots=True)
class _Reading:
    """A numeral in the making: `total` of the scales that are closed, `current` what the next scale multiplies.

    `end` is where the numeral ends, `reach` where reading goes on: behind an "and" that may yet prove part of it.
    """

    start: int
    end: int
    reach: int
    total: float = 0.0
    current: float | None = None
    digits: bool = False
    scaled: bool = False
    collective: bool = False
    article: bool = False

    def numeral(self) -> Numeral | None:
        value = self.total + (self.current or 0.0)
        if (self.article and not (self.scaled or self.collective or self.total)) or value == 0:
            return None
        return Numeral(
            start=self.start,
            end=self.end,
            value=whole(value),
            digits=self.digits,
            scaled=self.scaled,
            collective=self.collective,
        )


def _begin(match: re.Match[str], word: str, words: NumberWords) -> _Reading | None:
    start, end = match.span()
    if word[0].isdecimal():
        value = read_digits(word, words)
        return None if value is None else _Reading(start, end, end, current=value, digits=True)
    if word in words.articles:
        return _Reading(start, end, end, current=1.0, article=True)
    if word in words.ones:
        return _Reading(start, end, end, current=float(words.ones[word]))
    if word in words.hundreds and words.decimal_comma:
        return _Reading(start, end, end, current=100.0)
    if word in words.scales and words.scales[word] == 1000 and len(word) > 2:
        return _Reading(start, end, end, total=1000.0)
    if word in words.collectives:
        return _Reading(start, end, end, current=float(words.collectives[word]), collective=True)
    return None


def _extend(reading: _Reading, match: re.Match[str], word: str, words: NumberWords) -> bool:
    """Take `word` into the numeral if it goes on with it."""
    if reading.collective:
        return False
    if word in words.scales:
        scale = words.scales[word]
        # "twee miljoen duizend" is no numeral; neither does "5 m" (metres) count without digits glued to it
        if reading.scaled or (len(word) == 1 and match.start() != reading.end):
            return False
        reading.total += (reading.current if reading.current is not None else 1.0) * scale
        if reading.current is None and reading.total == scale:
            return False
        reading.current = None
        reading.scaled = scale >= MILLION
    elif word in words.hundreds and reading.current is not None and reading.current < 100:
        reading.current *= 100
        reading.article = False
    elif word in words.collectives:
        if reading.current is None or reading.digits:
            return False
        reading.current *= words.collectives[word]
        reading.collective = True
    elif word in words.ones and not reading.digits and not reading.article and _adds(reading, words.ones[word]):
        reading.current = (reading.current or 0.0) + words.ones[word]
    elif word in words.joins and not reading.digits and (reading.current or 0) >= 20:
        reading.reach = match.end()
        return True
    else:
        return False
    reading.end = reading.reach = match.end()
    return True


def _adds(reading: _Reading, value: float) -> bool:
    """Whether a further number word adds to what was read: twenty + five, hundred + twenty, thousand + five."""
    if reading.current is None:
        return bool(reading.total) and value < 1000
    return (value < 10 and reading.current % 100 in range(20, 91, 10)) or (value < 100 and reading.current % 100 == 0)


def find_numbers(text: str, language: str) -> Iterator[Numeral]:
    """The numbers of `text`, in order, not overlapping. A mere article ("een", "un") is none."""
    words = NUMBER_WORDS[language]
    reading: _Reading | None = None
    previous = ""
    for match in _TOKEN.finditer(text):
        word, before = match.group().lower(), previous
        previous = word
        if reading is not None:
            adjacent = _GAP.fullmatch(text, reading.reach, match.start()) is not None
            if adjacent and _extend(reading, match, word, words):
                continue
            if (numeral := reading.numeral()) is not None:
                yield numeral
        reading = None if before in words.vague else _begin(match, word, words)
    if reading is not None and (numeral := reading.numeral()) is not None:
        yield numeral
