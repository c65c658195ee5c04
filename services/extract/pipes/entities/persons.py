"""People named in an article: their fullest name, office and entity, and every mention of them by name."""

from collections import defaultdict
from dataclasses import dataclass

from spacy.tokens import Doc

from services.extract.pipes.entities.runs import (
    PersonWords,
    Places,
    given_names,
    is_glued,
    is_office,
    name_runs,
    person_words,
)

__all__ = ["Person", "find_persons", "is_office"]

MAX_ROLE_TOKENS = 8
MAX_NAMINGS = 400
"""So many places where people are surely named are read, the longest names first; it bounds the time on lists."""


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


@dataclass(frozen=True, kw_only=True, slots=True)
class _Naming:
    """One place where a person is named, by token span, with the office beside it ("" if none)."""

    start: int
    end: int
    role: str
    entity: str | None
    sure: bool


def find_persons(doc: Doc) -> tuple[Person, ...]:
    """Returns the people whom the article names, in order of first mention.

    A name counts when an office stands beside it, when it begins with a common given name, when it is a known
    official's, or (not in German, which capitalises nouns) when it has two words and speaks. Later mentions by surname
    are joined to the fullest form.
    """
    words = person_words(doc.lang_)
    places = _places(doc)
    namings = [_naming(doc, start, end, words, places) for start, end in name_runs(doc, words, places)]
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


def _places(doc: Doc) -> dict[int, tuple[str, str]]:
    """Returns kind and first entity id of each token that a mention covers, if the entities are known already."""
    found: dict[int, tuple[str, str]] = {}
    for span in doc.spans.get("mentions", ()):
        ids = span._.entity_ids
        for index in range(span.start, span.end):
            found[index] = (span.label_, ids[0] if ids else "")
    return found


def _naming(doc: Doc, start: int, end: int, words: PersonWords, places: Places) -> _Naming:
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


def _role(doc: Doc, start: int, end: int, words: PersonWords, places: Places) -> tuple[int, int]:
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


def _office_before(doc: Doc, last: int, words: PersonWords, places: Places) -> int | None:
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
        if index > 1 and doc[index - 1].text == "-" and is_glued(doc[index - 1]):
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


def _office_entity(doc: Doc, start: int, end: int, places: Places) -> str | None:
    """Returns the entity that the office itself or an adjective right before it names."""
    for index in (*range(start, min(end + 3, len(doc))), start - 1, start - 2):
        kind, entity = places.get(index, ("", ""))
        if entity and kind != "person":
            return entity
    return None


def _group_of(doc: Doc, naming: _Naming, groups: dict[str, list[list[_Naming]]]) -> list[_Naming] | None:
    """Returns the group whose fullest name ends in this one, with or without a genitive ending, if there is one."""
    last = doc[naming.end - 1].text
    for surname in (last, last.removesuffix("s"), last.removesuffix("'s"), last.removesuffix("’s"), last + "s"):
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
    genitive = any(doc[naming.end - 1].text + "s" == tokens[-1].text for naming in group)
    cut = -1 if genitive else None
    return Person(
        name=tokens.text[:cut],
        last=doc[fullest.start + surname : fullest.end].text[:cut],
        role=next((naming.role for naming in ordered if naming.role), ""),
        entity=next((naming.entity for naming in ordered if naming.entity), None),
        mentions=tuple((naming.start, naming.end) for naming in ordered),
    )
