"""`python -m services.extract worker`: builds the extraction service from its settings and runs it."""

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn

import structlog
from prometheus_client import disable_created_metrics
from pydantic import ValidationError

from services.extract.agents import Work, register, watch
from services.extract.app import Worker, kafka_answers, make_app, sender
from services.extract.metrics import Metrics
from services.extract.publishing import Publisher
from services.extract.settings import ExtractSettings
from services.extract.transport import lag
from services.extract.workers import ExtractionProcess, LoadFailed
from services.runtime import logs
from services.runtime.breaker import Breaker
from services.runtime.flood import quieten
from services.runtime.http import Probes, serve
from services.runtime.settings import settings_help

WORKER = """\
Takes articles from news.articles, publishes their events to nato.commitments, one outcome each to news.outcomes,
and what was refused to news.rejected, until SIGTERM or Ctrl-C. Start as many as there are partitions, each with its
own --instance and --http-port: they share the load.

  PLEDGEWIRE_KAFKA_BOOTSTRAP=localhost:9092 python -m services.extract worker --instance a --http-port 9103
"""

log = structlog.get_logger(__name__)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs the command; ends with 0 when told to stop, 1 when something broke, 2 for wrong usage or settings."""
    chosen = _parser().parse_args(arguments)
    given = {name: value for name, value in vars(chosen).items() if name != "command" and value is not None}
    try:
        settings = ExtractSettings(**given)
    except ValidationError as problem:
        print(problem, file=sys.stderr)  # noqa: T201  there is no log yet: its form is a setting too
        sys.exit(2)
    logs.configure(service="extract", form=settings.log_format, level=settings.log_level)
    quieten("aiokafka", "faust", "mode", level=settings.log_level)
    try:
        run(settings)
    except (LoadFailed, OSError) as problem:
        log.error("not_started", problem=str(problem))
        sys.exit(1)


def run(settings: ExtractSettings) -> NoReturn:
    """Loads the pipelines, then takes articles until SIGTERM or SIGINT; ends the process."""
    # For the child, which imports numpy later: the heads' products are small, and three times as fast on one thread.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    disable_created_metrics()  # type: ignore[no-untyped-call]  # a second series a counter, of no use to us
    with ExitStack() as held:
        metrics = Metrics()
        process = ExtractionProcess(
            settings.extract_pipelines,
            limit_s=settings.extract_article_limit_s,
            load_limit_s=settings.extract_load_limit_s,
            restarted=metrics.child_restarts.inc,
        )
        held.callback(process.stop)
        probes = Probes("loading the pipelines, then waiting for Kafka")
        http = serve(
            host=settings.http_host,
            port=settings.http_port,
            registry=metrics.registry,
            live=probes.live,
            ready=probes.ready,
        )
        held.callback(http.stop)
        log.info("listening", host=settings.http_host, port=http.port)
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        identity = loop.run_until_complete(process.start())
        metrics.identify(identity)
        log.info("pipelines_loaded", code=identity.code, model=identity.model, rules=identity.rules)
        loop.run_until_complete(kafka_answers(settings.kafka_bootstrap))
        data_dir = settings.extract_data_dir or Path(held.enter_context(tempfile.TemporaryDirectory()))
        app = make_app(settings, data_dir=data_dir)
        publisher = Publisher(sender(app), retried=metrics.publish_retries.inc)
        breaker = Breaker(in_a_row=settings.extract_breaker_in_a_row, share=settings.extract_breaker_share)
        work = Work(
            process=process,
            identity=identity,
            publisher=publisher,
            metrics=metrics,
            observers=(watch(breaker, metrics),),
        )
        register(app, work)
        worker = probes.running = Worker(
            app,
            loop=loop,
            limit_s=settings.extract_shutdown_limit_s,
            each_second=lambda: metrics.lag(lag(app)),
            publishing=publisher.ready,
        )
        worker.execute_from_commandline()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m services.extract", description="Extracts NATO commitment events from articles on Kafka."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    worker = commands.add_parser(
        "worker",
        help="take news.articles, publish nato.commitments and news.outcomes",
        description=WORKER,
        epilog="Settings, read from the environment:\n" + settings_help(ExtractSettings),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    worker.add_argument("--instance", help="name of this worker, unique in its group (PLEDGEWIRE_INSTANCE)")
    worker.add_argument("--http-port", type=int, help="port of /metrics and /health, 0 for a free one")
    return parser


if __name__ == "__main__":
    main()
