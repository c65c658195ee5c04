"""`outcome/1`: how extraction of one article version ended, as it stands on `news.outcomes`."""

from typing import Literal

import msgspec

from services.contracts.commitment import Extractor
from services.contracts.vocabulary import OutcomeKind, Status


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """One distinct outcome an (article, version, content hash, status, extractor); `events` lists their ids in order.

    A `failed` outcome names the `reason` and is superseded by a later `events` or `none` of the same key.
    """

    schema: Literal["outcome/1"] = "outcome/1"
    outcome_id: str
    article_id: str
    version: str
    content_hash: str
    status: Status
    language: str
    outcome: OutcomeKind
    events: tuple[str, ...] = ()
    reason: str | None = None
    extractor: Extractor
