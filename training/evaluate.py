"""Score decisions against labels, and choose the settings, on articles that the scores were not trained on.

The measure is the labelled folder's own `score.py`. Items, amounts, dates and speakers are not looked at here: they do
not depend on the model. The whole pipeline is measured by the command line over the same articles.
"""

import importlib.util
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from services.extract.pipes.decisions.judging import Scores, Settings, findings
from services.extract.pipes.gate.component import relevant
from services.extract.pipes.grouping import component as grouping
from services.extract.undertaking import Finding
from training.corpus import Sample

Event = dict[str, Any]
GROUPS: tuple[tuple[str, str], ...] = (
    ("real", "nl"),
    ("real", "en"),
    ("real", "de"),
    ("real", "fr"),
    ("natural", "nl"),
    ("natural", "en"),
    ("natural", "fr"),
    ("natural", "de"),
    ("dense", "nl"),
    ("dense", "en"),
    ("dense", "fr"),
    ("dense", "de"),
    ("near", ""),
    ("clean", ""),
    ("dev", ""),
)
"""Kind and language of the articles that each line of the table is about; no language: all of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """F1 of detection, strict and arguments, and how many events were predicted, in how many articles of how many."""

    detection: float
    precision: float
    recall: float
    strict: float
    arguments: float
    predicted: int
    gold: int
    alarmed: int
    articles: int


def scorer(path: Path) -> ModuleType:
    """The labelled folder's `score.py` as a module."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"no scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def events(sample: Sample, found: Sequence[Finding]) -> list[Event]:
    """The events that the service's grouping makes of findings, as the scorer reads them, without values."""
    if not _passes(sample):
        return []
    quotes = sample.reading.quotes
    undertakings = [grouping.undertaking(members) for members in grouping.clusters(found)]
    return [
        {
            "category": u.category,
            "stage": u.stage,
            "actors": list(u.actors),
            "recipients": list(u.recipients),
            "evidence": [quotes[i] for i in u.sentences],
        }
        for u in undertakings
        if u.confidence >= grouping.LEAST
    ]


@cache
def _passed(text: str, title: str, language: str) -> bool:
    return relevant(text, title, language)


def _passes(sample: Sample) -> bool:
    """Whether the gate lets the article through."""
    return _passed(sample.reading.text, sample.reading.title, sample.reading.language)


def figures(
    score: ModuleType, samples: Iterable[Sample], predict: Callable[[Sample], list[Event]], matched: "Matches"
) -> Figures:
    """The scorer's figures over samples."""
    total = score.Tally()
    alarmed = articles = 0
    for sample in samples:
        predicted = predict(sample)
        gold = {"id": sample.id, "language": sample.reading.language, "events": list(sample.events)}
        score.tally(total, gold, predicted, matched.pairs(score, sample, predicted))
        alarmed += bool(predicted)
        articles += 1
    report = total.report()
    return Figures(
        detection=report["detection"]["f1"],
        precision=report["detection"]["p"],
        recall=report["detection"]["r"],
        strict=report["strict"]["f1"],
        arguments=report["arguments"]["f1"],
        predicted=report["detection"]["predicted"],
        gold=report["detection"]["gold"],
        alarmed=alarmed,
        articles=articles,
    )


class Matches:
    """The scorer's matches, remembering which quotes overlap: a search over settings asks the same ones again."""

    def __init__(self) -> None:
        self._overlaps: dict[tuple[str, str], bool] = {}

    def pairs(self, score: ModuleType, sample: Sample, predicted: list[Event]) -> list[tuple[int, int]]:
        original = score.overlaps

        def overlaps(quote: str, sentence: str) -> bool:
            key = quote, sentence
            if key not in self._overlaps:
                self._overlaps[key] = original(quote, sentence)
            return self._overlaps[key]

        score.overlaps = overlaps
        try:
            pairs: list[tuple[int, int]] = score.match(list(sample.events), predicted)
        finally:
            score.overlaps = original
        return pairs


def table(
    score: ModuleType, samples: Sequence[Sample], predict: Callable[[Sample], list[Event]], matched: Matches
) -> dict[str, Figures]:
    """Figures by kind and language, in the order of `GROUPS`; groups without samples are left out."""
    out = {}
    for kind, language in GROUPS:
        chosen = [s for s in samples if s.kind == kind and language in ("", s.reading.language)]
        if chosen:
            out[f"{kind} {language}".strip()] = figures(score, chosen, predict, matched)
    return out


def shown(rows: Mapping[str, Figures]) -> str:
    """The table as text."""
    lines = [
        f"{'':12}{'articles':>9}{'gold':>6}{'found':>6}{'P':>7}{'R':>7}{'F1':>7}{'strict':>8}{'args':>7}{'alarmed':>9}"
    ]
    for name, f in rows.items():
        lines.append(
            f"{name:12}{f.articles:>9}{f.gold:>6}{f.predicted:>6}{f.precision:>7.3f}{f.recall:>7.3f}"
            f"{f.detection:>7.3f}{f.strict:>8.3f}{f.arguments:>7.3f}{f.alarmed:>9}"
        )
    return "\n".join(lines)


def predictor(scores: Mapping[str, Scores], settings: Settings) -> Callable[[Sample], list[Event]]:
    """From a sample to its events under the settings."""
    return lambda sample: events(sample, findings(scores[sample.id], settings))


def chosen(
    score: ModuleType,
    samples: Sequence[Sample],
    scores: Mapping[str, Scores],
    start: Settings,
    axes: Sequence[tuple[str, Sequence[float]]],
    value: Callable[[Mapping[str, Figures]], float],
) -> tuple[Settings, float]:
    """The settings of best value found by going along each axis in turn, twice."""
    matched = Matches()
    best, most = start, value(table(score, samples, predictor(scores, start), matched))
    for _ in range(2):
        for name, options in axes:
            for option in options:
                tried = replace(best, **{name: option})
                got = value(table(score, samples, predictor(scores, tried), matched))
                if got > most + 1e-6:
                    best, most = tried, got
    return best, most
