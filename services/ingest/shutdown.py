"""Ending in time: signals only set a flag, and a watchdog ends the process should the loop not see it."""

import os
import signal
import threading
from collections.abc import Callable

import structlog

HUNG = 4
"""Exit status of a process that had to be ended in the middle of a transaction."""

log = structlog.get_logger(__name__)


class Stop:
    """Whether the process was asked to end. The handler of a signal does nothing but set it."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        self._done = threading.Event()

    @property
    def requested(self) -> bool:
        return self._asked.is_set()

    def request(self) -> None:
        self._asked.set()

    def wait(self, timeout_s: float) -> bool:
        """Waits until asked to end, or for so many seconds; returns whether it was asked."""
        return self._asked.wait(timeout_s)

    def listen(self) -> None:
        """Has SIGTERM and SIGINT ask."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: self.request())

    def guard(self, patience_s: float, *, end: Callable[[int], object] = os._exit) -> threading.Thread:
        """Starts the watchdog: kafka-python's transactional calls wait without a limit, and no flag stops them."""

        def watch() -> None:
            self._asked.wait()
            if not self._done.wait(patience_s):
                log.error("hung", detail=f"not done {patience_s:g} s after the signal; what was not committed is safe")
                end(HUNG)

        thread = threading.Thread(target=watch, name="watchdog", daemon=True)
        thread.start()
        return thread

    def done(self) -> None:
        """Calls the watchdog off."""
        self._done.set()
