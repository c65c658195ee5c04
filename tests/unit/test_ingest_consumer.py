"""The loop on a consumer and a producer of our own, which do what kafka-python's do without a broker."""

import dataclasses
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from kafka import OffsetAndMetadata, TopicPartition
from kafka.errors import (
    CommitFailedError,
    FencedInstanceIdError,
    KafkaError,
    KafkaTimeoutError,
    MessageSizeTooLargeError,
    ProducerFencedError,
    TopicAuthorizationFailedError,
)

from services.contracts.errors import Reason
from services.contracts.messages import Received
from services.contracts.topics import ARTICLES, RAW, REJECTED
from services.ingest.consumer import Ingest, Limits, batches, first_offsets, next_offsets
from services.ingest.handler import handle
from services.ingest.metrics import Metrics
from services.ingest.shutdown import Stop
from tests.support.ingest import plain, raw

METADATA = object()


def record(message: Received) -> Any:
    return SimpleNamespace(
        topic=message.topic,
        partition=message.partition,
        offset=message.offset,
        key=message.key,
        value=message.value,
        headers=list(message.headers),
        timestamp=message.timestamp_ms,
    )


@dataclass
class Log:
    """A partition's messages, read from `position` on; asks to stop once all is read."""

    messages: Sequence[Received]
    stop: Stop
    position_: int = 0
    troubles: deque[Exception] = field(default_factory=deque)

    def partitions_for_topic(self, topic: str) -> set[int]:
        return {2}

    def subscribe(self, topics: list[str], listener: Any) -> None:
        assert topics == [RAW]
        listener.on_partitions_assigned([TopicPartition(RAW, 2)])

    def poll(self, timeout_ms: int, max_records: int) -> dict[Any, list[Any]]:
        if self.troubles:
            raise self.troubles.popleft()
        found = [record(one) for one in self.messages if one.offset >= self.position_][:max_records]
        if not found:
            self.stop.request()
            return {}
        self.position_ = found[-1].offset + 1
        return {TopicPartition(RAW, 2): found}

    def group_metadata(self) -> Any:
        return METADATA

    def assignment(self) -> set[Any]:
        return {TopicPartition(RAW, 2)}

    def seek(self, partition: Any, offset: int) -> None:
        self.position_ = offset

    def highwater(self, partition: Any) -> int:
        return len(self.messages)

    def position(self, partition: Any, timeout_ms: int) -> int:
        return self.position_


class TwoLogs(Log):
    """Partitions 2 and 3, whose messages come with one poll."""

    def __init__(self, two: Log, three: Log) -> None:
        super().__init__([], two.stop)
        self._logs = {TopicPartition(RAW, 2): two, TopicPartition(RAW, 3): three}

    def poll(self, timeout_ms: int, max_records: int) -> dict[Any, list[Any]]:
        found = {}
        for partition, one in self._logs.items():
            found[partition] = [record(message) for message in one.messages[one.position_ :]]
            one.position_ = len(one.messages)
        if not any(found.values()):
            self.stop.request()
        return found

    def assignment(self) -> set[Any]:
        return set(self._logs)

    def seek(self, partition: Any, offset: int) -> None:
        self._logs[partition].position_ = offset


@dataclass
class Sent:
    message: tuple[str, Any, Any]
    exception: Exception | None = None

    def failed(self) -> bool:
        return self.exception is not None


@dataclass
class Transactions:
    """Keeps what was committed; `troubles` are raised by its methods, `refuses` by the broker for a message.

    As kafka-python does, it gives the error of one message to all that are not yet sent.
    """

    troubles: dict[str, deque[Exception]] = field(default_factory=dict)
    refuses: Callable[[str, Any], Exception | None] = lambda topic, value: None
    committed: list[tuple[str, Any, Any]] = field(default_factory=list)
    offsets: dict[Any, Any] = field(default_factory=dict)
    transactions: int = 0
    _open: list[Sent] | None = None

    def _trouble(self, method: str) -> None:
        if self.troubles.get(method):
            raise self.troubles[method].popleft()

    def begin_transaction(self) -> None:
        assert self._open is None
        self._open, self._offsets = [], {}

    def send(self, topic: str, *, key: Any, value: Any, headers: list[tuple[str, bytes]]) -> Sent:
        self._trouble("send")
        assert self._open is not None
        earlier = next((one.exception for one in self._open if one.failed()), None)
        self._open.append(Sent((topic, key, value), earlier or self.refuses(topic, value)))
        return self._open[-1]

    def flush(self) -> None:
        assert self._open is not None

    def send_offsets_to_transaction(self, offsets: Any, metadata: Any) -> None:
        assert metadata is METADATA
        self._trouble("send_offsets_to_transaction")
        self._offsets = dict(offsets)

    def commit_transaction(self) -> None:
        self._trouble("commit_transaction")
        assert self._open is not None
        self.committed.extend(one.message for one in self._open)
        self.offsets.update(self._offsets)
        self.transactions += 1
        self._open = None

    def abort_transaction(self) -> None:
        self._trouble("abort_transaction")
        self._open = None


def work(
    messages: Sequence[Received], producer: Transactions | None = None, **given: Any
) -> tuple[Transactions, Metrics, Ingest]:
    """Runs the loop over the messages until all are dealt with."""
    stop = Stop()
    producer = producer or Transactions()
    metrics = Metrics(version="test", feeds=["test"])
    limits = Limits(messages=given.pop("most", 100), bytes=given.pop("bytes", 10**9), stall_s=60)
    consumer = Log(messages, stop, troubles=deque(given.pop("polls", ())))
    ingest = Ingest(consumer=consumer, producer=producer, metrics=metrics, stop=stop, limits=limits, **given)
    ingest.run()
    return producer, metrics, ingest


def articles(count: int) -> list[Received]:
    return [raw(plain(id=f"a{i}"), key=f"a{i}".encode(), offset=i) for i in range(count)]


def value(metrics: Metrics, name: str, **labels: str) -> float:
    return metrics.registry.get_sample_value(name, labels) or 0.0


def keys(producer: Transactions, topic: str = ARTICLES) -> list[Any]:
    return [key for at, key, _ in producer.committed if at == topic]


def test_a_poll_is_one_transaction_with_its_offsets() -> None:
    producer, metrics, _ = work(articles(5))
    assert keys(producer) == [f"test/a{i}".encode() for i in range(5)]
    assert producer.transactions == 1
    assert producer.offsets == {TopicPartition(RAW, 2): OffsetAndMetadata(5, "", -1)}
    assert value(metrics, "pledgewire_ingest_messages_total") == 5


def test_a_batch_is_bounded_in_messages_and_in_bytes() -> None:
    assert work(articles(5), most=2)[0].transactions == 3
    assert work(articles(5), bytes=1)[0].transactions == 5


def test_a_bad_message_goes_to_news_rejected_and_the_next_goes_on() -> None:
    messages = [*articles(2), raw(b"{", key=b"bad", offset=2), raw(plain(id="z"), offset=3)]
    producer, metrics, _ = work(messages)
    assert keys(producer) == [b"test/a0", b"test/a1", b"test/z"]
    assert keys(producer, REJECTED) == [b"bad"]
    assert value(metrics, "pledgewire_ingest_rejected_items_total", reason="undecodable") == 1
    assert value(metrics, "pledgewire_ingest_feed_items_total", source="test", outcome="rejected") == 1


def test_a_bug_costs_one_message_and_no_more() -> None:
    def buggy(message: Received, **given: Any) -> Any:
        if message.offset == 1:
            raise KeyError("bug")
        return handle(message, **given)

    producer, metrics, _ = work(articles(3), handler=buggy)
    assert keys(producer) == [b"test/a0", b"test/a2"]
    assert keys(producer, REJECTED) == [b"a1"]
    assert value(metrics, "pledgewire_ingest_rejected_items_total", reason=Reason.INTERNAL) == 1


@pytest.mark.parametrize("method", ["send_offsets_to_transaction", "commit_transaction", "send"])
@pytest.mark.parametrize("trouble", [CommitFailedError("rebalanced"), KafkaTimeoutError("away")], ids=["lost", "away"])
def test_what_may_pass_is_aborted_read_again_and_counted_once(method: str, trouble: Exception) -> None:
    producer, metrics, _ = work(articles(4), Transactions(troubles={method: deque([trouble])}), most=2)
    assert keys(producer) == [f"test/a{i}".encode() for i in range(4)]
    assert value(metrics, "pledgewire_ingest_messages_total") == 4
    assert value(metrics, "pledgewire_ingest_aborted_transactions_total") == 1


def test_what_a_poll_brought_after_a_failed_batch_is_read_again_too() -> None:
    here, there = articles(2), [dataclasses.replace(one, partition=3) for one in articles(2)]
    stop, producer = Stop(), Transactions(troubles={"commit_transaction": deque([CommitFailedError("rebalanced")])})
    consumer = TwoLogs(Log(here, stop), Log(there, stop))
    limits = Limits(messages=100, bytes=1, stall_s=60)
    Ingest(consumer=consumer, producer=producer, metrics=Metrics(version="1"), stop=stop, limits=limits).run()
    assert producer.offsets == {
        TopicPartition(RAW, 2): OffsetAndMetadata(2, "", -1),
        TopicPartition(RAW, 3): OffsetAndMetadata(2, "", -1),
    }
    assert len(keys(producer)) == 4


def too_large(topic: str, value: Any) -> Exception | None:
    return MessageSizeTooLargeError("large") if topic == ARTICLES and b'"a1"' in value else None


def test_what_the_broker_finds_too_large_ends_in_news_rejected_and_nothing_else_does() -> None:
    producer, metrics, _ = work(articles(4), Transactions(refuses=too_large))
    assert keys(producer, REJECTED) == [b"a1"]
    assert keys(producer) == [b"test/a0", b"test/a2", b"test/a3"]
    assert value(metrics, "pledgewire_ingest_rejected_items_total", reason="too_large") == 1


def test_what_the_producer_finds_too_large_ends_in_news_rejected() -> None:
    class Small(Transactions):
        def send(self, topic: str, *, key: Any, value: Any, headers: list[tuple[str, bytes]]) -> Sent:
            problem = too_large(topic, value)
            if problem is not None:
                raise problem
            return super().send(topic, key=key, value=value, headers=headers)

    producer, _, _ = work(articles(3), Small())
    assert keys(producer, REJECTED) == [b"a1"]
    assert keys(producer) == [b"test/a0", b"test/a2"]


def test_a_refusal_that_is_too_large_itself_ends_the_process_rather_than_turn_for_ever() -> None:
    with pytest.raises(MessageSizeTooLargeError):
        work(articles(2), Transactions(refuses=lambda topic, value: MessageSizeTooLargeError("large")))


def test_of_several_failures_the_fence_decides() -> None:
    class Split(Transactions):
        def flush(self) -> None:
            assert self._open is not None
            self._open[0].exception, self._open[1].exception = KafkaTimeoutError("away"), ProducerFencedError()

    with pytest.raises(ProducerFencedError):
        work(articles(2), Split())


@pytest.mark.parametrize("fenced", [ProducerFencedError(), FencedInstanceIdError()], ids=["producer", "member"])
@pytest.mark.parametrize("method", ["send_offsets_to_transaction", "commit_transaction", "send", "abort_transaction"])
def test_an_instance_that_was_replaced_ends_and_commits_nothing(method: str, fenced: Exception) -> None:
    troubles = {method: deque([fenced])}
    if method == "abort_transaction":
        troubles["send"] = deque([KafkaTimeoutError("away")])
    producer = Transactions(troubles=troubles)
    with pytest.raises(type(fenced)):
        work(articles(3), producer)
    assert producer.committed == []


def test_a_fence_behind_another_error_is_seen() -> None:
    wrapped = KafkaError("Cannot perform send because a previous request has failed", ProducerFencedError())
    with pytest.raises(ProducerFencedError):
        work(articles(3), Transactions(troubles={"send": deque([wrapped])}))


def test_an_error_without_a_known_cause_ends_the_process() -> None:
    with pytest.raises(KafkaError, match="state"):
        work(articles(3), Transactions(troubles={"commit_transaction": deque([KafkaError("error state")])}))


def test_a_member_that_was_replaced_ends_at_its_next_poll() -> None:
    with pytest.raises(FencedInstanceIdError):
        work(articles(3), polls=[FencedInstanceIdError()])


def test_a_poll_that_fails_for_a_while_is_tried_again() -> None:
    assert keys(work(articles(1), polls=[KafkaTimeoutError("away")])[0]) == [b"test/a0"]


def test_what_no_retry_mends_ends_the_process() -> None:
    with pytest.raises(TopicAuthorizationFailedError):
        work(articles(1), Transactions(troubles={"send": deque([TopicAuthorizationFailedError()])}))


def test_asked_to_stop_it_finishes_the_transaction_in_hand_and_no_more() -> None:
    stop = Stop()
    producer = Transactions()

    def last(message: Received, **given: Any) -> Any:
        stop.request()
        return handle(message, **given)

    ingest = Ingest(
        consumer=Log(articles(3), stop),
        producer=producer,
        metrics=Metrics(version="test"),
        stop=stop,
        limits=Limits(messages=100, bytes=1, stall_s=60),
        handler=last,
    )
    ingest.run()
    assert keys(producer) == [b"test/a0"]
    assert producer.offsets == {TopicPartition(RAW, 2): OffsetAndMetadata(1, "", -1)}


def test_null_header_values_are_handed_on_as_empty_ones() -> None:
    odd = raw(b"{", headers=[("source", b"test"), ("x", None)], offset=0)  # type: ignore[list-item]
    assert keys(work([odd])[0], REJECTED) == [b"a1"]


def test_probes_tell_whether_it_turns_and_takes_work() -> None:
    _, metrics, ingest = work(articles(1))
    assert ingest.live().ok
    assert ingest.ready().ok
    ingest.on_partitions_revoked([])
    assert not ingest.ready().ok
    assert value(metrics, "pledgewire_ingest_lag_messages", partition="2") == 0


def test_a_loop_that_stalls_is_not_alive() -> None:
    stop = Stop()
    stop.request()
    limits = Limits(messages=1, bytes=1, stall_s=0)
    ingest = Ingest(
        consumer=Log([], stop), producer=Transactions(), metrics=Metrics(version="test"), stop=stop, limits=limits
    )
    assert not ingest.live().ok


def test_batches_keep_order_and_let_one_large_message_through() -> None:
    messages = [raw(b"x" * size, headers=(), offset=i) for i, size in enumerate((3, 3, 9, 1, 1))]
    assert [[one.offset for one in batch] for batch in batches(messages, 6)] == [[0, 1], [2], [3, 4]]
    assert list(batches([], 6)) == []


def test_offsets_are_those_of_the_first_and_after_the_last_message() -> None:
    messages = articles(4)[1:]
    assert first_offsets(messages) == {TopicPartition(RAW, 2): 1}
    assert next_offsets(messages) == {TopicPartition(RAW, 2): OffsetAndMetadata(4, "", -1)}
