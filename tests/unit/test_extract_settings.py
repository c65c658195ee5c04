"""The settings of the extraction service, and what its command says and does with them."""

import logging

import pytest
from pydantic import ValidationError

from services.extract.__main__ import main
from services.extract.child import load_pipelines
from services.extract.flood import FloodGate
from services.extract.settings import ExtractSettings


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ExtractSettings.model_fields:
        monkeypatch.delenv(f"PLEDGEWIRE_{name.upper()}", raising=False)


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLEDGEWIRE_EXTRACT_GROUP", "another")
    monkeypatch.setenv("PLEDGEWIRE_HTTP_PORT", "0")
    settings = ExtractSettings()
    assert (settings.extract_group, settings.http_port) == ("another", 0)


def test_an_article_may_take_less_time_than_a_shutdown() -> None:
    settings = ExtractSettings()
    assert settings.extract_article_limit_s == 8.0
    assert settings.extract_article_limit_s < settings.extract_shutdown_limit_s < 10


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("extract_article_limit_s", 0),
        ("extract_article_limit_s", 60),
        ("extract_pipelines", "no-function"),
        ("http_port", 70_000),
        ("instance", "a b"),
        ("extract_group", "a/b"),
    ],
)
def test_settings_that_cannot_work_are_refused(name: str, value: object) -> None:
    with pytest.raises(ValidationError, match=name):
        ExtractSettings.model_validate({name: value})


def test_every_setting_is_described() -> None:
    for name, field in ExtractSettings.model_fields.items():
        assert field.description, name


def test_the_pipelines_of_the_product_are_what_is_loaded_by_default() -> None:
    pipelines = load_pipelines(ExtractSettings().extract_pipelines)
    assert pipelines.identity.rules


def test_help_teaches_the_command_and_its_settings(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["worker", "--help"])
    assert ended.value.code == 0
    text = capsys.readouterr().out
    for word in (
        "news.articles",
        "nato.commitments",
        "--instance",
        "--http-port",
        "PLEDGEWIRE_EXTRACT_ARTICLE_LIMIT_S",
    ):
        assert word in text


def test_wrong_usage_and_wrong_settings_end_with_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["work"], ["worker", "--http-port", "70000"], ["worker", "--instance", "a b"]):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 2
        assert capsys.readouterr().err


def a_record(text: str, logger: str = "aiokafka.conn") -> logging.LogRecord:
    return logging.LogRecord(logger, logging.ERROR, __file__, 1, text, ("127.0.0.1",), None)


def test_a_flood_of_equal_lines_is_cut_and_later_summed_up() -> None:
    now = [0.0]
    gate = FloodGate(burst=2, window_s=30.0, clock=lambda: now[0])
    passed = [gate.filter(a_record("cannot connect to %s")) for _ in range(1000)]
    assert passed == [True, True] + [False] * 998
    assert gate.filter(a_record("another error at %s"))
    now[0] = 31.0
    record = a_record("cannot connect to %s")
    assert gate.filter(record)
    assert record.getMessage() == "cannot connect to 127.0.0.1 (998 more like this in 31 s)"
    assert gate.filter(a_record("cannot connect to %s"))


def test_our_own_lines_are_never_cut() -> None:
    gate = FloodGate(burst=1)
    assert all(gate.filter(a_record("article", logger="services.extract.agents")) for _ in range(10))
