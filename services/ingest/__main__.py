"""`python -m services.ingest`: builds the ingest service from its settings and runs it."""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from importlib.metadata import version
from typing import Any

import structlog
from kafka.errors import KafkaError, RetriableError
from prometheus_client import disable_created_metrics
from pydantic import ValidationError

from services.ingest.consumer import FENCED, Ingest, Limits
from services.ingest.isolation import IsolatedHandler, LoadFailed
from services.ingest.metrics import Metrics
from services.ingest.settings import IngestSettings
from services.ingest.shutdown import Stop
from services.runtime import logs
from services.runtime.flood import quieten
from services.runtime.http import Probes, serve
from services.runtime.kafka_clients import group_consumer, transactional_producer
from services.runtime.settings import settings_help

DESCRIPTION = """\
Takes what feeds send to news.raw, cleans and validates it, and publishes articles to news.articles, and what it
refuses, with the reason, to news.rejected, until SIGTERM or Ctrl-C. Start as many as there are partitions, each with
its own --instance and --http-port: they share the load.

  PLEDGEWIRE_KAFKA_BOOTSTRAP=localhost:9092 python -m services.ingest --instance a --http-port 9101

Exit status: 0 told to stop, 1 something broke, 2 wrong usage or settings, 3 another process has taken over this
instance's name, 4 stopped in the middle of a transaction that hung. After 1, 3 and 4 it may be started again: nothing
is lost, and nothing doubled for readers of committed messages.
"""

BROKEN, USAGE, TAKEN_OVER = 1, 2, 3
RETRY_S = 1.0
REMIND_S = 30.0

log = structlog.get_logger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the service; returns the exit status."""
    given = {name: value for name, value in vars(_parser().parse_args(arguments)).items() if value is not None}
    try:
        settings = IngestSettings(**given)
    except ValidationError as problem:
        print(problem, file=sys.stderr)  # noqa: T201  there is no log yet: its form is a setting too
        return USAGE
    logs.configure(service="ingest", form=settings.log_format, level=settings.log_level)
    quieten("kafka", level=settings.log_level)
    stop = Stop()
    stop.listen()
    stop.guard(settings.ingest_shutdown_s)
    try:
        run(settings, stop)
    except FENCED as problem:
        detail = f"another process runs as instance {settings.instance!r}, or a transaction outlived its time-out"
        log.error("taken_over", detail=detail, error=repr(problem))
        return TAKEN_OVER
    except (KafkaError, OSError, LoadFailed) as problem:
        log.error("broken", error=repr(problem))
        return BROKEN
    finally:
        stop.done()
    return 0


def run(settings: IngestSettings, stop: Stop) -> None:
    """Takes messages until asked to stop."""
    disable_created_metrics()  # type: ignore[no-untyped-call]  # a second series for each counter, of no use to Prometheus
    metrics = Metrics(version=version("pledgewire"), feeds=settings.feeds)
    probes = Probes("connecting to Kafka")
    with ExitStack() as held:
        http = serve(
            host=settings.http_host,
            port=settings.http_port,
            registry=metrics.registry,
            live=probes.live,
            ready=probes.ready,
        )
        held.callback(http.stop)
        log.info("listening", host=settings.http_host, port=http.port)
        handler = IsolatedHandler(
            limit_s=settings.ingest_message_s,
            memory_bytes=settings.ingest_memory_bytes,
            restarted=metrics.restarted,
        )
        held.callback(handler.stop)
        handler.start()
        producer, consumer = _producer(settings, stop), None
        if producer is not None:
            held.callback(_close_producer, producer)
            consumer = _consumer(settings, stop)
        if consumer is None:
            return
        held.callback(consumer.close, autocommit=False, timeout_ms=1000)
        ingest = probes.running = Ingest(
            consumer=consumer,
            producer=producer,
            metrics=metrics,
            stop=stop,
            handler=handler,
            announce=handler.announce,
            limits=Limits(
                messages=settings.ingest_batch_messages,
                bytes=settings.ingest_batch_bytes,
                stall_s=settings.ingest_stall_s,
            ),
        )
        ingest.run()
        log.info("stopping")


def _producer(settings: IngestSettings, stop: Stop) -> Any:
    def connect() -> Any:
        return transactional_producer(bootstrap=settings.kafka_bootstrap, transactional_id=settings.transactional_id)

    return _patiently(connect, stop, settings.kafka_bootstrap)


def _consumer(settings: IngestSettings, stop: Stop) -> Any:
    def connect() -> Any:
        return group_consumer(
            bootstrap=settings.kafka_bootstrap,
            group=settings.ingest_group,
            instance=settings.member,
            max_poll_records=settings.ingest_batch_messages,
        )

    return _patiently(connect, stop, settings.kafka_bootstrap)


def _patiently(connect: Callable[[], Any], stop: Stop, bootstrap: str) -> Any:
    """Returns what `connect` does, tried until Kafka answers; None once asked to stop. Says so now and again."""
    said = -REMIND_S
    while not stop.requested:
        try:
            return connect()
        except RetriableError as problem:
            if time.monotonic() - said >= REMIND_S:
                said = time.monotonic()
                log.warning("kafka_away", bootstrap=bootstrap, error=repr(problem), detail="trying on")
            stop.wait(RETRY_S)
    return None


def _close_producer(producer: Any) -> None:
    """Closes without waiting for what a failed transaction left behind: the broker aborts it."""
    try:
        producer.close(timeout=1)
    except KafkaError as problem:
        log.warning("producer_not_closed", error=repr(problem))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m services.ingest",
        description=DESCRIPTION,
        epilog="Settings, read from the environment:\n" + settings_help(IngestSettings),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--instance", help="name of this instance, unique in its group (PLEDGEWIRE_INSTANCE)")
    parser.add_argument("--http-port", type=int, help="port of /metrics and /health, 0 for a free one")
    return parser


if __name__ == "__main__":
    sys.exit(main())
