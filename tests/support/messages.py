"""Small messages for tests, each valid and as short as may be."""

from datetime import UTC, datetime

import msgspec

from services.contracts import ids
from services.contracts.article import Article
from services.contracts.commitment import ArticleRef, Commitment, Entity, Evidence, Extractor
from services.contracts.messages import Received
from services.contracts.vocabulary import Category, Stage

NOW = datetime(2025, 3, 12, 16, 40, tzinfo=UTC)
EXTRACTOR = Extractor(code="0.0.0", model="test/1", rules="test")
TEXT = "België schenkt Oekraïne dertig pantserwagens."


def an_article(item_id: str = "1", *, text: str = TEXT, language: str = "nl", source: str = "test") -> Article:
    article = Article(
        article_id=ids.article_id(source, item_id),
        item_id=item_id,
        source=source,
        language=language,
        published="2025-03-12",
        text=text,
        format="plain",
        content_hash="",
    )
    return msgspec.structs.replace(article, content_hash=ids.content_hash(article))


def an_event(article: Article) -> Commitment:
    event = Commitment(
        event_id="",
        undertaking_id="",
        article=ArticleRef(
            id=article.article_id,
            version=article.version,
            content_hash=article.content_hash,
            url=article.url,
            source=article.source,
            language=article.language,
            published=article.published,
            title=article.title,
        ),
        category=Category.MILITARY_AID,
        stage=Stage.PLEDGED,
        actors=(Entity(id="BE", name="Belgium", text="België"),),
        recipients=(Entity(id="UA", name="Ukraine", text="Oekraïne"),),
        evidence=(Evidence(quote=article.text, start=0, end=len(article.text)),),
        confidence=0.9,
        explanation=("test",),
        extractor=EXTRACTOR,
    )
    event = msgspec.structs.replace(event, undertaking_id=ids.undertaking_ids([event])[0])
    return msgspec.structs.replace(event, event_id=ids.event_id(event))


def received(topic: str, offset: int, value: bytes | None, headers: tuple[tuple[str, bytes], ...] = ()) -> Received:
    return Received(topic=topic, partition=0, offset=offset, key=b"key", value=value, headers=headers)
