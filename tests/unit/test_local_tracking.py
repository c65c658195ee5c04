"""The demo knows when each article has come to its end, and what came of it."""

import pytest

from services.contracts.article import Article
from services.contracts.codec import encode
from services.contracts.commitment import Commitment, Extractor
from services.contracts.errors import Reason
from services.contracts.headers import TRACEPARENT
from services.contracts.messages import Outgoing, Received
from services.contracts.outcome import Outcome
from services.contracts.rejection import reject
from services.contracts.topics import ARTICLES, COMMITMENTS, OUTCOMES, RAW
from services.contracts.vocabulary import OutcomeKind
from services.local.tracking import Tracker
from tests.support.messages import EXTRACTOR, NOW, an_article, an_event


def an_outcome(article: Article, kind: OutcomeKind, *events: Commitment, by: Extractor = EXTRACTOR) -> Outcome:
    return Outcome(
        outcome_id="0" * 32,
        article_id=article.article_id,
        version=article.version,
        content_hash=article.content_hash,
        status=article.status,
        language=article.language,
        outcome=kind,
        events=tuple(event.event_id for event in events),
        extractor=by,
    )


def on(topic: str, body: Article | Commitment | Outcome, trace: bytes) -> Received:
    return Received(topic=topic, partition=0, offset=0, key=b"k", value=encode(body), headers=((TRACEPARENT, trace),))


def sent_on(message: Outgoing) -> Received:
    return Received(
        topic=message.topic, partition=0, offset=0, key=message.key, value=message.value, headers=message.headers
    )


def refusal(trace: bytes) -> Received:
    raw = Received(topic=RAW, partition=0, offset=0, key=b"k", value=b"{", headers=((TRACEPARENT, trace),))
    return sent_on(reject(raw, reason=Reason.UNDECODABLE, detail="no JSON", by="ingest/0", time=NOW))


@pytest.fixture
def tracker() -> Tracker:
    return Tracker()


def test_an_article_has_ended_once_its_outcome_and_all_events_it_announces_are_seen(tracker: Tracker) -> None:
    trace, article = tracker.publish("a.json", now_s=10.0), an_article()
    event = an_event(article)

    tracker.observe(on(ARTICLES, article, trace), now_s=10.1)
    tracker.observe(on(OUTCOMES, an_outcome(article, OutcomeKind.EVENTS, event), trace), now_s=10.2)
    assert tracker.unfinished == ("a.json",)

    assert tracker.observe(on(COMMITMENTS, event, trace), now_s=10.5) == event
    assert not tracker.unfinished
    assert tracker.summary().latencies_s == pytest.approx((0.5,))
    assert tracker.summary().ok


def test_an_outcome_alone_does_not_end_an_article_that_was_not_seen(tracker: Tracker) -> None:
    trace, article = tracker.publish("a.json", now_s=0), an_article()

    tracker.observe(on(OUTCOMES, an_outcome(article, OutcomeKind.NONE), trace), now_s=1)

    assert tracker.unfinished == ("a.json",)


def test_a_message_of_two_articles_waits_for_both(tracker: Tracker) -> None:
    trace, first, second = tracker.publish("feed.json", now_s=0), an_article("1"), an_article("2")
    for article in (first, second):
        tracker.observe(on(ARTICLES, article, trace), now_s=1)

    tracker.observe(on(OUTCOMES, an_outcome(first, OutcomeKind.NONE), trace), now_s=2)
    assert tracker.unfinished == ("feed.json",)

    tracker.observe(on(OUTCOMES, an_outcome(second, OutcomeKind.NONE), trace), now_s=3)
    assert not tracker.unfinished
    assert tracker.summary().outcomes == {OutcomeKind.NONE: 2}


def test_a_repeated_event_is_shown_and_counted_once(tracker: Tracker) -> None:
    trace, article = tracker.publish("a.json", now_s=0), an_article()
    event = an_event(article)

    assert tracker.observe(on(COMMITMENTS, event, trace), now_s=1) == event
    assert tracker.observe(on(COMMITMENTS, event, trace), now_s=2) is None
    assert tracker.summary().events == 1


def test_a_rejection_ends_a_message_and_is_no_success(tracker: Tracker) -> None:
    trace = tracker.publish("bad.json", now_s=0)

    tracker.observe(refusal(trace), now_s=1)

    summary = tracker.summary()
    assert not summary.unfinished
    assert not summary.ok
    [refused] = summary.refused
    assert (refused.label, refused.by, refused.reason, refused.detail) == (
        "bad.json",
        "ingest/0",
        "undecodable",
        "no JSON",
    )


def test_a_failed_outcome_is_no_success(tracker: Tracker) -> None:
    trace, article = tracker.publish("a.json", now_s=0), an_article()
    tracker.observe(on(ARTICLES, article, trace), now_s=1)
    tracker.observe(on(OUTCOMES, an_outcome(article, OutcomeKind.FAILED), trace), now_s=2)

    assert not tracker.unfinished
    assert not tracker.summary().ok


def test_a_message_that_the_broker_did_not_take_has_ended_and_is_no_success(tracker: Tracker) -> None:
    trace = tracker.publish("a.json", now_s=0)

    tracker.unsent(trace, "too large")

    assert not tracker.unfinished
    assert not tracker.summary().ok


def test_messages_of_others_on_the_same_broker_are_ignored(tracker: Tracker) -> None:
    tracker.publish("a.json", now_s=0)
    other = Tracker().publish("b.json", now_s=0)
    article = an_article()

    assert tracker.observe(on(COMMITMENTS, an_event(article), other), now_s=1) is None
    assert tracker.observe(on(COMMITMENTS, an_event(article), b"no trace"), now_s=1) is None
    assert tracker.summary().events == 0
