"""The spaCy component `pledgewire_encoder`: vectors of every piece of the article, in the context of its neighbours.

    nlp.add_pipe("pledgewire_encoder")
    doc._.encoded.vectors[0].shape          # pieces of the first window, width

Windows are run one by one, on one thread: int8 activations are scaled over all that is run together, so a batch of
several would make a sentence's vector depend on its company.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from services.extract.pipes.decisions.reading import Reading, read
from services.extract.pipes.encoder.embeddings import Embeddings
from services.extract.pipes.encoder.pieces import Cutter, Pieces
from services.extract.pipes.encoder.windows import WINDOW, Window, windows

MODEL = Path(__file__).parents[2] / "model"

MOST_PIECES = 4_000
"""Pieces of an article that are read, some 2,500 words: what one core encodes well within an article's eight seconds.

A rule on the text and not on the clock, so that the same article has the same events. Longer reports are rare, and
their news stands at their head.
"""

Floats = NDArray[np.float32]

Doc.set_extension("encoded", default=None, force=True)


@dataclass(frozen=True, kw_only=True)
class Encoded:
    """An article's pieces and their vectors: `vectors[i]` is [pieces of window i, width].

    `cut` says that the article is longer than `MOST_PIECES`, and that the sentences beyond stand in no window.
    """

    reading: Reading
    sentences: tuple[Pieces, ...]
    windows: tuple[Window, ...]
    vectors: tuple[Floats, ...]
    cut: bool = False


class Encoder:
    """The exported network with its pieces and embeddings; one serves all languages."""

    def __init__(self, model: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.use_deterministic_compute = True
        self._session = onnxruntime.InferenceSession(
            str(model / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._cutter = Cutter.load(model / "pieces.json")
        self._embeddings = Embeddings.load(model / "embeddings.npy")

    def encode(self, reading: Reading, limit: int = WINDOW) -> Encoded:
        """The vectors of an article, in windows of at most `limit` pieces."""
        title, *sentences = self._cutter.cut([reading.heading, *reading.quotes])
        within = _within([sentence.ids for sentence in sentences])
        laid = windows(title.ids, within, limit=limit)
        return Encoded(
            reading=reading,
            sentences=tuple(sentences),
            windows=tuple(laid),
            vectors=tuple(self._run(window) for window in laid),
            cut=len(within) < len(sentences),
        )

    def _run(self, window: Window) -> Floats:
        embedded = self._embeddings.of(window.ids)[None]
        return np.asarray(self._session.run(["vectors"], {"embedded": embedded})[0], dtype=np.float32)


def _within(sentences: Sequence[Sequence[int]]) -> list[Sequence[int]]:
    """The first sentences, as far as they have at most `MOST_PIECES` pieces together."""
    ends = accumulate(len(sentence) for sentence in sentences)
    return [sentence for sentence, end in zip(sentences, ends, strict=True) if end <= MOST_PIECES]


@cache
def encoder(model: Path) -> Encoder:
    """The encoder of a folder, loaded once a process."""
    return Encoder(model)


@Language.factory("pledgewire_encoder", default_config={"model": "", "limit": WINDOW})
def make_encoder(nlp: Language, name: str, model: str, limit: int) -> Callable[[Doc], Doc]:
    """Builds the component over the model in a folder; the shipped one by default."""
    held = encoder(Path(model) if model else MODEL)

    def encode(doc: Doc) -> Doc:
        doc._.encoded = held.encode(read(doc), limit)
        return doc

    return encode
