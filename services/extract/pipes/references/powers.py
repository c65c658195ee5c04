"""Whose government: "the cabinet" or "the minister" without a country, read by what was named just before.

Of the labelled sentences in which the home country and the country named last disagree, the one named last was right
in nine of ten, at every distance up to three sentences.
"""

from collections.abc import Iterable

from spacy.tokens import Doc, Span

from services.extract.pipes.entities.registry import load_entities

REACH_SENTENCES = 2
NAMING = frozenset({"country", "capital", "seat", "person"})
"""Labels of mentions that bring a country's government to mind; an adjective ("German tanks") does not."""

RECEIVERS = frozenset({"UA"})
"""Named in every other sentence as the one that is helped: being named last does not make it the one that decides."""


def read_home_words(doc: Doc, mentions: Iterable[Span]) -> list[Span]:
    """Returns the mentions with each `home` one given to the country named last, if that is not long ago.

    Naming the home country itself gives the word back to it. Words that mean home alone ("ons land") have the label
    `own` and stay.
    """
    sentence_of = sentence_numbers(doc)
    latest: tuple[int, Span] | None = None
    read: list[Span] = []
    for mention in mentions:
        sentence = sentence_of[mention.start]
        if mention.label_ == "home" and latest is not None and latest[0] >= sentence - REACH_SENTENCES:
            read.append(_given_to(mention, latest[1]))
            continue
        read.append(mention)
        if doc._.home in mention._.entity_ids and mention.label_ not in {"home", "own"}:
            latest = None
        elif _governs(mention):
            latest = (sentence, mention)
    return read


def _governs(mention: Span) -> bool:
    ids = mention._.entity_ids
    if mention.label_ not in NAMING or len(ids) != 1 or ids[0] in RECEIVERS:
        return False
    entity = load_entities()[ids[0]]
    return entity.kind == "country" and not entity.outside


def _given_to(word: Span, named: Span) -> Span:
    reference = Span(word.doc, word.start, word.end, label="reference")
    reference._.entity_ids = named._.entity_ids
    reference._.antecedent = named.text
    return reference


def sentence_numbers(doc: Doc) -> list[int]:
    """Returns the number of each token's sentence, from 0."""
    number = 0
    numbers: list[int] = []
    for token in doc:
        number += token.i > 0 and bool(token.is_sent_start)
        numbers.append(number)
    return numbers
