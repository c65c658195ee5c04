"""Fills items, amounts, dates, horizons and speaker of each undertaking from the spans in its evidence sentences."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from spacy.language import Language
from spacy.tokens import Doc, Span

from services.contracts.commitment import Amount, EventDate
from services.contracts.vocabulary import Category, Horizon
from services.extract.pipes.items.component import items_for
from services.extract.pipes.spans import by_sentence
from services.extract.undertaking import Undertaking

Value = TypeVar("Value")

GROUPS = ("amounts", "dates", "horizons", "items", "credits")

WITHOUT_ITEMS = frozenset({Category.MEMBERSHIP, Category.DEFENCE_SPENDING})
WITHOUT_AMOUNTS = frozenset({Category.MEMBERSHIP, Category.FORCE_POSTURE, Category.STRATEGY})
"""Categories whose labelled events seldom have items (a quarter at most) or amounts (a hundredth)."""


@Language.factory("pledgewire_slots")
def make_slots(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Builds the filling of slots, the same for all languages."""
    return fill


def fill(doc: Doc) -> Doc:
    """Completes `doc._.undertakings`."""
    spans = {name: by_sentence(doc, name) for name in GROUPS}
    doc._.undertakings = [_filled(undertaking, spans) for undertaking in doc._.undertakings]
    return doc


def _filled(undertaking: Undertaking, spans: Mapping[str, Sequence[Sequence[Span]]]) -> Undertaking:
    amounts, dates, horizons, items, credits_ = (
        [span for i in undertaking.sentences for span in spans[name][i]] for name in GROUPS
    )
    return replace(
        undertaking,
        items=() if undertaking.category in WITHOUT_ITEMS else items_for(undertaking.category, items),
        amounts=() if undertaking.category in WITHOUT_AMOUNTS else _amounts(amounts),
        dates=_dates(dates),
        horizons=_horizons(horizons),
        speaker=next((span._.speaker for span in credits_), None),
    )


def _amounts(spans: Iterable[Span]) -> tuple[Amount, ...]:
    return _distinct((span._.amount for span in spans), lambda amount: (amount.value, amount.currency))


def _dates(spans: Iterable[Span]) -> tuple[EventDate, ...]:
    return _distinct((span._.date for span in spans), lambda date: date.value)


def _horizons(spans: Iterable[Span]) -> tuple[Horizon, ...]:
    named = {horizon for span in spans for horizon in span._.horizons}
    return tuple(horizon for horizon in Horizon if horizon in named)


def _distinct(values: Iterable[Value], key: Callable[[Value], Hashable]) -> tuple[Value, ...]:
    kept: dict[Hashable, Value] = {}
    for value in values:
        kept.setdefault(key(value), value)
    return tuple(kept.values())
