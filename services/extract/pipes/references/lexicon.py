"""The words of `data/references.yaml`, and where the heads of international bodies come from."""

from functools import cache
from pathlib import Path

import msgspec

from services.extract.pipes.entities.officials import load_officials
from services.extract.pipes.entities.registry import load_entities

DATA = Path(__file__).resolve().parents[2] / "data"


class References(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Phrases of one language in lower case, by the rule that resolves them."""

    country: tuple[str, ...]
    both: tuple[str, ...]
    three: tuple[str, ...]
    these: tuple[str, ...]
    owned: tuple[str, ...]
    ours: tuple[str, ...]
    person: tuple[str, ...]
    chief: tuple[str, ...]
    office: tuple[str, ...]
    assembly: tuple[str, ...]

    def by_rule(self) -> dict[str, tuple[str, ...]]:
        """Returns the phrases by the name of their rule."""
        return {rule: getattr(self, rule) for rule in self.__struct_fields__}


@cache
def _all() -> dict[str, References]:
    return msgspec.yaml.decode((DATA / "references.yaml").read_bytes(), type=dict[str, References])


def load_references(language: str) -> References:
    """Returns the phrases of one language; the file is read once a process."""
    return _all()[language]


@cache
def nationalities() -> dict[str, str]:
    """Returns the country that each known official comes from, by name: an office at home, or the list."""
    entities = load_entities()
    known: dict[str, str] = msgspec.yaml.decode((DATA / "nationals.yaml").read_bytes(), type=dict[str, str])
    for official in load_officials():
        for term in official.terms:
            if entities[term.entity].kind == "country":
                known.setdefault(official.name, term.entity)
    return known
