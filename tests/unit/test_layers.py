"""The rule on imports holds a wrong import up: it is tried on packages made up for it."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PYPROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
PACKAGES = ("local", "cli", "ingest", "extract", "runtime", "contracts")


def keeps_the_layers(folder: Path, *, importing: str, imported: str) -> bool:
    """Whether import-linter, with our layers, lets one package import another."""
    (rule,) = [
        one
        for one in tomllib.loads(PYPROJECT.read_text())["tool"]["importlinter"]["contracts"]
        if one["type"] == "layers"
    ]
    for name in PACKAGES:
        (folder / "services" / name).mkdir(parents=True)
        (folder / "services" / name / "__init__.py").write_text("")
    (folder / "services" / "__init__.py").write_text("")
    (folder / "services" / importing / "__init__.py").write_text(f"import services.{imported}\n")
    config = folder / "importlinter.toml"
    layers = "[" + ", ".join(f'"{layer}"' for layer in rule["layers"]) + "]"
    config.write_text(
        f'[tool.importlinter]\nroot_packages = ["services"]\n\n'
        f'[[tool.importlinter.contracts]]\nname = "layers"\ntype = "layers"\nlayers = {layers}\n'
    )
    command = [Path(sys.executable).with_name("lint-imports"), "--config", config, "--no-cache"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
    assert "1 kept" in done.stdout or "1 broken" in done.stdout, done.stdout + done.stderr
    return done.returncode == 0


@pytest.mark.parametrize(
    ("importing", "imported"), [("local", "cli"), ("cli", "ingest"), ("extract", "runtime"), ("runtime", "contracts")]
)
def test_imports_that_go_down_are_let_through(tmp_path: Path, importing: str, imported: str) -> None:
    assert keeps_the_layers(tmp_path, importing=importing, imported=imported)


@pytest.mark.parametrize(
    ("importing", "imported"),
    [("cli", "local"), ("ingest", "extract"), ("extract", "ingest"), ("ingest", "cli"), ("contracts", "runtime")],
)
def test_imports_that_go_up_or_across_are_refused(tmp_path: Path, importing: str, imported: str) -> None:
    assert not keeps_the_layers(tmp_path, importing=importing, imported=imported)
