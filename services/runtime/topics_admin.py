"""Creates the topics of the map on a broker; those that stand are left as they are."""

import socket
import time
from collections.abc import Mapping

from kafka.admin import KafkaAdminClient
from kafka.errors import KafkaConfigurationError, KafkaError, KafkaTimeoutError, TopicAlreadyExistsError, for_code

from services.contracts.topics import Topic

ANSWER_TIMEOUT_MS = 10_000
POLL_S = 0.1


def create_topics(
    bootstrap: str, topics: Mapping[str, Topic], *, replication: int = 1, patience_s: float = 10.0
) -> tuple[str, ...]:
    """Returns the names of the topics that were created, once every topic has a leader for each of its partitions.

    Raises KafkaError when no broker listens at `bootstrap` within `patience_s` seconds, or when it refuses a topic.
    """
    _await_listener(bootstrap.split(","), patience_s)
    admin = KafkaAdminClient(bootstrap_servers=bootstrap.split(","), bootstrap_timeout_ms=ANSWER_TIMEOUT_MS)
    try:
        wanted = {
            name: {
                "num_partitions": topic.partitions,
                "replication_factor": replication,
                "configs": topic.config(),
            }
            for name, topic in topics.items()
        }
        answer = admin.create_topics(wanted, timeout_ms=ANSWER_TIMEOUT_MS, raise_errors=False)
        created = tuple(one["name"] for one in answer["topics"] if _is_new(one))
        admin.wait_for_topics(list(topics), timeout_ms=ANSWER_TIMEOUT_MS)
        return created
    finally:
        admin.close()


def _await_listener(addresses: list[str], patience_s: float) -> None:
    """Waits until one of the addresses takes a connection: kafka-python's own word for that it does not is obscure."""
    deadline = time.monotonic() + patience_s
    while not any(map(_listens, addresses)):
        if time.monotonic() > deadline:
            raise KafkaTimeoutError(f"no broker answers at {','.join(addresses)}")
        time.sleep(POLL_S)


def _listens(address: str) -> bool:
    host, _, port = address.strip().rpartition(":")
    if not (host and port.isdecimal() and int(port) < 65536):
        raise KafkaConfigurationError(f"{address!r} is not host:port")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=2).close()
    except OSError:
        return False
    return True


def _is_new(answer: Mapping[str, object]) -> bool:
    """Whether the topic was created by this request; raises for any answer but that and "already exists"."""
    if answer["error_code"] == 0:
        return True
    error: type[KafkaError] = for_code(answer["error_code"])
    if error is TopicAlreadyExistsError:
        return False
    raise error(f"{answer['name']}: {answer['error_message']}")
