"""Stops a service whose own failures mount up, rather than let it drain its topic into the dead letters."""

from collections import deque

from services.contracts.errors import OURS, Reason

WINDOW = 100
"""Messages over which the share of failures is taken, once so many have been handled."""


class BreakerOpen(Exception):
    """Too many failures of ours: the service is to end, and somebody to look."""


class Breaker:
    """Counts messages and how they ended; opens when `in_a_row` fail, or more than `share` of the last `WINDOW`.

    Only failures of ours count (`contracts.errors.OURS`): a feed that sends rubbish stops nothing.
    """

    def __init__(self, *, in_a_row: int, share: float) -> None:
        self._most_in_a_row = in_a_row
        self._most = share * WINDOW
        self._in_a_row = 0
        self._failed: deque[bool] = deque(maxlen=WINDOW)

    def note(self, reason: Reason | None) -> None:
        """Takes note of a message that was refused for `reason`, or was not (None); raises `BreakerOpen`."""
        failed = reason in OURS
        self._failed.append(failed)
        self._in_a_row = self._in_a_row + 1 if failed else 0
        if self._in_a_row >= self._most_in_a_row:
            raise BreakerOpen(
                f"{self._in_a_row} messages in a row failed, the last as {reason}: see the log and news.rejected"
            )
        count = sum(self._failed)
        if len(self._failed) == WINDOW and count > self._most:
            raise BreakerOpen(f"{count} of the last {WINDOW} messages failed: see the log and news.rejected")
