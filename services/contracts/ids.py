"""Identifiers that are functions of content, so that a repeat is recognised as one."""

import hashlib
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import msgspec

from services.contracts.article import Article
from services.contracts.codec import encode
from services.contracts.commitment import Commitment
from services.contracts.outcome import Outcome


def article_id(source: str, item_id: str) -> str:
    """Returns `source/item-id`, both percent-encoded: one rule for every format and for tombstones."""
    return f"{quote(source, safe='')}/{quote(item_id, safe='')}"


HASHED = ("source", "url", "language", "published", "title", "text", "embargo_until", "backfill")
"""Fields of an article that its events depend on: what is read, and the marks that they carry."""


def content_hash(article: Article) -> str:
    """Returns the hash over all that an article's events are made from, whatever `article.content_hash` says.

    It is `sha256:` and 64 hexadecimal digits. One hash has one set of events, for one extractor.
    """
    return "sha256:" + _digest({name: getattr(article, name) for name in HASHED})


def event_id(event: Commitment) -> str:
    """Returns the hash of the event's body without its own id: one id has one content by construction."""
    return _short(_body(event, "event_id"))


def outcome_id(outcome: Outcome) -> str:
    """Returns the hash of the outcome's body without its own id: a repeat has the same id."""
    return _short(_body(outcome, "outcome_id"))


def undertaking_ids(events: Sequence[Commitment]) -> list[str]:
    """Returns an id an event of one article, in order.

    An id is made from article, category, actors and recipients. Only where two events collide does it take in what
    tells them apart: items, then amounts, then evidence. Order never counts.
    """
    keys: list[list[Any]] = [_core(event) for event in events]
    for part in (_items, _amounts, _evidence):
        shared = _repeated(keys)
        for i, event in enumerate(events):
            if _short(keys[i]) in shared:
                keys[i] = [*keys[i], part(event)]
    return [_short(key) for key in keys]


def _core(event: Commitment) -> list[Any]:
    actors = sorted(entity.id for entity in event.actors)
    recipients = sorted(entity.id for entity in event.recipients)
    return [event.article.id, event.category, actors, recipients]


def _items(event: Commitment) -> list[Any]:
    return sorted([item.text, str(item.quantity)] for item in event.items)


def _amounts(event: Commitment) -> list[Any]:
    return sorted([amount.currency, str(amount.value)] for amount in event.amounts)


def _evidence(event: Commitment) -> list[Any]:
    return sorted(evidence.quote for evidence in event.evidence)


def _repeated(keys: Sequence[Any]) -> set[str]:
    digests = [_short(key) for key in keys]
    return {digest for digest in digests if digests.count(digest) > 1}


def _body(message: Commitment | Outcome, own_id: str) -> dict[str, Any]:
    body = msgspec.to_builtins(message)
    assert isinstance(body, dict)
    return {key: value for key, value in body.items() if key != own_id}


def _digest(value: Any) -> str:
    return hashlib.sha256(encode({"": value})).hexdigest()


def _short(value: Any) -> str:
    return _digest(value)[:32]
