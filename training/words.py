"""Train the linear vote of words: one logistic regression a category over all sentences, one over stages of targets."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from services.extract.pipes.decisions.words import BUCKETS, Vote, buckets
from services.extract.pipes.encoder.embeddings import Floats
from training.corpus import CATEGORIES, STAGES, Sample, targets

CATEGORY_STRENGTH = 30.0
STAGE_STRENGTH = 10.0
"""Inverse of the regularisation, chosen on the folds."""
ITERATIONS = 80


class Table:
    """The features of all sentences of some samples, made once, and what their labels say."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        rows: list[list[int]] = []
        self.owner: list[tuple[int, int]] = []
        self.row: dict[tuple[int, int], int] = {}
        for i, sample in enumerate(samples):
            for sentence in range(len(sample.reading.sentences)):
                self.row[i, sentence] = len(rows)
                self.owner.append((i, sentence))
                rows.append(buckets(sample.reading, sentence))
        self.features = _sparse(rows)
        self.gold = np.zeros((len(rows), len(CATEGORIES)), dtype=np.float32)
        self.stages: list[tuple[int, int]] = []
        for i, sample in enumerate(samples):
            for target in targets(sample.reading, sample.events):
                row = self.row[i, target.sentence]
                self.gold[row, target.category] = 1
                self.stages += [(row, stage) for stage in target.stages]

    def rows(self, chosen: set[int]) -> list[int]:
        """The rows of the samples with the given indices."""
        return [row for row, (i, _) in enumerate(self.owner) if i in chosen]


def _sparse(rows: Sequence[Sequence[int]]) -> csr_matrix:
    lengths = [len(row) for row in rows]
    values = np.concatenate([np.full(n, 1 / np.sqrt(n), dtype=np.float32) for n in lengths])
    columns = np.concatenate([np.asarray(row, dtype=np.int64) for row in rows])
    return csr_matrix((values, columns, np.concatenate([[0], np.cumsum(lengths)])), shape=(len(rows), BUCKETS))


def fit(table: Table, chosen: set[int]) -> Vote:
    """Train on the samples with the given indices."""
    rows = table.rows(chosen)
    inside = set(rows)
    categories = _minimised(table.features[rows], table.gold[rows], _binary, CATEGORY_STRENGTH)
    stages = [(row, stage) for row, stage in table.stages if row in inside]
    gold = np.eye(len(STAGES), dtype=np.float32)[[stage for _, stage in stages]]
    by_stage = _minimised(table.features[[row for row, _ in stages]], gold, _multinomial, STAGE_STRENGTH)
    return Vote(weights=np.concatenate([categories, by_stage], axis=1).astype(np.float32))


Loss = Callable[[Floats, Floats], tuple[float, Floats]]
"""From logits and gold [rows, outputs] to the summed loss and its slope in the logits."""


def _minimised(features: csr_matrix, gold: Floats, loss: Loss, strength: float) -> Floats:
    """Weights [BUCKETS, outputs] that make the loss plus their squares' half over `strength` least, by L-BFGS."""
    across = features.T.tocsr()
    shape = (BUCKETS, gold.shape[1])

    def value(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(shape)
        total, slope = loss(features @ weights, gold)
        return total + float((weights**2).sum()) / (2 * strength), (across @ slope + weights / strength).ravel()

    found = minimize(value, np.zeros(shape[0] * shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS})
    return np.asarray(found.x, dtype=np.float32).reshape(shape)


def _binary(logits: Floats, gold: Floats) -> tuple[float, Floats]:
    return float((np.logaddexp(0, logits) - gold * logits).sum()), 1 / (1 + np.exp(-logits)) - gold


def _multinomial(logits: Floats, gold: Floats) -> tuple[float, Floats]:
    summed = np.logaddexp.reduce(logits, axis=1, keepdims=True)
    return float(summed.sum() - (logits * gold).sum()), np.exp(logits - summed) - gold


def votes(vote: Vote, table: Table) -> Floats:
    """Logits of all rows: [rows, categories + stages]."""
    return np.asarray(table.features @ vote.weights, dtype=np.float32)


def write(vote: Vote, path: Path) -> None:
    """Keep the weights as int8 with a scale a column."""
    scale = np.maximum(np.abs(vote.weights).max(0), 1e-6) / 127
    np.savez_compressed(path, weights=np.round(vote.weights / scale).astype(np.int8), scale=scale.astype(np.float32))
