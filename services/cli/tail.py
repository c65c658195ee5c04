"""`pledgewire tail`: follow the commitment events as they come."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated

import typer
from kafka import TopicPartition
from kafka.errors import KafkaError
from rich.console import Console

from services.cli.console import Exit, complain, give_up, progress
from services.cli.embargo import Held
from services.cli.options import LOCAL, Bootstrap
from services.contracts.codec import decode
from services.contracts.commitment import Commitment
from services.contracts.errors import Invalid
from services.contracts.messages import Received
from services.contracts.topics import COMMITMENTS
from services.contracts.vocabulary import LANGUAGES, Category, Stage
from services.runtime.records import open_consumer, received
from services.runtime.rendering import render

Values = list[str] | None


def tail(
    category: Annotated[Values, typer.Option(help="Only these categories: " + ", ".join(Category) + ".")] = None,
    stage: Annotated[Values, typer.Option(help="Only these stages: " + ", ".join(Stage) + ".")] = None,
    actor: Annotated[Values, typer.Option(help="Only events by these: NATO, EU, BE, US, ...")] = None,
    recipient: Annotated[Values, typer.Option(help="Only events for these: UA, GE, NATO, ...")] = None,
    language: Annotated[Values, typer.Option(help="Only articles in these: " + ", ".join(LANGUAGES) + ".")] = None,
    from_start: Annotated[bool, typer.Option("--from-start", help="Begin with the oldest event kept.")] = False,
    count: Annotated[int, typer.Option(min=0, help="Stop after so many events; 0 goes on until Ctrl-C.")] = 0,
    json: Annotated[bool, typer.Option("--json", help="Print the events as JSON Lines.")] = False,
    bootstrap: Bootstrap = LOCAL,
) -> None:
    """Follow nato.commitments, filtered by the messages' headers; options that are repeated widen the filter.

    An event under embargo is held and shown when the embargo ends.

    Example: pledgewire tail --stage pledged --stage adopted --recipient UA
    """
    wanted = _filters(category=category, stage=stage, actors=actor, recipients=recipient, language=language)
    shown, held = 0, Held()
    try:
        for message in _follow(bootstrap, held, from_start=from_start):
            if matches(message, wanted) and _show(message, as_json=json):
                shown += 1
            if count and shown >= count:
                break
    except KafkaError as problem:
        give_up(f"no broker answers at {bootstrap}: {problem}")
    except KeyboardInterrupt:
        progress.print(f"{shown} events" + (f", {len(held)} more under embargo" if len(held) else ""))
    sys.exit(Exit.OK)


def matches(message: Received, wanted: dict[str, set[str]]) -> bool:
    """Whether each filtered header of the message (a comma-separated list) holds one of the values wanted."""
    return all(values & set((message.header(name) or "").split(",")) for name, values in wanted.items())


def _filters(**options: Values) -> dict[str, set[str]]:
    allowed: dict[str, set[str]] = {"category": set(Category), "stage": set(Stage), "language": set(LANGUAGES)}
    for name, values in options.items():
        for value in values or ():
            if name in allowed and value not in allowed[name]:
                raise typer.BadParameter(f"{value!r} is none of {', '.join(sorted(allowed[name]))}", param_hint=name)
    return {name: set(values) for name, values in options.items() if values}


def _follow(bootstrap: str, held: Held, *, from_start: bool) -> Iterator[Received]:
    """Yields events for ever, from the oldest kept or from now on, each when its embargo has ended."""
    consumer = open_consumer(bootstrap)
    try:
        partitions = consumer.partitions_for_topic(COMMITMENTS)
        if not partitions:
            give_up(f"there is no topic {COMMITMENTS} on {bootstrap}: run `pledgewire topics create`")
        consumer.assign([TopicPartition(COMMITMENTS, number) for number in partitions])
        if from_start:
            consumer.seek_to_beginning()
        else:
            consumer.seek_to_end()
        for partition in consumer.assignment():
            consumer.position(partition)  # asked for now: left to the first poll, the end would be a later one
        progress.print(f"following {COMMITMENTS} on {bootstrap}; Ctrl-C ends")
        while True:
            polled = consumer.poll(timeout_ms=500).values()
            come = (received(record) for batch in polled for record in batch)
            yield from held.release(come, now=datetime.now(UTC))
    finally:
        consumer.close()


def _show(message: Received, *, as_json: bool) -> bool:
    """Prints an event; a body that is none is complained of and not counted."""
    try:
        event = decode(message.value or b"", Commitment)
    except Invalid as problem:
        complain(f"{message.topic}[{message.partition}]@{message.offset}: {problem}")
        return False
    if as_json:
        sys.stdout.buffer.write((message.value or b"") + b"\n")
        sys.stdout.flush()
    else:
        Console().print(render(event))
    return True
