"""Kafka headers of what we publish: CloudEvents 1.0 in binary mode, filters, marks, and the trace.

Values are text in UTF-8; lists are comma-separated. `schemas/README.md` has the table.
"""

from datetime import UTC, datetime

from services.contracts.messages import Headers

CONTENT_TYPE = "content-type"
CONTENT_ENCODING = "content-encoding"
SOURCE = "source"
BACKFILL = "backfill"
EMBARGO = "embargo"
REPROCESSED = "reprocessed"
TRACEPARENT = "traceparent"


def cloudevent(*, id: str, source: str, type: str, subject: str, time: datetime) -> list[tuple[str, bytes]]:
    """Returns the CloudEvents attributes; `type` is a schema name such as `article/1`, `time` an aware time."""
    name, _, version = type.partition("/")
    attributes = {
        "ce_specversion": "1.0",
        "ce_id": id,
        "ce_source": f"/pledgewire/{source}",
        "ce_type": f"pledgewire.{name}.v{version}",
        "ce_subject": subject,
        "ce_time": utc(time),
        CONTENT_TYPE: "application/json",
    }
    return text_headers(attributes)


def text_headers(values: dict[str, str]) -> list[tuple[str, bytes]]:
    """Returns headers from names and texts, empty texts left out."""
    return [(name, value.encode()) for name, value in values.items() if value]


def handed_on(headers: Headers, *names: str) -> list[tuple[str, bytes]]:
    """Returns those of `headers` that bear one of `names`, as they came."""
    return [(name, value) for name, value in headers if name in names]


def utc(time: datetime) -> str:
    """Returns an aware time in UTC as RFC 3339 with milliseconds and `Z`."""
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
