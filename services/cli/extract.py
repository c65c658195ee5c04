"""`pledgewire extract`: events of articles on disk, without Kafka, by the very code that the services run."""

import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress

from services.cli.console import Exit, complain, give_up, progress
from services.cli.options import Paths
from services.contracts.article import Article
from services.contracts.codec import encode
from services.contracts.vocabulary import OutcomeKind
from services.ingest.files import Document, documents
from services.ingest.reading import Refused, read

if TYPE_CHECKING:
    from services.extract.pipeline import Pipelines

REFUSED = "refused"


def extract(
    paths: Paths,
    source: Annotated[
        str, typer.Option(help="The feed that the articles come from; becomes part of their ids.", show_default=False)
    ] = "",
    content_type: Annotated[
        str, typer.Option(help="The format, where looking at the bytes does not tell.", show_default=False)
    ] = "",
) -> None:
    """Print the commitment events of articles as JSON Lines, in order.

    An article is `{"id", "language", "published", "title", "text"}`, or anything else that feeds may send
    (schemas/README.md). Without --source an article's id is the id of its events' article, as it stands. Events of
    articles under embargo are printed too, with `article.embargo_until`.

    Example: pledgewire extract samples | jq -r '[.category, .stage, .evidence[0].quote] | @tsv'
    """
    try:
        inputs = list(documents(paths))
    except OSError as problem:
        give_up(str(problem), Exit.USAGE)
    with progress.status("loading the pipelines"):
        from services.extract import pipeline  # spaCy takes seconds to import, and `--help` needs none of it

        pipelines = pipeline.load()
    counts: Counter[str] = Counter()
    with Progress(console=progress, transient=True, disable=not progress.is_terminal) as bar:
        for document in bar.track(inputs, description="articles"):
            for item in read(
                document.data, content_type=content_type, source=source, key=document.stem, backfill=False
            ):
                try:
                    counts[_extract_item(document, item, pipelines)] += 1
                except Exception as bug:  # noqa: BLE001  the command's one loop: the other articles go on
                    complain(f"{document.label}: failed: {type(bug).__name__}: {bug}")
                    counts[OutcomeKind.FAILED] += 1
    progress.print(", ".join(f"{count} {what}" for what, count in sorted(counts.items())) or "no articles")
    sys.exit(Exit.INCOMPLETE if counts[REFUSED] or counts[OutcomeKind.FAILED] else Exit.OK)


def _extract_item(document: Document, item: Article | Refused, pipelines: "Pipelines") -> str:
    """Prints the item's events and returns how it ended: an outcome, or `refused`."""
    from services.extract.handler import examine

    if isinstance(item, Refused):
        complain(f"{document.label}{item.label}: refused: {item.problem}")
        return REFUSED
    examined = examine(encode(item), pipelines.extract, pipelines.identity)
    if examined.refusal is not None:
        complain(f"{document.label}: failed: {examined.refusal.detail}")
    for event in examined.events:
        sys.stdout.buffer.write(event.body + b"\n")
    return examined.outcome.outcome if examined.outcome is not None else OutcomeKind.FAILED
