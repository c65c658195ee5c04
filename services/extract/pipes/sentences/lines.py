"""From a text to passages: the stretches between line breaks inside which sentences are looked for.

A blank line always ends a passage. A single line break does too (subheads, list items, questions and answers stand so),
unless the text was hard-wrapped at a fixed width: then the next line carries on.
"""

import re
from collections.abc import Iterator

LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
LIST_MARK = re.compile(r"[-–—*+•▪●■◆►▶‣·>]|\d{1,3}[.)]|\(?[a-z0-9]\)")
TERMINAL = frozenset(".!?…:;")
CLOSING = "\"'’”“»«›‹)]"

# Lines of a hard-wrapped block are as long as the width allows; news was wrapped at 60 to 100 characters.
LEAST_WRAPPED = 45
GREATEST_WIDTH = 120

Span = tuple[int, int]


def passages(text: str) -> Iterator[Span]:
    """Passages as half-open character spans, in order, trimmed of white-space, none empty."""
    block: list[Span] = []
    for line in _lines(text):
        if line[0] < line[1]:
            block.append(line)
        elif block:
            yield from _joined(text, block)
            block = []
    if block:
        yield from _joined(text, block)


def ends_terminally(text: str, start: int, end: int) -> bool:
    """Whether the stretch ends in a full stop or its like, closing quotes and brackets apart."""
    last = end - 1
    floor = max(start, end - 6)
    while last > floor and (text[last] in CLOSING or text[last].isspace()):
        last -= 1
    return text[last] in TERMINAL


def _lines(text: str) -> Iterator[Span]:
    position = 0
    for found in LINE_BREAK.finditer(text):
        yield _trimmed(text, position, found.start())
        position = found.end()
    yield _trimmed(text, position, len(text))


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _joined(text: str, block: list[Span]) -> Iterator[Span]:
    width = max(end - start for start, end in block)
    begin, previous = block[0][0], block[0]
    for line in block[1:]:
        if not _carries_on(text, previous, line, width):
            yield begin, previous[1]
            begin = line[0]
        previous = line
    yield begin, previous[1]


def _carries_on(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether `following` continues `line`: by its first letter, or as its first word had no room before the break."""
    length = line[1] - line[0]
    if length < LEAST_WRAPPED or LIST_MARK.match(text, *following):
        return False
    if text[line[1] - 1] not in TERMINAL and text[following[0]].islower():
        return True
    first_word = text[following[0] : following[0] + GREATEST_WIDTH].split(maxsplit=1)[0]
    no_room = length + 1 + len(first_word) > width
    return (
        width <= GREATEST_WIDTH
        and no_room
        and (following[1] - following[0]) < width
        and not ends_terminally(text, *line)
    )
