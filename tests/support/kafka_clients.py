"""An independent client (librdkafka's) at both ends: what a test puts into topics, and what it finds there."""

import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from confluent_kafka import Consumer, KafkaError, KafkaException, Message, Producer, TopicPartition
from confluent_kafka.admin import (
    AdminClient,
    AlterConfigOpType,
    ConfigEntry,
    ConfigResource,
    ResourceType,
)

from services.contracts.messages import Received
from services.contracts.topics import load_topics

MAX_BYTES = 16 * 1024 * 1024
LEADERLESS = (KafkaError.NOT_LEADER_FOR_PARTITION, KafkaError.LEADER_NOT_AVAILABLE, KafkaError.UNKNOWN_TOPIC_OR_PART)
QUIET = {"log_level": 0}


def producer(bootstrap: str, **settings: str | int) -> Producer:
    return Producer(
        {
            "bootstrap.servers": bootstrap,
            "message.max.bytes": MAX_BYTES,
            "partitioner": "murmur2_random",
            "linger.ms": 1,
            **QUIET,
            **settings,
        }
    )


def send(bootstrap: str, topic: str, messages: Iterable[tuple[str, bytes | None]], **headers: str) -> None:
    """Sends keys and values, with the same headers each, and returns when the broker has them."""
    sender = producer(bootstrap)
    for key, value in messages:
        sender.produce(topic, key=key, value=value, headers=[(name, text.encode()) for name, text in headers.items()])
    assert sender.flush(60) == 0


def start_group_here(bootstrap: str, group: str, topic: str) -> None:
    """Has a new consumer group begin at the end of the topic: what other tests left there is not its affair."""
    consumer = _consumer(bootstrap, group)
    try:
        ends = [TopicPartition(topic, p.partition, _end(consumer, p)) for p in _partitions(consumer, [topic])]
        consumer.commit(offsets=ends, asynchronous=False)
    finally:
        consumer.close()


@contextmanager
def topic_that_takes(bootstrap: str, topic: str, *, most_bytes: int) -> Iterator[None]:
    """Has a topic refuse larger messages meanwhile; then it takes again what the map says."""
    admin = AdminClient({"bootstrap.servers": bootstrap, **QUIET})
    _take_at_most(admin, topic, most_bytes)
    try:
        yield
    finally:
        _take_at_most(admin, topic, load_topics()[topic].max_message_bytes)


def _take_at_most(admin: AdminClient, topic: str, most_bytes: int) -> None:
    entry = ConfigEntry("max.message.bytes", str(most_bytes), incremental_operation=AlterConfigOpType.SET)
    resource = ConfigResource(ResourceType.TOPIC, topic, incremental_configs=[entry])
    admin.incremental_alter_configs([resource])[resource].result(30)


def committed(bootstrap: str, group: str, topic: str) -> dict[int, int]:
    """Returns what a group has committed, by partition."""
    consumer = _consumer(bootstrap, group)
    try:
        found = consumer.committed(_partitions(consumer, [topic]), timeout=10)
        return {p.partition: p.offset for p in found}
    finally:
        consumer.close()


class Tail:
    """Reads topics, committed messages only, from where they ended when this was made."""

    def __init__(self, bootstrap: str, topics: Sequence[str]) -> None:
        self.seen: list[Received] = []
        self._consumer = _consumer(bootstrap, f"tail-{uuid.uuid4()}")
        starts = [
            TopicPartition(p.topic, p.partition, _end(self._consumer, p)) for p in _partitions(self._consumer, topics)
        ]
        self._consumer.assign(starts)
        self._consumer.poll(0.1)  # fetching begins: what comes later is seen at once

    def close(self) -> None:
        self._consumer.close()

    def read_until(self, enough: Callable[[list[Received]], bool], *, timeout_s: float = 30.0) -> list[Received]:
        """Reads until what was seen is enough, and returns all of it; fails the test if it is not in time."""
        deadline = time.monotonic() + timeout_s
        while not enough(self.seen):
            assert time.monotonic() < deadline, f"only {len(self.seen)} messages within {timeout_s:.0f} s"
            self.seen.extend(_received(m) for m in self._consumer.consume(500, timeout=0.1) if m.error() is None)
        return self.seen

    def of(self, topic: str) -> list[Received]:
        """Returns what was seen of one topic."""
        return [message for message in self.seen if message.topic == topic]


def _consumer(bootstrap: str, group: str) -> Consumer:
    return Consumer(
        {
            "bootstrap.servers": bootstrap,
            "group.id": group,
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
            "isolation.level": "read_committed",
            "fetch.message.max.bytes": MAX_BYTES,
            **QUIET,
        }
    )


def _partitions(consumer: Consumer, topics: Sequence[str]) -> list[TopicPartition]:
    known = consumer.list_topics(timeout=10).topics
    return [TopicPartition(topic, number) for topic in topics for number in known[topic].partitions]


def _end(consumer: Consumer, partition: TopicPartition) -> int:
    """Returns a partition's end; tries on while a topic just made is still without a leader."""
    deadline = time.monotonic() + 20
    while True:
        try:
            _, end = consumer.get_watermark_offsets(partition, timeout=10)
            return int(end)
        except KafkaException as problem:
            if problem.args[0].code() not in LEADERLESS or time.monotonic() > deadline:
                raise
            consumer.list_topics(timeout=10)


def _received(message: Message) -> Received:
    return Received(
        topic=message.topic() or "",
        partition=message.partition() or 0,
        offset=message.offset() or 0,
        key=message.key(),
        value=message.value(),
        headers=tuple(message.headers() or ()),
        timestamp_ms=message.timestamp()[1],
    )
