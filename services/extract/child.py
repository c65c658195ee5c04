"""What runs in the process that extracts: it loads the pipelines once, and reports on articles one by one."""

import importlib
import resource
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Protocol

from services.contracts.article import Article
from services.contracts.commitment import Extractor
from services.contracts.errors import Reason
from services.contracts.vocabulary import LANGUAGES
from services.extract.handler import Examined, Extraction, Refusal, examine
from services.runtime.child_process import live_with

WARM_UP = {
    "nl": "Noorwegen stuurt Oekraïne tien tanks, zei de minister.",
    "en": "Norway will send Ukraine ten tanks, the minister said.",
    "fr": "La Norvège enverra dix chars à l'Ukraine, a dit le ministre.",
    "de": "Norwegen liefert der Ukraine zehn Panzer, sagte der Minister.",
}
"""A text a language that passes the gate and reaches every pipe."""


class Pipelines(Protocol):
    """What a factory returns: how to extract, and what identifies it in each event."""

    @property
    def identity(self) -> Extractor: ...

    def extract(self, article: Article) -> Extraction: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What a child says of one article: what came of it, and what it took.

    A `Refusal` stands for an examination that did not come back. `seconds` is spent by step (`extract`, and `codec`
    for the rest) in the child's own clock; `peak_rss_bytes` is 0 where the child is gone. `trace` is a bug's traceback.
    """

    result: Examined | Refusal
    seconds: dict[str, float]
    peak_rss_bytes: int = 0
    trace: str = ""


def serve(pipe: Connection, factory: str, parent: int) -> None:
    """The child: loads, answers with the identity, and reports on articles until the pipe closes."""
    live_with(parent)
    pipelines = load_pipelines(factory)
    for article in warm_up():
        pipelines.extract(article)
    pipe.send(pipelines.identity)
    while True:
        try:
            value = pipe.recv_bytes()
        except EOFError:
            return
        pipe.send(report_on(value, pipelines))


def load_pipelines(factory: str) -> Pipelines:
    """Returns what the factory, `module:function`, makes."""
    module, _, function = factory.partition(":")
    make: Callable[[], Pipelines] = getattr(importlib.import_module(module), function)
    return make()


def warm_up() -> Iterator[Article]:
    """Yields an article a language that reaches every pipe: what they load when first used is loaded before work comes.

    What cannot be loaded then fails the start of the worker, and not the first articles.
    """
    for language in LANGUAGES:
        yield Article(
            article_id="-",
            item_id="-",
            source="",
            language=language,
            published="2025-01-01",
            text=WARM_UP[language],
            format="-",
            content_hash="-",
        )


def report_on(value: bytes, pipelines: Pipelines) -> Report:
    """Returns the report on one article; a bug in the pipelines is reported, never raised."""
    spent = {"extract": 0.0}

    def extract(article: Article) -> Extraction:
        started = time.perf_counter()
        try:
            return pipelines.extract(article)
        finally:
            spent["extract"] = time.perf_counter() - started

    started = time.perf_counter()
    trace = ""
    result: Examined | Refusal
    try:
        result = examine(value, extract, pipelines.identity)
    except Exception as bug:  # noqa: BLE001  the child's one loop: whatever a pipe does wrong, the next article goes on
        trace = traceback.format_exc()
        result = internal(bug)
    spent["codec"] = time.perf_counter() - started - spent["extract"]
    return Report(result=result, seconds=spent, peak_rss_bytes=_peak_rss_bytes(), trace=trace)


def internal(bug: Exception) -> Refusal:
    """Returns the refusal for an exception that nobody foresaw."""
    error = type(bug).__name__
    return Refusal(reason=Reason.INTERNAL, detail=f"{error}: {bug}"[:200], error=error)


def _peak_rss_bytes() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
