"""Find words that say how soon or for how long: at once, for the medium term, for the long term."""

import re
from collections.abc import Iterator
from functools import cache

from services.contracts.vocabulary import Horizon
from services.extract.pipes.values.lexicon_horizons import HORIZON_WORDS


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
        horizons: tuple[Horizon, ...] = (Horizon[name],)
        if name == Horizon.MEDIUM.name and re.search(r"(?:en|and|et|und) (?:\w+ )?lang", match.group(), re.IGNORECASE):
            horizons = (Horizon.MEDIUM, Horizon.LONG)
        yield match.start(), match.end(), horizons
