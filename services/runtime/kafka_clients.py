"""kafka-python clients for consume, transform, produce in one transaction, with the settings that measurements chose.

Measured with Apache Kafka 4.1 and kafka-python 3.0.12, times to be back at work after SIGKILL: 44 s with the default
session of 45 s, 5 to 6 s with one of 6 s, 1.2 s with a fixed group instance id too, 0.8 s with a short retry back-off.
"""

from typing import Any

from kafka import KafkaConsumer, KafkaProducer

from services.contracts.topics import largest_message_bytes
from services.runtime.header_names import tolerate_header_names

SESSION_TIMEOUT_MS = 6_000
"""The least that a broker grants unless told otherwise."""
TRANSACTION_TIMEOUT_MS = 10_000
"""How long a transaction of an instance that never comes back may block readers."""
RETRY_BACKOFF_MS = 15
RECONNECT_BACKOFF_MAX_MS = 1_000
BOOTSTRAP_TIMEOUT_MS = 5_000
MAX_PARTITION_FETCH_BYTES = 2 * 1024 * 1024
"""A larger message comes all the same, alone."""
MAX_FETCH_BYTES = 16 * 1024 * 1024
PRODUCER_BATCH_BYTES = 256 * 1024


def transactional_producer(*, bootstrap: str, transactional_id: str) -> Any:
    """Returns a producer whose transactions are ready: those of an earlier instance of the same id are aborted."""
    producer = KafkaProducer(
        bootstrap_servers=bootstrap.split(","),
        client_id=transactional_id,
        transactional_id=transactional_id,
        transaction_timeout_ms=TRANSACTION_TIMEOUT_MS,
        bootstrap_timeout_ms=BOOTSTRAP_TIMEOUT_MS,
        retry_backoff_ms=RETRY_BACKOFF_MS,
        reconnect_backoff_max_ms=RECONNECT_BACKOFF_MAX_MS,
        max_request_size=largest_message_bytes(),
        batch_size=PRODUCER_BATCH_BYTES,
        linger_ms=2,
        allow_auto_create_topics=False,
    )
    try:
        producer.init_transactions()
    except BaseException:
        producer.close(timeout=0)
        raise
    return producer


def group_consumer(*, bootstrap: str, group: str, instance: str, max_poll_records: int) -> Any:
    """Returns a consumer of committed messages that commits nothing by itself; `instance` is unique in the group."""
    tolerate_header_names()
    return KafkaConsumer(
        bootstrap_servers=bootstrap.split(","),
        client_id=instance,
        group_id=group,
        group_instance_id=instance,
        isolation_level="read_committed",
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        session_timeout_ms=SESSION_TIMEOUT_MS,
        heartbeat_interval_ms=1_500,
        bootstrap_timeout_ms=BOOTSTRAP_TIMEOUT_MS,
        retry_backoff_ms=RETRY_BACKOFF_MS,
        reconnect_backoff_max_ms=RECONNECT_BACKOFF_MAX_MS,
        max_poll_records=max_poll_records,
        max_partition_fetch_bytes=MAX_PARTITION_FETCH_BYTES,
        fetch_max_bytes=MAX_FETCH_BYTES,
        fetch_max_wait_ms=200,
        allow_auto_create_topics=False,
    )
