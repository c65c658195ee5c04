"""The spaCy component `pledgewire_references`: people, pronouns and roles, and the entities they stand for."""

from collections.abc import Iterator

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from services.extract.pipes.entities.persons import Person, find_persons
from services.extract.pipes.entities.runs import person_words
from services.extract.pipes.references.lexicon import load_references, nationalities
from services.extract.pipes.references.powers import read_home_words, sentence_numbers
from services.extract.pipes.references.quotation import quoted_tokens
from services.extract.pipes.references.rules import BODIES, RULES, Reading

OVERRIDABLE = frozenset({"home", "people", "office", "reference"})
"""Mentions that a rule may read anew: "the minister" of a Dutch paper may be the Danish one just named."""

ARTICLES = frozenset({"de", "the", "le", "la", "l'", "l’", "der", "die", "den", "dem"})
PLURALS = {"nl": ("s", "en"), "en": ("s",), "fr": ("s",)}
"""Endings by language that make a word for people plural; German ones do not tell."""
AUXILIARIES = frozenset({"has", "had", "is", "was", "will", "would", "also"})
"""After "the Norwegian" these tell the person from "the Norwegian army"."""


def register() -> None:
    """Makes the extensions that this component writes."""
    Doc.set_extension("persons", default=(), force=True)
    Span.set_extension("entity_ids", default=(), force=True)
    Span.set_extension("antecedent", default="", force=True)


class References:
    """Writes `doc._.persons` and adds to `doc.spans["mentions"]`, which stays in text order and free of overlap.

    People that the gazetteer does not know get mentions with label `person`; what stands for another mention gets the
    label `reference`, its ids and, in `span._.antecedent`, the words it stands for.
    """

    def __init__(self, nlp: Language) -> None:
        self._matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        for rule, phrases in load_references(nlp.lang or "").by_rule().items():
            self._matcher.add(rule, [nlp.make_doc(phrase) for phrase in phrases])

    def __call__(self, doc: Doc) -> Doc:
        doc.spans["mentions"] = read_home_words(doc, doc.spans.get("mentions", ()))
        doc._.persons = find_persons(doc)
        mentions = _with_persons(doc, list(doc.spans["mentions"]))
        doc.spans["mentions"] = self._resolve(doc, mentions)
        return doc

    def _resolve(self, doc: Doc, mentions: list[Span]) -> list[Span]:
        """Reads the text once, from start to end, remembering what was named."""
        phrases = {span.start: span for span in self._phrases(doc)}
        named = {span.start: span for span in mentions}
        people = {start: person for person in doc._.persons for start, _ in person.mentions}
        reading = Reading(doc=doc, numbers=sentence_numbers(doc), people_at=people, quoted=quoted_tokens(doc))
        resolved: list[Span] = []
        free_from = 0
        for index in range(len(doc)):
            if index > 0 and doc[index].is_sent_start:
                reading.begin_sentence(index)
            mention = named.get(index)
            if index in phrases and index >= free_from and _is_free(phrases[index], named):
                reference = _resolved(phrases[index], reading)
                if reference is not None:
                    resolved.append(reference)
                    free_from = reference.end
            if mention is not None and index >= free_from:
                mention = _compatriot(mention, reading) or mention
                resolved.append(mention)
                reading.meet(mention)
            if index in people:
                reading.people.append((reading.sentence, people[index]))
        return resolved

    def _phrases(self, doc: Doc) -> Iterator[Span]:
        """Yields the phrases with their rule as label, the longest at each token."""
        found = sorted(self._matcher(doc), key=lambda match: (match[1], match[2]))
        yield from (Span(doc, start, end, label=rule) for rule, start, end in found)


def _resolved(phrase: Span, reading: Reading) -> Span | None:
    ids, antecedent = RULES[phrase.label_](phrase, reading)
    return _reference(phrase, ids, antecedent) if ids else None


def _reference(span: Span, ids: tuple[str, ...], antecedent: str) -> Span:
    reference = Span(span.doc, span.start, span.end, label="reference")
    reference._.entity_ids = ids
    reference._.antecedent = antecedent
    return reference


def _is_free(phrase: Span, named: dict[int, Span]) -> bool:
    """Whether no mention that stays as it is stands inside the phrase."""
    inside = (named[index] for index in range(phrase.start, phrase.end) if index in named)
    return all(mention.label_ in OVERRIDABLE for mention in inside)


def _compatriot(mention: Span, reading: Reading) -> Span | None:
    """ "The Norwegian" is the head of an organisation who comes from there, if one was named before."""
    if mention.label_ not in {"people", "demonym"} or len(mention._.entity_ids) != 1 or not _singular(mention):
        return None
    known = nationalities()
    for _, person in reversed(reading.people):
        if person.entity in BODIES and known.get(person.name) == mention._.entity_ids[0]:
            return _reference(mention, (person.entity,), person.name)
    return None


def _singular(mention: Span) -> bool:
    """Whether a word for people means one person: after an article, not before a noun or in the plural."""
    doc = mention.doc
    if mention.start == 0 or doc[mention.start - 1].lower_ not in ARTICLES:
        return False
    if mention.text.endswith(PLURALS.get(doc.lang_, ())):
        return False
    after = doc[mention.end] if mention.end < len(doc) else None
    if after is None or not after.is_alpha:
        return True
    if doc.lang_ == "en":
        return after.lower_ in person_words("en").speech or after.lower_ in AUXILIARIES
    if doc.lang_ == "fr":
        return mention.text[0].isupper()
    return mention.label_ == "people" and not (doc.lang_ == "de" and after.is_title)


def _with_persons(doc: Doc, mentions: list[Span]) -> list[Span]:
    """Adds people whom only their office ties to an entity."""
    covered = {index for span in mentions for index in range(span.start, span.end)}
    for person in doc._.persons:
        mentions.extend(_person_spans(doc, person, covered))
    return sorted(mentions, key=lambda span: span.start)


def _person_spans(doc: Doc, person: Person, covered: set[int]) -> Iterator[Span]:
    for start, end in person.mentions:
        if person.entity and not covered.intersection(range(start, end)):
            span = Span(doc, start, end, label="person")
            span._.entity_ids = (person.entity,)
            yield span


@Language.factory("pledgewire_references")
def make_references(nlp: Language, name: str) -> References:
    """Builds the component from the package's own data: nothing is stored with a saved pipeline."""
    return References(nlp)


register()
