"""Arguments and options that several commands take."""

from typing import Annotated

import typer

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...|-",
        help="Files or folders of articles: JSON or JSON Lines, in any accepted format; `-` reads standard input.",
        show_default=False,
    ),
]

Bootstrap = Annotated[
    str,
    typer.Option(
        "--bootstrap",
        envvar="PLEDGEWIRE_KAFKA_BOOTSTRAP",
        metavar="HOST:PORT",
        help="Kafka brokers, comma-separated.",
    ),
]

LOCAL = "127.0.0.1:9092"
