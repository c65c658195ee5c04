"""`pledgewire validate`: what ingest would say of files, before they are sent."""

import json as json_codec
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Annotated

import typer

from services.cli.console import Exit, complain, give_up, progress
from services.cli.options import Paths
from services.contracts.article import Article
from services.contracts.errors import Invalid, Reason
from services.contracts.topics import RAW, load_topics
from services.ingest.files import Document, documents
from services.ingest.reading import Refused, read


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What ingest would say of one item; `item` says which of its file: line and place in it, empty for the only one.

    `status`, `article_id` and `language` are None where it is refused, `reason`, `field` and `detail` where it is not.
    """

    path: str
    item: str
    format: str
    accepted: bool
    status: str | None = None
    reason: str | None = None
    field: str | None = None
    detail: str | None = None
    article_id: str | None = None
    language: str | None = None


def validate(
    paths: Paths,
    source: Annotated[
        str, typer.Option(help="The feed that will send them; becomes part of the article ids.", show_default=False)
    ] = "",
    content_type: Annotated[
        str, typer.Option(help="The `content-type` header that will be sent with them.", show_default=False)
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="Print a JSON object a line and item.")] = False,
) -> None:
    """Tell of every item whether ingest would take it, and if not, which field is at fault and what is wanted there.

    Reads every file, whatever its name ends in; the file's name stands in for the message's key. Needs no Kafka.

    Example: pledgewire validate my-feed.xml --json | jq -r 'select(.accepted | not) | [.path, .item, .detail] | @tsv'
    """
    try:
        inputs = list(documents(paths))
    except OSError as problem:
        give_up(str(problem), Exit.USAGE)
    accepted = refused = 0
    for document in inputs:
        for verdict in verdicts(document, source=source, content_type=content_type):
            accepted, refused = accepted + verdict.accepted, refused + (not verdict.accepted)
            if json:
                print(json_codec.dumps(asdict(verdict), ensure_ascii=True), flush=True)
            else:
                _say(verdict)
    progress.print(f"{accepted} accepted, {refused} refused")
    sys.exit(Exit.INCOMPLETE if refused else Exit.OK)


def verdicts(document: Document, *, source: str, content_type: str) -> Iterator[Verdict]:
    """Yields what ingest would say of each item of a document: at least one."""
    most = load_topics()[RAW].max_message_bytes
    if len(document.data) > most:
        problem = Invalid(Reason.TOO_LARGE, found=f"{len(document.data)} bytes", wanted=f"at most {most} a message")
        yield _refusal(Refused(problem=problem), document.path, _item(document, ""))
        return
    found = read(document.data, content_type=content_type, source=source, key=document.stem, backfill=False)
    for i, one in enumerate(found):
        item = _item(document, f"[{i}]" if len(found) > 1 else "")
        if isinstance(one, Refused):
            yield _refusal(one, document.path, item)
        else:
            yield _acceptance(one, document.path, item)


def _item(document: Document, within: str) -> str:
    return f"{document.line}{within}" if document.line else within


def _refusal(one: Refused, path: str, item: str) -> Verdict:
    problem = one.problem
    return Verdict(
        path=path,
        item=item,
        format=one.format,
        accepted=False,
        reason=problem.reason.value,
        field=problem.field,
        detail=str(problem),
    )


def _acceptance(article: Article, path: str, item: str) -> Verdict:
    return Verdict(
        path=path,
        item=item,
        format=article.format,
        accepted=True,
        status=article.status.value,
        article_id=article.article_id,
        language=article.language,
    )


def _say(verdict: Verdict) -> None:
    where = ":".join(filter(None, (verdict.path, verdict.item)))
    if verdict.accepted:
        print(f"{where}: {verdict.status} {verdict.format} in {verdict.language}: {verdict.article_id}")
    else:
        complain(f"{where}: refused: {verdict.detail}")
