"""The map of topics is complete and holds together."""

from services.contracts import topics
from services.contracts.schemas import EVENTS

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


def test_every_topic_is_written_and_read_by_somebody() -> None:
    assert all(topic.producers and topic.consumers for topic in MAP.values())


def test_topics_whose_keys_repeat_are_not_compacted() -> None:
    assert {topic.cleanup_policy for topic in MAP.values()} == {"delete"}
