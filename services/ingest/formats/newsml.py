"""IPTC NewsML-G2 (https://iptc.org/standards/newsml-g2/): a `newsItem`, a `packageItem`, or a `newsMessage` of them.

A package only refers to items, so it carries no text; in a message that brings news items along it does not count.
Inline content is XHTML, NITF or plain text; of the rest (remote pictures, video) there is nothing to read.

lxml reads with entities of the document's own bounded by libxml2 (as much again as the document, and no external ones),
no network, no document type definitions loaded, and libxml2's limits on depth and length in force.
"""

import html.entities
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from services.contracts.errors import Invalid, Reason
from services.contracts.vocabulary import Status
from services.ingest.items import MOST_ITEMS, Body, Form, Item, Refused
from services.ingest.markup import Markup, require_markup

NAME = "newsml-g2"
MEDIA_TYPES = frozenset(
    [
        *("application/vnd.iptc.g2.newsitem+xml", "application/vnd.iptc.g2.packageitem+xml"),
        *("application/vnd.iptc.g2.newsmessage+xml", "application/vnd.iptc.g2+xml"),
    ]
)

_ITEMS = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
_ROOTS = frozenset(name.lower() for name in (*_ITEMS, "newsMessage"))
_STATUSES = {"": Status.USABLE, "cancelled": Status.CANCELED, **{status.value: status for status in Status}}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ASIDE = frozenset({"media", "media-caption", "media-producer", "body.head", "hedline", "head", "byline", "dateline"})
_AS_HTML = {"hl1": "h1", "hl2": "h2", "block": "div", "body.content": "div", "nitf": "div", "body": "div"}
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})


def sniff(document: object) -> bool:
    """Whether the root element is one of NewsML-G2."""
    return isinstance(document, Markup) and document.root in _ROOTS


def decode(document: object, label: str) -> Iterable[Item | Refused]:
    """Yields what the item, or each item of the message, comes to."""
    root = _parse(require_markup(document, "NewsML-G2 as XML"))
    if _name(root) != "newsMessage":
        yield _item_or_refused(root, label)
        return
    held = [one for set_ in _children(root, "itemSet") for one in _children(set_, *_ITEMS)]
    news = [one for one in held if _name(one) == "newsItem"] or held
    if not news:
        raise Invalid(Reason.MISSING_FIELD, field="itemSet", found="no items", wanted="at least one newsItem")
    if len(news) > MOST_ITEMS:
        raise Invalid(Reason.TOO_LARGE, found=f"{len(news)} items", wanted=f"at most {MOST_ITEMS} a message")
    for i, one in enumerate(news):
        yield _item_or_refused(one, label if len(news) == 1 else f"{_name(one)}[{i}]")


def _parse(markup: Markup) -> Any:
    settings: Any = {"resolve_entities": "internal"}  # which lxml's type hints do not know; False would drop text
    parser = etree.XMLParser(no_network=True, load_dtd=False, huge_tree=False, **settings)
    text = _NAMED.sub(_character, markup.text) if "<!ENTITY" not in markup.text else markup.text
    try:
        return etree.fromstring(text.encode(), parser=parser)
    except etree.XMLSyntaxError as problem:
        raise Invalid(Reason.UNDECODABLE, found=str(problem), wanted="well-formed NewsML-G2") from None


def _character(reference: re.Match[str]) -> str:
    """Returns the character of an HTML name, which writers of XHTML use though XML does not know it."""
    name = reference[1]
    return reference[0] if name in _PREDEFINED else html.entities.html5.get(f"{name};", reference[0])


def _item_or_refused(element: Any, label: str) -> Item | Refused:
    try:
        return _item(element, label)
    except Invalid as problem:
        return Refused(label=label, format=NAME, problem=problem)


def _item(element: Any, label: str) -> Item:
    meta, content = _child(element, "itemMeta"), _child(element, "contentMeta")
    embargoed = _child(meta, "embargoed")
    status = _status(meta, held=embargoed is not None and not _text(embargoed))
    bodies = tuple(body for body in _bodies(element) if body.value.strip())
    if status is Status.USABLE:
        _require_text(element, meta, bodies)
    created = _text(_child(meta, "firstCreated"))
    modified = _text(_child(meta, "versionCreated"))
    return Item(
        label=label,
        id=(element.get("guid") or "").strip(),
        version=(element.get("version") or "").strip(),
        status=status,
        language=_language(element, content),
        published=created or modified or _text(_child(content, "contentCreated")),
        modified=modified,
        embargo=_text(embargoed),
        title=_text(_child(content, "headline")) or _text(_child(meta, "title")),
        bodies=bodies,
        url=_address(element, meta),
        byline=_text(_child(content, "by")) or _text(_child(_child(content, "creator"), "name")),
        fields={
            "id": "guid",
            "published": "firstCreated" if created else "versionCreated",
            "modified": "versionCreated",
            "embargo": "embargoed",
            "title": "headline",
            "byline": "by",
        },
    )


def _status(meta: Any, *, held: bool) -> Status:
    """Returns what `pubStatus` says; an empty `embargoed` holds a usable item back until a later version."""
    stated = _code(_child(meta, "pubStatus"))
    status = _STATUSES.get(stated)
    if status is None:
        wanted = "stat:usable, stat:withheld or stat:canceled"
        raise Invalid(Reason.INVALID_FIELD, field="pubStatus", found=repr(stated), wanted=wanted)
    return Status.WITHHELD if held and status is Status.USABLE else status


def _require_text(element: Any, meta: Any, bodies: tuple[Body, ...]) -> None:
    name, kind = _name(element), _code(_child(meta, "itemClass"))
    if name != "newsItem":
        raise Invalid(Reason.NO_TEXT, field=name, found=f"a {name}", wanted="a newsItem that carries a text")
    if not bodies:
        found = f"an item of class {kind!r} without inline text" if kind else "no inline text"
        raise Invalid(Reason.NO_TEXT, field="contentSet", found=found, wanted="inlineXML or inlineData")


def _language(element: Any, content: Any) -> str:
    stated = _child(content, "language")
    inline = next((one for set_ in _children(element, "contentSet") for one in set_), None)
    parts = (inline, content, element)
    own = (part.get(_XML_LANG) or "" for part in parts if part is not None)
    return ((stated.get("tag") or "") if stated is not None else "") or next(filter(None, own), "")


def _address(element: Any, meta: Any) -> str:
    links = (one for one in _children(meta, "link") if _code(one, "rel") == "permalink")
    return next((one.get("href") or "" for one in links), "") or (element.get("guid") or "").strip()


def _bodies(element: Any) -> Iterator[Body]:
    for content in (one for set_ in _children(element, "contentSet") for one in set_):
        if _name(content) == "inlineXML":
            for inner in content:
                if isinstance(inner.tag, str):
                    yield Body(value=_as_html(inner), form=Form.HTML, field="inlineXML")
        elif _name(content) == "inlineData" and not content.get("encoding"):
            form = Form.HTML if "html" in (content.get("contenttype") or "") else Form.PLAIN
            yield Body(value="".join(content.itertext()), form=form, field="inlineData")


def _as_html(element: Any) -> str:
    """Returns XHTML or NITF as HTML of the same text, without what is set beside it: head, bylines, captions."""
    for one in list(element.iter(etree.Element)):
        name = _name(one)
        if name in _ASIDE and one.getparent() is not None:
            _drop(one)
        else:
            one.tag = _AS_HTML.get(name, name)
    return str(etree.tostring(element, method="html", encoding="unicode", with_tail=False))


def _drop(element: Any) -> None:
    """Removes an element and keeps the text that follows it."""
    parent, before = element.getparent(), element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _name(element: Any) -> str:
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def _children(element: Any, *names: str) -> Iterator[Any]:
    return (one for one in (element if element is not None else ()) if _name(one) in names)


def _child(element: Any, name: str) -> Any:
    return next(_children(element, name), None)


def _text(element: Any) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _code(element: Any, attribute: str = "qcode") -> str:
    """Returns the last part of a code, in lower case, whether a QCode (`stat:usable`) or an address."""
    value = "" if element is None else (element.get(attribute) or element.get("uri") or "")
    return re.split("[:/#]", value.strip())[-1].lower()
