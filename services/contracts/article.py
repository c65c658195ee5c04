"""`article/1`: one version of one news article, cleaned and validated, as it stands on `news.articles`."""

from typing import Literal

import msgspec

from services.contracts.vocabulary import Status


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One version of an article.

    Times come in pairs: as the publisher wrote them (RFC 3339 with offset, or a date alone), which relative dates in
    the text refer to, and in UTC (`…Z`; None where only a date is known). Offsets into `text` count code points.
    A `withheld` or `canceled` article may have no text.
    """

    schema: Literal["article/1"] = "article/1"
    article_id: str
    item_id: str
    source: str
    version: str = "1"
    status: Status = Status.USABLE
    language: str
    declared_language: str = ""
    published: str
    published_at: str | None = None
    modified: str = ""
    modified_at: str | None = None
    embargo_until: str | None = None
    title: str = ""
    text: str = ""
    url: str = ""
    byline: str = ""
    format: str
    backfill: bool = False
    content_hash: str
