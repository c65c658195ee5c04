"""Events under embargo are shown when it ends, and not before."""

from datetime import UTC, datetime, timedelta

import pytest

from services.cli.embargo import Held, embargo_of
from services.contracts.topics import COMMITMENTS
from tests.support.messages import received

NOON = datetime(2025, 3, 12, 12, tzinfo=UTC)


def event(offset: int, embargo: str = "") -> object:
    headers = (("embargo", embargo.encode()),) if embargo else ()
    return received(COMMITMENTS, offset, b"", headers)


def released(held: Held, come: list, now: datetime) -> list[int]:
    return [message.offset for message in held.release(come, now=now)]


def test_events_without_embargo_or_with_one_that_has_ended_pass_in_order() -> None:
    come = [event(0), event(1, "2025-03-12T12:00:00.000Z"), event(2)]
    assert sorted(released(Held(), come, NOON)) == [0, 1, 2]
    assert released(Held(), [event(i) for i in range(5)], NOON) == [0, 1, 2, 3, 4]


def test_an_event_under_embargo_is_held_until_its_end() -> None:
    held = Held()
    come = [event(0, "2025-03-12T14:00:00Z"), event(1, "2025-03-12T13:00:00Z"), event(2)]
    assert released(held, come, NOON) == [2]
    assert len(held) == 2
    assert released(held, [], NOON + timedelta(minutes=59)) == []
    assert released(held, [event(3)], NOON + timedelta(hours=2)) == [3, 1, 0]
    assert len(held) == 0


@pytest.mark.parametrize("stated", ["soon", "2025-13-45", "\x00"])
def test_an_embargo_that_cannot_be_read_never_ends(stated: str) -> None:
    held = Held()
    assert released(held, [event(0, stated)], NOON + timedelta(days=36500)) == []
    assert len(held) == 1


def test_offsets_and_dates_are_understood() -> None:
    assert embargo_of(event(0, "2025-03-12T13:00:00+01:00")) == NOON  # type: ignore[arg-type]
