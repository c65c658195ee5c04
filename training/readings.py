"""Read labelled articles through the very pipes that serve: sentences, entities, references."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from spacy.language import Language
from tqdm import tqdm

from services.contracts.vocabulary import LANGUAGES
from services.extract.pipeline import INPUTS, register
from services.extract.pipes.decisions.reading import read
from services.extract.pipes.sentences.tokenizer import blank
from training.corpus import Sample, Splits, kind_of

PIPES = ("sentences", "entities", "references")


def pipelines() -> dict[str, Language]:
    """The pipes before the encoder, a `Language` a language."""
    register()
    out = {}
    for language in LANGUAGES:
        out[language] = blank(language)
        for name in PIPES:
            import_module(f"services.extract.pipes.{name}.component")
            out[language].add_pipe(f"pledgewire_{name}")
    return out


def samples(articles: Iterable[dict[str, Any]], splits: Splits) -> Iterator[Sample]:
    """Each article read, with its labels, kind and fold."""
    languages = pipelines()
    for article in tqdm(articles, desc="reading", mininterval=5):
        nlp = languages[article["language"]]
        doc = nlp.make_doc(article["text"])
        for name in INPUTS:
            setattr(doc._, name, article.get(name) or "")
        for _, pipe in nlp.pipeline:
            doc = pipe(doc)
        yield Sample(
            id=article["id"],
            kind=kind_of(article["id"]),
            fold=splits.folds.get(article["id"]),
            reading=read(doc),
            events=tuple(article.get("events") or ()),
        )
