"""Sentences that only detail the undertaking beside them, by who is carried on and how they begin."""

import re
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc, Span

from services.extract.pipes.entities.registry import load_entities
from services.extract.pipes.grouping.lexicon import OPENERS

LONGEST = 3
"""Most sentences that one undertaking is carried on for: labelled evidence seldom has more in a row."""


def carried(doc: Doc, sentences: Sequence[Span], last: int, taken: frozenset[int], known: frozenset[str]) -> list[int]:
    """Returns the sentences after `last` that carry on about it, in order.

    They stop at a sentence that is evidence itself (`taken`), that opens otherwise, or that names a country outside
    `known`, the actors and recipients.
    """
    opening, found = _opening(doc.lang_), []
    for i in range(last + 1, min(last + 1 + LONGEST, len(sentences))):
        sentence = sentences[i]
        if i in taken or not opening.match(sentence.text.lstrip()) or _strangers(doc, sentence, known):
            break
        found.append(i)
    return found


@cache
def _opening(language: str) -> re.Pattern[str]:
    openers = "|".join(re.escape(opener).replace(r"\ ", r"\s+") for opener in OPENERS[language])
    return re.compile(rf"[\"'“”„‚‘’«»‹›\s]{{0,4}}(?:{openers})(?!\w)", re.IGNORECASE)


def _strangers(doc: Doc, sentence: Span, known: frozenset[str]) -> bool:
    inside = (m for m in doc.spans.get("mentions", []) if sentence.start <= m.start < sentence.end)
    return any(_is_country(id) and id not in known for mention in inside for id in mention._.entity_ids)


def _is_country(id: str) -> bool:
    return load_entities()[id].kind == "country"
