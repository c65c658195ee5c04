"""The shapes that expressions of time take: one regular expression each, built from the words of a language.

Every pattern is a row of short optional parts over closed lists of words, so that matching takes linear time.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from services.extract.pipes.values.lexicon_dates import DATE_WORDS, DateWords


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A pattern and the name of its resolver in `dates.RESOLVERS`. Earlier shapes win over later ones."""

    name: str
    pattern: re.Pattern[str]


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"


_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:\.|er|st|nd|rd|th)?(?![.,]?\d)"
_YEAR = r"(?:19[89]\d|20\d\d)(?![.,]?\d)"
_B = r"(?<![\w-])"
_S = r"[ \u00a0]"


def _parts(words: DateWords) -> dict[str, str]:
    """The building blocks of one language, as text of regular expressions."""
    return {
        "weekday": _any(words.weekdays),
        "part": f"(?:{_any(words.day_parts)})?",
        "month": _any(words.months),
        "season": _any(words.seasons),
        "last": _any(words.last),
        "this": _any(words.this),
        "next": _any(words.next),
        "rel": _any((*words.last, *words.this, *words.next, *words.after_next)),
        "week": _any(words.week),
        "weekend": _any(words.weekend),
        "monthword": _any(words.month),
        "yearword": _any(words.year),
        "quarter": _any(words.quarter),
        "ordinal": _any(words.ordinals),
        "join": _any(words.joins),
        "filler": f"(?:{_any(words.fillers)}{_S}?)?",
        "before_year": _any(words.before_year),
        "of": r"(?:(?:van|of|de|du|des|in|im|het|the|la|le|l['’]|dieses|am)[ \u00a0]?){0,2}",
        "year_of": rf"(?:,?{_S}(?:of{_S}|van{_S}|de{_S})?(?P<year>{_YEAR}))?",
    }


def _day_shapes(p: dict[str, str], english: bool) -> list[tuple[str, str]]:
    relyear = (
        rf"(?:{_S}(?P<rel>{p['rel']}){_S}{p['yearword']}|{_S}(?:de{_S}l['’])?{p['yearword']}{_S}(?P<rel2>{p['rel']}))?"
    )
    day_first = (
        rf"{_B}(?:(?P<day>{_DAY})(?:{_S}(?P<m0>{p['month']}))?{_S}?{p['join']}{_S}?(?:le{_S}|am{_S}|\d{{1,2}}{_S}en{_S})?)?"
        rf"(?P<lastday>{_DAY}){_S}(?:of{_S})?(?P<month>{p['month']})(?!\w){p['year_of']}{relyear}"
    )
    shapes = [
        ("iso", rf"{_B}(?P<year>{_YEAR.split('(?!')[0]})-(?P<month>\d\d)-(?P<lastday>\d\d)\b"),
        ("numeric", rf"{_B}(?P<lastday>\d{{1,2}})\.{_S}?(?P<month>\d{{1,2}})\.{_S}?(?P<year>{_YEAR})"),
        ("day", day_first),
    ]
    if english:
        shapes.append(
            ("day", rf"{_B}(?P<month>{p['month']}){_S}(?:(?P<day>{_DAY}){_S}?{p['join']}{_S}?)?(?P<lastday>{_DAY})"
                    rf"(?:,?{_S}(?P<year>{_YEAR}))?")
        )  # fmt: skip
    return shapes


def _relative_shapes(p: dict[str, str]) -> list[tuple[str, str]]:
    last_week = rf"(?P<rel>{p['rel']}){_S}{p['week']}"
    day = rf"(?P<weekday>{p['weekday']}){p['part']}"
    month = rf"(?P<month>{p['month']}){_S}"
    of = rf"(?:van{_S}|of{_S}|de{_S})?"
    unit = "(?P<unit>{})"
    return [
        ("weekday_of_week", rf"{_B}{last_week}{_S}(?:op{_S}|on{_S})?{day}\b"),
        ("weekday_of_week", rf"{_B}{day}{_S}{p['of']}{last_week}\b"),
        ("weekday_of_week", rf"{_B}{day}{_S}{p['of']}{p['week']}{_S}(?P<rel>{p['rel']})\b"),
        ("near_weekday", rf"{_B}(?P<rel>{p['rel']}){_S}(?P<weekday>{p['weekday']}){p['part']}(?!\w)"),
        ("near_weekday", rf"{_B}(?P<weekday>{p['weekday']}){p['part']}{_S}(?P<rel>{p['rel']})(?!\w)"),
        ("week", rf"{_B}(?P<rel>{p['rel']}){_S}{unit.format(p['week'])}\b"),
        ("week", rf"{_B}{unit.format(p['week'])}{_S}(?P<rel>{p['rel']})(?!\w)"),
        ("weekend", rf"{_B}(?P<rel>{p['rel']}){_S}{p['weekend']}\b"),
        ("weekend", rf"{_B}{p['weekend']}{_S}(?P<rel>{p['rel']})(?!\w)"),
        ("weekend", rf"{_B}(?:het|the|le|am|sinds|over the){_S}(?P<bare>{p['weekend']})\b"),
        ("month_of_year", rf"{_B}{month}{of}(?P<rel>{p['rel']}){_S}{p['yearword']}\b"),
        ("month_of_year", rf"{_B}{month}(?:de{_S})?(?:l['’])?{p['yearword']}{_S}(?P<rel>{p['rel']})(?!\w)"),
        ("month_relative", rf"{_B}(?P<rel>{p['rel']}){_S}{p['monthword']}\b"),
        ("month_relative", rf"{_B}{p['monthword']}{_S}(?P<rel>{p['rel']})(?!\w)"),
        ("quarter", rf"{_B}(?P<ordinal>{p['ordinal']}){_S}{p['quarter']}{_S}{of}(?P<year>{_YEAR})"),
        ("season", rf"{_B}(?P<rel>{p['rel']}){_S}(?P<season>{p['season']})\b"),
        ("season", rf"{_B}(?P<season>{p['season']}){_S}(?P<rel>{p['rel']})(?!\w)"),
        ("season_of_year", rf"{_B}(?P<season>{p['season']}){_S}(?:van{_S}|of{_S}|de{_S})?(?P<year>{_YEAR})"),
        ("year_relative", rf"{_B}(?P<rel>{p['rel']}){_S}{p['yearword']}\b"),
        ("year_relative", rf"(?<!\w){p['yearword']}{_S}(?P<rel>{p['rel']})(?!\w)"),
    ]  # fmt: skip


def _plain_shapes(p: dict[str, str], words: DateWords) -> list[tuple[str, str]]:
    amount = r"(?P<count>\d{1,2}|[^\W\d_]{2,9})"
    in_time, ago = _any(words.in_time), _any(words.ago)
    return [
        ("year_end", rf"{_B}{_any(words.year_end)}(?!\w)"),
        ("month_end", rf"{_B}{_any(words.month_end)}(?!\w)"),
        ("new_year", rf"{_B}{_any(words.new_year)}(?!\w)"),
        ("month", rf"{_B}(?P<month>{p['month']})(?!\w)(?:{_S}(?:of{_S}|van{_S}|de{_S})?(?P<year>{_YEAR}))?"),
        ("bare_season", rf"{_B}(?:in{_S}(?:het|de|the)|im|au|en|in|seit|bis{_S}zum){_S}(?P<season>{p['season']})\b"),
        ("years", rf"{_B}(?P<first>{_YEAR}){_S}?(?:{p['join']}){_S}?(?P<last>{_YEAR})"),
        ("in_years", rf"{_B}{in_time}{_S}{amount}{_S}(?P<unit>jaar|ans|years?|jahren|maanden|mois|months?|monaten)\b"),
        ("days_ago", rf"{_B}{amount}{_S}(?:dagen|days){_S}{ago}\b"),
        ("days_ago", rf"{_B}(?:il{_S}y{_S}a|vor){_S}{amount}{_S}(?:jours|tagen)\b"),
        ("relative_day", rf"{_B}(?P<day>{_any(words.days)})(?!\w)"),
        ("weekday", rf"{_B}(?P<weekday>{p['weekday']}){p['part']}(?!\w)"),
        ("year", rf"{_B}(?:{p['before_year']}{_S}?|[(])(?:het{_S}jaar{_S})?(?P<year>{_YEAR})(?!\w)"),
    ]  # fmt: skip


@cache
def shapes_of(language: str) -> tuple[Shape, ...]:
    """The shapes of a language, the most specific first."""
    words = DATE_WORDS[language]
    parts = _parts(words)
    bare_year = [("year", rf"{_B}(?P<year>20(?:0[1-9]|[1-4]\d))(?= [a-zäöü]|[.,;:])")] if language == "de" else []
    rows = [*_day_shapes(parts, language == "en"), *_relative_shapes(parts), *_plain_shapes(parts, words), *bare_year]
    return tuple(Shape(name=name, pattern=re.compile(row, re.IGNORECASE)) for name, row in rows)
