"""Whatever a feed sends: every item ends somewhere, in bounded time, and the next message goes on."""

import gzip
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.contracts.article import Article
from services.contracts.codec import encode
from services.contracts.errors import Reason
from services.contracts.topics import REJECTED
from services.ingest import encodings
from services.ingest.handler import handle
from services.ingest.reading import Refused, read
from tests.support.ingest import DUTCH, NOW, SOURCE, article, header, ninjs, plain, raw, refusal, results

MEGABYTE = 1024 * 1024
FEEDS = Path(__file__).resolve().parents[2] / "schemas" / "examples" / "feeds"
EXAMPLES = [path.read_bytes() for path in sorted(FEEDS.glob("*/*")) if ".expected." not in path.name]
FRAGMENTS = [
    *(b"<!DOCTYPE x [", b"]>", b"<!ENTITY a '&b;'>", b"&a;", b"&#0;", b"&#xD800;", b"&#x110000;", b"&nbsp;", b"&&"),
    *(b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<?xml version='1.1'?>", b"<?x", b"<script>", b"</p>", b"<a><b></a>"),
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xed\xa0\x80", "\u202e\u2066".encode(), "аО".encode()),
    *(b"{", b"}", b"[", b"]", b'"', b"\\ud800", b"1e999", b"9" * 5000, b"NaN", b'"@type": []', b'"@graph": [[[]]],'),
    *(b"99999-99-99", b"0000-00-00T00:00:00Z", b"Mon, 99 Feb 2025 99:99:99 +9999", b"-", b" ", b"\n"),
    *(b'xmlns="urn:other"', b"xml:lang='x-\xc3\xa9'", b'qcode=""', b'encoding="utf-7"', b'charset="punycode"'),
]


@st.composite
def spoiled(draw: st.DrawFn) -> bytes:
    """An example of a feed with some of it cut out, doubled or replaced by what parsers stumble over."""
    data = draw(st.sampled_from(EXAMPLES))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from([0, 0, 1, 8, 60, 400])))
        put = draw(st.sampled_from(FRAGMENTS) | st.binary(max_size=8) | st.just(data[start:end] * 2))
        data = data[:start] + put + data[end:]
    return data


CONTENT_TYPES = st.sampled_from(
    ["", "", "text/html", "application/rss+xml", "application/atom+xml; charset=x", "application/ld+json", "nonsense"]
)


@given(data=spoiled(), content_type=CONTENT_TYPES)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_spoiled_feed_ends_somewhere_and_what_it_yields_can_be_sent(data: bytes, content_type: str) -> None:
    out = read(data, content_type=content_type, source="feed", key="key", backfill=False)
    assert out
    for one in out:
        if isinstance(one, Article):
            assert json.loads(encode(one))["article_id"].startswith("feed/")
        else:
            assert one.problem.wanted
            str(one.problem).encode()


TENFOLD = "".join(f"<!ENTITY {chr(98 + i)} '{f'&{chr(97 + i)};' * 10}'>" for i in range(9))
BOMB = f"<!DOCTYPE x [<!ENTITY a 'ha'>{TENFOLD}]>"
LONG = f"<!DOCTYPE x [<!ENTITY j '{'ha' * 50_000}'>]>"
EXTERNAL = f"<!DOCTYPE x [<!ENTITY j SYSTEM '{Path(__file__).as_uri()}'>]>"
REMOTE = "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd' [<!ENTITY j SYSTEM 'http://127.0.0.1:9/x'>]>"


def newsml(text: str) -> str:
    meta = "<itemMeta><versionCreated>2025-03-12</versionCreated></itemMeta>"
    content = f"<contentSet><inlineData>{DUTCH} {text}</inlineData></contentSet>"
    return f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="g">{meta}{content}</newsItem>'


def rss(text: str) -> str:
    item = f"<guid>g</guid><pubDate>2025-03-12</pubDate><description>{DUTCH} {text}</description>"
    return f"<rss><channel><item>{item}</item></channel></rss>"


def atom(text: str) -> str:
    entry = f"<id>g</id><updated>2025-03-12</updated><summary>{DUTCH} {text}</summary>"
    return f'<entry xmlns="http://www.w3.org/2005/Atom">{entry}</entry>'


def page(text: str) -> str:
    meta = (
        '<meta property="article:published_time" content="2025-03-12"><link rel="canonical" href="https://a.example">'
    )
    return f"<html lang='nl'><head>{meta}</head><body><article><p>{DUTCH}</p><p>{text}</p></article></body></html>"


@pytest.mark.parametrize("declared", [BOMB, LONG, EXTERNAL, REMOTE], ids=["bomb", "quadratic", "file", "network"])
@pytest.mark.parametrize("make", [newsml, rss, atom, page])
def test_entities_neither_explode_nor_fetch(make: Callable[[str], str], declared: str) -> None:
    started = time.monotonic()
    (out,) = results((declared + make("&j;" * 20_000)).encode())
    assert time.monotonic() - started < 5
    if isinstance(out, Article):
        assert len(out.text) < 250_000, "at most what stands in the document"
        assert "Whatever a feed sends" not in out.text
    else:
        assert out.problem.reason in (Reason.UNDECODABLE, Reason.NO_TEXT)


@pytest.mark.parametrize("make", [newsml, atom, page])
def test_deep_nesting_ends_in_bounded_time(make: Callable[[str], str]) -> None:
    started = time.monotonic()
    assert len(results(make("<div>" * 20_000).encode())) == 1
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("make", [newsml, rss, atom, page])
@pytest.mark.parametrize("token", ["x", "é", "&lt;", "]]>"])
def test_a_token_of_ten_megabytes_ends_in_bounded_time(make: Callable[[str], str], token: str) -> None:
    started = time.monotonic()
    assert len(results(make(token * (10 * MEGABYTE // len(token.encode()))).encode())) == 1
    assert time.monotonic() - started < 20


def test_a_gzip_bomb_is_unpacked_no_further_than_its_limit() -> None:
    bomb = gzip.compress(b" " * (200 * MEGABYTE))
    assert len(bomb) < MEGABYTE
    started = time.monotonic()
    problem = refusal(bomb)
    assert (problem.reason, time.monotonic() - started < 2) == (Reason.TOO_LARGE, True)
    assert str(encodings.MOST_BYTES) in problem.wanted


def test_gzip_is_read_in_parts_with_and_without_its_header() -> None:
    half = json.dumps(plain()).encode()
    packed = gzip.compress(half[:50]) + gzip.compress(half[50:])
    assert article(packed).text == DUTCH
    for content_encoding in ("gzip", "X-GZIP", "", "identity"):
        given = {"content_type": "", "source": "s", "key": "k", "backfill": False}
        assert isinstance(read(packed, content_encoding=content_encoding, **given)[0], Article)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "content_encoding", "found"),
    [
        (gzip.compress(b"{}")[:-4], "gzip", "cut off"),
        (gzip.compress(b"{}")[:10] + b"\xff" * 30, "gzip", "broken gzip"),
        (b"{}", "br", "'br'"),
        (b"{}", "x" * 1000, "x"),
    ],
)
def test_what_cannot_be_unpacked_is_refused(data: bytes, content_encoding: str, found: str) -> None:
    (out,) = read(data, content_type="", content_encoding=content_encoding, source="s", key="k", backfill=False)
    assert isinstance(out, Refused)
    assert out.problem.reason is Reason.UNDECODABLE
    assert found in out.problem.found


def test_script_in_a_page_is_no_text() -> None:
    one = article(page("<script>document.write('<p>nep nieuws</p>')</script>").encode())
    assert DUTCH in one.text
    assert "nep" not in one.text


def test_marks_of_direction_and_lookalikes_pass_as_they_are() -> None:
    text = f"{DUTCH} Be\u202elgi\u2066ë en Вelgië."
    assert article(plain(text=text)).text == text
    assert "Вelgië" in article(rss("Вelgië").encode()).text


@pytest.mark.parametrize("year", ["0001", "1899", "2100", "9999"])
def test_absurd_dates_are_refused_in_every_format(year: str) -> None:
    for make in (newsml, rss, atom):
        problem = refusal(make("").replace("2025", year).encode())
        assert (problem.reason, problem.found) == (Reason.INVALID_FIELD, f"'{year}-03-12'")


@pytest.mark.parametrize("number", ["1e999", "-1e999", "9" * 4000, "NaN", "Infinity", "123456789012345678901"])
def test_huge_numbers_are_no_ids(number: str) -> None:
    problem = refusal(json.dumps(plain()).replace('"a1"', number).encode())
    assert (problem.reason, problem.field) == (Reason.INVALID_FIELD, "id")


def test_a_feed_of_five_hundred_bad_entries_is_listed_entry_by_entry() -> None:
    entry = "<item><guid>g{}</guid><description>Tekst</description></item>"
    feed = f"<rss><channel>{''.join(map(entry.format, range(500)))}</channel></rss>"
    out = results(feed.encode())
    assert [one.label for one in out] == [f"item[{i}]" for i in range(500)]
    assert {one.problem.field for one in out} == {"pubDate"}


def test_its_bytes_are_stored_once_with_the_list_of_its_entries() -> None:
    entry = "<item><guid>g{}</guid><description>Tekst</description></item>"
    message = raw(f"<rss><channel>{''.join(map(entry.format, range(500)))}</channel></rss>".encode())
    handled = handle(message, now=NOW)
    (letter,) = handled.messages
    assert letter.value == message.value
    assert (header(letter, "rejected_items"), len(handled.items)) == ("500", 500)
    assert header(letter, "rejected_item") == ",".join(f"item[{i}]" for i in range(500))


@pytest.mark.parametrize("name", ["source", "content-type", "content-encoding", "backfill", "traceparent", "x", ""])
@pytest.mark.parametrize("value", [b"x" * MEGABYTE, b"\xff" * MEGABYTE, b"\0", b"charset=" * 100_000, b"\n\r: y"])
def test_no_header_does_harm(name: str, value: bytes) -> None:
    started = time.monotonic()
    handled = handle(raw(plain(), headers=[*SOURCE, (name, value)]), now=NOW)
    assert time.monotonic() - started < 1
    (message,) = handled.messages
    if message.topic == REJECTED:
        assert (name, value) in message.headers
        ours = [text for header, text in message.headers if header.startswith("rejected_")]
        assert sum(map(len, ours)) < 3000
    else:
        assert sum(len(text) for _, text in message.headers) < 1000


def test_ten_thousand_headers_do_no_harm() -> None:
    headers = [*SOURCE, *((f"h{i}", b"x") for i in range(10_000)), *SOURCE * 10_000]
    started = time.monotonic()
    (message,) = handle(raw(plain(), headers=headers), now=NOW).messages
    assert time.monotonic() - started < 2
    assert len(message.headers) < 20


def test_the_deepest_ninjs_is_read_in_bounded_time() -> None:
    document: dict = ninjs()
    for _ in range(400):
        document = ninjs(associations={"a": document})
    started = time.monotonic()
    assert len(results(document)) == 401
    assert time.monotonic() - started < 5
