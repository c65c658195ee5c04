"""Who can be actor or recipient is among an article's candidates, and few others are.

The first test reads articles made up for it; the second runs where PLEDGEWIRE_LABELLED names a folder of labelled
articles (`dev/`, `train/` and `splits.json`, whose lockbox stays shut).
"""

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from tests.support.mentions import read

LABELLED = os.environ.get("PLEDGEWIRE_LABELLED", "")
LEAST_RECALL = 0.97
MOST_CANDIDATES = 9.0

ARTICLES = [
    (
        "nl",
        "Den Haag geeft tenten",
        "DEN HAAG (XYZ) - Het kabinet geeft Moldavië honderd tenten. Volgens minister Ludolf Tentema komen ze in mei. "
        "Duitsland legt er vijftig bij. Moskou noemt de tenten provocatie. „Wij kamperen mee”, zei Jens Stoltenberg.",
        {"NL", "MD", "DE", "NATO"},
    ),
    (
        "en",
        "Camp for Georgia",
        "LONDON - Britain and the Danes will build a camp in Georgia, Downing Street said. Tbilisi had asked the "
        "allies and the European Commission for it. The Pentagon declined to join.",
        {"GB", "DK", "GE", "NATO", "EU", "US"},
    ),
    (
        "fr",
        "Des tentes pour Kiev",
        "L’Élysée promet deux cents tentes à l’Ukraine. La Suisse et les Pays-Bas en livreront autant, a dit le "
        "ministre de la Défense. L’Otan se félicite, la Hongrie boude.",
        {"FR", "UA", "CH", "NL", "NATO", "HU"},
    ),
    (
        "de",
        "Zelte für Chisinau",
        "Berlin - Die Bundesregierung liefert der Republik Moldau Zelte. Auch die baltischen Staaten helfen. "
        "Brüssel zahlt die Heringe, der Internationale Währungsfonds die Schnüre.",
        {"DE", "MD", "EE", "LV", "LT", "EU", "IMF"},
    ),
]


@pytest.mark.parametrize(("language", "title", "text", "expected"), ARTICLES, ids=[a[0] for a in ARTICLES])
def test_the_candidates_of_an_article_are_those_who_can_act_or_receive(
    language: str, title: str, text: str, expected: set[str]
) -> None:
    assert set(read(text, language=language, title=title)._.candidates) == expected


if LABELLED:

    @pytest.mark.labelled
    @pytest.mark.parametrize("language", ["nl", "en", "fr", "de"])
    def test_labelled_actors_and_recipients_are_among_few_candidates(language: str) -> None:
        found: Counter[str] = Counter()
        for article in _articles(Path(LABELLED), language):
            doc = read(**{key: article.get(key) or "" for key in ("text", "title", "source", "url")} | _dated(article))
            found["articles"] += 1
            found["candidates"] += len(doc._.candidates)
            for event in article["events"]:
                for role in ("actors", "recipients"):
                    found[role] += len(event[role])
                    found[f"{role} met"] += sum(entity in doc._.candidates for entity in event[role])
        assert found["actors met"] / found["actors"] >= LEAST_RECALL
        assert found["recipients met"] / found["recipients"] >= LEAST_RECALL
        assert found["candidates"] / found["articles"] <= MOST_CANDIDATES

    def _dated(article: dict) -> dict[str, str]:
        return {"language": article["language"], "published": article["published"]}

    def _articles(folder: Path, language: str) -> list[dict]:
        lockbox = set(json.loads((folder / "splits.json").read_text("utf-8"))["lockbox"])
        read_all = (
            json.loads(path.read_text("utf-8")) for name in ("dev", "train") for path in (folder / name).glob("*.json")
        )
        return [article for article in read_all if article["language"] == language and article["id"] not in lockbox]
