"""What becomes of bytes that are no good, one line each."""

import json
import time

import pytest

from services.contracts.article import Article
from services.contracts.errors import Reason
from services.contracts.vocabulary import Status
from services.ingest import reading
from services.ingest.formats import FORMATS, NAMES
from services.ingest.items import Refused
from services.ingest.reading import tombstone
from tests.support.ingest import DUTCH, article, ninjs, plain, refusal, results

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("data", "reason", "found"),
    [
        (b"", Reason.UNDECODABLE, "0 bytes, all blank"),
        (b" \n ", Reason.UNDECODABLE, "3 bytes, all blank"),
        (b"\xff\xfe\x00\x01", Reason.UNDECODABLE, "byte 0xff at offset 0"),
        (json.dumps(plain()).encode("utf-16"), Reason.UNDECODABLE, "byte 0xff at offset 0"),
        (b'{"text": "caf\xe9"}', Reason.UNDECODABLE, "byte 0xe9 at offset 13"),
        (b'{"id": "a1", ', Reason.UNDECODABLE, "Expecting property name"),
        (b"tekst zonder meer", Reason.UNDECODABLE, "Expecting value"),
        (b"[" * 100_000, Reason.UNDECODABLE, "JSON nested too deep"),
        (b'{"a":' * 100_000, Reason.UNDECODABLE, "JSON nested too deep"),
        (b"1" * 5000, Reason.UNDECODABLE, "4300 digits"),
        (b"3", Reason.UNKNOWN_FORMAT, "a number"),
        (b'"tekst"', Reason.UNKNOWN_FORMAT, "a string"),
        (b"null", Reason.UNKNOWN_FORMAT, "null"),
        (b"true", Reason.UNKNOWN_FORMAT, "true"),
        (b"{}", Reason.UNKNOWN_FORMAT, "an empty object"),
        (b'{"kop": 1, "tekst": 2}', Reason.UNKNOWN_FORMAT, "'kop', 'tekst'"),
        (b"<rss><channel/></rss>", Reason.MISSING_FIELD, "no entries"),
        (b"<orders/>", Reason.UNKNOWN_FORMAT, "XML or HTML that begins with <orders>"),
        (b"<!-- nothing else -->", Reason.UNKNOWN_FORMAT, "markup without an element"),
        (b"[]", Reason.MISSING_FIELD, "an empty array"),
        (b"[1" + b",1" * 10_000 + b"]", Reason.TOO_LARGE, "10001 items"),
    ],
)
def test_bytes_that_are_no_article_are_refused_with_what_was_found(data: bytes, reason: Reason, found: str) -> None:
    problem = refusal(data)
    assert problem.reason is reason
    assert found in problem.found
    assert problem.wanted


def test_a_byte_order_mark_does_no_harm() -> None:
    assert article(b"\xef\xbb\xbf" + json.dumps(plain()).encode()).text == DUTCH


def test_one_bad_item_does_not_take_the_others_down() -> None:
    out = results([plain(id="a"), 3, plain(id="b", published="ooit"), {}, ninjs()])
    assert [type(one) for one in out] == [Article, Refused, Refused, Refused, Article]
    assert [one.label for one in out if isinstance(one, Refused)] == ["[1]", "[2]", "[3]"]
    assert [one.format for one in out] == ["plain", "", "plain", "", "ninjs"]


def test_a_content_type_that_says_nothing_leaves_the_bytes_to_speak() -> None:
    for content_type in ("", "application/json", "text/plain; charset=utf-8", "application/octet-stream", ";;"):
        assert article(plain(), content_type=content_type).format == "plain"


def test_a_content_type_of_ours_is_believed() -> None:
    problem = refusal(plain(), content_type="application/ninjs+json")
    assert (problem.reason, problem.field) == (Reason.NO_TEXT, "bodies")


def test_every_format_names_itself_and_no_two_share_a_media_type() -> None:
    assert len(set(NAMES)) == len(FORMATS)
    media_types = [one for form in FORMATS for one in form.MEDIA_TYPES]
    assert len(set(media_types)) == len(media_types)
    assert all(one == one.lower() for one in media_types)


@pytest.mark.parametrize(
    "text",
    [
        "woord " * 100_000,
        "x" * (10 * MEGABYTE - 200),
        "é" * (5 * MEGABYTE - 200),
        "zin. " * 2_000_000,
        "\u202e" * 10_000,
    ],
    ids=["100,000 tokens without a full stop", "10 MB token", "10 MB of é", "10 MB of sentences", "bidi"],
)
def test_a_huge_text_passes_whole_and_quickly(text: str) -> None:
    started = time.monotonic()
    assert article(plain(text=text)).text == text
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("markup", ["<div>", "<b>x", "<br>", "<br ", "<figure>", "<", "&amp;", "&#0;", "<p a=", "<!--"])
def test_ten_megabytes_of_hostile_html_end_in_bounded_time(markup: str) -> None:
    started = time.monotonic()
    assert len(results(ninjs(body_html=markup * (10 * MEGABYTE // len(markup))))) == 1
    assert time.monotonic() - started < 30


def test_html_with_scripts_is_read_without_them() -> None:
    markup = f"<script>document.write('<p>nep</p>')</script><p onclick='x()'>{DUTCH}</p><script src=x></script>"
    assert article(ninjs(body_html=markup)).text == DUTCH


def test_a_tombstone_is_a_kill_whose_time_is_no_part_of_its_hash() -> None:
    first = tombstone(source="test", key="a/1", modified="2025-03-12T16:40:00Z", backfill=False)
    again = tombstone(source="test", key="a/1", modified="2025-03-12T18:00:00Z", backfill=False)
    assert (first.article_id, first.item_id, first.status) == ("test/a%2F1", "a/1", Status.CANCELED)
    assert (first.text, first.language, first.modified) == ("", "und", "2025-03-12T16:40:00Z")
    assert first.content_hash == again.content_hash


def test_a_tombstone_and_the_article_that_it_kills_share_an_id() -> None:
    killed = tombstone(source="test", key="a1", modified="", backfill=False)
    assert killed.article_id == article(plain(id="a1")).article_id


def test_reading_offers_what_it_returns() -> None:
    assert {"Article", "Refused", "read", "tombstone"} <= set(reading.__all__)
