"""What a service tells its probes before it runs, and what it tells people of its settings."""

from services.extract.settings import ExtractSettings
from services.ingest.settings import IngestSettings
from services.runtime.http import Health, Probes
from services.runtime.settings import ServiceSettings, settings_help


class Running:
    def live(self) -> Health:
        return Health(ok=False, detail="stuck")

    def ready(self) -> Health:
        return Health(ok=True)


def test_a_service_that_starts_is_alive_and_not_ready() -> None:
    probes = Probes("connecting")
    assert probes.live() == Health(ok=True, detail="connecting")
    assert probes.ready() == Health(ok=False, detail="connecting")


def test_a_service_that_runs_answers_for_itself() -> None:
    probes = Probes("connecting")
    probes.running = Running()
    assert probes.live() == Health(ok=False, detail="stuck")
    assert probes.ready() == Health(ok=True)


def test_the_help_gives_each_variable_with_its_default_and_meaning() -> None:
    lines = settings_help(IngestSettings).splitlines()
    assert "  PLEDGEWIRE_KAFKA_BOOTSTRAP (default '127.0.0.1:9092')" in lines
    assert "      Kafka brokers, `host:port`, comma-separated." in lines
    assert sum(line.startswith("  PLEDGEWIRE_") for line in lines) == len(IngestSettings.model_fields)
    assert max(map(len, lines)) <= 120


def test_a_setting_stands_only_where_it_is_read() -> None:
    assert "feeds" in IngestSettings.model_fields
    assert "feeds" not in {*ServiceSettings.model_fields, *ExtractSettings.model_fields}
