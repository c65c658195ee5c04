"""The schema files, the examples and the types say the same."""

import json
from pathlib import Path

import jsonschema
import pytest

from services.contracts.codec import decode, encode
from services.contracts.errors import Invalid
from services.contracts.schemas import SCHEMAS, path_of, text_of, write

EXAMPLES = Path(__file__).resolve().parents[2] / "schemas" / "examples"


def examples(kind: str) -> list[Path]:
    return sorted(EXAMPLES.glob(f"*/1/*.{kind}.json"))


def name(path: Path) -> str:
    return f"{path.parts[-3]}/{path.name}"


def validator(event: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(path_of(event).read_text(encoding="utf-8")))


@pytest.mark.parametrize("event", SCHEMAS)
def test_the_schema_file_is_what_the_type_says(event: str) -> None:
    assert path_of(event).read_text(encoding="utf-8") == text_of(SCHEMAS[event]), "run `make schemas`"


@pytest.mark.parametrize("event", SCHEMAS)
def test_the_schema_is_a_valid_schema_and_describes_every_field(event: str) -> None:
    schema = json.loads(path_of(event).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for place in [schema, *schema.get("$defs", {}).values()]:
        for field, facts in place.get("properties", {}).items():
            described = "description" in facts or field == "schema" or set(facts) == {"$ref"} or "anyOf" in facts
            assert described, f"{place['title']}.{field} has no description"


@pytest.mark.parametrize("path", examples("pass"), ids=name)
def test_a_good_example_passes_schema_and_type(path: Path) -> None:
    event, data = path.parts[-3], path.read_bytes()
    validator(event).validate(json.loads(data))
    message = decode(data, SCHEMAS[event])
    assert decode(encode(message), SCHEMAS[event]) == message


@pytest.mark.parametrize("path", examples("fail"), ids=name)
def test_a_bad_example_fails_schema_and_type(path: Path) -> None:
    event, data = path.parts[-3], path.read_bytes()
    assert not validator(event).is_valid(json.loads(data))
    with pytest.raises(Invalid):
        decode(data, SCHEMAS[event])


@pytest.mark.parametrize("event", SCHEMAS)
def test_every_event_has_examples_of_both_kinds(event: str) -> None:
    assert {path.name.split(".")[-2] for path in EXAMPLES.glob(f"{event}/1/*.json")} == {"pass", "fail"}


def test_schemas_are_written_where_they_are_read(tmp_path: Path) -> None:
    for path, kind in zip(write(tmp_path), SCHEMAS.values(), strict=True):
        assert path.read_text(encoding="utf-8") == text_of(kind)
