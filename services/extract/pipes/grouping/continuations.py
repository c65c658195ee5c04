"""Sentences that only detail the undertaking beside them, by who is carried on and how they begin."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from services.extract.pipes.entities.registry import load_entities
from services.extract.pipes.grouping.lexicon import OPENERS
from services.extract.pipes.spans import by_sentence

LONGEST = 3
"""Most sentences that one undertaking is carried on for: labelled evidence seldom has more in a row."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A sentence as far as carrying on goes: whether it opens so, and the countries that it names."""

    continues: bool
    countries: frozenset[str]


def passages(doc: Doc) -> list[Passage]:
    """Returns the sentences of a document, in order."""
    opening = _opening(doc.lang_)
    return [
        Passage(
            continues=opening.match(sentence.text.lstrip()) is not None,
            countries=frozenset(id for m in mentions for id in m._.entity_ids if _is_country(id)),
        )
        for sentence, mentions in zip(doc.sents, by_sentence(doc, "mentions"), strict=True)
    ]


def carried(passages: Sequence[Passage], last: int, taken: Set[int], known: Set[str]) -> list[int]:
    """Returns the sentences after `last` that carry on about it, in order.

    They stop at a sentence that is evidence itself (`taken`), that opens otherwise, or that names a country outside
    `known`, the actors and recipients.
    """
    found: list[int] = []
    for i in range(last + 1, min(last + 1 + LONGEST, len(passages))):
        if i in taken or not passages[i].continues or not passages[i].countries <= known:
            break
        found.append(i)
    return found


@cache
def _opening(language: str) -> re.Pattern[str]:
    openers = "|".join(re.escape(opener).replace(r"\ ", r"\s+") for opener in OPENERS[language])
    return re.compile(rf"[\"'“”„‚‘’«»‹›\s]{{0,4}}(?:{openers})(?!\w)", re.IGNORECASE)


def _is_country(id: str) -> bool:
    return load_entities()[id].kind == "country"
