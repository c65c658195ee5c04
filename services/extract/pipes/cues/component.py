"""Decides by cue words which sentences state an undertaking: writes `doc._.findings`.

A sentence becomes a finding of a category when it has a thing of that category, a word of a stage, somebody who can
undertake it, and nothing that makes it background, opinion, sanctions, battle or the adversary's act.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module

from spacy.language import Language
from spacy.tokens import Doc, Span

from services.contracts.vocabulary import Category, Stage
from services.extract.pipes.cues import roles
from services.extract.pipes.cues.lexicon import Lexicon, compiled
from services.extract.pipes.cues.roles import Placed, Salience
from services.extract.undertaking import Finding

COMBINATIONS: tuple[tuple[Category, tuple[str, ...]], ...] = (
    (Category.CAPABILITY, ("buy", "arms")),
    (Category.HUMANITARIAN_AID, ("give", "relief")),
    (Category.FINANCIAL_AID, ("money", "pay")),
    (Category.MILITARY_AID, ("train", "troops")),
    (Category.MILITARY_AID, ("give", "arms")),
    (Category.FORCE_POSTURE, ("post", "troops")),
)
"""What makes an undertaking together: a category and the concepts that must all stand in the sentence."""

RIVALS: Mapping[Category, frozenset[Category]] = {
    Category.CBRN_AID: frozenset({Category.MILITARY_AID, Category.FORCE_POSTURE}),
    Category.CYBER_AID: frozenset({Category.MILITARY_AID, Category.FORCE_POSTURE, Category.CAPABILITY}),
    Category.MEMBERSHIP: frozenset({Category.STRATEGY, Category.PARTNER_SUPPORT, Category.FORCE_POSTURE}),
    Category.DEFENCE_SPENDING: frozenset({Category.MILITARY_AID, Category.FORCE_POSTURE, Category.CAPABILITY}),
    Category.CAPABILITY: frozenset({Category.MILITARY_AID, Category.FORCE_POSTURE}),
    Category.MILITARY_AID: frozenset({Category.FORCE_POSTURE}),
}
"""Categories that a surer one in the same sentence drives out: gas masks are no arms, arms bought for oneself no aid."""

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
        for category, rule in self._categories(text).items():
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
                rules=(rule, f"stage:{stage}"),
            )

    def _negative(self, text: str) -> bool:
        return any(cues.search(text) for cues in self.words.negatives.values())

    def _stage(self, text: str) -> Stage | None:
        return next((stage for stage, cues in self.words.stages.items() if cues.search(text)), None)

    def _categories(self, text: str) -> dict[Category, str]:
        """Returns the categories that a sentence speaks of, each with the rule that says so."""
        found = {c: f"thing:{_cue(m)}" for c, cues in self.words.things.items() if (m := cues.search(text))}
        concepts = {name for name, cues in self.words.concepts.items() if cues.search(text)}
        for category, needed in COMBINATIONS:
            if category not in found and concepts.issuperset(needed):
                found[category] = "concepts:" + "+".join(needed)
        return {c: rule for c, rule in found.items() if not any(c in RIVALS.get(other, ()) for other in found)}


def _cue(match: re.Match[str]) -> str:
    return match.group().lower()[:40]
