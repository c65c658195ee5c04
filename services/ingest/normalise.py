"""Text, titles and addresses of feeds made uniform. What a plain article holds as `text` never comes here."""

import re
import sys
import unicodedata
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

import html_text

from services.contracts.errors import Invalid, Reason

# Marks inside words that no reader sees, and that keep words from being recognised: soft hyphen, zero width space and
# joiners' kin, byte order mark, and what is no character. U+200C and U+200D stay: scripts need them.
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF])
_CONTROLS = dict.fromkeys(i for i in range(0xA0) if unicodedata.category(chr(i)) == "Cc" and chr(i) not in "\n\t")
_REMOVED = {**_CONTROLS, **_INVISIBLE}
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n]+")
_AROUND_LINE_END = re.compile(r" ?\n ?")
_PARAGRAPH_ENDS = re.compile(r"\n{3,}")
_SURROGATE = re.compile("[\ud800-\udfff]")

_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|h[1-6]|ul|ol|li|blockquote|html|body|section|article)\b[^<>]*>", re.I
)
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]+)|([0-9]+));?", re.I | re.A)
_BLANK_CODES = frozenset({0x09, 0x0A, 0x0D, 0xA0, 0xAD, 0x200B, 0x200C, 0x200D})
_DOUBLE_BREAK = re.compile(r"(?:<br\s*/?>\s*){2,}", re.I)
# What stands within an article's markup and is not its text. Scripts and styles go as well, in html_text.
_ASIDE = "|".join(
    f"//{tag}"
    for tag in ("figure", "nav", "form", "noscript", "template", "aside", "button", "svg", "iframe", "object")
)

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|yclid|wt_mc|xtor|ns_\w+|_ga|at_\w+", re.I)
_PORTS = {"http": 80, "https": 443}


def tidy(text: str) -> str:
    """Returns text in NFC, without control characters, blanks single, paragraphs parted by one blank line."""
    text = _LINE_ENDS.sub("\n", text).translate(_REMOVED)
    text = _BLANKS.sub(" ", unicodedata.normalize("NFC", text))
    return _PARAGRAPH_ENDS.sub("\n\n", _AROUND_LINE_END.sub("\n", text)).strip()


def tidy_line(text: str) -> str:
    """Returns `tidy` text on one line, tags and entities resolved where there are tags."""
    return " ".join(tidy(html_to_text(text) if has_tags(text) else text).split())


def html_to_text(markup: str) -> str:
    """Returns the text of an HTML fragment or page, without scripts, styles, figures and navigation."""
    # Control characters first, references to them too: lxml reads them, but fails when it moves the text around them.
    sound = sound_references(_LINE_ENDS.sub("\n", markup).translate(_REMOVED))
    tree = html_text.parse_html(_DOUBLE_BREAK.sub("<p>", sound))
    for element in tree.xpath(_ASIDE):
        element.drop_tree()
    return tidy(html_text.extract_text(tree))


def sound_references(markup: str) -> str:
    """Returns markup without references to control characters and to what is no character, a blank in place of each."""
    return _REFERENCE.sub(_sound_reference, markup)


def _sound_reference(found: re.Match[str]) -> str:
    digits, base = (found[1], 16) if found[1] else (found[2], 10)
    code = int(digits, base) if len(digits) <= 100 else 0
    return found[0] if chr(min(code, sys.maxunicode)).isprintable() or code in _BLANK_CODES else " "


def has_tags(text: str) -> bool:
    """Whether a text of no stated type is HTML."""
    return _TAG.search(text) is not None


def require_characters(text: str, *, field: str, nul: bool) -> None:
    """Raises `Invalid` for half a character (a lone surrogate), and for NUL where `nul` is False."""
    half = _SURROGATE.search(text)
    if half:
        found = f"lone surrogate U+{ord(half[0]):04X} at character {half.start()}"
        raise Invalid(Reason.INVALID_FIELD, field=field, found=found, wanted="whole Unicode characters")
    if not nul and "\0" in text:
        found = f"NUL (U+0000) at character {text.index(chr(0))}"
        raise Invalid(Reason.INVALID_FIELD, field=field, found=found, wanted="text without NUL characters")


def canonical_url(address: str) -> str:
    """Returns an http(s) address without fragment, credentials and tracking parameters; empty for anything else."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return ""
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower()
    if scheme not in _PORTS or not host or any(c.isspace() or not c.isprintable() for c in address.strip()):
        return ""
    host = f"[{host}]" if ":" in host else host
    place = host if port in (None, _PORTS[scheme]) else f"{host}:{port}"
    return urlunsplit((scheme, place, parts.path or "/", _query(parts), ""))


def _query(parts: SplitResult) -> str:
    """Returns the query without tracking parameters, untouched where it has none."""
    pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=1000) if parts.query.count("&") < 1000 else []
    kept = [(name, value) for name, value in pairs if not _TRACKING.fullmatch(name)]
    return parts.query if len(kept) == len(pairs) else urlencode(kept)
