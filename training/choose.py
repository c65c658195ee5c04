"""Choose the settings of the decisions on pooled held-out folds, and say what they reach."""

from collections.abc import Mapping, Sequence
from types import ModuleType

from services.extract.pipes.decisions.judging import Scores, Settings
from training.corpus import Sample
from training.evaluate import Figures, Matches, chosen, predictor, shown, table

START = Settings(encoder=0.8, words=0.35, least=0.3, asked=0.03, stage_words=0.5, cue=1.0, cue_stage=1.0, cue_role=1.0)
AXES: tuple[tuple[str, Sequence[float]], ...] = (
    ("bias", (-0.9, -0.6, -0.3, 0.0, 0.3, 0.6, 0.9)),
    ("crowd", (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)),
    ("least", (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)),
    ("words", (0.0, 0.1, 0.2, 0.35, 0.5, 0.7)),
    ("encoder", (0.5, 0.6, 0.7, 0.8, 1.0)),
    ("cue", (0.0, 0.5, 1.0, 1.5, 2.0)),
    ("stage_words", (0.0, 0.25, 0.5, 0.75, 1.0)),
    ("cue_stage", (0.0, 0.5, 1.0, 1.5, 2.0)),
    ("cue_role", (0.0, 0.5, 1.0, 1.5, 2.0)),
    ("role_sharpness", (0.7, 1.0, 1.4)),
)
"""What is tried. `bias` and `least` differ: grouping drops an undertaking whose surest sentence is below its own
threshold, so `least` only says how much more evidence the sure ones gather."""

KINDS = {"real": 3.0, "natural": 2.0, "dense": 1.5}
DUTCH = 0.6
"""Share of Dutch in a kind's figure; the other languages share the rest by how many events they have."""


def value(figures: Mapping[str, Figures]) -> float:
    """What is made greatest: detection and strict F1, real reports and Dutch first; alarms cost a little."""
    total = norm = 0.0
    for kind, weight in KINDS.items():
        dutch = [f for name, f in figures.items() if name == f"{kind} nl"]
        others = [f for name, f in figures.items() if name.startswith(f"{kind} ") and name != f"{kind} nl"]
        for share, group in ((DUTCH, dutch), (1 - DUTCH, others)):
            gold = sum(f.gold for f in group)
            if gold:
                total += weight * share * sum((f.detection + f.strict) * f.gold for f in group) / gold
                norm += weight * share
    alarms = sum(f.alarmed / f.articles for name, f in figures.items() if name in ("near", "clean"))
    return total / norm - 0.1 * alarms


def search(score: ModuleType, samples: Sequence[Sample], scores: Mapping[str, Scores]) -> tuple[Settings, str]:
    """The best settings over the samples that have scores, and the table of figures that they reach."""
    judged = [s for s in samples if s.id in scores and s.kind != "dev"]
    settings, _ = chosen(score, judged, scores, START, AXES, value)
    every = [s for s in samples if s.id in scores]
    return settings, shown(table(score, every, predictor(scores, settings), Matches()))
