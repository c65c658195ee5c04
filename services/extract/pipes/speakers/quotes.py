"""Find quotations, so that a credit holds for all the sentences of one quotation."""

import re
from collections.abc import Iterator
from functools import cache

_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’"}
_OPEN = re.compile(r"[“„«»]|(?<![\w.,!?])[‘\"'](?=[\w«„“¿])")
_LONGEST = 2_000
"""Characters; a mark that is not closed within them is taken for a stray one."""


def find_quotes(text: str) -> Iterator[tuple[int, int]]:
    """Start and end (behind the closing mark) of each quotation in `text`, in order, not overlapping."""
    position = 0
    while (match := _OPEN.search(text, position)) is not None:
        mark = match.group()
        end = _closing(text, match.end(), mark)
        if end is None:
            position = match.end()
            continue
        yield match.start(), end
        position = end


def _closing(text: str, start: int, mark: str) -> int | None:
    """Where the quotation that `mark` opened ends."""
    closers = _PAIRS.get(mark, mark)
    for match in _closers(closers).finditer(text, start, min(len(text), start + _LONGEST)):
        at = match.start()
        if not (mark in "‘'" and at + 1 < len(text) and text[at + 1].isalnum()):
            return at + 1
    return None


@cache
def _closers(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(marks)}]")
