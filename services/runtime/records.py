"""Reads what stands in a topic now, from its first record to its last, committed records only."""

import time
from collections.abc import Iterator
from typing import Any

from kafka import KafkaConsumer, TopicPartition

from services.contracts.messages import Received
from services.runtime.header_names import tolerate_header_names

POLL_MS = 500
MAX_FETCH_BYTES = 32 * 1024 * 1024


def records(bootstrap: str, topic: str, *, stall_s: float = 20.0) -> Iterator[Received]:
    """Yields the records between the first and the last stable offset at the time of the call, partition by partition.

    Raises TimeoutError when the broker sends nothing for `stall_s` seconds though more is due.
    """
    consumer = open_consumer(bootstrap)
    try:
        partitions = [TopicPartition(topic, number) for number in sorted(consumer.partitions_for_topic(topic) or ())]
        for partition in partitions:
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
