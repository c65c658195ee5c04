"""Where an article's mentions stand among the pieces of their sentences."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.extract.pipes.decisions.reading import Reading
from services.extract.pipes.encoder.pieces import Pieces
from services.extract.pipes.encoder.windows import LONGEST_SENTENCE


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Pieces `first` to `end` (half-open, counted within the sentence) name the entities `ids`."""

    sentence: int
    first: int
    end: int
    ids: tuple[str, ...]


def places(reading: Reading, sentences: Sequence[Pieces]) -> Iterator[Place]:
    """The places of the mentions that the encoder reads, in text order; `sentences` are the pieces of each sentence."""
    for mention in reading.mentions:
        pieces = sentences[mention.sentence]
        offset = reading.sentences[mention.sentence][0]
        first = bisect_right(pieces.ends, mention.start - offset)
        end = min(bisect_left(pieces.starts, mention.end - offset), LONGEST_SENTENCE)
        if first < end:
            yield Place(sentence=mention.sentence, first=first, end=end, ids=mention.ids)
