"""`pledgewire check`: is anything lost or doubled between the topics of this broker?"""

import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated

import typer
from kafka import KafkaAdminClient
from kafka.errors import CoordinatorNotAvailableError, KafkaError
from rich.console import Console
from rich.table import Table

from services.cli.console import Exit, complain, give_up, progress
from services.cli.options import LOCAL, Bootstrap
from services.cli.sums import Books, Claim, Key, claims, key_of
from services.contracts.article import Article
from services.contracts.messages import Received
from services.contracts.topics import ARTICLES, COMMITMENTS, OUTCOMES, RAW, REJECTED
from services.ingest.handler import results
from services.runtime.records import kept_since_ms, records

SHOWN = 5
COORDINATOR_PATIENCE_S = 15.0


def check(
    bootstrap: Bootstrap = LOCAL,
    ingest_group: Annotated[str, typer.Option(help="Consumer group of ingest.")] = "pledgewire-ingest",
    extract_group: Annotated[str, typer.Option(help="Consumer group of extract.")] = "pledgewire-extract",
) -> None:
    """Read all topics once and tell whether their sums agree.

    Counts distinct keys within what the topics still keep: repeats are allowed, losses are not. Run it when the
    services have caught up; what is still under way counts as missing.
    """
    try:
        books = Books(since_ms=kept_since_ms(bootstrap, (RAW, ARTICLES)))
        for topic in (REJECTED, RAW, ARTICLES, COMMITMENTS, OUTCOMES):  # what was refused says what not to read again
            with progress.status(f"reading {topic}"):
                for message in records(bootstrap, topic):
                    books.add(message, raw_keys(message, books) if topic == RAW else ())
        committed = {**_committed(bootstrap, ingest_group), **_committed(bootstrap, extract_group)}
    except (KafkaError, TimeoutError, LookupError) as problem:
        give_up(f"the topics on {bootstrap} could not be read: {problem}")
    if books.since_ms:
        since = datetime.fromtimestamp(books.since_ms / 1000, UTC).isoformat(timespec="seconds")
        progress.print(f"retention has dropped older records: counted is what was written since {since}")
    verdicts = claims(books, committed)
    _print(verdicts)
    sys.exit(Exit.INCOMPLETE if any(verdict.broken for verdict in verdicts) else Exit.OK)


def raw_keys(message: Received, books: Books) -> tuple[Key | None, ...]:
    """Returns the key of every item of a raw message as ingest reads it; None for an item that it refuses.

    A message that was refused as a whole (it may have hung or killed a process) is not read again.
    """
    if books.refused_whole((message.topic, message.partition, message.offset)):
        return (None,)
    return tuple(key_of(result) if isinstance(result, Article) else None for result in results(message))


def _committed(bootstrap: str, group: str) -> Mapping[tuple[str, int], int]:
    """Returns the group's committed offsets; waits for its coordinator, which a new broker makes when first asked."""
    admin = KafkaAdminClient(bootstrap_servers=bootstrap.split(","))
    give_up_at = time.monotonic() + COORDINATOR_PATIENCE_S
    try:
        while True:
            try:
                offsets = admin.list_group_offsets([group])[group]
                break
            except CoordinatorNotAvailableError:
                if time.monotonic() > give_up_at:
                    raise
                time.sleep(0.2)
    finally:
        admin.close()
    return {(at.topic, at.partition): known.offset for at, known in offsets.items()}


def _print(verdicts: list[Claim]) -> None:
    table = Table("", "rule", "counted")
    for verdict in verdicts:
        table.add_row("[red]broken[/]" if verdict.broken else "[green]holds[/]", verdict.rule, verdict.counted)
    Console().print(table)
    for verdict in verdicts:
        for example in verdict.broken[:SHOWN]:
            complain(example)
        if len(verdict.broken) > SHOWN:
            complain(f"... and {len(verdict.broken) - SHOWN} more against: {verdict.rule}")
