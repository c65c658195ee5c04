"""`outcome/1`: how extraction of one article version ended, as it stands on `news.outcomes`."""

from typing import Annotated, Literal

import msgspec

from services.contracts.commitment import Extractor
from services.contracts.fields import ContentHash, EventId, Language, OutcomeId, described
from services.contracts.vocabulary import OutcomeKind, Status


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """One distinct outcome an (article, version, content hash, status, extractor).

    A `failed` one is superseded by a later `events` or `none` of the same key.
    """

    schema: Literal["outcome/1"] = "outcome/1"
    outcome_id: OutcomeId
    article_id: Annotated[str, described("`article_id` of the article.", "belga/urn%3A42", least=1)]
    version: Annotated[str, described("The publisher's version of the article.", "1")]
    content_hash: ContentHash
    status: Annotated[Status, described("Status of the article version.", "usable")]
    language: Language
    outcome: Annotated[OutcomeKind, described("How it ended.", "events")]
    events: Annotated[tuple[EventId, ...], described("Ids of the events found, in text order.")] = ()
    reason: Annotated[str | None, described("Why it failed; null for every other outcome.", "timeout")] = None
    extractor: Extractor
