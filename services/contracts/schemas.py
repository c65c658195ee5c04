"""The JSON Schemas in `schemas/events/`, made from the types that the services use: `make schemas` writes them.

Consumers read the files, the services enforce the types, and a test fails when the two differ.
"""

import inspect
import json
from pathlib import Path
from typing import Any

import msgspec

from services.contracts.article import Article
from services.contracts.commitment import Commitment
from services.contracts.outcome import Outcome
from services.contracts.rejection import Rejection

EVENTS: dict[str, type[msgspec.Struct]] = {"article": Article, "commitment": Commitment, "outcome": Outcome}
SCHEMAS: dict[str, type[msgspec.Struct]] = {**EVENTS, "rejection": Rejection}
"""The events, which are bodies, and the rejection, which is headers."""
FOLDER = Path(__file__).resolve().parents[2] / "schemas" / "events"


def schema_of(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """Returns the JSON Schema (2020-12) of a message; it allows unknown fields, as later versions may add some."""
    _, definitions = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    own = definitions.pop(kind.__name__)
    name = kind.__name__.lower()
    own["description"] = inspect.cleandoc(own["description"])
    if "schema" in own["properties"]:  # the tag has a default for who makes a message, and none for who reads it
        own["required"] = ["schema", *own.get("required", [])]
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://pledgewire.example/schemas/{name}/1",
        **own,
    }
    return {**schema, "$defs": definitions} if definitions else schema


def text_of(kind: type[msgspec.Struct]) -> str:
    """Returns the schema as it stands in its file."""
    return json.dumps(schema_of(kind), ensure_ascii=False, indent=2) + "\n"


def path_of(event: str, folder: Path = FOLDER) -> Path:
    """Returns the file that holds version 1 of an event's schema."""
    return folder / event / "1.schema.json"


def write(folder: Path = FOLDER) -> list[Path]:
    """Writes all schemas and returns their paths."""
    paths = []
    for event, kind in SCHEMAS.items():
        path = path_of(event, folder)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(kind), encoding="utf-8")
        paths.append(path)
    return paths


if __name__ == "__main__":
    write()
