"""`commitment/1`: one commitment event of one article, as it stands on `nato.commitments`.

The body is a function of article, model and rules: it holds no time of processing and no
attempt. Those travel in headers.
"""

from typing import Literal

import msgspec

from services.contracts.vocabulary import Bound, Category, Horizon, Stage

Number = int | float


class ArticleRef(msgspec.Struct, frozen=True, kw_only=True):
    """The article version that an event was read from."""

    id: str
    version: str
    content_hash: str
    url: str
    source: str
    language: str
    published: str
    title: str
    embargo_until: str | None = None
    backfill: bool = False


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """A country or organisation: its id of the closed list, its English name, and how the article calls it."""

    id: str
    name: str
    text: str


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A thing committed; `text` is verbatim from the article, `start` and `end` (half-open) are its offsets."""

    text: str
    quantity: Number | None = None
    start: int
    end: int


class Amount(msgspec.Struct, frozen=True, kw_only=True):
    """Money in units of an ISO 4217 currency, and the words it was read from."""

    value: Number
    currency: str
    text: str
    bound: Bound = Bound.EXACT


class EventDate(msgspec.Struct, frozen=True, kw_only=True):
    """An ISO 8601 date, month, year or interval (`2022-06-29/2022-06-30`), and the words it was read from."""

    value: str
    text: str


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Who is credited with the statement: the fullest name in the article, the office, and the entity it speaks for."""

    name: str
    role: str = ""
    id: str | None = None


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of the article that states the event: `text[start:end] == quote`, in code points."""

    quote: str
    start: int
    end: int


class Extractor(msgspec.Struct, frozen=True, kw_only=True):
    """What made an event: version of the code, name and version of the model, digest of the rules."""

    code: str
    model: str
    rules: str


class Commitment(msgspec.Struct, frozen=True, kw_only=True):
    """Who commits what to whom, how far along, how much, by when, who says so, and the sentences that prove it."""

    schema: Literal["commitment/1"] = "commitment/1"
    event_id: str
    undertaking_id: str
    article: ArticleRef
    category: Category
    stage: Stage
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    items: tuple[Item, ...] = ()
    amounts: tuple[Amount, ...] = ()
    dates: tuple[EventDate, ...] = ()
    horizons: tuple[Horizon, ...] = ()
    speaker: Speaker | None = None
    evidence: tuple[Evidence, ...]
    confidence: float
    explanation: tuple[str, ...]
    extractor: Extractor
