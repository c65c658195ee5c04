"""Words behind a number that measures, or counts what nobody commits, by language."""

from collections.abc import Mapping
from types import MappingProxyType

UNITS: Mapping[str, str] = MappingProxyType(
    {
        "nl": r"procent|proc\.|%|uur|jaar|jarige?|dagen|weken|maanden|kwartier|minuten|seconden|graden|landen"
        r"|lidstaten|stemmen|keer"
        r"|leden|zetels|bladzijden|pagina|kilometer|meter|mm|millimeter|procentpunt|punten|bondgenoten|partijen",
        "en": r"per ?cent|percent|%|pct|hours?|years?|year-old|days?|weeks?|months?|minutes?|countries|members"
        r"|allies|votes?|times|pages?"
        r"|kilomet\w+|km|miles?|feet|mm|degrees|seats|nations|states|percentage|points|a\.?m\.?|p\.?m\.?",
        "fr": r"pour ?cent|%|heures?|h\d*|ans?|années?|jours?|semaines?|mois|minutes?|pays|membres|voix|fois|pages?"
        r"|kilomètres?|km|mètres?"
        r"|mm|degrés|sièges|alliés|points?|états",
        "de": r"prozent\w*|%|uhr|jahre\w*|jährige\w*|tage\w*|wochen|monate\w*|stunden|minuten|länder\w*|staaten"
        r"|stimmen|mal|seiten|kilometer"
        r"|km|meter\w*|mm|millimeter|grad|mitglieder\w*|verbündete\w*|punkte",
    }
)
"""Alternatives of a regular expression over whole words."""
