"""A real Kafka node for the tests that need one.

`broker` is one node for the whole session, with the topics of the map on it: tests tell their messages apart by article
ids and groups of their own. `own_broker` is a node for one test alone, which may kill it.
"""

from collections.abc import Iterator

import pytest

from services.contracts.topics import load_topics
from services.local.broker import Broker
from services.local.jars import java, kafka_jars
from services.runtime.topics_admin import create_topics


@pytest.fixture(scope="session")
def broker() -> Iterator[Broker]:
    with Broker(java=java(), jars=kafka_jars()) as running:
        create_topics(running.bootstrap, load_topics())
        yield running


@pytest.fixture
def own_broker() -> Iterator[Broker]:
    with Broker(java=java(), jars=kafka_jars()) as running:
        create_topics(running.bootstrap, load_topics())
        yield running
