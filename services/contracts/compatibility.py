"""What would break readers or writers of a released schema: anything but an optional property more.

Whoever reads version 1 must be able to read all that later makers of version 1 write, and the other way round.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]

WORDS = frozenset({"title", "description", "examples", "$comment"})
"""Keywords that only explain."""
_NAMED = {"properties": "property", "$defs": "definition"}


def breaking_changes(released: Schema, present: Schema) -> list[str]:
    """Returns a line for each difference that breaks compatibility, naming where and what; empty where none does."""
    return list(_changes("", released, present))


def _changes(path: str, released: Schema, present: Schema) -> Iterator[str]:
    for keyword in [*released, *(one for one in present if one not in released)]:
        old, new = released.get(keyword), present.get(keyword)
        if keyword in WORDS or old == new:
            continue
        if keyword in _NAMED:
            yield from _named(path, _NAMED[keyword], old or {}, new or {})
        elif keyword in ("required", "enum"):
            yield from _listed(path, keyword, old or [], new or [])
        else:
            yield from _other(f"{path}.{keyword}".lstrip("."), old, new)


def _named(path: str, what: str, released: Mapping[str, Schema], present: Mapping[str, Schema]) -> Iterator[str]:
    """Compares properties or definitions by name: new ones do no harm, unless they are required."""
    for name, old in released.items():
        where = f"{path}.{name}".lstrip(".")
        if name in present:
            yield from _changes(where, old, present[name])
        else:
            yield f"{where}: the {what} is gone"


def _listed(path: str, keyword: str, released: list[Any], present: list[Any]) -> Iterator[str]:
    where = f"{path}: " if path else ""
    came, went = (
        ("is required now", "is no longer required") if keyword == "required" else ("is a new value", "is gone")
    )
    for value in present:
        if value not in released:
            yield f"{where}{value!r} {came}"
    for value in released:
        if value not in present:
            yield f"{where}{value!r} {went}"


def _other(path: str, old: Any, new: Any) -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _changes(path, old, new)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for i, (one, other) in enumerate(zip(old, new, strict=True)):
            if one != other:
                yield from _other(f"{path}[{i}]", one, other)
    else:
        yield f"{path}: was {_told(old)}, is {_told(new)}"


def _told(value: Any) -> str:
    return "not there" if value is None else repr(value)
