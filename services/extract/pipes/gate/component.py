"""The gate: whether an article may speak of an undertaking at all, told by its words alone, before it is tokenised.

`relevant(text, title, language)` is what the pipeline asks first. `pledgewire_gate` is the same test as a spaCy
component, for a pipeline that is tried by hand: it writes `doc._.relevant`. Nothing is kept of a text but the weights
of its words, in a bounded cache.
"""

import re
from functools import cache, lru_cache

from spacy.language import Language
from spacy.tokens import Doc

from services.extract.pipes.entities.lexicon import surfaces
from services.extract.pipes.entities.officials import load_officials
from services.extract.pipes.gate.lexicon import EVERYWHERE, LEXICONS

FACTORY = "pledgewire_gate"

WORD = re.compile(r"\w+")

# One strong word weighs as much as is needed, and so do four weak ones; names make up for weak ones.
STRONG, WEAK, WEIGHT_NEEDED = 4, 1, 4
NAMES_A_WEIGHT = 3

SHORTEST_NAME = 3
COMMON_WORDS = frozenset(("may", "who", "let", "dan", "wit", "fin", "est", "slot", "fort", "chef"))
"""Names in capitals, everyday words in lower case."""
CACHED_WORDS = 30_000


class Gate:
    """The test of one language."""

    def __init__(self, language: str) -> None:
        lexicon = LEXICONS[language]
        self._names = _names(language)
        self._offices = _pattern(lexicon.offices)
        self._strong = _pattern((*lexicon.strong, *EVERYWHERE))
        self._innocent = _pattern(lexicon.innocent)
        self._weak = _pattern(lexicon.weak)
        self._traits = lru_cache(maxsize=CACHED_WORDS)(self._traits_of)

    def lets_through(self, text: str, title: str) -> bool:
        """Whether text and title name an actor and weigh enough; time linear in their length."""
        weight = names = 0
        for word in set(WORD.findall(f"{title}\n{text}".lower())):
            word_weight, is_name = self._traits(word)
            weight += word_weight
            names += is_name
            if names and weight + names // NAMES_A_WEIGHT >= WEIGHT_NEEDED:
                return True
        return False

    def cached_words(self) -> int:
        """How many words' traits are held in memory."""
        return self._traits.cache_info().currsize

    def _traits_of(self, word: str) -> tuple[int, bool]:
        if self._innocent.match(word):
            return 0, False
        names = word in self._names or self._offices.match(word) is not None
        if self._strong.match(word):
            return STRONG, names
        return (WEAK if self._weak.match(word) else 0), names


def _pattern(stems: tuple[str, ...]) -> re.Pattern[str]:
    """Matches words that begin with a stem, or hold one that is marked with `*`."""
    beginnings = "|".join(re.escape(stem) for stem in stems if not stem.startswith("*"))
    parts = "|".join(re.escape(stem[1:]) for stem in stems if stem.startswith("*"))
    return re.compile(rf"(?:{beginnings or '(?!)'})|.{{0,30}}?(?:{parts or '(?!)'})")


def _names(language: str) -> frozenset[str]:
    """The longest word of every name that the entities' lists know, and the surnames of officials, in lower case."""
    forms = [form for form, _ in surfaces(language)] + [official.surname for official in load_officials()]
    words = (max(WORD.findall(form.lower()), key=len, default="") for form in forms)
    return frozenset(word for word in words if len(word) >= SHORTEST_NAME) - COMMON_WORDS


@cache
def gate(language: str) -> Gate:
    """The gate of a language, built once a process; a language without a lexicon is a KeyError."""
    return Gate(language)


def relevant(text: str, title: str, language: str) -> bool:
    """Whether an article in one of the four languages may report an undertaking and has to be read."""
    return gate(language).lets_through(text, title)


class GateComponent:
    """Writes the gate's word as `doc._.relevant`."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, doc: Doc) -> Doc:
        title = doc._.title if Doc.has_extension("title") else ""
        doc._.relevant = relevant(doc.text, title, self.language)
        return doc


@Language.factory(FACTORY, assigns=["doc._.relevant"])
def create_gate(nlp: Language, name: str) -> GateComponent:
    """The component for the language of the pipeline; it needs no settings."""
    return GateComponent(nlp.lang or "")


def register() -> None:
    """Make the extension known to spaCy; repeating it does no harm."""
    Doc.set_extension("relevant", default=True, force=True)


register()
