"""Which language an article is in: as declared (BCP 47), checked against its text.

Detection is py3langid, Naive Bayes over bytes. On some 1,200 news articles in nl, en, fr and de the first 200
characters were always classed right, nearly all with a confidence above 0.98; of 100 characters one was wrong.
"""

import functools
import re
from typing import Any

from services.contracts.errors import Invalid, Reason
from services.contracts.vocabulary import LANGUAGES

WANTED = "a BCP 47 code such as nl, nl-BE or en"
UNDETERMINED = "und"
ENOUGH_CHARACTERS = 200
SURE = 0.95
LIKELY = 0.5
SAMPLE_CHARACTERS = 500  # twice: detection is most of the time that a message takes

_UNDECLARED = frozenset({"", "und", "mul", "mis", "zxx"})
_SUBTAGS = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.ASCII,
)
LONGEST_TAG = 64


def primary_language(tag: str, *, field: str) -> str:
    """Returns the ISO 639 code (two letters where there is one) of a BCP 47 tag; raises `Invalid` if malformed."""
    parts = _SUBTAGS.fullmatch(tag.lower()) if len(tag) <= LONGEST_TAG else None
    if parts is None:
        raise Invalid(Reason.INVALID_FIELD, field=field, found=repr(tag), wanted=WANTED)
    return _two_letters(parts["language"])


def settle(declared: str, text: str, *, field: str) -> tuple[str, str]:
    """Returns the language, and the declared tag where it says something else (else an empty text).

    Where the text is long enough and detection sure, it outweighs the declaration, if one of the two is a language that
    is extracted. A missing declaration is filled by detection, or stays `und`.
    """
    primary = primary_language(declared, field=field) if declared else ""
    found, confidence = detect(text)
    if primary in _UNDECLARED:
        language = found if confidence >= LIKELY else UNDETERMINED
    elif len(text) >= ENOUGH_CHARACTERS and confidence >= SURE and (found in LANGUAGES or primary in LANGUAGES):
        language = found
    else:
        language = primary
    return language, "" if declared == language else declared


def detect(text: str) -> tuple[str, float]:
    """Returns the likeliest ISO 639 code and a confidence in 0..1, from the beginning and the middle of the text."""
    middle = max(SAMPLE_CHARACTERS, len(text) // 2)
    sample = text[:SAMPLE_CHARACTERS] + " " + text[middle : middle + SAMPLE_CHARACTERS]
    if not sample.strip():
        return UNDETERMINED, 0.0
    language, confidence = _identifier().classify(sample)
    return (UNDETERMINED, 0.0) if language == "zxx" else (language, float(confidence))


def load() -> None:
    """Loads the detector, which takes most of a second, so that the first message need not wait."""
    _identifier()


@functools.cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@functools.lru_cache(maxsize=256)
def _two_letters(code: str) -> str:
    if len(code) == 2 or code in _UNDECLARED:
        return code
    import pycountry

    known = pycountry.languages.get(alpha_3=code) or pycountry.languages.get(bibliographic=code)
    return str(getattr(known, "alpha_2", code))
