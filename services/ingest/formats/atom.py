"""Atom (RFC 4287): a whole feed, or an `entry` alone."""

from collections.abc import Iterable

from services.ingest.formats.syndication import entries
from services.ingest.items import Item, Refused
from services.ingest.markup import Markup, require_markup

NAME = "atom"
MEDIA_TYPES = frozenset({"application/atom+xml"})

_ROOTS = frozenset({"feed", "entry"})
_FIELDS = {"id": "id", "published": "published", "modified": "updated", "language": "xml:lang", "url": "link"}


def sniff(document: object) -> bool:
    """Whether the root element is one of Atom."""
    return isinstance(document, Markup) and document.root in _ROOTS


def decode(document: object, label: str) -> Iterable[Item | Refused]:
    """Yields an item an entry."""
    return entries(require_markup(document, "Atom as XML"), label=label, name="entry", fields=_FIELDS)
