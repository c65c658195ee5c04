"""What runs in the process that reads messages: parsers of untrusted bytes, with a limit on memory."""

import contextlib
import logging
import pickle
import resource
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from typing import Protocol

from services.contracts.errors import Reason
from services.contracts.messages import Received
from services.ingest import languages
from services.ingest.handler import Handled, refuse_whole
from services.runtime.child_process import live_with


class Handler(Protocol):
    """What makes of a raw message what becomes of it: `services.ingest.handler.handle`."""

    def __call__(self, message: Received, *, now: datetime) -> Handled: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What became of a message; `trace` is the traceback of a bug, empty where there was none."""

    handled: Handled
    trace: str = ""


def serve(pipe: Connection, handler: Handler, memory_bytes: int, parent: int) -> None:
    """The child: says that it is ready, then answers pickled pairs of messages and time until the pipe closes.

    Each message has an answer of its own, in order.
    """
    live_with(parent)
    logging.disable(logging.CRITICAL)  # parsers complain of what they parse, and quote it
    languages.load()
    _limit_memory(memory_bytes)
    pipe.send(None)
    while True:
        try:
            question = pipe.recv_bytes()
        except EOFError:
            return
        messages, now = pickle.loads(question)
        for message in messages:
            pipe.send(answer_to(message, now, handler))


def answer_to(message: Received, now: datetime, handler: Callable[..., Handled]) -> Answer:
    """Returns what becomes of a message, also where the handler has a bug: that costs one message, no more.

    Lets `MemoryError` out, which ends the child: what is left of it is not to be relied on.
    """
    try:
        return Answer(handled=handler(message, now=now))
    except MemoryError:
        raise
    except Exception as bug:  # noqa: BLE001  the child's one loop
        error = type(bug).__name__
        refused = refuse_whole(message, reason=Reason.INTERNAL, detail=f"{error}: {bug}", error=error, now=now)
        return Answer(handled=refused, trace=traceback.format_exc())


def _limit_memory(most_bytes: int) -> None:
    """Limits the data of this process, where the system can: what takes more ends as a crash."""
    with contextlib.suppress(ValueError, OSError):  # macOS knows the name and refuses the limit
        resource.setrlimit(resource.RLIMIT_DATA, (most_bytes, most_bytes))
