"""Findings become distinct undertakings."""

from collections.abc import Iterable

import pytest

from services.contracts.vocabulary import Category, Stage
from services.extract.pipes.grouping.component import clusters, furthest, overlap, undertaking
from services.extract.undertaking import Finding
from tests.support.documents import read


def finding(
    sentence: int,
    *,
    actors: Iterable[str] = ("NO",),
    recipients: Iterable[str] = ("UA",),
    stage: Stage = Stage.PLEDGED,
    category: Category = Category.MILITARY_AID,
    sure: float = 1.0,
) -> Finding:
    return Finding(
        sentence=sentence,
        category=category,
        probability=1.0,
        stages={stage: 1.0},
        actors=dict.fromkeys(actors, sure),
        recipients=dict.fromkeys(recipients, sure),
        rules=(f"rule {sentence}",),
    )


def sentences(findings: list[Finding]) -> list[list[int]]:
    return [[member.sentence for member in members] for members in clusters(findings)]


def test_the_same_category_actors_and_recipients_are_one_undertaking() -> None:
    assert sentences([finding(0), finding(3), finding(5)]) == [[0, 3, 5]]


def test_other_actors_recipients_or_categories_are_others() -> None:
    found = [
        finding(0),
        finding(1, actors=["DK"]),
        finding(2, recipients=["MD"]),
        finding(3, category=Category.CYBER_AID),
        finding(4),
    ]
    assert sentences(found) == [[0, 4], [1], [2], [3]]


def test_a_sentence_that_names_nobody_joins_the_latest_of_its_category() -> None:
    found = [finding(0), finding(1, actors=["DK"]), finding(2, actors=["NATO"], recipients=[], sure=0.3)]
    assert sentences(found) == [[0], [1, 2]]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ({"NO": 1.0}, {"NO": 1.0}, 1.0),
        ({"NO": 1.0}, {"DK": 1.0}, 0.0),
        ({"NO": 1.0, "DK": 1.0}, {"NO": 0.5}, 0.25),
        ({}, {}, 1.0),
        ({}, {"NO": 1.0}, 0.0),
    ],
)
def test_the_overlap_of_two_sets_is_their_soft_jaccard(
    a: dict[str, float], b: dict[str, float], expected: float
) -> None:
    assert overlap(a, b) == expected


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        ([Stage.PLEDGED, Stage.DELIVERED, Stage.CONSIDERED], Stage.DELIVERED),
        ([Stage.PLEDGED, Stage.REFUSED], Stage.REFUSED),
        ([Stage.REFUSED, Stage.PLEDGED], Stage.PLEDGED),
        ([Stage.REFUSED], Stage.REFUSED),
    ],
)
def test_the_furthest_stage_wins_and_a_later_refusal_over_all(stages: list[Stage], expected: Stage) -> None:
    assert furthest(stages) is expected


def test_an_undertaking_has_the_sentences_and_rules_of_its_findings_in_order() -> None:
    one = undertaking([finding(1), finding(4, stage=Stage.ADOPTED)])
    assert (one.sentences, one.rules, one.stage) == ((1, 4), ("rule 1", "rule 4"), Stage.ADOPTED)


def test_where_nobody_is_named_the_likeliest_guess_stands() -> None:
    one = undertaking([finding(0, actors=["NATO"], recipients=[], sure=0.3)])
    assert (one.actors, one.recipients) == (("NATO",), ())


def test_a_sentence_that_goes_on_about_an_undertaking_becomes_evidence_of_it() -> None:
    doc = read(
        "Noorwegen levert zes houwitsers aan Oekraïne. Dat heeft de regering in Oslo gisteren bekendgemaakt. "
        "Het gaat om oudere exemplaren. In Zweden was het rustig."
    )
    assert [one.sentences for one in doc._.undertakings] == [(0, 1, 2)]


def test_a_sentence_about_another_country_does_not_go_on() -> None:
    doc = read("Noorwegen levert zes houwitsers aan Oekraïne. Dat vindt men in Portugal te weinig.")
    assert [one.sentences for one in doc._.undertakings] == [(0,)]
