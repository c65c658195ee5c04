"""Lay an article's pieces out in windows: the headline, then consecutive sentences as far as they fit.

A sentence is understood better beside its neighbours and under its headline; windows bound what that costs. Every
sentence is scored in exactly one window; a window after the first repeats the sentence before it, as context only.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from services.extract.pipes.encoder.pieces import END, START

WINDOW = 192
"""Pieces in a window, at most (a single long sentence apart): about five sentences of news."""
LONGEST_TITLE = 40
LONGEST_SENTENCE = 160
"""Pieces of a sentence that are read; the longest labelled sentence has 151."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """Where a sentence stands in a window: `ids[start:end]`; only `scored` ones are decided on here."""

    sentence: int
    start: int
    end: int
    scored: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """Piece ids of one run of the encoder; the headline is `ids[1:title_end]`."""

    ids: tuple[int, ...]
    title_end: int
    placed: tuple[Placed, ...]


def windows(title: Sequence[int], sentences: Sequence[Sequence[int]], *, limit: int = WINDOW) -> list[Window]:
    """Windows that score every sentence once, in order.

    `limit` is in pieces; training varies it, so that a sentence is seen in other company.
    """
    head = (START, *title[:LONGEST_TITLE], END)
    bodies = [tuple(sentence[:LONGEST_SENTENCE]) for sentence in sentences]
    out: list[Window] = []
    at = 0
    while at < len(bodies):
        begin = at - 1 if at > 0 and _fits(head, bodies[at - 1 : at + 1], limit) else at
        end = at + 1
        while end < len(bodies) and _fits(head, bodies[begin : end + 1], limit):
            end += 1
        out.append(_window(head, bodies, begin, at, end))
        at = end
    return out


def _fits(head: Sequence[int], bodies: Sequence[Sequence[int]], room: int) -> bool:
    return len(head) + sum(len(body) + 1 for body in bodies) <= room


def _window(head: tuple[int, ...], bodies: Sequence[tuple[int, ...]], begin: int, at: int, end: int) -> Window:
    ids = list(head)
    placed = []
    for sentence in range(begin, end):
        start = len(ids)
        ids += bodies[sentence]
        placed.append(Placed(sentence=sentence, start=start, end=len(ids), scored=sentence >= at))
        ids.append(END)
    return Window(ids=tuple(ids), title_end=len(head) - 1, placed=tuple(placed))
