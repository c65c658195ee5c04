"""Cue words as data, and how they are found in a sentence.

A cue is a word or phrase: `*` stands for any letters of a word ("*raket*"), `…` for up to `GAP` words between two parts
("zegt … toe"), an apostrophe for both its shapes. Case does not count.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.contracts.vocabulary import Category, Stage

GAP = 16
"""Most words between the parts of a verb that stands split in its clause; the longest seen among the labels is 14."""

BETWEEN = r"\W{1,6}"
"""What may stand between two words: bounded, so that a search stays linear in rows of marks."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """The cue words of one language.

    `things` name an undertaking of a category outright; `concepts` are words that make one only together (to give
    arms, to buy arms: `COMBINATIONS` in categories.py). `stages` are the words that say how far along it is, in order
    of precedence; `left_open` ones deny a refusal. `echo` words say that somebody joins in, or does not. `negatives`
    name what makes a sentence no undertaking. `to` are prepositions before a beneficiary, `at` before a place, `by`
    before the agent of a passive, `source` before who merely says it, `of` before an owner, `other` all else that keeps
    a name from being the subject; `between` may stand between a preposition and its name, `joining` between two names.
    """

    things: Mapping[Category, tuple[str, ...]]
    concepts: Mapping[str, tuple[str, ...]]
    stages: Mapping[Stage, tuple[str, ...]]
    left_open: tuple[str, ...]
    negatives: Mapping[str, tuple[str, ...]]
    to: tuple[str, ...]
    at: tuple[str, ...]
    by: tuple[str, ...]
    source: tuple[str, ...]
    of: tuple[str, ...]
    other: tuple[str, ...]
    joining: tuple[str, ...]
    between: tuple[str, ...]
    echo: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Lexicon:
    """The cue words of one language, ready to search with."""

    things: Mapping[Category, re.Pattern[str]]
    concepts: Mapping[str, re.Pattern[str]]
    stages: Mapping[Stage, re.Pattern[str]]
    left_open: re.Pattern[str]
    negatives: Mapping[str, re.Pattern[str]]
    echo: re.Pattern[str]
    to: frozenset[str]
    at: frozenset[str]
    by: frozenset[str]
    source: frozenset[str]
    of: frozenset[str]
    other: frozenset[str]
    prepositions: frozenset[str]
    joining: frozenset[str]
    between: re.Pattern[str]


def compiled(words: Words) -> Lexicon:
    """Returns the words of a language as patterns and sets."""
    prepositions = (*words.to, *words.at, *words.by, *words.source, *words.of, *words.other)
    return Lexicon(
        things={category: pattern(cues) for category, cues in words.things.items()},
        concepts={name: pattern(cues) for name, cues in words.concepts.items()},
        stages={stage: pattern(cues) for stage, cues in words.stages.items()},
        left_open=pattern(words.left_open),
        negatives={name: pattern(cues) for name, cues in words.negatives.items()},
        echo=pattern(words.echo),
        to=frozenset(words.to),
        at=frozenset(words.at),
        by=frozenset(words.by),
        source=frozenset(words.source),
        of=frozenset(words.of),
        other=frozenset(words.other),
        prepositions=frozenset(prepositions),
        joining=frozenset(words.joining),
        between=pattern(words.between),
    )


def pattern(cues: Iterable[str]) -> re.Pattern[str]:
    """Returns one pattern that finds any of the cues at the boundaries of words; without cues it finds nothing."""
    parts = "|".join(_expression(cue) for cue in cues)
    return re.compile(rf"(?<!\w)(?=\w)(?:{parts})(?!\w)" if parts else r"(?!)", re.IGNORECASE)


def _expression(cue: str) -> str:
    words = [_word(word) for word in cue.split()]
    expression = words[0]
    for word in words[1:]:
        expression += rf"(?:{BETWEEN}\w+){{0,{GAP}}}?" if word == "…" else rf"{BETWEEN}{word}"
    return expression


def _word(word: str) -> str:
    if word == "…":
        return word
    if word == "*":
        return r"\w+"
    return re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]")
