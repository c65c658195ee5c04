"""The kinds of things that are committed, and which categories of undertaking each kind fits."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from services.contracts.vocabulary import Category


class Kind(StrEnum):
    """Kinds of things. Each stands for the words of one list in the lexicons."""

    ARMS = "arms"
    VEHICLES = "vehicles"
    GEAR = "gear"
    TROOPS = "troops"
    EXPERTS = "experts"
    TRAINEES = "trainees"
    COURSES = "courses"
    INTELLIGENCE = "intelligence"
    RELIEF = "relief"
    CARE = "care"
    CBRN = "cbrn"
    CYBER = "cyber"
    CREDIT = "credit"
    FUNDS = "funds"
    POLICY = "policy"
    ACCESSION = "accession"
    ASSURANCE = "assurance"
    BODIES = "bodies"
    WORKS = "works"
    EXERCISES = "exercises"


C = Category
FITS: Mapping[Kind, frozenset[Category]] = MappingProxyType(
    {
        Kind.ARMS: frozenset({C.MILITARY_AID, C.FORCE_POSTURE, C.CAPABILITY}),
        Kind.VEHICLES: frozenset({C.MILITARY_AID, C.FORCE_POSTURE, C.CAPABILITY}),
        Kind.GEAR: frozenset({C.MILITARY_AID, C.FORCE_POSTURE, C.CAPABILITY, C.CBRN_AID, C.HUMANITARIAN_AID}),
        Kind.TROOPS: frozenset({C.FORCE_POSTURE}),
        Kind.EXPERTS: frozenset({C.MILITARY_AID, C.PARTNER_SUPPORT, C.CYBER_AID}),
        Kind.TRAINEES: frozenset(),
        Kind.COURSES: frozenset({C.MILITARY_AID, C.PARTNER_SUPPORT, C.CYBER_AID, C.CBRN_AID}),
        Kind.INTELLIGENCE: frozenset({C.MILITARY_AID}),
        Kind.RELIEF: frozenset({C.HUMANITARIAN_AID, C.CBRN_AID, C.MILITARY_AID}),
        Kind.CARE: frozenset({C.HUMANITARIAN_AID, C.MILITARY_AID}),
        Kind.CBRN: frozenset({C.CBRN_AID, C.HUMANITARIAN_AID, C.CAPABILITY}),
        Kind.CYBER: frozenset({C.CYBER_AID, C.PARTNER_SUPPORT, C.CAPABILITY}),
        Kind.CREDIT: frozenset({C.FINANCIAL_AID, C.PARTNER_SUPPORT}),
        Kind.FUNDS: frozenset({C.CAPABILITY, C.DEFENCE_SPENDING, C.PARTNER_SUPPORT, C.CYBER_AID, C.FINANCIAL_AID}),
        Kind.POLICY: frozenset({C.STRATEGY}),
        Kind.ACCESSION: frozenset({C.MEMBERSHIP}),
        Kind.ASSURANCE: frozenset({C.PARTNER_SUPPORT}),
        Kind.BODIES: frozenset({C.PARTNER_SUPPORT, C.CAPABILITY, C.FORCE_POSTURE, C.CYBER_AID}),
        Kind.WORKS: frozenset({C.FORCE_POSTURE, C.CAPABILITY}),
        Kind.EXERCISES: frozenset({C.FORCE_POSTURE}),
    }
)
"""Which categories a kind of thing fits, as measured on labelled articles: pairs that were wrong more often than
right are left out."""

FITS_COUNTED: Mapping[Kind, frozenset[Category]] = MappingProxyType(
    {
        Kind.TROOPS: frozenset({C.MILITARY_AID, C.PARTNER_SUPPORT}),
        Kind.EXPERTS: frozenset({C.FORCE_POSTURE, C.CBRN_AID, C.HUMANITARIAN_AID}),
        Kind.TRAINEES: frozenset({C.MILITARY_AID, C.PARTNER_SUPPORT, C.CBRN_AID, C.FORCE_POSTURE, C.HUMANITARIAN_AID}),
        Kind.VEHICLES: frozenset({C.CBRN_AID, C.HUMANITARIAN_AID}),
        Kind.ARMS: frozenset({C.PARTNER_SUPPORT}),
    }
)
"""Further categories that a thing fits when a number goes with it: "80 soldiers" may be those who are trained."""

STANDING: frozenset[Kind] = frozenset(
    {Kind.TROOPS, Kind.BODIES, Kind.CYBER, Kind.EXERCISES, Kind.FUNDS, Kind.POLICY, Kind.WORKS}
)
"""Kinds of which "the base", "the force" mostly means one that is there already: a bare definite name is no item."""


@dataclass(frozen=True, kw_only=True)
class GoodsWords:
    """How a language names things.

    `heads` are words by kind, in lower case; in compounding languages they match the end of a word (`compounds`), else
    the whole word. `units` count or measure a thing and belong to its name ("ton brandstof"). `type_words` join a type
    to its thing ("van het type", "vom Typ"). `links` join a complement that is part of the name in French
    ("chars de combat"), `sorts` are what may follow them. `modifiers` tell the sort of a thing and stand beside its
    head; `head_first` says that they follow it. `definite` words stand before what is known already. `stops` are
    counted but never committed, `general` words are too general for an item.
    """

    heads: Mapping[Kind, frozenset[str]]
    compounds: bool
    head_first: bool
    units: frozenset[str]
    type_words: tuple[str, ...]
    links: frozenset[str]
    definite: frozenset[str]
    modifiers: frozenset[str]
    sorts: frozenset[str]
    stops: frozenset[str]
    general: frozenset[str]


def words(text: str) -> frozenset[str]:
    """The words of a text, for lists that are easier to read as prose."""
    return frozenset(text.split())


BREAKS = words(
    "en of and or et ou und oder met with avec mit voor for pour für naar to van le la les the een a un une ein"
    " eine der die das aan in heeft is zijn has have a ont hat haben te op bij uit von vom zum zur mit auf durch par"
    " sur au aux at by on from of"
)
"""Words of all four languages that part a number from a thing: what it counts stands before them."""
