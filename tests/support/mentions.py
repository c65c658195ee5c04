"""Short texts read by the entities and references pipes alone, with spaCy's plain sentence splitter."""

from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import services.extract.pipes.entities.component
import services.extract.pipes.references.component  # noqa: F401 - registers the factory


def read(
    text: str, *, language: str = "nl", published: str = "2023-05-10", title: str = "", source: str = "", url: str = ""
) -> Doc:
    """Returns the document with its mentions, candidates and people."""
    nlp = pipeline(language)
    doc = nlp.make_doc(text)
    doc._.title, doc._.published, doc._.source, doc._.url = title, published, source, url
    return nlp(doc)


def mentions(doc: Doc) -> dict[str, tuple[str, ...]]:
    """Returns the ids by the words of the mention; of equal words the last."""
    return {span.text: span._.entity_ids for span in doc.spans["mentions"]}


@cache
def pipeline(language: str) -> Language:
    """Returns the two pipes of a language behind spaCy's sentencizer."""
    nlp = spacy.blank(language)
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("pledgewire_entities")
    nlp.add_pipe("pledgewire_references")
    return nlp
