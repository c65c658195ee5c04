"""Keeps libraries from flooding the log: while a broker is away they log thousands of equal errors a minute."""

import logging
import time
from collections.abc import Callable, Collection

BURST = 3
WINDOW_S = 30.0
MOST_KINDS = 1000
"""Kinds of line remembered; clients have some hundreds. Of a library that puts its numbers into the text itself each
line is a kind of its own: they pass, and take no memory beyond this."""


class FloodGate(logging.Filter):
    """Lets `burst` records of one kind (logger, level, unformatted text) through in each `window_s` seconds.

    The first record of a new window says how many were left out before it. Only the loggers of `libraries` (their
    top-level names) are held up, and never what is critical.
    """

    def __init__(
        self,
        libraries: Collection[str],
        *,
        burst: int = BURST,
        window_s: float = WINDOW_S,
        most_kinds: int = MOST_KINDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._libraries = frozenset(libraries)
        self._burst = burst
        self._window_s = window_s
        self._most_kinds = most_kinds
        self._clock = clock
        self._windows: dict[tuple[str, int, str], tuple[float, int]] = {}

    @property
    def kinds(self) -> int:
        """How many kinds are remembered."""
        return len(self._windows)

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.partition(".")[0] not in self._libraries or record.levelno >= logging.CRITICAL:
            return True
        kind = (record.name, record.levelno, str(record.msg))
        now = self._clock()
        started, count = self._windows.pop(kind, (now, 0))
        if now - started >= self._window_s:
            if count > self._burst:
                left_out = f"({count - self._burst} more like this in {now - started:.0f} s)"
                record.msg, record.args = f"{record.getMessage()} {left_out}", None
            started, count = now, 0
        if len(self._windows) >= self._most_kinds:
            del self._windows[next(iter(self._windows))]  # the one not seen for longest: each goes to the end when seen
        self._windows[kind] = (started, count + 1)
        return count < self._burst


def quieten(*libraries: str, level: str) -> None:
    """Has the root logger's handlers pass the gate, and the libraries say only what is wrong unless we debug."""
    gate = FloodGate(libraries)
    for handler in logging.getLogger().handlers:
        handler.addFilter(gate)
    if level != "debug":
        for name in libraries:
            logging.getLogger(name).setLevel(logging.WARNING)
