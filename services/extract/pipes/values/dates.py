"""Find expressions of time and resolve them against the day of publication."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from services.contracts.commitment import EventDate
from services.extract.pipes.values import calendar_values as cal
from services.extract.pipes.values.calendar_values import Direction
from services.extract.pipes.values.clauses import Clauses
from services.extract.pipes.values.date_patterns import shapes_of
from services.extract.pipes.values.lexicon_dates import DATE_WORDS, DateWords
from services.extract.pipes.values.lexicon_numbers import NUMBER_WORDS


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """An expression of time at `[start, end)`.

    `aside` says that nothing is decided or takes effect then: it is the day on which somebody spoke, or lies behind.
    """

    start: int
    end: int
    date: EventDate
    aside: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class _Frame:
    """What an expression is resolved against."""

    today: date
    words: DateWords
    language: str
    direction: Direction

    def shift(self, match: re.Match[str]) -> int:
        """-1, 0 or +1 (2 for "übernächste") for the "last", "this" or "next" that the expression has."""
        groups = match.groupdict()
        word = (groups.get("rel") or groups.get("rel2") or "").lower()
        if word in self.words.last:
            return -1
        return 2 if word in self.words.after_next else int(word in self.words.next)

    def number(self, text: str) -> int | None:
        """A small count in digits or words."""
        value = int(text) if text.isdecimal() else NUMBER_WORDS[self.language].ones.get(text.lower())
        return int(value) if value is not None else None


def _day(match: re.Match[str], frame: _Frame) -> str | None:
    groups = match.groupdict()
    month = _month_number(groups["month"], frame.words)
    last_day = int(re.sub(r"\D", "", groups["lastday"]))
    year = int(groups["year"]) if groups.get("year") else None
    if year is None and (groups.get("rel") or groups.get("rel2")):
        year = frame.today.year + frame.shift(match)
    last = (
        cal.valid_day(year, month, last_day) if year else cal.nearest_day(frame.today, last_day, month, frame.direction)
    )
    if last is None or not groups.get("day"):
        return last.isoformat() if last else None
    first_month = _month_number(groups["m0"], frame.words) if groups.get("m0") else month
    first_year = last.year - (first_month > month)
    first = cal.valid_day(first_year, first_month, int(re.sub(r"\D", "", groups["day"])))
    return cal.span_value(first, last) if first and first <= last else last.isoformat()


def _month_number(text: str, words: DateWords) -> int:
    return int(text) if text.isdecimal() else words.months[text.lower()]


def _month(match: re.Match[str], frame: _Frame) -> str | None:
    month = frame.words.months[match["month"].lower()]
    if match["month"][0].islower() and frame.language in ("en", "de"):
        return None  # "march", "may": no month without its capital
    if match["year"]:
        return cal.month_value(int(match["year"]), month)
    return cal.nearest_month(frame.today, month, frame.direction)


def _weekday_of_week(match: re.Match[str], frame: _Frame) -> str:
    weekday = frame.words.weekdays[match["weekday"].lower()]
    return cal.weekday_of_week(frame.today, weekday, frame.shift(match)).isoformat()


def _near_weekday(match: re.Match[str], frame: _Frame) -> str:
    weekday, shift = frame.words.weekdays[match["weekday"].lower()], frame.shift(match)
    if shift < 0:
        return cal.nearest_weekday(frame.today - timedelta(days=1), weekday, Direction.BACK).isoformat()
    if shift > 0:
        return cal.nearest_weekday(frame.today, weekday, Direction.FORWARD).isoformat()
    return cal.weekday_of_week(frame.today, weekday, 0).isoformat()


def _weekend(match: re.Match[str], frame: _Frame) -> str:
    early = frame.today.weekday() < 4
    shift = frame.shift(match)
    if shift < 0 or (early and shift == 0 and frame.direction is not Direction.FORWARD):
        return cal.weekend_value(frame.today, -1 if frame.today.weekday() < 5 else shift)
    return cal.weekend_value(frame.today, 0)


def _month_relative(match: re.Match[str], frame: _Frame) -> str:
    return cal.month_value(*cal.add_months(frame.today, frame.shift(match)))


def _month_of_year(match: re.Match[str], frame: _Frame) -> str:
    return cal.month_value(frame.today.year + frame.shift(match), frame.words.months[match["month"].lower()])


def _season(match: re.Match[str], frame: _Frame) -> str:
    first_month = frame.words.seasons[match["season"].lower()]
    shift = frame.shift(match) if "rel" in match.groupdict() else 0
    direction = Direction.BACK if shift < 0 else Direction.FORWARD if shift > 0 else frame.direction
    return cal.nearest_season(frame.today, first_month, direction)


def _in_years(match: re.Match[str], frame: _Frame) -> str | None:
    count = frame.number(match["count"])
    if count is None:
        return None
    if match["unit"].lower().startswith(("m",)):
        return cal.month_value(*cal.add_months(frame.today, count))
    return f"{frame.today.year + count:04d}"


def _days_ago(match: re.Match[str], frame: _Frame) -> str | None:
    count = frame.number(match["count"])
    return None if count is None else (frame.today - timedelta(days=count)).isoformat()


def _years(match: re.Match[str], frame: _Frame) -> str | None:
    first, last = int(match["first"]), int(match["last"])
    return f"{first}/{last}" if first < last else None


RESOLVERS: Mapping[str, Callable[[re.Match[str], _Frame], str | None]] = MappingProxyType(
    {
        "iso": _day,
        "numeric": _day,
        "day": _day,
        "weekday_of_week": _weekday_of_week,
        "near_weekday": _near_weekday,
        "week": lambda match, frame: cal.week_value(frame.today, frame.shift(match)),
        "weekend": _weekend,
        "month_of_year": _month_of_year,
        "month_relative": _month_relative,
        "quarter": lambda m, frame: cal.quarter_value(int(m["year"]), frame.words.ordinals[m["ordinal"].lower()]),
        "season": _season,
        "bare_season": _season,
        "season_of_year": lambda m, frame: cal.season_value(int(m["year"]), frame.words.seasons[m["season"].lower()]),
        "year_relative": lambda match, frame: f"{frame.today.year + frame.shift(match):04d}",
        "year_end": lambda match, frame: f"{frame.today.year:04d}",
        "month_end": lambda match, frame: cal.month_value(frame.today.year, frame.today.month),
        "new_year": lambda match, frame: f"{frame.today.year + 1:04d}",
        "month": _month,
        "years": _years,
        "in_years": _in_years,
        "days_ago": _days_ago,
        "relative_day": lambda m, frame: (frame.today + timedelta(days=frame.words.days[m["day"].lower()])).isoformat(),
        "weekday": lambda m, frame: cal.nearest_weekday(
            frame.today, frame.words.weekdays[m["weekday"].lower()], frame.direction
        ).isoformat(),
        "year": lambda match, frame: match["year"],
    }
)
"""How each shape of `date_patterns` is turned into a value; None where it is no expression of time after all."""

_LONG_SHAPES = frozenset({"year", "years", "year_relative", "month", "month_relative", "quarter"})
_VAGUE_SHAPES = frozenset({"bare_season", "in_years", "days_ago"})
_DAY_SHAPES = frozenset({"weekday", "relative_day", "near_weekday", "day", "weekday_of_week", "week", "weekend"})


@cache
def _phrase_before(phrases: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
    between = "de |het |the |le |eind |begin |half |midden |fin |end |the end of |ende |anfang |mitte "
    return re.compile(rf"(?<!\w)(?:{alternatives})[ \u00a0](?:{between})?$", re.IGNORECASE)


def _is_aside(name: str, value: str, published: date) -> bool:
    """Whether an expression of this shape and value is mere background, as labelled articles show.

    A month or year that is over, a bare season and a span of years are hardly ever when something takes effect; a full
    date that is the day of publication belongs to the head of the article.
    """
    if name in _VAGUE_SHAPES:
        return True
    last = value.rpartition("/")[2]
    if name in _LONG_SHAPES:
        return last < published.isoformat()[: len(last)]
    return name == "day" and value == published.isoformat()


def _direction(text: str, match: re.Match[str], name: str, words: DateWords, clauses: Clauses) -> Direction:
    """Where the words right before an expression, or else the tense around it, point.

    A bare weekday is so often the last one that only its own clause can make it the next.
    """
    start, end = match.span()
    before = text[max(0, start - 24) : start]
    if _phrase_before(words.since).search(before):
        return Direction.BACK
    if _phrase_before(words.from_on).search(before):
        return Direction.FORWARD
    return clauses.tense(*clauses.clause(start, end)) if name == "weekday" else clauses.direction(start, end)


def find_moments(text: str, published: date, language: str, clauses: Clauses) -> Iterator[Moment]:
    """The expressions of time in `text`, in order, not overlapping.

    Args:
        text: the article's text.
        published: the publisher's local day.
        language: ISO 639-1 code of the text.
        clauses: its clauses, which tell tense and speech.
    """
    words = DATE_WORDS[language]
    found: dict[int, tuple[str, re.Match[str]]] = {}
    taken = bytearray(len(text))
    for shape in shapes_of(language):
        for match in shape.pattern.finditer(text):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                found[start] = (shape.name, match)
    for start in sorted(found):
        name, match = found[start]
        direction = _direction(text, match, name, words, clauses)
        frame = _Frame(today=published, words=words, language=language, direction=direction)
        if (value := RESOLVERS[name](match, frame)) is None:
            continue
        start, end = _trimmed(match, name)
        aside = _is_aside(name, value, published) or (name in _DAY_SHAPES and clauses.is_speech(start, end))
        yield Moment(start=start, end=end, date=EventDate(value=value, text=text[start:end]), aside=aside)


def _trimmed(match: re.Match[str], name: str) -> tuple[int, int]:
    """The expression without the preposition that only its pattern needs."""
    group = {"year": "year", "bare_season": "season", "weekend": "bare"}.get(name)
    has_rel = bool(match.groupdict().get("rel"))
    if group and not has_rel and match.groupdict().get(group):
        return match.span(group)
    return match.span()
