"""Extraction in a child process that can be killed and replaced."""

import asyncio
import os
import signal
import time
from collections.abc import Callable, Iterator

import pytest

from services.contracts.codec import encode
from services.contracts.errors import Reason
from services.contracts.vocabulary import LANGUAGES, OutcomeKind
from services.extract.child import Report, load_pipelines, report_on, warm_up
from services.extract.handler import Examined, Refusal, examine
from services.extract.workers import ExtractionProcess, LoadFailed
from tests.support.messages import EXTRACTOR, an_article
from tests.support.pipelines import BREAKS, DIES, HANGS, FakePipelines

Start = Callable[..., ExtractionProcess]


@pytest.fixture
def restarts() -> list[int]:
    return []


@pytest.fixture
def start(restarts: list[int]) -> Iterator[Start]:
    started: list[ExtractionProcess] = []

    def start(factory: str = "make", limit_s: float = 10.0, load_limit_s: float = 30.0) -> ExtractionProcess:
        process = ExtractionProcess(
            f"tests.support.pipelines:{factory}",
            limit_s=limit_s,
            load_limit_s=load_limit_s,
            restarted=lambda: restarts.append(1),
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.stop()


def value_of(text: str) -> bytes:
    return encode(an_article(text=text))


def ended(report: Report) -> OutcomeKind | Reason:
    if isinstance(report.result, Refusal):
        return report.result.reason
    assert report.result.outcome is not None
    return report.result.outcome.outcome


def alive(pid: int | None) -> bool:
    try:
        os.kill(pid or 0, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_child_finds_what_this_process_would_find(start: Start) -> None:
    process = start()
    assert asyncio.run(process.start()) == EXTRACTOR
    value = value_of("België schenkt Oekraïne dertig pantserwagens.")
    report = asyncio.run(process.examine(value))
    assert report.result == examine(value, FakePipelines().extract, EXTRACTOR)
    assert isinstance(report.result, Examined)
    assert len(report.result.events) == 1
    assert process.pid not in (None, os.getpid())


def test_what_the_child_spent_comes_back_with_its_report(start: Start) -> None:
    report = asyncio.run(start().examine(value_of("De zon scheen.")))
    assert report.seconds.keys() == {"extract", "codec"}
    assert all(0 < seconds < 10 for seconds in report.seconds.values())
    assert report.peak_rss_bytes > 10_000_000


def test_an_article_that_hangs_in_native_code_times_out_and_the_next_one_goes_on(
    start: Start, restarts: list[int]
) -> None:
    process = start(limit_s=0.5)

    async def two() -> tuple[Report, Report]:
        await process.start()
        return await process.examine(value_of(HANGS)), await process.examine(value_of("De zon scheen."))

    first, second = asyncio.run(two())
    assert ended(first) is Reason.TIMEOUT
    assert 0.5 <= first.seconds["extract"] < 2.0
    assert ended(second) is OutcomeKind.NONE
    assert restarts == [1]


def test_an_article_that_kills_the_process_is_a_crash_and_the_next_one_goes_on(
    start: Start, restarts: list[int]
) -> None:
    process = start()

    async def two() -> tuple[Report, Report]:
        return await process.examine(value_of(DIES)), await process.examine(value_of("De zon scheen."))

    first, second = asyncio.run(two())
    assert ended(first) is Reason.CRASH
    assert isinstance(first.result, Refusal)
    assert str(-signal.SIGKILL) in first.result.detail
    assert ended(second) is OutcomeKind.NONE
    assert len(restarts) == 2, "a crash is tried once more before it is held against the article"


def test_a_child_killed_while_idle_costs_no_article(start: Start, restarts: list[int]) -> None:
    process = start()
    asyncio.run(process.start())
    killed = process.pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    assert ended(asyncio.run(process.examine(value_of("De zon scheen.")))) is OutcomeKind.NONE
    assert process.pid != killed
    assert restarts == [1]


def test_a_bug_is_reported_with_its_trace_and_the_child_lives_on(start: Start, restarts: list[int]) -> None:
    process = start()
    report = asyncio.run(process.examine(value_of(BREAKS)))
    assert report.result == Refusal(
        reason=Reason.INTERNAL, detail="ZeroDivisionError: a pipe broke", error="ZeroDivisionError"
    )
    assert "a pipe broke" in report.trace
    assert ended(asyncio.run(process.examine(value_of("De zon scheen.")))) is OutcomeKind.NONE
    assert restarts == []


def test_the_event_loop_turns_while_an_article_takes_its_time(start: Start) -> None:
    process = start(limit_s=0.5)

    async def count_turns() -> int:
        await process.start()
        examination = asyncio.create_task(process.examine(value_of(HANGS)))
        turns = 0
        while not examination.done():
            await asyncio.sleep(0.01)
            turns += 1
        return turns

    assert asyncio.run(count_turns()) > 10


def test_pipelines_that_do_not_load_are_no_fault_of_an_article(start: Start) -> None:
    with pytest.raises(LoadFailed, match="ended with status 1"):
        asyncio.run(start("make_none").start())


def test_loading_has_a_limit(start: Start) -> None:
    with pytest.raises(LoadFailed, match=r"not loaded within 0\.001 s"):
        asyncio.run(start(load_limit_s=0.001).start())


def test_stopping_kills_a_child_that_hangs(start: Start) -> None:
    process = start()

    async def stop_in_the_middle() -> tuple[int | None, float]:
        await process.start()
        examination = asyncio.create_task(process.examine(value_of(HANGS)))
        await asyncio.sleep(0)
        started = time.monotonic()
        pid = process.pid
        process.stop()
        await asyncio.gather(examination, return_exceptions=True)
        return pid, time.monotonic() - started

    pid, took_s = asyncio.run(stop_in_the_middle())
    assert took_s < 2
    assert not alive(pid)


def test_pipelines_are_made_by_the_function_that_the_settings_name() -> None:
    assert load_pipelines("tests.support.pipelines:make").identity == EXTRACTOR


def test_there_is_an_article_of_each_language_to_warm_up_with() -> None:
    assert [article.language for article in warm_up()] == list(LANGUAGES)
    assert all(article.text for article in warm_up())


def test_a_report_says_what_a_message_that_is_no_article_is() -> None:
    report = report_on(b"nonsense", FakePipelines())
    assert isinstance(report.result, Examined)
    assert report.result.refusal is not None
    assert report.result.refusal.reason is Reason.UNDECODABLE
    assert report.seconds["extract"] == 0.0
