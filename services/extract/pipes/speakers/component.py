"""The `pledgewire_speakers` pipe: who is credited in each sentence.

Reads `doc.sents`, `doc._.persons` and the mentions; writes `doc.spans["credits"]`, at most one span a sentence, in
order, each with `span._.speaker`. The span is the words that credit, or the whole sentence where it goes on with a
quotation that another sentence credits.
"""

from collections.abc import Iterable, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from services.contracts.commitment import Speaker
from services.extract.pipes.entities.persons import Person, find_persons
from services.extract.pipes.speakers.continuing import continued
from services.extract.pipes.speakers.credits import credited
from services.extract.pipes.speakers.names import full_names
from services.extract.pipes.speakers.quotes import find_quotes
from services.extract.pipes.speakers.sources import Cast, Source, find_sources
from services.extract.pipes.speakers.tokens import Word, words_of

MEMORY = 4
"""For how many sentences a pronoun may look back for the one it stands for."""


def register() -> None:
    """Make the extension that this pipe writes."""
    Span.set_extension("speaker", default=None, force=True)


def cast_of(doc: Doc) -> Cast:
    """Who appears in an article, as the pipes for entities and references found it."""
    found: Sequence[Person] = doc._.persons if Doc.has_extension("persons") else ()
    persons = tuple(found) or find_persons(doc)
    named_at = {
        doc[start].idx: (doc[end - 1].idx + len(doc[end - 1]), person)
        for person in persons
        for start, end in person.mentions
    }
    mentions = [span for span in doc.spans.get("mentions", ()) if span.label_ not in ("person", "reference", "office")]
    places = {token.idx: next(iter(span._.entity_ids), "") for span in mentions for token in span}
    text = doc.text  # made anew at each look, hence taken once
    return Cast(
        language=doc.lang_,
        text=text,
        full_names=full_names(text),
        persons=persons,
        named_at=named_at,
        places=places,
    )


class Reader:
    """Reads an article sentence by sentence, and remembers who was named and credited last."""

    def __init__(self, doc: Doc, cast: Cast, quotes: Sequence[tuple[int, int]]) -> None:
        self._doc = doc
        self._quotes = quotes
        self._cast = cast
        self._recent: list[tuple[int, Speaker]] = []

    def credits(self) -> list[Span | None]:
        """The credit of each sentence, or None."""
        return [self._credit(index, sentence) for index, sentence in enumerate(self._doc.sents)]

    def _credit(self, index: int, sentence: Span) -> Span | None:
        words = words_of(self._cast.text, sentence.start_char, sentence.end_char, self._quotes)
        sources = find_sources(words, self._cast)
        source = credited(words, sources, self._cast)
        speaker = self._speaker(source, sources, index)
        people = [s.speaker for s in sources if s.person and s.speaker is not None]
        # who is credited is remembered above who is merely named
        for remembered in [*people, *([speaker] if speaker else [])]:
            self._recent.append((index, remembered))
        if source is None or speaker is None:
            return None
        return self._span(words, source, speaker)

    def _speaker(self, source: Source | None, sources: Sequence[Source], index: int) -> Speaker | None:
        """The speaker whom a source names or stands for."""
        if source is None or source.speaker is not None:
            return source.speaker if source else None
        ahead = [s.speaker for s in sources if s.last <= source.first and s.speaker is not None]
        if ahead:
            return ahead[-1]
        latest = self._recent[-1] if self._recent else None
        return latest[1] if latest and index - latest[0] <= MEMORY else None

    def _span(self, words: Sequence[Word], source: Source, speaker: Speaker) -> Span | None:
        start, end = words[source.first].start, words[source.last - 1].end
        span = self._doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            span._.speaker = speaker
        return span


def credit_speakers(doc: Doc) -> Doc:
    """Write `doc.spans["credits"]`."""
    cast = cast_of(doc)
    quotes = list(find_quotes(cast.text))
    credits = Reader(doc, cast, quotes).credits()
    spans = [*(c for c in credits if c is not None), *continued(doc, cast, credits, quotes)]
    doc.spans["credits"] = sorted(spans, key=lambda span: span.start)
    return doc


def speaker_of(doc: Doc, sentence_indices: Iterable[int]) -> Speaker | None:
    """Who is credited in the first of these sentences of `doc.sents` that credits somebody; None if none does."""
    sentences = list(doc.sents)
    for index in sentence_indices:
        sentence = sentences[index]
        for span in doc.spans["credits"]:
            if sentence.start <= span.start and span.end <= sentence.end:
                speaker: Speaker = span._.speaker
                return speaker
    return None


class Speakers:
    """Credits the sentences of an article with their speakers."""

    def __call__(self, doc: Doc) -> Doc:
        return credit_speakers(doc)


@Language.factory("pledgewire_speakers")
def make_speakers(nlp: Language, name: str) -> Speakers:
    """The pipe for the language of `nlp`."""
    return Speakers()


register()
