"""Kinds of fields that several messages share, with the words that the JSON Schemas show."""

from typing import Annotated, Any

import msgspec

ISO_DATE = r"\d{4}-\d{2}-\d{2}"
DATE_OR_TIME = rf"^{ISO_DATE}(T\d{{2}}:\d{{2}}:\d{{2}}(\.\d+)?(Z|[+-]\d{{2}}:\d{{2}}))?$"
UTC_TIME = rf"^{ISO_DATE}T\d{{2}}:\d{{2}}:\d{{2}}(\.\d+)?Z$"


def described(description: str, *examples: Any, least: int | None = None, pattern: str | None = None) -> msgspec.Meta:
    """Returns what a JSON Schema says of a field; `least` is the least length of a text."""
    return msgspec.Meta(description=description, examples=list(examples) or None, min_length=least, pattern=pattern)


Moment = Annotated[
    str, msgspec.Meta(description="A time in UTC, RFC 3339.", examples=["2025-03-12T16:40:00Z"], pattern=UTC_TIME)
]
Published = Annotated[
    str,
    described(
        "First publication as the publisher wrote it: RFC 3339 with offset, or a date alone.",
        "2025-03-12T17:40:00+01:00",
        "2022-04-07",
        pattern=DATE_OR_TIME,
    ),
]
Language = Annotated[str, described("ISO 639 code in lower case.", "nl", pattern=r"^[a-z]{2,3}$")]
ContentHash = Annotated[
    str,
    described(
        "SHA-256 over all that events are made from: source, url, language, published, title, text, embargo, backfill.",
        "sha256:" + "0" * 64,
        pattern=r"^sha256:[0-9a-f]{64}$",
    ),
]
HEX_128 = r"^[0-9a-f]{32}$"
EventId = Annotated[
    str,
    described(
        "Hash of the event's body: one id, one content. Drop repeats by it.", "9f86d0818884c7d6" * 2, pattern=HEX_128
    ),
]
UndertakingId = Annotated[
    str,
    described(
        "Hash of article, category, actors and recipients: follow changes by it.",
        "0a1b2c3d4e5f6071" * 2,
        pattern=HEX_128,
    ),
]
OutcomeId = Annotated[
    str, described("Hash of the outcome's body: repeats share it.", "60303ae22b998861" * 2, pattern=HEX_128)
]
EntityId = Annotated[
    str,
    described(
        "ISO 3166-1 alpha-2 (XK for Kosovo), NATO, EU, UN, OSCE, G7, or an organisation's short name.",
        "UA",
        "NATO",
        least=1,
    ),
]
Offset = Annotated[
    int, msgspec.Meta(description="Offset into the article's text, in code points.", ge=0, examples=[17])
]
