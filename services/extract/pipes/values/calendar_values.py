"""Resolve an expression of time against the day of publication, to an ISO date, month, year or interval."""

from datetime import date, timedelta
from enum import Enum


class Direction(Enum):
    """Where an expression points, as far as its words and its sentence tell."""

    BACK = -1
    OPEN = 0
    FORWARD = 1


def published_day(published: str) -> date:
    """The publisher's local day: the date part of an ISO date or an RFC 3339 time, whatever its offset."""
    return date.fromisoformat(published[:10])


def add_months(day: date, months: int) -> tuple[int, int]:
    """Year and month that lie `months` from the month of `day`."""
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


def month_value(year: int, month: int) -> str:
    """A month as ISO 8601."""
    return f"{year:04d}-{month:02d}"


def span_value(first: date, last: date) -> str:
    """An interval of days as ISO 8601, or the day itself where both are one."""
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def week_value(today: date, weeks: int) -> str:
    """Monday to Sunday of the week that lies `weeks` from this one."""
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)
    return span_value(monday, monday + timedelta(days=6))


def weekend_value(today: date, weeks: int) -> str:
    """Saturday and Sunday of the week that lies `weeks` from this one."""
    saturday = today - timedelta(days=today.weekday()) + timedelta(weeks=weeks, days=5)
    return span_value(saturday, saturday + timedelta(days=1))


def nearest_weekday(today: date, weekday: int, direction: Direction) -> date:
    """The last such day up to today, or, pointing forward, the first from tomorrow on."""
    if direction is Direction.FORWARD:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return today - timedelta(days=(today.weekday() - weekday) % 7)


def weekday_of_week(today: date, weekday: int, weeks: int) -> date:
    """That day of the week that lies `weeks` from this one."""
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks, days=weekday)


def nearest_day(today: date, day: int, month: int, direction: Direction) -> date | None:
    """The day of a month named without its year: the next, the last, or the nearest one; None where there is none."""
    candidates = [d for year in (today.year - 1, today.year, today.year + 1) if (d := valid_day(year, month, day))]
    if direction is Direction.FORWARD:
        candidates = [d for d in candidates if d >= today]
    elif direction is Direction.BACK:
        candidates = [d for d in candidates if d <= today]
    return min(candidates, key=lambda d: abs((d - today).days), default=None)


def valid_day(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest_month(today: date, month: int, direction: Direction) -> str:
    """A month named without its year: this month, the next such month (the rule of news), or the last one."""
    if direction is Direction.BACK:
        return month_value(today.year if month <= today.month else today.year - 1, month)
    return month_value(today.year if month >= today.month else today.year + 1, month)


def season_value(year: int, first_month: int) -> str:
    """The three months of a season that begins in `year`."""
    last_year, last_month = add_months(date(year, first_month, 1), 2)
    return f"{month_value(year, first_month)}/{month_value(last_year, last_month)}"


def nearest_season(today: date, first_month: int, direction: Direction) -> str:
    """A season named without its year: the one that is on or comes next, or the last one."""
    last_month = (first_month + 1) % 12 + 1
    over = last_month < today.month and first_month < last_month
    year = today.year
    if first_month > last_month and today.month <= last_month:
        year -= 1  # January and February belong to the winter that began last year
    elif direction is Direction.BACK:
        year -= first_month > today.month
    elif over:
        year += 1
    return season_value(year, first_month)


def quarter_value(year: int, quarter: int) -> str:
    """The three months of a quarter."""
    return f"{month_value(year, 3 * quarter - 2)}/{month_value(year, 3 * quarter)}"
