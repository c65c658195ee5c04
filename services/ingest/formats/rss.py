"""RSS 2.0 (https://www.rssboard.org/rss-specification) and the older ones: a whole feed, or an `item` alone."""

from collections.abc import Iterable

from services.ingest.formats.syndication import entries
from services.ingest.items import Item, Refused
from services.ingest.markup import Markup, require_markup

NAME = "rss"
MEDIA_TYPES = frozenset({"application/rss+xml", "application/rdf+xml"})

_ROOTS = frozenset({"rss", "rdf", "channel", "item"})
_FIELDS = {"id": "guid", "published": "pubDate", "url": "link", "content": "content:encoded", "summary": "description"}


def sniff(document: object) -> bool:
    """Whether the root element is one of RSS."""
    return isinstance(document, Markup) and document.root in _ROOTS


def decode(document: object, label: str) -> Iterable[Item | Refused]:
    """Yields an item an entry."""
    return entries(require_markup(document, "RSS as XML"), label=label, name="item", fields=_FIELDS)
