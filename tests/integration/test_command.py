"""The command against a real Kafka: publish, topics, check, tail."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from confluent_kafka import Consumer, Producer, TopicPartition

from services.contracts.codec import encode
from services.contracts.headers import text_headers
from services.contracts.messages import Outgoing
from services.contracts.topics import ARTICLES, COMMITMENTS, RAW, load_topics
from services.local.broker import Broker
from services.runtime.publishing import publish
from services.runtime.records import records
from services.runtime.topics_admin import create_topics
from tests.support.messages import an_article, an_event

pytestmark = pytest.mark.kafka

PLAIN = {"id": "cli-1", "language": "nl", "published": "2025-03-12", "title": "", "text": "Een kort bericht."}


def pledgewire(broker: Broker, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "PLEDGEWIRE_KAFKA_BOOTSTRAP": broker.bootstrap}
    command = [sys.executable, "-m", "services.cli", *arguments]
    return subprocess.run(command, env=env, input=stdin, capture_output=True, timeout=120, check=False)


def everything_in(broker: Broker, topic: str) -> list:
    consumer = Consumer({"bootstrap.servers": broker.bootstrap, "group.id": "reader", "enable.auto.commit": False})
    partitions = consumer.list_topics(topic).topics[topic].partitions
    found = []
    for number in partitions:
        _, end = consumer.get_watermark_offsets(TopicPartition(topic, number))
        consumer.assign([TopicPartition(topic, number, 0)])
        found += [consumer.poll(10) for _ in range(end)]
    consumer.close()
    return found


def test_published_bytes_reach_the_topic_as_they_were_with_key_and_source(broker: Broker) -> None:
    raw = json.dumps(PLAIN, indent=3).encode()

    done = pledgewire(broker, "publish", "-", "--source", "feed", "--backfill", stdin=raw)

    assert done.returncode == 0, done.stderr
    (message,) = (message for message in everything_in(broker, RAW) if message.key() == b"cli-1")
    assert (message.key(), message.value()) == (b"cli-1", raw)
    assert dict(message.headers()) == {"source": b"feed", "backfill": b"true"}


def test_what_nobody_has_ingested_yet_is_reported_missing(own_broker: Broker) -> None:
    assert pledgewire(own_broker, "check").returncode == 0
    pledgewire(own_broker, "publish", "-", stdin=json.dumps(PLAIN).encode())

    done = pledgewire(own_broker, "check")

    assert done.returncode == 1
    assert "item 1 (cli/cli-1) is nowhere" in done.stderr.decode()


def test_topics_that_stand_are_left_as_they_are(broker: Broker) -> None:
    done = pledgewire(broker, "topics", "create")
    assert done.returncode == 0
    assert "news.raw: was there" in done.stderr.decode()


def test_tail_shows_the_events_that_match(broker: Broker) -> None:
    events = [an_event(an_article(name)) for name in ("a", "b")]
    stages = ("pledged", "refused")
    messages = [
        Outgoing(
            topic=COMMITMENTS, key=b"k", value=encode(event), headers=text_headers({"stage": stage, "actors": "BE,ZZ"})
        )
        for event, stage in zip(events, stages, strict=True)
    ]
    assert not [sent.error for sent in publish(broker.bootstrap, messages) if sent.error]

    done = pledgewire(broker, "tail", "--from-start", "--stage=refused", "--actor=ZZ", "--count=1", "--json")

    assert json.loads(done.stdout)["event_id"] == events[1].event_id


def test_a_broker_that_is_not_there_is_named(tmp_path: Path) -> None:
    env = {**os.environ, "PLEDGEWIRE_KAFKA_BOOTSTRAP": "127.0.0.1:1"}
    command = [sys.executable, "-m", "services.cli", "topics", "create"]
    done = subprocess.run(command, env=env, capture_output=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "127.0.0.1:1" in done.stderr.decode()


def test_reading_a_topic_ends_behind_aborted_and_committed_transactions(broker: Broker) -> None:
    topic = "records-of-transactions"
    create_topics(broker.bootstrap, {topic: load_topics()[ARTICLES]})
    producer = Producer({"bootstrap.servers": broker.bootstrap, "transactional.id": "test"})
    producer.init_transactions()
    for value, commit in ((b"aborted", False), (b"kept", True), (b"aborted too", False)):
        producer.begin_transaction()
        producer.produce(topic, value=value, partition=0)
        producer.flush()
        producer.commit_transaction() if commit else producer.abort_transaction()

    assert [record.value for record in records(broker.bootstrap, topic)] == [b"kept"]
