"""Runs of words that look like a person's name, and the words of a language that tell them from others."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

import msgspec
from spacy.tokens import Doc, Token

DATA = Path(__file__).resolve().parents[2] / "data"
MAX_NAME_TOKENS = 6
OFFICES_KEPT = 20_000
_NAME = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]['’]?[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_COMPOUNDING = ("nl", "de")

Places = Mapping[int, tuple[str, str]]
"""Label and first entity id ("" if none) of the mention that covers a token, by token."""


class PersonWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of one language that surround names, in lower case."""

    offices: frozenset[str]
    office_heads: frozenset[str]
    titles: frozenset[str]
    not_names: frozenset[str]
    office_tails: frozenset[str]
    particles: frozenset[str]
    speech: frozenset[str]


@cache
def _words() -> dict[str, PersonWords]:
    return msgspec.yaml.decode((DATA / "persons.yaml").read_bytes(), type=dict[str, PersonWords])


def person_words(language: str) -> PersonWords:
    """Returns the words of one language; the file is read once a process."""
    return _words()[language]


@cache
def given_names() -> frozenset[str]:
    """Returns common given names of Europe and North America, capitalised."""
    return frozenset((DATA / "given_names.txt").read_text("utf-8").split())


@lru_cache(maxsize=OFFICES_KEPT)
def is_office(text: str, language: str) -> bool:
    """Whether a word names an office; Dutch and German compounds count by their last part ("vicepremier")."""
    word = text.lower()
    offices = person_words(language).offices
    if word in offices:
        return True
    if language not in _COMPOUNDING:
        return word.rpartition("-")[2] in offices
    bare = [word, word.removesuffix("s"), word.removesuffix("en")] if language == "de" else [word]
    return any(form[cut:] in offices for form in bare for cut in range(len(form) - 3))


def name_runs(doc: Doc, words: PersonWords, places: Places) -> Iterator[tuple[int, int]]:
    """Yields token spans that look like names: capitalised words, particles between them allowed."""
    index = 0
    while index < len(doc):
        if not _opens(doc[index], words, places):
            index += 1
            continue
        end = _run_end(doc, index, words, places)
        yield _name_within(doc, index, end, places)
        index = end


def _opens(token: Token, words: PersonWords, places: Places) -> bool:
    kind = places.get(token.i, ("", ""))[0]
    if kind == "person":
        return True
    if kind or not _capitalised(token):
        return False
    lower = token.lower_
    if lower in words.particles:
        return token.i + 1 < len(token.doc) and _capitalised(token.nbor()) and not token.nbor().is_stop
    if token.is_stop or lower in words.office_tails or lower in words.titles:
        return False
    return not is_office(token.text, token.doc.lang_)


def _run_end(doc: Doc, start: int, words: PersonWords, places: Places) -> int:
    end = start + 1
    limit = min(len(doc), start + MAX_NAME_TOKENS)
    while end < limit and not doc[end].is_sent_start:
        ahead = end
        while ahead < limit and ahead - end < 3 and _joins(doc[ahead], words):
            ahead += 1
        if ahead >= limit or not _continues(doc[ahead], places):
            break
        end = ahead + 1
    return end


def _name_within(doc: Doc, start: int, end: int, places: Places) -> tuple[int, int]:
    """Returns the part of a run of capitals that is the name.

    That is a known official's with the given names and initials before it; in German, where nouns run into names, the
    run from its first given name to a genitive ("Olga Zeltners"); else the whole.
    """
    known = [index for index in range(start, end) if places.get(index, ("", ""))[0] == "person"]
    if known:
        first, last = known[0], known[0]
        while last + 1 in known:
            last += 1
        while first > start and (doc[first - 1].text in given_names() or doc[first - 1].text.endswith(".")):
            first -= 1
        return first, last + 1
    if doc.lang_ == "de":
        start = next((index for index in range(start, end - 1) if doc[index].text in given_names()), start)
        end = next((index + 1 for index in range(start + 1, end - 1) if _ends_genitive(doc[index])), end)
    return start, end


def _ends_genitive(token: Token) -> bool:
    return token.text.endswith("s") and token.text not in given_names() and token.nbor().text[0].isupper()


def _joins(token: Token, words: PersonWords) -> bool:
    """Whether a token may stand inside a name: a particle, or the hyphen of a double name."""
    text = token.text
    if text in {"der", "den"}:
        return text in words.particles or token.nbor(-1).lower_ in {"von", "van"}
    return text in words.particles or (text == "-" and not token.whitespace_ and is_glued(token))


def is_glued(token: Token) -> bool:
    """Whether no space goes before a token."""
    return token.i > 0 and not token.nbor(-1).whitespace_


def _continues(token: Token, places: Places) -> bool:
    kind = places.get(token.i, ("", ""))[0]
    return kind == "person" or (not kind and _capitalised(token) and not is_office(token.text, token.doc.lang_))


def _capitalised(token: Token) -> bool:
    text = token.text
    return text[0].isupper() and _NAME.fullmatch(text) is not None and (not text.isupper() or "." in text)
