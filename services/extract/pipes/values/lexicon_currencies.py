"""How money is called, by language: symbols, codes, words,
and the words that tell one country's dollar from another's."""

from collections.abc import Mapping
from types import MappingProxyType

from services.extract.pipes.values.word_lists import words

SYMBOLS: Mapping[str, str] = MappingProxyType(
    {
        "US$": "USD", "U.S.$": "USD", "CA$": "CAD", "C$": "CAD", "Can$": "CAD", "A$": "AUD", "AU$": "AUD",
        "NZ$": "NZD", "$US": "USD", "$CA": "CAD", "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₴": "UAH",
        "₺": "TRY", "₩": "KRW", "Fr.": "CHF", "SFr.": "CHF",
    }
)  # fmt: skip

CODES = words("EUR USD GBP CHF NOK SEK DKK ISK PLN CZK HUF RON BGN UAH TRY JPY KRW CAD AUD NZD ALL MKD MDL GEL RSD ILS")

NAMES: Mapping[str, str] = MappingProxyType(
    {
        # one spelling serves several languages; the plural stands beside the singular
        "euro": "EUR", "euros": "EUR", "eur": "EUR", "dollar": "USD", "dollars": "USD", "pond": "GBP",
        "ponden": "GBP", "pound": "GBP", "pounds": "GBP", "sterling": "GBP", "livres": "GBP", "pfund": "GBP",
        "frank": "CHF", "franken": "CHF", "franc": "CHF", "francs": "CHF", "rappen": "CHF",
        "kronor": "SEK", "kroner": "NOK", "kroon": "KRONE", "kronen": "KRONE", "krone": "KRONE", "krona": "SEK",
        "couronne": "KRONE", "couronnes": "KRONE", "crowns": "KRONE", "koruna": "CZK", "zloty": "PLN", "zlotys": "PLN",
        "zlotych": "PLN", "złoty": "PLN", "yen": "JPY", "yens": "JPY", "hryvnia": "UAH", "hryvnias": "UAH",
        "hryvna": "UAH", "griwna": "UAH", "hrywnja": "UAH", "lei": "RON", "leu": "RON", "forint": "HUF",
        "forints": "HUF", "won": "KRW", "lira": "TRY", "lire": "TRY", "lari": "GEL", "leva": "BGN", "lewa": "BGN",
        "krónur": "ISK", "us-dollar": "USD", "nz-dollar": "NZD", "shekel": "ILS", "shekels": "ILS", "sjekel": "ILS",
        "dinar": "RSD", "dinars": "RSD",
    }
)  # fmt: skip
"""By lower-case word; `KRONE` is a crown whose country the context tells."""

QUALIFIERS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "dollar": {
            "canad": "CAD", "kanad": "CAD", "austral": "AUD", "néo-zéland": "NZD", "nieuw-zeeland": "NZD",
            "neuseel": "NZD", "new zealand": "NZD", "taiwan": "TWD", "us-": "USD", "amerik": "USD", "améric": "USD",
            "americ": "USD", "singapor": "SGD",
        },
        "crown": {
            "noor": "NOK", "norweg": "NOK", "norvég": "NOK", "norv": "NOK", "zweed": "SEK", "swed": "SEK",
            "suéd": "SEK", "schwed": "SEK", "deen": "DKK", "danish": "DKK", "dani": "DKK", "dano": "DKK", "däni": "DKK",
            "tsjech": "CZK", "czech": "CZK", "tchèq": "CZK", "tschech": "CZK", "ijsland": "ISK", "iceland": "ISK",
            "island": "ISK",
        },
        "frank": {"zwitser": "CHF", "swiss": "CHF", "suiss": "CHF", "schweiz": "CHF"},
        "pound": {"brit": "GBP", "egypt": "EGP", "libane": "LBP"},
        "lei": {"roem": "RON", "rom": "RON", "roum": "RON", "rum": "RON", "mold": "MDL"},
    }
)  # fmt: skip
"""Beginnings of adjectives that stand beside a currency's word and say whose it is."""

SCALES: Mapping[str, int] = MappingProxyType({"M": 10**6, "Md": 10**9, "Mds": 10**9, "Mio": 10**6})
"""Abbreviated scales that stand right before a symbol ("76 M$")."""

PLACES: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "crown": {
            "NOK": ("noor", "noren", "oslo", "norw", "norv"),
            "SEK": ("zwe", "swed", "schwed", "suéd", "suèd", "stockholm"),
            "DKK": ("deen", "deens", "denem", "danish", "denmark", "danem", "danois", "dän", "kopenhag", "copenhag"),
            "CZK": ("tsjech", "czech", "tchèq", "tchéq", "tschech", "praag", "prag"),
            "ISK": ("ijsland", "iceland", "isländ", "islande", "islandais", "reykjav"),
        },
        "dollar": {
            "USD": (
                "united states", "u.s.", "american", "amerik", "washington", "états-unis", "etats-unis", "améric",
                "verenigde staten", "vereinigte", "pentagon", "biden", "trump", "obama",
            ),
            "CAD": ("canad", "kanad", "ottawa"),
            "AUD": ("austral", "canberra"),
            "NZD": ("nieuw-zeeland", "nieuw-zeelan", "zealand", "neusee", "néo-zéland", "wellington"),
            "TWD": ("taiwan", "taipei"),
        },
        "lei": {"MDL": ("mold", "chisinau"), "RON": ("roem", "roman", "roum", "rumän", "boekarest", "bucharest")},
    }
)  # fmt: skip
"""Beginnings of words that name a country, to tell whose crown, dollar or leu a bare word is."""
