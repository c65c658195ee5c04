"""The settings of the ingest service, read once from variables that begin with `PLEDGEWIRE_`."""

from pydantic import Field

from services.runtime.settings import ServiceSettings


class IngestSettings(ServiceSettings):
    """What ingest needs to know; each field is the variable `PLEDGEWIRE_` and its name in capitals."""

    feeds: tuple[str, ...] = Field(
        (),
        description="Sources that have a label of their own in metrics, as a JSON list; all others count as `other`.",
    )
    http_port: int = Field(9101, ge=0, le=65535, description="Port of /metrics and /health; 0 takes a free one.")
    ingest_group: str = Field(
        "pledgewire-ingest",
        pattern=r"^[A-Za-z0-9._-]{1,100}$",
        description="Consumer group: instances of one group share the partitions of `news.raw`.",
    )
    ingest_transactional_id_prefix: str | None = Field(
        None,
        pattern=r"^[A-Za-z0-9._-]{1,100}$",
        description="First part of the transactional id, the group's name unless given; the instance's name follows. "
        "ACLs must grant WRITE on it. Two groups with the same one fence each other.",
    )
    ingest_batch_messages: int = Field(
        500,
        ge=1,
        le=10_000,
        description="Most messages in one transaction: 500 pass as quickly as without transactions, 10 at a tenth.",
    )
    ingest_batch_bytes: int = Field(
        16 * 1024 * 1024,
        ge=1,
        description="Most bytes of messages in one transaction, save that one message always fits. Bounds memory.",
    )
    ingest_message_s: float = Field(
        8.0,
        gt=0,
        description="Seconds that reading one message may take before it is refused as `timeout`, and as many again "
        "for each 4 MB of it. A usual article takes a thousandth of one; keep it below `ingest_shutdown_s`.",
    )
    ingest_memory_bytes: int = Field(
        2 * 1024**3,
        ge=512 * 1024**2,
        description="Most bytes of data that the process that reads messages may hold; what takes more is refused as "
        "`crash`. Not enforced on macOS.",
    )
    ingest_stall_s: float = Field(
        120.0,
        gt=0,
        description="Seconds without a turn of the loop after which the live probe fails. A broker that is away for "
        "longer in the middle of a transaction fails it too, and a restart does no harm then.",
    )
    ingest_shutdown_s: float = Field(
        9.0,
        gt=0,
        description="Seconds after SIGTERM or SIGINT after which the process ends even in the middle of a transaction; "
        "what was not committed is read again by the next one.",
    )

    @property
    def member(self) -> str:
        """Name of this instance in the consumer group."""
        return f"{self.ingest_group}-{self.instance}"

    @property
    def transactional_id(self) -> str:
        """Name under which this instance's transactions are kept apart, and a zombie of it is fenced."""
        return f"{self.ingest_transactional_id_prefix or self.ingest_group}-{self.instance}"
