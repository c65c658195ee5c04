"""What kind of sentence a stretch of news text is: running prose, or one of the things that stand around it."""

import re
from enum import StrEnum

from services.extract.pipes.sentences.lexicon_kinds import AGENCIES, FURNITURE_OPENINGS, PICTURE_WORDS
from services.extract.pipes.sentences.lines import LIST_MARK, Span, ends_terminally


class Kind(StrEnum):
    """The kinds of sentence."""

    PROSE = "prose"
    SUBHEAD = "subhead"
    FURNITURE = "furniture"
    DATELINE = "dateline"
    CAPTION = "caption"


_LOWER = "|".join(AGENCIES)
_AGENCY = rf"\((?:[A-ZÀ-Þ][\w./&’' -]{{1,30}}|(?:{_LOWER})[\w/-]{{0,20}})\)"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ’'.-]{2,20}(?:[ /][A-ZÀ-Þ’'.-]{2,20}){0,3}"
_PLACE = r"[A-ZÀ-Þ][\w’'.-]{1,20}(?:[ /][A-ZÀ-Þ][\w’'.-]{1,20}){0,3}"
_DAY = r"(?:, (?:le )?[\w. ]{2,24})?"
_DASH = r"(?: ?\||[ \u00a0]?[-–—]{1,2}|[.:])[ \u00a0]+"
_SIGNED = rf"(?:[A-Z]{{2,4}}|{_LOWER})"
DATELINE = re.compile(
    rf"(?:(?:{_CAPITALS}{_DAY}(?: ?{_AGENCY})?|{_PLACE}{_DAY} ?{_AGENCY}){_DASH}"  # BRUSSEL (ANP) -
    rf"|{_PLACE}[ \u00a0](?:[–—]|·)[ \u00a0]+(?=[A-ZÀ-Þ\"“„«])"  # Brüssel –
    rf"|\((?:[A-ZÀ-Þ][\w-]{{2,20}}, )?{_SIGNED}(?:/{_SIGNED}){{0,3}}\)[ \u00a0]+)"  # (dpa)
    r"(?=[\w\"'“„‚‘«»(])"
)

_PICTURE = "|".join(sorted({word for words in PICTURE_WORDS.values() for word in words}, key=len, reverse=True))
FURNITURE = re.compile("|".join(opening for group in FURNITURE_OPENINGS.values() for opening in group), re.IGNORECASE)
CAPTION = re.compile(rf"(?:{_PICTURE}) ?[:©|/]|©|\(c\) ?\w", re.IGNORECASE)
CAPTION_END = re.compile(rf"(?:©|\b(?:{_PICTURE})(?: \w{{1,12}})?:)[^.!?]{{1,50}}$", re.IGNORECASE)
CAPTION_TAIL = 80
LONGEST_CAPTION = 300

LONGEST_SUBHEAD = 110
MOST_SUBHEAD_WORDS = 15


RUN_IN_HEAD = re.compile(r"((?:[A-ZÀ-Þ0-9][A-ZÀ-Þ0-9’'-]*,? ){1,9})(?=[A-ZÀ-Þ][a-zà-ÿ]*[ ’'])")
LEAST_RUN_IN_WORDS = 3


def run_in_head_end(text: str, start: int, end: int, starters: frozenset[str]) -> int | None:
    """Where a subhead in capitals ends that runs into its passage: "NOG GEEN BESLUIT De Kamer wacht".

    Fewer than three words count only before a word that seldom carries a capital inside a sentence ("EU Commissioner").
    """
    found = RUN_IN_HEAD.match(text, start, end)
    if not found or not any(len(word) > 1 and word.isalpha() for word in found[1].split()):
        return None
    following = text[found.end() : found.end() + 20].replace("’", " ").replace("'", " ").split(maxsplit=1)[0]
    long_enough = len(found[1].split()) >= LEAST_RUN_IN_WORDS and len(following) > 1
    return found.end() if long_enough or following.lower() in starters else None


def mark_end(text: str, start: int, end: int, counted_nouns: frozenset[str]) -> int | None:
    """Where the mark of a list item ends and its sentence begins, if the passage has both ("24. Februar" has none)."""
    found = LIST_MARK.match(text, start, end)
    if not found or not text[found.end() : found.end() + 1].isspace():
        return None
    body = found.end()
    while body < end and text[body].isspace():
        body += 1
    if body == end:
        return None
    following = text[body : body + 16].lower().split(maxsplit=1)[0].rstrip(".,:")
    return None if following in counted_nouns else body


def dateline_end(text: str, start: int, end: int) -> int | None:
    """Where the dateline at the head of a passage ends and its first sentence begins, if it has one."""
    found = DATELINE.match(text, start, end)
    return found.end() if found else None


def kind_of(text: str, sentence: Span, passage: Span, *, alone: bool) -> Kind:
    """The kind of a sentence that is no dateline, from its own words and from the passage that it stands in.

    `alone`: the passage is the whole text, whose only line can be no subhead.
    """
    start, end = sentence
    if FURNITURE.match(text, start, end):
        return Kind.FURNITURE
    if CAPTION.match(text, start, end):
        return Kind.CAPTION
    if (
        end == passage[1]
        and end - start <= LONGEST_CAPTION
        and CAPTION_END.search(text, max(start, end - CAPTION_TAIL), end)
    ):
        return Kind.CAPTION
    if sentence == passage and not alone and _is_subhead(text, start, end):
        return Kind.SUBHEAD
    return Kind.PROSE


def _is_subhead(text: str, start: int, end: int) -> bool:
    if end - start > LONGEST_SUBHEAD or text[start].islower() or LIST_MARK.match(text, start, end):
        return False
    if len(text[start:end].split()) > MOST_SUBHEAD_WORDS:
        return False
    return text[end - 1] not in ",;" and not ends_terminally(text, start, end)
