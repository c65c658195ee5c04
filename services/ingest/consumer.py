"""The loop: poll, handle, and send, with the offsets, in one transaction a batch.

So an article is neither lost nor doubled for readers of committed messages. What was not committed is read again: by
this instance after an abort, by the next one after a crash. An instance whose name another one has taken over is fenced
by the broker, and ends.
"""

import dataclasses
import time
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from datetime import UTC, datetime
from typing import Any

import structlog
from kafka import OffsetAndMetadata, TopicPartition
from kafka.consumer.subscription_state import ConsumerRebalanceListener
from kafka.errors import (
    CommitFailedError,
    FencedInstanceIdError,
    KafkaError,
    MessageSizeTooLargeError,
    ProducerFencedError,
    RecordListTooLargeError,
    RetriableError,
)

from services.contracts.errors import Reason
from services.contracts.messages import Received
from services.contracts.topics import RAW
from services.ingest.child import Handler
from services.ingest.handler import REJECTED, Handled, handle, refuse_whole
from services.ingest.isolation import LoadFailed
from services.ingest.metrics import Metrics
from services.ingest.shutdown import Stop
from services.runtime.http import Health
from services.runtime.records import received

POLL_MS = 250
LAG_EVERY_S = 1.0
PAUSE_S = 0.5
BATCH_S = 30.0
"""How long messages are read before what is read is committed. Hostile ones may each take as long as they are let,
and a member that does not poll for five minutes is put out of its group."""
LEADER_EPOCH = -1  # not None: kafka-python then waits for ever
FENCED = (ProducerFencedError, FencedInstanceIdError)
TOO_LARGE = (MessageSizeTooLargeError, RecordListTooLargeError)
PASSING = (CommitFailedError, RetriableError, *TOO_LARGE)
"""What an abort and another try can mend: lost membership, a broker that is away, a message to be refused."""

Place = tuple[str, int, int]
Announce = Callable[..., None]

log = structlog.get_logger(__name__)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Limits:
    """The most that one transaction takes in, and how long a turn of the loop may last."""

    messages: int
    bytes: int
    stall_s: float


class Ingest(ConsumerRebalanceListener):  # type: ignore[misc]  # kafka-python ships no types
    """One instance: takes messages from `consumer`, sends what `handler` makes of them by `producer`."""

    def __init__(
        self,
        *,
        consumer: Any,
        producer: Any,
        metrics: Metrics,
        stop: Stop,
        limits: Limits,
        handler: Handler = handle,
        announce: Announce = lambda messages, now: None,
    ) -> None:
        """`announce` is told of messages that `handler` will be called for next, in this order."""
        self._consumer = consumer
        self._producer = producer
        self._metrics = metrics
        self._stop = stop
        self._limits = limits
        self._handler = handler
        self._announce = announce
        self._suspects: set[Place] = set()
        self._too_large: set[Place] = set()
        self._assigned = False
        self._turned = time.monotonic()
        self._lag_shown = 0.0

    def run(self) -> None:
        """Works until asked to stop; raises one of `FENCED` when another instance has taken over."""
        if not self._consumer.partitions_for_topic(RAW):
            log.warning("topic_missing", topic=RAW)
        self._consumer.subscribe([RAW], listener=self)
        while not self._stop.requested:
            self._turned = time.monotonic()
            self._work_off(self._poll())
            self._show_lag()

    def live(self) -> Health:
        """Whether the loop has turned of late."""
        age_s = time.monotonic() - self._turned
        return Health(ok=age_s < self._limits.stall_s, detail=f"last turn of the loop {age_s:.1f} s ago")

    def ready(self) -> Health:
        """Whether the group has given this instance its share, which is none where there are more than partitions."""
        return Health(ok=self._assigned, detail="takes work" if self._assigned else "waits for partitions of news.raw")

    def on_partitions_assigned(self, assigned: Sequence[Any]) -> None:
        self._assigned = True
        log.info("assigned", partitions=sorted(one.partition for one in assigned))

    def on_partitions_revoked(self, revoked: Sequence[Any]) -> None:
        self._assigned = False

    def _poll(self) -> list[Received]:
        try:
            polled = self._consumer.poll(timeout_ms=POLL_MS, max_records=self._limits.messages)
        except FENCED:
            raise
        except RetriableError as problem:
            log.warning("poll_failed", error=repr(problem))
            self._stop.wait(PAUSE_S)
            return []
        return [_plain(record) for records in polled.values() for record in records]

    def _work_off(self, polled: Sequence[Received]) -> None:
        """Settles what one poll brought; where a batch fails, it and all that came after it are read again."""
        settled, started = 0, time.monotonic()
        for batch in batches(polled, self._limits.bytes, alone=self._suspects):
            if self._stop.requested:
                return
            done = self._settle(batch)
            settled += done
            if done < len(batch) or time.monotonic() - started > BATCH_S:
                self._go_back(polled[settled:])
                return

    def _go_back(self, unsettled: Sequence[Received]) -> None:
        assigned = self._consumer.assignment()
        for partition, offset in first_offsets(unsettled).items():
            if partition in assigned:
                self._consumer.seek(partition, offset)

    def _settle(self, batch: Sequence[Received]) -> int:
        """Handles a batch, as far as time allows, and commits it; returns how many messages were settled.

        The rest is to be read again: all of it where the transaction was aborted.
        """
        self._metrics.in_flight.set(len(batch))
        try:
            handled = self._handle_in_time(batch)
            batch = batch[: len(handled)]
            with self._metrics.transaction.time():
                self._commit(batch, handled)
        except KafkaError as problem:
            cause = self._cause(problem)
            self._abort(batch, cause)
            if isinstance(cause, TOO_LARGE):
                self._suspect(batch, cause)
            return 0
        finally:
            self._metrics.in_flight.set(0)
        self._metrics.committed(handled)
        self._suspects.difference_update(map(_place, batch))
        self._too_large.difference_update(map(_place, batch))
        _report(batch, handled)
        return len(batch)

    def _suspect(self, batch: Sequence[Received], problem: KafkaError) -> None:
        """Has messages of a batch tried one by one, or the only one refused; raises if its refusal is too large too.

        kafka-python gives the error of one message to all that are not yet sent: it proves nothing against any of many.
        """
        places = {_place(message) for message in batch}
        if places <= self._too_large:
            raise problem
        (self._suspects if len(batch) > 1 else self._too_large).update(places)

    def _handle_in_time(self, batch: Sequence[Received]) -> list[Handled]:
        """Returns what becomes of the first messages of a batch: of one at least, mostly of all."""
        handled: list[Handled] = []
        until = time.monotonic() + BATCH_S
        self._announce(batch, now=datetime.now(UTC))
        for message in batch:
            handled.append(self._handle(message))
            if self._stop.requested or time.monotonic() > until:
                break
        return handled

    def _handle(self, message: Received) -> Handled:
        """Returns what becomes of a message, also where the handler has a bug: that costs one message, no more."""
        now = datetime.now(UTC)
        if _place(message) in self._too_large:
            detail = "what this message becomes is larger than Kafka takes; wanted smaller items"
            return refuse_whole(message, reason=Reason.TOO_LARGE, detail=detail, error="", now=now)
        try:
            with self._metrics.processing.time():
                return self._handler(message, now=now)
        except LoadFailed:
            raise  # no fault of this message, nor would the next one fare better
        except Exception as bug:  # the process's one broad except: see the docstring
            log.error("handler_failed", **_where(message), exc_info=True)
            return refuse_whole(message, reason=Reason.INTERNAL, detail=repr(bug), error=type(bug).__name__, now=now)

    def _commit(self, batch: Sequence[Received], handled: Sequence[Handled]) -> None:
        """Sends the messages and the offsets that follow the batch, all or nothing."""
        self._producer.begin_transaction()
        under_way = [
            self._producer.send(one.topic, key=one.key, value=one.value, headers=list(one.headers))
            for each in handled
            for one in each.messages
        ]
        self._producer.flush()
        failed = [future.exception for future in under_way if future.failed()]
        if failed:
            raise min(failed, key=_severity)
        # The whole metadata, with generation and member: with the group's name alone a zombie is not fenced.
        self._producer.send_offsets_to_transaction(next_offsets(batch), self._consumer.group_metadata())
        self._producer.commit_transaction()

    def _cause(self, problem: KafkaError) -> KafkaError:
        """Returns the failure behind kafka-python's word that an earlier request of the transaction had failed."""
        if type(problem) is not KafkaError:
            return problem
        manager = getattr(self._producer, "_transaction_manager", None)
        named = [one for one in (*problem.args, getattr(manager, "last_error", None)) if isinstance(one, KafkaError)]
        return self._cause(named[0]) if named else problem

    def _abort(self, batch: Sequence[Received], problem: KafkaError) -> None:
        """Gives the transaction up; raises `problem` if that cannot mend it."""
        if isinstance(problem, FENCED) or not isinstance(problem, PASSING):
            raise problem
        log.warning("transaction_aborted", error=repr(problem), messages=len(batch))
        self._metrics.aborted()
        try:
            self._producer.abort_transaction()
        except KafkaError as another:
            cause = self._cause(another)
            raise (cause if isinstance(cause, FENCED) else problem) from another
        self._stop.wait(0 if isinstance(problem, TOO_LARGE) else PAUSE_S)

    def _show_lag(self) -> None:
        now = time.monotonic()
        if now - self._lag_shown < LAG_EVERY_S:
            return
        self._lag_shown = now
        self._metrics.lag({one.partition: self._waiting(one) for one in self._consumer.assignment()})

    def _waiting(self, partition: Any) -> int:
        """Returns the messages not yet read. The position moves past transaction markers, which are no messages."""
        end = self._consumer.highwater(partition)
        position = self._consumer.position(partition, timeout_ms=0) if end is not None else None
        return max(0, end - position) if position is not None else 0


def batches(
    messages: Sequence[Received], most_bytes: int, *, alone: Set[Place] = frozenset()
) -> Iterator[list[Received]]:
    """Yields the messages in order, in lists of at most so many bytes, or of one message; those of `alone` singly."""
    batch: list[Received] = []
    size = 0
    for message in messages:
        own = len(message.value or b"") + sum(len(value) for _, value in message.headers)
        if _place(message) in alone:
            own = most_bytes + 1
        if batch and size + own > most_bytes:
            yield batch
            batch, size = [], 0
        batch.append(message)
        size += own
    if batch:
        yield batch


def _severity(problem: Exception) -> int:
    """Returns the rank of a failure among several of one transaction: the least is what it is judged by."""
    return next((rank for rank, kind in enumerate((FENCED, TOO_LARGE, PASSING)) if isinstance(problem, kind)), 3)


def next_offsets(batch: Sequence[Received]) -> Mapping[Any, Any]:
    """Returns, by partition, the offset to go on from once the batch is dealt with."""
    return {
        TopicPartition(message.topic, message.partition): OffsetAndMetadata(message.offset + 1, "", LEADER_EPOCH)
        for message in batch
    }


def first_offsets(batch: Sequence[Received]) -> Mapping[Any, int]:
    """Returns, by partition, the offset that the batch began with."""
    return {TopicPartition(message.topic, message.partition): message.offset for message in reversed(batch)}


def _plain(record: Any) -> Received:
    """Returns a record as plain data; header values that are null become empty, as they cannot be sent on."""
    message = received(record)
    return dataclasses.replace(message, headers=tuple((name, value or b"") for name, value in message.headers))


def _place(message: Received) -> Place:
    return message.topic, message.partition, message.offset


def _where(message: Received) -> dict[str, Any]:
    return {"topic": message.topic, "partition": message.partition, "offset": message.offset}


def _report(batch: Sequence[Received], handled: Sequence[Handled]) -> None:
    """Logs the messages of which something was refused, one line each."""
    for message, one in zip(batch, handled, strict=True):
        reasons = sorted({item.reason for item in one.items if item.outcome == REJECTED})
        if reasons:
            refused = sum(item.outcome == REJECTED for item in one.items)
            log.warning("refused", **_where(message), items=len(one.items), refused=refused, reasons=reasons)
