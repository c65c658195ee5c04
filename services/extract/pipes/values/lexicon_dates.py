"""Words for days, months and times, by language."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


def _numbered(*groups: str) -> dict[str, int]:
    """Each word of each group (space-separated) with the number of its group, from 0."""
    return {word: number for number, group in enumerate(groups) for word in group.split()}


@dataclass(frozen=True, kw_only=True)
class DateWords:
    """How a language speaks of time. Alternatives are plain words or phrases in lower case.

    `weekdays` count from Monday = 0, `months` from January = 1, `seasons` name their first month, `days` are days from
    the day of publication. `last`, `this` and `next` stand beside a unit ("vorige week"), on either side. `from_on`
    words point forward, `since` words back. `month_forms` match whole, so that "March" is no march.
    """

    weekdays: Mapping[str, int]
    day_parts: tuple[str, ...]
    months: Mapping[str, int]
    seasons: Mapping[str, int]
    days: Mapping[str, int]
    last: tuple[str, ...]
    this: tuple[str, ...]
    next: tuple[str, ...]
    after_next: tuple[str, ...]
    week: tuple[str, ...]
    weekend: tuple[str, ...]
    month: tuple[str, ...]
    year: tuple[str, ...]
    quarter: tuple[str, ...]
    ordinals: Mapping[str, int]
    year_end: tuple[str, ...]
    new_year: tuple[str, ...]
    month_end: tuple[str, ...]
    joins: tuple[str, ...]
    fillers: tuple[str, ...]
    ago: tuple[str, ...]
    in_time: tuple[str, ...]
    before_year: tuple[str, ...]
    from_on: tuple[str, ...]
    since: tuple[str, ...]


DUTCH = DateWords(
    weekdays=_numbered("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    day_parts=("ochtend", "morgen", "voormiddag", "middag", "namiddag", "avond", "nacht"),
    months=_numbered(
        "", "januari jan.", "februari feb.", "maart", "april", "mei", "juni", "juli", "augustus", "september sept.",
        "oktober okt.", "november nov.", "december dec.",
    ),
    seasons={"voorjaar": 3, "lente": 3, "zomer": 6, "najaar": 9, "herfst": 9, "winter": 12},
    days={
        "vandaag": 0, "vanochtend": 0, "vanmorgen": 0, "vanmiddag": 0, "vanavond": 0, "vannacht": 0, "gisteren": -1,
        "gisteravond": -1, "gisterenavond": -1, "gistermiddag": -1, "gisterochtend": -1, "eergisteren": -2,
        "morgenochtend": 1, "morgenavond": 1, "overmorgen": 2, "morgen": 1,
    },
    last=("vorige", "vorig", "afgelopen", "voorbije", "verleden"),
    this=("deze", "dit", "lopende", "huidige"),
    next=("volgende", "volgend", "komende", "komend", "aanstaande"),
    after_next=(),
    week=("week",),
    weekend=("weekend", "weekeinde"),
    month=("maand",),
    year=("jaar", "begrotingsjaar"),
    quarter=("kwartaal",),
    ordinals={"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": 4},
    year_end=("jaareinde", "eind van het jaar", "einde van het jaar", "het jaar om is", "oudjaar"),
    new_year=("het nieuwe jaar",),
    month_end=("eind van de maand", "einde van de maand", "maandeinde"),
    joins=("en", "tot en met", "t/m", "tot", "-", "–", "op"),
    fillers=("begin", "eind", "einde", "midden", "half", "medio", "van", "dit"),
    ago=("geleden",),
    in_time=("over",),
    before_year=(
        "in", "tegen", "tot", "tot en met", "t/m", "vanaf", "sinds", "voor", "na", "begin", "eind", "medio", "half",
        "voorjaar", "najaar", "uit", "jaar", "periode", "over", "zomer", "herfst", "winter", "lente", "uiterlijk",
        "per",
        "begroting", "van", "tussen",
    ),
    from_on=("vanaf", "met ingang van", "tegen", "uiterlijk", "per", "voor", "tot", "tot en met", "komende"),
    since=("sinds", "sedert", "sinds het", "sinds de"),
)  # fmt: skip

ENGLISH = DateWords(
    weekdays=_numbered("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    day_parts=(" morning", " afternoon", " evening", " night", "'s", "’s"),
    months=_numbered(
        "", "january jan.", "february feb.", "march", "april", "may", "june", "july", "august aug.", "september sept.",
        "october oct.", "november nov.", "december dec.",
    ),
    seasons={"spring": 3, "summer": 6, "autumn": 9, "winter": 12},
    days={
        "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "yesterday": -1,
        "last night": -1, "tomorrow": 1, "the day before yesterday": -2,
    },
    last=("last", "past", "previous"),
    this=("this", "the current"),
    next=("next", "coming", "the following"),
    after_next=(),
    week=("week",),
    weekend=("weekend",),
    month=("month",),
    year=("year", "fiscal year", "financial year"),
    quarter=("quarter",),
    ordinals={"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4},
    year_end=("end of the year", "year's end", "year’s end", "year-end", "the year is out"),
    new_year=("the new year",),
    month_end=("end of the month", "month's end", "month’s end"),
    joins=("and", "to", "until", "through", "-", "–"),
    fillers=("early", "late", "mid", "mid-", "the end of", "the start of", "the beginning of", "of", "this"),
    ago=("ago", "earlier"),
    in_time=("in",),
    before_year=(
        "in", "by", "until", "till", "since", "from", "to", "for", "of", "before", "after", "early", "late", "mid",
        "through", "and", "during", "fiscal", "fiscal year", "year", "spring", "summer", "autumn", "winter", "between",
        "mid-",
    ),
    from_on=("from", "by", "until", "till", "as of", "starting", "beginning", "before"),
    since=("since",),
)  # fmt: skip

FRENCH = DateWords(
    weekdays=_numbered("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    day_parts=(" matin", " après-midi", " soir"),
    months=_numbered(
        "", "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ),
    seasons={"printemps": 3, "été": 6, "automne": 9, "hiver": 12},
    days={
        "aujourd'hui": 0, "aujourd’hui": 0, "ce matin": 0, "ce soir": 0, "cet après-midi": 0, "hier": -1,
        "hier soir": -1, "avant-hier": -2, "demain": 1, "après-demain": 2, "la veille": -1,
    },
    last=("dernier", "dernière", "passé", "passée", "écoulée"),
    this=("ce", "cet", "cette"),
    next=("prochain", "prochaine", "qui vient"),
    after_next=(),
    week=("semaine",),
    weekend=("week-end",),
    month=("mois",),
    year=("année", "an"),
    quarter=("trimestre",),
    ordinals={"premier": 1, "deuxième": 2, "second": 2, "troisième": 3, "quatrième": 4, "dernier": 4},
    year_end=("fin de l'année", "fin de l’année", "fin d'année", "fin d’année"),
    new_year=("la nouvelle année",),
    month_end=("fin du mois",),
    joins=("et", "au", "à", "-", "–"),
    fillers=("début", "fin", "mi-", "mi", "courant", "le", "de", "du", "la", "d'", "d’", "l'", "l’"),
    ago=("il y a",),
    in_time=("dans", "d'ici", "d’ici"),
    before_year=(
        "en", "d'ici", "d’ici", "depuis", "à", "jusqu'en", "jusqu’en", "dès", "avant", "après", "fin", "début",
        "pour", "de",
        "mi-", "printemps", "été", "automne", "hiver", "l'an", "l’an", "l'année", "l’année", "horizon", "et", "entre",
        "d'ici à", "d’ici à", "période",
    ),
    from_on=("dès", "à partir de", "à compter de", "d'ici", "d’ici", "à partir du", "à compter du", "avant", "jusqu'à",
             "jusqu’à", "jusqu'au", "jusqu’au", "d'ici à", "d’ici à", "jusqu'en", "jusqu’en", "d'ici le", "d’ici le"),
    since=("depuis", "depuis le"),
)  # fmt: skip

GERMAN = DateWords(
    weekdays=_numbered("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag sonnabend", "sonntag"),
    day_parts=("morgen", "vormittag", "mittag", "nachmittag", "abend", "nacht", "früh"),
    months=_numbered(
        "", "januar jänner", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober",
        "november", "dezember",
    ),
    seasons={"frühjahr": 3, "frühling": 3, "sommer": 6, "herbst": 9, "winter": 12},
    days={
        "heute": 0, "gestern": -1, "vorgestern": -2, "übermorgen": 2, "gestern abend": -1, "heute abend": 0,
        "heute morgen": 0, "morgen": 1, "heute vormittag": 0,
    },
    last=("vorige", "vorigen", "voriger", "vergangene", "vergangenen", "vergangener", "letzte", "letzten", "letzter",
          "vorigem", "vergangenem", "voriges", "vergangenes", "letztes"),
    this=("diese", "diesen", "dieser", "diesem", "dieses", "laufenden", "laufende"),
    next=("nächste", "nächsten", "nächster", "kommende", "kommenden", "kommender", "nächstes", "kommendes", "nächstem"),
    after_next=("übernächste", "übernächsten", "übernächster"),
    week=("woche",),
    weekend=("wochenende",),
    month=("monat", "monats"),
    year=("jahr", "jahres", "jahre"),
    quarter=("quartal",),
    ordinals={"ersten": 1, "erste": 1, "zweiten": 2, "zweite": 2, "dritten": 3, "dritte": 3, "vierten": 4,
    "letzten": 4},
    year_end=("jahresende", "ende des jahres", "jahresschluss"),
    new_year=("neuen jahr", "neue jahr"),
    month_end=("monatsende", "ende des monats"),
    joins=("und", "bis", "bis zum", "-", "–"),
    fillers=("anfang", "ende", "mitte", "des", "im", "dieses", "den", "dem"),
    ago=("vor",),
    in_time=("in", "binnen"),
    before_year=(
        "in", "bis", "seit", "ab", "von", "vor", "nach", "für", "anfang", "ende", "mitte", "jahr", "jahre", "jahren",
        "und",
        "frühjahr", "herbst", "sommer", "winter", "zwischen", "im jahr", "schon", "noch", "erst",
    ),
    from_on=("ab", "bis", "bis zum", "spätestens", "zum", "vor"),
    since=("seit", "seit dem"),
)  # fmt: skip

DATE_WORDS: Mapping[str, DateWords] = MappingProxyType({"nl": DUTCH, "en": ENGLISH, "fr": FRENCH, "de": GERMAN})
"""By ISO 639-1 code."""
