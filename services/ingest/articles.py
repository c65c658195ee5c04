"""From an item as its producer wrote it to `article/1`: ids, times, language, text, content hash."""

from collections.abc import Callable

import msgspec

from services.contracts.article import Article
from services.contracts.errors import Invalid, Reason
from services.contracts.ids import article_id, content_hash
from services.contracts.vocabulary import Status
from services.ingest import languages
from services.ingest.items import Body, Form, Item
from services.ingest.normalise import canonical_url, html_to_text, require_characters, tidy, tidy_line
from services.ingest.times import Time, read_time

LONGEST_ID = 500
LONGEST_VERSION = 100
UNDATED = "1970-01-01"
"""Stands for the date in a kill that gives none: `article/1` must have one, and nobody reads it there."""

_CLEAN: dict[Form, Callable[[str], str]] = {
    Form.VERBATIM: lambda text: text if text.strip() else "",
    Form.PLAIN: tidy,
    Form.HTML: html_to_text,
}
_NO_TIME = Time(written="", utc=None)


def article_from(item: Item, *, form: str, source: str, key: str, backfill: bool) -> Article:
    """Returns the article; raises `Invalid` naming the producer's field at fault.

    `form` is the name of the format; `key` stands in for an id that is missing; without a `source` the article's id is
    the item's alone, and its source the one that the item states.
    """
    _require_characters(item)
    item_id = _item_id(item, key)
    if item.status is Status.CANCELED:
        item = _last_words(item)
    text = _text(item)
    language, declared = languages.settle(item.language, text, field=item.named("language"))
    published, modified, embargo = _published(item), _time(item, "modified"), _time(item, "embargo")
    article = Article(
        article_id=article_id(source, item_id) if source else item.article_id or item_id,
        item_id=item_id,
        source=source or item.source,
        version=_version(item),
        status=item.status,
        language=language,
        declared_language=declared,
        published=published.written,
        published_at=published.utc,
        modified=modified.written,
        modified_at=modified.utc,
        embargo_until=embargo.utc or (f"{embargo.written}T00:00:00.000Z" if embargo.written else None),
        title=item.title if _is_verbatim(item) else tidy_line(item.title),
        text=text,
        url=canonical_url(item.url),
        byline=tidy_line(item.byline),
        format=form,
        backfill=backfill or item.backfill,
        content_hash="",
    )
    return msgspec.structs.replace(article, content_hash=content_hash(article))


def _last_words(item: Item) -> Item:
    """Returns what is left of a killed item: nothing of its text travels on, and no fault in it may stop the kill."""

    def sound(ours: str, value: str) -> str:
        try:
            return read_time(value, field=ours).written if value else ""
        except Invalid:
            return ""

    return Item(
        label=item.label,
        id=item.id,
        article_id=item.article_id,
        version=item.version[:LONGEST_VERSION],
        status=item.status,
        published=sound("published", item.published) or UNDATED,
        modified=sound("modified", item.modified),
        source=item.source,
        backfill=item.backfill,
    )


def _require_characters(item: Item) -> None:
    """Raises `Invalid` for half characters anywhere, and for NUL where text passes as it stands."""
    verbatim = _is_verbatim(item)
    texts = {"id": item.id, "version": item.version, "language": item.language, "title": item.title}
    rest = {"url": item.url, "byline": item.byline, "source": item.source, "article_id": item.article_id}
    for ours, value in {**texts, **rest}.items():
        require_characters(value, field=item.named(ours), nul=not verbatim and ours in ("title", "byline", "url"))
    for body in item.bodies:
        require_characters(body.value, field=body.field, nul=body.form is not Form.VERBATIM)


def _is_verbatim(item: Item) -> bool:
    return any(body.form is Form.VERBATIM for body in item.bodies)


def _item_id(item: Item, key: str) -> str:
    item_id = item.id or key
    field = item.named("id")
    if not item_id:
        raise Invalid(Reason.MISSING_FIELD, field=field, wanted="the item's own id in its feed")
    if len(item_id) > LONGEST_ID:
        wanted = f"at most {LONGEST_ID} characters"
        raise Invalid(Reason.INVALID_FIELD, field=field, found=f"{len(item_id)} characters", wanted=wanted)
    return item_id


def _version(item: Item) -> str:
    if len(item.version) > LONGEST_VERSION:
        found, wanted = f"{len(item.version)} characters", f"at most {LONGEST_VERSION} characters"
        raise Invalid(Reason.INVALID_FIELD, field=item.named("version"), found=found, wanted=wanted)
    return item.version or "1"


def _text(item: Item) -> str:
    """Returns the first rendering that holds words; raises `Invalid` if a usable item has none."""
    for body in item.bodies:
        text = _CLEAN[body.form](body.value)
        if text:
            return text
    if item.status is Status.USABLE:
        raise Invalid(Reason.NO_TEXT, field=_at(item.bodies), found="no words", wanted="the article's text")
    return ""


def _at(bodies: tuple[Body, ...]) -> str:
    return bodies[0].field if bodies else "text"


def _published(item: Item) -> Time:
    if not item.published.strip():
        wanted = "when it was published, as an ISO 8601 date or time"
        raise Invalid(Reason.MISSING_FIELD, field=item.named("published"), wanted=wanted)
    return _time(item, "published")


def _time(item: Item, ours: str) -> Time:
    value: str = getattr(item, ours)
    return read_time(value, field=item.named(ours)) if value.strip() else _NO_TIME
