"""Files of articles, as a person has them on disk: folders, JSON, JSON Lines, or any accepted format.

The command line reads them for extraction, validation and publishing; a running service never does.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

STANDARD_INPUT = "-"


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """The bytes of one message: a file (`line` 0), or a line of it, counted from 1; `stem` names them shortly."""

    path: str
    line: int = 0
    stem: str
    data: bytes

    @property
    def label(self) -> str:
        """Where they stand: `folder/file.jsonl:3`."""
        return f"{self.path}:{self.line}" if self.line else self.path


def documents(paths: Iterable[str]) -> Iterator[Document]:
    """Yields the documents of files, folders (their files, sorted by path, hidden ones left out) and `-`.

    A file is one document, save JSON Lines, of which every line is one. Raises FileNotFoundError naming the path.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            yield from _split(STANDARD_INPUT, sys.stdin.buffer.read())
        else:
            for file in _files(Path(path)):
                yield from _split(str(file), file.read_bytes())


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        inside = (file for file in path.rglob("*") if file.is_file())
        return sorted(
            file for file in inside if not any(part.startswith(".") for part in file.parts[len(path.parts) :])
        )
    if not path.exists():
        raise FileNotFoundError(f"{path}: no such file or folder")
    return [path]


def _split(path: str, data: bytes) -> Iterator[Document]:
    stem = "stdin" if path == STANDARD_INPUT else Path(path).stem
    if not _is_json_lines(data):
        yield Document(path=path, stem=stem, data=data)
        return
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.strip():
            yield Document(path=path, line=number, stem=f"{stem}-{number}", data=line)


def _is_json_lines(data: bytes) -> bool:
    """Whether the first line is a JSON object of its own and more lines follow."""
    first, _, rest = data.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if not first.startswith(b"{") or not rest.strip():
        return False
    try:
        msgspec.json.decode(first)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return True
