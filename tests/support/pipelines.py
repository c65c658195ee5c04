"""Pipelines without spaCy for the tests of the extraction service: `PLEDGEWIRE_EXTRACT_PIPELINES` names `make`.

Each sentence with "schenkt" is one event. Some words make the process that extracts do what a test needs.
"""

import ctypes
import os
import signal
import time
from dataclasses import dataclass

import msgspec

from services.contracts import ids
from services.contracts.article import Article
from services.contracts.commitment import Commitment, Evidence, Extractor
from services.contracts.errors import Invalid, Reason
from tests.support.messages import EXTRACTOR, an_event

GIVES = "schenkt"
HANGS = "blijft hangen"
DIES = "valt dood neer"
BREAKS = "gaat stuk"
TAKES_LONG = "na lang beraad"
IRRELEVANT = "niets van belang"

MAX_CHARACTERS = 200_000


@dataclass(frozen=True, kw_only=True)
class FakeExtraction:
    events: tuple[Commitment, ...]
    relevant: bool


@dataclass(frozen=True, kw_only=True)
class FakePipelines:
    identity: Extractor = EXTRACTOR

    def extract(self, article: Article) -> FakeExtraction:
        if HANGS in article.text:
            # native code that keeps the interpreter's lock: no thread and no signal handler gets to run
            ctypes.PyDLL(None).pause()
        if TAKES_LONG in article.text:
            time.sleep(0.01)
        if DIES in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if BREAKS in article.text:
            raise ZeroDivisionError("a pipe broke")
        if len(article.text) > MAX_CHARACTERS:
            raise Invalid(Reason.TOO_LONG, field="text", found=str(len(article.text)), wanted=str(MAX_CHARACTERS))
        return FakeExtraction(events=tuple(_events(article)), relevant=IRRELEVANT not in article.text)


def make() -> FakePipelines:
    return FakePipelines()


def make_none() -> FakePipelines:
    """Fails to load, as where the model's file is missing."""
    raise FileNotFoundError("model.onnx")


def _events(article: Article) -> list[Commitment]:
    events, start = [], 0
    for sentence in article.text.split("\n"):
        if GIVES in sentence:
            evidence = Evidence(quote=sentence, start=start, end=start + len(sentence))
            events.append(msgspec.structs.replace(an_event(article), event_id="", evidence=(evidence,)))
        start += len(sentence) + 1
    named = zip(events, ids.undertaking_ids(events), strict=True)
    events = [msgspec.structs.replace(event, undertaking_id=name) for event, name in named]
    return [msgspec.structs.replace(event, event_id=ids.event_id(event)) for event in events]
