"""The shipped model: every file is the one that was measured, and all together stay small."""

import hashlib
from pathlib import Path

MODEL = Path(__file__).parents[2] / "services" / "extract" / "model"
LARGEST = 45_000_000
"""Bytes of all files together."""


def test_every_file_of_the_model_has_the_checksum_that_is_written_down() -> None:
    listed = dict(reversed(line.split("  ")) for line in (MODEL / "SHA256SUMS").read_text("utf-8").splitlines())
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in MODEL.iterdir() if path.is_file()}
    del found["SHA256SUMS"], found["README.md"]
    assert found == listed


def test_the_model_stays_small_enough_to_ship_in_the_repository() -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) <= LARGEST
