"""The closed lists of words that messages use. Their meaning is in `schemas/README.md`."""

from enum import StrEnum


class Category(StrEnum):
    """What is undertaken."""

    MILITARY_AID = "military_aid"
    CYBER_AID = "cyber_aid"
    CBRN_AID = "cbrn_aid"
    HUMANITARIAN_AID = "humanitarian_aid"
    FINANCIAL_AID = "financial_aid"
    PARTNER_SUPPORT = "partner_support"
    FORCE_POSTURE = "force_posture"
    DEFENCE_SPENDING = "defence_spending"
    CAPABILITY = "capability"
    STRATEGY = "strategy"
    MEMBERSHIP = "membership"


class Stage(StrEnum):
    """How far an undertaking has come, in rising order; `refused` stands outside the order."""

    REQUESTED = "requested"
    CONSIDERED = "considered"
    PLEDGED = "pledged"
    ADOPTED = "adopted"
    DELIVERED = "delivered"
    REFUSED = "refused"


class Horizon(StrEnum):
    """For how long or how soon, where the text says so in words."""

    IMMEDIATE = "immediate"
    MEDIUM = "medium"
    LONG = "long"


class Bound(StrEnum):
    """How an amount of money is to be read."""

    EXACT = "exact"
    UP_TO = "up_to"
    AT_LEAST = "at_least"
    ABOUT = "about"


class Status(StrEnum):
    """What the publisher says of an article: it may be used, waits, or is killed."""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"


class OutcomeKind(StrEnum):
    """The one way in which extraction of an article ended."""

    EVENTS = "events"
    NONE = "none"
    WITHDRAWN = "withdrawn"
    WITHHELD = "withheld"
    UNSUPPORTED_LANGUAGE = "unsupported_language"
    FAILED = "failed"


LANGUAGES = ("nl", "en", "fr", "de")
"""Languages that are extracted; articles in others end as `unsupported_language`."""
