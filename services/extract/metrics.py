"""What the extraction service measures; what the child counts comes back with its report."""

from collections.abc import Mapping
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

from services.contracts.commitment import Extractor
from services.contracts.errors import Reason
from services.contracts.vocabulary import Category, OutcomeKind, Stage
from services.extract.child import Report
from services.extract.handler import Handled

NO_ARTICLE = "no_article"
"""The outcome label of a message that held no article: it has a dead letter and no outcome."""

STEPS = ("extract", "codec", "publish")

PROCESSING_BUCKETS_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 8.0)
"""From a refused article (under 1 ms) to the time limit (8 s)."""

LATENCY_BUCKETS_S = (0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 900.0, 3600.0, 14400.0, 86400.0)
"""From the flow's own delay (a second or two) to feeds that deliver by the hour and the day."""

CONFIDENCE_BUCKETS = tuple(tenth / 10 for tenth in range(1, 11))


class Metrics:
    """The metrics of one worker, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._count_messages()
        self._measure_times()
        self._watch_worker()

    def _count_messages(self) -> None:
        self._outcomes = Counter(
            "pledgewire_extract_outcomes",
            "Messages of news.articles handled, by how they ended; no_article: none could be read from the message.",
            ["outcome"],
            registry=self.registry,
        )
        self._events = Counter(
            "pledgewire_extract_events",
            "Commitment events published, repeats included.",
            ["category", "stage"],
            registry=self.registry,
        )
        self._rejected = Counter(
            "pledgewire_extract_rejected",
            "Messages put into news.rejected, by reason.",
            ["reason"],
            registry=self.registry,
        )
        self._gate = Counter(
            "pledgewire_extract_gate_articles",
            "Articles that the gate judged: passed, or stopped as having nothing to do with NATO commitments.",
            ["verdict"],
            registry=self.registry,
        )
        _zero(self._outcomes, *((kind,) for kind in (*OutcomeKind, NO_ARTICLE)))
        _zero(self._events, *((category, stage) for category in Category for stage in Stage))
        _zero(self._rejected, *((reason,) for reason in Reason))
        _zero(self._gate, ("passed",), ("stopped",))

    def _measure_times(self) -> None:
        self._seconds = Histogram(
            "pledgewire_extract_processing_seconds",
            "Time spent on one article by step: extract (the pipelines), codec (decoding and encoding), publish.",
            ["step"],
            buckets=PROCESSING_BUCKETS_S,
            registry=self.registry,
        )
        self._latency = Histogram(
            "pledgewire_extract_publish_to_event_seconds",
            "Time from an article's publication to its first event; without backfill and articles dated by day alone.",
            buckets=LATENCY_BUCKETS_S,
            registry=self.registry,
        )
        self._confidence = Histogram(
            "pledgewire_extract_confidence_ratio",
            "Confidence of published events, 0 to 1.",
            buckets=CONFIDENCE_BUCKETS,
            registry=self.registry,
        )
        _zero(self._seconds, *((step,) for step in STEPS))

    def _watch_worker(self) -> None:
        self.in_flight = Gauge(
            "pledgewire_extract_in_flight_articles", "Articles being handled now.", registry=self.registry
        )
        self._lag = Gauge(
            "pledgewire_extract_lag_messages",
            "Articles not yet handled, by partition of this worker's share. Those not yet fetched are counted by "
            "offset, so that transaction markers among them count too; 0 means that nothing waits.",
            ["partition"],
            registry=self.registry,
        )
        self.publish_retries = Counter(
            "pledgewire_extract_publish_retries", "Times that publishing had to be tried again.", registry=self.registry
        )
        self.child_restarts = Counter(
            "pledgewire_extract_child_restarts",
            "Times that the process that extracts was replaced: too slow, crashed, or killed.",
            registry=self.registry,
        )
        self.breaker_open = Gauge(
            "pledgewire_extract_breaker_open",
            "1 once too many articles have failed through our own fault and the worker ends for it, else 0.",
            registry=self.registry,
        )
        self._child_rss = Gauge(
            "pledgewire_extract_child_peak_rss_bytes",
            "Most resident memory that the process that extracts has used.",
            registry=self.registry,
        )
        self._build = Gauge(
            "pledgewire_extract_build_info",
            "Always 1; the labels say which versions of code, model and rules extract.",
            ["code", "model", "rules"],
            registry=self.registry,
        )

    def identify(self, identity: Extractor) -> None:
        """Says which versions extract."""
        self._build.labels(code=identity.code, model=identity.model, rules=identity.rules).set(1)

    def lag(self, by_partition: Mapping[int, int]) -> None:
        """Shows the lag of the partitions that this worker holds now, and of no others."""
        self._lag.clear()
        for partition, waiting in by_partition.items():
            self._lag.labels(partition=str(partition)).set(waiting)

    def count_report(self, report: Report) -> None:
        """Counts what the child spent on an article."""
        for step, seconds in report.seconds.items():
            self._seconds.labels(step=step).observe(seconds)
        if report.peak_rss_bytes:
            self._child_rss.set(report.peak_rss_bytes)

    def count_published(self, handled: Handled, *, publish_s: float, now: datetime) -> None:
        """Counts a message whose events, outcome and dead letter the broker has: the one place that counts them."""
        examined = handled.examined
        self._seconds.labels(step="publish").observe(publish_s)
        self._outcomes.labels(outcome=examined.outcome.outcome if examined.outcome else NO_ARTICLE).inc()
        if examined.refusal is not None:
            self._rejected.labels(reason=examined.refusal.reason).inc()
        if examined.relevant is not None:
            self._gate.labels(verdict="passed" if examined.relevant else "stopped").inc()
        for event in examined.events:
            self._events.labels(category=event.category, stage=event.stage).inc()
            self._confidence.observe(event.confidence)
        if examined.events and examined.published_at is not None:
            self._latency.observe(max(0.0, (now - examined.published_at).total_seconds()))


def _zero(metric: Counter | Histogram, *labels: tuple[str, ...]) -> None:
    """Makes the series exist before anything is counted: a rate over a series that just appeared starts too late."""
    for values in labels:
        metric.labels(*values)
