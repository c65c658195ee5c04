"""Why messages are refused. `Invalid` is for its producer to mend and is never
retried; whatever else a handler raises is a bug of ours."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a message or an item of it was refused; the closed list behind `rejected_reason` and the metrics."""

    MISSING_SOURCE = "missing_source"
    MISSING_KEY = "missing_key"
    UNDECODABLE = "undecodable"
    UNKNOWN_FORMAT = "unknown_format"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    MISSING_FIELD = "missing_field"
    INVALID_FIELD = "invalid_field"
    NO_TEXT = "no_text"
    TIMEOUT = "timeout"
    CRASH = "crash"
    INTERNAL = "internal"


OURS = frozenset({Reason.TIMEOUT, Reason.CRASH, Reason.INTERNAL})
"""Reasons that are a service's own failures, or may be; all others are for the producer to mend."""


class Invalid(Exception):
    """A message that its producer must mend: dead letter, never retried.

    `field` is the path of the field at fault (`versioncreated`, `events[2].stage`; empty for the whole message),
    `found` what stood there (shortened), `wanted` what would be accepted.
    """

    def __init__(self, reason: Reason, *, field: str = "", found: str = "", wanted: str = "") -> None:
        self.reason = reason
        self.field = field
        self.found = found if len(found) <= 120 else found[:117] + "..."
        self.wanted = wanted
        super().__init__(reason, field, self.found, wanted)

    def __str__(self) -> str:
        where = f"{self.field}: " if self.field else ""
        parts = [where + self.reason.value.replace("_", " ")]
        if self.found:
            parts.append(f"found {self.found}")
        if self.wanted:
            parts.append(f"wanted {self.wanted}")
        return "; ".join(parts)
