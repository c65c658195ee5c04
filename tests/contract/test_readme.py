"""What the README names exists."""

import re
import tomllib
from pathlib import Path

import typer

from services.cli.__main__ import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
PAGES += [ROOT / "schemas" / "README.md"]


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))


def test_make_targets_that_the_pages_name_exist() -> None:
    for page in PAGES:
        named = set(re.findall(r"(?:`|^ {4})make ([a-z-]+)", page.read_text(encoding="utf-8"), re.M))
        assert named <= targets(), page


def test_commands_that_the_pages_name_exist() -> None:
    known = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    for page in PAGES:
        named = set(re.findall(r"`pledgewire ([a-z]+)", page.read_text(encoding="utf-8")))
        assert named <= known, page


def test_links_between_the_pages_lead_somewhere() -> None:
    for page in PAGES:
        for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page}: {link}"


def test_paths_that_the_pages_name_exist() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for path in re.findall(r"`((?:services|schemas|deploy|docs|tests|samples|requirements)/[\w./-]+)`", text):
            assert (ROOT / path).exists(), f"{page}: {path}"


def test_the_python_versions_of_the_readme_are_those_of_the_package() -> None:
    requires = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    assert requires == ">=3.11,<3.14"
    assert "Python 3.11 to 3.13" in (ROOT / "README.md").read_text(encoding="utf-8")
