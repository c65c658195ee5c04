"""States of windows after some layers of the encoder as it was, made once: frozen layers need no second run."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from tqdm import tqdm

from services.extract.pipes.encoder.embeddings import Embeddings, Floats
from services.extract.pipes.encoder.windows import Window

if TYPE_CHECKING:  # the network is built from batches, which are built from states
    from training.model import Encoder

Halves = NDArray[np.float16]
PIECES_AT_ONCE = 4096


class States:
    """States in half precision by the ids of their window; all after the same number of `layers`."""

    def __init__(self, layers: int, of: Mapping[tuple[int, ...], Halves]) -> None:
        self.layers = layers
        self._of = of

    def has(self, window: Window) -> bool:
        return window.ids in self._of

    def of(self, windows: Sequence[Window]) -> Tensor:
        """The states of windows, padded with zeros: [windows, longest, width]."""
        longest = max(len(window.ids) for window in windows)
        width = self._of[windows[0].ids].shape[1]
        out = np.zeros((len(windows), longest, width), dtype=np.float32)
        for row, window in enumerate(windows):
            out[row, : len(window.ids)] = self._of[window.ids]
        return torch.from_numpy(out)

    def joined(self, other: "States") -> "States":
        """The states of both; both must be after the same number of layers."""
        if self.layers != other.layers:
            raise ValueError(f"states after {self.layers} and after {other.layers} layers do not go together")
        return States(self.layers, {**self._of, **other._of})

    def moments(self) -> tuple[Floats, Floats]:
        """Mean and deviation a dimension, over all pieces."""
        width = next(iter(self._of.values())).shape[1]
        count, total, square = 0, np.zeros(width), np.zeros(width)
        for states in self._of.values():
            exact = states.astype(np.float64)
            count += len(exact)
            total += exact.sum(0)
            square += (exact**2).sum(0)
        mean = total / count
        return mean.astype(np.float32), np.sqrt(np.maximum(square / count - mean**2, 1e-6)).astype(np.float32)

    def keep(self, path: Path) -> None:
        """Write the states with the windows that they are of."""
        ids = np.concatenate([np.asarray(window, dtype=np.int32) for window in self._of])
        lengths = np.asarray([len(window) for window in self._of])
        np.savez(path, layers=self.layers, ids=ids, lengths=lengths, states=np.concatenate(list(self._of.values())))

    @classmethod
    def kept(cls, path: Path) -> "States":
        """The states that `keep` wrote."""
        file = np.load(path)
        ids, states = file["ids"], file["states"]
        ends = np.cumsum(file["lengths"])
        spans = zip((ends - file["lengths"]).tolist(), ends.tolist(), strict=True)
        return cls(int(file["layers"]), {tuple(ids[a:b].tolist()): states[a:b] for a, b in spans})


@torch.inference_mode()
def made(encoder: "Encoder", embeddings: Embeddings, windows: Iterable[Window], layers: Sequence[int]) -> list[States]:
    """The states after each of some rising numbers of layers, from one run over the windows."""
    encoder.eval()
    out: list[dict[tuple[int, ...], Halves]] = [{} for _ in layers]
    for group in tqdm(_grouped(windows), desc="states", mininterval=5):
        longest = max(len(ids) for ids in group)
        embedded = np.zeros((len(group), longest, encoder.position.shape[1]), dtype=np.float32)
        mask = torch.zeros(len(group), longest)
        for row, ids in enumerate(group):
            embedded[row, : len(ids)] = embeddings.of(ids)
            mask[row, : len(ids)] = 1
        states, done = encoder.first(torch.from_numpy(embedded)), 0
        for kept, end in zip(out, layers, strict=True):
            states, done = encoder.upper(states, mask, done, end), end
            halves = states.half().numpy()
            kept.update({ids: halves[row, : len(ids)].copy() for row, ids in enumerate(group)})
    return [States(number, kept) for number, kept in zip(layers, out, strict=True)]


def _grouped(windows: Iterable[Window]) -> list[list[tuple[int, ...]]]:
    groups: list[list[tuple[int, ...]]] = [[]]
    for ids in sorted({window.ids for window in windows}, key=len):
        if groups[-1] and len(ids) * (len(groups[-1]) + 1) > PIECES_AT_ONCE:
            groups.append([])
        groups[-1].append(ids)
    return groups
