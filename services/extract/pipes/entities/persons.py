"""People named in an article: their fullest name, office and entity, and every mention of them by name."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import msgspec
from spacy.tokens import Doc, Token

DATA = Path(__file__).resolve().parents[2] / "data"
MAX_NAME_TOKENS = 6
MAX_ROLE_TOKENS = 8
MAX_NAMINGS = 400
"""So many places where people are surely named are read, the longest names first; it bounds the time on lists."""
OFFICES_KEPT = 20_000
_NAME = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]['’]?[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_COMPOUNDING = ("nl", "de")


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """One person of an article.

    `name` is the fullest form in the article, `last` the surname as later mentions use it, `role` the office as the
    article words it ("" where it gives none), `entity` the id that the office speaks for. `mentions` are half-open
    token spans by name, in text order, not overlapping, never empty.
    """

    name: str
    last: str
    role: str
    entity: str | None
    mentions: tuple[tuple[int, int], ...]


class PersonWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of one language that surround names, in lower case."""

    offices: frozenset[str]
    office_heads: frozenset[str]
    titles: frozenset[str]
    not_names: frozenset[str]
    office_tails: frozenset[str]
    particles: frozenset[str]
    speech: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Naming:
    """One place where a person is named, by token span, with the office beside it ("" if none)."""

    start: int
    end: int
    role: str
    entity: str | None
    sure: bool


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


def find_persons(doc: Doc) -> tuple[Person, ...]:
    """Returns the people whom the article names, in order of first mention.

    A name counts when an office stands beside it, when it begins with a common given name, when it is a known
    official's, or (not in German, which capitalises nouns) when it has two words and speaks. Later mentions by surname
    are joined to the fullest form.
    """
    words = person_words(doc.lang_)
    places = _places(doc)
    namings = [_naming(doc, start, end, words, places) for start, end in _runs(doc, words, places)]
    groups: dict[str, list[list[_Naming]]] = defaultdict(list)
    for naming in sorted((n for n in namings if n.sure), key=lambda n: n.start - n.end)[:MAX_NAMINGS]:
        group = _group_of(doc, naming, groups)
        if group is None:
            groups[doc[naming.end - 1].text].append([naming])
        else:
            group.append(naming)
    for naming in (n for n in namings if not n.sure):
        group = _group_of(doc, naming, groups)
        if group is not None:
            group.append(naming)
    persons = [_person(doc, group, words) for same in groups.values() for group in same]
    return tuple(sorted(persons, key=lambda person: person.mentions[0]))


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


def _places(doc: Doc) -> dict[int, tuple[str, str]]:
    """Returns kind and first entity id of each token that a mention covers, if the entities are known already."""
    found: dict[int, tuple[str, str]] = {}
    for span in doc.spans.get("mentions", ()):
        ids = span._.entity_ids
        for index in range(span.start, span.end):
            found[index] = (span.label_, ids[0] if ids else "")
    return found


def _runs(doc: Doc, words: PersonWords, places: dict[int, tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """Yields token spans that look like names: capitalised words, particles between them allowed."""
    index = 0
    while index < len(doc):
        if not _opens(doc[index], words, places):
            index += 1
            continue
        end = _run_end(doc, index, words, places)
        yield _name_within(doc, index, end, places)
        index = end


def _opens(token: Token, words: PersonWords, places: dict[int, tuple[str, str]]) -> bool:
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


def _run_end(doc: Doc, start: int, words: PersonWords, places: dict[int, tuple[str, str]]) -> int:
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


def _name_within(doc: Doc, start: int, end: int, places: dict[int, tuple[str, str]]) -> tuple[int, int]:
    """Returns the part of a run of capitals that is the name.

    That is a known official's with the given names and initials before it; in German, where nouns run into names, the
    run from its first given name on; else the whole.
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
    return start, end


def _joins(token: Token, words: PersonWords) -> bool:
    """Whether a token may stand inside a name: a particle, or the hyphen of a double name."""
    text = token.text
    if text in {"der", "den"}:
        return text in words.particles or token.nbor(-1).lower_ in {"von", "van"}
    return text in words.particles or (text == "-" and not token.whitespace_ and _glued(token))


def _glued(token: Token) -> bool:
    return token.i > 0 and not token.nbor(-1).whitespace_


def _continues(token: Token, places: dict[int, tuple[str, str]]) -> bool:
    kind = places.get(token.i, ("", ""))[0]
    return kind == "person" or (not kind and _capitalised(token) and not is_office(token.text, token.doc.lang_))


def _capitalised(token: Token) -> bool:
    text = token.text
    return text[0].isupper() and _NAME.fullmatch(text) is not None and (not text.isupper() or "." in text)


def _naming(doc: Doc, start: int, end: int, words: PersonWords, places: dict[int, tuple[str, str]]) -> _Naming:
    known = next((places[i][1] for i in range(start, end) if places.get(i, ("", ""))[0] == "person"), None)
    role_start, role_end = _role(doc, start, end, words, places)
    role = doc[role_start:role_end].text
    entity = known or (_office_entity(doc, role_start, role_end, places) if role else None)
    titled = start > 0 and doc[start - 1].lower_ in words.titles
    sure = known is not None or (
        (titled or bool(role) or _looks_like_a_name(doc, start, end, words))
        and not any(doc[index].lower_ in words.not_names for index in range(start, end))
    )
    return _Naming(start=start, end=end, role=role, entity=entity, sure=sure)


def _looks_like_a_name(doc: Doc, start: int, end: int, words: PersonWords) -> bool:
    if end - start < 2:
        return False
    if doc[start].text in given_names():
        return True
    beside = [doc[i].lower_ for i in (start - 1, end) if 0 <= i < len(doc)]
    return doc.lang_ != "de" and any(word in words.speech for word in beside)


def _role(doc: Doc, start: int, end: int, words: PersonWords, places: dict[int, tuple[str, str]]) -> tuple[int, int]:
    """Returns the token span of the office before the name or, after a comma, behind it; empty if there is none."""
    full = end - start >= 2
    last = start - 1
    if full and last > 0 and doc[last].text == ",":
        last -= 1
    if last >= 0 and not doc[start].is_sent_start and not doc[last].is_stop:
        office = _office_before(doc, last, words, places)
        if office is not None:
            return office, last + 1
    if full and end < len(doc) and doc[end].text in {",", "("}:
        return _role_behind(doc, end + 1, words)
    return start, start


def _office_before(doc: Doc, last: int, words: PersonWords, places: dict[int, tuple[str, str]]) -> int | None:
    """Returns where the office begins whose last token is `last`, None if there is none."""
    for index in range(last, max(-1, last - MAX_ROLE_TOKENS), -1):
        if is_office(doc[index].text, doc.lang_):
            return _office_start(doc, index, words)
        if doc[index].is_sent_start or not (doc[index].lower_ in words.office_tails or index in places):
            return None
    return None


def _office_start(doc: Doc, index: int, words: PersonWords) -> int:
    """Returns where an office begins: "prime", "vice-" and the like belong to it."""
    while index > 0 and not doc[index].is_sent_start:
        if index > 1 and doc[index - 1].text == "-" and _glued(doc[index - 1]):
            index -= 2
        elif doc[index - 1].lower_ in words.office_heads:
            index -= 1
        else:
            break
    return index


def _role_behind(doc: Doc, start: int, words: PersonWords) -> tuple[int, int]:
    for index in range(start, min(len(doc), start + 4)):
        if doc[index].is_punct or doc[index].is_sent_start:
            break
        if is_office(doc[index].text, doc.lang_):
            end = index + 1
            while end < min(len(doc), index + MAX_ROLE_TOKENS) and doc[end].lower_ in words.office_tails:
                end += 1
            while end > index + 1 and doc[end - 1].is_stop:
                end -= 1
            return index, end
    return start, start


def _office_entity(doc: Doc, start: int, end: int, places: dict[int, tuple[str, str]]) -> str | None:
    """Returns the entity that the office itself or an adjective right before it names."""
    for index in (*range(start, min(end + 3, len(doc))), start - 1, start - 2):
        kind, entity = places.get(index, ("", ""))
        if entity and kind != "person":
            return entity
    return None


def _group_of(doc: Doc, naming: _Naming, groups: dict[str, list[list[_Naming]]]) -> list[_Naming] | None:
    """Returns the group whose fullest name ends in this one, with or without a genitive ending, if there is one."""
    last = doc[naming.end - 1].text
    for surname in (last, last.removesuffix("s"), last.removesuffix("'s"), last.removesuffix("’s")):
        for group in groups.get(surname, ()):
            if _repeats(doc, group[0], naming):
                return group
    return None


def _repeats(doc: Doc, full: _Naming, other: _Naming) -> bool:
    """Whether the words before the last are those of the fuller name."""
    ahead = [token.lower_ for token in doc[other.start : other.end - 1]]
    fuller = [token.lower_ for token in doc[full.start : full.end - 1]]
    return ahead == fuller[len(fuller) - len(ahead) :]


def _person(doc: Doc, group: list[_Naming], words: PersonWords) -> Person:
    fullest = group[0]
    ordered = sorted(group, key=lambda naming: naming.start)
    tokens = doc[fullest.start : fullest.end]
    surname = next((i for i in range(1, len(tokens)) if tokens[i].text in words.particles), len(tokens) - 1)
    return Person(
        name=tokens.text,
        last=doc[fullest.start + surname : fullest.end].text,
        role=next((naming.role for naming in ordered if naming.role), ""),
        entity=next((naming.entity for naming in ordered if naming.entity), None),
        mentions=tuple((naming.start, naming.end) for naming in ordered),
    )
