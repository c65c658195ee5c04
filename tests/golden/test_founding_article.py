"""The article that the project began with: eight labelled events, no title, no address, a date alone."""

from pathlib import Path

import pytest

from tests.support.labelled import labelled_articles
from tests.support.scoring import score

pytestmark = pytest.mark.labelled


def test_at_least_six_of_the_eight_events_of_the_founding_article_are_found(tmp_path: Path) -> None:
    founding = [one for one in labelled_articles("dev") if one.id == "nl-seed"]
    detection = score(founding, tmp_path)["detection"]
    assert detection["gold"] == 8
    assert detection["right"] >= 6
