"""`python -m services.local demo|up|clean`: the one-machine stack, for trying it out."""

import shutil
import signal
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from kafka.errors import KafkaError
from rich.console import Console
from rich.text import Text

from services.contracts.topics import load_topics
from services.extract.settings import ExtractSettings
from services.ingest.files import documents
from services.ingest.settings import IngestSettings
from services.local.broker import unless_taken
from services.local.demo import demo as run_demo
from services.local.jars import ROOT, JarTampered, KafkaMissing, cache_folder, jars_folder
from services.local.processes import ChildFailed
from services.local.stack import BOOTSTRAP, Ports, Stack, stack
from services.local.steps import Steps

SAMPLES = ROOT / "samples"
KAFKA_PORT = 9092
WATCH_S = 0.5

app = typer.Typer(
    help="Apache Kafka, the topics and both services on this machine.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command()
def demo(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="Files or folders of articles; left out, the samples."),
    ] = None,
    source: Annotated[str, typer.Option(help="The feed's name: the `source` header.")] = "sample",
    stall: Annotated[float, typer.Option(min=1, help="Seconds in which nothing moves before it gives up.")] = 60.0,
) -> None:
    """Run the whole flow once: articles in, commitment events out; ends by itself and leaves nothing behind.

    Exit status: 0 every article went through, 1 something was refused or failed, 2 wrong usage.
    """
    console = Console()
    try:
        articles = list(documents(paths or [str(SAMPLES)]))
    except OSError as problem:
        raise typer.BadParameter(str(problem), param_hint="PATH") from problem
    if not articles:
        raise typer.BadParameter("no articles there", param_hint="PATH")
    ok = run_demo(articles, source=source, stall_s=stall, console=console)
    sys.exit(0 if ok else 1)


@app.command()
def up() -> None:
    """Start the stack and keep it running until Ctrl-C."""
    console = Console()
    ports = Ports(
        kafka=unless_taken(KAFKA_PORT),
        ingest=unless_taken(IngestSettings.model_fields["http_port"].default),
        extract=unless_taken(ExtractSettings.model_fields["http_port"].default),
    )
    with stack(Steps(console), source="sample", ports=ports) as running:
        console.print(_card(running), markup=False, highlight=False, soft_wrap=True)
        _watch(running)


@app.command()
def clean() -> None:
    """Remove the downloaded jars."""
    shutil.rmtree(jars_folder(), ignore_errors=True)
    for left in cache_folder().glob("downloading-*"):
        shutil.rmtree(left, ignore_errors=True)
    Console().print(f"removed {jars_folder()}", markup=False)


def main() -> None:
    """Runs a command; whatever goes wrong, and whatever signal ends it, processes and data are cleaned up first."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    try:
        app()
    except (KafkaMissing, JarTampered, ChildFailed, KafkaError, OSError) as problem:
        Console(stderr=True).print(Text(str(problem), style="red"), soft_wrap=True)
        sys.exit(1)


def _end(number: int, frame: FrameType | None) -> None:
    """Unwinds the stack once; a second signal must not interrupt the cleaning up, whose time is bounded."""
    for again in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(again, signal.SIG_IGN)
    raise SystemExit(128 + number)


def _watch(running: Stack) -> None:
    """Returns at Ctrl-C, which is how this is meant to end; raises `ChildFailed` if a process dies before."""
    try:
        while True:
            running.require_alive()
            time.sleep(WATCH_S)
    except SystemExit as end:
        if end.code != 128 + signal.SIGINT:
            raise


def _card(running: Stack) -> str:
    command = f"{Path(sys.executable).parent}/pledgewire"
    lines = [
        "",
        f"Kafka    {running.bootstrap}",
        f"topics   {', '.join(load_topics())}",
        *(f"metrics  {service.metrics} ({service.name}; its log: {service.child.log})" for service in running.services),
        "",
        "In another terminal:",
        f"  export {BOOTSTRAP}={running.bootstrap}",
        f"  {command} publish {SAMPLES} --source sample",
        f"  {command} tail --from-start",
        f"  {command} check",
        "",
        "Ctrl-C stops everything and removes its data.",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
