import msgspec
import pytest

from services.contracts.article import Article
from services.contracts.errors import Reason
from services.contracts.vocabulary import Status
from tests.support.ingest import ENGLISH, article, plain, refusal


def sent_in_again(one: Article, **changes: object) -> dict[str, object]:
    return {**msgspec.to_builtins(one), **changes}


@pytest.mark.parametrize(
    "fields", [{}, {"language": "nl-BE"}, {"text": ENGLISH}, {"published": "2025-03-12T00:30:00+01:00"}]
)
def test_what_ingest_published_comes_out_as_it_went_in(fields: dict[str, str]) -> None:
    one = article(plain(**fields))
    again = article(sent_in_again(one))
    assert again == msgspec.structs.replace(one, format="article/1")


def test_ids_times_and_hash_are_computed_anew() -> None:
    one = article(plain())
    wrong = sent_in_again(one, article_id="other/x", content_hash="sha256:0", published_at="1999-01-01T00:00:00Z")
    assert article(wrong) == msgspec.structs.replace(one, format="article/1")


def test_version_status_embargo_and_backfill_are_taken_over() -> None:
    whole = sent_in_again(
        article(plain()),
        version=3,
        status="withheld",
        modified="2025-03-13T08:00:00+01:00",
        embargo_until="2025-03-14",
        backfill=True,
    )
    one = article(whole)
    assert (one.version, one.status, one.backfill) == ("3", Status.WITHHELD, True)
    assert (one.modified, one.modified_at) == ("2025-03-13T08:00:00+01:00", "2025-03-13T07:00:00.000Z")
    assert one.embargo_until == "2025-03-14T00:00:00.000Z"


def test_without_a_feed_it_keeps_its_id_and_source() -> None:
    one = article(plain())
    again = article(sent_in_again(one), source="")
    assert (again.article_id, again.source) == ("test/a1", "test")


def test_a_killed_one_leaves_its_text_behind() -> None:
    one = article(sent_in_again(article(plain()), status="canceled"))
    assert (one.status, one.title, one.text, one.byline) == (Status.CANCELED, "", "", "")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"status": "gone"}, "status"),
        ({"item_id": 1.5}, "item_id"),
        ({"embargo_until": "soon"}, "embargo_until"),
        ({"modified": "today"}, "modified"),
        ({"version": "v" * 101}, "version"),
    ],
)
def test_a_bad_field_is_refused_by_its_name(changes: dict[str, object], field: str) -> None:
    problem = refusal(sent_in_again(article(plain()), **changes))
    assert (problem.reason, problem.field) == (Reason.INVALID_FIELD, field)
