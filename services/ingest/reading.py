"""From the bytes of a raw message to articles: `read` says of every item what becomes of it.

Pure: what it says depends on its arguments alone. A JSON array is a package, and one bad item does not take the others
down.
"""

import json
from collections.abc import Iterable, Iterator

from services.contracts.article import Article
from services.contracts.errors import Invalid, Reason
from services.contracts.vocabulary import Status
from services.ingest import formats
from services.ingest.articles import article_from
from services.ingest.encodings import unpack
from services.ingest.formats import Format
from services.ingest.formats.fields import kind_of
from services.ingest.items import MOST_ITEMS, Item, Refused
from services.ingest.markup import is_markup, read_markup

__all__ = ["Article", "Refused", "read", "tombstone"]

TOMBSTONE = "tombstone"
"""The format of a message without a value."""


def read(
    data: bytes, *, content_type: str, source: str, key: str, backfill: bool, content_encoding: str = ""
) -> tuple[Article | Refused, ...]:
    """Returns what became of each item, in order; never empty.

    `source` is the feed, the first half of every article id. It may be empty (on the command line): then an article's
    id is the item's id alone, and its source what its body says. `key` stands in for the id of an only item that has
    none.
    """
    named = formats.by_media_type(content_type)
    try:
        documents = _documents(unpack(data, content_encoding=content_encoding), content_type)
    except Invalid as problem:
        return (Refused(format=named.NAME if named else "", problem=problem),)
    only = len(documents) == 1
    return tuple(
        result
        for label, document in documents
        for result in _read_one(document, label, named, source=source, key=key if only else "", backfill=backfill)
    )


def tombstone(*, source: str, key: str, modified: str, backfill: bool) -> Article:
    """Returns the kill that a null value stands for; `modified` is when it was sent (RFC 3339, or empty).

    Its time is no part of its content hash: a tombstone sent twice is a repeat.
    """
    item = Item(id=key, status=Status.CANCELED, modified=modified)
    return article_from(item, form=TOMBSTONE, source=source, key=key, backfill=backfill)


def _documents(data: bytes, content_type: str) -> list[tuple[str, object]]:
    """Returns label and value of each part of the message: JSON values, or the one `Markup`."""
    if not data.strip():
        raise Invalid(Reason.UNDECODABLE, found=f"{len(data)} bytes, all blank", wanted=formats.WANTED)
    if is_markup(data):
        return [("", read_markup(data, content_type=content_type))]
    document = _json(data)
    if not isinstance(document, list):
        return [("", document)]
    if not document:
        raise Invalid(Reason.MISSING_FIELD, found="an empty array", wanted="at least one article")
    if len(document) > MOST_ITEMS:
        wanted = f"at most {MOST_ITEMS} a message"
        raise Invalid(Reason.TOO_LARGE, found=f"{len(document)} items", wanted=wanted)
    return [(f"[{i}]", element) for i, element in enumerate(document)]


def _json(data: bytes) -> object:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        found = f"byte 0x{data[problem.start]:02x} at offset {problem.start}"
        raise Invalid(Reason.UNDECODABLE, found=found, wanted="JSON in UTF-8") from None
    try:
        document: object = json.loads(text)
    except RecursionError:
        raise Invalid(Reason.UNDECODABLE, found="JSON nested too deep", wanted="JSON of sane depth") from None
    except ValueError as problem:
        raise Invalid(Reason.UNDECODABLE, found=str(problem), wanted="JSON in UTF-8") from None
    if not isinstance(document, dict | list):
        wanted = "a JSON object or an array of objects"
        raise Invalid(Reason.UNKNOWN_FORMAT, found=kind_of(document), wanted=wanted)
    return document


def _read_one(
    document: object, label: str, named: Format | None, *, source: str, key: str, backfill: bool
) -> Iterator[Article | Refused]:
    """Yields what became of the items of one part of the message: at least one."""
    form = named
    try:
        form = form or formats.by_looks(document)
        items: Iterable[Item | Refused] = list(form.decode(document, label))
    except Invalid as problem:
        yield Refused(label=label, format=form.NAME if form else "", problem=problem)
        return
    for item in items:
        yield _settle(item, form.NAME, source=source, key=key if item.label == label else "", backfill=backfill)


def _settle(item: Item | Refused, form: str, *, source: str, key: str, backfill: bool) -> Article | Refused:
    if isinstance(item, Refused):
        return item
    try:
        return article_from(item, form=form, source=source, key=key, backfill=backfill)
    except Invalid as problem:
        return Refused(label=item.label, format=form, problem=problem)
