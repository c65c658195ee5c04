"""A commitment event for people at a terminal.

What it shows comes from articles of strangers: it goes through `plain`, so that no control or direction character of
theirs reaches the terminal.
"""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from services.contracts.commitment import Amount, Commitment, Entity, Item, Speaker
from services.contracts.vocabulary import Bound, Stage

STAGE_STYLES = {
    Stage.REQUESTED: "yellow",
    Stage.CONSIDERED: "yellow",
    Stage.PLEDGED: "green",
    Stage.ADOPTED: "bold green",
    Stage.DELIVERED: "bold cyan",
    Stage.REFUSED: "red",
}
QUOTE_CHARS = 600
BOUNDS = {Bound.EXACT: "", Bound.UP_TO: "up to ", Bound.AT_LEAST: "at least ", Bound.ABOUT: "about "}


def render(event: Commitment) -> RenderableType:
    """Returns a panel: category, stage, who for whom, what, how much, by when, who says so, and the proof."""
    title = Text.assemble(
        (event.category.value.replace("_", " "), "bold"), " · ", (event.stage.value, STAGE_STYLES[event.stage])
    )
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column(overflow="fold")
    for label, value in _facts(event):
        facts.add_row(label, Text(value))
    proof = [Text(f"“{_shortened(plain(evidence.quote))}”", style="italic") for evidence in event.evidence]
    return Panel(
        Group(Text(_parties(event), style="bold"), facts, *proof),
        title=title,
        title_align="left",
        subtitle=Text(f"{plain(event.article.title) or plain(event.article.id)} ({event.article.language})"),
        subtitle_align="right",
        border_style="dim",
    )


def plain(text: str) -> str:
    """Returns the text on one line, with a space for each character that does not print itself."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _parties(event: Commitment) -> str:
    recipients = f" → {_names(event.recipients)}" if event.recipients else ""
    return (_names(event.actors) or "?") + recipients


def _shortened(quote: str) -> str:
    return quote if len(quote) <= QUOTE_CHARS else quote[: QUOTE_CHARS - 1] + "…"


def _names(entities: Sequence[Entity]) -> str:
    return ", ".join(plain(entity.name) for entity in entities)


def _facts(event: Commitment) -> Iterator[tuple[str, str]]:
    rows = (
        ("what", "; ".join(map(_item, event.items))),
        ("money", "; ".join(map(_amount, event.amounts))),
        ("when", "; ".join(plain(f"{date.value} ({date.text})") for date in event.dates)),
        ("horizon", ", ".join(event.horizons)),
        ("speaker", _speaker(event.speaker) if event.speaker else ""),
        ("sure", f"{event.confidence:.2f} by {plain(', '.join(event.explanation))}"),
    )
    yield from ((label, value) for label, value in rows if value)


def _item(item: Item) -> str:
    return plain(item.text) if item.quantity is None else f"{item.quantity:n} × {plain(item.text)}"


def _amount(amount: Amount) -> str:
    return f"{BOUNDS[amount.bound]}{amount.value:,} {plain(amount.currency)} ({plain(amount.text)})"


def _speaker(speaker: Speaker) -> str:
    return plain(", ".join(filter(None, dict.fromkeys((speaker.name, speaker.role, speaker.id)))))
