"""Waiting until something is so, never for a time."""

import os
import time
from collections.abc import Callable
from pathlib import Path


def await_until(condition: Callable[[], bool], *, timeout_s: float = 30.0) -> None:
    """Returns as soon as the condition holds; fails the test if it does not in time."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline, f"not so within {timeout_s:.0f} s"
        time.sleep(0.02)


def is_gone(pid: int) -> bool:
    """Whether no such process runs; one that only waits to be reaped by its parent counts as gone."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z"
