"""The Faust app and the worker that runs it: how we consume and produce, and how the process ends."""

import asyncio
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from signal import Signals

import faust
import structlog
from aiokafka.client import AIOKafkaClient  # type: ignore[import-untyped]
from aiokafka.errors import KafkaError  # type: ignore[import-untyped]

from services.contracts.messages import Outgoing
from services.contracts.topics import COMMITMENTS, OUTCOMES, REJECTED, largest_message_bytes
from services.extract import transport
from services.extract.publishing import Send
from services.extract.settings import ExtractSettings
from services.runtime.http import Health

BUFFERED_MESSAGES = 64
"""Articles that wait in memory; Faust's default of 4,096 would be 50 GB of the largest."""

RETRY_S = 2.0

STUCK_S = 30.0
"""An event loop that has not turned for so long will not: nothing of ours holds it for more than milliseconds."""

log = structlog.get_logger(__name__)


def make_app(settings: ExtractSettings, *, data_dir: Path) -> faust.App:
    """Returns the app, without agents; nothing is connected yet."""
    app = faust.App(
        settings.extract_group,
        broker=[f"kafka://{address}" for address in settings.kafka_bootstrap.split(",")],
        broker_client_id=f"pledgewire-extract-{settings.instance}",
        # A member that comes back under its own name within the session gets its partitions at once.
        consumer_group_instance_id=f"{settings.extract_group}-{settings.instance}",
        broker_session_timeout=6,  # the least that brokers allow by default: how long a crashed worker's share waits
        broker_heartbeat_interval=1,
        broker_rebalance_timeout=8,
        broker_commit_interval=1,  # what is repeated after a crash: a second's articles
        consumer_auto_offset_reset="earliest",
        consumer_max_fetch_size=largest_message_bytes(),
        producer_max_request_size=largest_message_bytes(),
        producer_request_timeout=30,  # then it is tried again, see agents.py; Faust's default is 20 minutes
        stream_buffer_maxsize=BUFFERED_MESSAGES,
        topic_allow_declare=False,  # topics are made from schemas/topics.yaml, by whoever may
        topic_disable_leader=True,
        web_enabled=False,  # /metrics and /health are ours: Faust's server listens on all addresses
        worker_redirect_stdouts=False,
        datadir=data_dir,
        autodiscover=False,
    )
    transport.install(app)
    return app


async def kafka_answers(bootstrap: str) -> None:
    """Returns as soon as one of the brokers answers; Faust would give up."""
    while True:
        client = AIOKafkaClient(bootstrap_servers=bootstrap)
        try:
            await client.bootstrap()
            return
        except KafkaError as problem:
            log.warning("kafka_away", bootstrap=bootstrap, error=repr(problem), retry_s=RETRY_S)
            await asyncio.sleep(RETRY_S)
        finally:
            await client.close()


def sender(app: faust.App) -> Send:
    """Returns what sends messages through the app's producer, at once, and waits for the broker's word on each."""
    topics = {
        name: app.topic(name, key_serializer="raw", value_serializer="raw", key_type=bytes, value_type=bytes)
        for name in (COMMITMENTS, OUTCOMES, REJECTED)
    }

    async def send(messages: tuple[Outgoing, ...]) -> None:
        under_way = [
            await topics[message.topic].send(key=message.key, value=message.value, headers=list(message.headers))
            for message in messages
        ]
        await asyncio.gather(*under_way)

    return send


class Worker(faust.Worker):
    """Runs the app until SIGTERM, SIGINT or a crash; then ends within `limit_s`, whatever it is at.

    Faust waits for the message in hand, and for a broker that is away. What was not committed is handled again.
    """

    def __init__(
        self,
        app: faust.App,
        *,
        loop: asyncio.AbstractEventLoop,
        limit_s: float,
        each_second: Callable[[], None],
        publishing: Callable[[], Health],
    ) -> None:
        """`publishing` says whether what comes of articles gets through."""
        super().__init__(app, loop=loop, quiet=True, override_logging=False, redirect_stdouts=False)
        self.spinner = None
        self._limit_s = limit_s
        self._each_second = each_second
        self._publishing = publishing
        self._has_partitions = False
        self._beat = time.monotonic()

    def live(self) -> Health:
        """Whether the event loop turns."""
        age_s = time.monotonic() - self._beat
        return Health(ok=age_s < STUCK_S, detail=f"the event loop turned {age_s:.0f} s ago")

    def ready(self) -> Health:
        """Whether articles are being taken, and what comes of them gets through."""
        if not self._has_partitions:
            return Health(ok=False, detail="joining the consumer group")
        if self.app.rebalancing:
            return Health(ok=False, detail="partitions are being shared out anew")
        return self._publishing()

    async def on_startup_finished(self) -> None:
        """Called when partitions were assigned for the first time."""
        self._has_partitions = True
        await super().on_startup_finished()

    @faust.Service.task
    async def _keep_beating(self) -> None:
        while not self.should_stop:
            self._beat = time.monotonic()
            self._each_second()
            await self.sleep(1.0)

    def _schedule_shutdown(self, signal: Signals) -> None:
        log.info("stopping", signal=signal.name)
        end_within(self._limit_s)
        super()._schedule_shutdown(signal)

    def _crash(self, reason: BaseException) -> None:
        end_within(self._limit_s)
        super()._crash(reason)


def end_within(limit_s: float) -> None:
    """Ends this process with status 1 after `limit_s` seconds if it has not ended by then."""

    def end() -> None:
        log.error("shutdown_forced", limit_s=limit_s)
        os._exit(1)

    timer = threading.Timer(limit_s, end)
    timer.daemon = True
    timer.start()
