"""The snippets of `schemas/README.md` do what the page says, as they stand there, on a real Kafka."""

import json
import os
import re
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from services.contracts import ids
from services.contracts.article import Article
from services.contracts.codec import encode
from services.contracts.headers import cloudevent, text_headers, utc
from services.contracts.outcome import Outcome
from services.contracts.topics import COMMITMENTS, OUTCOMES, RAW
from services.contracts.vocabulary import OutcomeKind, Status
from services.ingest.handler import handle
from services.local.broker import Broker
from tests.support.kafka_clients import Tail, producer
from tests.support.messages import EXTRACTOR, NOW, an_article, an_event
from tests.support.waiting import await_until

pytestmark = pytest.mark.kafka

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
SNIPPET = re.compile(r"<!-- snippet: (\w+) -->\n```python\n(.*?)```", re.S)
SNIPPETS = dict(SNIPPET.findall((SCHEMAS / "README.md").read_text(encoding="utf-8")))


@contextmanager
def running(name: str, broker: Broker, folder: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """Yields a snippet that runs as a program of its own, and the file that it prints to; kills it at the end."""
    script, out = folder / f"my_{name}.py", folder / f"{name}.out"
    script.write_text(SNIPPETS[name], encoding="utf-8")
    env = {**os.environ, "PLEDGEWIRE_KAFKA_BOOTSTRAP": broker.bootstrap}
    with out.open("wb") as file:
        command = [sys.executable, script.name, *arguments]
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=file, stderr=subprocess.STDOUT)
    try:
        yield process, out
    finally:
        process.kill()
        process.wait()


def await_line(process: subprocess.Popen[bytes], out: Path, words: str) -> None:
    def printed() -> bool:
        assert process.poll() is None, out.read_text()
        return words in out.read_text()

    await_until(printed, timeout_s=60)


def send_event(broker: Broker, quote: str, **marks: str) -> str:
    """Publishes the event of a sentence, as extract does; returns its id."""
    article = an_article("readme", text=quote)
    event = an_event(article)
    headers = [
        *cloudevent(id=event.event_id, source="extract", type=event.schema, subject=article.article_id, time=NOW),
        *text_headers({"category": event.category.value, "stage": event.stage.value, "recipients": "UA", **marks}),
    ]
    sender = producer(broker.bootstrap)
    sender.produce(COMMITMENTS, encode(event), article.article_id.encode(), headers=headers)
    assert sender.flush(30) == 0
    return event.event_id


def send_outcome(broker: Broker, article: Article, kind: OutcomeKind, *events: str) -> None:
    outcome = Outcome(
        outcome_id="",
        article_id=article.article_id,
        version=article.version,
        content_hash=article.content_hash,
        status=article.status,
        language=article.language,
        outcome=kind,
        events=events,
        extractor=EXTRACTOR,
    )
    outcome = msgspec.structs.replace(outcome, outcome_id=ids.outcome_id(outcome))
    sender = producer(broker.bootstrap)
    sender.produce(OUTCOMES, encode(outcome), article.article_id.encode())
    assert sender.flush(30) == 0


def test_what_the_page_sends_is_taken(broker: Broker, tmp_path: Path) -> None:
    (tmp_path / "feeds").mkdir()
    feed = (SCHEMAS / "examples" / "feeds" / "rss" / "feed-with-cdata.pass.xml").read_bytes()
    (tmp_path / "feeds" / "paper.xml").write_bytes(feed)
    tail = Tail(broker.bootstrap, [RAW])
    with running("send", broker, tmp_path) as (process, out):
        assert process.wait(60) == 0, out.read_text()
    mine = [one for one in tail.read_until(lambda seen: len(seen) >= 3) if one.header("source") == "my-feed"]
    tail.close()
    outcomes = {
        (one.key, one.value is None): [item.outcome for item in handle(one, now=NOW).items]
        for one in sorted(mine, key=lambda one: one.offset)
    }
    assert outcomes == {(b"42", False): ["usable"], (b"paper", False): ["usable"] * 2, (b"42", True): ["canceled"]}


def test_the_alert_filters_drops_repeats_and_waits_for_embargoes(broker: Broker, tmp_path: Path) -> None:
    mark = uuid.uuid4().hex
    with running("alert", broker, tmp_path) as (process, out):
        ends = datetime.now(UTC) + timedelta(seconds=4)
        send_event(broker, f"{mark} onder embargo", embargo=utc(ends))
        send_event(broker, f"{mark} oud nieuws", backfill="true")
        send_event(broker, f"{mark} opnieuw gemaakt", reprocessed="true")
        send_event(broker, f"{mark} voor een ander", recipients="GE,MD")
        send_event(broker, f"{mark} gewoon")
        send_event(broker, f"{mark} gewoon")
        send_event(broker, f"{mark} als laatste", recipients="GE,UA")
        await_line(process, out, f"{mark} als laatste")
        before = datetime.now(UTC) < ends - timedelta(seconds=1)
        assert (f"{mark} onder embargo" in out.read_text()) <= (not before)
        await_line(process, out, f"{mark} onder embargo")
        assert datetime.now(UTC) >= ends - timedelta(seconds=1), "the page compares whole seconds"
        told = [line.partition(f"{mark} ")[2] for line in out.read_text().splitlines() if mark in line]
    assert sorted(told) == ["als laatste", "gewoon", "onder embargo"]


def test_the_faust_agent_alerts(broker: Broker, tmp_path: Path) -> None:
    mark = uuid.uuid4().hex
    with running("faust", broker, tmp_path, "worker", "--without-web", "-l", "warn") as (process, out):
        deadline = time.monotonic() + 60
        sent = send_event(broker, f"{mark} eerst")
        while f"{mark} eerst" not in out.read_text():  # a new group begins at the end of the topic
            assert process.poll() is None, out.read_text()
            assert time.monotonic() < deadline, out.read_text()
            time.sleep(0.5)
            sent = send_event(broker, f"{mark} eerst")
        send_event(broker, f"{mark} oud", backfill="true")
        send_event(broker, f"{mark} geld", category="financial_aid")
        send_event(broker, f"{mark} als laatste")
        await_line(process, out, f"{mark} als laatste")
        text = out.read_text()
    assert f"{sent}: {mark} eerst" in text
    assert f"{mark} oud" not in text
    assert f"{mark} geld" not in text


def test_withdrawals_are_noticed(broker: Broker, tmp_path: Path) -> None:
    article = an_article(f"readme-{uuid.uuid4().hex}")
    corrected = msgspec.structs.replace(article, version="2")
    killed = msgspec.structs.replace(article, version="3", status=Status.CANCELED)
    one, two, three = (uuid.uuid4().hex for _ in range(3))
    with running("withdrawals", broker, tmp_path) as (process, out):
        send_outcome(broker, article, OutcomeKind.EVENTS, one, two)
        send_outcome(broker, article, OutcomeKind.EVENTS, one, two)
        send_outcome(broker, corrected, OutcomeKind.FAILED)
        send_outcome(broker, corrected, OutcomeKind.EVENTS, two, three)
        await_line(process, out, f"{one} no longer stands: events in version 2")
        assert two not in out.read_text()
        send_outcome(broker, killed, OutcomeKind.WITHDRAWN)
        await_line(process, out, f"{two} no longer stands: withdrawn in version 3")
        await_line(process, out, f"{three} no longer stands: withdrawn in version 3")


def test_every_snippet_in_python_is_run_by_these_tests() -> None:
    page = (SCHEMAS / "README.md").read_text(encoding="utf-8")
    assert set(SNIPPETS) == {"send", "alert", "faust", "withdrawals"}
    assert page.count("```python") == len(SNIPPETS)
    assert json.dumps(SNIPPETS["send"]).count("news.raw") == 3
