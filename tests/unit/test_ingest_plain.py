import pytest

from services.contracts.errors import Reason
from services.contracts.ids import content_hash
from services.contracts.vocabulary import Status
from tests.support.ingest import DUTCH, article, plain, refusal, results


def test_a_plain_article_becomes_article_1() -> None:
    one = article(plain(url="https://Example.org/a#x", byline="J. Jansen", published="2025-03-12T00:30:00+01:00"))
    assert one.article_id == "test/a1"
    assert one.item_id == "a1"
    assert one.source == "test"
    assert one.version == "1"
    assert one.status is Status.USABLE
    assert (one.language, one.declared_language) == ("nl", "")
    assert (one.published, one.published_at) == ("2025-03-12T00:30:00+01:00", "2025-03-11T23:30:00.000Z")
    assert (one.title, one.text) == ("Twintig voertuigen", DUTCH)
    assert one.url == "https://example.org/a"
    assert one.byline == "J. Jansen"
    assert one.format == "plain"
    assert one.content_hash == content_hash(one)


@pytest.mark.parametrize(
    "text",
    [
        "  a  b \r\n\r\n\r\n c ",
        "<b>geen html</b> &amp; zo",
        "cafe\u0301 \u00a0 \u200b \ufeff",
        "a\x07b",
        "😀 \u202etekst",
    ],
)
def test_the_text_passes_unaltered_so_that_offsets_hold(text: str) -> None:
    assert article(plain(text=text)).text == text
    assert article(plain(title=text)).title == text


def test_other_keys_are_ignored_whatever_they_hold() -> None:
    odd = plain(events=[{"category": 3}], version=9, status="canceled", embargo_until=0, url=7, byline=[], origin={})
    assert article(odd) == article(plain())


def test_the_feed_that_sent_it_is_its_source_whatever_the_body_says() -> None:
    assert article(plain(source="De Krant")).source == "test"


def test_without_a_feed_the_id_is_the_items_alone_and_the_source_what_the_body_says() -> None:
    one = article(plain(id="a/1", source="De Krant"), source="")
    assert (one.article_id, one.item_id, one.source) == ("a/1", "a/1", "De Krant")


def test_ids_are_percent_encoded_beside_the_feed() -> None:
    assert article(plain(id="a/1 é"), source="de krant").article_id == "de%20krant/a%2F1%20%C3%A9"


def test_the_key_stands_in_for_a_missing_id() -> None:
    assert article(plain(id=None), key="k9").article_id == "test/k9"
    assert article(plain(id=""), key="k9").article_id == "test/k9"


def test_an_id_may_be_a_number() -> None:
    assert article(plain(id=42)).item_id == "42"


def test_the_articles_of_an_array_each_count() -> None:
    first, second = results([plain(id="a"), plain(id="b")])
    assert (first.article_id, second.article_id) == ("test/a", "test/b")


def test_in_an_array_each_article_needs_an_id_of_its_own() -> None:
    good, bad = results([plain(), plain(id=None)])
    assert good.article_id == "test/a1"
    assert (bad.label, bad.problem.reason, bad.problem.field) == ("[1]", Reason.MISSING_FIELD, "id")


@pytest.mark.parametrize(
    ("fields", "reason", "field"),
    [
        ({"text": None}, Reason.MISSING_FIELD, "text"),
        ({"text": ""}, Reason.NO_TEXT, "text"),
        ({"text": " \n\t "}, Reason.NO_TEXT, "text"),
        ({"text": 3}, Reason.INVALID_FIELD, "text"),
        ({"text": ["a"]}, Reason.INVALID_FIELD, "text"),
        ({"title": {}}, Reason.INVALID_FIELD, "title"),
        ({"published": None}, Reason.MISSING_FIELD, "published"),
        ({"published": " "}, Reason.MISSING_FIELD, "published"),
        ({"published": 1741800000}, Reason.INVALID_FIELD, "published"),
        ({"published": "12 maart"}, Reason.INVALID_FIELD, "published"),
        ({"language": "Nederlands"}, Reason.INVALID_FIELD, "language"),
        ({"language": True}, Reason.INVALID_FIELD, "language"),
        ({"id": True}, Reason.INVALID_FIELD, "id"),
        ({"id": 10**400}, Reason.INVALID_FIELD, "id"),
        ({"id": "x" * 501}, Reason.INVALID_FIELD, "id"),
        ({"id": "x\ud800"}, Reason.INVALID_FIELD, "id"),
        ({"text": "half \ud83d teken"}, Reason.INVALID_FIELD, "text"),
        ({"text": "a\0b"}, Reason.INVALID_FIELD, "text"),
        ({"title": "a\0b"}, Reason.INVALID_FIELD, "title"),
        ({"byline": "\udfff"}, Reason.INVALID_FIELD, "byline"),
    ],
)
def test_a_bad_field_is_refused_by_its_name(fields: dict[str, object], reason: Reason, field: str) -> None:
    problem = refusal(
        plain(**fields) if None not in fields.values() else {k: v for k, v in plain().items() if k not in fields}
    )
    assert (problem.reason, problem.field) == (reason, field)
    assert problem.wanted
