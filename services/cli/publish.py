"""`pledgewire publish`: send articles on disk to `news.raw`, as a feed producer would."""

import sys
from collections.abc import Iterator, Sequence
from typing import Annotated

import typer
from kafka.errors import KafkaError
from rich.progress import Progress

from services.cli.console import Exit, complain, give_up, progress
from services.cli.options import LOCAL, Bootstrap, Paths
from services.contracts.article import Article
from services.contracts.headers import BACKFILL, CONTENT_TYPE, SOURCE, text_headers
from services.contracts.messages import Outgoing
from services.contracts.topics import RAW
from services.ingest.files import Document, documents
from services.ingest.reading import read
from services.runtime import publishing


def publish(
    paths: Paths,
    source: Annotated[str, typer.Option(help="The feed's name: the `source` header.")] = "cli",
    content_type: Annotated[
        str, typer.Option(help="The `content-type` header; left out, ingest looks at the bytes.", show_default=False)
    ] = "",
    backfill: Annotated[bool, typer.Option("--backfill", help="Mark as old news that must wake nobody.")] = False,
    bootstrap: Bootstrap = LOCAL,
) -> None:
    """Send articles to news.raw and wait for the broker's word on each.

    The bytes go as they are; what is wrong with them is for ingest to say. The key is the item's own id where it can be
    read, else the file's name.

    Example: pledgewire publish samples --source samples
    """
    try:
        inputs = list(documents(paths))
    except OSError as problem:
        give_up(str(problem), Exit.USAGE)
    marks = text_headers({SOURCE: source, CONTENT_TYPE: content_type, BACKFILL: "true" if backfill else ""})
    failed = 0
    try:
        with Progress(console=progress, transient=True, disable=not progress.is_terminal) as bar:
            sent = publishing.publish(bootstrap, raw_messages(inputs, marks, content_type=content_type))
            for document, one in zip(inputs, bar.track(sent, total=len(inputs), description="sent"), strict=True):
                if one.error:
                    failed += 1
                    complain(f"{document.label}: not sent: {one.error}")
    except KafkaError as problem:
        give_up(f"no broker answers at {bootstrap}: {problem}")
    progress.print(f"{len(inputs) - failed} sent to {RAW} as {source}" + (f", {failed} failed" if failed else ""))
    sys.exit(Exit.INCOMPLETE if failed else Exit.OK)


def raw_messages(
    inputs: Sequence[Document], headers: list[tuple[str, bytes]], *, content_type: str = ""
) -> Iterator[Outgoing]:
    """Yields a message for `news.raw` for every document, in order; `content_type` is only used to find its key."""
    for document in inputs:
        key = _key(document, content_type).encode("utf-8", "replace")
        yield Outgoing(topic=RAW, key=key, value=document.data, headers=headers)


def _key(document: Document, content_type: str) -> str:
    items = read(document.data, content_type=content_type, source="", key=document.stem, backfill=False)
    if len(items) == 1 and isinstance(items[0], Article):
        return items[0].item_id
    return document.stem
