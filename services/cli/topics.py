"""`pledgewire topics`: the topics of `schemas/topics.yaml` on a broker."""

from typing import Annotated

import typer
from kafka.errors import KafkaError
from rich.console import Console
from rich.table import Table

from services.cli.console import give_up, progress
from services.cli.options import LOCAL, Bootstrap
from services.contracts.topics import load_topics
from services.runtime.topics_admin import create_topics

app = typer.Typer(no_args_is_help=True, help="Create and list the topics of schemas/topics.yaml.")


@app.command("create")
def create(
    bootstrap: Bootstrap = LOCAL,
    replication: Annotated[int, typer.Option(min=1, help="Copies of each partition; 1 suits one broker only.")] = 1,
) -> None:
    """Create the topics that are missing; those that stand are left as they are."""
    try:
        created = create_topics(bootstrap, load_topics(), replication=replication)
    except KafkaError as problem:
        give_up(f"topics could not be created on {bootstrap}: {problem}")
    for name in load_topics():
        progress.print(f"{name}: {'created' if name in created else 'was there'}")


@app.command("list")
def list_() -> None:
    """Print the map: topic, what its messages hold, who writes and who reads them, and for how long they stay."""
    table = Table("topic", "messages", "written by", "read by", "kept", "partitions")
    for name, topic in load_topics().items():
        kept = f"{topic.retention_hours // 24} days"
        holds = topic.schema or topic.purpose
        table.add_row(name, holds, ", ".join(topic.producers), ", ".join(topic.consumers), kept, str(topic.partitions))
    Console().print(table)
