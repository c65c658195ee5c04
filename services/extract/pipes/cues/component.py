"""Decides by cue words which sentences state an undertaking: writes `doc._.findings`.

A sentence becomes a finding of a category when it has a thing of that category, a word of a stage, somebody who can
undertake it, and nothing that makes it background, opinion, sanctions, battle or the adversary's act.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module

from spacy.language import Language
from spacy.tokens import Doc, Span

from services.contracts.vocabulary import Category, Stage
from services.extract.pipes.cues import roles
from services.extract.pipes.cues.lexicon import Lexicon, compiled
from services.extract.pipes.cues.roles import Placed, Salience
from services.extract.undertaking import Finding

Doc.set_extension("findings", default=[], force=True)


@Language.factory("pledgewire_cues")
def make_cues(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Builds the decider with the words of the pipeline's language."""
    return Cues(lexicon(nlp.lang))


@cache
def lexicon(language: str) -> Lexicon:
    """Returns the compiled words of a language; compiled once a process."""
    return compiled(import_module(f"services.extract.pipes.cues.lexicon_{language}").WORDS)


class Cues:
    """The decider for one language."""

    def __init__(self, words: Lexicon) -> None:
        self.words = words

    def __call__(self, doc: Doc) -> Doc:
        """Writes `doc._.findings`, in text order."""
        sentences = list(doc.sents)
        placed = self._placed(doc, sentences)
        spoken = roles.salience(placed)
        doc._.findings = []
        for i, sentence in enumerate(sentences):
            for finding in self._findings(i, sentence, placed[i], spoken):
                doc._.findings.append(finding)
        return doc

    def _placed(self, doc: Doc, sentences: list[Span]) -> list[list[Placed]]:
        mentions = sorted(doc.spans.get("mentions", []), key=lambda m: (m.start, m.end))
        placed, next_ = [], 0
        for sentence in sentences:
            inside = []
            while next_ < len(mentions) and mentions[next_].start < sentence.end:
                inside.append(mentions[next_])
                next_ += 1
            placed.append(roles.place(doc, inside, self.words))
        return placed

    def _findings(self, i: int, sentence: Span, mentions: list[Placed], spoken: Salience) -> Iterator[Finding]:
        text = sentence.text
        if (Span.has_extension("kind") and sentence._.kind != "prose") or self._negative(text):
            return
        for category, rule in self._categories(text):
            stage = self._stage(text)
            if stage is None:
                continue
            acting = roles.actors(mentions, stage) or spoken.actor() or ("NATO",)
            whom = roles.recipients(mentions, category, stage, acting)
            if not whom and category not in roles.WITHOUT_RECIPIENT and category is not Category.FORCE_POSTURE:
                whom = spoken.recipient(acting)
            yield Finding(
                sentence=i,
                category=category,
                probability=1.0,
                stages={stage: 1.0},
                actors=dict.fromkeys(acting, 1.0),
                recipients=dict.fromkeys(whom, 1.0),
                rules=(f"thing:{rule}", f"stage:{stage}"),
            )

    def _negative(self, text: str) -> bool:
        return any(cues.search(text) for cues in self.words.negatives.values())

    def _stage(self, text: str) -> Stage | None:
        return next((stage for stage, cues in self.words.stages.items() if cues.search(text)), None)

    def _categories(self, text: str) -> list[tuple[Category, str]]:
        things = [(c, m) for c, cues in self.words.things.items() if (m := cues.search(text))]
        hints = [(c, m) for c, cues in self.words.hints.items() if (m := cues.search(text))]
        return [(category, _rule(match)) for category, match in things or hints[:1]]


def _rule(match: re.Match[str]) -> str:
    return match.group().lower()[:40]
