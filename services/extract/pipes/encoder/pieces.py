"""Cut text into the encoder's pieces, each with its place in the original text.

XLM-RoBERTa's tokenizer: code points are replaced by a table, runs of spaces collapse, then the likeliest segmentation
into known pieces is taken (Unigram). The table is applied here, not by `tokenizers`, because its lengths must be known
to lead a piece back to where it stood.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer
from tokenizers.models import Unigram
from tokenizers.pre_tokenizers import Metaspace

START = 0
"""The id of `<s>`, which opens a window."""
PADDING = 1
END = 2
"""The id of `</s>`, which closes the title and each sentence."""
UNKNOWN = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Pieces:
    """The pieces of one text: ids, and half-open offsets (code points) into that text; both of the same length."""

    ids: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


class Cutter:
    """Cuts texts into pieces. Safe to use again and again; holds no state of a text."""

    def __init__(self, pieces: Sequence[tuple[str, float]], characters: Mapping[int, str]) -> None:
        self._tokenizer = Tokenizer(Unigram(list(pieces), unk_id=UNKNOWN, byte_fallback=False))
        self._tokenizer.pre_tokenizer = Metaspace(replacement="▁", prepend_scheme="always", split=True)
        self._characters = dict(characters)

    @classmethod
    def load(cls, path: Path) -> "Cutter":
        """The cutter kept in `path`: JSON with `pieces` ([text, score] each, in id order) and `characters`."""
        kept = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            [(text, score) for text, score in kept["pieces"]], {int(k): v for k, v in kept["characters"].items()}
        )

    def cut(self, texts: Iterable[str]) -> list[Pieces]:
        """The pieces of each text, without `<s>` and `</s>`; an empty text has none."""
        plain = [self._replaced(text) for text in texts]
        encoded = self._tokenizer.encode_batch([text for text, _ in plain], add_special_tokens=False)
        return [_located(e.ids, e.offsets, places) for e, (_, places) in zip(encoded, plain, strict=True)]

    def _replaced(self, text: str) -> tuple[str, list[int]]:
        """The text after the table and the collapsing of spaces, and for each of its characters where it came from."""
        out: list[str] = []
        places: list[int] = []
        table = self._characters
        for place, character in enumerate(text):
            for new in table.get(ord(character), character):
                if new == " " and (not out or out[-1] == " "):
                    continue
                out.append(new)
                places.append(place)
        while out and out[-1] == " ":
            out.pop()
            places.pop()
        return "".join(out), places


def _located(ids: Sequence[int], offsets: Sequence[tuple[int, int]], places: Sequence[int]) -> Pieces:
    spans = [(places[a], places[max(a, b - 1)] + 1) if places else (0, 0) for a, b in offsets]
    return Pieces(ids=tuple(ids), starts=tuple(a for a, _ in spans), ends=tuple(b for _, b in spans))
