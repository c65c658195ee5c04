import pytest

from services.contracts.codec import encode
from services.contracts.errors import Reason
from services.contracts.messages import Headers
from services.contracts.topics import ARTICLES, REJECTED
from services.ingest.handler import handle, refuse_whole
from tests.support.ingest import DUTCH, NOW, SOURCE, article, header, ninjs, plain, published, raw

TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def test_an_article_goes_to_news_articles_under_its_id() -> None:
    handled = handle(raw(plain()), now=NOW)
    (message,) = handled.messages
    assert (message.topic, message.key) == (ARTICLES, b"test/a1")
    assert message.value == encode(article(plain()))
    (item,) = handled.items
    assert (item.outcome, item.format, item.language, item.reason) == ("usable", "plain", "nl", "")


def test_its_headers_say_what_it_is_without_parsing_the_body() -> None:
    sent = {"embargoed": "2025-03-13T00:00:00Z", "pubstatus": "withheld"}
    headers: Headers = [*SOURCE, ("backfill", b"true"), ("traceparent", TRACE.encode())]
    (message,) = handle(raw(ninjs(**sent), headers=headers), now=NOW).messages
    assert header(message, "ce_type") == "pledgewire.article.v1"
    assert header(message, "ce_source") == "/pledgewire/ingest"
    assert header(message, "ce_subject") == "test/urn%3Anewsml%3Aexample.org%3A20250312%3A1"
    assert header(message, "ce_time") == "2025-03-12T16:40:00.000Z"
    assert header(message, "content-type") == "application/json"
    assert header(message, "source") == "test"
    assert header(message, "language") == "nl"
    assert header(message, "status") == "withheld"
    assert header(message, "backfill") == "true"
    assert header(message, "embargo") == "2025-03-13T00:00:00.000Z"
    assert header(message, "traceparent") == TRACE
    assert published(message).backfill


def test_what_does_not_hold_has_no_header() -> None:
    (message,) = handle(raw(plain()), now=NOW).messages
    assert header(message, "backfill") is None
    assert header(message, "embargo") is None


def test_a_repeat_has_the_same_id_and_bytes_and_a_correction_another() -> None:
    (first,) = handle(raw(plain(), offset=1), now=NOW).messages
    (again,) = handle(raw(plain(), offset=2), now=NOW).messages
    (corrected,) = handle(raw(plain(text=DUTCH + " Dat is nieuw."), offset=3), now=NOW).messages
    assert (header(first, "ce_id"), first.value) == (header(again, "ce_id"), again.value)
    assert header(first, "ce_id") != header(corrected, "ce_id")


@pytest.mark.parametrize(
    "given", [b"", b"rubbish", b"00-" + b"0" * 32 + b"-b7ad6b7169203331-01", b"\xff", b"00-x" * 99]
)
def test_a_trace_is_made_where_none_comes_and_is_the_same_at_each_attempt(given: bytes) -> None:
    headers = [*SOURCE, ("traceparent", given)]
    first, again, other = (
        header(handle(raw(plain(), headers=headers, offset=offset), now=NOW).messages[0], "traceparent")
        for offset in (1, 1, 2)
    )
    assert first is not None
    assert [len(part) for part in first.split("-")] == [2, 32, 16, 2]
    assert first == again
    assert first != other


def test_a_refused_message_keeps_its_bytes_key_and_headers_and_says_why() -> None:
    headers: Headers = [*SOURCE, ("x-feed", b"\x00\xff")]
    message = raw(b'{"id": "a1", "published": "ooit", "text": "Een zin."}', key=b"k\xc3\xa9", headers=headers)
    handled = handle(message, now=NOW)
    (letter,) = handled.messages
    assert (letter.topic, letter.key, letter.value) == (REJECTED, message.key, message.value)
    assert list(letter.headers[:2]) == headers
    assert header(letter, "rejected_reason") == "invalid_field"
    assert header(letter, "rejected_field") == "published"
    assert header(letter, "rejected_detail") == (
        "published: invalid field; found 'ooit'; wanted an ISO 8601 date (2025-03-12) or time with offset "
        "(2025-03-12T17:40:00+01:00), from 1900 to 2099"
    )
    assert (header(letter, "rejected_by") or "").startswith("ingest/")
    assert header(letter, "rejected_time") == "2025-03-12T16:40:00.000Z"
    assert header(letter, "rejected_topic") == "news.raw"
    assert (header(letter, "rejected_partition"), header(letter, "rejected_offset")) == ("2", "7")
    assert header(letter, "rejected_items") == "1"
    assert header(letter, "traceparent")
    assert [item.reason for item in handled.items] == ["invalid_field"]


def test_a_package_yields_its_good_articles_and_one_letter_that_lists_the_bad_ones() -> None:
    package = [plain(id="a"), plain(id="b", text=""), plain(id="c"), {"x": 1}]
    handled = handle(raw(package), now=NOW)
    first, second, letter = handled.messages
    assert (first.key, second.key) == (b"test/a", b"test/c")
    assert header(letter, "rejected_item") == "[1],[3]"
    assert header(letter, "rejected_items") == "2"
    assert header(letter, "rejected_reason") == "no_text"
    assert "[3]: unknown format" in (header(letter, "rejected_detail") or "")
    assert [item.outcome for item in handled.items] == ["usable", "rejected", "usable", "rejected"]


def test_thousands_of_bad_items_make_one_letter_of_bounded_headers() -> None:
    message = raw([1] * 10_000)
    (letter,) = handle(message, now=NOW).messages
    assert letter.value == message.value
    assert header(letter, "rejected_items") == "10000"
    assert sum(len(value) for _, value in letter.headers) < 8_000


@pytest.mark.parametrize(
    ("key", "headers", "reason", "field"),
    [
        (b"a1", (), Reason.MISSING_SOURCE, "header source"),
        (b"a1", [("source", b" ")], Reason.MISSING_SOURCE, "header source"),
        (b"a1", [("source", b"\xff")], Reason.INVALID_FIELD, "header source"),
        (b"a1", [("source", b"a\0b")], Reason.INVALID_FIELD, "header source"),
        (b"a1", [("source", b"x" * 501)], Reason.INVALID_FIELD, "header source"),
        (None, SOURCE, Reason.MISSING_KEY, "key"),
        (b"", SOURCE, Reason.MISSING_KEY, "key"),
        (b"\xff", SOURCE, Reason.INVALID_FIELD, "key"),
        (b"a1", [*SOURCE, ("backfill", b"maybe")], Reason.INVALID_FIELD, "header backfill"),
    ],
)
@pytest.mark.parametrize("value", [plain(), None], ids=["article", "tombstone"])
def test_without_a_sound_envelope_a_message_is_refused(
    key: bytes | None, headers: Headers, reason: Reason, field: str, value: object
) -> None:
    (letter,) = handle(raw(value, key=key, headers=headers), now=NOW).messages
    assert letter.topic == REJECTED
    assert (header(letter, "rejected_reason"), header(letter, "rejected_field")) == (reason, field)


def test_the_last_of_several_headers_counts() -> None:
    (message,) = handle(raw(plain(), headers=[("source", b"old"), *SOURCE]), now=NOW).messages
    assert message.key == b"test/a1"


def test_a_letter_without_key_and_value_gets_an_empty_value_as_clients_send_no_other() -> None:
    (letter,) = handle(raw(None, key=None), now=NOW).messages
    assert (letter.key, letter.value) == (None, b"")


def test_a_tombstone_becomes_a_canceled_article() -> None:
    handled = handle(raw(None, timestamp_ms=1_741_797_600_000), now=NOW)
    (message,) = handled.messages
    one = published(message)
    assert (message.topic, message.key, header(message, "status")) == (ARTICLES, b"test/a1", "canceled")
    assert (one.status, one.text, one.format) == ("canceled", "", "tombstone")
    assert one.modified_at == "2025-03-12T16:40:00.000Z"
    assert [(item.outcome, item.format) for item in handled.items] == [("canceled", "tombstone")]


def test_an_article_that_its_topic_cannot_take_is_refused() -> None:
    message = raw(plain(text="x" * 7_000_000, title="y" * 6_000_000))
    (letter,) = handle(message, now=NOW).messages
    assert header(letter, "rejected_reason") == "too_large"
    assert letter.value == message.value


def test_each_attempt_is_counted() -> None:
    (letter,) = handle(raw(b"{"), now=NOW).messages
    (letter,) = handle(raw(letter.value, headers=letter.headers), now=NOW).messages
    assert header(letter, "rejected_attempt") == "2"
    assert [name for name, _ in letter.headers].count("rejected_reason") == 1


def test_a_fault_of_ours_refuses_the_message_whole() -> None:
    handled = refuse_whole(raw(plain()), reason=Reason.INTERNAL, detail="KeyError('x')", error="KeyError", now=NOW)
    (letter,) = handled.messages
    assert (header(letter, "rejected_reason"), header(letter, "rejected_error")) == ("internal", "KeyError")
    assert [(item.outcome, item.reason) for item in handled.items] == [("rejected", "internal")]
