"""What holds of ingest for any input."""

import json
import unicodedata
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.contracts.article import Article
from services.contracts.codec import decode
from services.contracts.messages import Received
from services.contracts.topics import ARTICLES, REJECTED
from services.ingest.handler import handle
from services.ingest.normalise import canonical_url, html_to_text, tidy
from tests.support.ingest import NOW, article, ninjs, plain, published, raw

ANY_TEXT = st.text(st.characters(codec=None), max_size=200)  # lone surrogates as well
SOUND_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=200)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=10,
)
PLAIN_KEYS = ["id", "language", "published", "title", "text", "url", "byline", "source", "schema", "status", "item_id"]
NINJS_KEYS = [
    *("uri", "type", "language", "version", "pubstatus", "pubStatus", "versioncreated", "firstCreated", "embargoed"),
    *("headline", "headlines", "body_text", "body_html", "bodies", "byline", "associations"),
]
NEARLY = st.sampled_from(["article/1", "nl", "usable", "canceled", "text", "2025-03-12", "2025-03-12T17:40:00+01:00"])
MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<script>",
            "</script>",
            "<br>",
            "<!--",
            "-->",
            "<b",
            ">",
            "&amp;",
            "&#",
            "&#1;",
            "\x01",
            "<nav>",
        ]
    )
    | ANY_TEXT,
    max_size=20,
).map("".join)


def documents(whole: dict[str, Any], keys: list[str]) -> st.SearchStrategy[Any]:
    """Sound documents of which some fields are replaced by anything."""
    return st.dictionaries(st.sampled_from(keys), NEARLY | MARKUP | JSON, max_size=6).map(lambda odd: {**whole, **odd})


DOCUMENTS = documents(plain(), PLAIN_KEYS) | documents(ninjs(), NINJS_KEYS) | JSON
HEADERS = st.lists(st.tuples(st.sampled_from(["source", "backfill", "content-type", "traceparent", "x"]), st.binary()))
BYTES = st.binary() | (DOCUMENTS | st.lists(DOCUMENTS, max_size=3)).map(lambda value: json.dumps(value).encode())


def check(message: Received) -> None:
    handled = handle(message, now=NOW)
    assert handled.messages
    assert handled.items
    letters = [one for one in handled.messages if one.topic == REJECTED]
    articles = [one for one in handled.messages if one.topic == ARTICLES]
    assert len(letters) + len(articles) == len(handled.messages)
    assert len(letters) <= 1
    rejected = sum(item.outcome == "rejected" for item in handled.items)
    assert len(articles) + rejected == len(handled.items)
    assert bool(letters) == bool(rejected)
    original = b"" if message.key is None and message.value is None else message.value
    assert all((letter.key, letter.value) == (message.key, original) for letter in letters)
    for one in articles:
        assert decode(one.value or b"", Article).article_id.encode() == one.key
    assert all(isinstance(value, bytes) for one in handled.messages for _, value in one.headers)
    assert handle(message, now=NOW) == handled


@given(value=st.none() | BYTES, key=st.none() | st.binary(), headers=HEADERS)
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_message_ends_somewhere_and_the_same_way_each_time(value: Any, key: Any, headers: Any) -> None:
    check(raw(value, key=key, headers=headers))


@given(value=BYTES)
@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_bytes_from_a_known_feed_end_somewhere(value: bytes) -> None:
    check(raw(value))


@given(text=SOUND_TEXT.filter(str.strip), title=SOUND_TEXT)
@settings(deadline=None)
def test_a_plain_text_comes_out_as_it_went_in(text: str, title: str) -> None:
    (message,) = handle(raw(plain(text=text, title=title)), now=NOW).messages
    assert (published(message).text, published(message).title) == (text, title)


@given(text=SOUND_TEXT.filter(str.strip))
@settings(deadline=None)
def test_what_ingest_publishes_may_be_sent_in_again(text: str) -> None:
    one = article(plain(text=text))
    (message,) = handle(raw(plain(text=text)), now=NOW).messages
    assert message.value is not None
    again = article(message.value)
    assert (again.content_hash, again.article_id) == (one.content_hash, one.article_id)


@given(text=st.text(max_size=300))
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    tidied = tidy(text)
    assert tidy(tidied) == tidied
    assert unicodedata.is_normalized("NFC", tidied)
    assert "\n\n\n" not in tidied
    assert not any(unicodedata.category(c) == "Cc" and c != "\n" for c in tidied)


@given(markup=MARKUP.filter(lambda markup: markup.isprintable()))
@settings(deadline=None)
def test_any_markup_becomes_tidy_text(markup: str) -> None:
    text = html_to_text(markup)
    assert tidy(text) == text


@given(address=ANY_TEXT | ANY_TEXT.map(lambda rest: f"https://example.org/{rest}"))
def test_canonical_addresses_stay_as_they_are(address: str) -> None:
    once = canonical_url(address)
    assert canonical_url(once) == once
