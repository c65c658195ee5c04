"""Raw messages for the tests of ingest, invented, and each as a feed would send it."""

import json
from datetime import UTC, datetime
from typing import Any

from services.contracts.article import Article
from services.contracts.codec import decode
from services.contracts.errors import Invalid
from services.contracts.messages import Headers, Outgoing, Received
from services.contracts.topics import RAW
from services.ingest.items import Refused
from services.ingest.reading import read

NOW = datetime(2025, 3, 12, 16, 40, tzinfo=UTC)
DUTCH = (
    "De regering stuurt twintig pantservoertuigen naar de kazerne in het noorden. Volgens de minister begint de "
    "levering in het najaar, en het parlement heeft het plan al goedgekeurd. Ook de buurlanden doen mee."
)
ENGLISH = (
    "The government will send twenty armoured vehicles to the barracks in the north. Deliveries begin in the autumn, "
    "the minister said, and parliament has already approved the plan. The neighbours take part as well."
)
SOURCE = (("source", b"test"),)


def plain(**fields: Any) -> dict[str, Any]:
    """A plain article; fields given as None are left out."""
    whole = {"id": "a1", "language": "nl", "published": "2025-03-12", "title": "Twintig voertuigen", "text": DUTCH}
    return {name: value for name, value in {**whole, **fields}.items() if value is not None}


def ninjs(**fields: Any) -> dict[str, Any]:
    """A ninjs 1.x article; fields given as None are left out."""
    whole = {
        "uri": "urn:newsml:example.org:20250312:1",
        "type": "text",
        "language": "nl",
        "versioncreated": "2025-03-12T17:40:00+01:00",
        "headline": "Twintig voertuigen",
        "body_text": DUTCH,
    }
    return {name: value for name, value in {**whole, **fields}.items() if value is not None}


def raw(
    value: Any, *, key: bytes | None = b"a1", headers: Headers = SOURCE, offset: int = 7, timestamp_ms: int = 0
) -> Received:
    """A message of `news.raw`; anything but bytes and None goes as JSON."""
    data = value if isinstance(value, bytes | None) else json.dumps(value).encode()
    return Received(
        topic=RAW, partition=2, offset=offset, key=key, value=data, headers=headers, timestamp_ms=timestamp_ms
    )


def results(value: Any, *, content_type: str = "", source: str = "test", key: str = "a1") -> tuple[Any, ...]:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return read(data, content_type=content_type, source=source, key=key, backfill=False)


def article(value: Any, **given: str) -> Article:
    """The one article that is read from a value."""
    (result,) = results(value, **given)
    assert isinstance(result, Article), result
    return result


def refusal(value: Any, **given: str) -> Invalid:
    """Why the one item of a value is refused."""
    (result,) = results(value, **given)
    assert isinstance(result, Refused), result
    return result.problem


def header(message: Outgoing, name: str) -> str | None:
    found = [value.decode() for key, value in message.headers if key == name]
    return found[-1] if found else None


def published(message: Outgoing) -> Article:
    assert message.value is not None
    return decode(message.value, Article)
