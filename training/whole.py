"""The whole extractor over labelled articles, with kept-back scores in the encoder's place: what a fold really reaches.

The service's own pipes run before and after; only the findings come from scores that a network of the fold made. The
baseline is the same with the pipe of cue words, which the services no longer use.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from tqdm import tqdm

from services.contracts.vocabulary import LANGUAGES
from services.extract.events import evidence
from services.extract.pipeline import register
from services.extract.pipes.decisions.judging import Cue, Scores, Settings, cues, findings
from services.extract.pipes.gate.component import relevant
from services.extract.pipes.sentences.tokenizer import blank
from services.extract.undertaking import Undertaking
from training.corpus import Sample
from training.evaluate import Event

BEFORE = ("sentences", "entities", "references", "values", "items", "speakers")
AFTER = ("grouping", "slots")
Decide = Callable[[Doc, Sample], None]


Inputs = Mapping[str, Mapping[str, str]]


def extracted(samples: Iterable[Sample], inputs: Inputs, decide: Decide) -> dict[str, list[Event]]:
    """Events by article, with values, as the scorer reads them. `inputs` are what the pipes know of an article."""
    languages = {language: (_pipes(language, BEFORE), _pipes(language, AFTER)) for language in LANGUAGES}
    out: dict[str, list[Event]] = {}
    for sample in tqdm(samples, desc="whole", mininterval=5):
        reading = sample.reading
        out[sample.id] = []
        if relevant(reading.text, reading.title, reading.language):
            before, after = languages[reading.language]
            doc = before.make_doc(reading.text)
            for name, value in inputs[sample.id].items():
                setattr(doc._, name, value)
            doc = _run(before, doc)
            decide(doc, sample)
            out[sample.id] = events(_run(after, doc))
    return out


def by_scores(scores: Mapping[str, Scores], settings: Settings) -> Decide:
    """Findings from kept-back scores; the sentences must be those that were scored."""

    def decide(doc: Doc, sample: Sample) -> None:
        found = [sentence.start_char for sentence in doc.sents]
        if found != [start for start, _ in sample.reading.sentences]:
            raise ValueError(f"the sentences of {sample.id} are no longer those that were scored: read the corpus anew")
        doc._.findings = findings(scores[sample.id], settings)

    return decide


def cued(samples: Sequence[Sample], inputs: Inputs) -> dict[str, dict[tuple[int, int], Cue]]:
    """What the rules over cue words say of each article, by (sentence, category)."""
    out: dict[str, dict[tuple[int, int], Cue]] = {}
    decide = by_cues()

    def keep(doc: Doc, sample: Sample) -> None:
        decide(doc, sample)
        out[sample.id] = cues(doc._.findings)

    extracted(samples, inputs, keep)
    return out


def by_cues() -> Decide:
    """Findings by cue words: the baseline."""
    languages = {language: _pipes(language, ("cues",)) for language in LANGUAGES}

    def decide(doc: Doc, sample: Sample) -> None:
        _run(languages[sample.reading.language], doc)

    return decide


def events(doc: Doc) -> list[Event]:
    """The undertakings of a document as the scorer reads events."""
    sentences = list(doc.sents)
    undertakings: Sequence[Undertaking] = doc._.undertakings
    return [
        {
            "category": u.category,
            "stage": u.stage,
            "actors": list(u.actors),
            "recipients": list(u.recipients),
            "items": [{"text": item.text, "quantity": item.quantity} for item in u.items],
            "amounts": [{"value": amount.value, "currency": amount.currency} for amount in u.amounts],
            "dates": [date.value for date in u.dates],
            "horizons": list(u.horizons),
            "speaker": u.speaker.name if u.speaker else "",
            "evidence": [evidence(sentences[i], doc.text).quote for i in u.sentences],
        }
        for u in undertakings
    ]


def inputs_of(article: Mapping[str, Any]) -> dict[str, str]:
    """What the pipes know of a labelled article beside its text."""
    return {name: article.get(name) or "" for name in ("title", "published", "source", "url", "language")}


def _pipes(language: str, names: Sequence[str]) -> Language:
    register()
    nlp = blank(language)
    for name in names:
        import_module(f"services.extract.pipes.{name}.component")
        nlp.add_pipe(f"pledgewire_{name}")
    return nlp


def _run(nlp: Language, doc: Doc) -> Doc:
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    return doc
