"""Reads what stands in a topic now, from its first record to its last, committed records only."""

import time
from collections.abc import Iterable, Iterator
from typing import Any

from kafka import KafkaConsumer, TopicPartition

from services.contracts.messages import Received
from services.runtime.header_names import tolerate_header_names

POLL_MS = 500
STALL_S = 20.0
MAX_FETCH_BYTES = 32 * 1024 * 1024


def records(bootstrap: str, topic: str, *, stall_s: float = STALL_S) -> Iterator[Received]:
    """Yields the records between the first and the last stable offset at the time of the call, partition by partition.

    Raises TimeoutError when the broker sends nothing for `stall_s` seconds though more is due, LookupError when the
    topic is not there.
    """
    consumer = open_consumer(bootstrap)
    try:
        for partition in partitions_of(consumer, topic):
            yield from _of_partition(consumer, partition, stall_s)
    finally:
        consumer.close()


def open_consumer(bootstrap: str, **settings: Any) -> KafkaConsumer:
    """Returns a consumer without a group that reads committed records from the earliest on."""
    tolerate_header_names()
    return KafkaConsumer(
        bootstrap_servers=bootstrap.split(","),
        isolation_level="read_committed",
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        max_partition_fetch_bytes=MAX_FETCH_BYTES,
        **settings,
    )


def partitions_of(consumer: KafkaConsumer, topic: str) -> list[TopicPartition]:
    """Returns the topic's partitions in order; raises LookupError when there are none."""
    numbers = consumer.partitions_for_topic(topic)
    if not numbers:
        raise LookupError(f"there is no topic {topic}: run `pledgewire topics create`")
    return [TopicPartition(topic, number) for number in sorted(numbers)]


def kept_since_ms(bootstrap: str, topics: Iterable[str]) -> int:
    """Returns from when on (ms since 1970) nothing of these topics has been dropped: 0 where nothing has been yet.

    Partitions lose their oldest records a file at a time, so the youngest first record of any counts.
    """
    consumer = open_consumer(bootstrap)
    try:
        partitions = [partition for topic in topics for partition in partitions_of(consumer, topic)]
        cut = [partition for partition, first in consumer.beginning_offsets(partitions).items() if first > 0]
        firsts = [next(_of_partition(consumer, partition, STALL_S), None) for partition in cut]
        return max((record.timestamp_ms for record in firsts if record), default=0)
    finally:
        consumer.close()


def received(record: Any) -> Received:
    """Returns kafka-python's record as plain data."""
    return Received(
        topic=record.topic,
        partition=record.partition,
        offset=record.offset,
        key=record.key,
        value=record.value,
        headers=tuple(record.headers),
        timestamp_ms=record.timestamp,
    )


def _of_partition(consumer: KafkaConsumer, partition: TopicPartition, stall_s: float) -> Iterator[Received]:
    consumer.assign([partition])
    end = consumer.end_offsets([partition])[partition]
    consumer.seek_to_beginning(partition)
    last = time.monotonic()
    while consumer.position(partition) < end:
        batch = consumer.poll(timeout_ms=POLL_MS).get(partition, [])
        yield from (received(record) for record in batch if record.offset < end)
        if batch:
            last = time.monotonic()
        elif time.monotonic() - last > stall_s:
            at = consumer.position(partition)
            raise TimeoutError(f"{partition.topic}[{partition.partition}]: nothing came after offset {at} of {end}")
