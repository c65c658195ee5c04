"""The closed list of entity ids, read from `schemas/entities.json`, the one place that holds it."""

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

LIST = Path(__file__).resolve().parents[4] / "schemas" / "entities.json"


class Entity(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A country (ISO 3166-1 alpha-2, `XK` for Kosovo), a territory with a code of its own, or an organisation.

    Membership is by year of accession; None where it never was a member. `outside` marks those whose acts and gains
    are no commitments of the alliance or its partners: they are mentioned, never a candidate.
    """

    id: str
    name: str
    kind: Literal["country", "territory", "alliance", "organisation"]
    nato_since: int | None = None
    eu_since: int | None = None
    eu_until: int | None = None
    outside: bool = False


@cache
def load_entities() -> dict[str, Entity]:
    """Returns the entities by id, in the order of the file."""
    entities = msgspec.json.decode(LIST.read_bytes(), type=list[Entity])
    return {entity.id: entity for entity in entities}


def entity_name(entity_id: str) -> str:
    """Returns the English name of an id of the list; raises KeyError for any other."""
    return load_entities()[entity_id].name
