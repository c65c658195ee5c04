"""How well dates, amounts, items, numbers and speakers are read, given the evidence sentences of the labelled events.

The figures take the annotators' sentences and categories as given, so that they measure these pipes alone. Floors lie a
little below what was measured on the articles outside the lockbox; a change that lowers one belongs in the changelog.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Span

from services.contracts.vocabulary import Category
from services.extract.pipeline import build, register
from services.extract.pipes.items.component import items_for
from services.extract.pipes.speakers.component import speaker_of
from tests.support.labelled import LabelledArticle, labelled_articles

FLOORS = {"date": 0.81, "amount": 0.86, "horizon": 0.76, "item": 0.75, "quantity": 0.83}
LEAST_SPEAKER_ACCURACY = 0.77
UNNEEDED = tuple(f"pledgewire_{name}" for name in ("cues", "encoder", "decisions", "grouping", "slots"))

Fact = tuple[str, str]


@cache
def _pipes(language: str) -> Language:
    register()
    return build(language)


def read(article: LabelledArticle) -> Doc:
    nlp = _pipes(article.language)
    doc = nlp.make_doc(article.text)
    for name in ("published", "title", "source", "url", "language"):
        setattr(doc._, name, getattr(article, name))
    return nlp(doc, disable=[name for name in UNNEEDED if name in nlp.pipe_names])


def words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def stretches(article: LabelledArticle, evidence: Sequence[str]) -> list[tuple[int, int]]:
    return [(at, at + len(quote)) for quote in evidence if (at := article.text.find(quote)) >= 0]


def within(doc: Doc, group: str, proof: Sequence[tuple[int, int]]) -> list[Span]:
    spans = doc.spans[group]
    return [s for s in spans if any(start <= s.start_char and s.end_char <= end + 1 for start, end in proof)]


def labels(event: dict) -> Iterator[Fact]:
    yield from (("date", value) for value in event["dates"])
    yield from (("amount", f"{a['value']:g} {a['currency']}") for a in event["amounts"])
    yield from (("horizon", value) for value in event["horizons"])
    for item in event["items"]:
        yield "item", " ".join(words(item["text"]))
        if item.get("quantity") is not None:
            yield "quantity", f"{item['quantity']:g} " + " ".join(words(item["text"]))


def readings(doc: Doc, category: Category, proof: Sequence[tuple[int, int]]) -> Iterator[Fact]:
    yield from (("date", span._.date.value) for span in within(doc, "dates", proof))
    for span in within(doc, "amounts", proof):
        yield "amount", f"{span._.amount.value:g} {span._.amount.currency}"
    yield from (("horizon", str(h)) for span in within(doc, "horizons", proof) for h in span._.horizons)
    for item in items_for(category, within(doc, "items", proof)):
        yield "item", " ".join(words(item.text))
        if item.quantity is not None:
            yield "quantity", f"{item.quantity:g} " + " ".join(words(item.text))


def agrees(fact: Fact, others: set[Fact]) -> bool:
    """Things agree when half of the shorter name's words are shared, and the numbers are equal."""
    role, value = fact
    if role not in ("item", "quantity"):
        return fact in others
    mine = value.split()
    for other_role, other in others:
        theirs = other.split()
        if other_role != role or (role == "quantity" and theirs[0] != mine[0]):
            continue
        shared = set(mine) & set(theirs)
        if shared and len(shared) / min(len(set(mine)), len(set(theirs))) >= 0.5:
            return True
    return False


@cache
def measured() -> tuple[dict[str, float], float]:
    """F1 by role over the articles outside the lockbox, and the share of events whose speaker is right."""
    counts: Counter[tuple[str, str]] = Counter()
    events = right_speakers = 0
    for article in labelled_articles("train", "dev"):
        doc = read(article)
        sentences = list(doc.sents)
        for event in article.events:
            proof = stretches(article, event["evidence"])
            wanted, got = set(labels(event)), set(readings(doc, Category(event["category"]), proof))
            for role, value in wanted:
                counts[role, "gold"] += 1
                counts[role, "found"] += agrees((role, value), got)
            for role, value in got:
                counts[role, "read"] += 1
                counts[role, "right"] += agrees((role, value), wanted)
            carried = [i for i, s in enumerate(sentences) if any(a < s.end_char and s.start_char < b for a, b in proof)]
            speaker = speaker_of(doc, carried)
            events += 1
            right_speakers += words(speaker.name if speaker else "")[-1:] == words(event["speaker"] or "")[-1:]
    figures = {}
    for role in FLOORS:
        precision, recall = counts[role, "right"] / counts[role, "read"], counts[role, "found"] / counts[role, "gold"]
        figures[role] = 2 * precision * recall / (precision + recall)
    return figures, right_speakers / events


@pytest.mark.labelled
@pytest.mark.parametrize("role", FLOORS)
def test_what_evidence_says_is_read_as_well_as_before(role: str) -> None:
    figures, _ = measured()
    assert figures[role] >= FLOORS[role], figures


@pytest.mark.labelled
def test_the_speaker_of_evidence_is_found_as_well_as_before() -> None:
    _, accuracy = measured()
    assert accuracy >= LEAST_SPEAKER_ACCURACY
