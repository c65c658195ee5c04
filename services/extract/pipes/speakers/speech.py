"""The kinds of words that credit a speaker; the words themselves stand in `lexicon_<language>`."""

from collections.abc import Mapping
from dataclasses import dataclass


def words(text: str) -> frozenset[str]:
    """The words of a text, for lists that are easier to read as prose."""
    return frozenset(text.split())


@dataclass(frozen=True, kw_only=True)
class SpeechWords:
    """How a language credits a speaker. All words are in lower case.

    `verbs` are finite verbs of speech, each with the particles one of which must follow in the sentence (none needed:
    an empty tuple). `participles` credit together with one of `auxiliaries`. `prepositions` stand right before the
    source. `institutions` speak for themselves, `people` are sources without a name, `pronouns` and
    `determiners` open what stands for somebody named before. `tails` join what belongs to an office or an institution
    ("of", "van"), `place_tails` join its place ("in"). `names` are proper names of institutions. `never` are words
    that look like sources and are none: the press. `wishes` are verbs by which a person, though not an institution,
    takes a stand ("wil", "is bereid" by its verb). `objects` are words that make what follows no subject ("aan").
    `objective` are pronouns behind a preposition ("volgens hem"). `anaphors` are nouns that stand for a person
    named before ("de bewindsman"). `honorifics` stand before a surname. `first_person` marks who speaks for himself.
    """

    verbs: Mapping[str, tuple[str, ...]]
    participles: frozenset[str]
    auxiliaries: frozenset[str]
    prepositions: tuple[str, ...]
    institutions: frozenset[str]
    people: frozenset[str]
    names: tuple[str, ...]
    pronouns: frozenset[str]
    determiners: frozenset[str]
    tails: frozenset[str]
    place_tails: frozenset[str]
    postposed: frozenset[str]
    never: frozenset[str]
    wishes: Mapping[str, tuple[str, ...]]
    objects: frozenset[str]
    objective: frozenset[str]
    anaphors: frozenset[str]
    honorifics: frozenset[str]
    first_person: frozenset[str]
