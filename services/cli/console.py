"""Where a command speaks: results on stdout, everything else on stderr; and how it ends."""

import sys
from enum import IntEnum
from typing import NoReturn

from rich.console import Console

progress = Console(stderr=True, highlight=False)


class Exit(IntEnum):
    """Exit statuses: all went through; something was refused or failed (the rest is done); wrong usage."""

    OK = 0
    INCOMPLETE = 1
    USAGE = 2


def complain(message: str) -> None:
    """Says on stderr what went wrong, in one line."""
    progress.print(message, style="red", markup=False, soft_wrap=True)


def give_up(message: str, status: Exit = Exit.INCOMPLETE) -> NoReturn:
    """Says why and ends the command."""
    complain(message)
    sys.exit(status)
