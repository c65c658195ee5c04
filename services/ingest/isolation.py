"""Messages are read in a child process, so that a parser that hangs or dies costs one message and not the service.

All formats are read there, JSON too: texts in it may be HTML. A batch is handed over as one, and the child goes through
it while its answers are taken: waiting for each in turn would halve what passes.
"""

import contextlib
import pickle
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime

import structlog

from services.contracts.errors import Reason
from services.contracts.messages import Received
from services.ingest.child import Answer, Handler, serve
from services.ingest.handler import Handled, handle, refuse_whole
from services.runtime.child_process import ChildProcess, Died, TimedOut

LOAD_LIMIT_S = 60.0
AS_MUCH_AGAIN_BYTES = 4 * 1024 * 1024
"""A feed of 9 MB with 2,000 entries took 3.6 s on a free core, and cores are not always free."""

log = structlog.get_logger(__name__)


class LoadFailed(Exception):
    """The child could not start: no message can be read, and none is at fault."""


class IsolatedHandler:
    """`handle` in a child process, which is replaced when it hangs or dies; one message at a time."""

    def __init__(
        self,
        *,
        limit_s: float,
        memory_bytes: int,
        restarted: Callable[[], None],
        handler: Handler = handle,
    ) -> None:
        """Takes the seconds that a small message may take and the bytes that the child may; calls `restarted` on it.

        A message may take as long again for each 4 MB of it.

        `handler` must be a function at the top of its module.
        """
        self._limit_s = limit_s
        self._memory_bytes = memory_bytes
        self._restarted = restarted
        self._handler = handler
        self._child: ChildProcess | None = None
        self._begun: deque[Received] = deque()

    def start(self) -> None:
        """Starts the child and waits until it is ready; raises `LoadFailed`."""
        self._living_child()

    def announce(self, messages: Sequence[Received], *, now: datetime) -> None:
        """Has the child begin with messages that calls will name next, in this order: it need not wait in between."""
        if self._begun:  # answers to other messages are still to come
            self._kill()
        self._begin(messages, now)

    def __call__(self, message: Received, *, now: datetime) -> Handled:
        """Returns what becomes of the message: also where reading it took too long, or took the child along."""
        try:
            try:
                return self._answer(message, now)
            except Died:
                # Once more: it may be no fault of the message, as when the kernel, out of memory, chose this process.
                return self._answer(message, now)
        except Died as end:
            return _refused(message, Reason.CRASH, f"the process that reads messages {end}", now)
        except TimedOut:
            self._kill()
            return _refused(message, Reason.TIMEOUT, f"not read within {self._limit(message):g} s", now)

    def stop(self) -> None:
        """Kills the child, whatever it is at."""
        self._kill()
        if self._child is not None:
            self._child.close()
            self._child = None

    def _answer(self, message: Received, now: datetime) -> Handled:
        child = self._living_child()
        if not self._begun or self._begun[0] is not message:
            self.announce([message], now=now)
            child = self._living_child()
        answer: Answer = child.receive(self._limit(message))
        self._begun.popleft()
        if answer.trace:
            log.error("handler_failed", trace=answer.trace)
        return answer.handled

    def _limit(self, message: Received) -> float:
        return round(self._limit_s * (1 + len(message.value or b"") / AS_MUCH_AGAIN_BYTES), 1)

    def _begin(self, messages: Sequence[Received], now: datetime) -> None:
        """Sends messages to the child; where it is gone meanwhile, waiting for its answer will tell."""
        child = self._living_child()
        self._begun.extend(messages)
        with contextlib.suppress(Died):
            child.send(pickle.dumps((messages, now)))

    def _living_child(self) -> ChildProcess:
        if self._child is not None and not self._child.alive:
            self._child.close()
            self._child = None
            self._begun.clear()
            self._restarted()
        if self._child is None:
            self._child = ChildProcess(serve, self._handler, self._memory_bytes, name="reading")
            self._await_ready(self._child)
        return self._child

    def _await_ready(self, child: ChildProcess) -> None:
        try:
            child.receive(LOAD_LIMIT_S)
            return
        except TimedOut:
            problem = f"the process that reads messages was not ready within {LOAD_LIMIT_S:g} s"
        except Died as end:
            problem = f"starting the process that reads messages {end}"
        self._kill()
        raise LoadFailed(problem)

    def _kill(self) -> None:
        if self._child is not None:
            self._child.kill()


def _refused(message: Received, reason: Reason, detail: str, now: datetime) -> Handled:
    return refuse_whole(message, reason=reason, detail=detail, error="", now=now)
