"""Extraction workers as the processes that they are in production, and a client of their probes and metrics."""

import json
import os
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from services.local.broker import free_ports
from services.local.processes import Child
from tests.support.waiting import await_until

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, kw_only=True)
class Worker:
    """A worker under test; `value` reads one of its metrics."""

    child: Child
    port: int

    @property
    def pid(self) -> int:
        return self.child.pid

    def probe(self, path: str = "/health") -> tuple[int, dict[str, object]]:
        """Returns status and body of a probe; status 0 while nobody listens."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, json.loads(answer.read())
        except OSError:
            return 0, {}

    def value(self, name: str, **labels: str) -> float:
        """Returns a metric's value: the sum over all series that bear these labels."""
        found = [sample.value for sample in self._samples(name) if labels.items() <= sample.labels.items()]
        return sum(found)

    def labels(self, name: str, label: str) -> set[str]:
        """Returns the values that a label of a metric has."""
        return {sample.labels[label] for sample in self._samples(name)}

    def await_ready(self) -> None:
        def ready() -> bool:
            self.child.require_alive()
            return self.probe("/health/ready")[0] == 200

        await_until(ready, timeout_s=60)

    def await_idle(self) -> None:
        """Returns when nothing waits for this worker."""
        await_until(lambda: self.value("lag_messages") + self.value("in_flight_articles") == 0)

    def extracting_pid(self) -> int:
        """Returns the id of the process that extracts: the worker's one child that reads from its pipe."""
        children = [
            int(pid)
            for listing in Path(f"/proc/{self.pid}/task").glob("*/children")
            for pid in listing.read_text().split()
        ]
        workers = [pid for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
        (pid,) = workers
        return pid

    def _samples(self, name: str) -> list:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics", timeout=5) as answer:
            families = list(text_string_to_metric_families(answer.read().decode()))
        return [
            sample for family in families for sample in family.samples if sample.name == f"pledgewire_extract_{name}"
        ]


@contextmanager
def extract_worker(
    bootstrap: str,
    folder: Path,
    *,
    group: str,
    instance: str = "0",
    pipelines: str = "tests.support.pipelines:make",
    **settings: str,
) -> Iterator[Worker]:
    """Yields a worker that has been started and may not be ready; `settings` are further variables, by name."""
    (port,) = free_ports(1)
    env = {
        "PLEDGEWIRE_KAFKA_BOOTSTRAP": bootstrap,
        "PLEDGEWIRE_HTTP_PORT": str(port),
        "PLEDGEWIRE_EXTRACT_GROUP": group,
        "PLEDGEWIRE_EXTRACT_PIPELINES": pipelines,
        "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
        **{f"PLEDGEWIRE_{name.upper()}": value for name, value in settings.items()},
    }
    command = [sys.executable, "-m", "services.extract", "worker", "--instance", instance]
    child = Child(f"extract-{instance}", command, log=folder / f"{group}-{instance}.log", env=env)
    child.start()
    try:
        yield Worker(child=child, port=port)
    finally:
        child.stop(patience_s=15)


def logged(child: Child, event: str) -> list[str]:
    """Returns the lines of a worker's log that report this event."""
    return [line for line in child.log.read_text().splitlines() if re.search(rf"\b{event}\b", line)]
