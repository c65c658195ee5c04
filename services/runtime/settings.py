"""Settings that every service shares. Read once, in `__main__`, from variables that begin with `PLEDGEWIRE_`."""

import textwrap
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class ServiceSettings(BaseSettings):
    """What every service needs to know; each service adds its own fields."""

    model_config = SettingsConfigDict(env_prefix="PLEDGEWIRE_", frozen=True, extra="ignore")

    kafka_bootstrap: str = Field("127.0.0.1:9092", description="Kafka brokers, `host:port`, comma-separated.")
    instance: str = Field(
        "0",
        pattern=r"^[A-Za-z0-9._-]{1,80}$",
        description="Name of this instance, unique within its service and stable over restarts: a newcomer with the "
        "same name fences the old one.",
    )
    http_host: str = Field("127.0.0.1", description="Address that /metrics and /health listen on.")
    log_format: Literal["console", "json"] = Field("console", description="Logs for people or for machines.")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="Least level that is logged.")


def settings_help(settings: type[ServiceSettings]) -> str:
    """Returns, for the help of a command, each variable with its default, what it means beneath."""
    lines = []
    for name, field in settings.model_fields.items():
        lines.append(f"  PLEDGEWIRE_{name.upper()} (default {field.default!r})")
        lines.extend(textwrap.wrap(field.description or "", 112, initial_indent=6 * " ", subsequent_indent=6 * " "))
    return "\n".join(lines)
