"""Keeps libraries from flooding the log: while the broker is away they log thousands of equal errors a minute."""

import logging
import time
from collections.abc import Callable

LIBRARIES = ("aiokafka", "faust", "mode")


class FloodGate(logging.Filter):
    """Lets `burst` records of one kind (logger and unformatted text) through in each `window_s` seconds.

    The first record of a new window says how many were left out before it.
    """

    def __init__(self, *, burst: int = 3, window_s: float = 30.0, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._burst = burst
        self._window_s = window_s
        self._clock = clock
        self._windows: dict[tuple[str, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.partition(".")[0] not in LIBRARIES:
            return True
        kind = (record.name, str(record.msg))
        now = self._clock()
        started, count = self._windows.get(kind, (now, 0))
        if now - started >= self._window_s:
            if count > self._burst:
                record.msg = f"{record.msg} ({count - self._burst} more like this in {now - started:.0f} s)"
            started, count = now, 0
        self._windows[kind] = (started, count + 1)
        return count < self._burst


def quieten(level: str) -> None:
    """Has the root logger's handlers pass the gate, and the libraries say only what is wrong unless we debug."""
    gate = FloodGate()
    for handler in logging.getLogger().handlers:
        handler.addFilter(gate)
    if level != "debug":
        for name in LIBRARIES:
            logging.getLogger(name).setLevel(logging.WARNING)
