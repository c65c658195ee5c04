"""Markup before it is parsed: bytes to characters whatever the producer said of their encoding, and what the root is.

Encodings are often declared wrongly. A byte order mark is believed; then UTF-8, if the bytes are valid UTF-8, as other
encodings hardly ever are by chance; then the header and the document's own word; then Windows-1252, as browsers do.
"""

import codecs
import re
from dataclasses import dataclass

from services.contracts.errors import Invalid, Reason
from services.ingest.normalise import sound_references

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
"""Longer marks first, as one begins another; a first `<` of two bytes tells as much as a mark."""
# No others: Python's list holds codecs that are slow or none (punycode, unicode_escape), and a header may say anything.
_KNOWN = re.compile(
    r"utf-?8|utf-?16(?:le|be)?|iso-?8859-?\d{1,2}|latin-?\d|(?:windows-|cp)\d{3,4}|(?:us-)?ascii|koi8-[ru]"
)
_AS_BROWSERS_DO = re.compile(r"iso-?8859-?1|latin-?1|(?:us-)?ascii")
_CHARSET = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?\s*([A-Za-z0-9_-]{1,40})""", re.I)
_HEADER_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w-]{1,40})""", re.I | re.A)
_PROLOGUE_BYTES = 2048

_DECLARATION = re.compile(r"<\?xml\b[^>]*\?>")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BEFORE_ROOT = re.compile(r"\s*(?:<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)\s*", re.S | re.I)
_ROOT = re.compile(r"\s*<(?:[\w.-]+:)?([\w.-]+)")
_MOST_BEFORE_ROOT = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Markup:
    """An XML or HTML document in characters, without declaration and what XML cannot hold, nor references to it.

    `root` is the local name of its first element in lower case, empty where there is none.
    """

    text: str
    root: str


def is_markup(data: bytes) -> bool:
    """Whether the first character is `<`."""
    mark, encoding = _marked(data)
    if encoding.startswith(("utf-16", "utf-32")):
        return data[len(mark) :][:200].decode(encoding, "replace").lstrip()[:1] == "<"
    return data[len(mark) :][:_PROLOGUE_BYTES].lstrip()[:1] == b"<"


def read_markup(data: bytes, *, content_type: str) -> Markup:
    """Returns the document; raises `Invalid` for bytes that are no text in any encoding that is known or likely."""
    text = _DECLARATION.sub("", _characters(data, content_type), count=1)
    text = sound_references(_NO_XML.sub("", text)).strip()
    return Markup(text=text, root=_root(text))


def require_markup(document: object, wanted: str) -> Markup:
    """Returns the document as markup; raises `Invalid` where it is JSON."""
    if not isinstance(document, Markup):
        raise Invalid(Reason.UNDECODABLE, found="JSON", wanted=wanted)
    return document


def _characters(data: bytes, content_type: str) -> str:
    mark, encoding = _marked(data)
    if encoding and encoding != "utf-8":
        return data[len(mark) :].decode(encoding, "replace")
    data = data[len(mark) :]
    for name in ("utf-8", *_declared(data, content_type), "cp1252"):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    raise Invalid(
        Reason.UNDECODABLE, found="bytes that are neither UTF-8 nor as declared", wanted="XML or HTML in UTF-8"
    )


def _marked(data: bytes) -> tuple[bytes, str]:
    """Returns the byte order mark (empty where `<` itself tells) and the encoding that it means."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return (b"" if b"<" in mark else mark), encoding
    return b"", ""


def _declared(data: bytes, content_type: str) -> list[str]:
    header, own = _HEADER_CHARSET.search(content_type), _CHARSET.search(data[:_PROLOGUE_BYTES])
    names = [header[1] if header else "", own[1].decode() if own else ""]
    known = [name.lower() for name in names if _KNOWN.fullmatch(name.lower())]
    return ["cp1252" if _AS_BROWSERS_DO.fullmatch(name) else name for name in known]


def _root(text: str) -> str:
    at = 0
    for _ in range(_MOST_BEFORE_ROOT):
        skipped = _BEFORE_ROOT.match(text, at)
        if skipped is None:
            break
        at = skipped.end()
    found = _ROOT.match(text, at)
    return found[1].lower() if found else ""
