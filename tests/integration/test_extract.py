"""A worker on a real Kafka: what it publishes, what it refuses, and what it says of itself."""

import uuid
from collections.abc import Iterator

import msgspec
import pytest

from services.contracts.codec import decode, encode
from services.contracts.commitment import Commitment
from services.contracts.topics import ARTICLES, COMMITMENTS, OUTCOMES, REJECTED, load_topics
from services.contracts.vocabulary import OutcomeKind
from services.local.broker import Broker
from tests.support.extract_workers import Worker, extract_worker
from tests.support.extraction import GIFT, articles, await_outcomes, outcomes, publish, texts
from tests.support.kafka_clients import Tail, producer, send, start_group_here, topic_that_takes
from tests.support.messages import an_article
from tests.support.pipelines import BREAKS, DIES, HANGS
from tests.support.waiting import await_until

pytestmark = pytest.mark.kafka

PARTITIONS = load_topics()[ARTICLES].partitions


@pytest.fixture
def tail(broker: Broker) -> Iterator[Tail]:
    tail = Tail(broker.bootstrap, [COMMITMENTS, OUTCOMES, REJECTED])
    yield tail
    tail.close()


@pytest.fixture(scope="module")
def worker(broker: Broker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    """One worker for all tests here."""
    name = f"extract-{uuid.uuid4()}"
    start_group_here(broker.bootstrap, name, ARTICLES)
    folder = tmp_path_factory.mktemp("worker")
    with extract_worker(broker.bootstrap, folder, group=name, extract_article_limit_s="1.5") as running:
        running.await_ready()
        yield running


def test_an_article_becomes_events_and_an_outcome(broker: Broker, worker: Worker, tail: Tail) -> None:
    trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    article = msgspec.structs.replace(
        an_article("whole", text=f"{GIFT}\nNoorwegen schenkt tien kanonnen."), backfill=True
    )
    publish(broker, [article], traceparent=trace, backfill="true")
    outcome = await_outcomes(tail, [article])["test/whole"]
    tail.read_until(lambda seen: len(seen) >= 3)
    first, second = sorted(tail.of(COMMITMENTS), key=lambda m: m.offset)
    (last,) = tail.of(OUTCOMES)
    assert first.partition == second.partition
    assert first.timestamp_ms <= second.timestamp_ms <= last.timestamp_ms, "the outcome was made after the events"
    assert not tail.of(REJECTED)
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


def test_a_message_of_neither_key_nor_value_is_refused_as_well(broker: Broker, worker: Worker, tail: Tail) -> None:
    sender = producer(broker.bootstrap)
    sender.produce(ARTICLES, key=None, value=None)
    assert sender.flush(30) == 0
    (letter,) = tail.read_until(lambda seen: len(seen) >= 1)
    assert (letter.topic, letter.key, letter.value) == (REJECTED, None, b"")


def test_events_that_kafka_takes_for_too_large_fail_their_article(broker: Broker, worker: Worker, tail: Tail) -> None:
    large = an_article("larger-than-taken", text=f"{GIFT}{' Voor niets.' * 1000}")
    with topic_that_takes(broker.bootstrap, COMMITMENTS, most_bytes=5_000):
        publish(broker, [large])
        outcome = await_outcomes(tail, [large])[large.article_id]
    assert (outcome.outcome, outcome.reason) == (OutcomeKind.FAILED, "too_large")
    (letter,) = tail.of(REJECTED)
    assert letter.value == encode(large)
    assert not tail.of(COMMITMENTS)
    assert worker.probe("/health/ready")[0] == 200


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
