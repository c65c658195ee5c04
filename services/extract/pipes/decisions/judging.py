"""From scores to findings: the encoder's and the words' votes are added, then held against thresholds.

Pure, and the same in training (which chooses the settings on articles that were not trained on) and in serving.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
class Scores:
    """Logits of one article. By sentence: categories by the encoder and by the words, stages by the words; and what is
    stated, by (sentence, category)."""

    categories: Sequence[Sequence[float]]
    category_votes: Sequence[Sequence[float]]
    stage_votes: Sequence[Sequence[float]]
    stated: Mapping[tuple[int, int], Stated]


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Weights of the votes, chosen on held-out articles.

    A category's log-odds are `bias + encoder * its logit + words * its vote`; a stage's logit likewise. `least` is the
    probability from which a sentence counts; `asked` that from which stages and roles are computed at all.
    """

    encoder: float = 1.0
    words: float = 0.0
    bias: float = 0.0
    least: float = 0.5
    asked: float = 0.1
    stage_encoder: float = 1.0
    stage_words: float = 0.0
    role_sharpness: float = 1.0

    @classmethod
    def load(cls, path: Path) -> "Settings":
        return cls(**json.loads(path.read_text(encoding="utf-8")))

    def log_odds(self, logit: float, vote: float) -> float:
        return self.bias + self.encoder * logit + self.words * vote


def sigmoid(x: float) -> float:
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))


def asked(scores: Sequence[float], votes: Sequence[float], settings: Settings) -> list[int]:
    """The categories of a sentence that are likely enough for stages and roles to be computed."""
    least = log(settings.asked / (1 - settings.asked))
    return [c for c, (a, b) in enumerate(zip(scores, votes, strict=True)) if settings.log_odds(a, b) >= least]


def findings(scores: Scores, settings: Settings) -> list[Finding]:
    """What the article's sentences state, in text order, then in the order of categories."""
    found = []
    for sentence, logits in enumerate(scores.categories):
        for c, logit in enumerate(logits):
            probability = round(sigmoid(settings.log_odds(logit, scores.category_votes[sentence][c])), DIGITS)
            stated = scores.stated.get((sentence, c))
            if probability >= settings.least and stated is not None:
                found.append(_finding(sentence, c, probability, stated, scores.stage_votes[sentence], settings))
    return found


def _finding(
    sentence: int, category: int, probability: float, stated: Stated, votes: Sequence[float], settings: Settings
) -> Finding:
    return Finding(
        sentence=sentence,
        category=CATEGORIES[category],
        probability=probability,
        stages=stages(stated.stages, votes, settings),
        actors=_role(stated, 0, settings),
        recipients=_role(stated, 1, settings),
        rules=("model",),
    )


def stages(logits: Sequence[float], votes: Sequence[float], settings: Settings) -> dict[Stage, float]:
    """Probabilities of the stages from both votes."""
    sums = [settings.stage_encoder * a + settings.stage_words * b for a, b in zip(logits, votes, strict=True)]
    most = max(sums)
    raised = [exp(s - most) for s in sums]
    return {stage: round(r / sum(raised), DIGITS) for stage, r in zip(STAGES, raised, strict=True)}


def _role(stated: Stated, which: int, settings: Settings) -> dict[str, float]:
    likely = {id: round(sigmoid(settings.role_sharpness * pair[which]), DIGITS) for id, pair in stated.roles.items()}
    return {id: probability for id, probability in likely.items() if probability >= LEAST_ROLE}
