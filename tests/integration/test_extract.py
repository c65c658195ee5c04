"""Extraction workers on a real Kafka: what they publish, what they refuse, and what they survive."""

import os
import signal
import time
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest

from services.contracts.article import Article
from services.contracts.codec import decode, encode
from services.contracts.commitment import Commitment
from services.contracts.messages import Received
from services.contracts.outcome import Outcome
from services.contracts.topics import ARTICLES, COMMITMENTS, OUTCOMES, REJECTED, load_topics
from services.contracts.vocabulary import OutcomeKind
from services.local.broker import Broker
from services.local.jars import java, kafka_jars
from services.runtime.topics_admin import create_topics
from tests.support.extract_workers import Worker, extract_worker, logged
from tests.support.kafka_clients import Tail, committed, producer, send, start_group_here
from tests.support.messages import an_article
from tests.support.pipelines import BREAKS, DIES, HANGS, TAKES_LONG
from tests.support.waiting import await_until, is_gone

pytestmark = pytest.mark.kafka

GIFT = "België schenkt Oekraïne dertig pantserwagens."
SLOW_GIFT = f"België schenkt {TAKES_LONG} dertig pantserwagens aan Oekraïne."
PARTITIONS = 4


@pytest.fixture(scope="module")
def broker() -> Iterator[Broker]:
    """A node of this module's own: it is killed, and other tests' workers need not read what is left there."""
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


@pytest.fixture(scope="module")
def worker(broker: Broker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    """A worker for the tests that leave it in peace."""
    name = f"extract-{uuid.uuid4()}"
    start_group_here(broker.bootstrap, name, ARTICLES)
    folder = tmp_path_factory.mktemp("worker")
    with extract_worker(broker.bootstrap, folder, group=name, extract_article_limit_s="1.5") as running:
        running.await_ready()
        yield running


def articles(name: str, count: int, text: str = GIFT) -> list[Article]:
    return [an_article(f"{name}-{number}", text=text) for number in range(count)]


def publish(broker: Broker, published: Iterable[Article], **headers: str) -> None:
    send(broker.bootstrap, ARTICLES, [(article.article_id, encode(article)) for article in published], **headers)


def outcomes(messages: Iterable[Received]) -> list[Outcome]:
    return [decode(m.value or b"", Outcome) for m in messages if m.topic == OUTCOMES]


def await_outcomes(tail: Tail, published: Iterable[Article], *, timeout_s: float = 30.0) -> dict[str, Outcome]:
    """Returns the outcomes of these articles by article id, once each has one."""
    wanted = {article.article_id for article in published}
    tail.read_until(lambda seen: wanted <= {o.article_id for o in outcomes(seen)}, timeout_s=timeout_s)
    return {o.article_id: o for o in outcomes(tail.seen) if o.article_id in wanted}


def texts(message: Received) -> dict[str, str]:
    return {name: value.decode() for name, value in message.headers}


def distinct_bodies(messages: Iterable[Received]) -> dict[str, set[bytes | None]]:
    """Returns the bodies that were sent under each `ce_id`."""
    bodies: dict[str, set[bytes | None]] = {}
    for message in messages:
        bodies.setdefault(texts(message)["ce_id"], set()).add(message.value)
    return bodies


def assert_sums(tail: Tail, published: Iterable[Article]) -> None:
    """Each article has one distinct outcome, and the events announced are the events there are."""
    ids = {article.article_id for article in published}
    found = [o for o in outcomes(tail.seen) if o.article_id in ids]
    assert Counter(article_id for article_id, _ in {(o.article_id, o.outcome_id) for o in found}) == Counter(ids)
    events = [m for m in tail.of(COMMITMENTS) if (m.key or b"").decode() in ids]
    assert distinct_bodies(events).keys() == {event for o in found for event in o.events}
    assert {len(bodies) for bodies in distinct_bodies(events).values()} <= {1}


def test_an_article_becomes_events_and_an_outcome(broker: Broker, worker: Worker, tail: Tail) -> None:
    trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    article = msgspec.structs.replace(
        an_article("whole", text=f"{GIFT}\nNoorwegen schenkt tien kanonnen."), backfill=True
    )
    publish(broker, [article], traceparent=trace, backfill="true")
    outcome = await_outcomes(tail, [article])["test/whole"]
    first, second, last = tail.seen if tail.seen[-1].topic == OUTCOMES else sorted(tail.seen, key=lambda m: m.topic)
    assert (first.topic, second.topic, last.topic) == (COMMITMENTS, COMMITMENTS, OUTCOMES)
    assert {m.key for m in tail.seen} == {b"test/whole"}
    events = [decode(m.value or b"", Commitment) for m in (first, second)]
    assert outcome.events == tuple(event.event_id for event in events)
    headers = texts(first)
    assert (headers["ce_id"], headers["ce_type"]) == (events[0].event_id, "pledgewire.commitment.v1")
    assert (headers["category"], headers["stage"]) == ("military_aid", "pledged")
    assert (headers["actors"], headers["recipients"], headers["language"]) == ("BE", "UA", "nl")
    assert (headers["traceparent"], headers["backfill"]) == (trace, "true")
    assert texts(last)["ce_id"] == outcome.outcome_id
    assert texts(last)["traceparent"] == trace


def test_an_article_of_an_aborted_transaction_is_not_extracted(broker: Broker, worker: Worker, tail: Tail) -> None:
    aborted, good = an_article("aborted", text=GIFT), an_article("good", text=GIFT)
    sender = producer(broker.bootstrap, **{"transactional.id": f"test-{uuid.uuid4()}"})
    sender.init_transactions(30)
    for article, end in ((aborted, sender.abort_transaction), (good, sender.commit_transaction)):
        sender.begin_transaction()
        for partition in range(PARTITIONS):
            sender.produce(ARTICLES, key=article.article_id, value=encode(article), partition=partition)
        sender.flush(30)
        end(30)
    tail.read_until(lambda seen: len(outcomes(seen)) == PARTITIONS)
    worker.await_idle()
    assert {m.key for m in tail.seen} == {b"test/good"}
    assert len(tail.seen) == 2 * PARTITIONS


def test_messages_that_poison_fail_and_the_next_ones_go_on(broker: Broker, worker: Worker, tail: Tail) -> None:
    before = {reason: worker.value("rejected_total", reason=reason) for reason in ("timeout", "crash", "internal")}
    restarts = worker.value("child_restarts_total")
    poison = {"timeout": HANGS, "crash": DIES, "internal": BREAKS}
    bad = {reason: an_article(f"poison-{reason}", text=text) for reason, text in poison.items()}
    good = articles("after-poison", 20)
    publish(broker, [*bad.values(), *good])
    found = await_outcomes(tail, [*bad.values(), *good])
    letters = {texts(m)["rejected_reason"]: m for m in tail.of(REJECTED)}
    for reason, article in bad.items():
        outcome = found[article.article_id]
        assert (outcome.outcome, outcome.reason) == (OutcomeKind.FAILED, reason)
        assert letters[reason].value == encode(article)
        assert letters[reason].key == article.article_id.encode()
        assert texts(letters[reason])["rejected_topic"] == ARTICLES
        assert worker.value("rejected_total", reason=reason) == before[reason] + 1
    assert {found[article.article_id].outcome for article in good} == {OutcomeKind.EVENTS}
    assert worker.value("child_restarts_total") >= restarts + 2
    assert worker.probe("/health")[0] == 200


def test_bytes_that_are_no_article_go_to_the_dead_letters_as_they_came(
    broker: Broker, worker: Worker, tail: Tail
) -> None:
    before = worker.value("outcomes_total", outcome="no_article")
    bad = [("a", b"\xff\x00"), ("b", b"{}"), ("c", b"[]"), ("d", b""), ("e", None)]
    send(broker.bootstrap, ARTICLES, bad)
    tail.read_until(lambda seen: len(seen) == len(bad))
    assert {(m.topic, (m.key or b"").decode(), m.value) for m in tail.seen} == {(REJECTED, k, v) for k, v in bad}
    assert {texts(m)["rejected_reason"] for m in tail.seen} == {"undecodable", "invalid_field"}
    await_until(lambda: worker.value("outcomes_total", outcome="no_article") == before + len(bad))


def test_an_article_of_ten_megabytes_is_refused_whole(broker: Broker, worker: Worker, tail: Tail) -> None:
    large = an_article("large", text="woord " * 1_700_000)
    publish(broker, [large])
    outcome = await_outcomes(tail, [large])["test/large"]
    assert (outcome.outcome, outcome.reason) == (OutcomeKind.FAILED, "too_long")
    (letter,) = tail.of(REJECTED)
    assert letter.value == encode(large)


def test_versions_of_an_article_keep_their_order(broker: Broker, worker: Worker, tail: Tail) -> None:
    versions = [msgspec.structs.replace(an_article("order"), version=str(number)) for number in range(50)]
    publish(broker, versions)
    tail.read_until(lambda seen: len(outcomes(seen)) == len(versions))
    assert [o.version for o in outcomes(tail.seen)] == [article.version for article in versions]


def test_probes_and_metrics_answer_on_loopback(broker: Broker, worker: Worker, tail: Tail) -> None:
    outcomes_before = worker.value("outcomes_total")
    events_before = worker.value("events_total")
    published = articles("metrics", 30)
    publish(broker, published)
    await_outcomes(tail, published)
    worker.await_idle()
    assert worker.value("outcomes_total") == outcomes_before + 30
    assert worker.value("events_total", category="military_aid", stage="pledged") == events_before + 30
    assert worker.value("gate_articles_total", verdict="passed") >= 30
    assert worker.value("processing_seconds_count", step="extract") >= 30
    assert worker.value("publish_to_event_seconds_count") == 0, "these articles are dated by day"
    assert worker.value("child_peak_rss_bytes") > 10_000_000
    assert worker.value("build_info", model="test/1") == 1
    assert worker.labels("lag_messages", "partition") == {str(number) for number in range(PARTITIONS)}
    assert worker.probe("/health/live") == (200, {"ok": True, "detail": worker.probe("/health/live")[1]["detail"]})
    assert worker.probe("/health/ready")[0] == 200


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
