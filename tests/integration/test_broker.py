"""The local broker is Apache Kafka: it answers, keeps its data over a crash, and leaves nothing behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from confluent_kafka import Consumer, Producer
from kafka.admin import KafkaAdminClient
from kafka.errors import KafkaTimeoutError

from services.contracts.topics import RAW, load_topics
from services.local import jars
from services.local.broker import HOST, Broker, free_ports
from services.local.processes import ChildFailed
from services.runtime.topics_admin import create_topics
from tests.support.waiting import await_until, is_gone

pytestmark = pytest.mark.kafka

ONE_BROKER = """
import sys, time
from services.local.broker import Broker
from services.local.jars import java, kafka_jars
with Broker(java=java(), jars=kafka_jars()) as broker:
    print(broker.pid, broker.log.parent, flush=True)
    time.sleep(300)
"""


def send(bootstrap: str, value: bytes) -> None:
    producer = Producer({"bootstrap.servers": bootstrap, "message.max.bytes": 16 * 1024 * 1024})
    producer.produce(RAW, key=b"k", value=value, partition=0)
    assert producer.flush(30) == 0


def read_first(bootstrap: str, group: str) -> bytes | None:
    consumer = Consumer(
        {
            "bootstrap.servers": bootstrap,
            "group.id": group,
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
        }
    )
    try:
        consumer.subscribe([RAW])
        message = consumer.poll(30)
        assert message is not None
        assert message.error() is None
        return message.value()
    finally:
        consumer.close()


def test_the_topics_have_the_settings_of_the_map(broker: Broker) -> None:
    admin = KafkaAdminClient(bootstrap_servers=broker.bootstrap)
    found = {topic["name"]: len(topic["partitions"]) for topic in admin.describe_topics()}
    admin.close()

    for name, topic in load_topics().items():
        assert found[name] == topic.partitions


def test_topics_that_stand_are_left_as_they_are(broker: Broker) -> None:
    assert create_topics(broker.bootstrap, load_topics()) == ()


def test_a_broker_listens_on_the_loopback_address_alone(broker: Broker) -> None:
    socket.create_connection((HOST, broker.port), timeout=2).close()

    with pytest.raises(OSError, match=r"refused|reach|assign|timed"):
        socket.create_connection(("127.0.0.2", broker.port), timeout=2)


def test_a_message_of_ten_megabytes_passes(own_broker: Broker) -> None:
    article = os.urandom(10 * 1024 * 1024 - 1024)

    send(own_broker.bootstrap, article)

    assert read_first(own_broker.bootstrap, "large") == article


def test_data_survive_a_broker_that_is_killed_and_started_again(own_broker: Broker) -> None:
    send(own_broker.bootstrap, b"kept")
    before = own_broker.bootstrap
    killed = own_broker.pid

    own_broker.kill()
    assert is_gone(killed)
    own_broker.restart()

    assert own_broker.bootstrap == before
    assert own_broker.pid != killed
    assert read_first(own_broker.bootstrap, "after") == b"kept"


def test_a_stopped_broker_leaves_neither_process_nor_data() -> None:
    with Broker(java=jars.java(), jars=jars.kafka_jars()) as running:
        pid, folder = running.pid, running.log.parent
        assert folder.is_dir()

    assert is_gone(pid)
    assert not folder.exists()


def test_a_broker_ends_when_its_parent_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", ONE_BROKER], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid, folder = parent.stdout.readline().split()
        assert not is_gone(int(pid))
        parent.send_signal(signal.SIGKILL)

    try:
        await_until(lambda: is_gone(int(pid)))
    finally:
        shutil.rmtree(folder)


def test_a_broker_that_cannot_start_says_why_in_the_words_of_its_log() -> None:
    with socket.create_server((HOST, free_ports(1)[0])) as taken:
        port = taken.getsockname()[1]
        with (
            pytest.raises(ChildFailed, match=r"(?s)Kafka ended with status 1.*Address already in use"),
            Broker(java=jars.java(), jars=jars.kafka_jars(), port=port),
        ):
            pass  # it never comes up


def test_a_broker_that_is_away_is_named() -> None:
    nobody = f"{HOST}:{free_ports(1)[0]}"

    with pytest.raises(KafkaTimeoutError, match=f"no broker answers at {nobody}"):
        create_topics(nobody, load_topics(), patience_s=0.1)


def test_a_tampered_jar_is_not_run(tmp_path: Path) -> None:
    original = jars.kafka_jars()[0]
    tampered = tmp_path / original.name
    shutil.copyfile(original, tampered)
    with tampered.open("r+b") as file:
        file.seek(-1, os.SEEK_END)
        last = file.read(1)[0]
        file.seek(-1, os.SEEK_END)
        file.write(bytes([last ^ 1]))

    with pytest.raises(jars.JarTampered, match=original.name):
        jars.provide(
            jars.locked_jars()[:1], folder=tmp_path, repository=jars.repository(), progress=lambda there, of: None
        )
