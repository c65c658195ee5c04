"""The one-machine stack: a broker, the topics, and both services as the processes that they are in production.

`stack` starts all of it, `services` only what reads and writes topics, over a broker that is there.
"""

import json
import os
import shutil
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from services.contracts.topics import load_topics
from services.local.broker import HOST, Broker, free_ports
from services.local.jars import ROOT, java, kafka_jars
from services.local.processes import Child, ChildFailed
from services.local.steps import Steps
from services.runtime.topics_admin import create_topics

COMMANDS = {
    "ingest": (sys.executable, "-m", "services.ingest"),
    "extract": (sys.executable, "-m", "services.extract", "worker"),
}
BOOTSTRAP = "PLEDGEWIRE_KAFKA_BOOTSTRAP"
READY_TIMEOUT_S = 120.0
STOP_PATIENCE_S = 20.0
POLL_S = 0.1


@dataclass(frozen=True, kw_only=True)
class Service:
    """A running service and where its metrics and health are."""

    name: str
    port: int
    child: Child

    @property
    def metrics(self) -> str:
        return f"http://{HOST}:{self.port}/metrics"

    def ready(self) -> bool:
        """Whether it says that it takes work."""
        try:
            with urllib.request.urlopen(f"http://{HOST}:{self.port}/health/ready", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


@dataclass(frozen=True, kw_only=True)
class Stack:
    """What runs: a broker of our own (None where another is used), and the services, in the order of the flow."""

    bootstrap: str
    broker: Broker | None
    services: tuple[Service, ...]

    def require_alive(self) -> None:
        """Raises `ChildFailed` if one of the processes has died."""
        if self.broker is not None:
            self.broker.require_alive()
        for service in self.services:
            service.child.require_alive()


@dataclass(frozen=True, kw_only=True)
class Ports:
    """Where to listen; 0 takes a free port."""

    kafka: int = 0
    ingest: int = 0
    extract: int = 0


@contextmanager
def stack(steps: Steps, *, source: str, ports: Ports | None = None) -> Iterator[Stack]:
    """Yields the whole stack, ready for work; stops it from the last to the first when the block ends.

    `PLEDGEWIRE_KAFKA_BOOTSTRAP` names a broker to use instead of one of our own. `source` is a feed that has a label
    of its own in the metrics.
    """
    held = ExitStack()
    try:
        yield _start(held, steps, source, ports or Ports())
    finally:
        with steps.step("stopping", done="stopped, data removed"):
            held.close()


def _start(held: ExitStack, steps: Steps, source: str, ports: Ports) -> Stack:
    """Starts everything in the order of the flow; what is started is left to `held` at once."""
    folder = held.enter_context(_log_folder())
    bootstrap, broker = os.environ.get(BOOTSTRAP, ""), None
    if not bootstrap:
        with steps.step("Apache Kafka's jars", done="Apache Kafka's jars are those of the lock") as detail:
            jars = kafka_jars(lambda there, of: detail(f"{there} of {of}"))
        with steps.step("Apache Kafka starts", done="Apache Kafka answers"):
            broker = held.enter_context(Broker(java=java(), jars=jars, port=ports.kafka or None))
        bootstrap = broker.bootstrap
    with steps.step(f"creating topics on {bootstrap}", done="topics are there"):
        create_topics(bootstrap, load_topics())
    with steps.step("services load", done="ingest and extract take work"):
        running = held.enter_context(services(bootstrap, folder=folder, source=source, ports=ports))
    return Stack(bootstrap=bootstrap, broker=broker, services=running)


@contextmanager
def services(
    bootstrap: str, *, folder: Path, source: str = "sample", ports: Ports | None = None
) -> Iterator[tuple[Service, ...]]:
    """Yields ingest and extract once both are ready; their logs go to files in `folder`."""
    ports = ports or Ports()
    free = free_ports(len(COMMANDS))
    chosen = {"ingest": ports.ingest or free[0], "extract": ports.extract or free[1]}
    with ExitStack() as held:
        started = []
        for name, command in COMMANDS.items():
            env = {
                BOOTSTRAP: bootstrap,
                "PLEDGEWIRE_INSTANCE": f"local-{os.getpid()}",  # fences nobody on a broker that others use too
                "PLEDGEWIRE_HTTP_PORT": str(chosen[name]),
                "PLEDGEWIRE_FEEDS": json.dumps([source]),  # read by ingest alone
                "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
            }
            child = Child(name, command, log=folder / f"{name}.log", env=env)
            held.callback(child.stop, patience_s=STOP_PATIENCE_S)
            child.start()
            started.append(Service(name=name, port=chosen[name], child=child))
        _await_ready(started)
        yield tuple(started)


def _await_ready(started: Sequence[Service]) -> None:
    deadline = time.monotonic() + READY_TIMEOUT_S
    for service in started:
        while not service.ready():
            for one in started:
                one.child.require_alive()
            if time.monotonic() > deadline:
                raise ChildFailed(
                    f"{service.name} was not ready after {READY_TIMEOUT_S:.0f} s. The end of {service.child.log}:\n"
                    + service.child.tail()
                )
            time.sleep(POLL_S)


@contextmanager
def _log_folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="pledgewire-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
