"""Released schemas are frozen, and the present ones are compatible with each of them, both ways."""

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from services.contracts import released
from services.contracts.compatibility import breaking_changes
from services.contracts.schemas import SCHEMAS, path_of

RELEASES = released.releases()
PRESENT = {event: json.loads(path_of(event).read_bytes()) for event in SCHEMAS}
PAIRS = [(release, event) for release in RELEASES for event in released.frozen(release)]


def name(value: object) -> str:
    return value.name if isinstance(value, Path) else str(value)


def examples_of_now(event: str) -> list[Path]:
    return sorted((released.EXAMPLES / event / "1").glob("*.pass.json"))


def test_there_is_a_release_and_no_released_file_has_changed() -> None:
    assert RELEASES
    written = (released.FOLDER / released.SUMS).read_text(encoding="utf-8")
    assert written == released.sums(), "a released schema never changes: restore it, and make a new version"


@pytest.mark.parametrize(("release", "event"), PAIRS, ids=name)
def test_the_present_schema_breaks_no_released_one(release: Path, event: str) -> None:
    assert breaking_changes(released.frozen(release)[event], PRESENT[event]) == []


@pytest.mark.parametrize(("release", "event"), PAIRS, ids=name)
def test_messages_of_a_release_are_valid_today(release: Path, event: str) -> None:
    validator = jsonschema.Draft202012Validator(PRESENT[event])
    examples = released.examples(release, event)
    assert examples
    for path in examples:
        validator.validate(json.loads(path.read_bytes()))


@pytest.mark.parametrize(("release", "event"), PAIRS, ids=name)
def test_messages_of_today_are_valid_for_who_knows_a_release_only(release: Path, event: str) -> None:
    validator = jsonschema.Draft202012Validator(released.frozen(release)[event])
    for path in examples_of_now(event):
        validator.validate(json.loads(path.read_bytes()))


def test_freezing_copies_schemas_and_examples_and_sums_them(tmp_path: Path) -> None:
    release = released.freeze("1.0.0-rc.9", tmp_path)
    assert set(released.frozen(release)) == set(SCHEMAS)
    assert len(released.examples(release, "article")) == len(examples_of_now("article"))
    assert (tmp_path / released.SUMS).read_text(encoding="utf-8") == released.sums(tmp_path)
    with pytest.raises(FileExistsError):
        released.freeze("1.0.0-rc.9", tmp_path)


def test_a_changed_file_no_longer_has_its_sum(tmp_path: Path) -> None:
    release = released.freeze("1.0.0-rc.9", tmp_path)
    before = released.sums(tmp_path)
    (release / "article.1.schema.json").write_text("{}", encoding="utf-8")
    assert released.sums(tmp_path) != before


@pytest.mark.parametrize("arguments", [[], ["1.0"], ["1.0.0", "2.0.0"], ["../x"]])
def test_a_version_must_be_one(arguments: list[str]) -> None:
    assert released.main(arguments) == 2


def change(event: str, edit: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    schema = copy.deepcopy(PRESENT[event])
    edit(schema)
    return PRESENT[event], schema


def drop(schema: dict[str, Any]) -> None:
    del schema["properties"]["url"]


def demand(schema: dict[str, Any]) -> None:
    schema["properties"]["desk"] = {"type": "string"}
    schema["required"].append("desk")


def relax(schema: dict[str, Any]) -> None:
    schema["required"].remove("published")


def retype(schema: dict[str, Any]) -> None:
    schema["properties"]["title"]["type"] = "integer"


def narrow(schema: dict[str, Any]) -> None:
    schema["properties"]["language"]["pattern"] = "^(nl|en)$"


def forget(schema: dict[str, Any]) -> None:
    schema["$defs"]["Status"]["enum"].remove("withheld")


def invent(schema: dict[str, Any]) -> None:
    schema["$defs"]["Status"]["enum"].append("corrected")


def close(schema: dict[str, Any]) -> None:
    schema["additionalProperties"] = False


def unnull(schema: dict[str, Any]) -> None:
    schema["properties"]["embargo_until"]["anyOf"][1] = {"type": "integer"}


BREAKING = [
    (drop, "url: the property is gone"),
    (demand, "'desk' is required now"),
    (relax, "'published' is no longer required"),
    (retype, "title.type: was 'string', is 'integer'"),
    (narrow, "language.pattern: was '^[a-z]{2,3}$', is '^(nl|en)$'"),
    (forget, "Status: 'withheld' is gone"),
    (invent, "Status: 'corrected' is a new value"),
    (close, "additionalProperties: was not there, is False"),
    (unnull, "embargo_until.anyOf[1].type: was 'null', is 'integer'"),
]


@pytest.mark.parametrize(("edit", "told"), BREAKING, ids=[edit.__name__ for edit, _ in BREAKING])
def test_a_breaking_change_is_told_with_what_it_breaks(edit: Any, told: str) -> None:
    assert breaking_changes(*change("article", edit)) == [told]


def test_an_optional_property_more_and_better_words_break_nothing() -> None:
    def grow(schema: dict[str, Any]) -> None:
        schema["properties"]["desk"] = {"type": "string", "default": ""}
        schema["properties"]["title"]["description"] = "The headline, in other words."
        schema["$defs"]["Desk"] = {"enum": ["home", "world"]}

    assert breaking_changes(*change("article", grow)) == []
