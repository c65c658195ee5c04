"""What libraries log is cut where it floods, and what was cut is summed up."""

import logging
from collections.abc import Iterator

import pytest

from services.runtime.flood import FloodGate, quieten

LIBRARIES = ("aiokafka", "kafka")


def a_record(text: str, logger: str = "aiokafka.conn", level: int = logging.ERROR) -> logging.LogRecord:
    return logging.LogRecord(logger, level, __file__, 1, text, ("127.0.0.1",), None)


def test_a_flood_of_equal_lines_is_cut_and_later_summed_up() -> None:
    now = [0.0]
    gate = FloodGate(LIBRARIES, burst=2, window_s=30.0, clock=lambda: now[0])
    passed = [gate.filter(a_record("cannot connect to %s")) for _ in range(1000)]
    assert passed == [True, True] + [False] * 998
    now[0] = 31.0
    record = a_record("cannot connect to %s")
    assert gate.filter(record)
    assert record.getMessage() == "cannot connect to 127.0.0.1 (998 more like this in 31 s)"
    assert gate.filter(a_record("cannot connect to %s"))


def test_lines_of_another_text_logger_or_level_are_another_kind() -> None:
    gate = FloodGate(LIBRARIES, burst=1)
    assert gate.filter(a_record("cannot connect to %s"))
    assert not gate.filter(a_record("cannot connect to %s"))
    assert gate.filter(a_record("another error at %s"))
    assert gate.filter(a_record("cannot connect to %s", logger="kafka.net"))
    assert gate.filter(a_record("cannot connect to %s", level=logging.WARNING))


def test_our_own_lines_and_critical_ones_are_never_cut() -> None:
    gate = FloodGate(LIBRARIES, burst=1)
    assert all(gate.filter(a_record("article", logger="services.extract.agents")) for _ in range(10))
    assert all(gate.filter(a_record("down at %s", level=logging.CRITICAL)) for _ in range(10))


def test_memory_is_bounded_and_what_still_floods_stays_cut() -> None:
    gate = FloodGate(LIBRARIES, burst=1, most_kinds=10)
    assert gate.filter(a_record("cannot connect to %s"))
    for number in range(1000):
        assert gate.filter(a_record(f"request {number} to %s"))
        assert not gate.filter(a_record("cannot connect to %s"))
    assert gate.kinds == 10


@pytest.fixture
def handler() -> Iterator[logging.Handler]:
    """A handler of the root logger; all is put back."""
    root, library, own = logging.getLogger(), logging.getLogger("aiokafka"), logging.StreamHandler()
    before = {one: list(one.filters) for one in root.handlers}
    level = library.level
    root.addHandler(own)
    yield own
    root.removeHandler(own)
    library.setLevel(level)
    for one, filters in before.items():
        one.filters = filters


def test_libraries_say_only_what_is_wrong_unless_we_debug(handler: logging.Handler) -> None:
    library = logging.getLogger("aiokafka")
    library.setLevel(logging.NOTSET)
    quieten("aiokafka", level="debug")
    assert library.level == logging.NOTSET
    quieten("aiokafka", level="info")
    assert library.level == logging.WARNING


def test_the_handlers_of_the_root_logger_cut_floods(handler: logging.Handler) -> None:
    quieten("aiokafka", level="info")
    assert [bool(handler.filter(a_record("cut %s"))) for _ in range(5)] == [True] * 3 + [False] * 2
