"""From one article message to the messages that say what came of it."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from services.contracts.article import Article
from services.contracts.codec import decode, encode
from services.contracts.commitment import Commitment
from services.contracts.errors import Reason
from services.contracts.ids import outcome_id
from services.contracts.messages import Outgoing, Received
from services.contracts.outcome import Outcome
from services.contracts.topics import ARTICLES, COMMITMENTS, OUTCOMES, REJECTED, load_topics
from services.contracts.vocabulary import OutcomeKind, Status
from services.extract import handler
from services.extract.handler import Handled, Refusal, examine, fail, handle, settle
from tests.support.messages import EXTRACTOR, NOW, an_article
from tests.support.pipelines import IRRELEVANT, FakeExtraction, FakePipelines

TWO_GIFTS = "België schenkt Oekraïne dertig pantserwagens.\nNoorwegen schenkt Oekraïne tien kanonnen."
TRACE = ("traceparent", b"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")


def a_message(value: bytes | None, headers: tuple[tuple[str, bytes], ...] = (TRACE,)) -> Received:
    return Received(topic=ARTICLES, partition=2, offset=41, key=b"test/1", value=value, headers=headers)


def handled(article: Article, **changes: Any) -> Handled:
    value = encode(msgspec.structs.replace(article, **changes))
    return handle(a_message(value), FakePipelines().extract, EXTRACTOR, now=NOW)


def outcome_of(result: Handled) -> Outcome:
    message = result.messages[-1]
    assert message.topic == OUTCOMES
    assert message.value is not None
    return decode(message.value, Outcome)


def headers_of(message: Outgoing) -> dict[str, str]:
    return {name: value.decode() for name, value in message.headers}


def topics_of(result: Handled) -> list[str]:
    return [message.topic for message in result.messages]


def test_an_article_yields_its_events_and_then_the_outcome_that_announces_them() -> None:
    result = handled(an_article(text=TWO_GIFTS))
    assert topics_of(result) == [COMMITMENTS, COMMITMENTS, OUTCOMES]
    events = [decode(message.value or b"", Commitment) for message in result.messages[:-1]]
    assert [event.evidence[0].quote for event in events] == TWO_GIFTS.split("\n")
    outcome = outcome_of(result)
    assert outcome.outcome is OutcomeKind.EVENTS
    assert outcome.events == tuple(event.event_id for event in events)
    assert outcome.outcome_id == outcome_id(outcome)
    assert outcome.extractor == EXTRACTOR


def test_every_message_bears_the_article_id_as_its_key() -> None:
    result = handled(an_article("7", text=TWO_GIFTS))
    assert {message.key for message in result.messages} == {b"test/7"}


def test_an_event_can_be_filtered_by_its_headers_alone() -> None:
    result = handled(an_article(), backfill=True, embargo_until="2025-03-13T00:00:00Z")
    event = headers_of(result.messages[0])
    outcome = outcome_of(result)
    assert event == {
        "ce_specversion": "1.0",
        "ce_id": outcome.events[0],
        "ce_source": "/pledgewire/extract",
        "ce_type": "pledgewire.commitment.v1",
        "ce_subject": "test/1",
        "ce_time": "2025-03-12T16:40:00.000Z",
        "content-type": "application/json",
        "category": "military_aid",
        "stage": "pledged",
        "actors": "BE",
        "recipients": "UA",
        "language": "nl",
        "backfill": "true",
        "embargo": "2025-03-13T00:00:00Z",
        "traceparent": TRACE[1].decode(),
    }


def test_an_outcome_has_the_headers_of_an_event_but_for_what_is_the_events_own() -> None:
    result = handled(an_article())
    event, outcome = (headers_of(message) for message in result.messages)
    assert outcome["ce_id"] == outcome_of(result).outcome_id
    assert outcome["ce_type"] == "pledgewire.outcome.v1"
    assert event.keys() - outcome.keys() == {"category", "stage", "actors", "recipients"}
    assert outcome.keys() < event.keys()


def test_headers_are_those_that_the_map_of_topics_names() -> None:
    message = a_message(
        encode(msgspec.structs.replace(an_article(), backfill=True, embargo_until="2025-03-13T00:00:00Z")),
        headers=(TRACE, ("reprocessed", b"true"), ("other", b"x")),
    )
    for sent in handle(message, FakePipelines().extract, EXTRACTOR, now=NOW).messages:
        cloudevents = {name for name in headers_of(sent) if name.startswith("ce_") or name == "content-type"}
        rest = set(headers_of(sent)) - cloudevents
        assert {"cloudevents", *rest} == set(load_topics()[sent.topic].headers)


def test_bodies_do_not_depend_on_time_trace_or_offset() -> None:
    value = encode(an_article(text=TWO_GIFTS))
    once = handle(a_message(value), FakePipelines().extract, EXTRACTOR, now=NOW)
    again = handle(
        Received(topic=ARTICLES, partition=0, offset=99, key=b"test/1", value=value),
        FakePipelines().extract,
        EXTRACTOR,
        now=datetime(2031, 1, 1, tzinfo=UTC),
    )
    assert [message.value for message in once.messages] == [message.value for message in again.messages]
    assert headers_of(once.messages[0])["ce_time"] != headers_of(again.messages[0])["ce_time"]


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"text": "De zon scheen."}, OutcomeKind.NONE),
        ({"status": Status.CANCELED, "text": ""}, OutcomeKind.WITHDRAWN),
        ({"status": Status.WITHHELD}, OutcomeKind.WITHHELD),
        ({"language": "es"}, OutcomeKind.UNSUPPORTED_LANGUAGE),
        ({"language": "es", "status": Status.CANCELED}, OutcomeKind.WITHDRAWN),
    ],
)
def test_an_article_without_events_has_an_outcome_alone(changes: dict[str, Any], kind: OutcomeKind) -> None:
    result = handled(an_article(), **changes)
    assert topics_of(result) == [OUTCOMES]
    assert outcome_of(result).outcome is kind
    assert outcome_of(result).events == ()


def test_only_usable_articles_in_our_languages_are_read() -> None:
    def never(article: Article) -> FakeExtraction:
        raise AssertionError(article.article_id)

    for changes in ({"status": Status.CANCELED}, {"status": Status.WITHHELD}, {"language": "it"}):
        article = msgspec.structs.replace(an_article(), **changes)
        assert examine(encode(article), never, EXTRACTOR).relevant is None


def test_text_that_is_too_long_fails_and_goes_to_the_dead_letters_as_it_came() -> None:
    article = an_article(text="a" * 200_001)
    result = handled(article)
    assert topics_of(result) == [REJECTED, OUTCOMES]
    outcome = outcome_of(result)
    assert (outcome.outcome, outcome.reason) == (OutcomeKind.FAILED, "too_long")
    letter = result.messages[0]
    assert letter.value == encode(article)
    assert letter.key == b"test/1"
    said = headers_of(letter)
    assert said["rejected_reason"] == "too_long"
    assert said["rejected_field"] == "text"
    assert said["rejected_by"] == "extract/0.0.0"
    assert (said["rejected_topic"], said["rejected_partition"], said["rejected_offset"]) == (ARTICLES, "2", "41")
    assert said["traceparent"] == TRACE[1].decode()


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, Reason.UNDECODABLE),
        (b"", Reason.UNDECODABLE),
        (b"\xff\xfe\x00", Reason.UNDECODABLE),
        (b'{"schema": "article/1", ', Reason.UNDECODABLE),
        (encode(an_article()).replace(b"Oekra\xc3\xafne", b"\\ud800"), Reason.UNDECODABLE),
        (b"[]", Reason.INVALID_FIELD),
        (b"{}", Reason.INVALID_FIELD),
        (encode(an_article()).replace(b"article/1", b"article/9"), Reason.INVALID_FIELD),
        (encode(an_article()).replace(b'"usable"', b'"maybe"'), Reason.INVALID_FIELD),
    ],
)
def test_what_is_no_article_goes_to_the_dead_letters_without_an_outcome(value: bytes | None, reason: Reason) -> None:
    result = handle(a_message(value), FakePipelines().extract, EXTRACTOR, now=NOW)
    assert topics_of(result) == [REJECTED]
    assert result.messages[0].value == value
    assert headers_of(result.messages[0])["rejected_reason"] == reason
    assert result.examined.outcome is None


def test_an_event_too_large_to_send_fails_the_article_before_any_event_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handler, "MAX_BODY_BYTES", 900)
    small, large = "België schenkt hulp.", "België schenkt " + "heel " * 100 + "veel."
    result = handled(an_article(text=f"{small}\n{large}"))
    assert topics_of(result) == [REJECTED, OUTCOMES]
    assert outcome_of(result).reason == "too_large"


def test_the_largest_event_fits_its_topic_with_room_for_headers() -> None:
    room = load_topics()[COMMITMENTS].max_message_bytes - handler.MAX_BODY_BYTES
    assert room > 100_000


@pytest.mark.parametrize("reason", [Reason.TIMEOUT, Reason.CRASH, Reason.INTERNAL])
def test_an_examination_that_did_not_come_back_is_a_failed_outcome_and_a_dead_letter(reason: Reason) -> None:
    article = an_article()
    refusal = Refusal(reason=reason, detail="what happened", error="SomeError")
    result = fail(a_message(encode(article)), refusal, EXTRACTOR, now=NOW)
    assert topics_of(result) == [REJECTED, OUTCOMES]
    assert result.messages[0].value == encode(article)
    said = headers_of(result.messages[0])
    assert (said["rejected_reason"], said["rejected_detail"], said["rejected_error"]) == (
        reason.value,
        "what happened",
        "SomeError",
    )
    outcome = outcome_of(result)
    assert (outcome.outcome, outcome.reason) == (OutcomeKind.FAILED, reason.value)
    assert outcome.content_hash == article.content_hash


def test_a_failure_over_what_is_no_article_is_a_dead_letter_alone() -> None:
    refusal = Refusal(reason=Reason.CRASH, detail="what happened")
    result = fail(a_message(b"\x00"), refusal, EXTRACTOR, now=NOW)
    assert topics_of(result) == [REJECTED]
    assert headers_of(result.messages[0])["rejected_reason"] == "crash"


def test_a_failure_is_superseded_under_the_same_article_version_and_hash() -> None:
    message = a_message(encode(an_article()))
    failed = outcome_of(fail(message, Refusal(reason=Reason.TIMEOUT, detail=""), EXTRACTOR, now=NOW))
    later = outcome_of(handle(message, FakePipelines().extract, EXTRACTOR, now=NOW))
    for field in ("article_id", "version", "content_hash", "status", "extractor"):
        assert getattr(failed, field) == getattr(later, field)
    assert failed.outcome_id != later.outcome_id


def test_the_two_halves_make_the_whole() -> None:
    message = a_message(encode(an_article(text=TWO_GIFTS)))
    found = examine(message.value or b"", FakePipelines().extract, EXTRACTOR)
    assert settle(message, found, EXTRACTOR, now=NOW) == handle(message, FakePipelines().extract, EXTRACTOR, now=NOW)


@pytest.mark.parametrize(("text", "relevant"), [("De zon scheen.", True), (f"Er was {IRRELEVANT}.", False)])
def test_the_word_of_the_gate_is_kept(text: str, relevant: bool) -> None:
    assert handled(an_article(text=text)).examined.relevant is relevant


@pytest.mark.parametrize(
    ("changes", "known"),
    [
        ({"published_at": "2025-03-12T15:30:00Z"}, True),
        ({"published_at": "2025-03-12T15:30:00Z", "backfill": True}, False),
        ({"published_at": None}, False),
        ({"published_at": "2025-13-12T25:30:00Z"}, False),
    ],
)
def test_the_age_of_an_article_is_known_unless_it_is_old_or_dated_by_day(changes: dict[str, Any], known: bool) -> None:
    published_at = handled(an_article(), **changes).examined.published_at
    assert published_at == (datetime(2025, 3, 12, 15, 30, tzinfo=UTC) if known else None)
