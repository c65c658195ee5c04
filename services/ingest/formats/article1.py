"""Our own `article/1`: sent by producers that clean their feed themselves, and when `news.articles` is sent in again.

All that follows from other fields (ids, UTC times, content hash) is computed anew, whatever the message says.
"""

from collections.abc import Iterable

from services.contracts.errors import Invalid, Reason
from services.contracts.vocabulary import Status
from services.ingest.formats.fields import hint_of, identifier_of, kind_of, text_of
from services.ingest.items import Body, Form, Item, Refused

NAME = "article/1"
MEDIA_TYPES = frozenset({"application/vnd.pledgewire.article+json"})

_FIELDS = {"id": "item_id", "embargo": "embargo_until"}


def sniff(document: object) -> bool:
    """Whether its `schema` says so."""
    return isinstance(document, dict) and document.get("schema") == NAME


def decode(document: object, label: str) -> Iterable[Item | Refused]:
    """Yields the one article."""
    if not isinstance(document, dict):
        raise Invalid(Reason.INVALID_FIELD, found=kind_of(document), wanted="an object")
    yield Item(
        label=label,
        id=identifier_of(document, "item_id"),
        article_id=text_of(document, "article_id"),
        version=identifier_of(document, "version"),
        status=_status(text_of(document, "status")),
        language=text_of(document, "declared_language") or text_of(document, "language"),
        published=text_of(document, "published"),
        modified=text_of(document, "modified"),
        embargo=text_of(document, "embargo_until"),
        title=text_of(document, "title"),
        bodies=(Body(value=text_of(document, "text"), form=Form.VERBATIM, field="text"),),
        url=hint_of(document, "url"),
        byline=hint_of(document, "byline"),
        source=hint_of(document, "source"),
        backfill=document.get("backfill") is True,
        fields=_FIELDS,
    )


def _status(value: str) -> Status:
    try:
        return Status(value or Status.USABLE)
    except ValueError:
        wanted = ", ".join(Status)
        raise Invalid(Reason.INVALID_FIELD, field="status", found=repr(value), wanted=wanted) from None
