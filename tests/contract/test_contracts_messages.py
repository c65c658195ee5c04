"""Ids, codec, headers and dead letters: what every producer and consumer of our topics leans on."""

from datetime import datetime, timedelta, timezone

import msgspec
import pytest

from services.contracts import ids
from services.contracts.article import Article
from services.contracts.codec import decode, encode
from services.contracts.errors import Invalid, Reason
from services.contracts.headers import cloudevent, handed_on, text_headers, utc
from services.contracts.messages import Received
from services.contracts.rejection import Rejection, reject
from services.contracts.topics import ARTICLES, REJECTED
from tests.support.messages import NOW, an_article, an_event

RAW = Received(topic="news.raw", partition=3, offset=42, key=b"k", value=b"\x00", headers=[("source", b"a")])


def test_an_article_survives_the_wire() -> None:
    one = an_article()
    assert decode(encode(one), Article) == one


def test_encoding_is_canonical() -> None:
    assert encode({"b": 1, "a": [1, "é"]}) == '{"a":[1,"é"],"b":1}'.encode()
    one = an_article()
    assert encode(one) == encode(decode(encode(one), Article))


def test_a_field_of_the_wrong_type_is_named() -> None:
    with pytest.raises(Invalid) as refused:
        decode(b'{"article_id": 3}', Article)
    assert (refused.value.reason, refused.value.field) == (Reason.INVALID_FIELD, "article_id")
    assert refused.value.wanted == "article/1"


@pytest.mark.parametrize(
    "data", [b"", b"{", b"\xff", b'{"title": "\xff"}', b'{"title": "\\ud800"}', b'{"new": ' + b"[" * 100_000]
)
def test_what_is_no_json_is_undecodable(data: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        decode(data, Article)
    assert refused.value.reason is Reason.UNDECODABLE


def test_unknown_fields_do_no_harm_so_that_schemas_can_grow() -> None:
    body = msgspec.json.decode(encode(an_article()))
    assert decode(encode({**body, "new": [1]}), Article) == an_article()


def test_article_ids_keep_feed_and_item_apart() -> None:
    assert ids.article_id("a", "b") == "a/b"
    assert ids.article_id("a/b", "c") != ids.article_id("a", "b/c")
    assert ids.article_id("a", "urn:x 1") == "a/urn%3Ax%201"


@pytest.mark.parametrize("field", ids.HASHED)
def test_the_content_hash_is_over_all_that_events_are_made_from(field: str) -> None:
    one = an_article()
    changed = msgspec.structs.replace(one, **{field: "other"})
    assert ids.content_hash(one) == one.content_hash
    assert ids.content_hash(changed) != one.content_hash


@pytest.mark.parametrize("field", ["version", "byline", "declared_language", "modified", "format"])
def test_the_content_hash_is_over_nothing_else(field: str) -> None:
    one = an_article()
    assert ids.content_hash(msgspec.structs.replace(one, **{field: "other"})) == one.content_hash


def test_an_event_id_is_the_hash_of_the_body_alone() -> None:
    event = an_event(an_article())
    assert ids.event_id(msgspec.structs.replace(event, event_id="x")) == event.event_id
    assert ids.event_id(msgspec.structs.replace(event, confidence=0.5)) != event.event_id


def test_undertakings_are_told_apart_only_where_they_collide_and_never_by_order() -> None:
    event = an_event(an_article())
    other = msgspec.structs.replace(event, evidence=an_event(an_article(text="Een andere zin.")).evidence)
    alone = ids.undertaking_ids([event])
    first, second = ids.undertaking_ids([event, other])
    assert first != second
    assert alone[0] not in (first, second)
    assert ids.undertaking_ids([other, event]) == [second, first]


def test_cloudevents_headers_are_lower_case_text() -> None:
    local = datetime(2025, 3, 12, 17, 40, tzinfo=timezone(timedelta(hours=1)))
    headers = dict(cloudevent(id="i", source="ingest", type="article/1", subject="é", time=local))
    assert headers == {
        "ce_specversion": b"1.0",
        "ce_id": b"i",
        "ce_source": b"/pledgewire/ingest",
        "ce_type": b"pledgewire.article.v1",
        "ce_subject": "é".encode(),
        "ce_time": b"2025-03-12T16:40:00.000Z",
        "content-type": b"application/json",
    }


def test_empty_headers_are_left_out_and_others_handed_on_as_they_came() -> None:
    assert text_headers({"a": "", "b": "x"}) == [("b", b"x")]
    assert handed_on([("a", b"\xff"), ("b", b"2")], "a") == [("a", b"\xff")]


def test_times_are_utc_with_milliseconds() -> None:
    assert utc(NOW) == "2025-03-12T16:40:00.000Z"


def test_the_last_header_of_a_name_counts_and_bad_bytes_do_no_harm() -> None:
    message = Received(topic="t", partition=0, offset=0, key=None, value=None, headers=[("a", b"1"), ("a", b"\xff")])
    assert message.header("a") == "\ufffd"
    assert message.header("b") is None


def test_a_dead_letter_keeps_the_original_and_says_who_when_what_where() -> None:
    letter = reject(RAW, reason=Reason.TIMEOUT, detail="d" * 2000, by="extract/1", time=NOW, field="f", item="[2]")
    assert (letter.topic, letter.key, letter.value) == (REJECTED, b"k", b"\x00")
    headers = {name: value.decode() for name, value in letter.headers}
    assert headers["source"] == "a"
    assert headers["rejected_reason"] == "timeout"
    assert len(headers["rejected_detail"]) == 1000
    assert (headers["rejected_field"], headers["rejected_item"], headers["rejected_items"]) == ("f", "[2]", "1")
    assert (headers["rejected_topic"], headers["rejected_partition"], headers["rejected_offset"]) == (
        "news.raw",
        "3",
        "42",
    )
    assert (headers["rejected_by"], headers["rejected_attempt"]) == ("extract/1", "1")


@pytest.mark.parametrize(
    ("earlier", "attempt"), [(b"1", "2"), (b"9", "10"), (b"x", "1"), (b"9" * 50, "1"), (b"\xff", "1")]
)
def test_attempts_are_counted_and_earlier_reasons_replaced(earlier: bytes, attempt: str) -> None:
    before = [("rejected_attempt", earlier), ("rejected_reason", b"old"), ("source", b"a")]
    message = Received(topic="t", partition=0, offset=0, key=b"k", value=b"", headers=before)
    letter = reject(message, reason=Reason.CRASH, detail="", by="x", time=NOW)
    assert [value for name, value in letter.headers if name == "rejected_attempt"] == [attempt.encode()]
    assert [value for name, value in letter.headers if name == "rejected_reason"] == [b"crash"]


def test_an_invalid_message_says_field_found_and_wanted_in_one_line() -> None:
    problem = Invalid(Reason.INVALID_FIELD, field="published", found="x" * 500, wanted="a date")
    assert len(problem.found) == 120
    assert str(problem).startswith("published: invalid field; found xxx")
    assert str(problem).endswith("...; wanted a date")


def test_the_headers_of_a_dead_letter_are_what_their_schema_says() -> None:
    letter = reject(RAW, reason=Reason.NO_TEXT, detail="d", by="ingest/1", time=NOW, field="f", item="[2]", items=3)
    headers = {name: value.decode() for name, value in letter.headers if name.startswith("rejected_")}
    assert headers.keys() <= set(Rejection.__struct_fields__)
    assert decode(encode(dict(headers)), Rejection).rejected_items == "3"


@pytest.mark.parametrize(("key", "value", "sent"), [(None, None, b""), (None, b"x", b"x"), (b"k", None, None)])
def test_a_dead_letter_always_has_a_key_or_a_value_as_clients_send_no_other(
    key: bytes | None, value: bytes | None, sent: bytes | None
) -> None:
    message = Received(topic=ARTICLES, partition=0, offset=1, key=key, value=value)
    letter = reject(message, reason=Reason.UNDECODABLE, detail="", by="extract/1", time=NOW)
    assert (letter.key, letter.value) == (key, sent)
