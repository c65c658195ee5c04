"""What the formats hand over: items as their producers wrote them, not yet cleaned, or refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from services.contracts.errors import Invalid
from services.contracts.vocabulary import Status

MOST_ITEMS = 10_000
"""Items that one message may hold."""


class Form(Enum):
    """How a body is to be read: as it stands, as plain text to be tidied, or as HTML."""

    VERBATIM = "verbatim"
    PLAIN = "plain"
    HTML = "html"


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """One rendering of an item's text; `field` is where the producer put it."""

    value: str
    form: Form
    field: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One news item, all fields as the producer wrote them; empty where it wrote none.

    `label` says which item of the message it is (empty for the only one), `bodies` holds renderings of the same text,
    the best first, and `fields` the producer's names of our fields, for messages that its people understand.
    """

    label: str = ""
    id: str = ""
    article_id: str = ""
    version: str = ""
    status: Status = Status.USABLE
    language: str = ""
    published: str = ""
    modified: str = ""
    embargo: str = ""
    title: str = ""
    bodies: tuple[Body, ...] = ()
    url: str = ""
    byline: str = ""
    source: str = ""
    backfill: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)

    def named(self, ours: str) -> str:
        """Returns the producer's name of one of our fields."""
        return self.fields.get(ours, ours)


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """An item that was not accepted, and why; `label` is empty where the whole message is meant."""

    label: str = ""
    format: str = ""
    problem: Invalid
