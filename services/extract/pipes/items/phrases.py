"""Find the noun phrases of an article that name things which can be committed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from services.contracts.commitment import Number
from services.extract.pipes.items.goods import BREAKS, STANDING, GoodsWords, Kind
from services.extract.pipes.items.lexicon_de import GERMAN
from services.extract.pipes.items.lexicon_en import ENGLISH
from services.extract.pipes.items.lexicon_fr import FRENCH
from services.extract.pipes.items.lexicon_names import MODEL, NAMES
from services.extract.pipes.items.lexicon_nl import DUTCH

GOODS: Mapping[str, GoodsWords] = MappingProxyType({"nl": DUTCH, "en": ENGLISH, "fr": FRENCH, "de": GERMAN})
_WORD = re.compile(r"(?:[dlDL]|[Qq]u)['’](?=\w)|[^\W_]+(?:[-'’./][^\W_]+)*|[^\w\s]")
_LEAST_SUFFIX = 4
_MODIFIERS = 3
"""How many words may stand between a number and the head it counts, or modify a head."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Word:
    """A word or mark at `[start, end)` of the article."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Thing:
    """A phrase at `[start, end)` that names a thing, its number if one goes with it, and the kinds it may be of.

    `standing` says that it is named as one that is there already ("the base").
    """

    start: int
    end: int
    kinds: frozenset[Kind]
    quantity: Number | None
    standing: bool


@cache
def _suffixes(language: str) -> Mapping[str, frozenset[Kind]]:
    """Kinds by head word; a word may be of several kinds."""
    heads: dict[str, frozenset[Kind]] = {}
    for kind, listed in GOODS[language].heads.items():
        for word in listed:
            heads[word] = heads.get(word, frozenset()) | {kind}
    return heads


def kinds_of(word: str, language: str) -> frozenset[Kind]:
    """The kinds of thing that a word names by itself: empty for a word that names none."""
    lower = word.lower().replace("’", "'")
    heads = _suffixes(language)
    if lower in GOODS[language].stops or lower in GOODS[language].general:
        return frozenset()
    if lower in heads:
        return heads[lower]
    last = lower.rpartition("-")[2]
    if last != lower and last in heads:
        return heads[last]
    if GOODS[language].compounds:
        for cut in range(1, len(lower) - _LEAST_SUFFIX + 1):
            if lower[cut:] in heads:
                return heads[lower[cut:]]
    if lower.removesuffix("'s").removesuffix("s") in NAMES or lower in NAMES or MODEL.fullmatch(word):
        return frozenset({Kind.ARMS, Kind.VEHICLES})
    return frozenset()


def find_things(text: str, counts: Sequence[tuple[int, int, Number]], language: str) -> Iterator[Thing]:
    """The things that `text` names, in order, not overlapping.

    Args:
        text: the article's text.
        counts: start, end and value of the numbers that may count things, in order.
        language: ISO 639-1 code of the text.
    """
    words = [Word(start=m.start(), end=m.end(), text=m.group()) for m in _WORD.finditer(text)]
    count_at = {end: (start, value) for start, end, value in counts}
    position = 0
    while position < len(words):
        kinds = kinds_of(words[position].text, language)
        if not kinds or _leads_on(words, position, language):
            position += 1
            continue
        first, last = _extent(words, position, language)
        quantity = _quantity(words, first, count_at, language)
        bare = last - first == 1 and first > 0 and words[first - 1].text.lower() in GOODS[language].definite
        standing = bare and kinds <= STANDING and quantity is None
        first = _with_unit(words, first, position, language)
        start, end = words[first].start, words[last - 1].end
        yield Thing(start=start, end=end, kinds=kinds, quantity=quantity, standing=standing)
        position = max(last, position + 1)


def _leads_on(words: Sequence[Word], index: int, language: str) -> bool:
    """Whether the word behind is the head, and this one merely tells its sort ("Stinger missiles")."""
    if GOODS[language].head_first or index + 1 >= len(words):
        return False
    follower = words[index + 1]
    adjacent = follower.start - words[index].end == 1 and follower.text[0].isalnum()
    return adjacent and bool(kinds_of(follower.text, language)) and (language == "en" or _is_name(words[index]))


def _extent(words: Sequence[Word], head: int, language: str) -> tuple[int, int]:
    """First and behind-last word of the phrase around a head."""
    goods = GOODS[language]
    last = head + 1
    first = head
    while first > 0 and head - first <= _MODIFIERS and _modifies(words[first - 1], words, first - 1, language):
        first -= 1
    if goods.head_first:
        last = _complement(words, last, goods, language)
    return first, _with_type(words, last, goods, language)


def _is_name(word: Word) -> bool:
    lower = word.text.lower().replace("’", "'")
    return (
        lower in NAMES or lower.removesuffix("'s").removesuffix("s") in NAMES or MODEL.fullmatch(word.text) is not None
    )


def _modifies(word: Word, words: Sequence[Word], index: int, language: str) -> bool:
    """Whether a word right before a head belongs to its name: a proper name, or an adjective that tells its sort."""
    if _is_name(word) or _is_model_number(words, index):
        return True
    if word.text.lower() in GOODS[language].modifiers:
        return not GOODS[language].head_first
    if language == "nl":  # "Noorse", "Zweedse": of a country
        return word.text[0].isupper() and word.text.endswith("se") and index > 0
    return language == "en" and bool(kinds_of(word.text, language))


def _complement(words: Sequence[Word], index: int, goods: GoodsWords, language: str) -> int:
    """Where a French phrase ends: its adjectives and the "de combat" that tells its sort, without further articles."""
    limit = index + 4
    while index < min(len(words), limit):
        word = words[index]
        if word.text.lower() in goods.links and index + 1 < len(words) and words[index + 1].text in goods.sorts:
            index += 2
        elif (
            _is_name(word)
            or word.text.lower() in goods.modifiers
            or (word.text.isdigit() and _is_name(words[index - 1]))
        ):
            index += 1
        else:
            break
    return index


def _with_type(words: Sequence[Word], index: int, goods: GoodsWords, language: str) -> int:
    """Take in the type behind a head: "vom Typ Stinger", "Leopard 2", "missiles Patriot"."""
    for phrase in goods.type_words:
        parts = phrase.split()
        ahead = [word.text.lower() for word in words[index : index + len(parts)]]
        if ahead == parts and index + len(parts) < len(words):
            index += len(parts) + 1
            break
    while index < len(words) and (_is_name(words[index]) or _is_model_number(words, index)):
        index += 1
    return index


def _is_model_number(words: Sequence[Word], index: int) -> bool:
    word = words[index].text
    return index > 0 and _is_name(words[index - 1]) and re.fullmatch(r"\d{1,4}[A-Z]?\d?|[A-Z]\d", word) is not None


def _quantity(
    words: Sequence[Word], first: int, count_at: Mapping[int, tuple[int, Number]], language: str
) -> Number | None:
    """The number that counts a phrase: right before it, with at most a few modifiers or a unit between."""
    for index in range(first - 1, max(-1, first - 2 - _MODIFIERS), -1):
        word = words[index]
        if word.end in count_at:
            return count_at[word.end][1]
        if not word.text[0].isalpha() or word.text.lower() in BREAKS:
            return None
    return None


def _with_unit(words: Sequence[Word], first: int, head: int, language: str) -> int:
    """Take in the unit before a phrase ("ton brandstof", "tonnes de vivres", "Schuss Munition")."""
    goods = GOODS[language]
    index = first - 1
    if index >= 1 and words[index].text.lower() in ("of", "de", "d'", "d’", "aan"):
        index -= 1
    return index if index >= 0 and words[index].text.lower() in goods.units else first
