"""The `pledgewire_items` pipe: the things that an article names, as candidates for the items of its undertakings.

Reads `doc.spans["quantities"]`; writes `doc.spans["items"]` with `span._.item` (text without article and numeral,
its number, its offsets) and `span._.item_categories`, the categories that such a thing fits. Spans are sorted by
start and do not overlap.
"""

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span

from services.contracts.commitment import Item
from services.contracts.vocabulary import Category
from services.extract.pipes.items.goods import FITS, FITS_COUNTED
from services.extract.pipes.items.phrases import Thing, find_things


def register() -> None:
    """Make the extensions that this pipe writes."""
    Span.set_extension("item", default=None, force=True)
    Span.set_extension("item_categories", default=frozenset(), force=True)
    if not Span.has_extension("quantity"):
        Span.set_extension("quantity", default=None)


def categories_of(thing: Thing) -> frozenset[Category]:
    """The categories of undertaking that a thing fits."""
    if thing.standing:
        return frozenset()
    fits = {category for kind in thing.kinds for category in FITS[kind]}
    if thing.quantity is not None:
        fits.update(category for kind in thing.kinds for category in FITS_COUNTED.get(kind, ()))
    return frozenset(fits)


def find_items(doc: Doc) -> Doc:
    """Write `doc.spans["items"]`."""
    counts = [(s.start_char, s.end_char, s._.quantity) for s in doc.spans.get("quantities", ())]
    article = doc.text  # spaCy joins it anew from the tokens at each call
    spans = []
    for thing in find_things(article, counts, doc.lang_):
        span = doc.char_span(thing.start, thing.end, alignment_mode="expand")
        if span is None:
            continue
        text = article[thing.start : thing.end]
        span._.item = Item(text=text, quantity=thing.quantity, start=thing.start, end=thing.end)
        span._.item_categories = categories_of(thing)
        spans.append(span)
    doc.spans["items"] = spans
    return doc


def items_for(category: Category, spans: Iterable[Span]) -> tuple[Item, ...]:
    """The items among `spans` that fit a category, each thing once, in order."""
    kept: dict[tuple[str, object], Item] = {}
    for span in spans:
        if category in span._.item_categories:
            kept.setdefault((span._.item.text.casefold(), span._.item.quantity), span._.item)
    return tuple(kept.values())


class Items:
    """Finds the things that can be committed."""

    def __call__(self, doc: Doc) -> Doc:
        return find_items(doc)


@Language.factory("pledgewire_items")
def make_items(nlp: Language, name: str) -> Items:
    """The pipe for the language of `nlp`."""
    return Items()


register()
