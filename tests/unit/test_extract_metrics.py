"""What the extraction service counts."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from services.contracts.codec import encode
from services.contracts.errors import Reason
from services.contracts.headers import utc
from services.contracts.messages import Received
from services.contracts.topics import ARTICLES
from services.contracts.vocabulary import Category, OutcomeKind, Stage, Status
from services.extract.child import report_on
from services.extract.handler import Handled, Refusal, fail, handle
from services.extract.metrics import Metrics
from tests.support.messages import EXTRACTOR, NOW, an_article
from tests.support.pipelines import IRRELEVANT, FakePipelines

PREFIX = "pledgewire_extract_"


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


def a_message(**changes: Any) -> Received:
    value = encode(msgspec.structs.replace(an_article(), **changes))
    return Received(topic=ARTICLES, partition=0, offset=0, key=b"test/1", value=value)


def handled(**changes: Any) -> Handled:
    return handle(a_message(**changes), FakePipelines().extract, EXTRACTOR, now=NOW)


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(PREFIX + name, labels)


def test_every_message_is_counted_under_exactly_one_outcome(metrics: Metrics) -> None:
    messages = [
        handled(),
        handled(text="De zon scheen."),
        handled(status=Status.CANCELED),
        handled(status=Status.WITHHELD),
        handled(language="es"),
        handled(text="a" * 200_001),
        handle(
            Received(topic=ARTICLES, partition=0, offset=0, key=None, value=b"?"),
            FakePipelines().extract,
            EXTRACTOR,
            now=NOW,
        ),
    ]
    for message in messages:
        metrics.count_published(message, publish_s=0.01, now=NOW)
    outcomes = [*OutcomeKind, "no_article"]
    assert {outcome: value(metrics, "outcomes_total", outcome=outcome) for outcome in outcomes} == dict.fromkeys(
        outcomes, 1.0
    )
    assert value(metrics, "rejected_total", reason="too_long") == 1
    assert value(metrics, "rejected_total", reason="undecodable") == 1
    assert value(metrics, "processing_seconds_count", step="publish") == len(messages)


def test_events_are_counted_by_category_and_stage(metrics: Metrics) -> None:
    two = "België schenkt Oekraïne wagens.\nNoorwegen schenkt Oekraïne kanonnen."
    metrics.count_published(handled(text=two), publish_s=0.01, now=NOW)
    assert value(metrics, "events_total", category="military_aid", stage="pledged") == 2
    assert value(metrics, "events_total", category="military_aid", stage="refused") == 0
    assert value(metrics, "confidence_ratio_count") == 2
    assert value(metrics, "confidence_ratio_sum") == pytest.approx(1.8)


def test_latency_runs_from_publication_to_the_first_event(metrics: Metrics) -> None:
    at = utc(NOW - timedelta(seconds=90))
    metrics.count_published(handled(published_at=at), publish_s=0.01, now=NOW)
    assert value(metrics, "publish_to_event_seconds_sum") == 90


@pytest.mark.parametrize(
    "changes",
    [
        {"published_at": None},
        {"published_at": utc(NOW), "backfill": True},
        {"published_at": utc(NOW), "text": "De zon scheen."},
    ],
)
def test_backfill_articles_dated_by_day_and_those_without_events_have_no_latency(
    metrics: Metrics, changes: dict[str, Any]
) -> None:
    result = handled(**changes)
    assert result.examined.refusal is None
    metrics.count_published(result, publish_s=0.01, now=NOW)
    assert value(metrics, "publish_to_event_seconds_count") == 0


def test_a_clock_that_runs_ahead_makes_no_negative_latency(metrics: Metrics) -> None:
    at = utc(NOW + timedelta(seconds=90))
    metrics.count_published(handled(published_at=at), publish_s=0.01, now=NOW)
    assert value(metrics, "publish_to_event_seconds_sum") == 0


def test_the_gate_is_counted_where_it_was_asked(metrics: Metrics) -> None:
    gated: list[dict[str, Any]] = [{}, {"text": IRRELEVANT}, {"language": "es"}]
    for changes in gated:
        metrics.count_published(handled(**changes), publish_s=0.01, now=NOW)
    assert value(metrics, "gate_articles_total", verdict="passed") == 1
    assert value(metrics, "gate_articles_total", verdict="stopped") == 1


def test_a_failure_counts_as_rejected_for_its_reason(metrics: Metrics) -> None:
    refusal = Refusal(reason=Reason.TIMEOUT, detail="")
    metrics.count_published(fail(a_message(), refusal, EXTRACTOR, now=NOW), publish_s=0.01, now=NOW)
    assert value(metrics, "rejected_total", reason="timeout") == 1
    assert value(metrics, "outcomes_total", outcome="failed") == 1


def test_what_the_child_spent_is_counted_here(metrics: Metrics) -> None:
    report = report_on(a_message().value or b"", FakePipelines())
    metrics.count_report(report)
    assert value(metrics, "processing_seconds_sum", step="extract") == report.seconds["extract"]
    assert value(metrics, "processing_seconds_count", step="codec") == 1
    assert value(metrics, "child_peak_rss_bytes") == report.peak_rss_bytes


def test_lag_is_shown_for_the_partitions_held_now_and_no_others(metrics: Metrics) -> None:
    metrics.lag({0: 3, 1: 0})
    metrics.lag({1: 5})
    assert value(metrics, "lag_messages", partition="0") is None
    assert value(metrics, "lag_messages", partition="1") == 5


def test_the_build_says_what_extracts(metrics: Metrics) -> None:
    metrics.identify(EXTRACTOR)
    assert value(metrics, "build_info", code="0.0.0", model="test/1", rules="test") == 1


def test_series_exist_before_anything_happens(metrics: Metrics) -> None:
    assert value(metrics, "rejected_total", reason="crash") == 0
    assert value(metrics, "child_restarts_total") == 0
    assert value(metrics, "publish_retries_total") == 0
    assert value(metrics, "in_flight_articles") == 0
    for category in Category:
        for stage in Stage:
            assert value(metrics, "events_total", category=category, stage=stage) == 0


def test_every_metric_bears_our_name_and_says_what_it_is(metrics: Metrics) -> None:
    ours = [family for family in metrics.registry.collect() if not family.name.startswith("process_")]
    assert len(ours) >= 13
    for family in ours:
        assert family.name.startswith(PREFIX)
        assert len(family.documentation.split()) >= 4, family.name
