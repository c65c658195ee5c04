"""The feed formats, a module each. A new one is a module that names itself, and a line in `FORMATS`.

A JSON array is a package: each of its elements is recognised and decoded for itself.
"""

from collections.abc import Iterable
from typing import Protocol

from services.contracts.errors import Invalid, Reason
from services.ingest.formats import article1, ninjs, plain
from services.ingest.items import Item, Refused


class Format(Protocol):
    """What a format's module offers."""

    NAME: str
    """Short name, as it stands in `article.format` and in metrics."""
    MEDIA_TYPES: frozenset[str]
    """Content types, in lower case and without parameters, that mean this format and no other."""

    def sniff(self, data: bytes, document: object) -> bool:
        """Whether this is the format; `document` is the JSON value, or None where the bytes are no JSON."""

    def decode(self, data: bytes, document: object, label: str) -> Iterable[Item | Refused]:
        """Yields the items; raises `Invalid` where the whole is at fault. `label` says where in a package it stood."""


FORMATS: tuple[Format, ...] = (article1, ninjs, plain)
"""In the order in which they are asked: the last takes what the others leave."""

NAMES = tuple(form.NAME for form in FORMATS)

WANTED = "an article as JSON ({id, language, published, title, text}), article/1, or IPTC ninjs, alone or in an array"


def by_media_type(content_type: str) -> Format | None:
    """Returns the format that a content-type header names, or None where it names none of ours."""
    media_type = content_type.partition(";")[0].strip().lower()
    return next((form for form in FORMATS if media_type in form.MEDIA_TYPES), None)


def by_looks(data: bytes, document: object) -> Format:
    """Returns the format that recognises itself; raises `Invalid` if none does."""
    for form in FORMATS:
        if form.sniff(data, document):
            return form
    raise Invalid(Reason.UNKNOWN_FORMAT, found=_looks(data, document), wanted=WANTED)


def _looks(data: bytes, document: object) -> str:
    if isinstance(document, dict):
        return f"an object with the keys {', '.join(map(repr, list(document)[:8]))}" if document else "an empty object"
    if document is None and data.lstrip()[:1] == b"<":
        return "XML or HTML"
    return "a value that is neither object nor array"
