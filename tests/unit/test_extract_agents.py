"""What is done with one message, whatever becomes of it: handled, published, counted, observed."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from aiokafka.errors import KafkaConnectionError

from services.contracts.codec import encode
from services.contracts.errors import Reason
from services.contracts.messages import Outgoing, Received
from services.contracts.topics import ARTICLES, COMMITMENTS, OUTCOMES, REJECTED
from services.extract import agents
from services.extract.agents import Work, received
from services.extract.child import Report, report_on
from services.extract.handler import Handled, Refusal
from services.extract.metrics import Metrics
from services.extract.workers import LoadFailed
from tests.support.messages import EXTRACTOR, an_article
from tests.support.pipelines import FakePipelines


class FakeProcess:
    """Examines in this process, or answers what it is told to."""

    def __init__(self, answer: Callable[[bytes], Report] | None = None) -> None:
        self._answer = answer or (lambda value: report_on(value, FakePipelines()))

    async def examine(self, value: bytes) -> Report:
        return self._answer(value)


class FakeBroker:
    """Takes messages, a call at a time; the first `failures` calls fail."""

    def __init__(self, failures: int = 0) -> None:
        self.calls: list[list[str]] = []
        self._failures = failures

    async def publish(self, messages: tuple[Outgoing, ...]) -> None:
        self.calls.append([message.topic for message in messages])
        if len(self.calls) <= self._failures:
            raise KafkaConnectionError("away")


def a_message(value: bytes | None = None) -> Received:
    value = encode(an_article()) if value is None else value
    return Received(topic=ARTICLES, partition=0, offset=5, key=b"test/1", value=value)


def work(broker: FakeBroker, process: FakeProcess | None = None, **settings: Any) -> Work:
    return Work(
        process=process or FakeProcess(),  # type: ignore[arg-type]
        identity=EXTRACTOR,
        publish=broker.publish,
        metrics=settings.pop("metrics", None) or Metrics(),
        **settings,
    )


def test_the_broker_has_the_events_before_it_is_sent_the_outcome() -> None:
    broker = FakeBroker()
    asyncio.run(work(broker)(a_message()))
    assert broker.calls == [[COMMITMENTS], [OUTCOMES]]


def test_a_child_that_does_not_come_back_fails_the_article() -> None:
    broker, metrics = FakeBroker(), Metrics()
    timeout = Report(result=Refusal(reason=Reason.TIMEOUT, detail="slow"), seconds={"extract": 8.0})
    asyncio.run(work(broker, FakeProcess(lambda value: timeout), metrics=metrics)(a_message()))
    assert broker.calls == [[REJECTED], [OUTCOMES]]
    assert metrics.registry.get_sample_value("pledgewire_extract_rejected_total", {"reason": "timeout"}) == 1


def test_a_bug_in_handling_is_a_failure_as_internal(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: Any, **named: Any) -> Handled:
        raise ZeroDivisionError("a handler broke")

    monkeypatch.setattr(agents, "settle", broken)
    broker, metrics = FakeBroker(), Metrics()
    asyncio.run(work(broker, metrics=metrics)(a_message()))
    assert broker.calls == [[REJECTED], [OUTCOMES]]
    assert metrics.registry.get_sample_value("pledgewire_extract_rejected_total", {"reason": "internal"}) == 1


def test_publishing_is_tried_until_the_broker_takes_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agents, "RETRY_S", 0.0)
    broker, metrics = FakeBroker(failures=3), Metrics()
    asyncio.run(work(broker, metrics=metrics)(a_message()))
    assert broker.calls == [[COMMITMENTS]] * 4 + [[OUTCOMES]]
    assert metrics.registry.get_sample_value("pledgewire_extract_publish_retries_total") == 3
    assert metrics.registry.get_sample_value("pledgewire_extract_outcomes_total", {"outcome": "events"}) == 1


def test_observers_see_what_was_published_and_may_end_the_worker() -> None:
    seen: list[Handled] = []

    def breaker(handled: Handled) -> None:
        seen.append(handled)
        raise RuntimeError("too many failures")

    with pytest.raises(RuntimeError, match="too many failures"):
        asyncio.run(work(FakeBroker(), observers=(breaker,))(a_message(b"nonsense")))
    assert [handled.examined.refusal is not None for handled in seen] == [True]


def test_pipelines_that_no_longer_load_are_not_held_against_the_article() -> None:
    def gone(value: bytes) -> Report:
        raise LoadFailed("model.onnx")

    broker = FakeBroker()
    with pytest.raises(LoadFailed):
        asyncio.run(work(broker, FakeProcess(gone))(a_message()))
    assert broker.calls == []


class FaustMessage:
    topic, partition, offset = ARTICLES, 2, 9
    key, value = b"k", b"v"
    headers: Any = (("source", b"test"), ("source", b"again"))
    timestamp: float | None = 1_700_000_000.123


def test_a_message_of_faust_keeps_all_its_headers_and_its_time() -> None:
    message = received(FaustMessage())
    assert message.headers == (("source", b"test"), ("source", b"again"))
    assert message.timestamp_ms == 1_700_000_000_123


def test_a_message_of_faust_may_lack_headers_and_time() -> None:
    bare = FaustMessage()
    bare.headers, bare.timestamp = None, None
    assert (received(bare).headers, received(bare).timestamp_ms) == ((), 0)
