"""Every place in a text where a name of the lexicon stands, longest first, with all that it may mean."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token

from services.extract.pipes.entities.lexicon import Names, Sense, load_names, surfaces
from services.extract.pipes.entities.officials import Official, load_officials

_JOINTS = re.compile(r"[-'’/–]")
_WHOLE_RULES = frozenset({"", "place", "allied"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """Tokens start..end (half-open) may mean one of `senses`; `officials` if they name a person."""

    start: int
    end: int
    senses: tuple[Sense, ...]
    officials: tuple[Official, ...] = ()
    surname_only: bool = False


class Gazetteer:
    """The names of one language in spaCy's PhraseMatcher, by exact spelling: time is linear in the text."""

    def __init__(self, nlp: Language) -> None:
        self.language: str = nlp.lang or ""
        self.names: Names = load_names(self.language)
        self._matcher = PhraseMatcher(nlp.vocab, attr="ORTH")
        self._senses: dict[int, Sense] = {}
        self._people: dict[int, tuple[Official, bool]] = {}
        self._heads: dict[str, list[Sense]] = defaultdict(list)
        self._prefixes = _by_length(self.names.prefixes)
        self._add_names(nlp)
        self._add_officials(nlp)

    def _add_names(self, nlp: Language) -> None:
        forms: dict[Sense, dict[str, None]] = defaultdict(dict)
        for form, sense in surfaces(self.language):
            forms[sense][form] = None
            if " " not in form and sense.rule in _WHOLE_RULES:
                self._heads[form].append(sense)
        for part, entity in self.names.combining.items():
            self._heads[part].append(Sense(kind="demonym", ids=(entity,)))
        for sense, written in forms.items():
            key = f"{sense.kind}|{' '.join(sense.ids)}|{sense.rule}"
            self._senses[nlp.vocab.strings.add(key)] = sense
            self._matcher.add(key, [nlp.make_doc(form) for form in written])

    def _add_officials(self, nlp: Language) -> None:
        for official in load_officials():
            for name, surname_only in ((official.name, False), (official.surname, True)):
                key = f"person|{official.name}|{surname_only}"
                self._people[nlp.vocab.strings.add(key)] = (official, surname_only)
                forms = _person_forms(name, self.language)
                self._matcher.add(key, [nlp.make_doc(form) for form in forms])

    def find(self, doc: Doc) -> list[Hit]:
        """Returns the hits in text order, not overlapping; of overlapping ones the longest, then the first."""
        senses: dict[tuple[int, int], list[Sense]] = defaultdict(list)
        people: dict[tuple[int, int], list[tuple[Official, bool]]] = defaultdict(list)
        for key, start, end in self._matcher(doc):
            if key in self._senses:
                senses[start, end].append(self._senses[key])
            else:
                people[start, end].append(self._people[key])
        taken = [False] * len(doc)
        hits: list[Hit] = []
        for start, end in sorted(senses.keys() | people.keys(), key=lambda span: (span[0] - span[1], span[0])):
            if any(taken[start:end]):
                continue
            taken[start:end] = [True] * (end - start)
            named = people.get((start, end), [])
            hits.append(
                Hit(
                    start=start,
                    end=end,
                    senses=tuple(senses.get((start, end), ())),
                    officials=tuple(official for official, _ in named),
                    surname_only=bool(named) and all(only for _, only in named),
                )
            )
        hits.extend(hit for token in doc if not taken[token.i] for hit in self._compound(token))
        return sorted(hits, key=lambda hit: hit.start)

    def _compound(self, token: Token) -> Iterable[Hit]:
        """Yields the names inside one token: "NAVO-top", "Kiev's", "franco-allemand", "Ukrainehilfe"."""
        text = token.text
        parts = [part for part in _JOINTS.split(text) if part] if _JOINTS.search(text) else []
        found = [self._heads[part][0] for part in parts if part in self._heads]
        if not found:
            found = [
                Sense(kind="compound", ids=(prefixes[text[:length]],))
                for length, prefixes in self._prefixes
                if len(text) > length + 2 and text[:length] in prefixes
            ][:1]
        if found:
            ids = tuple(dict.fromkeys(entity for sense in found for entity in sense.ids))
            kind = found[0].kind
            yield Hit(start=token.i, end=token.i + 1, senses=(Sense(kind=kind, ids=ids),))


def _by_length(prefixes: dict[str, str]) -> list[tuple[int, dict[str, str]]]:
    lengths: dict[int, dict[str, str]] = defaultdict(dict)
    for prefix, entity in prefixes.items():
        lengths[len(prefix)][prefix] = entity
    return sorted(lengths.items(), reverse=True)


def _person_forms(name: str, language: str) -> list[str]:
    forms = [name]
    if name[0].islower():
        forms.append(name[0].upper() + name[1:])
    if language in ("nl", "de") and not name.endswith("s"):
        forms.extend([form + "s" for form in forms])
    return forms
