"""From samples to batches: windows drawn anew each epoch, and the indices by which the heads find their pieces."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from services.extract.pipes.decisions.features import NAMES, Counts
from services.extract.pipes.decisions.places import Place, places
from services.extract.pipes.encoder.embeddings import Floats
from services.extract.pipes.encoder.pieces import Cutter, Pieces
from services.extract.pipes.encoder.windows import WINDOW, Window, windows
from training.corpus import CATEGORIES, STAGES, Sample, Target, targets
from training.states import States

PIECES_A_BATCH = 1600
"""About 48 sentences of news: what the trial found to train well."""


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A sample with everything that does not change from epoch to epoch."""

    sample: Sample
    title: tuple[int, ...]
    sentences: tuple[Pieces, ...]
    places: tuple[Place, ...]
    targets: tuple[Target, ...]
    counts: Counts


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Tensors of some windows; flat pieces are those of `states.flatten(0, 1)`. Lists name where rows are from."""

    states: Tensor
    """[B, L, width] after `layers` layers of the encoder; after none: embeddings with their places, normed."""
    layers: int
    mask: Tensor
    sentence_pieces: Tensor
    sentence_mask: Tensor
    target_sentence: Tensor
    target_category: Tensor
    pair_target: Tensor
    mention_pieces: Tensor
    mention_pair: Tensor
    window_pieces: Tensor
    window_pair: Tensor
    counts: Tensor
    identity: Tensor
    gold_category: Tensor
    gold_stage: Tensor
    gold_role: Tensor
    weight: Tensor
    sentences: list[tuple[int, int]]
    """(index of the prepared sample, sentence) of each row."""
    pairs: list[tuple[int, str]]
    """(row of the target, entity) of each pair."""


def prepare(samples: Sequence[Sample], cutter: Cutter) -> list[Prepared]:
    """Cut the samples into pieces and find their targets."""
    out = []
    for sample in samples:
        reading = sample.reading
        title, *sentences = cutter.cut([reading.heading, *reading.quotes])
        out.append(
            Prepared(
                sample=sample,
                title=title.ids,
                sentences=tuple(sentences),
                places=tuple(places(reading, sentences)),
                targets=tuple(targets(reading, sample.events)),
                counts=Counts(reading),
            )
        )
    return out


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """A window and the prepared sample that it is of."""

    owner: int
    window: Window


def fixed(prepared: Sequence[Prepared], limit: int = WINDOW) -> list[Cut]:
    """The windows that the service would make."""
    return [
        Cut(owner=i, window=window)
        for i, p in enumerate(prepared)
        for window in windows(p.title, [s.ids for s in p.sentences], limit=limit)
    ]


def drawn(
    prepared: Sequence[Prepared], chosen: Sequence[int], layouts: Sequence[int], draw: random.Random
) -> list[Cut]:
    """Windows of the chosen articles, each article laid out in windows of a drawn length."""
    out = []
    for i in chosen:
        ids = [s.ids for s in prepared[i].sentences]
        laid = windows(prepared[i].title, ids, limit=draw.choice(layouts))
        out += [Cut(owner=i, window=window) for window in laid]
    return out


def grouped(cuts: Sequence[Cut], draw: random.Random | None, size: int = PIECES_A_BATCH) -> list[list[Cut]]:
    """Windows of like length together, at most `size` padded pieces a group; in drawn order if `draw` is given."""
    order = list(cuts)
    if draw is not None:
        draw.shuffle(order)
    order.sort(key=lambda cut: len(cut.window.ids) // 16)
    groups: list[list[Cut]] = [[]]
    for cut in order:
        longest = max(len(c.window.ids) for c in [*groups[-1], cut])
        if groups[-1] and longest * (len(groups[-1]) + 1) > size:
            groups.append([])
        groups[-1].append(cut)
    if draw is not None:
        draw.shuffle(groups)
    return [g for g in groups if g]


class Batcher:
    """Makes batches; holds the states that the encoder starts from and the rows of known entities (from 1 on)."""

    def __init__(self, prepared: Sequence[Prepared], states: States, entities: Mapping[str, int]) -> None:
        self.prepared = prepared
        self.states = states
        self.entities = entities

    def batch(self, cuts: Sequence[Cut], *, asked: Mapping[tuple[int, int], Sequence[int]] | None = None) -> Batch:
        """A batch over windows. Targets are the labelled ones, or, if given, the categories `asked` of sentences."""
        states = self.states.of([cut.window for cut in cuts])
        rows = _Rows(self, states.shape[1])
        mask = torch.zeros(states.shape[:2])
        for row, cut in enumerate(cuts):
            mask[row, : len(cut.window.ids)] = 1
            rows.add(row, cut, asked)
        return rows.batch(states, mask)


class _Rows:
    """Collects the rows of one batch."""

    def __init__(self, batcher: Batcher, longest: int) -> None:
        self.of = batcher
        self.longest = longest
        self.sentences: list[tuple[int, int]] = []
        self.spans: list[tuple[int, int]] = []
        self.targets: list[tuple[int, int, Target | None]] = []
        self.pairs: list[tuple[int, str]] = []
        self.mention: list[tuple[int, int]] = []
        self.window: list[tuple[int, int]] = []
        self.counts: list[Floats] = []
        self.weights: list[float] = []

    def add(self, row: int, cut: Cut, asked: Mapping[tuple[int, int], Sequence[int]] | None) -> None:
        p = self.of.prepared[cut.owner]
        base = row * self.longest
        spans = {placed.sentence: (base + placed.start, base + placed.end) for placed in cut.window.placed}
        named = self._named(p, spans)
        for placed in cut.window.placed:
            if not placed.scored or placed.start == placed.end:
                continue
            self.sentences.append((cut.owner, placed.sentence))
            self.spans.append(spans[placed.sentence])
            self.weights.append(1.0)
            for category, target in self._wanted(p, cut.owner, placed.sentence, asked):
                self._target(p, placed.sentence, category, target, named)

    def _named(self, p: Prepared, spans: Mapping[int, tuple[int, int]]) -> dict[str, list[tuple[int, int, int]]]:
        out: dict[str, list[tuple[int, int, int]]] = {}
        for place in p.places:
            if place.sentence in spans:
                at = spans[place.sentence][0]
                for entity in place.ids:
                    out.setdefault(entity, []).append((place.sentence, at + place.first, at + place.end))
        return out

    def _wanted(
        self, p: Prepared, owner: int, sentence: int, asked: Mapping[tuple[int, int], Sequence[int]] | None
    ) -> list[tuple[int, Target | None]]:
        if asked is None:
            return [(t.category, t) for t in p.targets if t.sentence == sentence]
        return [(category, None) for category in asked.get((owner, sentence), ())]

    def _target(
        self,
        p: Prepared,
        sentence: int,
        category: int,
        target: Target | None,
        named: Mapping[str, list[tuple[int, int, int]]],
    ) -> None:
        self.targets.append((len(self.sentences) - 1, category, target))
        candidates = p.sample.reading.candidates
        for entity in candidates:
            pair = len(self.pairs)
            self.pairs.append((len(self.targets) - 1, entity))
            for where, first, end in named.get(entity, ()):
                self.window += [(piece, pair) for piece in range(first, end)]
                if where == sentence:
                    self.mention += [(piece, pair) for piece in range(first, end)]
        self.counts.append(p.counts.rows(sentence, candidates))

    def batch(self, states: Tensor, mask: Tensor) -> Batch:
        widest = max((b - a for a, b in self.spans), default=1)
        pieces = np.zeros((len(self.spans), widest), dtype=np.int64)
        present = np.zeros((len(self.spans), widest), dtype=np.float32)
        for i, (a, b) in enumerate(self.spans):
            pieces[i, : b - a] = np.arange(a, b)
            present[i, : b - a] = 1
        return Batch(
            states=states,
            layers=self.of.states.layers,
            mask=mask,
            sentence_pieces=torch.from_numpy(pieces),
            sentence_mask=torch.from_numpy(present),
            target_sentence=_longs([t[0] for t in self.targets]),
            target_category=_longs([t[1] for t in self.targets]),
            pair_target=_longs([t for t, _ in self.pairs]),
            mention_pieces=_longs([a for a, _ in self.mention]),
            mention_pair=_longs([b for _, b in self.mention]),
            window_pieces=_longs([a for a, _ in self.window]),
            window_pair=_longs([b for _, b in self.window]),
            counts=torch.from_numpy(
                np.concatenate(self.counts) if self.counts else np.zeros((0, len(NAMES)), np.float32)
            ),
            identity=_longs([self.of.entities.get(entity, 0) for _, entity in self.pairs]),
            gold_category=self._gold_category(),
            gold_stage=self._gold_stage(),
            gold_role=self._gold_role(),
            weight=torch.tensor(self.weights),
            sentences=self.sentences,
            pairs=self.pairs,
        )

    def _gold_category(self) -> Tensor:
        gold = torch.zeros(len(self.sentences), len(CATEGORIES))
        for sentence, category, target in self.targets:
            gold[sentence, category] = float(target is not None)
        return gold

    def _gold_stage(self) -> Tensor:
        gold = torch.zeros(len(self.targets), len(STAGES))
        for i, (_, _, target) in enumerate(self.targets):
            for stage in target.stages if target else ():
                gold[i, stage] += 1 / len(target.stages)
        return gold

    def _gold_role(self) -> Tensor:
        gold = torch.zeros(len(self.pairs), 2)
        for i, (row, entity) in enumerate(self.pairs):
            target = self.targets[row][2]
            if target:
                gold[i, 0] = float(entity in target.actors)
                gold[i, 1] = float(entity in target.recipients)
        return gold


def _longs(values: Sequence[int]) -> Tensor:
    return torch.tensor(values, dtype=torch.long)
