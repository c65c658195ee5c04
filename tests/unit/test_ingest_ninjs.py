from typing import Any

import pytest

from services.contracts.article import Article
from services.contracts.errors import Reason
from services.contracts.vocabulary import Status
from services.ingest.items import Refused
from tests.support.ingest import DUTCH, article, ninjs, refusal, results

URI = "urn:newsml:example.org:20250312:1"

FIRST = {
    "uri": URI,
    "type": "text",
    "language": "nl-BE",
    "version": "3",
    "pubstatus": "usable",
    "firstcreated": "2025-03-12T17:40:00+01:00",
    "versioncreated": "2025-03-12T18:02:00+01:00",
    "embargoed": "2025-03-12T19:00:00+01:00",
    "byline": "J. Jansen",
    "headline": "Twintig voertuigen",
    "body_text": "Verkort.",
    "body_xhtml": f"<p>{DUTCH}</p>",
}
SECOND = {
    **{key: value for key, value in FIRST.items() if not key.startswith(("body", "head", "by"))},
    "by": "J. Jansen",
    "headlines": [{"role": "teaser", "value": "Kijk"}, {"role": "main", "value": "Twintig voertuigen"}],
    "bodies": [
        {"role": "text", "contenttype": "text/plain", "value": "Verkort."},
        {"role": "html", "contenttype": "text/html", "value": f"<p>{DUTCH}</p>"},
    ],
}
THIRD = {
    **{key: value for key, value in SECOND.items() if key in ("uri", "type", "language", "version", "by", "headlines")},
    "pubStatus": "usable",
    "firstCreated": "2025-03-12T17:40:00+01:00",
    "versionCreated": "2025-03-12T18:02:00+01:00",
    "embargoedUntil": "2025-03-12T19:00:00+01:00",
    "bodies": [{"contentType": "application/xhtml+xml", "value": f"<p>{DUTCH}</p>"}],
}


@pytest.mark.parametrize("document", [FIRST, SECOND, THIRD], ids=["1.x", "2.x", "3.x"])
def test_each_generation_of_ninjs_says_the_same(document: dict[str, Any]) -> None:
    one = article(document)
    assert (one.article_id, one.item_id) == ("test/urn%3Anewsml%3Aexample.org%3A20250312%3A1", URI)
    assert (one.version, one.status, one.format) == ("3", Status.USABLE, "ninjs")
    assert (one.language, one.declared_language) == ("nl", "nl-BE")
    assert (one.published, one.published_at) == ("2025-03-12T17:40:00+01:00", "2025-03-12T16:40:00.000Z")
    assert (one.modified, one.modified_at) == ("2025-03-12T18:02:00+01:00", "2025-03-12T17:02:00.000Z")
    assert one.embargo_until == "2025-03-12T18:00:00.000Z"
    assert (one.title, one.text, one.byline) == ("Twintig voertuigen", DUTCH, "J. Jansen")


def test_html_is_preferred_for_its_paragraphs_and_cleaned() -> None:
    markup = "<p>Eerste&nbsp;zin.</p><script>alert(1)</script><p>Tweede cafe\u0301.</p>"
    assert article(ninjs(body_html=markup)).text == "Eerste zin.\n\nTweede café."


def test_plain_text_is_tidied() -> None:
    assert (
        article(ninjs(body_text=" Eerste\u00a0 zin. \r\n\r\n\r\nTweede\0 zin. ")).text == "Eerste zin.\n\nTweede zin."
    )


def test_html_in_a_body_of_no_stated_type_is_seen() -> None:
    assert article(ninjs(body_text=None, body_main="<p>Een zin.</p><p>Nog een.</p>")).text == "Een zin.\n\nNog een."


def test_a_rendering_without_words_leaves_the_next_one() -> None:
    assert article(ninjs(body_html="<img src='a.jpg'>")).text == DUTCH


def test_a_title_loses_its_markup() -> None:
    assert article(ninjs(headline="<b>Ja</b> &amp; nee")).title == "Ja & nee"


@pytest.mark.parametrize("key", ["headline_main", "title"])
def test_other_keys_of_a_headline_are_known(key: str) -> None:
    assert article(ninjs(headline=None, **{key: "Twintig voertuigen"})).title == "Twintig voertuigen"


def test_an_address_as_uri_is_where_the_article_is_published() -> None:
    assert article(ninjs(uri="https://example.org/a")).url == "https://example.org/a"
    assert article(ninjs()).url == ""


def test_the_only_time_of_version_1_is_that_of_publication() -> None:
    one = article(ninjs(versioncreated="2025-03-12T17:40:00Z"))
    assert (one.published, one.modified) == ("2025-03-12T17:40:00Z", "2025-03-12T17:40:00Z")


@pytest.mark.parametrize("media_type", ["application/ninjs+json", "Application/vnd.iptc.ninjs+json; charset=utf-8"])
def test_a_content_type_decides(media_type: str) -> None:
    assert article({"text": "x", **ninjs()}, content_type=media_type).format == "ninjs"


@pytest.mark.parametrize("kind", ["picture", "photo", "graphic", "video", "audio", "planning", "event"])
def test_news_without_a_text_is_refused_as_such(kind: str) -> None:
    problem = refusal(ninjs(type=kind, body_text=None))
    assert (problem.reason, problem.field) == (Reason.NO_TEXT, "type")
    assert kind in problem.found


def test_a_text_item_without_a_body_is_refused_as_such() -> None:
    problem = refusal(ninjs(body_text=None, description_text="Kort."))
    assert problem.reason is Reason.NO_TEXT
    assert "body_text" in problem.wanted


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"versioncreated": "gisteren"}, "versioncreated"),
        ({"versioncreated": 20250312}, "versioncreated"),
        ({"versionCreated": "gisteren", "versioncreated": None}, "versionCreated"),
        ({"pubstatus": "maybe"}, "pubstatus"),
        ({"language": "vlaams"}, "language"),
        ({"embargoed": "straks"}, "embargoed"),
        ({"body_text": 3}, "body_text"),
        ({"bodies": "tekst", "body_text": None}, "bodies"),
        ({"bodies": [{"value": 3}], "body_text": None}, "bodies[0].value"),
        ({"headlines": {"value": "x"}}, "headlines"),
        ({"uri": 1.5}, "uri"),
        ({"body_text": "half \ud83d"}, "body_text"),
    ],
)
def test_a_bad_field_is_refused_by_its_producers_name(fields: dict[str, Any], field: str) -> None:
    problem = refusal(ninjs(**fields))
    assert (problem.reason, problem.field) == (Reason.INVALID_FIELD, field)


def test_an_undated_item_is_refused() -> None:
    problem = refusal(ninjs(versioncreated=None))
    assert (problem.reason, problem.field) == (Reason.MISSING_FIELD, "versioncreated")


@pytest.mark.parametrize("stated", ["canceled", "cancelled", "Canceled", "stat:canceled"])
def test_a_kill_needs_only_its_id_and_carries_no_text(stated: str) -> None:
    one = article({"uri": URI, "pubstatus": stated, "version": "4", "headline": "Weg"})
    assert (one.status, one.version, one.title, one.text) == (Status.CANCELED, "4", "", "")


@pytest.mark.parametrize("fault", [{"versioncreated": "ooit"}, {"language": "vlaams"}, {"type": "picture"}])
def test_no_fault_in_it_stops_a_kill(fault: dict[str, str]) -> None:
    assert article(ninjs(pubstatus="canceled", **fault)).status is Status.CANCELED


def test_a_withheld_item_may_have_no_text() -> None:
    one = article(ninjs(pubstatus="withheld", body_text=None))
    assert (one.status, one.text) == (Status.WITHHELD, "")


def test_pictures_that_hang_on_an_article_are_no_items() -> None:
    picture = {"uri": "urn:p", "type": "picture", "description_text": "Een kazerne.", "body_text": "Een kazerne."}
    assert article(ninjs(associations={"mainpic": picture})).item_id == URI


@pytest.mark.parametrize("as_list", [False, True])
def test_each_text_of_a_package_is_an_item(as_list: bool) -> None:
    parts = {
        "first": {"uri": "urn:1", "type": "text", "body_text": DUTCH},
        "second": {"uri": "urn:2", "type": "text", "body_text": DUTCH, "versioncreated": "ooit"},
        "link": {"uri": "urn:3", "type": "text", "headline": "Lees ook"},
    }
    associations: Any = [{"name": name, **part} for name, part in parts.items()] if as_list else parts
    good, bad = results(ninjs(type="composite", body_text=None, associations=associations))
    assert isinstance(good, Article)
    assert isinstance(bad, Refused)
    assert (good.item_id, good.published) == ("urn:1", "2025-03-12T17:40:00+01:00")
    assert bad.label == ("associations[1]" if as_list else "associations.second")
    assert bad.problem.field == "versioncreated"


def test_an_embargo_and_a_kill_hold_for_what_hangs_on_the_item() -> None:
    inner = {"uri": "urn:1", "body_text": DUTCH}
    _, held = results(ninjs(embargoed="2025-03-13T00:00:00Z", associations={"a": inner}))
    assert held.embargo_until == "2025-03-13T00:00:00.000Z"
    statuses = [one.status for one in results(ninjs(pubstatus="canceled", associations={"a": inner}))]
    assert statuses == [Status.CANCELED, Status.CANCELED]


def test_a_package_of_packages_is_read_to_its_depths() -> None:
    deep: dict[str, Any] = {"uri": "urn:deep", "body_text": DUTCH}
    for i in range(100):
        deep = {"uri": f"urn:{i}", "associations": {"a": deep}}
    inner = results(ninjs(associations={"a": deep}))[-1]
    assert inner.item_id == "urn:deep"
