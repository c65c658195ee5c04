"""Find words that say how soon or for how long: at once, for the medium term, for the long term."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from services.contracts.vocabulary import Horizon

HORIZON_WORDS: Mapping[str, Mapping[Horizon, str]] = MappingProxyType(
    {
        "nl": {
            Horizon.IMMEDIATE: r"per direct|per onmiddellijk|met onmiddellijke ingang|onmiddellijk|ogenblikkelijk|en wel (?:direct|nu)"
            r"|meteen|onverwijld|zo snel mogelijk nu|nu al|[“‘\"']nu\b|\bnu[”’\"']|nu, en\b|\bis er nu",
            Horizon.MEDIUM: r"(?:voor|op) (?:de )?middellange(?: en lange)? termijn|middellange termijn",
            Horizon.LONG: r"langjarige?|langdurige?|(?:op|voor) (?:de )?lange(?:re)? termijn|(?:en|,) lange termijn|meerjaren\w+|meerjarige?"
            r"|langetermijn\w*",
        },
        "en": {
            Horizon.IMMEDIATE: r"immediately|with immediate effect|effective immediately|straight away|right away|at once|without delay"
            r"|right now|(?:needs?|need) (?:this|these|it|them)?(?: \w+)? ?now\b|start to move now|preferably now",
            Horizon.MEDIUM: r"medium[- ]term|mid-term",
            Horizon.LONG: r"(?:for|in|over) the long(?:er)?[- ](?:term|run|haul)|long-term|longer-term|enduring|multi-?year",
        },
        "fr": {
            Horizon.IMMEDIATE: r"immédiatement|sans délai|tout de suite|dans l[’']immédiat|sur-le-champ|dès maintenant|sans attendre"
            r"|avec effet immédiat|aussitôt|de toute urgence",
            Horizon.MEDIUM: r"à moyen terme|de moyen terme|le moyen terme",
            Horizon.LONG: r"à (?:plus )?long terme|de longue durée|sur le long terme|(?:le|de) long terme|dans la durée|pluriannuel\w*",
        },
        "de": {
            Horizon.IMMEDIATE: r"sofort|sofortige[rnm]?|umgehend|unverzüglich|ab sofort|auf der stelle|jetzt,",
            Horizon.MEDIUM: r"mittelfristig\w*|mittlere frist|auf mittlere sicht",
            Horizon.LONG: r"langfristig\w*|auf lange sicht|auf jahrzehnte|mehrjährig\w*|dauerhaft\w*|auf dauer",
        },
    }
)
"""Alternatives of a regular expression over whole words, by language and horizon."""


@cache
def _pattern(language: str) -> re.Pattern[str]:
    groups = (f"(?P<{horizon.name}>{words})" for horizon, words in HORIZON_WORDS[language].items())
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)", re.IGNORECASE)


def find_horizons(text: str, language: str) -> Iterator[tuple[int, int, tuple[Horizon, ...]]]:
    """Start, end and horizons of each expression in `text`, in order."""
    for match in _pattern(language).finditer(text):
        name = match.lastgroup
        if name is None:
            continue
        horizons = (Horizon[name],)
        if name == Horizon.MEDIUM.name and re.search(r"(?:en|and|et|und) (?:\w+ )?lang", match.group(), re.IGNORECASE):
            horizons = (Horizon.MEDIUM, Horizon.LONG)
        yield match.start(), match.end(), horizons
