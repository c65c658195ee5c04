"""Plain articles: `{id, language, published, title, text}`.

`text` and `title` pass unaltered, so that offsets hold for whoever sent them. `url`, `source` and `byline` are taken
where they are texts; all other keys are ignored.
"""

from collections.abc import Iterable

from services.contracts.errors import Invalid, Reason
from services.ingest.formats.fields import hint_of, identifier_of, kind_of, text_of
from services.ingest.items import Body, Form, Item, Refused

NAME = "plain"
MEDIA_TYPES = frozenset({"application/vnd.pledgewire.plain+json"})

_KEYS = frozenset({"id", "language", "published", "title", "text"})


def sniff(document: object) -> bool:
    """Whether it has a text, or two of the keys: then the third is what is missing."""
    return isinstance(document, dict) and ("text" in document or len(_KEYS & document.keys()) >= 2)


def decode(document: object, label: str) -> Iterable[Item | Refused]:
    """Yields the one article."""
    if not isinstance(document, dict):
        raise Invalid(Reason.INVALID_FIELD, found=kind_of(document), wanted="an object")
    if document.get("text") is None:
        raise Invalid(Reason.MISSING_FIELD, field="text", wanted="the article's text")
    yield Item(
        label=label,
        id=identifier_of(document, "id"),
        language=text_of(document, "language").strip(),
        published=text_of(document, "published"),
        title=text_of(document, "title"),
        bodies=(Body(value=text_of(document, "text"), form=Form.VERBATIM, field="text"),),
        url=hint_of(document, "url"),
        byline=hint_of(document, "byline"),
        source=hint_of(document, "source"),
    )
