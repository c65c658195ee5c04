"""The country that a paper writes from: the one that "the government" without a name belongs to."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

DATA = Path(__file__).resolve().parents[2] / "data"


class Homes(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`data/homes.yaml`; "" stands for no home."""

    hosts: dict[str, str]
    sources: dict[str, str]
    tlds: dict[str, str]
    languages: dict[str, str]
    markers: dict[str, dict[str, tuple[str, ...]]]


@cache
def load_homes() -> Homes:
    """Returns the table, read once a process."""
    return msgspec.yaml.decode((DATA / "homes.yaml").read_bytes(), type=Homes)


def home_country(*, url: str, source: str, language: str, text: str) -> str:
    """Returns the id of an article's home country, "" where it has none.

    The address decides, then the source's name, then words of the text that only a paper at home uses, then the
    language ("nl" is the Netherlands, "en" is nobody's).
    """
    for found in (_by_host(url), _by_source(source)):
        if found is not None:
            return found
    return _by_words(language, text)


def _by_host(url: str) -> str | None:
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    section = parts.path.strip("/").partition("/")[0]
    homes = load_homes()
    labels = host.split(".")
    for start in range(len(labels)):
        name = ".".join(labels[start:])
        known = homes.hosts.get(f"{name}/{section}", homes.hosts.get(name))
        if known is not None:
            return known
    return homes.tlds.get(labels[-1])


def _by_source(source: str) -> str | None:
    words = " ".join(re.findall(r"\w[\w.\-]*", source.lower()))
    padded = f" {words} "
    return next((home for name, home in load_homes().sources.items() if f" {name} " in padded), None)


def _by_words(language: str, text: str) -> str:
    """Returns the language's own country, or one whose marker words are more than that country's."""
    usual = load_homes().languages.get(language, "")
    lowered = text.lower()
    counts = {
        country: sum(_has_word(lowered, word) for word in words)
        for country, words in load_homes().markers.get(language, {}).items()
    }
    best = max(counts, key=lambda country: counts[country], default=usual)
    return best if counts.get(best, 0) > counts.get(usual, 0) else usual


def _has_word(text: str, word: str) -> bool:
    """Whether a word stands in the text with no letter on either side."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not text[start - 1 : start].isalpha() and not text[end : end + 1].isalpha():
            return True
        start = text.find(word, start + 1)
    return False
