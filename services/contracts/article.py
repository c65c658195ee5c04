"""`article/1`: one version of one news article, cleaned and validated, as it stands on `news.articles`."""

from typing import Annotated, Literal

import msgspec

from services.contracts.fields import ContentHash, Language, Moment, Published, described
from services.contracts.vocabulary import Status


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One version of an article.

    Times come in pairs: as the publisher wrote them (RFC 3339 with offset, or a date alone), which relative dates in
    the text refer to, and in UTC (None where only a date is known). Only a `usable` article must have a text.
    """

    schema: Literal["article/1"] = "article/1"
    article_id: Annotated[
        str, described("`source/item-id`, both percent-encoded; the same for every version.", "belga/urn%3A42", least=1)
    ]
    item_id: Annotated[str, described("The item's own id in its feed.", "urn:42", least=1)]
    source: Annotated[str, described("The feed that it came from; empty on the command line only.", "belga")]
    version: Annotated[str, described("The publisher's version of the item; 1 where it gives none.", "2")] = "1"
    status: Annotated[Status, described("Whether the publisher lets it be used.", "usable")] = Status.USABLE
    language: Language
    declared_language: Annotated[
        str, described("The language as declared, where detection or canonical form differs.", "nl-BE")
    ] = ""
    published: Published
    published_at: Annotated[Moment | None, described("`published` in UTC; null for a date alone.")] = None
    modified: Annotated[
        str, described("When this version was made, as the publisher wrote it.", "2025-03-12T18:02:00+01:00")
    ] = ""
    modified_at: Annotated[Moment | None, described("`modified` in UTC; null where unknown.")] = None
    embargo_until: Annotated[Moment | None, described("Not to be shown to readers before; null for no embargo.")] = None
    title: Annotated[str, described("The headline.", "België levert Oekraïne dertig pantserwagens")] = ""
    text: Annotated[
        str, described("The body as plain text, paragraphs parted by blank lines.", "België schenkt ...")
    ] = ""
    url: Annotated[str, described("Where the article is published.", "https://example.org/nieuws/42")] = ""
    byline: Annotated[str, described("Writer or agency credit.", "Belga")] = ""
    format: Annotated[str, described("The feed format that it came in.", "ninjs", least=1)]
    backfill: Annotated[bool, described("Old news, sent to fill in history: wakes no reader.")] = False
    content_hash: ContentHash
