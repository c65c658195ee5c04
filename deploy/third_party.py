"""Writes `THIRD_PARTY.md`: every locked package with the licence that it states; `make notices` runs it."""

import re
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEAD = """# Third-party software

Made by `make notices` from the locked requirements; each package's own metadata names its licence.

| package | version | licence | used by |
| --- | --- | --- | --- |
"""
TAIL = """
The local stack downloads Apache Kafka (Apache License 2.0) from Maven Central; its jars are listed in `jgo.lock.toml`.
"""


def locked(requirements: str) -> set[str]:
    """Returns the names of the packages in a lock file, in lower case."""
    lines = (ROOT / "requirements" / requirements).read_text(encoding="utf-8").splitlines()
    return {match[1].lower() for line in lines if (match := re.match(r"([A-Za-z0-9._-]+)==", line))}


def licence(package: metadata.PackageMetadata) -> str:
    """Returns the licence: the SPDX expression, else the classifier, else the first line of the text."""
    classifiers = [c for c in package.get_all("Classifier") or () if c.startswith("License ::")]
    if expression := package.get("License-Expression"):
        return str(expression)
    if classifiers:
        return str(classifiers[0].rpartition("::")[2].strip())
    return str(package.get("License") or "see the package").splitlines()[0]


def main() -> None:
    """Writes the file; a package that is not installed on this platform is left out."""
    services = locked("services.txt")
    rows = []
    for name in sorted(locked("dev.txt")):
        try:
            package = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue
        user = "services" if name in services else "local stack, development"
        rows.append(f"| {name} | {package['Version']} | {licence(package)} | {user} |")
    (ROOT / "THIRD_PARTY.md").write_text(HEAD + "\n".join(rows) + "\n" + TAIL, encoding="utf-8")


if __name__ == "__main__":
    main()
