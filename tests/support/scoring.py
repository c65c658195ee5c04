"""The scorer that lies beside the labelled articles, run on our events."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from services.contracts.codec import encode
from tests.support.documents import article, pipelines
from tests.support.labelled import LabelledArticle, folder


def score(articles: Iterable[LabelledArticle], scratch: Path) -> dict[str, Any]:
    """Returns the scorer's figures over all of `articles`; the events are kept in `scratch`."""
    predicted = scratch / "events.jsonl"
    gold: list[Path] = []
    with predicted.open("wb") as lines:
        for one in articles:
            gold.append(folder() / one.kind / f"{one.id}.json")
            read = article(one.text, language=one.language, published=one.published, title=one.title, id=one.id)
            for event in pipelines().extract(read).events:
                lines.write(encode(event) + b"\n")
    command = [sys.executable, folder() / "score.py", *gold, "--predicted", predicted, "--json"]
    ran = subprocess.run(command, capture_output=True, check=True, text=True)
    figures: dict[str, Any] = json.loads(ran.stdout)["all"]
    return figures
