"""What is counted about an entity in a sentence and its article: the role head reads it beside the vectors.

Numbers only, each about 0 to 1, so that the head needs no scaling. `NAMES` is the order of a row.
"""

from collections import defaultdict
from collections.abc import Sequence
from math import log1p

import numpy as np
from numpy.typing import NDArray

from services.extract.pipes.decisions.reading import Mention, Reading

KINDS = (
    "country",
    "demonym",
    "people",
    "capital",
    "seat",
    "organisation",
    "alliance",
    "group",
    "office",
    "person",
    "home",
    "own",
    "place",
    "compound",
    "reference",
)
NAMES = (
    "here",
    "count_here",
    "first_place",
    "last_place",
    "before",
    "after",
    "count_in_article",
    "first_in_article",
    "in_title",
    "share_of_mentions",
    "opens_sentence",
    "closes_sentence",
    "country_code",
    "distance",
    "candidates",
    "others_here",
    "unnamed",
    "joint_here",
    *(f"kind_{kind}" for kind in KINDS),
)

Floats = NDArray[np.float32]


class Counts:
    """Counts over one article, from which the features of any of its sentences are read."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.here: dict[tuple[int, str], list[Mention]] = defaultdict(list)
        self.named: dict[str, list[int]] = defaultdict(list)
        self.others: dict[int, set[str]] = defaultdict(set)
        self.places: dict[int, list[int]] = defaultdict(list)
        for mention in reading.mentions:
            for entity in mention.ids:
                self.here[mention.sentence, entity].append(mention)
                self.named[entity].append(mention.sentence)
                self.others[mention.sentence].add(entity)
            self.places[mention.sentence].append(mention.start)
        self.total = max(1, sum(len(v) for v in self.named.values()))
        title = reading.title.casefold()
        self.in_title = {
            entity
            for mention in reading.mentions
            if reading.text[mention.start : mention.end].casefold() in title
            for entity in mention.ids
        }

    def row(self, sentence: int, entity: str) -> list[float]:
        """The features of one entity in one sentence, in the order of `NAMES`."""
        mentions = self.here.get((sentence, entity), [])
        start, end = self.reading.sentences[sentence]
        length = max(1, end - start)
        places = [(m.start - start) / length for m in mentions]
        named = self.named.get(entity, [])
        others = self.others.get(sentence, set())
        distance = min((abs(sentence - s) for s in named), default=10)
        kinds = {m.kind for m in mentions}
        return [
            float(bool(mentions)),
            log1p(len(mentions)),
            min(places, default=0.0),
            max(places, default=0.0),
            float((sentence - 1, entity) in self.here),
            float((sentence + 1, entity) in self.here),
            log1p(len(named)) / 3,
            min(named, default=0) / max(1, len(self.reading.sentences)),
            float(entity in self.in_title),
            len(named) / self.total,
            float(any(m.start == min(self.places[sentence]) for m in mentions)),
            float(any(m.start == max(self.places[sentence]) for m in mentions)),
            float(len(entity) == 2 and entity not in ("EU", "UN", "G7")),
            min(distance, 10) / 10,
            log1p(len(self.reading.candidates)) / 3,
            log1p(len(others - {entity})) / 2,
            float(not named),
            float(any(len(m.ids) > 1 for m in mentions)),
            *(float(kind in kinds) for kind in KINDS),
        ]

    def rows(self, sentence: int, entities: Sequence[str]) -> Floats:
        return np.asarray([self.row(sentence, entity) for entity in entities], dtype=np.float32).reshape(-1, len(NAMES))
