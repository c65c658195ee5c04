"""The agent: takes article messages one at a time, has them extracted, publishes what came of it, acknowledges."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import faust
import structlog

from services.contracts.commitment import Extractor
from services.contracts.errors import Reason
from services.contracts.messages import Received
from services.contracts.topics import ARTICLES
from services.extract.child import internal
from services.extract.handler import Handled, Refusal, fail, settle
from services.extract.metrics import Metrics
from services.extract.publishing import Publisher, TooLarge
from services.extract.workers import ExtractionProcess
from services.runtime.breaker import Breaker, BreakerOpen

Observe = Callable[[Handled], None]
"""Is told of each message that was published: where a breaker looks on, and by raising ends the worker."""

log = structlog.get_logger(__name__)


def register(app: faust.App, work: "Work") -> None:
    """Has the app's worker take `news.articles`."""
    topic = app.topic(ARTICLES, key_serializer="raw", value_serializer="raw", key_type=bytes, value_type=bytes)

    @app.agent(topic, name=ARTICLES, concurrency=1)
    async def extract(stream: Any) -> None:
        # Acknowledged by hand and last: Faust would also acknowledge what an exception or a shutdown broke off.
        articles = stream.noack()
        async for event in articles.events():
            try:
                await work(received(event.message))
            except Exception as problem:  # noqa: BLE001  no message can be handled any more
                log.error("cannot_go_on", error=repr(problem), **_where(received(event.message)))
                await app.crash(problem)
                await asyncio.get_running_loop().create_future()  # this one stays unacknowledged until the process ends
            await articles.ack(event)


def received(message: Any) -> Received:
    """Returns Faust's message as plain data."""
    return Received(
        topic=message.topic,
        partition=message.partition,
        offset=message.offset,
        key=message.key,
        value=message.value,
        headers=tuple(message.headers or ()),
        timestamp_ms=round((message.timestamp or 0) * 1000),
    )


@dataclass(frozen=True, kw_only=True)
class Work:
    """What is done with one message: it returns when the broker has all that came of it.

    What it raises ends the worker: the pipelines no longer load, this service may not write, Kafka takes not even the
    refusal of a message that is too large, or an observer wants no more.
    """

    process: ExtractionProcess
    identity: Extractor
    publisher: Publisher
    metrics: Metrics
    observers: tuple[Observe, ...] = ()

    async def __call__(self, message: Received) -> None:
        with self.metrics.in_flight.track_inprogress():
            handled = await self._handle(message)
            started = time.perf_counter()
            handled = await self._publish(message, handled)
        self.metrics.count_published(handled, publish_s=time.perf_counter() - started, now=datetime.now(UTC))
        _log(message, handled)
        for observe in self.observers:
            observe(handled)

    async def _handle(self, message: Received) -> Handled:
        report = await self.process.examine(message.value or b"")
        self.metrics.count_report(report)
        now = datetime.now(UTC)
        if isinstance(report.result, Refusal):
            if report.trace:
                log.error("extraction_bug", trace=report.trace, **_where(message))
            return fail(message, report.result, self.identity, now=now)
        try:
            return settle(message, report.result, self.identity, now=now)
        except Exception as bug:  # the parent's one loop: the stream goes on, whatever this message holds
            log.exception("handling_bug", **_where(message))
            return fail(message, internal(bug), self.identity, now=now)

    async def _publish(self, message: Received, handled: Handled) -> Handled:
        """Publishes, and returns what was published: a failure where Kafka takes no message so large.

        Events that were taken before the one that is too large stay: no outcome announces them.
        """
        try:
            await self.publisher.publish(handled.messages)
            return handled
        except TooLarge as problem:
            log.warning("too_large", error=str(problem), **_where(message))
            refusal = Refusal(reason=Reason.TOO_LARGE, detail=str(problem), error=type(problem).__name__)
        failed = fail(message, refusal, self.identity, now=datetime.now(UTC))
        await self.publisher.publish(failed.messages)
        return failed


def watch(breaker: Breaker, metrics: Metrics) -> Observe:
    """Returns the observer that ends the worker when too many articles fail through our own fault."""

    def observe(handled: Handled) -> None:
        refusal = handled.examined.refusal
        try:
            breaker.note(refusal.reason if refusal is not None else None)
        except BreakerOpen:
            metrics.breaker_open.set(1)
            raise

    return observe


def _where(message: Received) -> dict[str, Any]:
    return {"topic": message.topic, "partition": message.partition, "offset": message.offset}


def _log(message: Received, handled: Handled) -> None:
    outcome = handled.examined.outcome
    refusal = handled.examined.refusal
    log.info(
        "article",
        article_id=outcome.article_id if outcome else None,
        **_where(message),
        outcome=outcome.outcome.value if outcome else None,
        events=len(handled.examined.events),
        reason=refusal.reason.value if refusal else None,
    )
