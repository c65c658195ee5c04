"""The settings of the extraction service, and what its command says and does with them."""

import pytest
from pydantic import ValidationError

from services.extract.__main__ import main
from services.extract.child import load_pipelines
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
        ("extract_breaker_in_a_row", 0),
        ("extract_breaker_share", 1.5),
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
