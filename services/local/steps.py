"""Says on the terminal what is under way, and how long each step took."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

Detail = Callable[[str], None]
"""Says how far a step has come."""


class Steps:
    """A line a step: a spinner while it lasts (on a terminal), its time once it is done."""

    def __init__(self, console: Console) -> None:
        self.console = console

    @contextmanager
    def step(self, doing: str, *, done: str) -> Iterator[Detail]:
        """Shows `doing` until the block ends, then `done` and the seconds it took; nothing if it failed."""
        began = time.monotonic()
        with self.console.status(doing) as status:
            yield lambda detail: status.update(f"{doing}: {detail}")
        self.console.print(f"[green]✓[/] {done} [dim]{time.monotonic() - began:.1f} s[/]")
