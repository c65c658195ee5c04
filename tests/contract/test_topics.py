"""The map of topics is complete and holds together."""

from services.contracts import topics
from services.contracts.schemas import EVENTS
from services.ingest.handler import handle
from tests.support.ingest import NOW, ninjs, raw

MAP = topics.load_topics()


def test_the_map_names_the_topics_that_the_code_uses() -> None:
    used = {topics.RAW, topics.ARTICLES, topics.COMMITMENTS, topics.OUTCOMES, topics.REJECTED}
    assert set(MAP) == used


def test_schemas_named_in_the_map_exist() -> None:
    named = {topic.schema for topic in MAP.values() if topic.schema}
    assert named == {f"{event}/1" for event in EVENTS}


def test_dead_letters_go_to_a_topic_that_can_hold_them() -> None:
    for topic in MAP.values():
        if topic.dead_letters:
            assert MAP[topic.dead_letters].max_message_bytes > topic.max_message_bytes


def test_the_headers_that_ingest_writes_are_those_of_the_map() -> None:
    own = [("source", b"a"), ("backfill", b"true")]
    package = [ninjs(embargoed="2025-03-13T00:00:00Z"), 3]
    for message in handle(raw(package, headers=own), now=NOW).messages:
        named = set(MAP[message.topic].headers)
        listed = named - {"cloudevents", "rejected"}
        written = {name for name, _ in message.headers if not name.startswith(("ce_", "rejected_"))}
        if "cloudevents" in named:
            assert written - {"content-type"} == listed
        else:
            assert written == listed | {name for name, _ in own}


def test_every_topic_is_written_and_read_by_somebody() -> None:
    assert all(topic.producers and topic.consumers for topic in MAP.values())


def test_topics_whose_keys_repeat_are_not_compacted() -> None:
    assert {topic.cleanup_policy for topic in MAP.values()} == {"delete"}
