"""The feed formats, a module each. A new one is a module that names itself, and a line in `FORMATS`.

A JSON array is a package: each of its elements is recognised and decoded for itself.
"""

from collections.abc import Iterable
from typing import Protocol

from services.contracts.errors import Invalid, Reason
from services.ingest.formats import article1, atom, html, jsonld, newsml, ninjs, plain, rss
from services.ingest.items import Item, Refused
from services.ingest.markup import Markup


class Format(Protocol):
    """What a format's module offers. A document is a JSON value, or `Markup` where the bytes are XML or HTML."""

    NAME: str
    """Short name, as it stands in `article.format` and in metrics."""
    MEDIA_TYPES: frozenset[str]
    """Content types, in lower case and without parameters, that mean this format and no other."""

    def sniff(self, document: object) -> bool:
        """Whether this is the format."""

    def decode(self, document: object, label: str) -> Iterable[Item | Refused]:
        """Yields the items; raises `Invalid` where the whole is at fault. `label` says where in a package it stood."""


FORMATS: tuple[Format, ...] = (article1, ninjs, jsonld, plain, rss, atom, newsml, html)
"""In the order in which they are asked: of JSON and of markup, the last takes what the others leave."""

NAMES = tuple(form.NAME for form in FORMATS)

WANTED = (
    "an article as JSON ({id, language, published, title, text}), article/1, IPTC ninjs or schema.org NewsArticle, "
    "alone or in an array; RSS, Atom, NewsML-G2, or an HTML page"
)


def by_media_type(content_type: str) -> Format | None:
    """Returns the format that a content-type header names, or None where it names none of ours."""
    media_type = content_type.partition(";")[0].strip().lower()
    return next((form for form in FORMATS if media_type in form.MEDIA_TYPES), None)


def by_looks(document: object) -> Format:
    """Returns the format that recognises itself; raises `Invalid` if none does."""
    for form in FORMATS:
        if form.sniff(document):
            return form
    raise Invalid(Reason.UNKNOWN_FORMAT, found=_looks(document), wanted=WANTED)


def _looks(document: object) -> str:
    if isinstance(document, dict):
        return f"an object with the keys {', '.join(map(repr, list(document)[:8]))}" if document else "an empty object"
    if isinstance(document, Markup):
        return f"XML or HTML that begins with <{document.root}>" if document.root else "markup without an element"
    return "a value that is neither object nor array"
