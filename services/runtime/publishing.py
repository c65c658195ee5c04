"""Sends messages as a feed producer does: idempotent, all replicas, and the broker's word awaited for each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kafka import KafkaProducer
from kafka.errors import KafkaError

from services.contracts.messages import Outgoing
from services.contracts.topics import largest_message_bytes

DELIVERY_TIMEOUT_S = 25.0
"""How long the client tries to deliver: less than we wait for it, so that what is reported as not sent is not sent."""
ACK_TIMEOUT_S = 30.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """What became of a message: where the broker put it, or why it did not take it."""

    message: Outgoing
    partition: int = -1
    offset: int = -1
    error: str = ""


def publish(bootstrap: str, messages: Iterable[Outgoing], *, window: int = 200) -> Iterator[Sent]:
    """Yields one `Sent` a message, in order; at most `window` of them are under way at a time.

    Raises KafkaError when no broker can be reached.
    """
    producer = KafkaProducer(
        bootstrap_servers=bootstrap.split(","),
        acks="all",
        enable_idempotence=True,
        max_request_size=largest_message_bytes(),
        compression_type="gzip",
        linger_ms=5,
        request_timeout_ms=10_000,
        delivery_timeout_ms=int(DELIVERY_TIMEOUT_S * 1000),
    )
    under_way: list[tuple[Outgoing, Any]] = []
    try:
        for message in messages:
            under_way.append((message, _send(producer, message)))
            if len(under_way) >= window:
                yield from map(_settled, under_way)
                under_way.clear()
        yield from map(_settled, under_way)
    finally:
        producer.close(timeout=ACK_TIMEOUT_S)


def _send(producer: KafkaProducer, message: Outgoing) -> Any:
    try:
        return producer.send(message.topic, key=message.key, value=message.value, headers=list(message.headers))
    except KafkaError as problem:  # refused before it left: too large, or no metadata
        return problem


def _settled(pair: tuple[Outgoing, Any]) -> Sent:
    message, future = pair
    if isinstance(future, KafkaError):
        return Sent(message=message, error=str(future))
    try:
        metadata = future.get(timeout=ACK_TIMEOUT_S)
    except KafkaError as problem:
        return Sent(message=message, error=str(problem))
    return Sent(message=message, partition=metadata.partition, offset=metadata.offset)
