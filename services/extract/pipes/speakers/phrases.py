"""The noun phrase around an office or an institution: "Deens minister van Defensie", "ministry in Oslo"."""

from collections.abc import Sequence, Set

from services.extract.pipes.entities.persons import is_office
from services.extract.pipes.speakers.speech import SpeechWords
from services.extract.pipes.speakers.tokens import Word

_COMPOUNDING = ("nl", "de")
_MODIFIERS = 4
_LEAST_TAIL = 6
"""A shorter word at the end of a compound is too often chance ("marineschepen" is no "schepen")."""


def head_kind(word: Word, language: str, speech: SpeechWords) -> str:
    """ "office", "institution", or "" for a word that is the head of neither."""
    lower = word.lower
    if lower in speech.never or lower in speech.honorifics or lower.endswith("schepen"):
        return ""
    if lower in speech.institutions:
        return "institution"
    if lower in speech.people or lower in speech.anaphors or is_office(word.text, language):
        return "office"
    if language in _COMPOUNDING and len(lower) > _LEAST_TAIL + 2:
        stem = lower.removesuffix("s") if language == "de" else lower
        if any(stem.endswith(tail) for tail in speech.institutions if len(tail) > _LEAST_TAIL):
            return "institution"
        if any(lower.endswith(tail) for tail in speech.people if len(tail) > _LEAST_TAIL):
            return "office"
    part = lower.rpartition("-")[2]
    return "office" if part != lower and part in speech.people else ""


def phrase_around(
    words: Sequence[Word], head: int, kind: str, language: str, speech: SpeechWords, covered: Set[int]
) -> tuple[int, int]:
    """First and behind-last word of the phrase, without its article."""
    return _left(words, head, speech), _right(words, head + 1, kind, language, speech, covered)


def _left(words: Sequence[Word], head: int, speech: SpeechWords) -> int:
    """Where the phrase begins: behind its article, or at the capitalised words right before the head."""
    for index in range(head - 1, max(-1, head - _MODIFIERS - 1), -1):
        word = words[index]
        if word.lower in speech.determiners:
            return index + 1
        if word.is_mark or word.lower in speech.verbs or word.lower in speech.tails or word.text.isdigit():
            break
    first = head
    while first > 1 and words[first - 1].is_capital and words[first - 1].lower not in speech.verbs:
        first -= 1
    return first


def _right(words: Sequence[Word], index: int, kind: str, language: str, speech: SpeechWords, covered: Set[int]) -> int:
    """Where the phrase ends: behind its adjectives (French), what it is of, and the place of an institution."""
    index = _past_adjectives(words, index, speech)
    for _ in range(3):
        grown = _belonging(words, index, language, speech, covered)
        if grown == index:
            break
        index = _past_adjectives(words, grown, speech)
    return _with_place(words, index, speech) if kind == "institution" else index


def _past_adjectives(words: Sequence[Word], index: int, speech: SpeechWords) -> int:
    while index < len(words) and words[index].lower in speech.postposed:
        index += 1
    return index


def _belonging(words: Sequence[Word], index: int, language: str, speech: SpeechWords, covered: Set[int]) -> int:
    """One more "van Defensie", "of the ministry", "de la Défense", if it follows at `index`; else `index`."""
    at = index
    if at >= len(words) or words[at].lower not in speech.tails:
        return index
    while at < len(words) and (words[at].lower in speech.tails or words[at].lower in speech.determiners):
        at += 1
    begin = at
    while at < len(words) and at - begin < 3 and at not in covered and _names(words[at], at - begin, language, speech):
        at += 1
    return at if at > begin else index


def _names(word: Word, position: int, language: str, speech: SpeechWords) -> bool:
    if word.is_mark or word.lower in speech.verbs or word.text.isdigit():
        return False
    if word.is_capital or head_kind(word, language, speech):
        return True
    return position == 0 and language in ("fr", "en") and len(word.text) > 3 and word.lower not in speech.auxiliaries


def _with_place(words: Sequence[Word], index: int, speech: SpeechWords) -> int:
    if index + 1 < len(words) and words[index].lower in speech.place_tails and words[index + 1].is_capital:
        index += 2
        while index < len(words) and words[index].is_capital:
            index += 1
    return index
