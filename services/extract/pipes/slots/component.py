"""Fills items, amounts, dates, horizons and speaker of each undertaking from the spans in its evidence sentences."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from spacy.language import Language
from spacy.tokens import Doc, Span

from services.contracts.commitment import Amount, EventDate, Item, Speaker
from services.contracts.vocabulary import Category, Horizon
from services.extract.pipes.items.component import items_for
from services.extract.undertaking import Undertaking

Value = TypeVar("Value")

WITHOUT_ITEMS = frozenset({Category.MEMBERSHIP, Category.DEFENCE_SPENDING})
WITHOUT_AMOUNTS = frozenset({Category.MEMBERSHIP, Category.FORCE_POSTURE, Category.STRATEGY})
"""Categories whose labelled events seldom have items (a quarter at most) or amounts (a hundredth)."""


@Language.factory("pledgewire_slots")
def make_slots(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Builds the filling of slots, the same for all languages."""
    return fill


def fill(doc: Doc) -> Doc:
    """Completes `doc._.undertakings`."""
    sentences = list(doc.sents)
    doc._.undertakings = [_filled(doc, u, [sentences[i] for i in u.sentences]) for u in doc._.undertakings]
    return doc


def _filled(doc: Doc, undertaking: Undertaking, proof: list[Span]) -> Undertaking:
    return replace(
        undertaking,
        items=_items(doc, undertaking.category, proof),
        amounts=() if undertaking.category in WITHOUT_AMOUNTS else _amounts(doc, proof),
        dates=_dates(doc, proof),
        horizons=_horizons(doc, proof),
        speaker=_speaker(doc, proof),
    )


def _items(doc: Doc, category: Category, proof: list[Span]) -> tuple[Item, ...]:
    if category in WITHOUT_ITEMS:
        return ()
    return items_for(category, _within(doc, "items", proof))


def _amounts(doc: Doc, proof: list[Span]) -> tuple[Amount, ...]:
    amounts = [span._.amount for span in _within(doc, "amounts", proof)]
    return _distinct(amounts, lambda amount: (amount.value, amount.currency))


def _dates(doc: Doc, proof: list[Span]) -> tuple[EventDate, ...]:
    dates = [span._.date for span in _within(doc, "dates", proof)]
    return _distinct(dates, lambda date: date.value)


def _horizons(doc: Doc, proof: list[Span]) -> tuple[Horizon, ...]:
    named = {horizon for span in _within(doc, "horizons", proof) for horizon in span._.horizons}
    return tuple(horizon for horizon in Horizon if horizon in named)


def _speaker(doc: Doc, proof: list[Span]) -> Speaker | None:
    speakers: Iterator[Any] = (span._.speaker for span in _within(doc, "credits", proof))
    found = next(speakers, None)
    return found if isinstance(found, Speaker) else None


def _within(doc: Doc, group: str, proof: list[Span]) -> Iterator[Span]:
    spans = sorted(doc.spans.get(group, []), key=lambda span: (span.start, span.end))
    for sentence in proof:
        yield from (span for span in spans if sentence.start <= span.start and span.end <= sentence.end)


def _distinct(values: Iterable[Value], key: Callable[[Value], Hashable]) -> tuple[Value, ...]:
    kept: dict[Hashable, Value] = {}
    for value in values:
        kept.setdefault(key(value), value)
    return tuple(kept.values())
