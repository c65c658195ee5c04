"""docker-compose.yml and the Dockerfile say what the code says: commands, topics, ports, settings."""

import json
import re
from typing import Any

import pytest
import yaml
from pydantic_settings import BaseSettings

from services.contracts.topics import largest_message_bytes, load_topics
from services.extract.settings import ExtractSettings
from services.ingest.settings import IngestSettings
from services.local.jars import ROOT, locked_jars
from services.local.stack import COMMANDS

SETTINGS: dict[str, type[BaseSettings]] = {"ingest": IngestSettings, "extract": ExtractSettings}
DOCKERFILE = (ROOT / "deploy" / "docker" / "Dockerfile").read_text()


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    services: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    return services


def default_port(service: str) -> int:
    port: int = SETTINGS[service].model_fields["http_port"].default
    return port


def test_the_containers_run_what_the_local_stack_runs(compose: dict[str, Any]) -> None:
    for service, (_, *arguments) in COMMANDS.items():
        assert compose[service]["command"] == ["python", *arguments]


def test_the_topics_are_made_by_the_command(compose: dict[str, Any]) -> None:
    from services.cli.topics import app

    program, group, command = compose["topics"]["command"]

    assert (program, group) == ("pledgewire", "topics")
    assert command in {one.name for one in app.registered_commands}


@pytest.mark.parametrize("service", SETTINGS)
def test_every_variable_of_a_container_is_a_setting_of_its_service(compose: dict[str, Any], service: str) -> None:
    environment = compose[service]["environment"]
    fields = {f"PLEDGEWIRE_{name.upper()}" for name in SETTINGS[service].model_fields}

    assert set(environment) <= fields


def test_the_feed_of_the_samples_has_a_label_of_its_own(compose: dict[str, Any]) -> None:
    assert json.loads(compose["ingest"]["environment"]["PLEDGEWIRE_FEEDS"]) == ["sample"]


@pytest.mark.parametrize("service", SETTINGS)
def test_metrics_are_published_on_the_default_port_on_loopback_alone(compose: dict[str, Any], service: str) -> None:
    port = default_port(service)

    assert compose[service]["ports"] == [f"127.0.0.1:{port}:{port}"]
    assert compose[service]["environment"]["PLEDGEWIRE_HTTP_PORT"] == str(port)


def test_the_services_meet_kafka_where_it_says_it_listens(compose: dict[str, Any]) -> None:
    advertised = dict(
        listener.split("://") for listener in compose["kafka"]["environment"]["KAFKA_ADVERTISED_LISTENERS"].split(",")
    )

    for name in ("topics", *SETTINGS):
        assert compose[name]["environment"]["PLEDGEWIRE_KAFKA_BOOTSTRAP"] == advertised["INTERNAL"]
    assert advertised["EXTERNAL"] == IngestSettings.model_fields["kafka_bootstrap"].default


def test_kafka_takes_the_largest_message_of_the_map(compose: dict[str, Any]) -> None:
    largest = max(topic.max_message_bytes for topic in load_topics().values())

    assert largest_message_bytes() == largest
    for limit in ("KAFKA_MESSAGE_MAX_BYTES", "KAFKA_REPLICA_FETCH_MAX_BYTES"):
        assert int(compose["kafka"]["environment"][limit]) == largest


def test_compose_and_lock_name_the_same_kafka(compose: dict[str, Any]) -> None:
    [version] = [jar.version for jar in locked_jars() if jar.artifact_id == "kafka_2.13"]

    assert compose["kafka"]["image"] == f"apache/kafka:{version}"


def test_every_variable_of_the_image_is_a_setting_of_both_services() -> None:
    named = set(re.findall(r"PLEDGEWIRE_(\w+)=", DOCKERFILE))

    assert named
    for settings in SETTINGS.values():
        assert {name.lower() for name in named} <= set(settings.model_fields)


def test_the_image_holds_what_the_build_needs() -> None:
    ignored = (ROOT / "deploy" / "docker" / "Dockerfile.dockerignore").read_text().splitlines()
    let_in = {line[1:] for line in ignored if line.startswith("!")}
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)

    for path in " ".join(copied).split():
        assert path.split("/")[0] in let_in
        assert (ROOT / path).exists()
