"""Children end when they are told to, when they must, and when their parent dies."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from services.local.processes import Child, ChildFailed
from tests.support.waiting import await_until, is_gone

WAITS = "import signal, sys; print('up', flush=True); signal.pause()"
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); signal.pause()"
WITH_GRANDCHILD = """
import subprocess, sys, signal
one = subprocess.Popen([sys.executable, '-c', 'import signal; signal.pause()'])
print('up', one.pid, flush=True)
signal.pause()
"""
PARENT = """
import pathlib, signal, sys
from services.local.processes import Child
child = Child('child', [sys.executable, '-c', 'import signal; signal.pause()'], log=pathlib.Path(sys.argv[1]))
child.start()
print(child.pid, flush=True)
signal.pause()
"""


def a_child(code: str, folder: Path) -> Child:
    return Child("the child", [sys.executable, "-c", code], log=folder / "child.log")


def started(code: str, folder: Path) -> Child:
    child = a_child(code, folder)
    child.start()
    await_until(lambda: "up" in child.log.read_text())
    return child


def test_a_child_that_is_asked_to_stop_stops(tmp_path: Path) -> None:
    child = started(WAITS, tmp_path)
    pid = child.pid

    assert child.stop(patience_s=10)
    assert is_gone(pid)


def test_a_child_that_does_not_listen_is_killed(tmp_path: Path) -> None:
    child = started(DEAF, tmp_path)
    pid = child.pid

    assert not child.stop(patience_s=0.2)
    assert is_gone(pid)


def test_what_a_child_leaves_behind_ends_with_it(tmp_path: Path) -> None:
    child = started(WITH_GRANDCHILD, tmp_path)
    grandchild = int(child.tail().split()[1])

    child.stop(patience_s=10)

    await_until(lambda: is_gone(grandchild))


def test_stopping_twice_or_before_the_start_does_nothing(tmp_path: Path) -> None:
    child = a_child(WAITS, tmp_path)

    assert child.stop(patience_s=0)
    child.start()
    child.kill()
    assert child.stop(patience_s=0)
    assert not child.alive


def test_a_child_that_died_is_reported_with_the_end_of_its_log(tmp_path: Path) -> None:
    child = a_child("import sys; print('the reason'); sys.exit(3)", tmp_path)
    child.start()
    await_until(lambda: not child.alive)

    with pytest.raises(ChildFailed, match=r"(?s)the child ended with status 3.*the reason"):
        child.require_alive()


def test_a_child_that_was_killed_is_reported_with_the_signal(tmp_path: Path) -> None:
    child = started(WAITS, tmp_path)
    os.kill(child.pid, signal.SIGKILL)
    await_until(lambda: not child.alive)

    with pytest.raises(ChildFailed, match="by signal SIGKILL"):
        child.require_alive()


def test_ctrl_c_in_the_terminal_does_not_reach_the_children(tmp_path: Path) -> None:
    child = started(WAITS, tmp_path)

    assert os.getpgid(child.pid) == child.pid != os.getpgid(0)

    child.stop(patience_s=10)


def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PARENT, str(tmp_path / "child.log")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()

    await_until(lambda: is_gone(pid))
