"""Names of people whom no list knows, told by the words beside them: an office, an honorific, a word of speech."""

import re
from collections import Counter
from collections.abc import Sequence, Set

from services.extract.pipes.speakers.speech import words as word_list
from services.extract.pipes.speakers.tokens import Word

_PARTICLES = word_list("van de der den von zu di da la le el al bin del du ter ten")
_LONGEST_NAME = 5
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]{1,40}"
_PAIR = re.compile(rf"(?<![.!?“„«\"] )\b({_CAPITAL}) (?=({_CAPITAL})\b)")


def name_end(words: Sequence[Word], index: int, taken: Set[int]) -> int:
    """Where the run of capitalised words that begins at `index` ends; `index` itself if there is none."""
    end = at = index
    while at < len(words) and at - index < _LONGEST_NAME and at not in taken:
        text = words[at].text
        if (
            words[at].is_capital
            and (len(text) > 1 or text == "Ó")
            and (text == "Ó" or not text.isupper())
            and not any(c.isdigit() for c in text)
        ):
            end = at + 1
        elif text.lower() not in _PARTICLES:
            break
        at += 1
    return end


def full_names(text: str) -> dict[str, str]:
    """The fullest form of each surname that stands behind a first name in the article ("Voss": "Marta Voss")."""
    counts = Counter((match[2], f"{match[1]} {match[2]}") for match in _PAIR.finditer(text))
    return {surname: name for (surname, name), _ in sorted(counts.items(), key=lambda entry: entry[1])}
