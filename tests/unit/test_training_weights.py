"""The packed model file is read as its C source says, and the vocabulary is cut without losing a character."""

import struct
from pathlib import Path

import numpy as np
import pytest

from services.extract.pipes.encoder.embeddings import Embeddings, dequantise
from services.extract.pipes.encoder.pieces import UNKNOWN, Cutter
from training.vocabulary import growth, kept, write
from training.weights import Checkpoint, Shape, load

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "t", "a", "n", "k", "s", "▁tank", "▁tanks", "▁drone", "é"]
SCORES = [0.0, 0.0, 0.0, 0.0, -3.0, -5.0, -5.0, -5.0, -5.0, -4.0, -6.0, -7.0, -8.0, -9.0]
WIDTH = 32


def block(scale: float, weights: list[int]) -> bytes:
    """A Q4_0 block of 32 weights in -8..7."""
    nibbles = [w + 8 for w in weights]
    return struct.pack("<e", scale) + bytes(
        low | high << 4 for low, high in zip(nibbles[:16], nibbles[16:], strict=True)
    )


def packed_file() -> bytes:
    """A file with a table of 14 embeddings, one matrix of two rows and one vector."""
    blob = "".join(PIECES).encode()
    ends = np.cumsum([0, *(len(p.encode()) for p in PIECES)]).astype("<u4").tobytes()
    character = struct.pack("<IB", 0x00A0, 1) + struct.pack("<I", 0x20)
    head = b"E5S1" + struct.pack("<I7ifi", 1, WIDTH, 1, 1, 64, len(PIECES), 8, 1, 1e-12, 32)
    head += (
        struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(blob)) + ends + struct.pack(f"<{len(SCORES)}f", *SCORES) + blob
    )
    head += struct.pack("<iI", 1, len(character)) + character
    table = b"".join(block(0.5, [i - 8 if i < 16 else 0] * 32) for i in range(len(PIECES)))
    tensors = [
        (b"emb.word", 1, WIDTH * len(PIECES), table),
        (b"l0.q.w", 1, 2 * WIDTH, block(2.0, list(range(-8, 8)) * 2) + block(1.0, [1] * 32)),
        (b"l0.q.b", 0, 2, struct.pack("<2f", 1.5, -1.5)),
    ]
    size = 4 + sum(2 + len(name) + 1 + 4 + 8 + 8 for name, *_ in tensors)
    directory, data, offset = struct.pack("<i", len(tensors)), b"", len(head) + size
    for name, kind, count, content in tensors:
        directory += struct.pack("<H", len(name)) + name + struct.pack("<BIQQ", kind, count, offset, len(content))
        data, offset = data + content, offset + len(content)
    return head + directory + data


def checkpoint() -> Checkpoint:
    shape = Shape(width=WIDTH, layers=1, heads=1, inner=64, pieces=len(PIECES), positions=8, epsilon=1e-12)
    return Checkpoint(
        shape=shape,
        pieces=tuple(PIECES),
        scores=tuple(SCORES),
        unknown=UNKNOWN,
        characters={0x00A0: " "},
        tensors={},
        embeddings=np.zeros((len(PIECES), 18), dtype=np.uint8),
    )


def test_a_block_is_its_scale_times_nibbles_less_eight_low_nibbles_first() -> None:
    weights = [-8, 7, 0, 1, *[2] * 12, -1, -2, -3, *[4] * 13]
    packed = np.frombuffer(block(0.25, weights), dtype=np.uint8)
    assert dequantise(packed).tolist() == [0.25 * w for w in weights]


def test_pieces_characters_and_tensors_are_read_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(packed_file())
    read = load(path)
    assert (read.pieces, read.unknown, read.characters) == (tuple(PIECES), UNKNOWN, {0x00A0: " "})
    assert read.tensors["l0.q.w"].shape == (2, WIDTH)
    assert read.tensors["l0.q.w"][0, :4].tolist() == [-16.0, -14.0, -12.0, -10.0]
    assert read.tensors["l0.q.b"].tolist() == [1.5, -1.5]
    assert Embeddings(read.embeddings).of([9, 10])[:, 0].tolist() == [0.5, 1.0]


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(b"GGUF and so on")
    with pytest.raises(ValueError, match="no packed e5 model"):
        load(path)


def test_pieces_lead_back_to_the_original_text_past_replaced_characters_and_runs_of_spaces() -> None:
    text = "tanks\u00a0  tank"
    (cut,) = Cutter(list(zip(PIECES, SCORES, strict=True)), {0x00A0: " "}).cut([text])
    assert [PIECES[i] for i in cut.ids] == ["▁tanks", "▁tank"]
    assert text[cut.starts[0] : cut.ends[0]] == "tanks"
    assert text[: cut.ends[1]].endswith("tank")


def test_an_empty_text_has_no_pieces() -> None:
    (cut,) = Cutter(list(zip(PIECES, SCORES, strict=True)), {}).cut([""])
    assert cut.ids == ()


def test_the_cut_keeps_what_is_used_and_every_single_character(tmp_path: Path) -> None:
    ids = kept(checkpoint(), ["tank"])
    assert [PIECES[i] for i in ids] == [p for p in PIECES if p not in ("▁tanks", "▁drone")]
    write(checkpoint(), ids, tmp_path / "pieces.json")
    full = Cutter(list(zip(PIECES, SCORES, strict=True)), {})
    cut = Cutter.load(tmp_path / "pieces.json")
    assert growth(full, cut, ["tank"]) == 0.0
    assert growth(full, cut, ["tanks"]) == 1.0
