"""Credit the sentences that credit nobody themselves: those of a quotation, and those of who speaks for himself."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from services.contracts.commitment import Speaker
from services.extract.pipes.speakers.lexicon import SPEECH
from services.extract.pipes.speakers.sources import Cast, speaker_of_person
from services.extract.pipes.speakers.tokens import words_of

FIRST_PERSON_SHARE = 0.15
"""Share of sentences in the first person, outside quotations, from which an article is an interview or a speech."""

LEAST_FIRST_PERSON = 3


def continued(
    doc: Doc, cast: Cast, credits: Sequence[Span | None], quotes: Sequence[tuple[int, int]]
) -> Iterator[Span]:
    """Spans of whole sentences, each with the speaker whose words go on there."""
    sentences = list(doc.sents)
    principal = _principal(cast)
    speaks_throughout = principal is not None and _is_first_person(cast, sentences, credits, quotes)
    last: Speaker | None = None
    for index, (sentence, credit) in enumerate(zip(sentences, credits, strict=True)):
        if credit is not None:
            last = credit._.speaker
            continue
        quote = next((q for q in quotes if q[0] <= sentence.start_char + 1 and q[1] >= sentence.end_char - 2), None)
        if quote is not None:
            speaker = _speaker_of_quote(sentences, credits, index, quote) or last or principal
        else:
            speaker = principal if speaks_throughout else None
        if speaker is not None:
            whole = doc[sentence.start : sentence.end]
            whole._.speaker = speaker
            yield whole


def _principal(cast: Cast) -> Speaker | None:
    """The person whom the article names most often, the first of several."""
    person = max(cast.persons, key=lambda p: len(p.mentions), default=None)
    return speaker_of_person(person, cast.language) if person else None


def _is_first_person(
    cast: Cast,
    sentences: Sequence[Span],
    credits: Sequence[Span | None],
    quotes: Sequence[tuple[int, int]],
) -> bool:
    """Whether the article's own sentences speak as "I" or "we": an interview without marks, a speech, a statement."""
    first_person = SPEECH[cast.language].first_person
    count = 0
    for sentence, credit in zip(sentences, credits, strict=True):
        words = words_of(cast.text, sentence.start_char, sentence.end_char, quotes)
        count += credit is None and any(word.lower in first_person and not word.quoted for word in words)
    return count >= LEAST_FIRST_PERSON and count >= FIRST_PERSON_SHARE * len(sentences)


def _speaker_of_quote(
    sentences: Sequence[Span], credits: Sequence[Span | None], index: int, quote: tuple[int, int]
) -> Speaker | None:
    """Whom another sentence of the same quotation credits: the next that does, else the last before."""
    for other in (*range(index + 1, len(sentences)), *range(index - 1, -1, -1)):
        overlaps = sentences[other].start_char < quote[1] and sentences[other].end_char > quote[0]
        credit = credits[other]
        if overlaps and credit is not None:
            speaker: Speaker = credit._.speaker
            return speaker
    return None
