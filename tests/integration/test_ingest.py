"""Ingest as the process that it is in production, on a real Kafka, with confluent-kafka at both ends."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from confluent_kafka import Consumer, KafkaError, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, AlterConfigOpType, ConfigEntry, ConfigResource, ResourceType
from kafka import KafkaProducer
from prometheus_client.parser import text_string_to_metric_families

from services.contracts.topics import ARTICLES, RAW, REJECTED, load_topics
from services.local.broker import Broker, free_ports
from services.local.jars import java, kafka_jars
from services.runtime.topics_admin import create_topics
from tests.support.header_names import RawName
from tests.support.ingest import DUTCH, ninjs, plain

pytestmark = pytest.mark.kafka

PATIENCE_S = 60.0
MAX_BYTES = 16 * 1024 * 1024


@pytest.fixture(scope="module")
def kafka() -> Iterator[Broker]:
    """A node for these tests alone: ingest reads all of `news.raw`, whoever wrote it."""
    with Broker(java=java(), jars=kafka_jars()) as running:
        create_topics(running.bootstrap, load_topics())
        yield running


def until(condition: Callable[[], Any], what: str, patience_s: float = PATIENCE_S) -> None:
    deadline = time.monotonic() + patience_s
    while not condition():
        assert time.monotonic() < deadline, f"in vain for {patience_s:.0f} s: {what}"
        time.sleep(0.02)


@dataclass
class Ingest:
    """A running instance."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.read().decode()
        except OSError:
            return 0, ""

    def metric(self, name: str, **labels: str) -> float:
        """The sum of a metric's samples that bear these labels."""
        families = text_string_to_metric_families(self.get("/metrics")[1])
        samples = [sample for family in families for sample in family.samples if sample.name == name]
        return sum(one.value for one in samples if labels.items() <= one.labels.items())

    def handled(self) -> float:
        return self.metric("pledgewire_ingest_messages_total")

    def await_ready(self) -> None:
        until(lambda: self.get("/health/ready")[0] == 200 or self.process.poll() is not None, "ready")
        assert self.process.poll() is None, self.log.read_text()

    def end(self, number: int = signal.SIGTERM, patience_s: float = 15.0) -> int:
        self.process.send_signal(number)
        return self.process.wait(patience_s)


@contextmanager
def ingest(bootstrap: str, folder: Path, instance: str = "a", **settings: object) -> Iterator[Ingest]:
    """Yields a started instance, not yet ready; kills it at the end if it still runs."""
    port = free_ports(1)[0]
    given = {"kafka_bootstrap": bootstrap, "instance": instance, "http_port": port, "feeds": '["flow"]', **settings}
    env = {**os.environ, **{f"PLEDGEWIRE_{name.upper()}": str(value) for name, value in given.items()}}
    log = folder / f"ingest-{instance}-{port}.log"
    with log.open("wb") as out:
        process = subprocess.Popen([sys.executable, "-m", "services.ingest"], env=env, stdout=out, stderr=out)
    try:
        yield Ingest(process, port, log)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGCONT)
            process.kill()
        process.wait()


def send(bootstrap: str, source: str, messages: Sequence[tuple[str | None, Any]], **settings: Any) -> None:
    """Sends keys and values as a feed does; anything but bytes and None goes as JSON."""
    producer = Producer({"bootstrap.servers": bootstrap, "message.max.bytes": MAX_BYTES, **settings})
    problems: list[Any] = []
    if "transactional.id" in settings:
        producer.init_transactions()
        producer.begin_transaction()
    for key, value in messages:
        data = value if isinstance(value, bytes | None) else json.dumps(value).encode()
        headers = {"source": source} if source else {}
        producer.produce(RAW, data, key, headers=headers, on_delivery=lambda problem, _: problems.append(problem))
        producer.poll(0)
    assert producer.flush(30) == 0
    assert set(problems) == {None}
    if "transactional.id" in settings:
        producer.abort_transaction()


def committed(bootstrap: str, topic: str, source: str) -> list[Any]:
    """Returns the committed messages of a feed that stand in a topic now."""
    consumer = Consumer(
        {
            "bootstrap.servers": bootstrap,
            "group.id": "nobody",
            "isolation.level": "read_committed",
            "enable.partition.eof": True,
            "enable.auto.commit": False,
            "fetch.message.max.bytes": MAX_BYTES,
        }
    )
    partitions = range(load_topics()[topic].partitions)
    consumer.assign([TopicPartition(topic, number, 0) for number in partitions])
    found, ended = [], set[int]()
    while len(ended) < len(partitions):
        message = consumer.poll(10)
        assert message is not None, "the broker sends nothing"
        if message.error():
            assert message.error().code() == KafkaError._PARTITION_EOF, message.error()
            ended.add(message.partition())
        elif dict(message.headers() or ()).get("source") == source.encode():
            found.append(message)
    consumer.close()
    return found


def article_keys(bootstrap: str, source: str) -> Counter[str]:
    return Counter(message.key().decode() for message in committed(bootstrap, ARTICLES, source))


def flow(source: str, count: int, *, first: int = 0) -> tuple[list[tuple[str, Any]], Counter[str]]:
    """Returns messages of a feed and the article keys that they come to, each once."""
    numbers = range(first, first + count)
    messages = [(f"i{n}", plain(id=f"i{n}", text=f"{DUTCH} Dat is bericht {n}.")) for n in numbers]
    return messages, Counter(f"{source}/i{n}" for n in numbers)


def test_good_and_bad_messages_end_where_they_belong_and_are_counted(kafka: Broker, tmp_path: Path) -> None:
    source = "flow"
    bad = {"ooit": plain(published="ooit"), "leeg": plain(text=""), "bytes": b"\xff\xfe", "xml": b"<orders/>"}
    messages = [
        *(("a1", plain(id="a1")), ("n1", ninjs(uri="n1")), ("old", None), ("pkg", [plain(id="p1"), plain(id=None)])),
        *bad.items(),
        ("10MB", plain(id="10MB", text="zin. " * 2_000_000)),
    ]
    with ingest(kafka.bootstrap, tmp_path) as running:
        running.await_ready()
        send(kafka.bootstrap, source, messages)
        until(lambda: running.handled() == len(messages), "all handled")
        until(lambda: running.metric("pledgewire_ingest_lag_messages") == 0, "no lag")
        for outcome, count in {"usable": 4, "canceled": 1, "rejected": 5, "withheld": 0}.items():
            assert running.metric("pledgewire_ingest_items_total", outcome=outcome) == count
            assert running.metric("pledgewire_ingest_feed_items_total", outcome=outcome, source="flow") == count
        assert running.metric("pledgewire_ingest_rejected_items_total", reason="invalid_field") == 1
        assert running.metric("pledgewire_ingest_in_flight_messages") == 0
        assert running.metric("pledgewire_ingest_build_info") == 1
        assert running.get("/health/live")[0] == 200
        assert running.end() == 0
    assert article_keys(kafka.bootstrap, source) == Counter(f"flow/{key}" for key in ("a1", "n1", "old", "p1", "10MB"))
    letters = {message.key().decode(): message for message in committed(kafka.bootstrap, REJECTED, source)}
    assert letters.keys() == {*bad, "pkg"}
    assert letters["bytes"].value() == b"\xff\xfe"
    reasons = {key: dict(message.headers())["rejected_reason"].decode() for key, message in letters.items()}
    assert reasons == {
        "ooit": "invalid_field",
        "leeg": "no_text",
        "bytes": "undecodable",
        "xml": "unknown_format",
        "pkg": "missing_field",
    }


def test_a_message_without_source_or_key_is_refused_and_the_next_goes_on(kafka: Broker, tmp_path: Path) -> None:
    with ingest(kafka.bootstrap, tmp_path) as running:
        running.await_ready()
        send(kafka.bootstrap, "", [("k", plain())])
        send(kafka.bootstrap, "no-key", [(None, plain()), (None, None), ("a2", plain(id="a2"))])
        until(lambda: running.handled() == 4, "all handled")
        assert running.metric("pledgewire_ingest_rejected_items_total", reason="missing_source") == 1
        assert running.metric("pledgewire_ingest_rejected_items_total", reason="missing_key") == 2
        assert running.metric("pledgewire_ingest_feed_items_total", source="other") == 4
        assert running.end() == 0
    assert article_keys(kafka.bootstrap, "no-key") == {"no-key/a2": 1}
    assert len(committed(kafka.bootstrap, REJECTED, "no-key")) == 2


def test_header_names_that_are_no_text_do_no_harm(kafka: Broker, tmp_path: Path) -> None:
    with ingest(kafka.bootstrap, tmp_path) as running:
        running.await_ready()
        sender = KafkaProducer(bootstrap_servers=kafka.bootstrap)
        for key in ("before", "odd", "after"):
            headers = [("source", b"names"), *([(RawName(b"x\xff"), b"1")] if key == "odd" else [])]
            sender.send(RAW, json.dumps(plain(id=key)).encode(), key.encode(), headers=headers, partition=0)
        sender.close()
        until(lambda: running.handled() == 3, "all handled")
        assert running.end() == 0
    assert article_keys(kafka.bootstrap, "names") == Counter(f"names/{key}" for key in ("before", "odd", "after"))


def test_a_message_that_makes_a_parser_hang_is_refused_and_the_next_goes_on(kafka: Broker, tmp_path: Path) -> None:
    slow = b"<rss>" + b"<a>" * 3_000_000 + b"</rss>"
    with ingest(kafka.bootstrap, tmp_path, ingest_message_s=1.5) as running:
        running.await_ready()
        send(kafka.bootstrap, "slow", [("a1", plain(id="a1")), ("slow", slow), ("a2", plain(id="a2"))])
        until(lambda: running.handled() == 3, "all handled")
        assert running.metric("pledgewire_ingest_rejected_items_total", reason="timeout") == 1
        assert running.metric("pledgewire_ingest_reader_restarts_total") >= 1
        assert running.end() == 0
    assert article_keys(kafka.bootstrap, "slow") == Counter(["slow/a1", "slow/a2"])
    (letter,) = committed(kafka.bootstrap, REJECTED, "slow")
    assert (letter.key(), letter.value()) == (b"slow", slow)


def test_each_message_counts_once_through_two_sigkills(kafka: Broker, tmp_path: Path) -> None:
    messages, expected = flow("killed", 500)
    send(kafka.bootstrap, "killed", messages)
    for _ in range(2):
        with ingest(kafka.bootstrap, tmp_path, ingest_batch_messages=10) as running:
            running.await_ready()
            until(lambda running=running: running.handled() >= 50, "in mid-flow")
            assert running.handled() < 500
            running.end(signal.SIGKILL)
    with ingest(kafka.bootstrap, tmp_path) as running:
        running.await_ready()
        until(lambda: article_keys(kafka.bootstrap, "killed").total() >= 500, "all published")
        assert running.end() == 0
    assert article_keys(kafka.bootstrap, "killed") == expected


def test_a_zombie_is_fenced_and_doubles_nothing(kafka: Broker, tmp_path: Path) -> None:
    messages, expected = flow("zombie", 600)
    send(kafka.bootstrap, "zombie", messages)
    with ingest(kafka.bootstrap, tmp_path, ingest_batch_messages=10) as zombie:
        zombie.await_ready()
        until(lambda: zombie.handled() >= 30, "in mid-flow")
        zombie.process.send_signal(signal.SIGSTOP)
        with ingest(kafka.bootstrap, tmp_path) as successor:
            successor.await_ready()
            until(lambda: article_keys(kafka.bootstrap, "zombie").total() >= 600, "all published")
            zombie.process.send_signal(signal.SIGCONT)
            assert zombie.process.wait(30) == 3
            more, added = flow("zombie", 20, first=600)
            send(kafka.bootstrap, "zombie", more)
            until(lambda: article_keys(kafka.bootstrap, "zombie").total() >= 620, "the successor works on")
            assert successor.end() == 0
    assert "taken_over" in zombie.log.read_text()
    assert article_keys(kafka.bootstrap, "zombie") == expected + added


def test_sigterm_in_mid_flow_ends_it_in_time_and_loses_nothing(kafka: Broker, tmp_path: Path) -> None:
    messages, expected = flow("term", 400)
    send(kafka.bootstrap, "term", messages)
    with ingest(kafka.bootstrap, tmp_path, ingest_batch_messages=10) as running:
        running.await_ready()
        until(lambda: running.handled() >= 20, "in mid-flow")
        started = time.monotonic()
        assert running.end(signal.SIGTERM) == 0
        assert time.monotonic() - started < 10
    assert 0 < article_keys(kafka.bootstrap, "term").total() < 400
    with ingest(kafka.bootstrap, tmp_path) as running:
        until(lambda: article_keys(kafka.bootstrap, "term").total() >= 400, "all published")
        assert running.end() == 0
    assert article_keys(kafka.bootstrap, "term") == expected


def test_instances_share_the_load_and_one_takes_over_from_another(kafka: Broker, tmp_path: Path) -> None:
    messages, expected = flow("shared", 400)
    with ExitStack() as held:
        both = [held.enter_context(ingest(kafka.bootstrap, tmp_path, name)) for name in ("a", "b")]
        for one in both:
            one.await_ready()
        until(lambda: all(_partitions(one) == 2 for one in both), "two partitions each")
        send(kafka.bootstrap, "shared", messages)
        until(lambda: sum(one.handled() for one in both) >= 400, "all handled")
        assert all(one.handled() > 50 for one in both)
        both[1].end(signal.SIGKILL)
        more, added = flow("shared", 100, first=400)
        send(kafka.bootstrap, "shared", more)
        until(lambda: article_keys(kafka.bootstrap, "shared").total() >= 500, "one does the work of both")
        assert both[0].end() == 0
    assert article_keys(kafka.bootstrap, "shared") == expected + added


def _partitions(running: Ingest) -> int:
    return running.get("/metrics")[1].count("\npledgewire_ingest_lag_messages{")


def test_what_a_producer_took_back_is_not_read_and_leaves_no_lag(kafka: Broker, tmp_path: Path) -> None:
    aborted, _ = flow("aborted", 20)
    good, expected = flow("aborted", 5, first=100)
    with ingest(kafka.bootstrap, tmp_path) as running:
        running.await_ready()
        send(kafka.bootstrap, "aborted", aborted, **{"transactional.id": "feed"})
        send(kafka.bootstrap, "aborted", good)
        until(lambda: running.handled() == 5, "the good ones handled")
        until(lambda: running.metric("pledgewire_ingest_lag_messages") == 0, "markers are no lag")
        assert running.end() == 0
    assert article_keys(kafka.bootstrap, "aborted") == expected


def test_what_the_broker_finds_too_large_ends_in_news_rejected(kafka: Broker, tmp_path: Path) -> None:
    def allow(size: int) -> None:
        entry = ConfigEntry("max.message.bytes", str(size), incremental_operation=AlterConfigOpType.SET)
        resource = ConfigResource(ResourceType.TOPIC, ARTICLES, incremental_configs=[entry])
        admin = AdminClient({"bootstrap.servers": kafka.bootstrap})
        admin.incremental_alter_configs([resource])[resource].result(10)

    messages = [(f"i{n}", plain(id=f"i{n}", text=DUTCH * (300 if n == 2 else 1))) for n in range(5)]
    allow(20_000)
    try:
        with ingest(kafka.bootstrap, tmp_path) as running:
            running.await_ready()
            send(kafka.bootstrap, "large", messages)
            until(lambda: running.handled() == 5, "all handled")
            assert running.metric("pledgewire_ingest_rejected_items_total", reason="too_large") == 1
            assert running.end() == 0
    finally:
        allow(load_topics()[ARTICLES].max_message_bytes)
    assert article_keys(kafka.bootstrap, "large") == Counter(f"large/i{n}" for n in (0, 1, 3, 4))
    (letter,) = committed(kafka.bootstrap, REJECTED, "large")
    assert (letter.key(), json.loads(letter.value())) == (b"i2", messages[2][1])


def test_it_outlives_a_broker_that_goes_away_and_says_so_in_few_lines(kafka: Broker, tmp_path: Path) -> None:
    before, first = flow("away", 30)
    after, second = flow("away", 30, first=30)
    with ingest(kafka.bootstrap, tmp_path) as running:
        running.await_ready()
        send(kafka.bootstrap, "away", before)
        until(lambda: running.handled() == 30, "the first handled")
        kafka.kill()
        until(lambda: "kafka." in running.log.read_text(), "it notices")
        kafka.restart()
        send(kafka.bootstrap, "away", after)
        until(lambda: running.handled() == 60, "the rest handled")
        assert running.end() == 0
    assert article_keys(kafka.bootstrap, "away") == first + second
    assert len(running.log.read_text().splitlines()) < 40


def test_without_a_broker_it_waits_and_ends_in_time(tmp_path: Path) -> None:
    nobody = f"127.0.0.1:{free_ports(1)[0]}"
    with ingest(nobody, tmp_path) as running:
        until(lambda: "kafka_away" in running.log.read_text(), "it says so")
        assert running.get("/health/live")[0] == 200
        assert running.get("/health/ready")[0] == 503
        with ingest(nobody, tmp_path, "b", http_port=running.port) as second:
            assert second.process.wait(30) == 1
        assert f"cannot listen on 127.0.0.1:{running.port}" in second.log.read_text()
        started = time.monotonic()
        assert running.end(signal.SIGINT) == 0
        assert time.monotonic() - started < 10
