"""`pledgewire validate`: a verdict an item, at least one a file, and an exit status."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from services.cli.validate import verdicts
from services.contracts.errors import Reason
from services.ingest.files import Document
from tests.support.ingest import DUTCH, ninjs, plain

ROOT = Path(__file__).resolve().parents[2]
FEEDS = ROOT / "schemas" / "examples" / "feeds"
KEYS = ["path", "item", "format", "accepted", "status", "reason", "field", "detail", "article_id", "language"]


def validate(*arguments: str, stdin: bytes = b"") -> tuple[int, list[dict[str, Any]], str]:
    command = [sys.executable, "-m", "services.cli", "validate", *arguments]
    done = subprocess.run(command, cwd=ROOT, input=stdin, capture_output=True, timeout=120, check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines()] if "--json" in arguments else []
    return done.returncode, lines, (done.stdout + done.stderr).decode()


def test_every_file_of_a_folder_gets_a_line_whatever_its_extension(tmp_path: Path) -> None:
    files = {
        "a.json": json.dumps(plain()).encode(),
        "b.dat": (FEEDS / "rss" / "feed-with-cdata.pass.xml").read_bytes(),
        "c": b"",
        "d.jpg": b"\xff\xd8\xff\xe0",
        "e.jsonl": b"\n".join(json.dumps(one).encode() for one in (plain(), plain(published="ooit"))),
        "f.ninjs": json.dumps([ninjs(), ninjs(type="picture", body_text=None)]).encode(),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    status, lines, _ = validate(str(tmp_path), "--source", "feed", "--json")
    assert status == 1
    assert [list(line) for line in lines] == [KEYS] * 9
    told = [(Path(one["path"]).name, one["item"], one["format"], one["accepted"], one["reason"]) for one in lines]
    assert told == [
        ("a.json", "", "plain", True, None),
        ("b.dat", "[0]", "rss", True, None),
        ("b.dat", "[1]", "rss", True, None),
        ("c", "", "", False, "undecodable"),
        ("d.jpg", "", "", False, "undecodable"),
        ("e.jsonl", "1", "plain", True, None),
        ("e.jsonl", "2", "plain", False, "invalid_field"),
        ("f.ninjs", "[0]", "ninjs", True, None),
        ("f.ninjs", "[1]", "ninjs", False, "no_text"),
    ]
    assert (lines[0]["article_id"], lines[0]["status"], lines[0]["language"]) == ("feed/a1", "usable", "nl")
    assert (lines[6]["field"], lines[6]["article_id"]) == ("published", None)
    assert "wanted an ISO 8601 date" in lines[6]["detail"]


def test_all_good_is_status_0_and_says_so_to_people() -> None:
    status, _, said = validate("-", stdin=json.dumps(plain()).encode())
    assert status == 0
    assert "-: usable plain in nl: a1" in said
    assert "1 accepted, 0 refused" in said


def test_what_is_wrong_is_said_to_people_with_what_is_wanted() -> None:
    status, _, said = validate("-", stdin=json.dumps(plain(text=None)).encode())
    assert status == 1
    assert "-: refused: text: missing field; wanted the article's text" in said


def test_a_content_type_is_heeded_as_ingest_would() -> None:
    status, (line,), _ = validate("-", "--json", "--content-type", "application/ninjs+json", stdin=b'{"text": "x"}')
    assert (status, line["format"], line["reason"]) == (1, "ninjs", "no_text")


def test_a_path_that_is_not_there_is_wrong_usage() -> None:
    assert validate("no/such/file")[0] == 2


@pytest.mark.parametrize("path", sorted(FEEDS.glob("*/*.pass.*")) + sorted(FEEDS.glob("*/*.fail.*")))
def test_the_examples_of_all_feeds_are_judged_as_their_names_say(path: Path) -> None:
    if not path.name.endswith(".expected.json"):
        document = Document(path=str(path), stem=path.stem, data=path.read_bytes())
        assert {one.accepted for one in verdicts(document, source="s", content_type="")} == {".pass." in path.name}


def test_what_no_producer_could_send_is_refused() -> None:
    document = Document(path="big", stem="big", data=json.dumps(plain(text=DUTCH * 60_000)).encode())
    (one,) = verdicts(document, source="s", content_type="")
    assert (one.reason, one.item) == (Reason.TOO_LARGE, "")
