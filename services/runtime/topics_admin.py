"""Creates the topics of the map on a broker; those that stand are left as they are."""

from collections.abc import Mapping

from kafka.admin import KafkaAdminClient
from kafka.errors import KafkaError, KafkaTimeoutError, TopicAlreadyExistsError, for_code

from services.contracts.topics import Topic

ANSWER_TIMEOUT_MS = 10_000


def create_topics(bootstrap: str, topics: Mapping[str, Topic], *, replication: int = 1) -> tuple[str, ...]:
    """Returns the names of the topics that were created, once every topic has a leader for each of its partitions.

    Raises KafkaError when no broker answers at `bootstrap` within ten seconds, or when it refuses a topic.
    """
    admin = _connect(bootstrap)
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


def _connect(bootstrap: str) -> KafkaAdminClient:
    try:
        return KafkaAdminClient(bootstrap_servers=bootstrap.split(","), bootstrap_timeout_ms=ANSWER_TIMEOUT_MS)
    except KafkaTimeoutError as problem:
        raise KafkaTimeoutError(f"no broker answers at {bootstrap}") from problem


def _is_new(answer: Mapping[str, object]) -> bool:
    """Whether the topic was created by this request; raises for any answer but that and "already exists"."""
    if answer["error_code"] == 0:
        return True
    error: type[KafkaError] = for_code(answer["error_code"])
    if error is TopicAlreadyExistsError:
        return False
    raise error(f"{answer['name']}: {answer['error_message']}")
