"""Articles and documents for tests of the extractor's pipes."""

from functools import cache

from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc

from services.contracts.article import Article
from services.contracts.commitment import Commitment
from services.contracts.ids import content_hash
from services.contracts.vocabulary import LANGUAGES
from services.extract.pipeline import PIPES, SLOW, Pipelines, build, load, register


def article(
    text: str, *, language: str = "nl", published: str = "2024-05-14", title: str = "", id: str = "a"
) -> Article:
    """Returns an article as ingest would make it, from an imaginary paper."""
    made = Article(
        article_id=id,
        item_id=id,
        source="",
        language=language,
        published=published,
        title=title,
        text=text,
        format="plain",
        content_hash="",
    )
    return replace(made, content_hash=content_hash(made))


@cache
def pipelines() -> Pipelines:
    """Returns the pipelines, built once a test session."""
    return load()


def events(text: str, *, language: str = "nl", published: str = "2024-05-14") -> tuple[Commitment, ...]:
    """Returns the events of a text."""
    return pipelines().extract(article(text, language=language, published=published)).events


BASELINE = tuple(name for name in PIPES if name not in ("encoder", "decisions"))
"""The pipes without the learned decisions: what the cue words say alone, which rules are tested by."""


@cache
def baseline() -> Pipelines:
    """Returns pipelines in which the cue words decide, built once a test session."""
    register()
    languages = {language: build(language, BASELINE) for language in LANGUAGES if language != SLOW}
    return Pipelines(languages=languages, identity=pipelines().identity)


def events_by_cues(text: str, *, language: str = "nl", published: str = "2024-05-14") -> tuple[Commitment, ...]:
    """Returns the events of a text as the cue words alone decide."""
    return baseline().extract(article(text, language=language, published=published)).events


def read(text: str, *, language: str = "nl", published: str = "2024-05-14") -> Doc:
    """Returns the document as all pipes leave it, the cue words deciding."""
    register()
    doc = _language(language).make_doc(text)
    doc._.published, doc._.language = published, language
    return _language(language)(doc)


@cache
def _language(language: str) -> Language:
    return build(language, BASELINE)
