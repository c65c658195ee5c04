"""From a document that the pipes have read to commitment events: names, quotes with offsets, ids.

In: a `Doc` with `doc._.undertakings` and its article. Out: events whose bodies are complete.
"""

from collections.abc import Iterable, Iterator

import msgspec
from spacy.tokens import Doc, Span

from services.contracts.article import Article
from services.contracts.commitment import ArticleRef, Commitment, Entity, Evidence, Extractor
from services.contracts.ids import event_id, undertaking_ids
from services.extract.pipes.entities.registry import entity_name
from services.extract.undertaking import Undertaking


def commitments(doc: Doc, article: Article, extractor: Extractor) -> tuple[Commitment, ...]:
    """Returns the events of `doc._.undertakings`, in order, each with its ids."""
    sentences = list(doc.sents)
    reference = _reference(article)
    drafts = [_draft(doc, sentences, u, article.text, reference, extractor) for u in doc._.undertakings]
    named = [
        msgspec.structs.replace(draft, undertaking_id=id)
        for draft, id in zip(drafts, undertaking_ids(drafts), strict=True)
    ]
    return tuple(msgspec.structs.replace(event, event_id=event_id(event)) for event in named)


def evidence(sentence: Span, text: str) -> Evidence:
    """Returns a sentence of `text` as a quote, the white space around it left out."""
    raw = text[sentence.start_char : sentence.end_char]
    start = sentence.start_char + len(raw) - len(raw.lstrip())
    quote = raw.strip()
    return Evidence(quote=quote, start=start, end=start + len(quote))


def _draft(
    doc: Doc, sentences: list[Span], undertaking: Undertaking, text: str, reference: ArticleRef, extractor: Extractor
) -> Commitment:
    proof = [sentences[i] for i in undertaking.sentences]
    return Commitment(
        event_id="",
        undertaking_id="",
        article=reference,
        category=undertaking.category,
        stage=undertaking.stage,
        actors=_entities(doc, proof, undertaking.actors),
        recipients=_entities(doc, proof, undertaking.recipients),
        items=undertaking.items,
        amounts=undertaking.amounts,
        dates=undertaking.dates,
        horizons=undertaking.horizons,
        speaker=undertaking.speaker,
        evidence=tuple(evidence(sentence, text) for sentence in proof),
        confidence=round(undertaking.confidence, 3),
        explanation=undertaking.rules,
        extractor=extractor,
    )


def _reference(article: Article) -> ArticleRef:
    return ArticleRef(
        id=article.article_id,
        version=article.version,
        content_hash=article.content_hash,
        url=article.url,
        source=article.source,
        language=article.language,
        published=article.published,
        title=article.title,
        embargo_until=article.embargo_until,
        backfill=article.backfill,
    )


def _entities(doc: Doc, proof: list[Span], ids: Iterable[str]) -> tuple[Entity, ...]:
    return tuple(Entity(id=id, name=entity_name(id), text=_text(doc, proof, id)) for id in ids)


def _text(doc: Doc, proof: list[Span], id: str) -> str:
    """Returns how the article calls an entity: first in the evidence, else anywhere; empty if it does not."""
    mentions = [m for m in _mentions(doc) if id in m._.entity_ids]
    inside = (m for m in mentions if any(s.start <= m.start < s.end for s in proof))
    first = next(inside, None) or next(iter(mentions), None)
    return first.text if first is not None else ""


def _mentions(doc: Doc) -> Iterator[Span]:
    yield from sorted(doc.spans.get("mentions", []), key=lambda span: (span.start, -span.end))
