"""What ingest measures. Counted once a committed transaction, so that what is tried again is not counted twice."""

from collections.abc import Iterable, Sequence

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
)

from services.contracts.errors import Reason
from services.contracts.vocabulary import LANGUAGES, Status
from services.ingest.formats import NAMES
from services.ingest.handler import REJECTED, Handled
from services.ingest.reading import TOMBSTONE

OTHER = "other"
UNKNOWN = "unknown"
OUTCOMES = (*Status, REJECTED)
FORMATS = (*NAMES, TOMBSTONE, UNKNOWN)

PROCESSING_BUCKETS_S = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0, 2.5, 10.0)
"""A usual article takes 1 ms, one of 10 MB in HTML some seconds."""
TRANSACTION_BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Up to the transaction time-out."""


class Metrics:
    """The metrics of one instance, in a registry of their own. `feeds` have a label each, the rest is `other`."""

    def __init__(self, *, version: str, feeds: Sequence[str] = ()) -> None:
        self.registry = CollectorRegistry()
        self._feeds = frozenset(feeds)
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self.registry)
        self._count_items()
        self._measure_times()
        self._watch_loop()
        build = Gauge(
            "pledgewire_ingest_build_info",
            "Always 1; the label says which version.",
            ["version"],
            registry=self.registry,
        )
        build.labels(version).set(1)

    def _count_items(self) -> None:
        self._items = Counter(
            "pledgewire_ingest_items",
            "News items read, by how they ended: usable, withheld or canceled as published, or rejected. One message "
            "may hold several. language: the four that are extracted, other, or unknown where rejected.",
            ["outcome", "format", "language"],
            registry=self.registry,
        )
        self._feed_items = Counter(
            "pledgewire_ingest_feed_items",
            "News items read, by the feed that sent them (feeds that are not in the configured list: other).",
            ["source", "outcome"],
            registry=self.registry,
        )
        self._rejected = Counter(
            "pledgewire_ingest_rejected_items",
            "News items put into news.rejected, by reason.",
            ["reason"],
            registry=self.registry,
        )
        self._messages = Counter(
            "pledgewire_ingest_messages", "Messages of news.raw dealt with and committed.", registry=self.registry
        )
        for reason in Reason:
            self._rejected.labels(reason.value)
        for outcome in OUTCOMES:
            for source in (*sorted(self._feeds), OTHER):
                self._feed_items.labels(source, outcome)

    def _measure_times(self) -> None:
        self.processing = Histogram(
            "pledgewire_ingest_processing_seconds",
            "Time that the loop waited for one message to be read and cleaned.",
            buckets=PROCESSING_BUCKETS_S,
            registry=self.registry,
        )
        self.transaction = Histogram(
            "pledgewire_ingest_transaction_seconds",
            "Time from the beginning of a transaction to its commit.",
            buckets=TRANSACTION_BUCKETS_S,
            registry=self.registry,
        )

    def _watch_loop(self) -> None:
        self.in_flight = Gauge(
            "pledgewire_ingest_in_flight_messages", "Messages read and not yet committed.", registry=self.registry
        )
        self._lag = Gauge(
            "pledgewire_ingest_lag_messages",
            "Messages of news.raw not yet read, by assigned partition; 0 means that nothing waits.",
            ["partition"],
            registry=self.registry,
        )
        self._aborted = Counter(
            "pledgewire_ingest_aborted_transactions",
            "Transactions given up and tried again: after a rebalance, a broker's failure, or for a message too large.",
            registry=self.registry,
        )

        self._restarts = Counter(
            "pledgewire_ingest_reader_restarts",
            "Times that the process that reads messages was replaced, after a message that made it hang or die.",
            registry=self.registry,
        )

    def committed(self, handled: Iterable[Handled]) -> None:
        """Counts what a committed transaction dealt with."""
        for one in handled:
            self._messages.inc()
            source = one.source if one.source in self._feeds else OTHER
            for item in one.items:
                form = item.format if item.format in FORMATS else UNKNOWN
                self._items.labels(item.outcome, form, _language(item.outcome, item.language)).inc()
                self._feed_items.labels(source, item.outcome).inc()
                if item.outcome == REJECTED:
                    self._rejected.labels(item.reason).inc()

    def restarted(self) -> None:
        """Counts a process that reads messages which had to be replaced."""
        self._restarts.inc()

    def aborted(self) -> None:
        """Counts a transaction given up."""
        self._aborted.inc()

    def lag(self, by_partition: dict[int, int]) -> None:
        """Shows the lag of the partitions that are assigned now, and of no others."""
        self._lag.clear()
        for partition, waiting in by_partition.items():
            self._lag.labels(str(partition)).set(waiting)


def _language(outcome: str, language: str) -> str:
    if language in LANGUAGES:
        return language
    return UNKNOWN if outcome == REJECTED or language == "und" else OTHER
