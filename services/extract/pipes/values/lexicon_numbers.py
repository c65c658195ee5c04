"""Words for numbers, by language: what each word is worth, and which words multiply what stands before them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, kw_only=True)
class NumberWords:
    """The number words of a language.

    `ones` are worth what they say and add up ("twenty five"), `hundred` and `scales` multiply what stands before
    them, `collectives` are a number by themselves ("een zestigtal", "a dozen"). `articles` are words for one that
    count only before a scale ("een miljoen"). `joins` may stand inside a numeral ("one hundred and twenty").
    Behind a `vague` word no number is read ("several hundred").
    """

    ones: Mapping[str, float]
    hundreds: frozenset[str]
    scales: Mapping[str, int]
    collectives: Mapping[str, int] = field(default_factory=dict)
    articles: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    vague: frozenset[str] = frozenset()
    decimal_comma: bool = True


THOUSAND, MILLION, BILLION, TRILLION = 10**3, 10**6, 10**9, 10**12

_NL_ONES = {
    "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10,
    "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16, "zeventien": 17,
    "achttien": 18, "negentien": 19,
}  # fmt: skip
_NL_TENS = {
    "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80,
    "negentig": 90,
}  # fmt: skip
_DE_ONES = {
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11,
    "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18,
    "neunzehn": 19,
}  # fmt: skip
_DE_TENS = {
    "zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70,
    "achtzig": 80, "neunzig": 90,
}  # fmt: skip
_EN_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_EN_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_FR_ONES = {
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11,
    "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "dix-sept": 17, "dix-huit": 18,
    "dix-neuf": 19,
}  # fmt: skip
_FR_TENS = {
    "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "soixante-dix": 70,
    "quatre-vingt": 80, "quatre-vingts": 80, "huitante": 80, "nonante": 90, "quatre-vingt-dix": 90,
}  # fmt: skip


def _dutch_below_hundred() -> dict[str, int]:
    tens = {
        f"{unit if unit != 'één' else 'een'}{'ën' if unit.endswith('e') else 'en'}{ten}": value + n
        for ten, value in _NL_TENS.items()
        for unit, n in list(_NL_ONES.items())[:9]
    }
    return {**_NL_ONES, **_NL_TENS, **tens}


def _german_below_hundred() -> dict[str, int]:
    units = {"ein": 1, **dict(list(_DE_ONES.items())[:8])}
    tens = {f"{unit}und{ten}": value + n for ten, value in _DE_TENS.items() for unit, n in units.items()}
    return {**_DE_ONES, **_DE_TENS, **tens}


def _english_below_hundred() -> dict[str, int]:
    units = list(_EN_ONES.items())[:9]
    tens = {f"{ten}-{unit}": value + n for ten, value in _EN_TENS.items() for unit, n in units}
    return {**_EN_ONES, **_EN_TENS, **tens}


def _french_below_hundred() -> dict[str, int]:
    units = list(_FR_ONES.items())
    plain = [ten for ten in _FR_TENS if not ten.endswith(("-dix", "vingts"))]
    tens = {f"{ten}-{unit}": _FR_TENS[ten] + n for ten in plain for unit, n in units if n < 10}
    teens = {f"{ten}-{unit}": _FR_TENS[ten] + n for ten in ("soixante", "quatre-vingt") for unit, n in units if n >= 10}
    ands = {f"{ten}-et-{one}": _FR_TENS[ten] + 1 for ten in plain for one in ("un", "une")}
    more = {"quatre-vingt-un": 81, "quatre-vingt-une": 81, "soixante-et-onze": 71}
    return {**_FR_ONES, **_FR_TENS, **tens, **teens, **ands, **more}


def _with_hundreds(below: Mapping[str, int], hundred: str, joins: tuple[str, ...]) -> dict[str, int]:
    """Numerals below a thousand written as one word: the hundreds, alone and with what follows them."""
    units = {"": 1, **{word: n for word, n in below.items() if 2 <= n <= 19 and n != 10}}
    hundreds = {f"{unit}{hundred}": n * 100 for unit, n in units.items()}
    rest = {
        f"{word}{join}{tail}": value + n
        for word, value in hundreds.items()
        if value < 1000
        for join in joins
        for tail, n in below.items()
    }
    return {**below, **hundreds, **rest}


def _with_thousands(below: Mapping[str, int], thousand: str) -> dict[str, int]:
    """Round thousands written as one word."""
    return {**below, **{f"{word}{thousand}": n * THOUSAND for word, n in below.items() if n < THOUSAND}}


_DUTCH = _with_thousands(_with_hundreds(_dutch_below_hundred(), "honderd", ("", "en")), "duizend")
_GERMAN = _with_thousands(
    {**_with_hundreds({**_german_below_hundred()}, "hundert", ("", "und")), "einhundert": 100}, "tausend"
)

NUMBER_WORDS: Mapping[str, NumberWords] = MappingProxyType(
    {
        "nl": NumberWords(
            ones={**_DUTCH, "anderhalf": 1.5, "anderhalve": 1.5, "tweeënhalf": 2.5, "drieënhalf": 3.5},
            hundreds=frozenset({"honderd"}),
            scales={
                "duizend": THOUSAND, "miljoen": MILLION, "mln": MILLION, "miljard": BILLION, "mld": BILLION,
                "biljoen": TRILLION,
            },
            collectives={
                "dozijn": 12, "tiental": 10, "twaalftal": 12, "vijftiental": 15, "twintigtal": 20, "dertigtal": 30,
                "veertigtal": 40, "vijftigtal": 50, "zestigtal": 60, "zeventigtal": 70, "tachtigtal": 80,
                "negentigtal": 90, "honderdtal": 100,
            },
            articles=frozenset({"een", "één"}),
            vague=frozenset({"enkele", "paar", "verscheidene", "meerdere", "tal", "vele"}),
        ),
        "en": NumberWords(
            ones=_english_below_hundred(),
            hundreds=frozenset({"hundred"}),
            scales={
                "thousand": THOUSAND, "million": MILLION, "m": MILLION, "mn": MILLION, "mln": MILLION,
                "billion": BILLION, "bn": BILLION, "bln": BILLION, "trillion": TRILLION, "tn": TRILLION,
                "trn": TRILLION,
            },
            collectives={"dozen": 12, "score": 20},
            articles=frozenset({"a", "one"}),
            joins=frozenset({"and"}),
            vague=frozenset({"several", "few", "many"}),
            decimal_comma=False,
        ),
        "fr": NumberWords(
            ones=_french_below_hundred(),
            hundreds=frozenset({"cent", "cents"}),
            scales={
                "mille": THOUSAND, "million": MILLION, "millions": MILLION, "milliard": BILLION, "milliards": BILLION,
                "mds": BILLION, "md": BILLION,
            },
            collectives={
                "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
                "cinquantaine": 50, "soixantaine": 60, "centaine": 100,
            },
            articles=frozenset({"un", "une"}),
            joins=frozenset({"et"}),
            vague=frozenset({"quelques", "plusieurs"}),
        ),
        "de": NumberWords(
            ones={**_GERMAN, "anderthalb": 1.5, "eineinhalb": 1.5, "zweieinhalb": 2.5, "dreieinhalb": 3.5},
            hundreds=frozenset({"hundert"}),
            scales={
                "tausend": THOUSAND, "million": MILLION, "millionen": MILLION, "mio": MILLION, "milliarde": BILLION,
                "milliarden": BILLION, "mrd": BILLION, "billion": TRILLION, "billionen": TRILLION,
            },
            collectives={"dutzend": 12},
            articles=frozenset({"ein", "eine", "einen", "einer"}),
            vague=frozenset({"einige", "mehrere", "paar", "etliche", "einigen", "mehreren"}),
        ),
    }
)  # fmt: skip
"""By ISO 639-1 code. "Duizenden", "dozens", "des centaines" are no numbers and stand in no list."""
