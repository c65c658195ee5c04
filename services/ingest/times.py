"""Times as publishers write them: ISO 8601 date, or date and time, into RFC 3339 with the publisher's offset, and UTC.

A time without an offset is taken as UTC. The date that it shows, which "today" in the text refers to, is then the
publisher's own whatever was meant; only the UTC time beside it may be some hours off.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from services.contracts.errors import Invalid, Reason
from services.contracts.headers import utc

WANTED = "an ISO 8601 date (2025-03-12) or time with offset (2025-03-12T17:40:00+01:00), from 1900 to 2099"
YEARS = range(1900, 2100)
WIDEST_OFFSET = timedelta(hours=14)  # Kiribati; nothing on Earth is further from UTC

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})[Tt ](?P<time>\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?"
    r"(?P<offset>[Zz]|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Time:
    """A time as written (RFC 3339, or a date alone) and in UTC (None for a date alone)."""

    written: str
    utc: str | None


def read_time(value: str, *, field: str) -> Time:
    """Returns the time that `value` states; raises `Invalid` for what is no date, and for absurd ones."""
    text = value.strip()[:64]
    try:
        return _date(text) if _DATE.fullmatch(text) else _time(text)
    except ValueError:
        raise Invalid(Reason.INVALID_FIELD, field=field, found=repr(value[:64]), wanted=WANTED) from None


def _date(text: str) -> Time:
    _require_year(date.fromisoformat(text).year)
    return Time(written=text, utc=None)


def _time(text: str) -> Time:
    parts = _TIME.fullmatch(text)
    if parts is None:
        raise ValueError(text)
    offset = (parts["offset"] or "Z").upper()
    moment = datetime.fromisoformat(f"{parts['date']}T{_microseconds(parts['time'])}{offset}")
    _require_year(moment.year)
    if abs(moment.utcoffset() or timedelta()) > WIDEST_OFFSET:
        raise ValueError(text)
    if not moment.utcoffset():
        moment = moment.astimezone(UTC)
    return Time(written=moment.isoformat().replace("+00:00", "Z"), utc=utc(moment))


def _microseconds(time: str) -> str:
    """Returns the time with at most six digits after the point, the most that datetime holds."""
    whole, _, fraction = time.partition(".")
    return f"{whole}.{fraction[:6]:0<6}" if fraction else whole


def _require_year(year: int) -> None:
    if year not in YEARS:
        raise ValueError(year)
