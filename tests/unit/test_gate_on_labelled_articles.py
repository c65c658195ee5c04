"""The gate loses no labelled event, and stops most of the news that has none."""

import pytest

from services.extract.pipes.gate.component import relevant
from tests.support.labelled import labelled_articles

pytestmark = pytest.mark.labelled

# Measured: 39 of 168.
MOST_IRRELEVANT_LET_THROUGH = 0.30


def test_no_labelled_article_with_events_is_passed_over() -> None:
    articles = [article for article in labelled_articles("train", "dev") if article.events]
    assert [article.id for article in articles if not relevant(article.text, article.title, article.language)] == []


def test_most_irrelevant_news_is_passed_over() -> None:
    articles = labelled_articles("clean")
    through = [article.id for article in articles if relevant(article.text, article.title, article.language)]
    assert len(through) <= MOST_IRRELEVANT_LET_THROUGH * len(articles), through
