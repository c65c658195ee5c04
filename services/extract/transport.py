"""Faust's Kafka transport, reading committed messages only and committing only what this worker was given.

Faust reads with `read_uncommitted` unless its own exactly-once mode is on, and no setting changes it; an article of an
aborted transaction would be extracted. It also acknowledges, unprocessed, a message that was fetched before a
rebalance, which may commit past the one in hand.
"""

import logging
from typing import Any

import faust
from aiokafka import AIOKafkaConsumer  # type: ignore[import-untyped]
from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread, Consumer, Transport

LOGGER = logging.getLogger("faust.transport.committed")
"""Faust would name it by this module, so that what Faust says would pass for what we say."""


class CommittedThread(AIOKafkaConsumerThread):
    """The thread that fetches, told to leave out what transactions have not committed."""

    logger = LOGGER

    def __post_init__(self) -> None:
        super().__post_init__()
        self.waiting: dict[Any, set[int]] = {}
        """Offsets of messages fetched and not done yet, by partition."""

    def _create_worker_consumer(self, transport: Transport) -> AIOKafkaConsumer:
        consumer = super()._create_worker_consumer(transport)
        # Read when fetching starts, which is later than this; aiokafka has no public way to change it once made.
        consumer._isolation_level = "read_committed"
        return consumer

    async def getmany(self, active_partitions: Any, timeout: float) -> Any:  # noqa: ASYNC109  Faust's signature
        """Fetches messages, and notes them as waiting."""
        records = await super().getmany(active_partitions, timeout)
        for partition, messages in records.items():
            self.waiting.setdefault(partition, set()).update(message.offset for message in messages)
        return records

    def lag(self) -> dict[int, int]:
        """Returns by partition held how many messages are not done; nothing of partitions not yet asked for messages.

        What was fetched is counted by message. What was not is counted by offset: markers of transactions count too.
        """
        subscription = self._consumer._subscription.subscription if self._consumer is not None else None
        if subscription is None or subscription.assignment is None:
            return {}
        counts = {}
        for partition in subscription.assignment.tps:
            state = subscription.assignment.state_value(partition)
            if state.lso is not None and state._position is not None:
                unfetched = max(0, int(state.lso) - int(state._position))
                counts[int(partition.partition)] = unfetched + len(self.waiting.get(partition, ()))
        return counts


class CommittedConsumer(Consumer):
    """The consumer whose acknowledgements count only for messages of the present assignment."""

    logger = LOGGER
    _thread: CommittedThread

    def _new_consumer_thread(self) -> CommittedThread:
        return CommittedThread(self, loop=self.loop, beacon=self.beacon)

    async def on_partitions_assigned(self, assigned: Any, generation_id: int = 0) -> None:
        """Starts anew: all that is not committed is fetched again."""
        self._thread.waiting.clear()
        await super().on_partitions_assigned(assigned, generation_id)

    def ack(self, message: Any) -> bool:
        """Marks a message as done; one fetched under an earlier assignment is left to whoever is given it again."""
        if message.generation_id != self.app.consumer_generation_id:
            self._unacked_messages.discard(message)
            return False
        self._thread.waiting.get(message.tp, set()).discard(message.offset)
        return super().ack(message)

    def lag(self) -> dict[int, int]:
        """Returns by partition held how many messages are not done."""
        return self._thread.lag()


class CommittedTransport(Transport):
    """The transport that makes such consumers."""

    Consumer = CommittedConsumer


def install(app: faust.App) -> None:
    """Has the app consume through `CommittedTransport`."""
    app.transport = CommittedTransport(app.conf.broker_consumer, app)


def lag(app: faust.App) -> dict[int, int]:
    """Returns by partition how many messages wait for this app's worker; nothing before it consumes."""
    consumer = app._consumer
    return consumer.lag() if isinstance(consumer, CommittedConsumer) else {}
