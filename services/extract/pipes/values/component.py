"""The `pledgewire_values` pipe: money, dates, horizons and quantities of an article.

Reads the text, `doc.sents`, `doc._.published` and `doc._.home`; writes

* `doc.spans["amounts"]` with `span._.amount`: new money, as the event wants it;
* `doc.spans["other_amounts"]`: conversions and running totals, likewise;
* `doc.spans["dates"]` with `span._.date`: when something takes effect or is decided;
* `doc.spans["other_dates"]`: the day on which somebody merely said something, and background, likewise;
* `doc.spans["horizons"]` with `span._.horizons`, `doc.spans["quantities"]` with `span._.quantity`.

Spans are sorted by start and do not overlap within their list.
"""

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span

from services.extract.pipes.values.calendar_values import published_day
from services.extract.pipes.values.clauses import Clauses
from services.extract.pipes.values.dates import find_moments
from services.extract.pipes.values.horizons import find_horizons
from services.extract.pipes.values.money import find_sums
from services.extract.pipes.values.numbers import find_numbers
from services.extract.pipes.values.quantities import find_quantities


def register() -> None:
    """Make the extensions that this pipe writes, and those of its input that the pipeline fills."""
    for name in ("amount", "date", "quantity"):
        Span.set_extension(name, default=None, force=True)
    Span.set_extension("horizons", default=(), force=True)
    if not Doc.has_extension("published"):
        Doc.set_extension("published", default="")


def _spans(doc: Doc, attribute: str, rows: Iterable[tuple[int, int, object]]) -> list[Span]:
    """Token-aligned spans around character offsets, each with its value in `span._`."""
    spans = []
    for start, end, value in rows:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            span._.set(attribute, value)
            spans.append(span)
    return spans


def _sentences(doc: Doc) -> list[tuple[int, int]]:
    if not doc.has_annotation("SENT_START"):
        return [(0, len(doc.text))]
    return [(sentence.start_char, sentence.end_char) for sentence in doc.sents]


def read_values(doc: Doc) -> Doc:
    """Write the values of `doc` into its span groups."""
    text, language = doc.text, doc.lang_
    numerals = list(find_numbers(text, language))
    home = doc._.home if Doc.has_extension("home") else ""
    sums = list(find_sums(text, numerals, language, home))
    clauses = Clauses(text, language, _sentences(doc))
    moments = list(find_moments(text, published_day(doc._.published), language, clauses)) if doc._.published else []
    taken = sorted([(s.start, s.end) for s in sums] + [(m.start, m.end) for m in moments])
    counts = find_quantities(text, numerals, taken, language)
    doc.spans["amounts"] = _spans(doc, "amount", ((s.start, s.end, s.amount) for s in sums if s.new))
    doc.spans["other_amounts"] = _spans(doc, "amount", ((s.start, s.end, s.amount) for s in sums if not s.new))
    doc.spans["dates"] = _spans(doc, "date", ((m.start, m.end, m.date) for m in moments if not m.aside))
    doc.spans["other_dates"] = _spans(doc, "date", ((m.start, m.end, m.date) for m in moments if m.aside))
    doc.spans["horizons"] = _spans(doc, "horizons", find_horizons(text, language))
    doc.spans["quantities"] = _spans(doc, "quantity", ((n.start, n.end, n.value) for n in counts))
    return doc


@Language.factory("pledgewire_values")
def make_values(nlp: Language, name: str) -> "Values":
    """The pipe for the language of `nlp`."""
    return Values()


class Values:
    """Reads money, dates, horizons and quantities."""

    def __call__(self, doc: Doc) -> Doc:
        return read_values(doc)


register()
