"""`pledgewire check`: is anything lost or doubled between the topics of this broker?"""

import sys
import time
from collections.abc import Mapping
from typing import Annotated

import typer
from kafka import KafkaAdminClient
from kafka.errors import CoordinatorNotAvailableError, KafkaError
from rich.console import Console
from rich.table import Table

from services.cli.console import Exit, complain, give_up, progress
from services.cli.options import LOCAL, Bootstrap
from services.cli.sums import Books, Claim, Key, claims, extractors, key_of
from services.contracts.article import Article
from services.contracts.headers import BACKFILL, CONTENT_ENCODING, CONTENT_TYPE, SOURCE
from services.contracts.messages import Received
from services.contracts.topics import ARTICLES, COMMITMENTS, OUTCOMES, RAW, REJECTED
from services.ingest.reading import read
from services.runtime.records import records

SHOWN = 5
COORDINATOR_PATIENCE_S = 15.0


def check(
    bootstrap: Bootstrap = LOCAL,
    ingest_group: Annotated[str, typer.Option(help="Consumer group of ingest.")] = "pledgewire-ingest",
    extract_group: Annotated[str, typer.Option(help="Consumer group of extract.")] = "pledgewire-extract",
) -> None:
    """Read all topics once and tell whether their sums agree.

    Counts distinct keys within what the topics still keep (repeats are allowed, losses are not), for the extractor
    whose outcomes are newest. Run it when the services have caught up; what is still under way counts as missing.
    """
    books = Books()
    try:
        for topic in (RAW, ARTICLES, COMMITMENTS, OUTCOMES, REJECTED):
            with progress.status(f"reading {topic}"):
                for message in records(bootstrap, topic):
                    books.add(message, raw_keys(message) if topic == RAW else ())
        committed = {**_committed(bootstrap, ingest_group), **_committed(bootstrap, extract_group)}
    except (KafkaError, TimeoutError) as problem:
        give_up(f"the topics on {bootstrap} could not be read: {problem}")
    makers = extractors(books)
    newest = makers[-1] if makers else None
    verdicts = claims(books, newest, committed)
    _print(verdicts)
    sys.exit(Exit.INCOMPLETE if any(verdict.broken for verdict in verdicts) else Exit.OK)


def raw_keys(message: Received) -> tuple[Key | None, ...]:
    """Returns the key of every item of a raw message as ingest would read it; None for an item that it would refuse."""
    items = read(
        message.value or b"",
        content_type=message.header(CONTENT_TYPE) or "",
        content_encoding=message.header(CONTENT_ENCODING) or "",
        source=message.header(SOURCE) or "",
        key=(message.key or b"").decode("utf-8", "replace"),
        backfill=message.header(BACKFILL) == "true",
    )
    return tuple(key_of(item) if isinstance(item, Article) else None for item in items)


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
