"""The spaCy component `pledgewire_entities`: mentions of countries, organisations, offices and officials."""

from collections import Counter
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span

from services.extract.pipes.entities.context import Mention, dateline_country, settle
from services.extract.pipes.entities.gazetteer import Gazetteer
from services.extract.pipes.entities.home import home_country
from services.extract.pipes.entities.registry import load_entities

INPUTS = ("title", "published", "source", "url")


def register() -> None:
    """Makes the extensions that this component reads and writes; those of others are left as they are."""
    for name in INPUTS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default="")
    Doc.set_extension("home", default="", force=True)
    Doc.set_extension("candidates", default=(), force=True)
    Span.set_extension("entity_ids", default=(), force=True)


class Entities:
    """Writes `doc.spans["mentions"]`, `doc._.candidates` and `doc._.home`.

    Mentions are in text order and do not overlap; a label is the kind of name: country, demonym, people, capital,
    place, seat, organisation, alliance, group, office, person, compound, or home and own for "the government" and
    "our country" at home. Candidates are ids, most mentioned first, then in order of appearance; the title counts,
    mere places and the outside (`Entity.outside`) do not.
    """

    def __init__(self, nlp: Language) -> None:
        self._gazetteer = Gazetteer(nlp)
        self._make_doc = nlp.make_doc

    def __call__(self, doc: Doc) -> Doc:
        home = home_country(url=doc._.url, source=doc._.source, language=doc.lang_, text=doc.text)
        hits = self._gazetteer.find(doc)
        home = home or dateline_country(doc, hits)
        mentions = settle(doc, hits, names=self._gazetteer.names, home=home, published=doc._.published)
        title = self._make_doc(doc._.title)
        doc._.home = home
        doc.spans["mentions"] = [_span(doc, mention) for mention in mentions]
        titled = settle(
            title,
            self._gazetteer.find(title),
            names=self._gazetteer.names,
            home=home,
            published=doc._.published,
        )
        doc._.candidates = candidates([*mentions, *titled])
        return doc


def candidates(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Returns the ids that may act or receive, most mentioned first."""
    entities = load_entities()
    counts = Counter(entity for mention in mentions if not mention.place_only for entity in mention.ids)
    return tuple(entity for entity, _ in counts.most_common() if not entities[entity].outside)


def _span(doc: Doc, mention: Mention) -> Span:
    span = Span(doc, mention.start, mention.end, label=mention.kind)
    span._.entity_ids = mention.ids
    return span


@Language.factory("pledgewire_entities")
def make_entities(nlp: Language, name: str) -> Entities:
    """Builds the component from the package's own data: nothing is stored with a saved pipeline."""
    return Entities(nlp)


register()
