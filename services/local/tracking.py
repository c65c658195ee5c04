"""Follows published articles through the topics, by the trace that each message hands on to what comes of it.

Pure: messages and times go in, what is to be shown and what is still awaited come out.
"""

import secrets
import statistics
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from services.contracts.article import Article
from services.contracts.codec import decode
from services.contracts.commitment import Commitment
from services.contracts.headers import TRACEPARENT
from services.contracts.messages import Received
from services.contracts.outcome import Outcome
from services.contracts.rejection import PREFIX
from services.contracts.topics import ARTICLES, COMMITMENTS, OUTCOMES, REJECTED
from services.contracts.vocabulary import OutcomeKind

Version = tuple[str, str, str, str]
"""Article id, version, content hash, status: what an outcome is of."""


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A message, or one item of it, that ended in `news.rejected`."""

    label: str
    by: str
    reason: str
    detail: str


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What came of everything that was published; latencies in seconds, from sending to seeing the event, sorted."""

    messages: int
    articles: int
    events: int
    outcomes: Mapping[OutcomeKind, int]
    refused: tuple[Refused, ...]
    latencies_s: tuple[float, ...]
    unfinished: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether every article ended, and none was refused or failed."""
        return not (self.unfinished or self.refused or self.outcomes.get(OutcomeKind.FAILED))

    @property
    def median_s(self) -> float:
        return statistics.median(self.latencies_s)


@dataclass(kw_only=True)
class _Journey:
    """What is known of one published message; times in seconds of one clock."""

    label: str
    sent_s: float
    articles: set[Version] = field(default_factory=set)
    outcomes: dict[Version, Outcome] = field(default_factory=dict)
    events: dict[str, float] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)

    def has_ended(self) -> bool:
        """Whether each item seen so far ended, with all events that its outcome announces."""
        announced = {id for outcome in self.outcomes.values() for id in outcome.events}
        started = bool(self.articles or self.refused)
        return started and self.articles <= self.outcomes.keys() and announced <= self.events.keys()


class Tracker:
    """Knows the messages that it gave a trace, and ignores all others."""

    def __init__(self) -> None:
        self._journeys: dict[str, _Journey] = {}

    def publish(self, label: str, *, now_s: float) -> bytes:
        """Notes that a message is sent now; returns the `traceparent` that it must carry."""
        trace = secrets.token_hex(16)
        self._journeys[trace] = _Journey(label=label, sent_s=now_s)
        return f"00-{trace}-{secrets.token_hex(8)}-01".encode()

    def unsent(self, traceparent: bytes, error: str) -> None:
        """Notes that the broker did not take the message."""
        journey = self._journeys[_trace(traceparent.decode())]
        journey.refused.append(Refused(label=journey.label, by="the broker", reason="not taken", detail=error))

    def observe(self, message: Received, *, now_s: float) -> Commitment | None:
        """Takes in a message of any topic but `news.raw`; returns the event if it is one not seen before.

        Raises `Invalid` for a body that is not what its topic carries.
        """
        journey = self._journeys.get(_trace(message.header(TRACEPARENT) or ""))
        if journey is None:
            return None
        if message.topic == COMMITMENTS:
            return _event(journey, message, now_s)
        if message.topic == ARTICLES:
            article = decode(message.value or b"", Article)
            journey.articles.add((article.article_id, article.version, article.content_hash, article.status.value))
        elif message.topic == OUTCOMES:
            outcome = decode(message.value or b"", Outcome)
            of = (outcome.article_id, outcome.version, outcome.content_hash, outcome.status.value)
            journey.outcomes[of] = outcome
        elif message.topic == REJECTED:
            journey.refused.append(_refused(journey, message))
        return None

    @property
    def unfinished(self) -> tuple[str, ...]:
        """Labels of the messages that have not come to an end, in the order of publishing."""
        return tuple(journey.label for journey in self._journeys.values() if not journey.has_ended())

    @property
    def messages(self) -> int:
        return len(self._journeys)

    def summary(self) -> Summary:
        journeys = self._journeys.values()
        outcomes = [outcome for journey in journeys for outcome in journey.outcomes.values()]
        return Summary(
            messages=len(journeys),
            articles=sum(len(journey.articles) for journey in journeys),
            events=len({id for journey in journeys for id in journey.events}),
            outcomes=Counter(outcome.outcome for outcome in outcomes),
            refused=tuple(refused for journey in journeys for refused in journey.refused),
            latencies_s=tuple(sorted(seen - one.sent_s for one in journeys for seen in one.events.values())),
            unfinished=self.unfinished,
        )


def _event(journey: _Journey, message: Received, now_s: float) -> Commitment | None:
    event = decode(message.value or b"", Commitment)
    if event.event_id in journey.events:
        return None
    journey.events[event.event_id] = now_s
    return event


def _refused(journey: _Journey, message: Received) -> Refused:
    facts = {name: message.header(PREFIX + name) or "" for name in ("item", "by", "reason", "detail")}
    item = f" ({facts['item']})" if facts["item"] else ""
    return Refused(label=journey.label + item, by=facts["by"], reason=facts["reason"], detail=facts["detail"])


def _trace(traceparent: str) -> str:
    """Returns the trace id of `version-trace-span-flags`, or the empty text."""
    parts = traceparent.split("-")
    return parts[1] if len(parts) == 4 else ""
