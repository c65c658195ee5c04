"""What the pipes hand to each other: findings (a sentence states an undertaking) and undertakings (findings grouped).

This seam is what lets a learned decision replace a lexical one: whatever decides writes `Finding`s, whatever groups
reads them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.contracts.commitment import Amount, EventDate, Item, Speaker
from services.contracts.vocabulary import Category, Horizon, Stage

WITHOUT_RECIPIENT = frozenset({Category.CAPABILITY, Category.DEFENCE_SPENDING, Category.STRATEGY})
"""Categories that benefit nobody in particular: 568 of 569 labelled events of theirs name no recipient."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One sentence states one undertaking of one category.

    `sentence` is the index into `doc.sents`. Probabilities are in 0..1: of each stage, and of each candidate entity
    (by id) as actor and as recipient; a lexical decision gives 1.0. `rules` names what fired.
    """

    sentence: int
    category: Category
    probability: float
    stages: Mapping[Stage, float]
    actors: Mapping[str, float]
    recipients: Mapping[str, float]
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Undertaking:
    """One distinct undertaking of an article; `sentences` are indices into `doc.sents` in text order, never empty."""

    category: Category
    stage: Stage
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    sentences: tuple[int, ...]
    confidence: float
    items: tuple[Item, ...] = ()
    amounts: tuple[Amount, ...] = ()
    dates: tuple[EventDate, ...] = ()
    horizons: tuple[Horizon, ...] = ()
    speaker: Speaker | None = None
    rules: tuple[str, ...] = field(default=())
