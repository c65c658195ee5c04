"""What CI runs is the whole of `make check`, tests on the labelled articles included."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_ci_runs_every_check_and_says_that_it_is_ci(tmp_path: Path) -> None:
    make = tmp_path / "make"
    make.write_text('#!/bin/sh\necho "$CI $*"\n')
    make.chmod(0o755)
    env = {name: value for name, value in os.environ.items() if name != "CI"}
    env["PATH"] = f"{tmp_path}{os.pathsep}{env['PATH']}"
    done = subprocess.run([ROOT / ".ci" / "run"], env=env, capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stdout) == (0, "true check\n"), done.stderr
