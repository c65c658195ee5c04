"""Words around money, by language: bounds, conversions, running totals, and what may follow a bare million."""

from collections.abc import Mapping
from types import MappingProxyType

from services.contracts.vocabulary import Bound
from services.extract.pipes.values.word_lists import words

BOUNDS: Mapping[str, Mapping[Bound, tuple[str, ...]]] = MappingProxyType(
    {
        "nl": {
            Bound.UP_TO: ("tot", "maximaal", "hoogstens", "ten hoogste", "hooguit", "tot wel"),
            Bound.AT_LEAST: (
                "minstens", "ten minste", "tenminste", "minimaal", "meer dan", "ruim", "dik", "goed", "zeker",
            ),
            Bound.ABOUT: (
                "ongeveer", "circa", "zo'n", "zo’n", "zowat", "rond", "rond de", "bijna", "haast", "om en bij", "krap",
                "naar schatting", "rond het",
            ),
        },
        "en": {
            Bound.UP_TO: ("up to", "as much as", "at most", "a maximum of", "no more than"),
            Bound.AT_LEAST: ("at least", "more than", "over", "a minimum of", "upwards of", "in excess of"),
            Bound.ABOUT: (
                "about", "around", "some", "roughly", "nearly", "almost", "approximately", "an estimated", "close to",
                "circa",
            ),
        },
        "fr": {
            Bound.UP_TO: ("jusqu'à", "jusqu’à", "au maximum", "au plus", "maximum"),
            Bound.AT_LEAST: ("au moins", "plus de", "plus d'", "plus d’", "minimum", "au minimum"),
            Bound.ABOUT: (
                "environ", "près de", "près d'", "près d’", "quelque", "autour de", "à peu près", "presque",
                "un peu plus de",
            ),
        },
        "de": {
            Bound.UP_TO: ("bis zu", "maximal", "höchstens"),
            Bound.AT_LEAST: ("mindestens", "mehr als", "über", "wenigstens", "gut"),
            Bound.ABOUT: ("rund", "etwa", "ungefähr", "knapp", "fast", "circa", "ca.", "zirka", "an die", "nahezu"),
        },
    }
)  # fmt: skip
"""What stands right before the figure and says how it is to be read."""

TO: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "nl": ("tot", "à", "of"),
        "en": ("to", "or"),
        "fr": ("à", "ou"),
        "de": ("bis", "oder"),
    }
)
"""Words between the two figures of a range."""

CONVERSIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "nl": ("omgerekend", "oftewel", "ofwel", "wat neerkomt op", "goed voor", "ongeveer", "zo'n", "zo’n", "ruim",
               "bijna", "circa", "is", "rond"),
        "en": ("or", "about", "equivalent to", "worth", "roughly", "some", "around", "nearly", "approximately"),
        "fr": ("soit", "environ", "équivalant à", "près de", "quelque", "plus de"),
        "de": ("umgerechnet", "rund", "etwa", "knapp", "gut", "das sind", "ungefähr", "fast"),
    }
)  # fmt: skip
"""What introduces the same sum in another currency, right behind the first."""

RUNNING_TOTALS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "nl": ("tot nu toe", "tot dusver", "sinds het begin", "komt daarmee", "komt het totaal", "brengt het totaal",
               "in totaal al", "eerder al", "eerder dit jaar", "boven op de", "bovenop de", "sinds februari 2022",
               "sinds de invasie", "sinds de inval", "al voor", "eerste schijf van", "eerder toegezegd"),
        "en": ("so far", "to date", "since the start", "since the beginning", "brings the total", "bringing the total",
               "brings to", "bringing to", "previously announced", "on top of the", "in addition to the",
               "earlier this year",
               "since the invasion", "since russia", "a total of more than", "to more than"),
        "fr": ("jusqu'ici", "jusqu’ici", "à ce jour", "depuis le début", "porte le total", "portant le total",
               "porte à",
               "s'ajoutent aux", "s’ajoutent aux", "déjà versé", "déjà accordé", "depuis l'invasion",
               "depuis février 2022"),
        "de": ("bislang", "bisher", "seit beginn", "seit kriegsbeginn", "summieren sich", "insgesamt bereits",
               "steigt damit",
               "zusätzlich zu den", "erhöht sich", "seit dem überfall", "bereits zuvor"),
    }
)  # fmt: skip
"""What marks a sum as a total that includes earlier money; looked for in the clause of the sum."""

FOLLOWERS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "nl": words(
            "van voor aan per op in is wordt worden werd uit naar extra bij te om die dat daarvan ervoor en of meer"
            " komt gaat is zijn was structureel hiervan daarbij erbij beschikbaar vrij nodig opzij mee"
        ),
        "en": words(
            "for to in of a from is was will would towards on over each will by and or more extra per at that had has"
        ),
        "fr": words("pour par à au en sur de du dont sera seront est a et ou par sont supplémentaires"),
        "de": words("für pro aus in an im auf zur zum mehr soll sollen werden wird hat und oder davon von jährlich"),
    }
)
"""Words that may follow a bare "250 miljoen" that is money; any other word is what is counted."""
