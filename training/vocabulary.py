"""Cut the tokenizer's vocabulary to the pieces that Dutch, English, French and German news uses.

In: a checkpoint and texts. Out: the ids to keep, in their old order (so `<s>`, `<pad>`, `</s>`, `<unk>` stay 0 to 3),
and the file that the encoder's `Cutter` reads. 84 % of the original's 250,037 rows are for other scripts and languages.
Every piece of one character stays, so no text becomes unknown that was known before.
"""

import json
import lzma
from collections.abc import Iterable, Iterator
from pathlib import Path

from services.extract.pipes.encoder.pieces import Cutter
from training.weights import Checkpoint

SPECIAL = 4
BATCH = 512


def kept(checkpoint: Checkpoint, texts: Iterable[str]) -> list[int]:
    """Old ids of the pieces that `texts` are cut into, with specials and single characters, in rising order."""
    cutter = Cutter(list(zip(checkpoint.pieces, checkpoint.scores, strict=True)), checkpoint.characters)
    used = set(range(SPECIAL))
    used |= {i for i, piece in enumerate(checkpoint.pieces) if len(piece.removeprefix("▁")) <= 1}
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == BATCH:
            used |= _ids(cutter, batch)
            batch = []
    return sorted(used | _ids(cutter, batch))


def _ids(cutter: Cutter, texts: list[str]) -> set[int]:
    return {i for pieces in cutter.cut(texts) for i in pieces.ids}


def treebank(folder: Path) -> Iterator[str]:
    """The sentences of the treebanks in a folder, a subfolder a language, as their `# text` comments give them."""
    for path in sorted(folder.glob("*/*.conllu.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            yield from (line.removeprefix("# text = ").strip() for line in lines if line.startswith("# text = "))


def write(checkpoint: Checkpoint, ids: Iterable[int], path: Path) -> None:
    """Write the pieces with the given old ids, in that order, as the file that `Cutter.load` reads."""
    pieces = [[checkpoint.pieces[i], round(checkpoint.scores[i], 4)] for i in ids]
    characters = {str(point): text for point, text in sorted(checkpoint.characters.items())}
    lines = json.dumps({"pieces": pieces, "characters": characters}, ensure_ascii=False, separators=(",", ":"))
    path.write_text(lines + "\n", encoding="utf-8")


def growth(full: Cutter, cut: Cutter, texts: list[str]) -> float:
    """By which share the cut vocabulary makes more pieces of `texts` than the full one."""
    before = sum(len(p.ids) for p in full.cut(texts))
    after = sum(len(p.ids) for p in cut.cut(texts))
    return after / before - 1 if before else 0.0
