"""The embedding table, kept in 4 bits as its source ships it and unpacked row by row.

Q4_0: 32 weights in 18 bytes, a float16 scale, then 16 bytes whose low nibbles are the weights 0 to 15 and whose high
nibbles are 16 to 31; a weight is (nibble - 8) * scale. Nothing is lost against the source, at half of int8's size.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
BLOCK_BYTES = 2 + BLOCK // 2

Floats = NDArray[np.float32]
Packed = NDArray[np.uint8]


def dequantise(packed: Packed) -> Floats:
    """Weights of rows of blocks: [..., blocks * 18] bytes to [..., blocks * 32]."""
    blocks = packed.reshape(*packed.shape[:-1], -1, BLOCK_BYTES)
    scale = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
    nibbles = blocks[..., 2:]
    values = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=-1).astype(np.float32) - 8
    return np.asarray((values * scale).reshape(*packed.shape[:-1], -1), dtype=np.float32)


class Embeddings:
    """Rows of the table by piece id."""

    def __init__(self, packed: Packed) -> None:
        self._packed = packed

    @classmethod
    def load(cls, path: Path) -> "Embeddings":
        """The table kept in `path` (`.npy`, [pieces, bytes a row])."""
        return cls(np.load(path))

    def of(self, ids: Sequence[int]) -> Floats:
        """The vectors of pieces: [n, width]."""
        return dequantise(self._packed[np.asarray(ids, dtype=np.int64)])
