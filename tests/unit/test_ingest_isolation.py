"""Reading in a process of its own: what hangs or dies there costs one message."""

import os
import signal
import time
from collections.abc import Callable, Iterator

import pytest

from services.contracts.messages import Received
from services.ingest.handler import handle
from services.ingest.isolation import IsolatedHandler, LoadFailed
from tests.support.hostile import BREAKS, DIES, GORGES, HANGS, handle_or_fail
from tests.support.ingest import NOW, header, plain, raw
from tests.support.waiting import await_until, is_gone

Start = Callable[..., IsolatedHandler]
GOOD = raw(plain())


@pytest.fixture
def restarts() -> list[int]:
    return []


@pytest.fixture
def start(restarts: list[int]) -> Iterator[Start]:
    started: list[IsolatedHandler] = []

    def start(limit_s: float = 20.0, memory_bytes: int = 768 * 1024**2) -> IsolatedHandler:
        one = IsolatedHandler(
            limit_s=limit_s,
            memory_bytes=memory_bytes,
            restarted=lambda: restarts.append(1),
            handler=handle_or_fail,
        )
        started.append(one)
        one.start()
        return one

    yield start
    for one in started:
        one.stop()


def reason(isolated: IsolatedHandler, message: Received) -> tuple[str | None, str | None]:
    (letter,) = isolated(message, now=NOW).messages
    assert (letter.key, letter.value) == (message.key, message.value)
    return header(letter, "rejected_reason"), header(letter, "rejected_detail")


def test_the_process_says_what_this_one_would_say(start: Start) -> None:
    isolated = start()
    for message in (GOOD, raw(b"{"), raw(None), raw([plain(), 3])):
        assert isolated(message, now=NOW) == handle(message, now=NOW)


def test_a_message_that_hangs_times_out_and_the_next_goes_on(start: Start, restarts: list[int]) -> None:
    isolated = start(limit_s=0.5)
    started = time.monotonic()
    assert reason(isolated, raw(HANGS)) == ("timeout", "not read within 0.5 s")
    assert 0.5 <= time.monotonic() - started < 3
    assert isolated(GOOD, now=NOW) == handle(GOOD, now=NOW)
    assert restarts == [1]


def test_a_large_message_may_take_longer(start: Start) -> None:
    isolated = start(limit_s=0.5)
    slow = raw(HANGS, headers=[("source", b"test")])
    assert reason(isolated, slow)[1] == "not read within 0.5 s"
    assert reason(isolated, raw(HANGS + b" " * 8 * 1024**2))[1] == "not read within 1.5 s"


def test_a_message_that_kills_the_process_is_a_crash_and_the_next_goes_on(start: Start, restarts: list[int]) -> None:
    isolated = start()
    kind, detail = reason(isolated, raw(DIES))
    assert kind == "crash"
    assert str(-signal.SIGSEGV) in (detail or "")
    assert isolated(GOOD, now=NOW) == handle(GOOD, now=NOW)
    assert len(restarts) == 2, "a crash is tried once more before it is held against the message"


def test_a_message_that_takes_too_much_memory_is_a_crash(start: Start) -> None:
    isolated = start()
    assert reason(isolated, raw(GORGES))[0] == "crash"
    assert isolated(GOOD, now=NOW) == handle(GOOD, now=NOW)


def test_a_batch_is_gone_through_as_announced_whatever_happens_to_one_of_it(start: Start) -> None:
    isolated = start(limit_s=1.0)
    batch = [raw(plain(id=f"a{i}"), offset=i) for i in range(6)]
    batch[1], batch[3] = raw(HANGS, offset=1), raw(DIES, offset=3)
    isolated.announce(batch, now=NOW)
    out = [isolated(message, now=NOW) for message in batch]
    assert [one.items[0].reason for one in out] == ["", "timeout", "", "crash", "", ""]
    assert [out[i] for i in (0, 2, 4, 5)] == [handle(batch[i], now=NOW) for i in (0, 2, 4, 5)]


def test_a_batch_given_up_half_way_leaves_no_answers_behind(start: Start) -> None:
    isolated = start()
    isolated.announce([raw(plain(id=f"a{i}")) for i in range(3)], now=NOW)
    again = [raw(plain(id="b1")), raw(plain(id="b2"))]
    isolated.announce(again, now=NOW)
    assert [isolated(message, now=NOW) for message in again] == [handle(message, now=NOW) for message in again]


def test_a_batch_larger_than_a_pipe_holds_is_handed_over(start: Start) -> None:
    isolated = start()
    batch = [raw(plain(id=f"a{i}", text="zin. " * 200_000)) for i in range(4)]
    isolated.announce(batch, now=NOW)
    assert [isolated(message, now=NOW).items[0].outcome for message in batch] == ["usable"] * 4


def test_a_bug_costs_one_message_and_not_the_process(start: Start, restarts: list[int]) -> None:
    isolated = start()
    assert reason(isolated, raw(BREAKS)) == ("internal", "ZeroDivisionError: a parser broke")
    assert isolated(GOOD, now=NOW) == handle(GOOD, now=NOW)
    assert restarts == []


def test_a_process_killed_while_idle_costs_no_message(start: Start, restarts: list[int]) -> None:
    isolated = start()
    assert isolated._child is not None
    pid = isolated._child.pid or 0
    os.kill(pid, signal.SIGKILL)
    await_until(lambda: is_gone(pid))
    assert isolated(GOOD, now=NOW) == handle(GOOD, now=NOW)
    assert restarts == [1]


def test_stopping_ends_the_process(start: Start) -> None:
    isolated = start()
    assert isolated._child is not None
    pid = isolated._child.pid or 0
    isolated.stop()
    assert is_gone(pid)


def test_a_process_that_cannot_start_is_no_fault_of_a_message(start: Start) -> None:
    with pytest.raises(LoadFailed, match="starting the process that reads messages ended with status 1"):
        start(memory_bytes="nonsense")
