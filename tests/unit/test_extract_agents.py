"""What is done with one message, whatever becomes of it: handled, published, counted, observed."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from aiokafka.errors import KafkaConnectionError, KafkaError, MessageSizeTooLargeError, TopicAuthorizationFailedError
from faust.exceptions import ProducerSendError

from services.contracts.codec import encode
from services.contracts.errors import Reason
from services.contracts.messages import Outgoing, Received
from services.contracts.topics import ARTICLES, COMMITMENTS, OUTCOMES, REJECTED
from services.extract import agents
from services.extract.agents import Work, received, watch
from services.extract.child import Report, report_on
from services.extract.handler import Handled, Refusal
from services.extract.metrics import Metrics
from services.extract.publishing import TRIES_UNTIL_UNREADY, Forbidden, Publisher, TooLarge, pause_s
from services.extract.workers import LoadFailed
from services.runtime.breaker import Breaker, BreakerOpen
from tests.support.messages import EXTRACTOR, an_article
from tests.support.pipelines import FakePipelines


class FakeProcess:
    """Examines in this process, or answers what it is told to."""

    def __init__(self, answer: Callable[[bytes], Report] | None = None) -> None:
        self._answer = answer or (lambda value: report_on(value, FakePipelines()))

    async def examine(self, value: bytes) -> Report:
        return self._answer(value)


class FakeBroker:
    """Takes messages, a call at a time; the first `failures` calls fail, and all with a message to `refused`."""

    def __init__(self, failures: int = 0, *, refused: tuple[str, ...] = (), problem: Exception | None = None) -> None:
        self.calls: list[list[str]] = []
        self._failures = failures
        self._refused = refused
        self._problem = problem or KafkaConnectionError("away")

    async def publish(self, messages: tuple[Outgoing, ...]) -> None:
        self.calls.append([message.topic for message in messages])
        if len(self.calls) <= self._failures or set(self.calls[-1]) & set(self._refused):
            raise self._problem


def wrapped(problem: KafkaError) -> ProducerSendError:
    """Returns an error as Faust raises it where its client refuses a message before it leaves."""
    error = ProducerSendError(f"Error while sending: {problem!r}")
    error.__cause__ = problem
    return error


def a_message(value: bytes | None = None) -> Received:
    value = encode(an_article()) if value is None else value
    return Received(topic=ARTICLES, partition=0, offset=5, key=b"test/1", value=value)


def work(broker: FakeBroker, process: FakeProcess | None = None, **settings: Any) -> Work:
    metrics = settings.pop("metrics", None) or Metrics()
    return Work(
        process=process or FakeProcess(),  # type: ignore[arg-type]
        identity=EXTRACTOR,
        publisher=Publisher(broker.publish, retried=metrics.publish_retries.inc, pause_s=lambda failures: 0.0),
        metrics=metrics,
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


def test_publishing_is_tried_until_the_broker_takes_all() -> None:
    broker, metrics = FakeBroker(failures=3), Metrics()
    asyncio.run(work(broker, metrics=metrics)(a_message()))
    assert broker.calls == [[COMMITMENTS]] * 4 + [[OUTCOMES]]
    assert metrics.registry.get_sample_value("pledgewire_extract_publish_retries_total") == 3
    assert metrics.registry.get_sample_value("pledgewire_extract_outcomes_total", {"outcome": "events"}) == 1


@pytest.mark.parametrize("problem", [MessageSizeTooLargeError("20 MB"), wrapped(MessageSizeTooLargeError("20 MB"))])
def test_an_article_whose_events_are_too_large_for_kafka_fails(problem: Exception) -> None:
    broker, metrics = FakeBroker(refused=(COMMITMENTS,), problem=problem), Metrics()
    seen: list[Handled] = []
    asyncio.run(work(broker, metrics=metrics, observers=(seen.append,))(a_message()))
    assert broker.calls == [[COMMITMENTS], [REJECTED], [OUTCOMES]]
    get = metrics.registry.get_sample_value
    assert get("pledgewire_extract_rejected_total", {"reason": "too_large"}) == 1
    assert get("pledgewire_extract_outcomes_total", {"outcome": "failed"}) == 1
    assert get("pledgewire_extract_outcomes_total", {"outcome": "events"}) == 0
    assert get("pledgewire_extract_publish_retries_total") == 0
    (refusal,) = [handled.examined.refusal for handled in seen]
    assert refusal is not None
    assert "20 MB" in refusal.detail


def test_a_refusal_that_is_too_large_as_well_ends_the_worker() -> None:
    broker = FakeBroker(refused=(COMMITMENTS, REJECTED), problem=wrapped(MessageSizeTooLargeError("20 MB")))
    with pytest.raises(TooLarge, match=r"news\.rejected for its size"):
        asyncio.run(work(broker)(a_message()))
    assert broker.calls == [[COMMITMENTS], [REJECTED]]


@pytest.mark.parametrize("wrap", [wrapped, lambda problem: problem], ids=["by Faust", "bare"])
def test_a_topic_that_we_may_not_write_to_ends_the_worker(wrap: Callable[[KafkaError], Exception]) -> None:
    broker = FakeBroker(refused=(OUTCOMES,), problem=wrap(TopicAuthorizationFailedError(OUTCOMES)))
    with pytest.raises(Forbidden, match="may not write"):
        asyncio.run(work(broker)(a_message()))
    assert broker.calls == [[COMMITMENTS], [OUTCOMES]]


def test_a_worker_is_not_ready_while_nothing_gets_through() -> None:
    told: list[bool] = []

    def look(failures: int) -> float:
        told.append(publisher.ready().ok)
        return 0.0

    broker = FakeBroker(failures=TRIES_UNTIL_UNREADY + 1, problem=wrapped(KafkaConnectionError("away")))
    publisher = Publisher(broker.publish, retried=lambda: None, pause_s=look)
    message = Outgoing(topic=OUTCOMES, key=b"k", value=b"v")
    asyncio.run(publisher.publish((message,)))
    assert told == [True] * (TRIES_UNTIL_UNREADY - 1) + [False] * 2
    assert publisher.ready().ok, "it got through"


def test_pauses_grow_to_some_seconds_and_differ_between_workers() -> None:
    pauses = [pause_s(failures) for failures in range(1, 2000)]
    assert 0.25 <= pauses[0] <= 0.5
    assert all(2.5 <= pause <= 5.0 for pause in pauses[4:])
    assert len(set(pauses[4:])) > 100


def test_a_worker_ends_when_its_own_failures_mount_up() -> None:
    metrics = Metrics()
    crash = Report(result=Refusal(reason=Reason.CRASH, detail="gone"), seconds={})
    observers = (watch(Breaker(in_a_row=3, share=0.5), metrics),)
    failing = work(FakeBroker(), FakeProcess(lambda value: crash), metrics=metrics, observers=observers)
    for _ in range(2):
        asyncio.run(failing(a_message()))
    assert metrics.registry.get_sample_value("pledgewire_extract_breaker_open") == 0
    with pytest.raises(BreakerOpen, match="3 messages in a row failed, the last as crash"):
        asyncio.run(failing(a_message()))
    assert metrics.registry.get_sample_value("pledgewire_extract_breaker_open") == 1


def test_articles_that_their_producers_must_mend_do_not_end_a_worker() -> None:
    metrics = Metrics()
    observers = (watch(Breaker(in_a_row=3, share=0.5), metrics),)
    for _ in range(10):
        asyncio.run(work(FakeBroker(), metrics=metrics, observers=observers)(a_message(b"nonsense")))
    assert metrics.registry.get_sample_value("pledgewire_extract_rejected_total", {"reason": "undecodable"}) == 10
    assert metrics.registry.get_sample_value("pledgewire_extract_breaker_open") == 0


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
