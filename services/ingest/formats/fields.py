"""Reading fields of decoded JSON, with errors that name the field and what stood there."""

from collections.abc import Mapping
from typing import Any

from services.contracts.errors import Invalid, Reason
from services.ingest.markup import Markup

Object = Mapping[str, Any]


def text_of(document: Object, field: str) -> str:
    """Returns the text in a field, empty where it is missing or null; raises `Invalid` for anything else."""
    value = document.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Invalid(Reason.INVALID_FIELD, field=field, found=kind_of(value), wanted="a string")
    return value


def identifier_of(document: Object, field: str) -> str:
    """Returns a text, or a whole number as text: feeds write ids and versions both ways."""
    value = document.get(field)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18:
        return str(value)
    return text_of(document, field).strip()


def hint_of(document: Object, field: str) -> str:
    """Returns the text in a field that need not be there, empty where it is anything else."""
    value = document.get(field)
    return value.strip() if isinstance(value, str) else ""


def kind_of(value: object) -> str:
    """Returns what a JSON value is, in words; of markup, that it is none."""
    if isinstance(value, Markup):
        return "XML or HTML"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return "a number"
    return {type(None): "null", str: "a string", list: "an array", dict: "an object"}.get(type(value), "something else")
