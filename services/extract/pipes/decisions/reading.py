"""What the decisions know of an article beside its vectors: sentences, mentions, candidates, as plain data.

Made from a `Doc` when serving; kept as files when training. So both see the same, and training needs no spaCy.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc, Span


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """Words that name or stand for entities: half-open offsets into the text, index of the sentence, kind of words."""

    sentence: int
    start: int
    end: int
    ids: tuple[str, ...]
    kind: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """An article as the decisions read it. `sentences` are half-open offsets into `text`, in order, not overlapping;
    `mentions` stand in text order; `candidates` are the ids that may be actor or recipient, each once."""

    language: str
    published: str
    title: str
    text: str
    sentences: tuple[tuple[int, int], ...]
    kinds: tuple[str, ...]
    mentions: tuple[Mention, ...]
    candidates: tuple[str, ...]

    @property
    def heading(self) -> str:
        """What opens each window: the day, which tells news from history, and the headline."""
        return f"{self.published[:10]} {self.title}".strip()

    @property
    def quotes(self) -> list[str]:
        return [self.text[start:end] for start, end in self.sentences]


def read(doc: Doc) -> Reading:
    """The reading of a document whose sentences, mentions and candidates have been found."""
    sentences = list(doc.sents)
    return Reading(
        language=doc._.language,
        published=doc._.published,
        title=doc._.title,
        text=doc.text,
        sentences=tuple((s.start_char, s.start_char + len(s.text.rstrip())) for s in sentences),
        kinds=tuple(s._.kind for s in sentences),
        mentions=tuple(_mentions(doc, sentences)),
        candidates=tuple(dict.fromkeys(doc._.candidates)),
    )


def _mentions(doc: Doc, sentences: Sequence[Span]) -> list[Mention]:
    of_token = [i for i, sentence in enumerate(sentences) for _ in sentence]
    spans = sorted(doc.spans["mentions"], key=lambda span: (span.start_char, span.end_char))
    return [
        Mention(
            sentence=of_token[span.start],
            start=span.start_char,
            end=span.end_char,
            ids=tuple(span._.entity_ids),
            kind=span.label_,
        )
        for span in spans
    ]


def to_plain(reading: Reading) -> dict[str, Any]:
    """The reading as JSON types; `from_plain` gives it back."""
    return {
        "language": reading.language,
        "published": reading.published,
        "title": reading.title,
        "text": reading.text,
        "sentences": [list(s) for s in reading.sentences],
        "kinds": list(reading.kinds),
        "mentions": [[m.sentence, m.start, m.end, list(m.ids), m.kind] for m in reading.mentions],
        "candidates": list(reading.candidates),
    }


def from_plain(plain: Mapping[str, Any]) -> Reading:
    """The reading that `to_plain` wrote."""
    return Reading(
        language=plain["language"],
        published=plain["published"],
        title=plain["title"],
        text=plain["text"],
        sentences=tuple((a, b) for a, b in plain["sentences"]),
        kinds=tuple(plain["kinds"]),
        mentions=tuple(
            Mention(sentence=s, start=a, end=b, ids=tuple(ids), kind=kind) for s, a, b, ids, kind in plain["mentions"]
        ),
        candidates=tuple(plain["candidates"]),
    )
