"""Do the books balance? What must hold between the topics, whatever crashed meanwhile.

Messages are added one by one, in any order of topics; `claims` then says for each rule whether it holds and what broke
it. Keys, not messages, are counted: repeats are allowed, losses and contradictions are not.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from services.contracts.article import Article
from services.contracts.codec import decode
from services.contracts.commitment import Commitment, Extractor
from services.contracts.errors import Invalid
from services.contracts.headers import SOURCE
from services.contracts.messages import Received
from services.contracts.outcome import Outcome
from services.contracts.topics import ARTICLES, COMMITMENTS, OUTCOMES, RAW, REJECTED
from services.contracts.vocabulary import OutcomeKind

Key = tuple[str, str, str, str]
"""article id, version, content hash, status"""
Place = tuple[str, int, int]
"""topic, partition, offset"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """One rule, what was counted on both sides, and what breaks it (empty when it holds)."""

    rule: str
    counted: str
    broken: tuple[str, ...]


def key_of(message: Article | Outcome) -> Key:
    """Returns what tells article versions apart."""
    return message.article_id, message.version, message.content_hash, message.status.value


@dataclass
class Books:
    """What has been read so far."""

    raw: dict[Place, tuple[Key | None, ...]] = field(default_factory=dict)
    articles: set[Key] = field(default_factory=set)
    undecodable: set[Place] = field(default_factory=set)
    outcomes: dict[Key, dict[str, Outcome]] = field(default_factory=lambda: defaultdict(dict))
    events: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    event_makers: dict[str, Extractor] = field(default_factory=dict)
    refused_raw: set[Place] = field(default_factory=set)
    refused_articles: set[Key | Place] = field(default_factory=set)
    last_record: dict[tuple[str, int], int] = field(default_factory=dict)

    def add(self, message: Received, items: Iterable[Key | None] = ()) -> None:
        """Takes in a message; for one of `news.raw`, `items` are the keys of its items, None for a refused one."""
        place = (message.topic, message.partition, message.offset)
        self.last_record[place[:2]] = max(message.offset, self.last_record.get(place[:2], -1))
        if message.topic == RAW:
            self.raw[place] = tuple(items)
        elif message.topic == ARTICLES:
            self._add_article(message, place)
        elif message.topic == OUTCOMES:
            outcome = decode(message.value or b"", Outcome)
            self.outcomes[key_of(outcome)][outcome.outcome_id] = outcome
        elif message.topic == COMMITMENTS:
            event = decode(message.value or b"", Commitment)
            self.events[event.event_id].add(hashlib.sha256(message.value or b"").hexdigest())
            self.event_makers[event.event_id] = event.extractor
        elif message.topic == REJECTED:
            self._add_rejection(message)

    def _add_article(self, message: Received, place: Place) -> None:
        try:
            self.articles.add(key_of(decode(message.value or b"", Article)))
        except Invalid:
            self.undecodable.add(place)

    def _add_rejection(self, message: Received) -> None:
        place = (
            message.header("rejected_topic") or "",
            int(message.header("rejected_partition") or -1),
            int(message.header("rejected_offset") or -1),
        )
        if place[0] == RAW:
            self.refused_raw.add(place)
            return
        try:
            self.refused_articles.add(key_of(decode(message.value or b"", Article)))
        except Invalid:
            self.refused_articles.add(place)

    def standing(self, extractor: Extractor) -> dict[Key, list[Outcome]]:
        """Returns by key the extractor's outcomes that stand: a failure is superseded by anything else."""
        found = {}
        for key, by_id in self.outcomes.items():
            mine = [outcome for outcome in by_id.values() if outcome.extractor == extractor]
            done = [outcome for outcome in mine if outcome.outcome is not OutcomeKind.FAILED]
            if mine:
                found[key] = done or mine
        return found


def extractors(books: Books) -> list[Extractor]:
    """Returns the extractors whose outcomes were read."""
    seen = {outcome.extractor for by_id in books.outcomes.values() for outcome in by_id.values()}
    return sorted(seen, key=lambda one: (one.code, one.model, one.rules))


def claims(books: Books, extractor: Extractor | None, committed: Mapping[tuple[str, int], int]) -> list[Claim]:
    """Returns every rule with its verdict; `committed` are the readers' committed offsets by topic and partition."""
    standing = books.standing(extractor) if extractor else {}
    return [
        _every_item_ends(books),
        _every_article_has_one_outcome(books, standing),
        _failures_are_kept(books, standing),
        _announced_events_exist(books, standing, extractor),
        _one_id_one_content(books),
        _nothing_waits(books, committed),
    ]


def _every_item_ends(books: Books) -> Claim:
    broken = []
    for place, keys in books.raw.items():
        for number, key in enumerate(keys, start=1):
            if key not in books.articles and place not in books.refused_raw:
                broken.append(f"{_name(place)} item {number} ({key[0] if key else 'refused'}) is nowhere")
    items = sum(map(len, books.raw.values()))
    return Claim(
        rule="every item of news.raw is in news.articles or news.rejected",
        counted=f"{items} items in {len(books.raw)} messages",
        broken=tuple(broken),
    )


def _every_article_has_one_outcome(books: Books, standing: Mapping[Key, list[Outcome]]) -> Claim:
    broken = [f"{' '.join(key)} has no outcome" for key in sorted(books.articles - standing.keys())]
    broken += [f"{' '.join(key)} has {len(found)} outcomes" for key, found in standing.items() if len(found) > 1]
    return Claim(
        rule="every article version has one standing outcome",
        counted=f"{len(books.articles)} article versions, {len(standing)} outcomes",
        broken=tuple(broken),
    )


def _failures_are_kept(books: Books, standing: Mapping[Key, list[Outcome]]) -> Claim:
    failed = {key for key, found in standing.items() if found[0].outcome is OutcomeKind.FAILED}
    wanted: set[Key | Place] = failed | books.undecodable
    mended = {key for key in books.refused_articles if len(key) == 4 and key in standing.keys() - failed}
    kept = books.refused_articles - mended
    broken = [f"{' '.join(map(str, key))} failed, but its bytes are not in news.rejected" for key in wanted - kept]
    broken += [f"{' '.join(map(str, key))} is in news.rejected, but did not fail" for key in kept - wanted]
    return Claim(
        rule="failed outcomes and undecodable articles are in news.rejected",
        counted=f"{len(failed)} failed, {len(books.undecodable)} undecodable, {len(kept)} rejected by extract",
        broken=tuple(sorted(broken)),
    )


def _announced_events_exist(books: Books, standing: Mapping[Key, list[Outcome]], extractor: Extractor | None) -> Claim:
    announced = {event for found in standing.values() for outcome in found for event in outcome.events}
    present = {event for event, maker in books.event_makers.items() if maker == extractor}
    broken = [f"event {event} is announced, but missing" for event in sorted(announced - present)]
    broken += [f"event {event} is there, but no standing outcome announces it" for event in sorted(present - announced)]
    return Claim(
        rule="events announced in outcomes are the events in nato.commitments",
        counted=f"{len(announced)} announced, {len(present)} present",
        broken=tuple(broken),
    )


def _one_id_one_content(books: Books) -> Claim:
    broken = [f"event {event} has {len(bodies)} contents" for event, bodies in books.events.items() if len(bodies) > 1]
    return Claim(
        rule="an event_id has one content",
        counted=f"{len(books.events)} distinct events",
        broken=tuple(broken),
    )


def _nothing_waits(books: Books, committed: Mapping[tuple[str, int], int]) -> Claim:
    """Transaction markers take offsets too, so only data records beyond the committed offset count as waiting."""
    broken = []
    for (topic, partition), last in sorted(books.last_record.items()):
        if topic in (RAW, ARTICLES) and last >= committed.get((topic, partition), 0):
            broken.append(f"{topic}[{partition}]: committed {committed.get((topic, partition), 0)}, record at {last}")
    return Claim(
        rule="no record is left behind the committed offsets",
        counted=f"{len(committed)} partitions",
        broken=tuple(broken),
    )


def source_of(message: Received) -> str:
    """Returns the feed that a raw message names."""
    return message.header(SOURCE) or ""


def _name(place: Place) -> str:
    return f"{place[0]}[{place[1]}]@{place[2]}"
