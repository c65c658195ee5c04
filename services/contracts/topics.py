"""The topics, read from `schemas/topics.yaml`, the one place that says what they are."""

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

RAW = "news.raw"
ARTICLES = "news.articles"
COMMITMENTS = "nato.commitments"
OUTCOMES = "news.outcomes"
REJECTED = "news.rejected"

MAP = Path(__file__).resolve().parents[2] / "schemas" / "topics.yaml"


class Topic(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One topic of the map; sizes in bytes, retention in hours."""

    purpose: str
    key: str
    schema: str | None
    headers: tuple[str, ...]
    producers: tuple[str, ...]
    consumers: tuple[str, ...]
    dead_letters: str | None
    partitions: int
    retention_hours: int
    cleanup_policy: Literal["delete", "compact"]
    max_message_bytes: int

    def config(self) -> dict[str, str]:
        """Returns the topic's settings under Kafka's own names."""
        return {
            "cleanup.policy": self.cleanup_policy,
            "retention.ms": str(self.retention_hours * 3_600_000),
            "max.message.bytes": str(self.max_message_bytes),
        }


class _Map(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    topics: dict[str, Topic]


def load_topics(path: Path = MAP) -> dict[str, Topic]:
    """Returns the topics by name, in the order of the file."""
    return msgspec.yaml.decode(path.read_bytes(), type=_Map).topics


@cache
def largest_message_bytes() -> int:
    """Returns the size that clients and brokers must allow for: the largest message that any topic takes."""
    return max(topic.max_message_bytes for topic in load_topics().values())
