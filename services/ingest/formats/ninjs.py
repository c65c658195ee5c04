"""IPTC ninjs 1.x, 2.x and 3.x (specification/ninjs-schema_*.json of https://github.com/iptc/newsinjson).

The three spell one thing three ways: 1.x has `headline`, `byline` and a key a rendering (`body_text`, `body_xhtml`);
2.x has `headlines` and `bodies`, lists of `{role, contenttype, value}`, and `by`, its names still in lower case;
3.x has the same in camelCase (`pubStatus`, `versionCreated`, `embargoedUntil`). So names are looked up in lower case,
and a key of one version is understood in another.

An association that carries a text of its own is an item of its own; pictures and links belong to their article.
Language, times, status and embargo that it lacks are those of the item that it hangs on.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from services.contracts.errors import Invalid, Reason
from services.contracts.vocabulary import Status
from services.ingest.formats.fields import identifier_of, kind_of, text_of
from services.ingest.items import Body, Form, Item, Refused
from services.ingest.normalise import has_tags

NAME = "ninjs"
MEDIA_TYPES = frozenset({"application/ninjs+json", "application/vnd.iptc.ninjs+json"})

_SIGNS = frozenset(
    [
        *("versioncreated", "firstcreated", "contentcreated", "pubstatus", "headline", "headlines", "bodies", "type"),
        *("associations", "renditions", "representationtype", "profile", "usageterms", "copyrightholder", "slugline"),
        *("standard", "$standard", "eventdetails"),
    ]
)
_CARRIES_TEXT = frozenset({"", "text", "composite", "component", "article", "story"})
_INHERITED = (
    *("language", "firstcreated", "versioncreated", "contentcreated"),
    *("pubstatus", "embargoed", "embargoeduntil"),
)
_STATUSES = {"": Status.USABLE, "cancelled": Status.CANCELED, **{status.value: status for status in Status}}
_MAIN_ROLES = ("main", "headline", "title")


def sniff(document: object) -> bool:
    """Whether it has a `uri` and another key of ninjs, or a body as ninjs spells it."""
    if not isinstance(document, dict):
        return False
    keys = {key.lower() for key in document}
    rendered = any(key.startswith(("body_", "headline_", "description_")) for key in keys)
    return ("uri" in keys and (rendered or bool(keys & _SIGNS))) or isinstance(document.get("bodies"), list)


def decode(document: object, label: str) -> Iterable[Item | Refused]:
    """Yields the item and those of its associations that carry a text."""
    if not isinstance(document, dict):
        raise Invalid(Reason.INVALID_FIELD, found=kind_of(document), wanted="an object")
    top = _Object(document)
    associated = list(_with_text(top, label))
    if not associated or top.bodies() or top.type() not in _CARRIES_TEXT:
        yield _item_or_refused(top, label)
    for name, association in associated:
        yield _item_or_refused(association, name)


class _Object:
    """A ninjs object whose keys are found in whatever case they are written."""

    def __init__(self, document: dict[str, Any], inherited: dict[str, Any] | None = None) -> None:
        self._names = {key.lower(): key for key in document}
        self._document = {**(inherited or {}), **{key.lower(): value for key, value in document.items()}}

    def name(self, key: str) -> str:
        """Returns the producer's spelling of a key."""
        return self._names.get(key, key)

    def text(self, key: str) -> str:
        with _spelling(self.name(key)):
            return text_of(self._document, key).strip()

    def identifier(self, key: str) -> str:
        with _spelling(self.name(key)):
            return identifier_of(self._document, key)

    def value(self, key: str) -> Any:
        return self._document.get(key)

    def first(self, *keys: str) -> str:
        """Returns the first of the keys that holds something, or the first of all."""
        return next((key for key in keys if self._document.get(key)), keys[0])

    def keys(self, prefix: str) -> list[str]:
        return sorted(key for key in self._document if key.startswith(prefix))

    def type(self) -> str:
        value = self._document.get("type")
        return value.strip().lower() if isinstance(value, str) else ""

    def heritage(self) -> dict[str, Any]:
        return {key: self._document[key] for key in _INHERITED if self._document.get(key)}

    def bodies(self) -> tuple[Body, ...]:
        """Returns the renderings of the text that are not empty, HTML first: it keeps the paragraphs."""
        found = [*self._body_keys(), *self._body_list()]
        found.sort(key=lambda body: body.form is not Form.HTML)
        return tuple(body for body in found if body.value.strip())

    def _body_keys(self) -> Iterator[Body]:
        for key in self.keys("body_"):
            if not key.endswith(("nitf", "xml")):
                html = "html" in key or "richtext" in key
                yield _body(self.text(key), html=html, field=self.name(key))

    def _body_list(self) -> Iterator[Body]:
        for i, part in enumerate(_parts(self._document.get("bodies"), self.name("bodies"))):
            field = f"{self.name('bodies')}[{i}].value"
            kind = part.text("contenttype").lower() or part.text("role").lower()
            if not kind.endswith(("nitf", "/xml")):
                with _spelling(field):
                    yield _body(part.text("value"), html="html" in kind, field=field)


class _spelling:
    """Puts the producer's name of a field into an `Invalid` that leaves the block."""

    def __init__(self, field: str) -> None:
        self._field = field

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        if isinstance(error, Invalid):
            error.field = self._field


def _body(value: str, *, html: bool, field: str) -> Body:
    return Body(value=value, form=Form.HTML if html or has_tags(value) else Form.PLAIN, field=field)


def _parts(value: object, field: str) -> list[_Object]:
    """Returns the objects of a list such as `headlines`."""
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
        raise Invalid(Reason.INVALID_FIELD, field=field, found=kind_of(value), wanted="an array of objects")
    return [_Object(part) for part in value]


def _with_text(top: _Object, label: str) -> Iterator[tuple[str, _Object]]:
    """Yields label and object of all associations, however deep, that carry a text of their own."""
    waiting = [(label, top)]
    while waiting:
        above, parent = waiting.pop()
        for name, value in _associations(parent.value("associations")):
            association = _Object(value, parent.heritage())
            where = f"{above}.associations{name}".lstrip(".")
            waiting.append((where, association))
            if association.type() in _CARRIES_TEXT and _has_body(value):
                yield where, association


def _has_body(value: dict[str, Any]) -> bool:
    return bool(value.get("bodies")) or any(key.lower().startswith("body_") and value[key] for key in value)


def _associations(value: object) -> Iterator[tuple[str, dict[str, Any]]]:
    pairs: Iterable[tuple[str, Any]] = ()
    if isinstance(value, dict):
        pairs = [(f".{name[:40]}", association) for name, association in value.items()]
    elif isinstance(value, list):
        pairs = [(f"[{i}]", association) for i, association in enumerate(value)]
    return ((name, association) for name, association in pairs if isinstance(association, dict))


def _item_or_refused(top: _Object, label: str) -> Item | Refused:
    try:
        return _item(top, label)
    except Invalid as problem:
        return Refused(label=label, format=NAME, problem=problem)


def _item(top: _Object, label: str) -> Item:
    status = _status(top)
    bodies = top.bodies()
    if status is Status.USABLE:
        _require_text(top, bodies)
    published = top.first("firstcreated", "versioncreated", "contentcreated")
    embargo = top.first("embargoed", "embargoeduntil")
    uri = top.identifier("uri")
    return Item(
        label=label,
        id=uri,
        version=top.identifier("version"),
        status=status,
        language=top.text("language"),
        published=top.text(published),
        modified=top.text("versioncreated"),
        embargo=top.text(embargo),
        title=_headline(top),
        bodies=bodies,
        url=uri,
        byline=top.text(top.first("by", "byline")),
        fields={
            "id": top.name("uri"),
            "published": top.name(published if top.value(published) else "versioncreated"),
            "modified": top.name("versioncreated"),
            "embargo": top.name(embargo),
            "title": "headline",
            "byline": top.name(top.first("by", "byline")),
        },
    )


def _status(top: _Object) -> Status:
    stated = top.text("pubstatus")
    status = _STATUSES.get(stated.lower().removeprefix("stat:"))
    if status is None:
        wanted = "usable, withheld or canceled"
        raise Invalid(Reason.INVALID_FIELD, field=top.name("pubstatus"), found=repr(stated), wanted=wanted)
    return status


def _require_text(top: _Object, bodies: tuple[Body, ...]) -> None:
    kind = top.type()
    if kind not in _CARRIES_TEXT:
        found = f"an item of type {kind!r}"
        raise Invalid(Reason.NO_TEXT, field=top.name("type"), found=found, wanted="news that carries a text")
    if not bodies:
        field = next((top.name(key) for key in top.keys("bod")), "bodies")
        raise Invalid(Reason.NO_TEXT, field=field, found="no body", wanted="body_text, body_html or bodies")


def _headline(top: _Object) -> str:
    parts = _parts(top.value("headlines"), top.name("headlines"))
    by_role = {part.text("role").lower(): part for part in reversed(parts)}
    main = next((by_role[role] for role in _MAIN_ROLES if role in by_role), parts[0] if parts else None)
    if main is not None:
        return main.text("value")
    return top.text(top.first("headline", "headline_main", "headline_text", "title"))
