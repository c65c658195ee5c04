"""Held-out scores become events and figures; settings are searched along one axis at a time."""

from types import ModuleType
from typing import Any

import pytest

from services.contracts.vocabulary import Category, Stage
from services.extract.pipes.decisions.judging import CATEGORIES, Scores, Settings, Stated
from services.extract.pipes.decisions.reading import Reading
from services.extract.undertaking import Finding
from training.choose import value
from training.corpus import Sample
from training.evaluate import Figures, Matches, chosen, events, predictor, shown, table

QUOTES = ("NAVO-land Portugal levert Oekraïne raketten.", "Ze zijn groen.", "Portugal levert ook wapens.")
TEXT = " ".join(QUOTES)
STARTS = tuple(TEXT.index(quote) for quote in QUOTES)


def sample(kind: str = "real") -> Sample:
    reading = Reading(
        language="nl",
        published="2025-01-09",
        title="",
        text=TEXT,
        sentences=tuple((start, start + len(quote)) for start, quote in zip(STARTS, QUOTES, strict=True)),
        kinds=("prose",) * 3,
        mentions=(),
        candidates=("PT", "UA"),
    )
    gold = {"category": "military_aid", "stage": "pledged", "actors": ["PT"], "recipients": ["UA"]}
    return Sample(id="a", kind=kind, fold=0, reading=reading, events=({**gold, "evidence": [QUOTES[0]]},))


def finding(sentence: int, probability: float = 0.9) -> Finding:
    return Finding(
        sentence=sentence,
        category=Category.MILITARY_AID,
        probability=probability,
        stages={Stage.PLEDGED: 1.0},
        actors={"PT": 0.9},
        recipients={"UA": 0.9},
    )


def scores(logit: float) -> Scores:
    """All three sentences speak of military aid with the same logit."""
    rest = [-9.0] * (len(CATEGORIES) - 1)
    stated = Stated(stages=[0.0, 0.0, 3.0, 0.0, 0.0, 0.0], roles={"PT": (4.0, -4.0), "UA": (-4.0, 4.0)})
    return Scores(
        categories=[[logit, *rest], [-9.0, *rest], [-9.0, *rest]],
        category_votes=[[0.0] * len(CATEGORIES)] * 3,
        stage_votes=[[0.0] * len(Stage)] * 3,
        stated={(0, 0): stated},
    )


def scorer() -> ModuleType:
    """A scorer of the same shape as the labelled folder's: a match is a category and a shared quote."""
    module: Any = ModuleType("score")

    class Tally:
        def __init__(self) -> None:
            self.matched = self.predicted = self.gold = 0

        def report(self) -> dict[str, dict[str, float]]:
            p, r = self.matched / max(1, self.predicted), self.matched / max(1, self.gold)
            f1 = 2 * p * r / (p + r) if p + r else 0.0
            figures = {"p": p, "r": r, "f1": f1, "predicted": self.predicted, "gold": self.gold}
            return {"detection": figures, "strict": figures, "arguments": figures}

    def tally(total: Tally, article: dict[str, Any], predicted: list[Any], pairs: list[tuple[int, int]]) -> None:
        total.matched += len(pairs)
        total.predicted += len(predicted)
        total.gold += len(article["events"])

    def match(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> list[tuple[int, int]]:
        return [
            (g, p)
            for g, a in enumerate(gold)
            for p, b in enumerate(predicted)
            if a["category"] == b["category"]
            and any(module.overlaps(x, y) for x in a["evidence"] for y in b["evidence"])
        ]

    module.Tally, module.tally, module.match = Tally, tally, match
    module.overlaps = lambda a, b: a == b
    return module


def test_findings_that_agree_are_one_event_with_their_sentences_as_evidence() -> None:
    (event,) = events(sample(), [finding(0), finding(2)])
    assert (event["category"], event["stage"], event["actors"], event["recipients"]) == (
        Category.MILITARY_AID,
        Stage.PLEDGED,
        ["PT"],
        ["UA"],
    )
    assert event["evidence"] == [QUOTES[0], QUOTES[2]]


def test_the_table_has_a_line_for_each_kind_and_language_that_has_articles() -> None:
    rows = table(scorer(), [sample(), sample("near")], predictor({"a": scores(3.0)}, Settings()), Matches())
    assert list(rows) == ["real nl", "near"]
    assert (rows["real nl"].detection, rows["real nl"].predicted, rows["real nl"].alarmed) == (1.0, 1, 1)
    assert shown(rows).splitlines()[1].split()[:5] == ["real", "nl", "1", "1", "1"]


def test_the_search_finds_the_threshold_that_lets_the_right_event_through() -> None:
    axes = [("least", (0.9, 0.6, 0.3))]
    start = Settings(least=0.9, asked=0.01)
    best, most = chosen(scorer(), [sample()], {"a": scores(0.7)}, start, axes, value)
    assert best.least == 0.6
    assert most == pytest.approx(2.0)


def test_false_events_in_irrelevant_news_lower_the_value() -> None:
    def figures(alarmed: int) -> Figures:
        return Figures(
            detection=0.6,
            precision=0.6,
            recall=0.6,
            strict=0.3,
            arguments=0.4,
            predicted=5,
            gold=5,
            alarmed=alarmed,
            articles=10,
        )

    quiet, loud = ({"real nl": figures(5), "clean": figures(alarmed)} for alarmed in (0, 5))
    assert value(quiet) > value(loud)
