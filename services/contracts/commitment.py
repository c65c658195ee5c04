"""`commitment/1`: one commitment event of one article, as it stands on `nato.commitments`.

The body is a function of article, model and rules: it holds no time of processing and no
attempt. Those travel in headers.
"""

from typing import Annotated, Literal

import msgspec

from services.contracts.fields import (
    ContentHash,
    EntityId,
    EventId,
    Language,
    Moment,
    Offset,
    Published,
    UndertakingId,
    described,
)
from services.contracts.vocabulary import Bound, Category, Horizon, Stage

Number = int | float

DATE = r"\d{4}(-\d{2}(-\d{2})?)?"


class ArticleRef(msgspec.Struct, frozen=True, kw_only=True):
    """The article version that an event was read from."""

    id: Annotated[str, described("`article_id` of the article.", "belga/urn%3A42", least=1)]
    version: Annotated[str, described("The publisher's version of the article.", "1")]
    content_hash: ContentHash
    url: Annotated[str, described("Where the article is published; may be empty.", "https://example.org/nieuws/42")]
    source: Annotated[str, described("The feed that the article came from.", "belga")]
    language: Language
    published: Published
    title: Annotated[str, described("The headline; may be empty.", "België levert Oekraïne dertig pantserwagens")]
    embargo_until: Annotated[Moment | None, described("Show the event to nobody before; null for no embargo.")] = None
    backfill: Annotated[bool, described("The article is old news sent to fill in history.")] = False


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """A country or organisation."""

    id: EntityId
    name: Annotated[str, described("Its usual name in English.", "Ukraine")]
    text: Annotated[str, described("How the article calls it; empty where it is understood.", "Oekraïne")]


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A thing committed."""

    text: Annotated[str, described("Verbatim from the article, without article and numeral.", "pantserwagens", least=1)]
    quantity: Annotated[Number | None, described("How many; null where the text gives no figure.", 30)] = None
    start: Offset
    end: Offset


class Amount(msgspec.Struct, frozen=True, kw_only=True):
    """Money."""

    value: Annotated[Number, described("In units of the currency.", 210000000)]
    currency: Annotated[str, described("ISO 4217.", "EUR", pattern=r"^[A-Z]{3}$")]
    text: Annotated[str, described("The words that it was read from.", "210 miljoen euro")]
    bound: Annotated[Bound, described("How the figure is to be read.", "exact")] = Bound.EXACT


class EventDate(msgspec.Struct, frozen=True, kw_only=True):
    """When the undertaking is decided or takes effect."""

    value: Annotated[
        str,
        described(
            "ISO 8601 date, month, year, or interval both ends included.",
            "2022-06-29/2022-06-30",
            "2025-04",
            pattern=rf"^{DATE}(/{DATE})?$",
        ),
    ]
    text: Annotated[str, described("The words that it was read from.", "eind april")]


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Who is credited with the statement."""

    name: Annotated[str, described("The fullest form in the article.", "de minister van Defensie", least=1)]
    role: Annotated[str, described("The office, as written; may be empty.", "minister van Defensie")] = ""
    id: Annotated[EntityId | None, described("The entity that it speaks for; null where unknown.", "BE")] = None


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of the article that states the event: `text[start:end] == quote`."""

    quote: Annotated[
        str, described("The sentence, verbatim.", "België schenkt Oekraïne dertig pantserwagens.", least=1)
    ]
    start: Offset
    end: Offset


class Extractor(msgspec.Struct, frozen=True, kw_only=True):
    """What made an event."""

    code: Annotated[str, described("Version of the code.", "0.1.0")]
    model: Annotated[str, described("Name and version of the model.", "e5-small-nato/1")]
    rules: Annotated[str, described("Digest of lexicons and rules.", "8f14e45fceea")]


class Commitment(msgspec.Struct, frozen=True, kw_only=True):
    """Who commits what to whom, how far along, how much, by when, who says so, and the sentences that prove it."""

    schema: Literal["commitment/1"] = "commitment/1"
    event_id: EventId
    undertaking_id: UndertakingId
    article: ArticleRef
    category: Annotated[Category, described("What is undertaken.", "military_aid")]
    stage: Annotated[Stage, described("How far it has come.", "pledged")]
    actors: Annotated[tuple[Entity, ...], described("Who undertakes it; for `requested`, who is asked.")]
    recipients: Annotated[tuple[Entity, ...], described("Who benefits; empty where nobody in particular does.")]
    items: Annotated[tuple[Item, ...], described("What exactly.")] = ()
    amounts: Annotated[tuple[Amount, ...], described("New money; no running totals.")] = ()
    dates: Annotated[tuple[EventDate, ...], described("When it is decided or takes effect.")] = ()
    horizons: Annotated[tuple[Horizon, ...], described("How soon or how long, where the text says so.")] = ()
    speaker: Annotated[Speaker | None, described("Null where the article itself asserts it.")] = None
    evidence: Annotated[tuple[Evidence, ...], described("The sentences that state it, in text order.", least=1)]
    confidence: Annotated[float, msgspec.Meta(description="0 to 1, three digits.", ge=0, le=1, examples=[0.87])]
    explanation: Annotated[tuple[str, ...], described("Names of the rules and components that decided.")]
    extractor: Extractor
