"""One article message to the messages that say what came of it: events, an outcome, a dead letter.

Pure: no Kafka, no clock, no process. `examine` runs where the pipelines are (a child process); `settle` turns what it
found into messages; `fail` stands in for it when it did not come back. `handle` is both halves in one process.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from msgspec.structs import replace

from services.contracts.article import Article
from services.contracts.codec import decode, encode
from services.contracts.commitment import Commitment, Entity, Extractor
from services.contracts.errors import Invalid, Reason
from services.contracts.headers import (
    BACKFILL,
    EMBARGO,
    REPROCESSED,
    TRACEPARENT,
    cloudevent,
    handed_on,
    text_headers,
)
from services.contracts.ids import outcome_id
from services.contracts.messages import Headers, Outgoing, Received
from services.contracts.outcome import Outcome
from services.contracts.rejection import reject
from services.contracts.topics import COMMITMENTS, OUTCOMES
from services.contracts.vocabulary import LANGUAGES, Category, OutcomeKind, Stage, Status

SERVICE = "extract"

MAX_BODY_BYTES = 10_000_000
"""Largest event that is sent: what `nato.commitments` takes (schemas/topics.yaml), less room for headers."""

WITHOUT_EXTRACTION = {Status.CANCELED: OutcomeKind.WITHDRAWN, Status.WITHHELD: OutcomeKind.WITHHELD}


class Extraction(Protocol):
    """What the pipelines say of one article: its events, ids filled in, and whether it passed the gate."""

    @property
    def events(self) -> tuple[Commitment, ...]: ...

    @property
    def relevant(self) -> bool: ...


Extract = Callable[[Article], Extraction]
"""Raises `Invalid` for text that the rules refuse to read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """Why a message goes to `news.rejected`; `error` is the class of the exception, `field` the path at fault."""

    reason: Reason
    detail: str
    field: str = ""
    error: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One event ready to be sent: `body` is its canonical JSON, the rest is what headers and metrics say of it."""

    id: str
    category: Category
    stage: Stage
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    confidence: float
    body: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Examined:
    """What came of one article.

    `outcome` is None where no article could be read from the message. `relevant` is the gate's word, None where it was
    not asked. `published_at` is None for a backfilled article and for one dated by day alone: their age is no latency.
    """

    outcome: Outcome | None
    events: tuple[Event, ...] = ()
    refusal: Refusal | None = None
    relevant: bool | None = None
    published_at: datetime | None = None
    marks: Headers = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Handled:
    """What came of one message, and what is to be sent: the last of `messages` only when the broker has the others."""

    examined: Examined
    messages: tuple[Outgoing, ...]


def handle(message: Received, extract: Extract, identity: Extractor, *, now: datetime) -> Handled:
    """Returns what a worker sends for this message, extraction done in this process."""
    return settle(message, examine(message.value or b"", extract, identity), identity, now=now)


def examine(value: bytes, extract: Extract, identity: Extractor) -> Examined:
    """Decodes an `article/1`, extracts its events and encodes them; never raises `Invalid`."""
    try:
        article = decode(value, Article)
    except Invalid as problem:
        return Examined(outcome=None, refusal=_refusal(problem))
    ended = WITHOUT_EXTRACTION.get(article.status)
    if ended is None and article.language not in LANGUAGES:
        ended = OutcomeKind.UNSUPPORTED_LANGUAGE
    if ended is not None:
        return _examined(article, _outcome(article, ended, identity))
    try:
        extraction = extract(article)
        events = tuple(_event(commitment) for commitment in extraction.events)
    except Invalid as problem:
        return _failed(article, _refusal(problem), identity)
    kind = OutcomeKind.EVENTS if events else OutcomeKind.NONE
    outcome = _outcome(article, kind, identity, events=tuple(event.id for event in events))
    return _examined(article, outcome, events=events, relevant=extraction.relevant)


def settle(message: Received, examined: Examined, identity: Extractor, *, now: datetime) -> Handled:
    """Returns the messages for what was found: events, then the dead letter, then the outcome that announces them."""
    messages = [_event_message(message, examined, event, now) for event in examined.events]
    if examined.refusal is not None:
        messages.append(_dead_letter(message, examined.refusal, identity, now))
    if examined.outcome is not None:
        messages.append(_outcome_message(message, examined, examined.outcome, now))
    return Handled(examined=examined, messages=tuple(messages))


def fail(message: Received, refusal: Refusal, identity: Extractor, *, now: datetime) -> Handled:
    """Returns the dead letter and the failed outcome for a message whose examination did not come back.

    A message that holds no article gets the dead letter alone.
    """
    try:
        examined = _failed(decode(message.value or b"", Article), refusal, identity)
    except Invalid:
        examined = Examined(outcome=None, refusal=refusal)
    return settle(message, examined, identity, now=now)


def _examined(
    article: Article,
    outcome: Outcome,
    *,
    events: tuple[Event, ...] = (),
    refusal: Refusal | None = None,
    relevant: bool | None = None,
) -> Examined:
    marks = {
        "language": article.language,
        BACKFILL: "true" if article.backfill else "",
        EMBARGO: article.embargo_until or "",
    }
    return Examined(
        outcome=outcome,
        events=events,
        refusal=refusal,
        relevant=relevant,
        published_at=_published_at(article),
        marks=tuple(text_headers(marks)),
    )


def _failed(article: Article, refusal: Refusal, identity: Extractor) -> Examined:
    outcome = _outcome(article, OutcomeKind.FAILED, identity, reason=refusal.reason.value)
    return _examined(article, outcome, refusal=refusal)


def _outcome(
    article: Article,
    kind: OutcomeKind,
    identity: Extractor,
    *,
    events: tuple[str, ...] = (),
    reason: str | None = None,
) -> Outcome:
    draft = Outcome(
        outcome_id="",
        article_id=article.article_id,
        version=article.version,
        content_hash=article.content_hash,
        status=article.status,
        language=article.language,
        outcome=kind,
        events=events,
        reason=reason,
        extractor=identity,
    )
    return replace(draft, outcome_id=outcome_id(draft))


def _event(commitment: Commitment) -> Event:
    body = encode(commitment)
    if len(body) > MAX_BODY_BYTES:
        raise Invalid(
            Reason.TOO_LARGE, field="text", found=f"an event of {len(body)} bytes", wanted=f"at most {MAX_BODY_BYTES}"
        )
    return Event(
        id=commitment.event_id,
        category=commitment.category,
        stage=commitment.stage,
        actors=_ids(commitment.actors),
        recipients=_ids(commitment.recipients),
        confidence=commitment.confidence,
        body=body,
    )


def _ids(entities: Iterable[Entity]) -> tuple[str, ...]:
    return tuple(entity.id for entity in entities)


def _published_at(article: Article) -> datetime | None:
    if article.backfill or article.published_at is None:
        return None
    try:
        return datetime.fromisoformat(article.published_at)
    except ValueError:  # in the form of a time, and none: the 13th month
        return None


def _refusal(problem: Invalid) -> Refusal:
    return Refusal(reason=problem.reason, detail=str(problem), field=problem.field, error=type(problem).__name__)


def _event_message(message: Received, examined: Examined, event: Event, now: datetime) -> Outgoing:
    assert examined.outcome is not None
    filters = {
        "category": event.category.value,
        "stage": event.stage.value,
        "actors": ",".join(event.actors),
        "recipients": ",".join(event.recipients),
    }
    subject = examined.outcome.article_id
    attributes = cloudevent(id=event.id, source=SERVICE, type="commitment/1", subject=subject, time=now)
    headers = [*attributes, *text_headers(filters), *examined.marks, *_handed_on(message)]
    return Outgoing(topic=COMMITMENTS, key=subject.encode(), value=event.body, headers=headers)


def _outcome_message(message: Received, examined: Examined, outcome: Outcome, now: datetime) -> Outgoing:
    subject = outcome.article_id
    attributes = cloudevent(id=outcome.outcome_id, source=SERVICE, type="outcome/1", subject=subject, time=now)
    headers = [*attributes, *examined.marks, *_handed_on(message)]
    return Outgoing(topic=OUTCOMES, key=subject.encode(), value=encode(outcome), headers=headers)


def _handed_on(message: Received) -> list[tuple[str, bytes]]:
    return handed_on(message.headers, REPROCESSED, TRACEPARENT)


def _dead_letter(message: Received, refusal: Refusal, identity: Extractor, now: datetime) -> Outgoing:
    return reject(
        message,
        reason=refusal.reason,
        detail=refusal.detail,
        by=f"{SERVICE}/{identity.code}",
        time=now,
        error=refusal.error,
        field=refusal.field,
    )
