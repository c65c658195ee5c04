"""Where the names of a sentence stand: free like a subject, or governed by a preposition of some kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from services.extract.pipes.cues.lexicon import Lexicon
from services.extract.pipes.entities.registry import load_entities

REACH = 3
"""Most words between a preposition and the name it governs ("aan het zwaar getroffen Oekraïne")."""

KINDS = ("to", "at", "by", "source", "of")


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """A mention from token `start`, and its place in the sentence: free, to, at, by, source, of or other.

    `joined` says that "and" or a comma joins it to the mention before.
    """

    start: int
    ids: tuple[str, ...]
    kind: str
    place: str
    joined: bool = False

    @property
    def outside(self) -> bool:
        """Whether it stands for those who are defended against: what they do or promise is no event."""
        return any(load_entities()[id].outside for id in self.ids)

    @property
    def allied(self) -> bool:
        """Whether it stands for members of NATO alone."""
        return all(load_entities()[id].nato_since is not None for id in self.ids)


def place(sentence: Span, mentions: Sequence[Span], words: Lexicon) -> list[Placed]:
    """Returns the mentions of a sentence, in order, each with its place; those joined by "and" share theirs."""
    placed: list[Placed] = []
    for i, mention in enumerate(mentions):
        joined = i > 0 and _joined(sentence.doc, mentions[i - 1].end, mention.start, words)
        where = placed[-1].place if joined else _place(sentence, mention, words)
        ids, kind = mention._.entity_ids, mention.label_
        placed.append(Placed(start=mention.start, ids=ids, kind=kind, place=where, joined=joined))
    return placed


def _joined(doc: Doc, start: int, end: int, words: Lexicon) -> bool:
    return 0 < end - start <= REACH and all(
        token.lower_ in words.joining or words.between.fullmatch(token.lower_) for token in doc[start:end]
    )


def _place(sentence: Span, mention: Span, words: Lexicon) -> str:
    doc = sentence.doc
    for i in range(mention.start - 1, max(sentence.start, mention.start - 1 - REACH) - 1, -1):
        word = doc[i].lower_
        if word in words.prepositions:
            return next((kind for kind in KINDS if word in getattr(words, kind)), "other")
        if not words.between.fullmatch(word):
            break
    return "free"
