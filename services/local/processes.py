"""Child processes that end when this one does, however it ends.

A child has a session of its own: Ctrl-C in the terminal reaches this process alone, which then stops its children in
the order it wants. Should this process be killed outright, Linux signals the children; elsewhere
they would live on. That signal is tied to the thread that started the child: start children from the main thread.
"""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from services.runtime.child_process import end_with

TAIL_LINES = 20


class ChildFailed(Exception):
    """A child ended when it should not, or did not come up; the message shows the end of its log."""


class Child:
    """One child process; what it writes goes to a log file, also over several starts."""

    def __init__(self, name: str, command: Sequence[str], *, log: Path, env: Mapping[str, str] | None = None) -> None:
        """Runs in the folder of `log`, with `env` on top of this process's environment."""
        self.name = name
        self.log = log
        self._command = list(command)
        self._env = {**os.environ, **(env or {})}
        self._process: subprocess.Popen[bytes] | None = None
        self._cleared = True

    @property
    def pid(self) -> int:
        return self._running().pid

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Starts the process; when this one dies, SIGTERM asks it to end too."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self._env,
                cwd=self.log.parent,
                start_new_session=True,
                preexec_fn=end_with(os.getpid(), signal.SIGTERM),
            )
        self._cleared = False

    def require_alive(self) -> None:
        """Raises `ChildFailed` with the end of the log if the process has ended."""
        if not self.alive:
            raise ChildFailed(f"{self.name} ended {self._how()}. The end of {self.log}:\n{self.tail()}")

    def stop(self, *, patience_s: float) -> bool:
        """Asks with SIGTERM, then insists with SIGKILL; returns whether the process ended when asked (or before)."""
        heard = True
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(patience_s)
            except subprocess.TimeoutExpired:
                heard = False
        self.kill()
        return heard

    def kill(self) -> None:
        """Kills the process and what it may have left in its process group, at once; once only, as ids come again."""
        if self._process is None or self._cleared:
            return
        self._cleared = True
        with suppress(ProcessLookupError, PermissionError):  # none is left; so says Linux, and so macOS
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def tail(self) -> str:
        """Returns the last lines of the log."""
        lines = self.log.read_text(errors="replace").splitlines()
        return "\n".join(lines[-TAIL_LINES:]) or "(it wrote nothing)"

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise RuntimeError(f"{self.name} was not started")
        return self._process

    def _how(self) -> str:
        code = self._running().poll()
        if code is not None and code < 0:
            return f"by signal {signal.Signals(-code).name}"
        return f"with status {code}"
