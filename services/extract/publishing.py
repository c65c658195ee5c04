"""Sends what came of a message until the broker has it all, and says what no further try can mend."""

import asyncio
import random
from collections.abc import Awaitable, Callable

import structlog
from aiokafka.errors import (  # type: ignore[import-untyped]
    ClusterAuthorizationFailedError,
    KafkaError,
    MessageSizeTooLargeError,
    RecordListTooLargeError,
    RecordTooLargeError,
    TopicAuthorizationFailedError,
)
from faust.exceptions import FaustError

from services.contracts.messages import Outgoing
from services.runtime.http import Health

FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 5.0
"""Seconds are what a broker takes to come back: longer pauses would only add to the time that it was away."""

TRIES_UNTIL_UNREADY = 4
"""Failures in a row, some 5 s of them, after which the ready probe says so; a leader that moves takes fewer."""

SIZE = (MessageSizeTooLargeError, RecordListTooLargeError, RecordTooLargeError)
PERMISSION = (TopicAuthorizationFailedError, ClusterAuthorizationFailedError)

Send = Callable[[tuple[Outgoing, ...]], Awaitable[None]]
"""Sends messages and returns when the broker has them all; raises KafkaError, or FaustError because of one."""

log = structlog.get_logger(__name__)


class TooLarge(Exception):
    """Kafka refuses a message for its size, and would again."""


class Forbidden(Exception):
    """This service may not write to a topic: whoever runs it must grant that, and no message is at fault."""


def pause_s(failures: int) -> float:
    """Returns how long to wait after so many failures in a row: longer each time, and not the same for all workers."""
    return random.uniform(0.5, 1.0) * min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2.0 ** min(failures - 1, 10))


class Publisher:
    """Publishes the messages of one article after the other, each until the broker has it."""

    def __init__(self, send: Send, *, retried: Callable[[], None], pause_s: Callable[[int], float] = pause_s) -> None:
        """`retried` is called before each further try."""
        self._send = send
        self._retried = retried
        self._pause_s = pause_s
        self._failures = 0
        self._problem = ""

    async def publish(self, messages: tuple[Outgoing, ...]) -> None:
        """Returns when the broker has all, the last of them after the others; raises `TooLarge` or `Forbidden`.

        What an earlier try got through is repeated, the same bytes.
        """
        while True:
            try:
                await self._send(messages[:-1])
                await self._send(messages[-1:])
                self._failures = 0
                return
            except (KafkaError, FaustError) as problem:
                await self._back_off(problem, messages)

    def ready(self) -> Health:
        """Whether messages get through; told so from any thread."""
        if self._failures < TRIES_UNTIL_UNREADY:
            return Health(ok=True)
        return Health(ok=False, detail=f"publishing failed {self._failures} times in a row: {self._problem}")

    async def _back_off(self, problem: Exception, messages: tuple[Outgoing, ...]) -> None:
        cause = _cause(problem)
        topics = ", ".join(sorted({message.topic for message in messages}))
        if isinstance(cause, SIZE):
            raise TooLarge(f"Kafka refuses a message to one of {topics} for its size: {cause}") from problem
        if isinstance(cause, PERMISSION):
            raise Forbidden(f"this service may not write to one of {topics}; grant it WRITE: {cause}") from problem
        self._failures += 1
        self._problem = repr(cause)
        wait_s = self._pause_s(self._failures)
        log.warning("publish_failed", error=self._problem, failures=self._failures, retry_s=round(wait_s, 2))
        self._retried()
        await asyncio.sleep(wait_s)


def _cause(problem: Exception) -> BaseException:
    """Returns what Kafka's client said: Faust wraps what is refused before it leaves."""
    return problem.__cause__ if isinstance(problem.__cause__, KafkaError) else problem
