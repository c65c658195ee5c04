"""A service whose own failures mount up stops; what feeds get wrong does not stop it."""

import pytest

from services.contracts.errors import OURS, Reason
from services.runtime.breaker import WINDOW, Breaker, BreakerOpen


def a_breaker(*, in_a_row: int = 20, share: float = 0.5) -> Breaker:
    return Breaker(in_a_row=in_a_row, share=share)


@pytest.mark.parametrize("reason", sorted(OURS))
def test_failures_in_a_row_open_it_and_one_less_does_not(reason: Reason) -> None:
    breaker = a_breaker()
    for _ in range(19):
        breaker.note(reason)
    with pytest.raises(BreakerOpen, match=f"20 messages in a row failed, the last as {reason}"):
        breaker.note(reason)


def test_a_success_starts_the_row_anew() -> None:
    breaker = a_breaker(in_a_row=2)
    for _ in range(WINDOW // 3):
        breaker.note(Reason.CRASH)
        breaker.note(None)
        breaker.note(None)
    breaker.note(Reason.CRASH)
    with pytest.raises(BreakerOpen):
        breaker.note(Reason.TIMEOUT)


def test_more_than_its_share_of_a_full_window_opens_it() -> None:
    breaker = a_breaker()
    for _ in range(WINDOW // 2):
        breaker.note(Reason.INTERNAL)
        breaker.note(None)
    # The window is full and moves on: for each that comes one leaves, failures first and then every second.
    breaker.note(None)  # 49 of 100
    breaker.note(Reason.INTERNAL)  # 50: half is not more than half
    breaker.note(Reason.INTERNAL)  # 50: the one that leaves had failed too
    with pytest.raises(BreakerOpen, match="51 of the last 100 messages failed"):
        breaker.note(Reason.INTERNAL)


def test_the_first_messages_make_no_share_yet() -> None:
    breaker = a_breaker(share=0.01)
    for _ in range(WINDOW // 2 - 1):
        breaker.note(Reason.INTERNAL)
        breaker.note(None)
    breaker.note(None)
    with pytest.raises(BreakerOpen, match="of the last 100"):
        breaker.note(None)


def test_what_producers_get_wrong_never_opens_it() -> None:
    theirs = set(Reason) - OURS
    assert Reason.TOO_LARGE in theirs
    breaker = a_breaker()
    for _ in range(3 * WINDOW):
        for reason in theirs:
            breaker.note(reason)
