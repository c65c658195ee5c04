"""The settings of the extraction service, read once from variables that begin with `PLEDGEWIRE_`."""

from pathlib import Path

from pydantic import Field

from services.runtime.settings import ServiceSettings


class ExtractSettings(ServiceSettings):
    """What a worker needs to know; each field is the variable `PLEDGEWIRE_` and its name in capitals."""

    http_port: int = Field(9102, ge=0, le=65535, description="Port of /metrics and /health; 0 takes a free one.")
    extract_group: str = Field(
        "pledgewire-extract",
        pattern=r"^[A-Za-z0-9._-]{1,100}$",
        description="Consumer group: workers of one group share the partitions of `news.articles`.",
    )
    extract_article_limit_s: float = Field(
        8.0,
        gt=0,
        lt=9,
        description="Seconds that one article may take before it fails as `timeout`; less than a shutdown may take, "
        "which waits for the article in hand.",
    )
    extract_load_limit_s: float = Field(
        120.0, gt=0, description="Seconds that loading the pipelines may take before the worker gives up."
    )
    extract_shutdown_limit_s: float = Field(
        9.0,
        gt=0,
        description="Seconds after SIGTERM or a fatal error at which the process ends, article in hand or not; what "
        "was not committed is handled again by the next worker.",
    )
    extract_breaker_in_a_row: int = Field(
        20,
        ge=1,
        description="Articles in a row that fail as `internal`, `crash` or `timeout` at which the worker ends, rather "
        "than drain the topic into `news.rejected`.",
    )
    extract_breaker_share: float = Field(
        0.5,
        gt=0,
        le=1,
        description="Share of the last 100 messages that may so fail before the worker ends; 1 switches this off.",
    )
    extract_data_dir: Path | None = Field(
        None, description="Folder that Faust may write to; it stays empty. A temporary one unless given."
    )
    extract_pipelines: str = Field(
        "services.extract.pipeline:load",
        pattern=r"^[\w.]+:\w+$",
        description="What makes the pipelines, `module:function`, called once in each process that extracts.",
    )
