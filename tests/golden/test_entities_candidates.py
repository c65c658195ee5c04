"""Who can be actor or recipient is among an article's candidates, and few others are."""

from collections import Counter

import pytest

from tests.support.labelled import LabelledArticle, labelled_articles
from tests.support.mentions import read

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


@pytest.mark.labelled
@pytest.mark.parametrize("language", ["nl", "en", "fr", "de"])
def test_labelled_actors_and_recipients_are_among_few_candidates(language: str) -> None:
    found: Counter[str] = Counter()
    for article in labelled_articles("train", "dev"):
        if article.language == language:
            found += _counted(article)
    assert found["articles"] > 0
    assert found["actors met"] / found["actors"] >= LEAST_RECALL
    assert found["recipients met"] / found["recipients"] >= LEAST_RECALL
    assert found["candidates"] / found["articles"] <= MOST_CANDIDATES


def _counted(article: LabelledArticle) -> Counter[str]:
    doc = read(
        article.text,
        language=article.language,
        published=article.published,
        title=article.title,
        source=article.source,
        url=article.url,
    )
    found = Counter({"articles": 1, "candidates": len(doc._.candidates)})
    for event in article.events:
        for role in ("actors", "recipients"):
            found[role] += len(event[role])
            found[f"{role} met"] += sum(entity in doc._.candidates for entity in event[role])
    return found
