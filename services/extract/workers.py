"""Extraction in a child process that can be killed: spaCy neither blocks the event loop nor outlives its time limit.

The child loads the pipelines once, answers with their identity, and then turns article bytes into `Report`s, one at a
time. A child that takes too long or dies is replaced; the article that it was at is reported as refused.

An own child rather than a pool's: a pool starts counting when a worker takes a task, so that loading is unlimited; it
asks with SIGTERM first, which code inside a native loop does not hear, and waits seconds before SIGKILL; and a worker
killed while idle (out of memory) breaks the whole pool, where here the next article just gets a new child.
"""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from services.contracts.commitment import Extractor
from services.contracts.errors import Reason
from services.extract.child import Report, serve
from services.extract.handler import Refusal
from services.runtime.child_process import ChildProcess, Died, TimedOut


class LoadFailed(Exception):
    """The child could not load the pipelines: no article can be extracted, and none is at fault."""


class ExtractionProcess:
    """The child process that extracts, replaced when it has to be; one article at a time."""

    def __init__(self, factory: str, *, limit_s: float, load_limit_s: float, restarted: Callable[[], None]) -> None:
        """Takes the factory of the pipelines as `module:function` and the seconds that an article and loading may take.

        `restarted` is called when a child had to be replaced, from another thread.
        """
        self._factory = factory
        self._load_limit_s = load_limit_s
        self._limit_s = limit_s
        # All that touches the child happens in this one thread, which lives as long as this object: Linux ties a
        # child's death signal to the thread that started it.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="extraction")
        self._child: _Child | None = None
        self._restarted = restarted
        self._stopping = False

    @property
    def pid(self) -> int | None:
        """The child's process id while there is one."""
        return self._child.pid if self._child is not None else None

    async def start(self) -> Extractor:
        """Starts the child and waits until it has loaded the pipelines; returns their identity, raises `LoadFailed`."""
        return await asyncio.wrap_future(self._thread.submit(lambda: self._living_child().identity))

    async def examine(self, value: bytes) -> Report:
        """Returns the child's report on an `article/1`, or a refusal: too slow, died, a bug. Raises `LoadFailed`."""
        return await asyncio.wrap_future(self._thread.submit(self._examine, value))

    def stop(self) -> None:
        """Kills the child, whatever it is at; what it is at ends as a crash, what waits for it as `LoadFailed`."""
        self._stopping = True
        if self._child is not None:
            self._child.kill()
        self._thread.shutdown(wait=True, cancel_futures=True)
        if self._child is not None:  # perhaps another, which the thread had begun to start
            self._child.kill()
            self._child.close()
            self._child = None

    def _examine(self, value: bytes) -> Report:
        report = self._living_child().examine(value, self._limit_s)
        left_s = self._limit_s - sum(report.seconds.values())
        if _reason(report) is Reason.CRASH and left_s > 0 and not self._stopping:
            # Once more: it may be no fault of the article, as when the kernel, out of memory, chose this process.
            report = self._living_child().examine(value, left_s)
        if _reason(report) is Reason.TIMEOUT and self._child is not None:
            self._child.kill()
        if _reason(report) in (Reason.TIMEOUT, Reason.CRASH) and not self._stopping:
            self._thread.submit(self._living_child)  # the next one loads while this report is dealt with
        return report

    def _living_child(self) -> "_Child":
        if self._child is not None and not self._child.alive:
            self._child.close()
            self._child = None
            self._restarted()
        if self._child is None:
            self._child = _Child(self._factory)
            if self._stopping:  # asked after the child is there for `stop` to see: one of the two kills it
                self._child.kill()
            self._child.load(self._load_limit_s)
        return self._child


class _Child:
    """One child process with its pipelines."""

    identity: Extractor

    def __init__(self, factory: str) -> None:
        self._process = ChildProcess(serve, factory, name="extraction")

    @property
    def alive(self) -> bool:
        return self._process.alive

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def load(self, limit_s: float) -> None:
        """Waits until the pipelines are loaded; raises `LoadFailed`."""
        try:
            self.identity = self._process.receive(limit_s)
            return
        except TimedOut:
            problem = f"the pipelines were not loaded within {limit_s:g} s"
        except Died as end:
            problem = f"loading the pipelines {end}"
        self.kill()
        raise LoadFailed(problem)

    def examine(self, value: bytes, limit_s: float) -> Report:
        started = time.monotonic()
        try:
            report: Report = self._process.ask(value, limit_s)
        except TimedOut:
            return _gone(Reason.TIMEOUT, f"not extracted within {limit_s:g} s", started)
        except Died as end:
            return _gone(Reason.CRASH, f"the process that extracts {end}", started)
        return report

    def kill(self) -> None:
        """Kills the process; from any thread."""
        self._process.kill()

    def close(self) -> None:
        self._process.close()


def _reason(report: Report) -> Reason | None:
    return report.result.reason if isinstance(report.result, Refusal) else None


def _gone(reason: Reason, detail: str, started: float) -> Report:
    return Report(result=Refusal(reason=reason, detail=detail), seconds={"extract": time.monotonic() - started})
