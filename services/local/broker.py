"""One Apache Kafka node (KRaft: broker and controller in one) as a child process, on 127.0.0.1 alone.

    with Broker(java=java(), jars=kafka_jars()) as broker:
        broker.bootstrap   # "127.0.0.1:23456"

Its data lie in a temporary folder and go when the block ends. `kill` and `restart` are there for tests of what happens
when a broker is lost.
"""

import os
import random
import shutil
import socket
import struct
import subprocess
import tempfile
import time
import uuid
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from services.contracts.topics import largest_message_bytes
from services.local.processes import Child, ChildFailed

HOST = "127.0.0.1"
# Below the ranges from which systems draw the ports of outgoing connections (Linux from 32768, macOS from 49152): a
# client that knocks while the broker is away must not be given the broker's own port.
PORTS = range(20000, 32000)

START_TIMEOUT_S = 60.0
STOP_PATIENCE_S = 15.0
POLL_S = 0.05

JAVA_OPTIONS = (
    "-Xms128m",
    "-Xmx256m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",  # a short life: quick code soon is worth more than the best code later
    "-XX:-UsePerfData",  # leaves no file in /tmp
    "-XX:+ExitOnOutOfMemoryError",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
    "-Dorg.slf4j.simpleLogger.showDateTime=true",
    "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
)

# Tried values; broker.session and broker.heartbeat let a node come back 4 s after SIGKILL instead of 13 s, and the
# cleanup interval frees readers of a transaction that its producer abandoned.
PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@{host}:{controller_port}
listeners=PLAINTEXT://{host}:{port},CONTROLLER://{host}:{controller_port}
advertised.listeners=PLAINTEXT://{host}:{port}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs={data}
auto.create.topics.enable=false
num.partitions=4
num.network.threads=2
num.io.threads=4
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
transaction.abort.timed.out.transaction.cleanup.interval.ms=1000
group.initial.rebalance.delay.ms=0
broker.session.timeout.ms=2000
broker.heartbeat.interval.ms=500
message.max.bytes={max_message_bytes}
replica.fetch.max.bytes={max_message_bytes}
log.cleaner.dedupe.buffer.size=16777216
"""


class Broker:
    """A Kafka node; `with` starts it, waits until it answers, and leaves neither process nor data behind."""

    def __init__(self, *, java: Path, jars: Sequence[Path], port: int | None = None) -> None:
        """`port` is where clients connect; left out, a free one is taken."""
        self._java = java
        self._class_path = os.pathsep.join(map(str, jars))
        self.port, self._controller_port = free_ports(2)
        if port is not None:
            self.port = port

    @property
    def bootstrap(self) -> str:
        """Where clients connect, as `host:port`."""
        return f"{HOST}:{self.port}"

    @property
    def pid(self) -> int:
        return self._child.pid

    def __enter__(self) -> Self:
        self._folder = Path(tempfile.mkdtemp(prefix="pledgewire-kafka-"))
        self.log = self._folder / "kafka.log"
        self._child = Child("Kafka", self._command("kafka.Kafka", str(self._properties)), log=self.log)
        try:
            self._write_properties()
            self._format()
            self._start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            self._child.stop(patience_s=STOP_PATIENCE_S)
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)

    def require_alive(self) -> None:
        """Raises `ChildFailed` if the node has died."""
        self._child.require_alive()

    def kill(self) -> None:
        """Kills the node at once; its data stay."""
        self._child.kill()

    def restart(self) -> None:
        """Starts the node again on the same ports and data, stopping it first if it runs; waits until it answers."""
        self._child.stop(patience_s=STOP_PATIENCE_S)
        self._start()

    @property
    def _properties(self) -> Path:
        return self._folder / "server.properties"

    def _command(self, main_class: str, *arguments: str) -> list[str]:
        # Native libraries are unpacked into the temporary folder, so that a killed node leaves none in /tmp.
        temporary = f"-Djava.io.tmpdir={self._folder}"
        return [str(self._java), *JAVA_OPTIONS, temporary, "-cp", self._class_path, main_class, *arguments]

    def _write_properties(self) -> None:
        self._properties.write_text(
            PROPERTIES.format(
                host=HOST,
                port=self.port,
                controller_port=self._controller_port,
                data=self._folder / "data",
                max_message_bytes=largest_message_bytes(),
            )
        )

    def _format(self) -> None:
        cluster = urlsafe_b64encode(uuid.uuid4().bytes).rstrip(b"=").decode()
        command = self._command("kafka.tools.StorageTool", "format", "-t", cluster, "-c", str(self._properties))
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if done.returncode:
            raise ChildFailed(f"Kafka's data folder could not be formatted:\n{done.stdout}{done.stderr}")

    def _start(self) -> None:
        self._child.start()
        deadline = time.monotonic() + START_TIMEOUT_S
        while not _answers(self.port):
            self._child.require_alive()
            if time.monotonic() > deadline:
                raise ChildFailed(f"Kafka did not answer within {START_TIMEOUT_S:.0f} s:\n{self._child.tail()}")
            time.sleep(POLL_S)


def free_ports(count: int) -> list[int]:
    """Returns ports that nobody listens on now; all are held until the last is found, so that they differ."""
    held: list[socket.socket] = []
    try:
        while len(held) < count:
            candidate = socket.socket()
            try:
                candidate.bind((HOST, random.choice(PORTS)))
            except OSError:
                candidate.close()
            else:
                held.append(candidate)
        return [one.getsockname()[1] for one in held]
    finally:
        for one in held:
            one.close()


def unless_taken(port: int) -> int:
    """Returns the port if nobody listens on it, else 0, which stands for any free one."""
    with socket.socket() as candidate:
        candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections that just ended do not count
        try:
            candidate.bind((HOST, port))
        except OSError:
            return 0
    return port


def _answers(port: int) -> bool:
    """Whether a broker answers an ApiVersions request (version 0) without an error: no client library is needed."""
    request = struct.pack(">hhih", 18, 0, 1, -1)  # api key, version, correlation id, no client id
    try:
        with socket.create_connection((HOST, port), timeout=1) as connection:
            connection.sendall(struct.pack(">i", len(request)) + request)
            answer = connection.makefile("rb").read(10)  # size, correlation id, error code
    except OSError:
        return False
    return len(answer) == 10 and struct.unpack(">iih", answer)[1:] == (1, 0)
