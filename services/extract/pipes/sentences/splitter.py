"""Text in, sentences out: half-open character spans with a kind, in order, trimmed; between them is only white-space.

Pure: knows no spaCy. The component lays the same sentences on tokens.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from services.extract.pipes.sentences.boundaries import Boundaries
from services.extract.pipes.sentences.kinds import Kind, dateline_end, kind_of, mark_end, run_in_head_end
from services.extract.pipes.sentences.lexicon import LEXICONS, SentenceLexicon
from services.extract.pipes.sentences.lines import Span, passages


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """One sentence: `text[start:end]`, without white-space at its ends."""

    start: int
    end: int
    kind: Kind


def split(text: str, language: str) -> tuple[Sentence, ...]:
    """All sentences of a text in one of the four languages.

    Raises:
        KeyError: the language has no lexicon.
    """
    boundaries = Boundaries(text, LEXICONS[language], language=language)
    spans = tuple(passages(text))
    alone = len(spans) == 1
    return tuple(sentence for passage in spans for sentence in _sentences(text, passage, boundaries, alone))


def _sentences(text: str, passage: Span, boundaries: Boundaries, alone: bool) -> Iterator[Sentence]:
    start, end = passage
    head, kind = _head_end(text, start, end, boundaries.lexicon)
    if head is not None:
        yield Sentence(start=start, end=_trimmed_end(text, start, head), kind=kind)
        start = head
    for cut in (*boundaries.inside(start, end), end):
        span = start, _trimmed_end(text, start, cut)
        yield Sentence(start=span[0], end=span[1], kind=kind_of(text, span, passage, alone=alone))
        start = cut


def _head_end(text: str, start: int, end: int, lexicon: SentenceLexicon) -> tuple[int | None, Kind]:
    """What stands before the first sentence of a passage and is none: its end and its kind."""
    if (head := dateline_end(text, start, end)) is not None:
        return head, Kind.DATELINE
    if (head := mark_end(text, start, end, lexicon.counted_nouns)) is not None:
        return head, Kind.FURNITURE
    return run_in_head_end(text, start, end, lexicon.starters), Kind.SUBHEAD


def _trimmed_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
