"""From article to commitment events: the gate, then one spaCy `Language` a language whose pipes stand in `PIPES`.

`load` builds everything once a process; `Pipelines.extract` is a function of article, model and rules: the same
article gives the same bytes, whatever was extracted before and whatever the clock says.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from services.contracts.article import Article
from services.contracts.commitment import Commitment, Extractor
from services.contracts.errors import Invalid, Reason
from services.contracts.vocabulary import LANGUAGES
from services.extract.events import commitments
from services.extract.pipes.entities.registry import LIST as ENTITIES
from services.extract.pipes.gate.component import relevant
from services.extract.pipes.sentences.tokenizer import blank

PIPES = (
    "sentences",
    "entities",
    "references",
    "values",
    "items",
    "speakers",
    "cues",
    "encoder",
    "decisions",
    "grouping",
    "slots",
)
"""The order of the pipes; each lives in `pipes/<name>/component.py` as the factory `pledgewire_<name>`."""

MODEL = "e5-small-nato/1"
"""The decider of categories, stages and roles: the network in `model/`, with the cue words as one of its votes."""

MAX_CHARACTERS = 200_000
"""Longest text that is read: some thirty times a long report; a list of links or a book beyond it is no article."""

SLOW = "fr"
"""Built with its first article: spaCy compiles a list of 16,000 hyphenated words when its French is imported (3 s)."""

DATA_SUFFIXES = (".yaml", ".txt", ".json")

DECIDING = ("pipeline.py", "events.py", "undertaking.py")
"""Modules beside the pipes that an event's bytes depend on; the rest carries articles and events to and fro."""

INPUTS = ("title", "published", "source", "url", "language")
"""What the pipes may know of an article beside its text, as `doc._.<name>: str`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Extraction:
    """What one article yielded; `relevant` is the gate's word: without it nothing else was looked at."""

    events: tuple[Commitment, ...]
    relevant: bool
    language: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Pipelines:
    """The pipelines by language, and what identifies them in each event; a language is built when first needed."""

    languages: dict[str, Language]
    identity: Extractor

    def extract(self, article: Article) -> Extraction:
        """Returns the events of an article in one of `LANGUAGES` (another is a ValueError).

        Raises `Invalid` with `too_long` for a text of more than `MAX_CHARACTERS`.
        """
        if len(article.text) > MAX_CHARACTERS:
            raise Invalid(
                Reason.TOO_LONG,
                field="text",
                found=f"{len(article.text)} characters",
                wanted=f"at most {MAX_CHARACTERS} characters",
            )
        if article.language not in LANGUAGES:
            raise ValueError(f"no pipeline for the language {article.language!r}")
        if not relevant(article.text, article.title, article.language):
            return Extraction(events=(), relevant=False, language=article.language)
        nlp = self._language(article.language)
        with nlp.memory_zone():
            events = commitments(nlp(_doc(nlp, article)), article, self.identity)
        return Extraction(events=events, relevant=True, language=article.language)

    def _language(self, language: str) -> Language:
        if language not in self.languages:
            self.languages[language] = build(language)
        return self.languages[language]


def load() -> Pipelines:
    """Builds the pipelines but for French; once a process."""
    register()
    languages = {language: build(language) for language in LANGUAGES if language != SLOW}
    identity = Extractor(code=version("pledgewire"), model=MODEL, rules=rules_digest())
    return Pipelines(languages=languages, identity=identity)


def register() -> None:
    """Registers the inputs of a document with spaCy; the pipes register what they write."""
    for name in INPUTS:
        Doc.set_extension(name, default="", force=True)


def build(language: str, pipes: Sequence[str] = PIPES) -> Language:
    """Returns spaCy's blank pipeline of a language, with our tokenizer for news and our pipes, in order."""
    nlp = blank(language)
    for name in pipes:
        import_module(f"services.extract.pipes.{name}.component")
        nlp.add_pipe(f"pledgewire_{name}")
    return nlp


def rules_digest(root: Path = Path(__file__).parent) -> str:
    """Returns a digest over the code, words and data in this package that decide: equal rules have equal digests.

    Code counts as well as words: patterns and orders stand in it, and one identity may not give other bytes.
    """
    files = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if _decides(path.relative_to(root))}
    digest = hashlib.sha256()
    for name, path in sorted({**files, ENTITIES.name: ENTITIES}.items()):
        content = path.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]


def _decides(path: Path) -> bool:
    """Whether a file of this package, by its path in it, has a say in what is extracted."""
    if any(part.startswith(".") or part == "__pycache__" for part in path.parts):
        return False
    return path.suffix in DATA_SUFFIXES or (
        path.suffix == ".py" and (path.parts[0] == "pipes" or path.name in DECIDING)
    )


def _doc(nlp: Language, article: Article) -> Doc:
    doc = nlp.make_doc(article.text)
    for name in INPUTS:
        setattr(doc._, name, getattr(article, name))
    return doc
