"""The spans of a document by sentence."""

from collections import deque

from spacy.tokens import Doc, Span


def by_sentence(doc: Doc, name: str) -> list[list[Span]]:
    """Returns the spans of a group, in text order, a list a sentence; a span belongs to where it starts."""
    spans = deque(sorted(doc.spans.get(name, []), key=lambda span: (span.start, span.end)))
    found: list[list[Span]] = []
    for sentence in doc.sents:
        found.append([])
        while spans and spans[0].start < sentence.end:
            found[-1].append(spans.popleft())
    return found
