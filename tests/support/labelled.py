"""The labelled articles outside the repository, in the folder that PLEDGEWIRE_LABELLED names (else `../shared`).

Tests marked `labelled` read them. Where the folder is missing those tests are left out of the run, and a line says so;
in CI they stay and fail. Articles of the lockbox are never handed out.
"""

import json
import lzma
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("train", "dev", "clean")


@dataclass(frozen=True, kw_only=True)
class LabelledArticle:
    """An article with its events as the annotators wrote them (none in `clean`)."""

    id: str
    kind: str
    language: str
    published: str
    title: str
    text: str
    source: str
    url: str
    events: tuple[dict[str, Any], ...]


def folder() -> Path:
    """Where the labelled articles are, or would be."""
    return Path(os.environ.get("PLEDGEWIRE_LABELLED") or ROOT.parent / "shared")


def is_missing() -> bool:
    return not (folder() / "splits.json").is_file()


@cache
def labelled_articles(*kinds: str) -> tuple[LabelledArticle, ...]:
    """Articles of the kinds (`KINDS`; all of them if none is named) in the order of their ids, without the lockbox.

    Raises:
        FileNotFoundError: there is no folder of labelled articles.
        ValueError: an unknown kind.
    """
    if unknown := set(kinds) - set(KINDS):
        raise ValueError(f"no such kind of labelled articles: {', '.join(sorted(unknown))}")
    if is_missing():
        raise FileNotFoundError(f"no labelled articles in {folder()}; set PLEDGEWIRE_LABELLED")
    lockbox = set(json.loads((folder() / "splits.json").read_text(encoding="utf-8"))["lockbox"])
    articles = (_read(path, kind) for kind in kinds or KINDS for path in sorted((folder() / kind).glob("*.json")))
    return tuple(article for article in articles if article.id not in lockbox)


def treebank_sentences(name: str) -> Iterator[str]:
    """The sentences of a treebank file such as `nl/test_alpino`, as they were written, in order."""
    with lzma.open(folder() / "treebanks" / f"{name}.conllu.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if found := re.match(r"# text = (.*\S)", line):
                yield found[1]


def _read(path: Path, kind: str) -> LabelledArticle:
    data = json.loads(path.read_text(encoding="utf-8"))
    return LabelledArticle(
        id=data["id"],
        kind=kind,
        language=data["language"],
        published=data["published"],
        title=data["title"],
        text=data["text"],
        source=data.get("source", ""),
        url=data.get("url", ""),
        events=tuple(data.get("events", ())),
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves `labelled` tests out where there are no labelled articles, but never in CI."""
    labelled = [item for item in items if item.get_closest_marker("labelled")]
    if not labelled or not is_missing() or os.environ.get("CI") == "true":
        return
    config.hook.pytest_deselected(items=labelled)
    items[:] = [item for item in items if not item.get_closest_marker("labelled")]
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None:
        reporter.write_line(f"{len(labelled)} tests on labelled articles left out: there are none in {folder()}")
