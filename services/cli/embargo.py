"""Events under embargo are held until it ends: nobody may be shown them before."""

import heapq
import itertools
from collections.abc import Iterable
from datetime import UTC, datetime

from services.contracts.headers import EMBARGO
from services.contracts.messages import Received


class Held:
    """Messages whose embargo has not yet ended, the first to end on top."""

    def __init__(self) -> None:
        self._waiting: list[tuple[datetime, int, Received]] = []
        self._order = itertools.count()

    def __len__(self) -> int:
        return len(self._waiting)

    def release(self, messages: Iterable[Received], *, now: datetime) -> list[Received]:
        """Takes in what has come and returns what may be shown at `now` (aware), by end of embargo."""
        for message in messages:
            heapq.heappush(self._waiting, (embargo_of(message), next(self._order), message))
        free = []
        while self._waiting and self._waiting[0][0] <= now:
            free.append(heapq.heappop(self._waiting)[2])
        return free


def embargo_of(message: Received) -> datetime:
    """Returns the time before which nobody may be shown the message: long ago where there is none.

    An embargo that cannot be read never ends.
    """
    stated = message.header(EMBARGO)
    if not stated:
        return datetime.min.replace(tzinfo=UTC)
    try:
        return datetime.fromisoformat(stated).astimezone(UTC)
    except (ValueError, OverflowError):
        return datetime.max.replace(tzinfo=UTC)
