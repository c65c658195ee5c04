"""The spaCy component `pledgewire_decisions`: reads `doc._.encoded`, writes `doc._.findings`.

Findings that stand there already, by the cue words, are one vote among others.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from services.extract.pipes.decisions.features import Counts
from services.extract.pipes.decisions.heads import Heads
from services.extract.pipes.decisions.judging import Cue, Scores, Settings, Stated, asked, cues, findings
from services.extract.pipes.decisions.places import places
from services.extract.pipes.decisions.words import Vote
from services.extract.pipes.encoder.component import MODEL, MOST_PIECES, Encoded
from services.extract.pipes.encoder.windows import Window

Floats = NDArray[np.float32]
Span = tuple[int, int, int]
"""Where an entity stands: (sentence, first piece, end piece), pieces counted within the window."""

CUT = f"read:first-{MOST_PIECES}-pieces"
"""Stands in an event's explanation where the article was too long to be read to its end."""

Doc.set_extension("findings", default=[], force=True)


class Decisions:
    """The heads, the vote of words and the settings by which they become findings."""

    def __init__(self, heads: Heads, vote: Vote, settings: Settings) -> None:
        self.heads = heads
        self.vote = vote
        self.settings = settings

    @classmethod
    def load(cls, model: Path) -> "Decisions":
        return cls(
            Heads.load(model / "heads.npz"), Vote.load(model / "words.npz"), Settings.load(model / "settings.json")
        )

    def score(self, encoded: Encoded, cued: Mapping[tuple[int, int], Cue]) -> Scores:
        """The logits of an article: all categories, and stages and roles where a category is likely enough."""
        reading = encoded.reading
        last = max((placed.sentence for window in encoded.windows for placed in window.placed), default=-1)
        votes = [self.vote.of(reading, sentence) for sentence in range(last + 1)]
        article = _Article(self, encoded, votes, cued)
        for window, vectors in zip(encoded.windows, encoded.vectors, strict=True):
            article.add(window, vectors)
        return Scores(
            categories=article.categories,
            category_votes=[category.tolist() for category, _ in votes],
            stage_votes=[stage.tolist() for _, stage in votes],
            stated=article.stated,
            cues=cued,
        )


class _Article:
    """Collects the scores of one article, window by window."""

    def __init__(
        self,
        decisions: Decisions,
        encoded: Encoded,
        votes: Sequence[tuple[Floats, Floats]],
        cued: Mapping[tuple[int, int], Cue],
    ) -> None:
        self.heads = decisions.heads
        self.settings = decisions.settings
        self.reading = encoded.reading
        self.votes = votes
        self.cued = cued
        self.places = list(places(encoded.reading, encoded.sentences))
        self.counts = Counts(encoded.reading)
        self.categories: list[list[float]] = [[-9.0] * len(category) for category, _ in votes]
        self.stated: dict[tuple[int, int], Stated] = {}

    def add(self, window: Window, vectors: Floats) -> None:
        """Decide on the sentences that are scored in a window."""
        starts = {placed.sentence: placed.start for placed in window.placed}
        spans: dict[str, list[Span]] = {}
        for place in self.places:
            if place.sentence in starts:
                at = starts[place.sentence]
                for entity in place.ids:
                    spans.setdefault(entity, []).append((place.sentence, at + place.first, at + place.end))
        everywhere = self._means(vectors, spans)
        for placed in window.placed:
            if placed.scored and placed.start < placed.end:
                seen = self.heads.seen(vectors[placed.start : placed.end])
                self.categories[placed.sentence] = self.heads.categories(seen).tolist()
                if asked_for := self._asked(placed.sentence):
                    here = {e: [s for s in found if s[0] == placed.sentence] for e, found in spans.items()}
                    self._state(placed.sentence, asked_for, seen, self._means(vectors, here), everywhere)

    def _asked(self, sentence: int) -> list[int]:
        cued = frozenset(category for s, category in self.cued if s == sentence)
        return asked(self.categories[sentence], self.votes[sentence][0].tolist(), cued, self.settings)

    def _state(self, sentence: int, categories: Sequence[int], seen: Floats, here: Floats, everywhere: Floats) -> None:
        ids = self.reading.candidates
        entities = self.heads.entities_seen(here, everywhere, self.counts.rows(sentence, ids), ids)
        for category in categories:
            stages = self.heads.stages(seen[category], category).tolist()
            logits = self.heads.roles(seen[category], category, entities).tolist()
            roles = {entity: (pair[0], pair[1]) for entity, pair in zip(ids, logits, strict=True)}
            self.stated[sentence, category] = Stated(stages=stages, roles=roles)

    def _means(self, vectors: Floats, spans: Mapping[str, Sequence[Span]]) -> Floats:
        """The mean vector of all pieces of each candidate's spans, [candidates, width]; zeros for one without any."""
        means = [_mean(vectors, spans.get(entity, ())) for entity in self.reading.candidates]
        return np.asarray(means, dtype=np.float32).reshape(-1, vectors.shape[1])


def _mean(vectors: Floats, spans: Sequence[Span]) -> Floats:
    """The mean vector of all pieces of the spans; zeros without any."""
    if not spans:
        return np.zeros(vectors.shape[1], dtype=np.float32)
    return np.asarray(np.concatenate([vectors[first:end] for _, first, end in spans]).mean(0), dtype=np.float32)


@cache
def decisions(model: Path) -> Decisions:
    """The decisions of a folder, loaded once a process."""
    return Decisions.load(model)


@Language.factory("pledgewire_decisions", default_config={"model": ""})
def make_decisions(nlp: Language, name: str, model: str) -> Callable[[Doc], Doc]:
    """Builds the component over the model in a folder; the shipped one by default."""
    held = decisions(Path(model) if model else MODEL)

    def decide(doc: Doc) -> Doc:
        found = findings(held.score(doc._.encoded, cues(doc._.findings)), held.settings)
        if doc._.encoded.cut:
            found = [replace(one, rules=(*one.rules, CUT)) for one in found]
        doc._.findings = found
        return doc

    return decide
