"""The examples of each feed format are read as the file beside each says."""

import json
from pathlib import Path
from typing import Any

import pytest

from services.ingest.formats import FORMATS, NAMES
from services.ingest.reading import Refused, read

FEEDS = Path(__file__).resolve().parents[2] / "schemas" / "examples" / "feeds"
TOLD = [
    *("article_id", "item_id", "version", "status", "language", "declared_language", "published", "published_at"),
    *("modified", "embargo_until", "title", "text", "url", "byline", "format"),
]


def examples(kind: str = "*") -> list[Path]:
    return sorted(path for path in FEEDS.glob(f"*/*.{kind}.*") if not path.name.endswith(".expected.json"))


def expected_path(path: Path) -> Path:
    return path.with_name(path.name + ".expected.json")


def told(path: Path) -> list[dict[str, Any]]:
    """What `read` says of each item of an example, sent by `feed` under the key `key`."""
    return [
        {"item": one.label, "format": one.format, "reason": one.problem.reason.value, "detail": str(one.problem)}
        if isinstance(one, Refused)
        else {field: getattr(one, field) for field in TOLD}
        for one in read(path.read_bytes(), content_type="", source="feed", key="key", backfill=False)
    ]


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("path", examples(), ids=name)
def test_an_example_is_read_as_the_file_beside_it_says(path: Path) -> None:
    assert told(path) == json.loads(expected_path(path).read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", examples(), ids=name)
def test_pass_and_fail_in_the_name_are_true(path: Path) -> None:
    accepted = ["reason" not in one for one in told(path)]
    assert all(accepted) if ".pass." in path.name else not any(accepted)


def test_every_format_has_examples_of_both_kinds_of_its_own() -> None:
    for form in set(NAMES) - {"article/1"}:
        assert {path.name.split(".")[1] for path in examples() if path.parent.name == form} == {"pass", "fail"}, form
        assert {one["format"] for path in examples("pass") if path.parent.name == form for one in told(path)} == {form}


def test_the_page_lists_every_format_with_its_content_type() -> None:
    page = (FEEDS.parents[1] / "README.md").read_text(encoding="utf-8")
    for form in FORMATS:
        assert any(f"`{media_type}`" in page for media_type in form.MEDIA_TYPES), form.NAME


def test_no_expectation_is_left_without_its_example() -> None:
    assert sorted(FEEDS.glob("*/*.expected.json")) == [expected_path(path) for path in examples()]
