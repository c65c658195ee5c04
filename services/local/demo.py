"""The demo: publishes articles as a feed producer does, shows each event as it comes, and sums up.

It ends when every article has come to its end, or when nothing has moved for too long.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kafka import KafkaConsumer, TopicPartition
from rich.console import Console
from rich.table import Table
from rich.text import Text

from services.cli.publish import raw_messages
from services.contracts.headers import CONTENT_TYPE, SOURCE, TRACEPARENT, text_headers
from services.contracts.messages import Outgoing, Received
from services.contracts.topics import ARTICLES, COMMITMENTS, OUTCOMES, REJECTED
from services.ingest.files import Document
from services.local.stack import Stack, stack
from services.local.steps import Steps
from services.local.tracking import Refused, Summary, Tracker
from services.runtime.publishing import publish
from services.runtime.records import open_consumer, received
from services.runtime.rendering import plain, render

FOLLOWED = (ARTICLES, COMMITMENTS, OUTCOMES, REJECTED)
POLL_MS = 100
SHOWN = 10


def demo(documents: Sequence[Document], *, source: str, stall_s: float, console: Console) -> bool:
    """Runs the whole flow once over `documents`; returns whether every article went through.

    `stall_s` is how long nothing may move before it gives up on what is still under way.
    """
    began = time.monotonic()
    tracker = Tracker()
    with stack(Steps(console), source=source) as running:
        consumer = _consumer_at_end(running.bootstrap)
        try:
            console.print(f"publishing {len(documents)} articles to news.raw as [bold]{source}[/]")
            _publish(running.bootstrap, _traced(documents, source, tracker), tracker)
            first_s = _follow(consumer, tracker, running, stall_s=stall_s, console=console)
        finally:
            consumer.close()
        summary = tracker.summary()
        console.print(_table(summary, running, first_s - began if first_s else None))
        _complain(summary, running, stall_s, console)
    return summary.ok


def _traced(documents: Sequence[Document], source: str, tracker: Tracker) -> Iterator[Outgoing]:
    for document in documents:
        headers = text_headers({SOURCE: source, CONTENT_TYPE: _content_type(document)})
        for message in raw_messages([document], headers):
            trace = tracker.publish(document.label, now_s=time.monotonic())
            yield replace(message, headers=[*message.headers, (TRACEPARENT, trace)])


def _content_type(document: Document) -> str:
    """Returns what a producer would know of its own data: nothing where it is not JSON, ingest looks at the bytes."""
    return "application/json" if document.data.lstrip().startswith((b"{", b"[")) else ""


def _publish(bootstrap: str, messages: Iterator[Outgoing], tracker: Tracker) -> None:
    for sent in publish(bootstrap, messages):
        if sent.error:
            tracker.unsent(dict(sent.message.headers)[TRACEPARENT], sent.error)


def _consumer_at_end(bootstrap: str) -> KafkaConsumer:
    """Returns a consumer of all that the services write from now on."""
    consumer = open_consumer(bootstrap)
    consumer.assign([TopicPartition(topic, n) for topic in FOLLOWED for n in consumer.partitions_for_topic(topic)])
    consumer.seek_to_end()
    for partition in consumer.assignment():
        consumer.position(partition)  # asked for now: left to the first poll, the end would be a later one
    return consumer


def _follow(
    consumer: KafkaConsumer, tracker: Tracker, running: Stack, *, stall_s: float, console: Console
) -> float | None:
    """Shows events until all is done or nothing moves; returns when the first was seen (monotonic seconds)."""
    first_s, moved_s = None, time.monotonic()
    with console.status("waiting for the first event") as status:
        while not _done(consumer, tracker) and time.monotonic() - moved_s < stall_s:
            running.require_alive()
            for message in _poll(consumer):
                moved_s = time.monotonic()
                event = tracker.observe(message, now_s=moved_s)
                if event is not None:
                    first_s = first_s or moved_s
                    console.print(render(event))
            status.update(f"{tracker.messages - len(tracker.unfinished)} of {tracker.messages} articles done")
    return first_s


def _done(consumer: KafkaConsumer, tracker: Tracker) -> bool:
    """Whether all has ended, and nothing more has been written: one message may hold several articles."""
    if tracker.unfinished:
        return False
    ends = consumer.end_offsets(list(consumer.assignment()))
    return all(consumer.position(partition) >= end for partition, end in ends.items())


def _poll(consumer: KafkaConsumer) -> list[Received]:
    batches = consumer.poll(timeout_ms=POLL_MS).values()
    return [received(record) for batch in batches for record in batch]


def _table(summary: Summary, running: Stack, first_event_s: float | None) -> Table:
    caption = "The metrics end with the demo: make up keeps them."
    table = Table(title="Summary", title_justify="left", show_header=False, caption=caption, caption_justify="left")
    table.add_row("articles in", f"{summary.articles} of {summary.messages} messages")
    table.add_row("events out", str(summary.events))
    for kind, count in sorted(summary.outcomes.items()):
        table.add_row(f"outcome {kind.value}", str(count))
    table.add_row("rejected", str(len(summary.refused)))
    if summary.latencies_s:
        spread = f"{summary.median_s:.2f} s median, {summary.latencies_s[-1]:.2f} s at most"
        table.add_row("publish to event", spread)
    if first_event_s is not None:
        table.add_row("start to first event", f"{first_event_s:.1f} s")
    for service in running.services:
        table.add_row(f"metrics of {service.name}", service.metrics)
    return table


def _complain(summary: Summary, running: Stack, stall_s: float, console: Console) -> None:
    """Says what went wrong, and shows the ends of the logs if something did not come back."""
    for refused in summary.refused[:SHOWN]:
        console.print(Text(_refusal(refused), style="red"))
    if len(summary.refused) > SHOWN:
        console.print(Text(f"... and {len(summary.refused) - SHOWN} more", style="red"))
    if summary.unfinished:
        names = ", ".join(map(plain, summary.unfinished[:SHOWN]))
        lost = f"{len(summary.unfinished)} articles had not ended when nothing had moved for {stall_s:.0f} s: {names}"
        console.print(Text(lost, style="red"))
        for service in running.services:
            console.print(Text(f"--- the end of the log of {service.name}\n{service.child.tail()}"))


def _refusal(refused: Refused) -> str:
    return plain(f"{refused.label}: refused by {refused.by}: {refused.reason}: {refused.detail}")
