"""From scores to findings: the votes of encoder, words and cue rules are added, then held against thresholds.

Pure, and the same in training (which chooses the settings on articles that were not trained on) and in serving.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log
from pathlib import Path

from services.contracts.vocabulary import Category, Stage
from services.extract.undertaking import Finding

CATEGORIES = tuple(Category)
STAGES = tuple(Stage)
DIGITS = 4
"""Probabilities are rounded to so many decimals, so that the last digits of a sum decide nothing."""
LEAST_ROLE = 0.05
"""Entities less likely than this in a role are left out of a finding."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stated:
    """Logits for one sentence in one category: of stages, and by entity of actor and recipient."""

    stages: Sequence[float]
    roles: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Cue:
    """What the rules over cue words say of one sentence in one category."""

    stage: Stage
    actors: frozenset[str]
    recipients: frozenset[str]


def cues(found: Iterable[Finding]) -> dict[tuple[int, int], Cue]:
    """The findings of the cue words by (sentence, category)."""
    return {
        (finding.sentence, CATEGORIES.index(finding.category)): Cue(
            stage=max(finding.stages, key=lambda stage: finding.stages[stage]),
            actors=frozenset(finding.actors),
            recipients=frozenset(finding.recipients),
        )
        for finding in found
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class Scores:
    """Logits of one article. By sentence: categories by the encoder and by the words, stages by the words; and what is
    stated and what the cues say, by (sentence, category)."""

    categories: Sequence[Sequence[float]]
    category_votes: Sequence[Sequence[float]]
    stage_votes: Sequence[Sequence[float]]
    stated: Mapping[tuple[int, int], Stated]
    cues: Mapping[tuple[int, int], Cue] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Weights of the votes, chosen on held-out articles.

    A category's log-odds are `bias + encoder * its logit + words * its vote`, and `cue` where the cue rules found it; a
    stage's logit likewise. `crowd`, times the share of sentences that are likelier evidence than not, is added in the
    whole article: who states much, states more. An entity that the cue rules name in a role gains `cue_role` in it,
    others lose as much. `least` is the probability from which a sentence counts; `asked` that from which stages and
    roles are computed.
    """

    encoder: float = 1.0
    words: float = 0.0
    bias: float = 0.0
    least: float = 0.5
    asked: float = 0.1
    stage_encoder: float = 1.0
    stage_words: float = 0.0
    role_sharpness: float = 1.0
    crowd: float = 0.0
    cue: float = 0.0
    cue_stage: float = 0.0
    cue_role: float = 0.0

    @classmethod
    def load(cls, path: Path) -> "Settings":
        return cls(**json.loads(path.read_text(encoding="utf-8")))

    def log_odds(self, logit: float, vote: float, cued: bool) -> float:
        return self.bias + self.encoder * logit + self.words * vote + (self.cue if cued else 0.0)


def sigmoid(x: float) -> float:
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))


def asked(logits: Sequence[float], votes: Sequence[float], cued: frozenset[int], settings: Settings) -> list[int]:
    """The categories of a sentence that are likely enough for stages and roles to be computed."""
    least = log(settings.asked / (1 - settings.asked))
    pairs = enumerate(zip(logits, votes, strict=True))
    return [c for c, (logit, vote) in pairs if settings.log_odds(logit, vote, c in cued) >= least]


def findings(scores: Scores, settings: Settings) -> list[Finding]:
    """What the article's sentences state, in text order, then in the order of categories."""
    odds = _odds(scores, settings)
    gain = settings.crowd * sum(max(row) > 0 for row in odds) / max(1, len(odds))
    found = []
    for (sentence, c), stated in sorted(scores.stated.items()):
        cue = scores.cues.get((sentence, c))
        judge = _Judge(settings, stated, scores.stage_votes[sentence], cue)
        found += judge.finding(sentence, c, round(sigmoid(odds[sentence][c] + gain), DIGITS))
    return found


def _odds(scores: Scores, settings: Settings) -> list[list[float]]:
    """Log-odds of each category in each sentence, before the crowd's share."""
    return [
        [
            settings.log_odds(logit, vote, (sentence, c) in scores.cues)
            for c, (logit, vote) in enumerate(zip(logits, scores.category_votes[sentence], strict=True))
        ]
        for sentence, logits in enumerate(scores.categories)
    ]


@dataclass(frozen=True, slots=True)
class _Judge:
    """Puts the votes on one sentence and category together."""

    settings: Settings
    stated: Stated
    votes: Sequence[float]
    cue: Cue | None

    def finding(self, sentence: int, category: int, probability: float) -> list[Finding]:
        """The finding, if it is likely enough."""
        if probability < self.settings.least:
            return []
        return [
            Finding(
                sentence=sentence,
                category=CATEGORIES[category],
                probability=probability,
                stages=stages(self.stated.stages, self.votes, self.cue, self.settings),
                actors=self._role(0, self.cue.actors if self.cue else None),
                recipients=self._role(1, self.cue.recipients if self.cue else None),
                rules=("model", "cues") if self.cue else ("model",),
            )
        ]

    def _role(self, which: int, cued: frozenset[str] | None) -> dict[str, float]:
        out = {}
        for entity, logits in self.stated.roles.items():
            gain = 0.0 if cued is None else self.settings.cue_role if entity in cued else -self.settings.cue_role
            probability = round(sigmoid(self.settings.role_sharpness * logits[which] + gain), DIGITS)
            if probability >= LEAST_ROLE:
                out[entity] = probability
        return out


def stages(logits: Sequence[float], votes: Sequence[float], cue: Cue | None, settings: Settings) -> dict[Stage, float]:
    """Probabilities of the stages from all votes."""
    sums = [settings.stage_encoder * a + settings.stage_words * b for a, b in zip(logits, votes, strict=True)]
    if cue is not None:
        sums[STAGES.index(cue.stage)] += settings.cue_stage
    most = max(sums)
    raised = [exp(s - most) for s in sums]
    return {stage: round(r / sum(raised), DIGITS) for stage, r in zip(STAGES, raised, strict=True)}
