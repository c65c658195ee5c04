"""The heads in plain arrays: what `training/model.py` trains, computed without PyTorch.

Names of arrays are those of the trained network. Shapes: S sentences of one window, C categories, W the encoder's
width, E entities.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_COEFFICIENTS = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)


def gelu(x: Floats) -> Floats:
    """The exact GELU, its error function after Abramowitz and Stegun 7.1.26 (off by at most 1.5e-7)."""
    z = np.abs(x) / np.float32(math.sqrt(2))
    t = 1 / (1 + np.float32(0.3275911) * z)
    series: Floats = np.zeros_like(x)
    for coefficient in reversed(_COEFFICIENTS):
        series = np.asarray((series + np.float32(coefficient)) * t, dtype=np.float32)
    return (0.5 * x * (1 + np.sign(x) * (1 - series * np.exp(-z * z)))).astype(np.float32)


def softmax(x: Floats) -> Floats:
    """Along the last axis."""
    raised = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), dtype=np.float32)


def sigmoid(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-x)), dtype=np.float32)


@dataclass(frozen=True, kw_only=True)
class Heads:
    """The trained arrays, and the row of each known entity in the table of identities (row 0: any other)."""

    arrays: Mapping[str, Floats]
    entities: Mapping[str, int]

    @classmethod
    def load(cls, path: Path) -> "Heads":
        """The heads kept in an `.npz` in half precision, with `entities` as an array of ids from row 1 on."""
        kept = np.load(path)
        entities = {str(entity): row for row, entity in enumerate(kept["entities"], start=1)}
        arrays = {name: kept[name].astype(np.float32) for name in kept.files if name != "entities"}
        return cls(arrays=arrays, entities=entities)

    def standard(self, vectors: Floats) -> Floats:
        """Piece vectors brought to mean 0 and deviation 1, as the heads expect them."""
        return np.asarray((vectors - self.arrays["mean"]) / self.arrays["deviation"], dtype=np.float32)

    def seen(self, pieces: Floats) -> Floats:
        """What each category sees of a sentence with `pieces` [n, W]: [C, 2 W]."""
        weights = softmax(self.arrays["query"] @ pieces.T / np.float32(math.sqrt(pieces.shape[1])))
        mean = np.broadcast_to(pieces.mean(0), (len(weights), pieces.shape[1]))
        return np.concatenate([weights @ pieces, mean], axis=1)

    def categories(self, seen: Floats) -> Floats:
        """Logits [S, C] of sentences seen as [S, C, 2 W]."""
        hidden = gelu(self._linear("category_sees", seen) + self.arrays["category_is"])
        return np.asarray((hidden * self.arrays["category_out"]).sum(-1) + self.arrays["category_bias"])

    def stages(self, seen: Floats, category: int) -> Floats:
        """Logits of the stages of a sentence seen as [2 W] in one category."""
        return self._linear("stage_out", gelu(self._linear("stage_sees", seen) + self.arrays["stage_of"][category]))

    def entities_seen(self, here: Floats, everywhere: Floats, counts: Floats, ids: Sequence[str]) -> Floats:
        """What the role head sees of entities in a sentence, whatever its category: [E, hidden].

        `here` and `everywhere` [E, W] are means of the entity's pieces in the sentence and in the window (zeros where
        it has none), `counts` its features.
        """
        a = self.arrays
        identity = a["identity.weight"][[self.entities.get(entity, 0) for entity in ids]]
        seen = here @ a["role_mention.weight"].T + everywhere @ a["role_window.weight"].T
        return np.asarray(
            seen + counts @ a["role_counts.weight"].T + identity @ a["role_identity.weight"].T, dtype=np.float32
        )

    def roles(self, seen: Floats, category: int, entities: Floats) -> Floats:
        """Logits [E, 2] (actor, recipient) of entities seen as [E, hidden] for a sentence seen as [2 W]."""
        hidden = gelu(self._linear("role_sees", seen) + self.arrays["role_of"][category] + entities)
        return self._linear("role_out", gelu(self._linear("role_hidden", hidden)) + hidden)

    def _linear(self, name: str, x: Floats) -> Floats:
        return np.asarray(x @ self.arrays[f"{name}.weight"].T + self.arrays[f"{name}.bias"], dtype=np.float32)
