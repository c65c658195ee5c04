"""A child process that answers questions one at a time, and that can be killed whatever it is at.

For work on untrusted input in native code: a thread cannot be stopped there, and a crash would take the service along.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing import get_context
from typing import Any

PR_SET_PDEATHSIG = 1  # from linux/prctl.h
LAST_WORDS_S = 5.0
"""How long to wait for the exit status of a child whose pipe is closed already."""


class TimedOut(Exception):
    """The child did not answer in time; it still runs."""


class Died(Exception):
    """The child ended instead of answering; `status` is its exit status, negative for a signal, None if unknown."""

    def __init__(self, status: int | None) -> None:
        self.status = status
        super().__init__(f"ended with status {status}")


class ChildProcess:
    """One child process and our end of the pipe to it.

    Linux ties a child's death to the thread that started it: make it in a thread that lives as long as it is needed.
    """

    def __init__(self, target: Callable[..., None], *arguments: object, name: str) -> None:
        """Starts `target(pipe, *arguments, pid)` in a new interpreter; `pid` is ours, for `live_with`."""
        # spawn: a forked child would carry the state of event loops, sockets and locks
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=target, args=(theirs, *arguments, os.getpid()), name=name)
        self._process.start()
        theirs.close()

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def ask(self, question: bytes, limit_s: float) -> Any:
        """Returns the answer; raises `TimedOut` or `Died`."""
        self.send(question)
        return self.receive(limit_s)

    def send(self, question: bytes) -> None:
        """Hands a question over to a child that is idle; raises `Died`."""
        try:
            self._pipe.send_bytes(question)
        except OSError:
            raise self._died() from None

    def receive(self, limit_s: float) -> Any:
        """Returns what the child says next; raises `TimedOut` or `Died`."""
        try:
            if not self._pipe.poll(limit_s):
                raise TimedOut
            return self._pipe.recv()
        except (EOFError, OSError):
            raise self._died() from None

    def kill(self) -> None:
        """Kills the process; from any thread, as the pipe, which another may be waiting on, stays open."""
        self._process.kill()
        self._process.join()

    def close(self) -> None:
        """Frees what the process, which must have ended, held."""
        self._pipe.close()
        self._process.close()

    def _died(self) -> Died:
        self._process.join(timeout=LAST_WORDS_S)
        return Died(self._process.exitcode)


def live_with(parent: int) -> None:
    """To be called first in the child: it dies with its parent, also inside native code, and not before.

    Signals to the whole group (Ctrl-C, a service manager) are for the parent, which lets the work in hand finish.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    end_with(parent, signal.SIGKILL)()  # elsewhere than on Linux the closed pipe ends it, at its next question


def end_with(parent: int, number: signal.Signals) -> Callable[[], None]:
    """Returns what a child calls to be sent this signal when its parent dies; it does so on Linux alone.

    All that it needs is looked up here, so that it may run between fork and exec.
    """
    if sys.platform != "linux":
        return lambda: None
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def bind() -> None:
        if prctl(PR_SET_PDEATHSIG, number) != 0:
            raise OSError(ctypes.get_errno(), "prctl")
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)

    return bind
