"""Each claim of `pledgewire check` holds on balanced books, and breaks when it must."""

import msgspec
import pytest

from services.cli.sums import Books, claims, key_of
from services.contracts import topics
from services.contracts.article import Article
from services.contracts.codec import encode
from services.contracts.errors import Reason
from services.contracts.ids import outcome_id
from services.contracts.messages import Received
from services.contracts.outcome import Outcome
from services.contracts.rejection import reject
from services.contracts.vocabulary import OutcomeKind
from tests.support.messages import EXTRACTOR, NOW, an_article, an_event, received

CAUGHT_UP = {(topics.RAW, 0): 100, (topics.ARTICLES, 0): 100}


def an_outcome(article: Article, kind: OutcomeKind, events: tuple[str, ...] = (), reason: str | None = None) -> Outcome:
    outcome = Outcome(
        outcome_id="",
        article_id=article.article_id,
        version=article.version,
        content_hash=article.content_hash,
        status=article.status,
        language=article.language,
        outcome=kind,
        events=events,
        reason=reason,
        extractor=EXTRACTOR,
    )
    return msgspec.structs.replace(outcome, outcome_id=outcome_id(outcome))


def balanced() -> list[tuple[Received, list[Article]]]:
    """One article with an event, one without: every message of all topics, raw ones with their items."""
    with_event, without = an_article("a"), an_article("b")
    event = an_event(with_event)
    return [
        (received(topics.RAW, 0, b"raw a"), [with_event]),
        (received(topics.RAW, 1, b"raw b"), [without]),
        (received(topics.ARTICLES, 0, encode(with_event)), []),
        (received(topics.ARTICLES, 1, encode(without)), []),
        (received(topics.COMMITMENTS, 0, encode(event)), []),
        (received(topics.OUTCOMES, 0, encode(an_outcome(with_event, OutcomeKind.EVENTS, (event.event_id,)))), []),
        (received(topics.OUTCOMES, 1, encode(an_outcome(without, OutcomeKind.NONE))), []),
    ]


def broken_rules(messages: list[tuple[Received, list[Article]]], committed: dict = CAUGHT_UP) -> list[str]:
    books = Books()
    for message, items in messages:
        books.add(message, [key_of(item) for item in items])
    return [claim.rule for claim in claims(books, committed) if claim.broken]


def without(topic: str, offset: int) -> list[tuple[Received, list[Article]]]:
    return [pair for pair in balanced() if (pair[0].topic, pair[0].offset) != (topic, offset)]


def test_balanced_books_hold() -> None:
    assert broken_rules(balanced()) == []


def test_repeats_are_allowed() -> None:
    assert broken_rules(balanced() + balanced()) == []


@pytest.mark.parametrize(
    ("topic", "offset", "rule"),
    [
        (topics.ARTICLES, 1, "every item of news.raw is in news.articles or news.rejected"),
        (topics.OUTCOMES, 1, "every article version has one standing outcome an extractor"),
        (topics.COMMITMENTS, 0, "events announced in outcomes are the events in nato.commitments"),
    ],
)
def test_a_missing_message_breaks_its_claim(topic: str, offset: int, rule: str) -> None:
    assert rule in broken_rules(without(topic, offset))


def test_two_different_outcomes_of_one_article_break_the_claim() -> None:
    second = an_outcome(an_article("b"), OutcomeKind.EVENTS, (an_event(an_article("a")).event_id,))
    messages = [*balanced(), (received(topics.OUTCOMES, 2, encode(second)), [])]
    assert broken_rules(messages) == ["every article version has one standing outcome an extractor"]


def test_an_event_nobody_announces_breaks_the_claim() -> None:
    stray = an_event(an_article("b"))
    messages = [*balanced(), (received(topics.COMMITMENTS, 1, encode(stray)), [])]
    assert broken_rules(messages) == ["events announced in outcomes are the events in nato.commitments"]


def test_one_event_id_with_two_contents_breaks_the_claim() -> None:
    event = msgspec.structs.replace(an_event(an_article("a")), confidence=0.123)
    messages = [*balanced(), (received(topics.COMMITMENTS, 1, encode(event)), [])]
    assert broken_rules(messages) == ["an event_id has one content"]


def test_a_failure_without_its_bytes_breaks_the_claim() -> None:
    failed = an_article("c")
    messages = [
        *balanced(),
        (received(topics.RAW, 2, b"raw c"), [failed]),
        (received(topics.ARTICLES, 2, encode(failed)), []),
        (received(topics.OUTCOMES, 2, encode(an_outcome(failed, OutcomeKind.FAILED, reason="timeout"))), []),
    ]
    assert broken_rules(messages) == ["failed outcomes and undecodable articles are in news.rejected"]
    kept = reject(messages[-2][0], reason=Reason.TIMEOUT, detail="too slow", by="extract/0", time=NOW)
    rejected = Received(
        topic=kept.topic, partition=0, offset=0, key=kept.key, value=kept.value, headers=tuple(kept.headers)
    )
    assert broken_rules([*messages, (rejected, [])]) == []


def test_a_refused_item_must_be_in_the_rejected_topic() -> None:
    refused = received(topics.RAW, 3, b"\xff")
    books = Books()
    for message, items in balanced():
        books.add(message, [key_of(item) for item in items])
    books.add(refused, [None])
    assert [c.rule for c in claims(books, CAUGHT_UP) if c.broken] == [
        "every item of news.raw is in news.articles or news.rejected"
    ]
    kept = reject(refused, reason=Reason.UNDECODABLE, detail="no text", by="ingest/0", time=NOW, error="Invalid")
    books.add(
        Received(topic=kept.topic, partition=0, offset=0, key=None, value=kept.value, headers=tuple(kept.headers))
    )
    assert [c.rule for c in claims(books, CAUGHT_UP) if c.broken] == []


def test_records_behind_the_committed_offset_break_the_claim() -> None:
    late = {(topics.RAW, 0): 100, (topics.ARTICLES, 0): 1}
    assert broken_rules(balanced(), late) == ["no record is left behind the committed offsets"]


def refusal_of(message: Received, *, items: int, error: str = "Invalid") -> Received:
    kept = reject(message, reason=Reason.INVALID_FIELD, detail="", by="ingest/0", time=NOW, error=error, items=items)
    return Received(topic=kept.topic, partition=0, offset=0, key=None, value=kept.value, headers=tuple(kept.headers))


def rule_on_items(books: Books) -> bool:
    return not next(claim for claim in claims(books, CAUGHT_UP) if claim.rule.startswith("every item")).broken


def test_one_refused_item_does_not_excuse_the_loss_of_another() -> None:
    books, raw = Books(), received(topics.RAW, 0, b"a package of three")
    found = an_article("found")
    books.add(refusal_of(raw, items=1))
    books.add(received(topics.ARTICLES, 0, encode(found)))
    books.add(raw, [key_of(found), None, key_of(an_article("lost"))])
    assert not rule_on_items(books)
    books.add(received(topics.ARTICLES, 1, encode(an_article("lost"))))
    assert rule_on_items(books)


def test_a_message_refused_as_a_whole_needs_no_second_reading() -> None:
    books, raw = Books(), received(topics.RAW, 0, b"kills the parser")
    books.add(refusal_of(raw, items=1, error="Died"))
    assert books.refused_whole((topics.RAW, 0, 0))
    books.add(raw, [None])
    assert rule_on_items(books)


def test_each_extractor_may_have_an_outcome_of_its_own() -> None:
    outcome = an_outcome(an_article("b"), OutcomeKind.NONE)
    newer = msgspec.structs.replace(outcome, extractor=msgspec.structs.replace(EXTRACTOR, rules="newer"))
    newer = msgspec.structs.replace(newer, outcome_id=outcome_id(newer))
    assert broken_rules([*balanced(), (received(topics.OUTCOMES, 2, encode(newer)), [])]) == []


def test_what_retention_may_have_dropped_is_not_missed() -> None:
    old = Received(topic=topics.RAW, partition=0, offset=0, key=b"k", value=b"old", timestamp_ms=1)
    books = Books(since_ms=2)
    books.add(old, [key_of(an_article("dropped"))])
    assert rule_on_items(books)
