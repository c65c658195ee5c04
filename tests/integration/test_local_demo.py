"""`python -m services.local demo`, the whole of it, as a person runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from services.local.broker import Broker
from services.local.jars import ROOT

pytestmark = pytest.mark.kafka

SAMPLE = ROOT / "samples" / "sample-nl-1.json"


def run_demo(bootstrap: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    temporary = folder / "tmp"
    temporary.mkdir()
    env = {
        **os.environ,
        "PLEDGEWIRE_KAFKA_BOOTSTRAP": bootstrap,
        "TMPDIR": str(temporary),
        "COLUMNS": "200",
    }
    command = [sys.executable, "-m", "services.local", "demo", *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)


def test_the_demo_shows_events_and_refusals_and_leaves_no_files(broker: Broker, tmp_path: Path) -> None:
    undated = tmp_path / "undated.json"
    undated.write_text(json.dumps({**json.loads(SAMPLE.read_text()), "id": "undated", "published": "gisteren"}))

    done = run_demo(broker.bootstrap, tmp_path, str(SAMPLE), str(undated))

    assert done.returncode == 1, done.stdout + done.stderr
    assert "military aid · " in done.stdout
    assert "“België schenkt Oekraïne dertig pantserwagens" in done.stdout
    assert "1 of 2 messages" in done.stdout
    assert "undated.json: refused by ingest" in done.stdout
    assert "gisteren" in done.stdout
    assert list((tmp_path / "tmp").iterdir()) == []


def test_the_demo_says_which_path_is_not_there(tmp_path: Path) -> None:
    done = run_demo("127.0.0.1:1", tmp_path, "nowhere.json")

    assert done.returncode == 2
    assert "nowhere.json: no such file or folder" in done.stderr
