"""Labelled articles as training data: readings, joined with labels, told apart by kind and fold.

In: folders of labelled articles (JSON, one an article: `id`, `language`, `published`, `title`, `text`, `events`) and
`splits.json` (`lockbox`, `folds`). Articles of the lockbox are left out while reading the folder, before they are
parsed. Out: `Sample`s, kept on disk as JSON lines under `runs/`, so that only the first run pays for the pipes.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.contracts.vocabulary import Category, Stage
from services.extract.pipes.decisions.reading import Reading, from_plain, to_plain

CATEGORIES = tuple(Category)
STAGES = tuple(Stage)
LEAST_OVERLAP = 0.5
"""Share of a sentence that a label's quote must cover for the sentence to be its evidence."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """One labelled article, read by the pipes; `fold` is None for articles that are in no fold (dev, clean)."""

    id: str
    kind: str
    fold: int | None
    reading: Reading
    events: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """What a sentence states in one category: stages and roles of all its events of that category together."""

    sentence: int
    category: int
    stages: tuple[int, ...]
    actors: frozenset[str]
    recipients: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Splits:
    """Who may be read: `folds` maps an article's id to its fold, `lockbox` ids are off limits."""

    lockbox: frozenset[str]
    folds: Mapping[str, int]

    @classmethod
    def load(cls, path: Path) -> "Splits":
        kept = json.loads(path.read_text(encoding="utf-8"))
        folds = {article: i for i, fold in enumerate(kept["folds"]) for article in fold}
        return cls(lockbox=frozenset(kept["lockbox"]), folds=folds)


def articles(folders: Iterable[Path], splits: Splits) -> Iterator[dict[str, Any]]:
    """Labelled articles of the folders, in order of folder and name, without those of the lockbox."""
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            if path.stem in splits.lockbox:
                continue
            article = json.loads(path.read_text(encoding="utf-8"))
            if article["id"] not in splits.lockbox:
                yield article


def kind_of(article_id: str) -> str:
    """`real`, `near` (no events, near the domain), `natural`, `dense`, `clean` or `dev`, from how ids are made."""
    prefix, _, number = article_id.partition("-")
    if prefix == "rt":
        return "real"
    if prefix == "ud":
        return "clean"
    if prefix.startswith("n") and len(prefix) == 3:
        return "near"
    if prefix.startswith("t") and len(prefix) == 3:
        natural = "678" if prefix == "tnl" else "234"
        return "natural" if number[:1] in natural else "dense"
    return "dev"


def targets(reading: Reading, events: Sequence[Mapping[str, Any]]) -> list[Target]:
    """One target for each sentence and category that has evidence, in order."""
    found: dict[tuple[int, int], list[Mapping[str, Any]]] = {}
    for event in events:
        category = CATEGORIES.index(Category(event["category"]))
        quotes = [q if isinstance(q, str) else q["quote"] for q in event["evidence"]]
        for sentence in sorted({s for quote in quotes for s in covered(reading, quote)}):
            found.setdefault((sentence, category), []).append(event)
    return [
        Target(
            sentence=sentence,
            category=category,
            stages=tuple(STAGES.index(Stage(e["stage"])) for e in together),
            actors=frozenset(a for e in together for a in e["actors"]),
            recipients=frozenset(r for e in together for r in e["recipients"]),
        )
        for (sentence, category), together in sorted(found.items())
    ]


def covered(reading: Reading, quote: str) -> list[int]:
    """Indices of the sentences that a quote covers, wherever in the text it stands."""
    out = []
    start = reading.text.find(quote)
    while start >= 0:
        end = start + len(quote)
        for i, (a, b) in enumerate(reading.sentences):
            shared = min(b, end) - max(a, start)
            if shared > 0 and shared >= LEAST_OVERLAP * min(b - a, len(quote)):
                out.append(i)
        start = reading.text.find(quote, end)
    return out


def digest(folders: Iterable[Path], rules: str) -> str:
    """A name for what was read: changes with any file of the folders and with the pipes' `rules`."""
    sha = hashlib.sha256(rules.encode())
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            sha.update(path.name.encode() + b"\0" + path.read_bytes())
    return sha.hexdigest()[:16]


def keep(samples: Iterable[Sample], path: Path) -> None:
    """Write samples as JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as out:
        for s in samples:
            row = {"id": s.id, "kind": s.kind, "fold": s.fold, "reading": to_plain(s.reading), "events": list(s.events)}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def kept(path: Path) -> list[Sample]:
    """The samples that `keep` wrote."""
    out = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            reading = from_plain(row["reading"])
            out.append(
                Sample(id=row["id"], kind=row["kind"], fold=row["fold"], reading=reading, events=tuple(row["events"]))
            )
    return out
