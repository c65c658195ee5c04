"""The spaCy component that marks sentences: `token.is_sent_start` on every token, and the kind of each sentence.

    nlp = blank("nl")
    nlp.add_pipe("pledgewire_sentences")
    [(sentence.text, sentence._.kind) for sentence in nlp("BRUSSEL (ANP) - Het is rond.").sents]

White-space tokens belong to the sentence before them, so `sentence.text.strip()` is the sentence. The kinds stand on
the document (`doc._.sentence_kinds`, one a sentence; `doc._.sentence_starts`, the token that it begins at) and so
survive serialisation.
"""

from bisect import bisect_right
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from services.extract.pipes.sentences.kinds import Kind
from services.extract.pipes.sentences.lexicon import LEXICONS
from services.extract.pipes.sentences.splitter import split

FACTORY = "pledgewire_sentences"


class SentenceSplitter:
    """Lays the sentences of the text on the tokens of the document."""

    def __init__(self, language: str | None) -> None:
        if language is None or language not in LEXICONS:
            raise ValueError(f"no sentence lexicon for language {language!r}")
        self.language = language

    def __call__(self, doc: Doc) -> Doc:
        sentences = split(doc.text, self.language)
        offsets = np.asarray(doc.to_array(["IDX"])).ravel()
        starts, kinds = _on_tokens(offsets, [(sentence.start, str(sentence.kind)) for sentence in sentences])
        # All at once: spaCy looks through the whole document each time that one token's mark is set.
        marks: Any = np.full((len(doc), 1), -1, dtype=np.int64)
        marks[starts] = 1
        doc.from_array(["SENT_START"], marks.astype(np.uint64))
        doc._.sentence_starts = starts
        doc._.sentence_kinds = kinds
        return doc


def _on_tokens(offsets: np.ndarray, sentences: list[tuple[int, str]]) -> tuple[list[int], list[str]]:
    """Token indices at which sentences begin, with their kinds; the first token always begins one.

    A sentence that begins inside a token is left with the one before: a tokenizer other than ours may glue them.
    """
    if not len(offsets):
        return [], []
    starts, kinds = [0], [sentences[0][1] if sentences else str(Kind.PROSE)]
    positions = np.searchsorted(offsets, [start for start, _ in sentences[1:]])
    for position, (start, kind) in zip(positions.tolist(), sentences[1:], strict=True):
        if position < len(offsets) and offsets[position] == start and position > starts[-1]:
            starts.append(position)
            kinds.append(kind)
    return starts, kinds


def kind_of_span(span: Span) -> str:
    """The kind of the sentence that the span begins in; prose where the component has not run."""
    starts: list[int] = span.doc._.sentence_starts
    return span.doc._.sentence_kinds[bisect_right(starts, span.start) - 1] if starts else str(Kind.PROSE)


@Language.factory(
    FACTORY,
    assigns=["token.is_sent_start", "doc.sents", "doc._.sentence_kinds", "doc._.sentence_starts", "span._.kind"],
)
def create_sentence_splitter(nlp: Language, name: str) -> SentenceSplitter:
    """The component for the language of the pipeline; it needs no settings."""
    return SentenceSplitter(nlp.lang)


def register() -> None:
    """Make the extensions known to spaCy; repeating it does no harm."""
    Doc.set_extension("sentence_kinds", default=[], force=True)
    Doc.set_extension("sentence_starts", default=[], force=True)
    Span.set_extension("kind", getter=kind_of_span, force=True)


register()
