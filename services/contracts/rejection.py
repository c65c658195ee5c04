"""Dead letters: the original message untouched, with why, where and when in headers beside its own."""

from datetime import datetime
from typing import Annotated

import msgspec

from services.contracts.errors import Reason
from services.contracts.fields import Moment, described
from services.contracts.headers import text_headers, utc
from services.contracts.messages import Outgoing, Received
from services.contracts.topics import REJECTED

PREFIX = "rejected_"
LONGEST_DETAIL = 1000
NUMBER = r"^\d+$"


class Rejection(msgspec.Struct, frozen=True, kw_only=True):
    """Headers of a message on `news.rejected` beside its own: all texts, and those that say nothing are left out."""

    rejected_reason: Annotated[Reason, described("Why: what a program acts on.", "invalid_field")]
    rejected_detail: Annotated[
        str,
        described(
            "What was found and what is wanted, item by item.", "published: invalid field; found 'ooit'; wanted a date"
        ),
    ] = ""
    rejected_field: Annotated[str, described("The first field at fault, as the producer spells it.", "published")] = ""
    rejected_item: Annotated[
        str, described("Which items of a message that holds several, comma-separated: the first 500.", "[1],[3]")
    ] = ""
    rejected_items: Annotated[str, described("How many items are refused.", "2", pattern=NUMBER)]
    rejected_error: Annotated[str, described("Class of the error.", "Invalid")] = ""
    rejected_by: Annotated[str, described("Service and version.", "ingest/0.1.0", least=1)]
    rejected_time: Moment
    rejected_attempt: Annotated[str, described("1 for the first refusal.", "1", pattern=NUMBER)]
    rejected_topic: Annotated[str, described("Topic that the message was read from.", "news.raw", least=1)]
    rejected_partition: Annotated[str, described("Its partition there.", "3", pattern=NUMBER)]
    rejected_offset: Annotated[str, described("Its offset there.", "1042", pattern=NUMBER)]
    rejected_timestamp_ms: Annotated[
        str, described("The broker's time of the message, milliseconds since 1970.", "1741797600000", pattern=NUMBER)
    ]


def reject(
    message: Received,
    *,
    reason: Reason,
    detail: str,
    by: str,
    time: datetime,
    error: str = "",
    field: str = "",
    item: str = "",
    items: int = 1,
) -> Outgoing:
    """Returns the message for `news.rejected`.

    `by` is service and version (`ingest/0.1.0`), `error` the class of the exception, `field` the path at fault, `item`
    which items of a message that holds several, `items` how many are refused. The attempt is counted from the message's
    own earlier rejections. A message with neither key nor value gets an empty value: clients refuse to send nothing.
    """
    own = [(name, value) for name, value in message.headers if not name.startswith(PREFIX)]
    earlier = message.header(PREFIX + "attempt") or ""
    attempt = 1 + (int(earlier) if earlier.isascii() and earlier.isdigit() and len(earlier) < 6 else 0)
    facts = {
        "reason": reason.value,
        "detail": detail[:LONGEST_DETAIL],
        "error": error,
        "field": field,
        "item": item,
        "items": str(items),
        "by": by,
        "time": utc(time),
        "attempt": str(attempt),
        "topic": message.topic,
        "partition": str(message.partition),
        "offset": str(message.offset),
        "timestamp_ms": str(message.timestamp_ms),
    }
    headers = text_headers({PREFIX + name: value for name, value in facts.items()})
    value = b"" if message.key is None and message.value is None else message.value
    return Outgoing(topic=REJECTED, key=message.key, value=value, headers=[*own, *headers])
