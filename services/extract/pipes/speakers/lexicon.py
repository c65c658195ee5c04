"""The words that credit a speaker, by language."""

from collections.abc import Mapping
from types import MappingProxyType

from services.extract.pipes.speakers.lexicon_de import GERMAN
from services.extract.pipes.speakers.lexicon_en import ENGLISH
from services.extract.pipes.speakers.lexicon_fr import FRENCH
from services.extract.pipes.speakers.lexicon_nl import DUTCH
from services.extract.pipes.speakers.speech import SpeechWords

SPEECH: Mapping[str, SpeechWords] = MappingProxyType({"nl": DUTCH, "en": ENGLISH, "fr": FRENCH, "de": GERMAN})
"""By ISO 639-1 code."""
