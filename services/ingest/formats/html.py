"""An HTML page: what its JSON-LD says of the article, else its own metadata; the main text by trafilatura where needed.

A page that shows no article (a list of links, a form, a video) is refused as `no_text`.
"""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import lxml.html
from lxml import etree

from services.contracts.errors import Invalid, Reason
from services.ingest.formats import jsonld
from services.ingest.items import Body, Form, Item, Refused
from services.ingest.markup import Markup, require_markup

NAME = "html"
MEDIA_TYPES = frozenset({"application/xhtml+xml"})

LEAST_CHARACTERS = 150
"""Of a main text: what trafilatura finds on pages without an article is a line or two."""

_ROOTS = frozenset(["html", "head", "body", "article", "main", "section", "div", "p", "h1", "h2", "meta", "title"])
_PUBLISHED = ("article:published_time", "og:published_time", "datepublished", "dc.date", "dcterms.created", "date")
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")
_LANGUAGE = ("content-language", "language", "dc.language", "inlanguage", "og:locale")
_TITLE = ("og:title", "twitter:title", "dc.title")
_BYLINE = ("author", "article:author", "dc.creator", "byl")
_DATE_BEGINS = re.compile(r"\s*\d{4}-\d{2}-\d{2}")
_FIELDS = {"id": "canonical link", "published": "article:published_time", "language": "lang of html"}


def sniff(document: object) -> bool:
    """Whether the root is an element of HTML."""
    return isinstance(document, Markup) and document.root in _ROOTS


def decode(document: object, label: str) -> Iterable[Item | Refused]:
    """Yields the page's article, or the articles that its JSON-LD holds in full."""
    page = _Page(require_markup(document, "an HTML page"))
    found = page.articles()
    whole = [node for node in found if jsonld.item_from(node, label="").bodies]
    if len(whole) > 1:
        for i, node in enumerate(whole):
            yield jsonld.item_from(node, label=f"{label}NewsArticle[{i}]")
    elif found:
        described = jsonld.item_from((whole or found)[0], label=label, more=() if whole else page.bodies())
        yield page.complete(described)
    else:
        yield page.complete(Item(label=label, bodies=page.bodies()))


class _Page:
    """One page, parsed once for its metadata; trafilatura parses it anew when the main text is needed."""

    def __init__(self, markup: Markup) -> None:
        self._text = markup.text
        parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
        try:
            self._tree: Any = lxml.html.document_fromstring(markup.text.encode(), parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError) as problem:
            raise Invalid(Reason.UNDECODABLE, found=str(problem), wanted="an HTML page") from None

    def articles(self) -> list[jsonld.Node]:
        return [node for document in self._json() for node in jsonld.articles(document)]

    def bodies(self) -> tuple[Body, ...]:
        """Returns the main text; raises `Invalid` where there is none."""
        text = self._main.text or "" if self._main is not None else ""
        first, _, rest = text.partition("\n")
        if " ".join(first.split()) in (self._heading(), self._title()):
            text = rest  # it stands in the article's title already
        if len(text) < LEAST_CHARACTERS:
            found = f"{len(text)} characters of main text"
            raise Invalid(Reason.NO_TEXT, field="body", found=found, wanted="a page that holds an article")
        return (Body(value=text.replace("\n", "\n\n"), form=Form.PLAIN, field="body"),)

    def complete(self, item: Item) -> Item:
        """Returns the item, with what it lacks from the page's metadata."""
        address = self._link() or self._meta("og:url")
        modified = item.modified or self._meta(*_MODIFIED)
        return Item(
            label=item.label,
            id=item.id or address,
            version=item.version,
            language=item.language or self._language(),
            published=item.published or self._published(),
            modified=modified,
            title=item.title or self._title(),
            bodies=item.bodies,
            url=item.url or address,
            byline=item.byline or self._meta(*_BYLINE),
            fields={**_FIELDS, **item.fields},
        )

    @cached_property
    def _main(self) -> Any:
        # Takes a third of a second to import, and is not needed where feeds send no pages.
        import trafilatura

        return trafilatura.bare_extraction(
            self._text, include_comments=False, include_tables=False, favor_precision=True, with_metadata=True
        )

    @cached_property
    def _metas(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for meta in self._tree.iter("meta"):
            content = (meta.get("content") or "").strip()
            for key in ("property", "name", "itemprop", "http-equiv"):
                name = (meta.get(key) or "").strip().lower()
                if name and content:
                    found.setdefault(name, content)
        return found

    def _meta(self, *names: str) -> str:
        return next((self._metas[name] for name in names if name in self._metas), "")

    def _json(self) -> Iterator[object]:
        """Yields the JSON-LD documents of the page that are sound."""
        for script in self._tree.iter("script"):
            if (script.get("type") or "").partition(";")[0].strip().lower() == "application/ld+json":
                try:
                    yield json.loads(script.text or "", strict=False)
                except (ValueError, RecursionError):
                    continue  # the page itself may still show its article

    def _link(self) -> str:
        links = (link for link in self._tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
        return next((address for link in links if (address := (link.get("href") or "").strip())), "")

    def _language(self) -> str:
        own = (self._tree.get("lang") or self._tree.get("xml:lang") or "").strip()
        return (own or self._meta(*_LANGUAGE).partition(",")[0]).strip().replace("_", "-")

    def _published(self) -> str:
        """Returns the time that the page states by machine-readable means, else the date that its words suggest."""
        stated = self._meta(*_PUBLISHED)
        if _DATE_BEGINS.match(stated):
            return stated
        times = (time.get("datetime") or "" for time in self._tree.iter("time"))
        found = next((time for time in times if _DATE_BEGINS.match(time)), "")
        return found or ((self._main.date or "") if self._main is not None else "")

    def _title(self) -> str:
        return self._meta(*_TITLE) or self._heading() or self._tree.findtext(".//title", default="").strip()

    def _heading(self) -> str:
        return next((" ".join(one.text_content().split()) for one in self._tree.iter("h1")), "")
