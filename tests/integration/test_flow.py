"""The whole path: raw news in, ingest and extract as the processes that they are, commitment events out."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from services.contracts.codec import decode
from services.contracts.commitment import Commitment
from services.contracts.ids import event_id
from services.contracts.messages import Received
from services.contracts.outcome import Outcome
from services.contracts.topics import ARTICLES, COMMITMENTS, OUTCOMES, RAW, REJECTED, load_topics
from services.contracts.vocabulary import OutcomeKind
from services.local.broker import Broker
from services.local.jars import java, kafka_jars
from services.local.stack import Service, services
from services.runtime.topics_admin import create_topics
from tests.support.kafka_clients import Tail, producer
from tests.support.waiting import await_until

pytestmark = pytest.mark.kafka

FEED = "nieuws"
TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
GIFTS = (
    "België levert Oekraïne dertig pantserwagens en geeft 40 miljoen euro voor munitie. Dat is dinsdag in Brussel "
    "besloten.\n\nNoorwegen stuurt volgens de regering twee luchtafweersystemen naar Oekraïne."
)
GARDEN = (
    "De tuin van het museum gaat in april weer open voor bezoekers. Wie een kaartje heeft, mag ook naar de kas "
    "met orchideeën, die deze winter geheel is vernieuwd door vrijwilligers uit de buurt."
)
SPANISH = (
    "El museo abre de nuevo sus puertas en abril con una exposición sobre la historia del puerto, y los vecinos "
    "podrán entrar gratis durante todo el primer fin de semana, según anunció la directora."
)


def plain(name: str, text: str, **fields: Any) -> bytes:
    article = {"id": name, "language": "nl", "published": "2025-03-12", "title": "", "text": text, **fields}
    return json.dumps(article).encode()


def ninjs(name: str, text: str, **fields: Any) -> bytes:
    article = {
        "uri": name,
        "type": "text",
        "language": "nl",
        "versioncreated": "2025-03-12T17:40:00+01:00",
        "headline": "Uit de stad",
        "body_text": text,
        **fields,
    }
    return json.dumps(article).encode()


SENT: dict[str, tuple[bytes, OutcomeKind]] = {
    "gifts": (plain("gifts", GIFTS), OutcomeKind.EVENTS),
    "garden": (ninjs("garden", GARDEN), OutcomeKind.NONE),
    "spanish": (plain("spanish", SPANISH, language="es"), OutcomeKind.UNSUPPORTED_LANGUAGE),
    "killed": (ninjs("killed", GIFTS, pubstatus="canceled"), OutcomeKind.WITHDRAWN),
    "waits": (ninjs("waits", GIFTS, pubstatus="withheld"), OutcomeKind.WITHHELD),
    "endless": (plain("endless", "De kas is open. " * 20_000), OutcomeKind.FAILED),
}
"""What a feed sends, by item id, and how each is to end."""

REFUSED = {"bytes": b"\xff\xfe", "undated": plain("undated", GIFTS, published="gisteren"), "empty": plain("empty", "")}
"""What ingest is to refuse."""


@dataclass(frozen=True, kw_only=True)
class Flow:
    """What stood on the topics, and what the services counted, once all was done."""

    bootstrap: str
    messages: tuple[Received, ...]
    counted: dict[tuple[str, frozenset[tuple[str, str]]], float]

    def of(self, topic: str) -> list[Received]:
        return [message for message in self.messages if message.topic == topic]

    def count(self, name: str, **labels: str) -> float:
        """Returns a metric's value: the sum over all series that bear these labels."""
        return sum(
            value
            for (found, has), value in self.counted.items()
            if found == name and labels.items() <= dict(has).items()
        )


@pytest.fixture(scope="module")
def flow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flow]:
    """Sends all of the above through services on a broker of their own, and waits until all has ended."""
    with Broker(java=java(), jars=kafka_jars()) as broker:
        create_topics(broker.bootstrap, load_topics())
        tail = Tail(broker.bootstrap, [ARTICLES, COMMITMENTS, OUTCOMES, REJECTED])
        with services(broker.bootstrap, folder=tmp_path_factory.mktemp("logs"), source=FEED) as running:
            publish(broker.bootstrap)
            try:
                tail.read_until(all_ended, timeout_s=90)
            except AssertionError as late:
                logs = "\n".join(f"--- {service.name}\n{service.child.tail()}" for service in running)
                raise AssertionError(f"{late}\n{logs}") from late
            await_until(lambda: all(waiting(service) == 0 for service in running))
            counted = {key: value for service in running for key, value in samples(service).items()}
            yield Flow(bootstrap=broker.bootstrap, messages=tuple(tail.seen), counted=counted)
        tail.close()


def publish(bootstrap: str) -> None:
    """Sends as a feed producer does."""
    headers = [("source", FEED.encode()), ("traceparent", TRACE.encode())]
    sender = producer(bootstrap)
    for name, value in [*((name, value) for name, (value, _) in SENT.items()), *REFUSED.items()]:
        sender.produce(RAW, key=name, value=value, headers=headers)
    sender.flush(30)


def all_ended(seen: list[Received]) -> bool:
    ended = {message.key for message in seen if message.topic == OUTCOMES}
    refused = {message.key for message in seen if message.topic == REJECTED}
    return len(ended) == len(SENT) and {name.encode() for name in REFUSED} <= refused


def samples(service: Service) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    with urllib.request.urlopen(service.metrics, timeout=5) as answer:
        families = list(text_string_to_metric_families(answer.read().decode()))
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in families
        for sample in family.samples
        if sample.name.startswith("pledgewire_")
    }


def waiting(service: Service) -> float:
    return sum(
        value
        for (name, _), value in samples(service).items()
        if name.endswith(("_lag_messages", "_in_flight_articles"))
    )


def header(message: Received, name: str) -> str:
    return message.header(name) or ""


def test_every_item_ends_in_the_one_outcome_that_is_its_own(flow: Flow) -> None:
    outcomes = [decode(message.value or b"", Outcome) for message in flow.of(OUTCOMES)]
    assert {o.article_id: o.outcome for o in outcomes} == {f"{FEED}/{name}": kind for name, (_, kind) in SENT.items()}
    assert len(outcomes) == len(SENT)


def test_the_events_say_who_gives_what_to_whom_and_prove_it(flow: Flow) -> None:
    events = [decode(message.value or b"", Commitment) for message in flow.of(COMMITMENTS)]
    assert {event.article.id for event in events} == {f"{FEED}/gifts"}
    belgian, norwegian = sorted(events, key=lambda event: event.evidence[0].start)
    assert (belgian.category, norwegian.category) == ("military_aid", "military_aid")
    assert "BE" in {entity.id for entity in belgian.actors}
    assert {entity.id for entity in norwegian.actors} == {"NO"}
    assert {entity.id for entity in norwegian.recipients} == {"UA"}
    assert [(amount.value, amount.currency) for amount in belgian.amounts] == [(40_000_000, "EUR")]
    for event in events:
        assert event.event_id == event_id(event)
        for evidence in event.evidence:
            assert GIFTS[evidence.start : evidence.end] == evidence.quote


def test_the_outcome_announces_the_events_that_there_are(flow: Flow) -> None:
    announced = [decode(message.value or b"", Outcome).events for message in flow.of(OUTCOMES)]
    assert sorted(id for ids in announced for id in ids) == sorted(header(m, "ce_id") for m in flow.of(COMMITMENTS))


def test_the_trace_of_the_feed_reaches_the_events(flow: Flow) -> None:
    for message in [*flow.of(ARTICLES), *flow.of(COMMITMENTS), *flow.of(OUTCOMES)]:
        assert header(message, "traceparent") == TRACE


def test_what_is_refused_stands_among_the_dead_letters_as_it_came(flow: Flow) -> None:
    letters = {(m.key or b"").decode(): m for m in flow.of(REJECTED)}
    for name, value in REFUSED.items():
        assert letters[name].value == value
        assert header(letters[name], "rejected_by").startswith("ingest/")
        assert header(letters[name], "rejected_topic") == RAW
    too_long = letters[f"{FEED}/endless"]
    assert header(too_long, "rejected_reason") == "too_long"
    assert header(too_long, "rejected_by").startswith("extract/")
    (article,) = [m for m in flow.of(ARTICLES) if m.key == too_long.key]
    assert too_long.value == article.value


def test_the_services_count_what_the_topics_hold(flow: Flow) -> None:
    for kind in OutcomeKind:
        expected = sum(1 for _, ends in SENT.values() if ends is kind)
        assert flow.count("pledgewire_extract_outcomes_total", outcome=kind.value) == expected
    assert flow.count("pledgewire_extract_outcomes_total") == len(flow.of(ARTICLES))
    assert flow.count("pledgewire_extract_events_total") == len(flow.of(COMMITMENTS))
    assert flow.count("pledgewire_extract_rejected_total", reason="too_long") == 1
    assert flow.count("pledgewire_extract_rejected_total") == 1
    assert flow.count("pledgewire_extract_build_info") == 1
    assert flow.count("pledgewire_ingest_rejected_items_total") == len(REFUSED)
    assert flow.count("pledgewire_ingest_feed_items_total", source=FEED) == len(SENT) + len(REFUSED)


def test_the_sums_hold_on_this_broker(flow: Flow) -> None:
    command = [sys.executable, "-m", "services.cli", "check", "--bootstrap", flow.bootstrap]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
