"""Workers that are killed, stopped, joined by others, or cut off from Kafka: nothing is lost."""

import os
import signal
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.contracts.topics import ARTICLES, COMMITMENTS, OUTCOMES, REJECTED, load_topics
from services.local.broker import Broker
from services.local.jars import java, kafka_jars
from services.runtime.topics_admin import create_topics
from tests.support.extract_workers import extract_worker, logged
from tests.support.extraction import articles, assert_sums, await_outcomes, outcomes, publish
from tests.support.kafka_clients import Tail, committed, start_group_here
from tests.support.messages import an_article
from tests.support.pipelines import HANGS, TAKES_LONG
from tests.support.waiting import await_until, is_gone

pytestmark = pytest.mark.kafka

SLOW_GIFT = f"België schenkt {TAKES_LONG} dertig pantserwagens aan Oekraïne."


@pytest.fixture(scope="module")
def broker() -> Iterator[Broker]:
    """A node of this module's own: it is killed, and no other worker may do the work of those under test."""
    with Broker(java=java(), jars=kafka_jars()) as running:
        create_topics(running.bootstrap, load_topics())
        yield running


@pytest.fixture
def group(broker: Broker) -> str:
    name = f"extract-{uuid.uuid4()}"
    start_group_here(broker.bootstrap, name, ARTICLES)
    return name


@pytest.fixture
def tail(broker: Broker) -> Iterator[Tail]:
    tail = Tail(broker.bootstrap, [COMMITMENTS, OUTCOMES, REJECTED])
    yield tail
    tail.close()


def test_a_worker_killed_in_the_middle_loses_nothing_and_repeats_the_same_bytes(
    broker: Broker, tail: Tail, group: str, tmp_path: Path
) -> None:
    published = articles("sigkill", 300, SLOW_GIFT)
    with extract_worker(broker.bootstrap, tmp_path, group=group) as first:
        first.await_ready()
        extracting = first.extracting_pid()
        publish(broker, published)
        tail.read_until(lambda seen: len(outcomes(seen)) > 20)
        os.kill(first.pid, signal.SIGKILL)
        await_until(lambda: is_gone(extracting))
    with extract_worker(broker.bootstrap, tmp_path, group=group) as second:
        await_outcomes(tail, published, timeout_s=60)
        second.await_ready()
        second.await_idle()
        assert second.value("outcomes_total") > 0, "the first was killed in the middle"
    assert_sums(tail, published)


def test_a_worker_told_to_stop_in_the_middle_ends_in_time_and_repeats_nothing(
    broker: Broker, tail: Tail, group: str, tmp_path: Path
) -> None:
    published = articles("sigterm", 300, SLOW_GIFT)
    with extract_worker(broker.bootstrap, tmp_path, group=group) as first:
        first.await_ready()
        publish(broker, published)
        tail.read_until(lambda seen: len(outcomes(seen)) > 20)
        started = time.monotonic()
        assert first.child.stop(patience_s=10), "it heard SIGTERM"
        assert time.monotonic() - started < 10
        assert not logged(first.child, "shutdown_forced")
    with extract_worker(broker.bootstrap, tmp_path, group=group) as second:
        await_outcomes(tail, published, timeout_s=60)
        second.await_ready()
        second.await_idle()
        assert 0 < second.value("outcomes_total") < len(published), "the first was stopped in the middle"
    assert_sums(tail, published)
    assert len(outcomes(tail.seen)) == len(published)


def test_a_worker_told_to_stop_while_an_article_hangs_leaves_it_to_the_next(
    broker: Broker, tail: Tail, group: str, tmp_path: Path
) -> None:
    stuck = [an_article("stuck", text=HANGS)]
    with extract_worker(broker.bootstrap, tmp_path, group=group, extract_shutdown_limit_s="1") as first:
        first.await_ready()
        extracting = first.extracting_pid()
        publish(broker, stuck)
        await_until(lambda: first.value("in_flight_articles") == 1)
        started = time.monotonic()
        assert first.child.stop(patience_s=10)
        assert time.monotonic() - started < 5
        assert logged(first.child, "shutdown_forced")
        await_until(lambda: is_gone(extracting))
    assert not outcomes(tail.seen)
    with extract_worker(broker.bootstrap, tmp_path, group=group, extract_article_limit_s="0.5"):
        assert await_outcomes(tail, stuck)["test/stuck"].reason == "timeout"


def test_two_workers_share_the_partitions(broker: Broker, tail: Tail, group: str, tmp_path: Path) -> None:
    published = articles("shared", 200)
    with (
        extract_worker(broker.bootstrap, tmp_path, group=group, instance="a") as a,
        extract_worker(broker.bootstrap, tmp_path, group=group, instance="b") as b,
    ):
        both = (a, b)
        for one in both:
            one.await_ready()
        await_until(lambda: [len(one.labels("lag_messages", "partition")) for one in both] == [2, 2])
        for one in both:
            one.await_ready()
        publish(broker, published)
        await_outcomes(tail, published)
        for one in both:
            one.await_idle()
        shares = [one.value("outcomes_total") for one in both]
    assert sum(shares) == len(published)
    assert min(shares) > 0
    assert_sums(tail, published)


def test_a_broker_that_comes_late_and_goes_and_comes_back_costs_nothing(
    broker: Broker, tail: Tail, group: str, tmp_path: Path
) -> None:
    published = articles("away", 200, SLOW_GIFT)
    start = committed(broker.bootstrap, group, ARTICLES)
    broker.kill()
    with extract_worker(broker.bootstrap, tmp_path, group=group) as worker:
        await_until(lambda: bool(logged(worker.child, "kafka_away")))
        assert worker.probe("/health/live")[0] == 200
        assert worker.probe("/health/ready")[0] == 503
        broker.restart()
        worker.await_ready()
        publish(broker, published)
        tail.read_until(lambda seen: len(outcomes(seen)) > 20)
        broker.kill()
        broker.restart()
        await_outcomes(tail, published, timeout_s=60)
        worker.await_idle()
        assert worker.value("rejected_total") == 0
        lines = worker.child.log.read_text().splitlines()
        assert sum("article_id" not in line for line in lines) < 200, "errors while it was away are no flood"
        assert_sums(tail, published)
    end = committed(broker.bootstrap, group, ARTICLES)
    assert sum(end[partition] - start[partition] for partition in start) == len(published)


def test_pipelines_that_do_not_load_end_the_worker_with_status_1(broker: Broker, group: str, tmp_path: Path) -> None:
    with extract_worker(
        broker.bootstrap, tmp_path, group=group, pipelines="tests.support.pipelines:make_none"
    ) as worker:
        await_until(lambda: not worker.child.alive)
        assert logged(worker.child, "not_started")
        assert "model.onnx" in worker.child.log.read_text()
