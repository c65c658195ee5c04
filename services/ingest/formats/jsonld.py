"""schema.org `NewsArticle` and its kin as JSON-LD (https://schema.org/NewsArticle), alone or in a `@graph`.

Properties hold a text, an object or a list of either; only one text of each is taken. A document about something else
(a photo, a web site) is recognised too, and refused for carrying no text.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from services.contracts.errors import Invalid, Reason
from services.ingest.formats.fields import kind_of
from services.ingest.items import MOST_ITEMS, Body, Form, Item, Refused
from services.ingest.normalise import has_tags

NAME = "jsonld"
MEDIA_TYPES = frozenset({"application/ld+json"})

Node = Mapping[str, Any]

_ARTICLES = frozenset(
    [
        *("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle", "Report"),
        *("OpinionNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "LiveBlogPosting", "BlogPosting"),
    ]
)
_FIELDS = {"language": "inLanguage", "published": "datePublished", "modified": "dateModified", "title": "headline"}


def sniff(document: object) -> bool:
    """Whether it says what it is, as JSON-LD does, or holds a graph."""
    return isinstance(document, dict) and ("@type" in document or isinstance(document.get("@graph"), list))


def decode(document: object, label: str) -> Iterable[Item | Refused]:
    """Yields an item an article; raises `Invalid` where there is none."""
    if not isinstance(document, dict):
        raise Invalid(Reason.INVALID_FIELD, found=kind_of(document), wanted="an object")
    found = list(articles(document))
    if not found:
        types = ", ".join(sorted({kind for node in _nodes(document) for kind in _types(node)})) or "no @type"
        raise Invalid(Reason.NO_TEXT, field="@type", found=types, wanted="NewsArticle")
    for i, node in enumerate(found):
        yield item_from(node, label=label if len(found) == 1 else f"{label}@graph[{i}]")


def articles(document: object) -> Iterator[Node]:
    """Yields the articles of a JSON-LD document, in order."""
    return (node for node in _nodes(document) if _types(node) & _ARTICLES)


def item_from(node: Node, *, label: str, more: tuple[Body, ...] = ()) -> Item:
    """Returns the item that an article's node describes; `more` holds renderings of its text found elsewhere."""
    url = _text(node, "url") or _text(node, "mainEntityOfPage")
    return Item(
        label=label,
        id=_text(node, "identifier") or _own_id(node) or url,
        version=_text(node, "version"),
        language=_text(node, "inLanguage"),
        published=_text(node, "datePublished") or _text(node, "dateCreated"),
        modified=_text(node, "dateModified"),
        title=_text(node, "headline") or _text(node, "name"),
        bodies=(*_bodies(node), *more),
        url=url,
        byline=_text(node, "author") or _text(node, "creator"),
        fields={**_FIELDS, "id": "identifier"},
    )


def _nodes(document: object) -> Iterator[Node]:
    """Yields the objects at the top, in graphs, and those that pages are about."""
    waiting = [document]
    seen = 0
    while waiting and seen < MOST_ITEMS:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting[:0] = value[:MOST_ITEMS]
        elif isinstance(value, dict):
            seen += 1
            yield value
            waiting[:0] = [value[key] for key in ("@graph", "mainEntity") if isinstance(value.get(key), dict | list)]


def _types(node: Node) -> set[str]:
    """Returns the local names of a node's types, which may be written as addresses or with a prefix."""
    stated = node.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return {name.replace(":", "/").rsplit("/", 1)[-1] for name in names if isinstance(name, str)}


def _own_id(node: Node) -> str:
    """Returns `@id`, unless it names the node within its own document only."""
    value = _text(node, "@id")
    return "" if value.startswith(("#", "_:")) else value


def _bodies(node: Node) -> Iterator[Body]:
    for key in ("articleBody", "text"):
        value = _text(node, key)
        if value:
            yield Body(value=value, form=Form.HTML if has_tags(value) else Form.PLAIN, field=key)


def _text(node: Node, key: str) -> str:
    """Returns the one text of a property, through lists and through objects that name, identify or hold a value."""
    value = node.get(key)
    if isinstance(value, list):
        value = next((one for one in value if isinstance(one, str | dict)), None)
    if isinstance(value, dict):
        inner = (value.get(name) for name in ("@value", "value", "alternateName", "name", "@id", "url"))
        value = next((one for one in inner if isinstance(one, str | int) and one != ""), None)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18:
        return str(value)
    return value.strip() if isinstance(value, str) else ""
