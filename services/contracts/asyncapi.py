"""`schemas/asyncapi.yaml`: topics, messages and headers as an AsyncAPI 3.0 document, made from map and types.

`make schemas` writes it, and a test fails where it differs. See https://www.asyncapi.com/docs/reference/specification/v3.0.0.
"""

from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

from services.contracts.fields import UTC_TIME
from services.contracts.rejection import Rejection
from services.contracts.schemas import schema_of
from services.contracts.topics import Topic, load_topics
from services.contracts.vocabulary import Category, Stage, Status

Document = dict[str, Any]

PATH = Path(__file__).resolve().parents[2] / "schemas" / "asyncapi.yaml"
OURS = ("ingest", "extract")
TRACE = r"^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?$"
HEAD = "# Made by `make schemas` from topics.yaml and the message types: do not edit.\n"


def _header(description: str, example: str, **more: Any) -> Document:
    return {"type": "string", "description": description, "examples": [example], **more}


CLOUDEVENTS: dict[str, Document] = {
    "ce_specversion": _header("Version of CloudEvents.", "1.0", const="1.0"),
    "ce_id": _header("The `event_id` or `outcome_id`; of an article, a hash that its repeats share.", "9f86d081" * 4),
    "ce_source": _header("Which service made it.", "/pledgewire/extract"),
    "ce_type": _header("Kind and version of the message.", "pledgewire.commitment.v1"),
    "ce_subject": _header("The article id.", "belga/urn%3A42"),
    "ce_time": _header("When the message was made, in UTC.", "2025-03-12T16:40:00.000Z", pattern=UTC_TIME),
    "content-type": _header(
        "The format; on `news.raw` it may be left out, or general, and the bytes decide.", "application/json"
    ),
}
HEADERS: dict[str, Document] = {
    "source": _header("The feed's name: the first half of every article id.", "belga"),
    "content-encoding": _header("`gzip` where the value is packed.", "gzip", enum=["gzip", "x-gzip", "identity"]),
    "backfill": _header("`true` for old news that fills in history: wakes nobody.", "true"),
    "traceparent": _header(
        "W3C trace context, handed on from the producer.",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        pattern=TRACE,
    ),
    "language": _header("ISO 639 code of the article.", "nl"),
    "status": _header("What the publisher says of the article.", "usable", enum=[*map(str, Status)]),
    "embargo": _header("UTC time before which nobody may be shown it.", "2025-03-13T06:00:00.000Z", pattern=UTC_TIME),
    "category": _header("What is undertaken.", "military_aid", enum=[*map(str, Category)]),
    "stage": _header("How far it has come.", "pledged", enum=[*map(str, Stage)]),
    "actors": _header("Ids of who undertakes it, comma-separated.", "NL,BE"),
    "recipients": _header("Ids of whom it is for, comma-separated.", "UA"),
    "reprocessed": _header("`true` where another model or a replay made it anew.", "true", const="true"),
}
REJECTION = "./events/rejection/1.schema.json"
REQUIRED = {"news.raw": ["source"]}
"""Headers that a message must have, besides the CloudEvents attributes and the reason of a refusal."""


def document() -> Document:
    """Returns the AsyncAPI document of the whole system, seen from the services."""
    topics = load_topics()
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Pledgewire",
            "version": version("pledgewire"),
            "description": "NATO commitment events from news. The rules are in README.md beside this file.",
            "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
        },
        "defaultContentType": "application/json",
        "servers": {
            "local": {"host": "127.0.0.1:9092", "protocol": "kafka", "description": "What `make up` starts."},
        },
        "channels": {_id(name): _channel(name, topic) for name, topic in topics.items()},
        "operations": dict(_operations(topics)),
        "components": {
            "messages": {_id(name): _message(name, topic) for name, topic in topics.items()},
            "schemas": {_schema(name): schema for name, schema in [*HEADERS.items(), *CLOUDEVENTS.items()]},
        },
    }


def text() -> str:
    """Returns the document as it stands in its file."""
    return HEAD + yaml.safe_dump(document(), sort_keys=False, allow_unicode=True, width=110)


def write(path: Path = PATH) -> None:
    """Writes the document."""
    path.write_text(text(), encoding="utf-8")


def _id(topic: str) -> str:
    """Returns a topic's name as an identifier: `news.raw` as `newsRaw`."""
    first, *rest = topic.split(".")
    return first + "".join(part.capitalize() for part in rest)


def _channel(name: str, topic: Topic) -> Document:
    configuration = {
        "cleanup.policy": [topic.cleanup_policy],
        "retention.ms": topic.retention_hours * 3_600_000,
        "max.message.bytes": topic.max_message_bytes,
    }
    kafka = {"partitions": topic.partitions, "topicConfiguration": configuration, "bindingVersion": "0.5.0"}
    return {
        "address": name,
        "description": topic.purpose,
        "messages": {_id(name): {"$ref": f"#/components/messages/{_id(name)}"}},
        "bindings": {"kafka": kafka},
    }


def _operations(topics: dict[str, Topic]) -> list[tuple[str, Document]]:
    """Returns what the services do, by name: `ingestReceivesNewsRaw`."""
    found = []
    for name, topic in topics.items():
        for action, verb, services in (("receive", "Receives", topic.consumers), ("send", "Sends", topic.producers)):
            for service in (one for one in services if one in OURS):
                channel = f"#/channels/{_id(name)}"
                title = f"{service}{verb}{_id(name)[0].upper()}{_id(name)[1:]}"
                messages = [{"$ref": f"{channel}/messages/{_id(name)}"}]
                found.append((title, {"action": action, "channel": {"$ref": channel}, "messages": messages}))
    return found


def _message(name: str, topic: Topic) -> Document:
    message: Document = {"name": topic.schema or name, "summary": topic.purpose, "headers": _headers(name, topic)}
    if topic.schema is not None:
        event, _, number = topic.schema.partition("/")
        message["contentType"] = "application/json"
        message["payload"] = {"$ref": f"./events/{event}/{number}.schema.json"}
    message["bindings"] = {"kafka": {"key": {"type": "string", "description": topic.key}, "bindingVersion": "0.5.0"}}
    return message


def _ref(header: str) -> Document:
    return {"$ref": f"#/components/schemas/{_schema(header)}"}


def _schema(header: str) -> str:
    return f"header-{header}"


def _headers(name: str, topic: Topic) -> Document:
    properties: Document = {}
    required = list(REQUIRED.get(name, []))
    for header in topic.headers:
        if header == "cloudevents":
            properties |= {one: _ref(one) for one in CLOUDEVENTS}
            required += CLOUDEVENTS
        elif header == "rejected":
            rejection = schema_of(Rejection)
            properties |= {one: {"$ref": f"{REJECTION}#/properties/{one}"} for one in rejection["properties"]}
            required += rejection["required"]
        else:
            properties[header] = _ref(header)
    return {"type": "object", "properties": properties, "required": required}


if __name__ == "__main__":
    write()
