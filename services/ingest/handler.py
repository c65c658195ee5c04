"""One raw message in; articles, at most one dead letter, and a count of its items out. Pure: the clock is handed in.

Every item of the message ends either as an article or in the list of items that the dead letter gives. The original
bytes stand in that dead letter once, however many items are at fault.
"""

import functools
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from services.contracts.article import Article
from services.contracts.codec import encode
from services.contracts.errors import Invalid, Reason
from services.contracts.headers import (
    BACKFILL,
    CONTENT_ENCODING,
    CONTENT_TYPE,
    EMBARGO,
    SOURCE,
    TRACEPARENT,
    cloudevent,
    text_headers,
    utc,
)
from services.contracts.messages import Headers, Outgoing, Received
from services.contracts.rejection import reject
from services.contracts.topics import ARTICLES, load_topics
from services.ingest.items import Refused
from services.ingest.reading import read, tombstone

OVERHEAD_BYTES = 1024
"""Allowed for what Kafka adds to key, value and headers of a message that travels alone in its batch."""
MOST_LABELS = 500
REJECTED = "rejected"

_TRACEPARENT = re.compile(r"(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?")
_YES, _NO = frozenset({"true", "1", "yes"}), frozenset({"", "false", "0", "no"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """How one item ended: `outcome` is its status, or `rejected` with a `reason`; `format` is empty where unknown."""

    outcome: str
    format: str
    language: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Handled:
    """What one message comes to: its items counted, and the messages to be sent, both never empty."""

    source: str
    items: tuple[Counted, ...]
    messages: tuple[Outgoing, ...]


def handle(message: Received, *, now: datetime) -> Handled:
    """Returns what becomes of a raw message; never raises for what its bytes and headers hold."""
    source = message.header(SOURCE) or ""
    trace = _trace(message)
    articles: list[Outgoing] = []
    items: list[Counted] = []
    refused: list[Refused] = []
    for result in results(message):
        outgoing = result if isinstance(result, Refused) else _publish(result, trace=trace, now=now)
        if isinstance(outgoing, Refused):
            refused.append(outgoing)
            reason = outgoing.problem.reason.value
            items.append(Counted(outcome=REJECTED, format=outgoing.format, reason=reason))
        elif isinstance(result, Article):
            articles.append(outgoing)
            items.append(Counted(outcome=result.status.value, format=result.format, language=result.language))
    letters = [_dead_letter(message, refused, trace=trace, now=now)] if refused else []
    return Handled(source=source, items=tuple(items), messages=(*articles, *letters))


def refuse_whole(message: Received, *, reason: Reason, detail: str, error: str, now: datetime) -> Handled:
    """Returns the refusal of a message for a fault that is not its producer's: a bug of ours, or a limit of Kafka."""
    letter = reject(message, reason=reason, detail=detail, error=error, by=_by(), time=now)
    item = Counted(outcome=REJECTED, format="", reason=reason.value)
    return Handled(source=message.header(SOURCE) or "", items=(item,), messages=(_traced(letter, _trace(message)),))


def results(message: Received) -> Sequence[Article | Refused]:
    """Returns what becomes of each item of a raw message, a tombstone included; never empty."""
    try:
        source, key, backfill = _text_header(message, SOURCE), _key(message), _backfill(message)
        if not source:
            raise Invalid(Reason.MISSING_SOURCE, field="header source", wanted="the name of the feed")
        if message.value is None:
            return (tombstone(source=source, key=key, modified=_sent(message), backfill=backfill),)
    except Invalid as problem:
        return (Refused(problem=problem),)
    return read(
        message.value,
        content_type=message.header(CONTENT_TYPE) or "",
        content_encoding=message.header(CONTENT_ENCODING) or "",
        source=source,
        key=key,
        backfill=backfill,
    )


def _key(message: Received) -> str:
    if not message.key or not message.key.strip():
        raise Invalid(Reason.MISSING_KEY, field="key", wanted="the item's own id, or the feed's for a whole feed")
    return _utf8(message.key, field="key")


def _text_header(message: Received, name: str) -> str:
    found = [value for header, value in message.headers if header == name]
    return _utf8(found[-1], field=f"header {name}").strip() if found else ""


def _backfill(message: Received) -> bool:
    stated = _text_header(message, BACKFILL).lower()
    if stated not in _YES | _NO:
        raise Invalid(Reason.INVALID_FIELD, field="header backfill", found=repr(stated), wanted="true or false")
    return stated in _YES


def _utf8(value: bytes, *, field: str) -> str:
    try:
        text = value.decode()
    except UnicodeDecodeError:
        raise Invalid(Reason.INVALID_FIELD, field=field, found=repr(value[:40]), wanted="text in UTF-8") from None
    if "\0" in text or len(text) > 500:
        wanted = "at most 500 characters, none of them NUL"
        raise Invalid(Reason.INVALID_FIELD, field=field, found=repr(text[:40]), wanted=wanted)
    return text


def _sent(message: Received) -> str:
    """Returns when a message was sent, as RFC 3339, or an empty text where the broker does not say."""
    return utc(datetime.fromtimestamp(message.timestamp_ms / 1000, UTC)) if message.timestamp_ms > 0 else ""


def _publish(article: Article, *, trace: str, now: datetime) -> Outgoing | Refused:
    """Returns the message for `news.articles`, or the refusal of an article that is too large for the topic."""
    headers = [
        *cloudevent(
            id=_message_id(article), source="ingest", type=article.schema, subject=article.article_id, time=now
        ),
        *text_headers(
            {
                SOURCE: article.source,
                "language": article.language,
                "status": article.status.value,
                BACKFILL: "true" if article.backfill else "",
                EMBARGO: article.embargo_until or "",
                TRACEPARENT: trace,
            }
        ),
    ]
    outgoing = Outgoing(topic=ARTICLES, key=article.article_id.encode(), value=encode(article), headers=headers)
    size, most = _size(outgoing), _most_bytes()
    if size <= most:
        return outgoing
    problem = Invalid(Reason.TOO_LARGE, found=f"{size} bytes as article/1", wanted=f"at most {most} bytes")
    return Refused(format=article.format, problem=problem)


def _message_id(article: Article) -> str:
    """Returns the id that a repeat of this article, version, content and status shares."""
    parts = [article.article_id, article.version, article.content_hash, article.status.value]
    return hashlib.sha256(encode({"": parts})).hexdigest()[:32]


def _dead_letter(message: Received, refused: Sequence[Refused], *, trace: str, now: datetime) -> Outgoing:
    first = refused[0]
    details = (f"{one.label}: {one.problem}" if one.label else str(one.problem) for one in refused[:MOST_LABELS])
    letter = reject(
        message,
        reason=first.problem.reason,
        detail=" | ".join(details),
        error=type(first.problem).__name__,
        field=first.problem.field,
        item=",".join(one.label for one in refused[:MOST_LABELS]),
        items=len(refused),
        by=_by(),
        time=now,
    )
    return _traced(letter, trace)


def _traced(letter: Outgoing, trace: str) -> Outgoing:
    """Returns the dead letter with its trace."""
    traced = any(name == TRACEPARENT for name, _ in letter.headers)
    headers: Headers = letter.headers if traced else [*letter.headers, (TRACEPARENT, trace.encode())]
    return Outgoing(topic=letter.topic, key=letter.key, value=letter.value, headers=headers)


def _trace(message: Received) -> str:
    """Returns the message's W3C trace context, or one made from its place in the topic, the same at each attempt."""
    given = (message.header(TRACEPARENT) or "").strip()
    if len(given) <= 200 and _TRACEPARENT.fullmatch(given):
        return given
    place = f"{message.topic}/{message.partition}/{message.offset}/{message.timestamp_ms}"
    digest = hashlib.sha256(place.encode()).hexdigest()
    return f"00-{digest[:32]}-{digest[32:48]}-01"


def _size(message: Outgoing) -> int:
    headers = sum(len(name.encode()) + len(value) + 10 for name, value in message.headers)
    return len(message.key or b"") + len(message.value or b"") + headers + OVERHEAD_BYTES


@functools.cache
def _most_bytes() -> int:
    return load_topics()[ARTICLES].max_message_bytes


@functools.cache
def _by() -> str:
    return f"ingest/{version('pledgewire')}"
