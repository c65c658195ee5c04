"""What stands around the loop: settings, metrics, shutdown, the command."""

import os
import re
import signal
import threading

import pytest
from pydantic import ValidationError

from services.contracts.errors import Reason
from services.ingest.__main__ import main
from services.ingest.handler import Counted, Handled
from services.ingest.metrics import Metrics
from services.ingest.settings import IngestSettings
from services.ingest.shutdown import HUNG, Stop


def handled(source: str, *items: Counted) -> Handled:
    return Handled(source=source, items=items, messages=())


def test_ids_are_those_of_the_instance() -> None:
    settings = IngestSettings(instance="b")
    assert (settings.member, settings.transactional_id) == ("pledgewire-ingest-b", "pledgewire-ingest-b")


def test_a_second_group_does_not_fence_the_first() -> None:
    first, second = IngestSettings(), IngestSettings(ingest_group="replay")
    assert (second.member, second.transactional_id) == ("replay-0", "replay-0")
    assert first.transactional_id != second.transactional_id


def test_the_transactional_id_may_be_called_otherwise_than_the_group() -> None:
    settings = IngestSettings(ingest_group="a", ingest_transactional_id_prefix="b")
    assert (settings.member, settings.transactional_id) == ("a-0", "b-0")


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLEDGEWIRE_INGEST_BATCH_MESSAGES", "7")
    monkeypatch.setenv("PLEDGEWIRE_FEEDS", '["belga"]')
    settings = IngestSettings()
    assert (settings.ingest_batch_messages, settings.feeds, settings.http_port) == (7, ("belga",), 9101)


@pytest.mark.parametrize("bad", [{"ingest_batch_messages": 0}, {"instance": "a b"}, {"ingest_group": ""}])
def test_a_setting_out_of_bounds_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        IngestSettings(**bad)


def test_every_setting_is_described() -> None:
    assert [name for name, field in IngestSettings.model_fields.items() if not field.description] == []


def test_help_names_every_setting(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert [name for name in IngestSettings.model_fields if f"PLEDGEWIRE_{name.upper()}" not in shown] == []


def test_wrong_settings_end_with_status_2(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLEDGEWIRE_INGEST_BATCH_MESSAGES", "many")
    assert main([]) == 2
    assert "ingest_batch_messages" in capsys.readouterr().err


def test_items_are_counted_by_outcome_format_and_language() -> None:
    metrics = Metrics(version="1", feeds=["belga"])
    metrics.committed(
        [
            handled("belga", Counted(outcome="usable", format="ninjs", language="nl")),
            handled(
                "unheard of",
                Counted(outcome="usable", format="plain", language="sv"),
                Counted(outcome="rejected", format="", reason=Reason.UNDECODABLE.value),
            ),
            handled("belga", Counted(outcome="canceled", format="tombstone", language="und")),
        ]
    )
    get = metrics.registry.get_sample_value
    items = "pledgewire_ingest_items_total"
    assert get(items, {"outcome": "usable", "format": "ninjs", "language": "nl"}) == 1
    assert get(items, {"outcome": "usable", "format": "plain", "language": "other"}) == 1
    assert get(items, {"outcome": "rejected", "format": "unknown", "language": "unknown"}) == 1
    assert get(items, {"outcome": "canceled", "format": "tombstone", "language": "unknown"}) == 1
    assert get("pledgewire_ingest_feed_items_total", {"source": "belga", "outcome": "usable"}) == 1
    assert get("pledgewire_ingest_feed_items_total", {"source": "other", "outcome": "rejected"}) == 1
    assert get("pledgewire_ingest_rejected_items_total", {"reason": "undecodable"}) == 1
    assert get("pledgewire_ingest_messages_total") == 3


def test_no_label_comes_from_what_a_feed_sends() -> None:
    metrics = Metrics(version="1", feeds=["belga"])
    metrics.committed(
        [handled(f"feed {i}", Counted(outcome="usable", format=f"f{i}", language=f"l{i}")) for i in range(9)]
    )
    labels = {
        label
        for family in metrics.registry.collect()
        if family.name.startswith("pledgewire_ingest_")
        for sample in family.samples
        for label in sample.labels.values()
    }
    assert not {label for label in labels if re.fullmatch(r"(feed |f|l)\d", label)}


def test_metric_names_follow_the_rules() -> None:
    families = [one for one in Metrics(version="1").registry.collect() if one.name.startswith("pledgewire")]
    assert len(families) >= 9
    for one in families:
        assert re.fullmatch(r"pledgewire_ingest_[a-z_]+", one.name)
        assert len(one.documentation) > 20


def test_lag_is_shown_for_assigned_partitions_alone() -> None:
    metrics = Metrics(version="1")
    metrics.lag({0: 5, 1: 0})
    metrics.lag({1: 2})
    assert metrics.registry.get_sample_value("pledgewire_ingest_lag_messages", {"partition": "1"}) == 2
    assert metrics.registry.get_sample_value("pledgewire_ingest_lag_messages", {"partition": "0"}) is None


def test_signals_set_a_flag_and_nothing_else() -> None:
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        stop = Stop()
        stop.listen()
        assert not stop.requested
        os.kill(os.getpid(), signal.SIGTERM)
        assert stop.wait(5)
        assert stop.requested
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def test_the_watchdog_ends_a_process_that_hangs() -> None:
    ended: list[int] = []
    stop = Stop()
    watchdog = stop.guard(0.01, end=ended.append)
    stop.request()
    watchdog.join(5)
    assert ended == [HUNG]


def test_the_watchdog_is_called_off_by_a_clean_end() -> None:
    ended: list[int] = []
    stop = Stop()
    watchdog = stop.guard(60, end=ended.append)
    stop.done()
    stop.request()
    watchdog.join(5)
    assert not watchdog.is_alive()
    assert ended == []
    assert watchdog not in threading.enumerate()
