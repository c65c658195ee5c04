"""The AsyncAPI document is what map and types say, and is sound: all that it refers to exists."""

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from services.contracts import asyncapi
from services.contracts.topics import RAW, REJECTED, load_topics

SCHEMAS = asyncapi.PATH.parent
NAME = re.compile(r"[\w.-]+")
WRITTEN = yaml.safe_load(asyncapi.PATH.read_text(encoding="utf-8"))


def references(value: Any, at: str = "#") -> Iterator[tuple[str, str]]:
    """Yields place and target of each `$ref`, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "$ref":
                yield at, inner
            else:
                yield from references(inner, f"{at}/{key}")
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from references(inner, f"{at}/{i}")


def resolve(document: Any, target: str) -> Any:
    """Returns what a reference stands for; raises LookupError or OSError where there is nothing."""
    file, _, pointer = target.partition("#")
    found = json.loads((SCHEMAS / file).read_text(encoding="utf-8")) if file else document
    for part in pointer.split("/")[1:]:
        found = found[part]
    return found


def faults(document: dict[str, Any]) -> list[str]:
    """Returns what is wrong with an AsyncAPI 3.0 document by the parts of the specification that it uses."""
    found = [f"no {key}" for key in ("asyncapi", "info", "channels", "operations", "components") if key not in document]
    if document.get("asyncapi") != "3.0.0":
        found.append("not AsyncAPI 3.0.0")
    found += [f"info has no {key}" for key in ("title", "version") if not document.get("info", {}).get(key)]
    for server in document.get("servers", {}).values():
        found += [f"a server has no {key}" for key in ("host", "protocol") if not server.get(key)]
    for at, target in references(document):
        try:
            resolve(document, target)
        except (LookupError, OSError):
            found.append(f"{at}: {target} leads nowhere")
    for name, operation in document.get("operations", {}).items():
        channel = operation["channel"]["$ref"]
        if operation["action"] not in ("send", "receive"):
            found.append(f"{name}: action {operation['action']}")
        if not all(one["$ref"].startswith(f"{channel}/messages/") for one in operation["messages"]):
            found.append(f"{name}: messages of another channel")
    for kind, parts in document.get("components", {}).items():
        found += [f"{kind}: the name {name!r}" for name in parts if not NAME.fullmatch(name)]
    return found


def headers_schema(topic: str) -> dict[str, Any]:
    """Returns the schema of a topic's headers, its references replaced by what they stand for."""
    schema = copy.deepcopy(WRITTEN["components"]["messages"][asyncapi._id(topic)]["headers"])
    for name, header in schema["properties"].items():
        found = resolve(WRITTEN, header["$ref"])
        schema["properties"][name] = {"type": "string", "enum": resolve_enum()} if "$ref" in found else found
    return schema


def resolve_enum() -> list[str]:
    rejection = json.loads((SCHEMAS / "events" / "rejection" / "1.schema.json").read_text(encoding="utf-8"))
    return list(rejection["$defs"]["Reason"]["enum"])


def test_the_file_is_what_map_and_types_say() -> None:
    assert asyncapi.PATH.read_text(encoding="utf-8") == asyncapi.text(), "run `make schemas`"


def test_the_file_is_written_where_it_is_read(tmp_path: Path) -> None:
    asyncapi.write(tmp_path / "asyncapi.yaml")
    assert yaml.safe_load((tmp_path / "asyncapi.yaml").read_text(encoding="utf-8")) == WRITTEN


def test_the_document_is_sound() -> None:
    assert faults(WRITTEN) == []


def spoil(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(WRITTEN), **changes}


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        (spoil(asyncapi="2.6.0"), "not AsyncAPI 3.0.0"),
        (spoil(info={"title": "x"}), "info has no version"),
        (spoil(channels={}), "#/channels/newsRaw leads nowhere"),
        (spoil(components={"messages": {"a b": {}}}), "messages: the name 'a b'"),
        (spoil(extra={"$ref": "./events/none/1.schema.json"}), "./events/none/1.schema.json leads nowhere"),
        (
            spoil(operations={"x": {"action": "eat", "channel": {"$ref": "#/channels/newsRaw"}, "messages": []}}),
            "x: action eat",
        ),
    ],
)
def test_faults_are_found(document: dict[str, Any], fault: str) -> None:
    assert any(one.endswith(fault) for one in faults(document))


def test_every_topic_is_a_channel_with_its_settings() -> None:
    for name, topic in load_topics().items():
        channel = WRITTEN["channels"][asyncapi._id(name)]
        kafka = channel["bindings"]["kafka"]
        assert (channel["address"], kafka["partitions"]) == (name, topic.partitions)
        assert kafka["topicConfiguration"]["max.message.bytes"] == topic.max_message_bytes


def test_every_header_of_the_map_is_described_and_no_other() -> None:
    named = {header for topic in load_topics().values() for header in topic.headers} - {"cloudevents", "rejected"}
    assert named == {*asyncapi.HEADERS, "content-type"}
    assert "content-type" in asyncapi.CLOUDEVENTS


@pytest.mark.parametrize("topic", load_topics())
def test_the_schema_of_the_headers_is_one(topic: str) -> None:
    jsonschema.Draft202012Validator.check_schema(headers_schema(topic))


def test_headers_are_held_against_the_document() -> None:
    validator = jsonschema.Draft202012Validator(headers_schema(RAW))
    assert validator.is_valid({"source": "belga", "x-own": "1"})
    assert not validator.is_valid({"content-type": "application/json"})
    assert not jsonschema.Draft202012Validator(headers_schema(REJECTED)).is_valid({"rejected_reason": "other"})
