"""What tests of extraction put into Kafka and what they look for there."""

from collections import Counter
from collections.abc import Iterable

from services.contracts.article import Article
from services.contracts.codec import decode, encode
from services.contracts.messages import Received
from services.contracts.outcome import Outcome
from services.contracts.topics import ARTICLES, COMMITMENTS, OUTCOMES
from services.local.broker import Broker
from tests.support.kafka_clients import Tail, send
from tests.support.messages import an_article

GIFT = "België schenkt Oekraïne dertig pantserwagens."


def articles(name: str, count: int, text: str = GIFT) -> list[Article]:
    return [an_article(f"{name}-{number}", text=text) for number in range(count)]


def publish(broker: Broker, published: Iterable[Article], **headers: str) -> None:
    send(broker.bootstrap, ARTICLES, [(article.article_id, encode(article)) for article in published], **headers)


def outcomes(messages: Iterable[Received]) -> list[Outcome]:
    return [decode(m.value or b"", Outcome) for m in messages if m.topic == OUTCOMES]


def await_outcomes(tail: Tail, published: Iterable[Article], *, timeout_s: float = 30.0) -> dict[str, Outcome]:
    """Returns the outcomes of these articles by article id, once each has one."""
    wanted = {article.article_id for article in published}
    tail.read_until(lambda seen: wanted <= {o.article_id for o in outcomes(seen)}, timeout_s=timeout_s)
    return {o.article_id: o for o in outcomes(tail.seen) if o.article_id in wanted}


def texts(message: Received) -> dict[str, str]:
    return {name: value.decode() for name, value in message.headers}


def distinct_bodies(messages: Iterable[Received]) -> dict[str, set[bytes | None]]:
    """Returns the bodies that were sent under each `ce_id`."""
    bodies: dict[str, set[bytes | None]] = {}
    for message in messages:
        bodies.setdefault(texts(message)["ce_id"], set()).add(message.value)
    return bodies


def assert_sums(tail: Tail, published: Iterable[Article]) -> None:
    """Each article has one distinct outcome, and the events announced are the events there are."""
    ids = {article.article_id for article in published}
    found = [o for o in outcomes(tail.seen) if o.article_id in ids]
    assert Counter(article_id for article_id, _ in {(o.article_id, o.outcome_id) for o in found}) == Counter(ids)
    events = [m for m in tail.of(COMMITMENTS) if (m.key or b"").decode() in ids]
    assert distinct_bodies(events).keys() == {event for o in found for event in o.events}
    assert {len(bodies) for bodies in distinct_bodies(events).values()} <= {1}
