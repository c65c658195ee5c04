"""Released schemas, frozen: copies with their good examples under `schemas/released/<version>/`, and checksums.

    python -m services.contracts.released 1.0.0-rc.1

freezes the schemas as they are. A release candidate may be removed again; a release stays.
"""

import hashlib
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from services.contracts.schemas import SCHEMAS, path_of

FOLDER = Path(__file__).resolve().parents[2] / "schemas" / "released"
EXAMPLES = FOLDER.parent / "examples"
SCHEMA = ".1.schema.json"
SUMS = "SHA256SUMS"
VERSION = re.compile(r"\d+\.\d+\.\d+(-rc\.\d+)?")


def releases(folder: Path = FOLDER) -> list[Path]:
    """Returns the folders of the releases, by name."""
    return sorted(path for path in folder.iterdir() if path.is_dir())


def frozen(release: Path) -> dict[str, dict[str, Any]]:
    """Returns the schemas of a release by event."""
    paths = sorted(release.glob(f"*{SCHEMA}"))
    return {path.name.removesuffix(SCHEMA): json.loads(path.read_bytes()) for path in paths}


def examples(release: Path, event: str) -> list[Path]:
    """Returns the examples that passed when an event's schema was released."""
    return sorted(release.glob(f"{event}.*.pass.json"))


def sums(folder: Path = FOLDER) -> str:
    """Returns the checksums of all released files, in the form that `sha256sum --check` reads."""
    files = [path for release in releases(folder) for path in sorted(release.iterdir())]
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n" for path in files
    )


def freeze(version: str, folder: Path = FOLDER) -> Path:
    """Copies schemas and good examples as they are; raises FileExistsError where the release is there already."""
    release = folder / version
    release.mkdir(parents=True)
    for event in SCHEMAS:
        (release / f"{event}{SCHEMA}").write_bytes(path_of(event).read_bytes())
        for path in sorted((EXAMPLES / event / "1").glob("*.pass.json")):
            (release / f"{event}.{path.name}").write_bytes(path.read_bytes())
    (folder / SUMS).write_text(sums(folder), encoding="utf-8")
    return release


def main(arguments: Sequence[str]) -> int:
    """Freezes the version that is named; returns the exit status."""
    if len(arguments) != 1 or VERSION.fullmatch(arguments[0]) is None:
        sys.stderr.write("usage: python -m services.contracts.released VERSION, such as 1.0.0 or 1.0.0-rc.1\n")
        return 2
    freeze(arguments[0])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
