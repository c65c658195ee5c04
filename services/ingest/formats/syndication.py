"""What RSS and Atom share: entries as feedparser reads them, which knows the quirks of twenty years of feeds.

feedparser drops document types before it parses, resolves no external entity, and falls back to a lenient parser where
the XML is broken; so a feed that breaks off is refused here, lest half an article pass for one. Its own sanitising is
off: what becomes of markup is decided in `normalise`.
"""

import html
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser  # type: ignore[import-untyped]

from services.contracts.errors import Invalid, Reason
from services.ingest.items import MOST_ITEMS, Body, Form, Item, Refused
from services.ingest.markup import Markup
from services.ingest.normalise import has_tags

_ALONE = frozenset({"item", "entry"})
_END = re.compile(r"</(?:[\w.-]+:)?([\w.-]+)\s*>\s*(?:<!--[^<>]*-->\s*)*$")
_END_CHARACTERS = 2000
_ISO = re.compile(r"\s*\d{4}-\d{2}-\d{2}")
_ZONES = {"WET": "+0000", "WEST": "+0100", "BST": "+0100", "CET": "+0100", "MET": "+0100"}
_ZONES |= {"CEST": "+0200", "MEST": "+0200", "EET": "+0200", "EEST": "+0300", "MSK": "+0300"}
"""What Europe writes and RFC 822 does not know."""
_ZONE = re.compile(r"\b(" + "|".join(_ZONES) + r")\s*$")
_HEADERS = {"content-type": "application/xml; charset=utf-8"}
_TEXTS = ("text/plain", "text/html", "application/xhtml+xml", "")


def entries(markup: Markup, *, label: str, name: str, fields: Mapping[str, str]) -> Iterable[Item | Refused]:
    """Yields an item an entry, labelled `name[i]` where there are several; raises `Invalid` where there is none."""
    _require_end(markup)
    # From a stream: a text might be taken for an address or a file name, and read from there.
    parsed = feedparser.parse(
        io.BytesIO(markup.text.encode()),
        response_headers=_HEADERS,
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    found = list(parsed.entries)
    if not found:
        raise Invalid(Reason.MISSING_FIELD, field=name, found="no entries", wanted="at least one")
    if len(found) > MOST_ITEMS:
        raise Invalid(Reason.TOO_LARGE, found=f"{len(found)} entries", wanted=f"at most {MOST_ITEMS} a message")
    language = _text(parsed.feed, "language")
    return (
        _item(entry, label=label if len(found) == 1 else f"{name}[{i}]", language=language, fields=fields)
        for i, entry in enumerate(found)
    )


def _require_end(markup: Markup) -> None:
    end = _END.search(markup.text[-_END_CHARACTERS:])
    if end is None or end[1].lower() != markup.root:
        raise Invalid(Reason.UNDECODABLE, found="a document that breaks off", wanted=f"</{markup.root}> at its end")


def _item(entry: Any, *, label: str, language: str, fields: Mapping[str, str]) -> Item:
    published, modified = _time(entry, "published"), _time(entry, "updated")
    link = _text(entry, "link")
    return Item(
        label=label,
        id=_text(entry, "id") or link,
        language=_language(entry) or language,
        published=published or modified,
        modified=modified,
        title=_title(entry),
        bodies=tuple(_bodies(entry, fields)),
        url=link,
        byline=_text(_part(entry, "author_detail"), "name") or _text(entry, "author"),
        fields=fields,
    )


def _text(part: Any, key: str) -> str:
    """Returns a text as it stands: feedparser's own `get` answers for missing keys with other ones, and warns."""
    value = dict.get(part, key)
    return value.strip() if isinstance(value, str) else ""


def _part(entry: Any, key: str) -> Any:
    value = dict.get(entry, key)
    return value if isinstance(value, dict) else {}


def _contents(entry: Any) -> list[Any]:
    """Returns full texts first, then the summary."""
    value = dict.get(entry, "content")
    contents = [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []
    return [*contents, _part(entry, "summary_detail")]


def _language(entry: Any) -> str:
    stated = (_text(part, "language") for part in (*_contents(entry), _part(entry, "title_detail"), entry))
    return next(filter(None, stated), "")


def _title(entry: Any) -> str:
    """Returns the title; references such as `&amp;` are often escaped twice, tags are left for later."""
    value = _text(entry, "title")
    return value if has_tags(value) else html.unescape(value)


def _bodies(entry: Any, fields: Mapping[str, str]) -> Iterator[Body]:
    *contents, summary = _contents(entry)
    for part, field in (*((part, "content") for part in contents), (summary, "summary")):
        value, kind = _text(part, "value"), _text(part, "type").lower()
        if value and kind in _TEXTS:
            form = Form.PLAIN if kind == "text/plain" and not has_tags(value) else Form.HTML
            yield Body(value=value, form=form, field=fields.get(field, field))


def _time(entry: Any, key: str) -> str:
    """Returns a time as ISO 8601 with the producer's offset where it can be read, else as it was written."""
    written = _text(entry, key)
    if not written or _ISO.match(written):
        return written
    try:
        return parsedate_to_datetime(_ZONE.sub(lambda zone: _ZONES[zone[1]], written[:100])).isoformat()
    except (ValueError, OverflowError, IndexError):
        parsed = dict.get(entry, f"{key}_parsed")
        return "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*parsed[:6]) if parsed else written
