"""Dead letters: the original message untouched, with why, where and when in headers beside its own."""

from datetime import datetime

from services.contracts.errors import Reason
from services.contracts.headers import text_headers, utc
from services.contracts.messages import Outgoing, Received
from services.contracts.topics import REJECTED

PREFIX = "rejected_"


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
    own earlier rejections.
    """
    own = [(name, value) for name, value in message.headers if not name.startswith(PREFIX)]
    earlier = message.header(PREFIX + "attempt") or ""
    attempt = 1 + (int(earlier) if earlier.isascii() and earlier.isdigit() and len(earlier) < 6 else 0)
    facts = {
        "reason": reason.value,
        "detail": detail[:1000],
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
    return Outgoing(topic=REJECTED, key=message.key, value=message.value, headers=[*own, *headers])
