"""Words that say how soon or for how long, by language."""

from collections.abc import Mapping
from types import MappingProxyType

from services.contracts.vocabulary import Horizon

HORIZON_WORDS: Mapping[str, Mapping[Horizon, str]] = MappingProxyType(
    {
        "nl": {
            Horizon.IMMEDIATE: r"per direct|per onmiddellijk|met onmiddellijke ingang|onmiddellijk|ogenblikkelijk"
            r"|en wel (?:direct|nu)"
            r"|meteen|onverwijld|zo snel mogelijk nu|nu al|[“‘\"']nu\b|\bnu[”’\"']|nu, en\b|\bis er nu",
            Horizon.MEDIUM: r"(?:voor|op) (?:de )?middellange(?: en lange)? termijn|middellange termijn",
            Horizon.LONG: r"langjarige?|langdurige?|(?:op|voor) (?:de )?lange(?:re)? termijn|(?:en|,) lange termijn"
            r"|meerjaren\w+|meerjarige?"
            r"|langetermijn\w*",
        },
        "en": {
            Horizon.IMMEDIATE: r"immediately|with immediate effect|effective immediately|straight away|right away"
            r"|at once|without delay"
            r"|right now|(?:needs?|need) (?:this|these|it|them)?(?: \w+)? ?now\b|start to move now|preferably now",
            Horizon.MEDIUM: r"medium[- ]term|mid-term",
            Horizon.LONG: r"(?:for|in|over) the long(?:er)?[- ](?:term|run|haul)|long-term|longer-term|enduring"
            r"|multi-?year",
        },
        "fr": {
            Horizon.IMMEDIATE: r"immédiatement|sans délai|tout de suite|dans l[’']immédiat|sur-le-champ"
            r"|dès maintenant|sans attendre"
            r"|avec effet immédiat|aussitôt|de toute urgence",
            Horizon.MEDIUM: r"à moyen terme|de moyen terme|le moyen terme",
            Horizon.LONG: r"à (?:plus )?long terme|de longue durée|sur le long terme|(?:le|de) long terme"
            r"|dans la durée|pluriannuel\w*",
        },
        "de": {
            Horizon.IMMEDIATE: r"sofort|sofortige[rnm]?|umgehend|unverzüglich|ab sofort|auf der stelle|jetzt,",
            Horizon.MEDIUM: r"mittelfristig\w*|mittlere frist|auf mittlere sicht",
            Horizon.LONG: r"langfristig\w*|auf lange sicht|auf jahrzehnte|mehrjährig\w*|dauerhaft\w*|auf dauer",
        },
    }
)
"""Alternatives of a regular expression over whole words, by language and horizon."""
