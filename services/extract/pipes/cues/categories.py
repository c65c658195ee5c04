"""Which categories a sentence speaks of, by its cue words alone."""

import re
from collections.abc import Mapping
from typing import TypeVar

from services.contracts.vocabulary import Category
from services.extract.pipes.cues.lexicon import Lexicon

Key = TypeVar("Key")

COMBINATIONS: tuple[tuple[Category, tuple[str, ...]], ...] = (
    (Category.CAPABILITY, ("buy", "arms")),
    (Category.HUMANITARIAN_AID, ("give", "relief")),
    (Category.FINANCIAL_AID, ("money", "pay")),
    (Category.MILITARY_AID, ("train", "troops")),
    (Category.MILITARY_AID, ("give", "arms")),
    (Category.FORCE_POSTURE, ("post", "troops")),
)
"""What makes an undertaking together: a category and the concepts that must all stand in the sentence."""

RIVALS: Mapping[Category, frozenset[Category]] = {
    Category.CBRN_AID: frozenset({Category.MILITARY_AID, Category.FORCE_POSTURE}),
    Category.CYBER_AID: frozenset({Category.MILITARY_AID, Category.FORCE_POSTURE, Category.CAPABILITY}),
    Category.MEMBERSHIP: frozenset({Category.STRATEGY, Category.PARTNER_SUPPORT, Category.FORCE_POSTURE}),
    Category.DEFENCE_SPENDING: frozenset({Category.MILITARY_AID, Category.FORCE_POSTURE, Category.CAPABILITY}),
    Category.CAPABILITY: frozenset({Category.MILITARY_AID, Category.FORCE_POSTURE}),
    Category.MILITARY_AID: frozenset({Category.FORCE_POSTURE}),
}
"""Categories that a surer one in the same sentence drives out: gas masks are no arms, bought arms no aid."""


def categories(text: str, words: Lexicon) -> dict[Category, str]:
    """Returns the categories that a sentence speaks of, each with the rule that says so."""
    found = {category: f"thing:{_cue(match)}" for category, match in _matches(text, words.things)}
    concepts = {name for name, _ in _matches(text, words.concepts)}
    for category, needed in COMBINATIONS:
        if category not in found and concepts.issuperset(needed):
            found[category] = "concepts:" + "+".join(needed)
    return {c: rule for c, rule in found.items() if not any(c in RIVALS.get(other, ()) for other in found)}


def _matches(text: str, cues: Mapping[Key, re.Pattern[str]]) -> list[tuple[Key, re.Match[str]]]:
    return [(key, match) for key, pattern in cues.items() if (match := pattern.search(text))]


def _cue(match: re.Match[str]) -> str:
    return " ".join(match.group().lower().split())[:40]
