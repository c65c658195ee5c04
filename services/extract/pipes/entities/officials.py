"""Well-known officials and the entity that each spoke for, by month of publication."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LIST = Path(__file__).resolve().parents[2] / "data" / "officials.txt"
GRACE_MONTHS = 3
"""An official counts this long before and after the term: named earlier, in charge until the successor is."""

_PARTICLES = frozenset({"van", "von", "de", "der", "den", "di", "le", "al", "barth"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """One person speaks for one entity from month to month, both counted from year 0 and inclusive."""

    entity: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Official:
    """One spelling of a person's name, with the terms; `full_only` asks for the full name somewhere in the article."""

    name: str
    surname: str
    full_only: bool
    terms: tuple[Term, ...]


@cache
def load_officials() -> tuple[Official, ...]:
    """Returns the officials, one for each spelling, in the order of the file."""
    terms: dict[str, list[Term]] = {}
    full_only: dict[str, bool] = {}
    for spellings, term, full in _lines():
        for name in spellings:
            terms.setdefault(name, []).append(term)
            full_only[name] = full
    return tuple(
        Official(name=name, surname=_surname(name), full_only=full_only[name], terms=tuple(held))
        for name, held in terms.items()
    )


def entity_of(terms: tuple[Term, ...], published: str) -> str | None:
    """Returns the entity that a person spoke for in the month of publication (ISO date), None outside every term."""
    month = _month(published[:7], default=-1)
    if month < 0:
        return terms[-1].entity
    current = [term for term in terms if term.start <= month <= term.end]
    near = [term for term in terms if term.start - GRACE_MONTHS <= month <= term.end + GRACE_MONTHS]
    return next((term.entity for term in (*reversed(current), *near)), None)


def _lines() -> Iterator[tuple[tuple[str, ...], Term, bool]]:
    for line in LIST.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        names, entity, start, end, *flags = (part.strip() for part in line.split("|"))
        term = Term(entity=entity, start=_month(start, default=0), end=_month(end, default=10**6))
        yield tuple(dict.fromkeys(names.split("/"))), term, "full" in flags


def _month(text: str, *, default: int) -> int:
    year, _, month = text.partition("-")
    return int(year) * 12 + int(month) if year.isdigit() and month.isdigit() else default


def _surname(name: str) -> str:
    words = name.split()
    start = next((i for i in range(1, len(words)) if words[i].lower() in _PARTICLES), len(words) - 1)
    return " ".join(words[start:])
