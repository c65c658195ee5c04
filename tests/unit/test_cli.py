"""The command line without Kafka: files in, JSON Lines out, and an exit status that says how it went."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from services.cli.tail import matches
from services.contracts.topics import COMMITMENTS
from services.ingest.files import documents
from tests.support.messages import received

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "id": "good-1",
    "language": "nl",
    "published": "2025-03-12",
    "title": "België levert pantserwagens",
    "text": "België schenkt Oekraïne dertig pantserwagens. Dat heeft de minister van Defensie aangekondigd.",
}


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "services.cli", *arguments]
    return subprocess.run(command, cwd=ROOT, input=stdin, capture_output=True, timeout=120, check=False)


def test_events_come_out_as_json_lines_with_the_article_id_as_it_stands() -> None:
    done = run("extract", "-", stdin=json.dumps(GOOD).encode())
    assert done.returncode == 0, done.stderr
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(event["article"]["id"], event["category"]) for event in events] == [("good-1", "military_aid")]
    quote = events[0]["evidence"][0]
    assert GOOD["text"][quote["start"] : quote["end"]] == quote["quote"]


def test_a_source_becomes_part_of_the_article_id() -> None:
    done = run("extract", "-", "--source", "my feed", stdin=json.dumps(GOOD).encode())
    assert json.loads(done.stdout)["article"]["id"] == "my%20feed/good-1"


def test_a_refused_article_is_named_and_the_rest_is_done(tmp_path: Path) -> None:
    lines = [json.dumps({**GOOD, "text": ""}), json.dumps(GOOD)]
    (tmp_path / "two.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = run("extract", str(tmp_path))
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert "two.jsonl:1: refused: text" in done.stderr.decode()


def test_a_path_that_is_not_there_is_wrong_usage() -> None:
    done = run("extract", "no/such/file.json")
    assert done.returncode == 2
    assert "no/such/file.json: no such file or folder" in done.stderr.decode()


@pytest.mark.parametrize("arguments", [("extract",), ("nonsense",), ("tail", "--stage", "promised")])
def test_wrong_usage_ends_with_status_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).returncode == 2


@pytest.mark.parametrize("command", ["extract", "publish", "tail", "check", "topics", "version"])
def test_help_teaches_each_command(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert len(done.stdout.decode()) > 200


def test_the_same_articles_give_the_same_bytes() -> None:
    first, second = (run("extract", "samples").stdout for _ in range(2))
    assert first
    assert first == second


def test_a_json_lines_file_holds_a_document_a_line_and_a_json_file_holds_one(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(GOOD, indent=1), encoding="utf-8")
    (tmp_path / "b.ndjson").write_text(json.dumps(GOOD) + "\n\n" + json.dumps(GOOD) + "\n", encoding="utf-8")
    (tmp_path / ".hidden").write_text("no article", encoding="utf-8")
    labels = [Path(document.label).name for document in documents([str(tmp_path)])]
    assert labels == ["a.json", "b.ndjson:1", "b.ndjson:3"]


def test_tail_filters_by_headers_and_lists_match_by_member() -> None:
    headers = (("stage", b"pledged"), ("actors", b"NL,DK"))
    message = received(COMMITMENTS, 0, b"", headers)
    assert matches(message, {"stage": {"pledged", "adopted"}, "actors": {"DK"}})
    assert not matches(message, {"actors": {"D"}})
    assert not matches(message, {"recipients": {"UA"}})
