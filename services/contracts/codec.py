"""Bytes to messages and back. The encoding is canonical: equal messages have equal bytes."""

from typing import Any, TypeVar

import msgspec

from services.contracts.errors import Invalid, Reason

Message = TypeVar("Message", bound=msgspec.Struct)

_encoder = msgspec.json.Encoder(order="deterministic")


def encode(message: msgspec.Struct | dict[str, Any]) -> bytes:
    """Returns canonical JSON in UTF-8: fields in their declared order, keys of plain dicts sorted, no white space."""
    return _encoder.encode(message)


def decode(data: bytes, kind: type[Message]) -> Message:
    """Returns the message that `data` holds; raises `Invalid` naming the field at fault."""
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError as problem:
        what, _, path = str(problem).partition(" - at ")
        raise Invalid(Reason.INVALID_FIELD, field=path.strip("`$.") or "", found=what, wanted=_name(kind)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise Invalid(Reason.UNDECODABLE, found=str(problem), wanted=f"{_name(kind)} as JSON in UTF-8") from None


def _name(kind: type[msgspec.Struct]) -> str:
    return f"{kind.__name__.lower()}/1"
