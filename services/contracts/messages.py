"""Kafka messages as plain data, so that handlers and tests need no client."""

from collections.abc import Sequence
from dataclasses import dataclass

Headers = Sequence[tuple[str, bytes]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """A message as read from a topic; `timestamp_ms` is the broker's record time (ms since 1970)."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: Headers = ()
    timestamp_ms: int = 0

    def header(self, name: str) -> str | None:
        """Returns the last header of that name as text (undecodable bytes replaced), or None."""
        found = [value for key, value in self.headers if key == name and value is not None]
        return found[-1].decode("utf-8", "replace") if found else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Outgoing:
    """A message to be sent."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: Headers = ()
