"""Choose the settings of the decisions on pooled held-out folds, and say what they reach."""

from collections.abc import Mapping, Sequence
from types import ModuleType

from services.extract.pipes.decisions.judging import Scores, Settings
from training.corpus import Sample
from training.evaluate import Figures, Matches, chosen, predictor, shown, table

START = Settings(encoder=0.8, words=0.5, least=0.35, asked=0.05, stage_words=0.5)
AXES: tuple[tuple[str, Sequence[float]], ...] = (
    ("least", (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)),
    ("words", (0.0, 0.2, 0.35, 0.5, 0.7, 0.9)),
    ("encoder", (0.6, 0.8, 1.0)),
    ("cue", (0.0, 0.5, 1.0, 1.5, 2.0)),
    ("stage_words", (0.0, 0.25, 0.5, 0.75, 1.0)),
    ("cue_stage", (0.0, 0.5, 1.0, 1.5, 2.0)),
    ("cue_role", (0.0, 0.5, 1.0, 1.5, 2.0)),
)
"""What is tried. `bias` is left alone: `least` does the same."""


def value(figures: Mapping[str, Figures]) -> float:
    """What is made greatest: detection and strict F1 on real reports first, then natural and dense articles, Dutch
    twice; a false event in irrelevant or near-domain articles costs a little."""
    weights = {"real": 3.0, "natural": 2.0, "dense": 1.0}
    total = norm = 0.0
    for name, f in figures.items():
        kind, _, language = name.partition(" ")
        weight = weights.get(kind, 0.0) * (2.0 if language == "nl" else 0.5)
        total += weight * (f.detection + f.strict)
        norm += weight
    near = [f.alarmed / f.articles for name, f in figures.items() if name in ("near", "clean")]
    return total / norm - 0.1 * sum(near)


def search(score: ModuleType, samples: Sequence[Sample], scores: Mapping[str, Scores]) -> tuple[Settings, str]:
    """The best settings over the samples that have scores, and the table of figures that they reach."""
    judged = [s for s in samples if s.id in scores and s.kind != "dev"]
    settings, _ = chosen(score, judged, scores, START, AXES, value)
    every = [s for s in samples if s.id in scores]
    return settings, shown(table(score, every, predictor(scores, settings), Matches()))
