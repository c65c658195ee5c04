"""Do the books balance? What must hold between the topics, whatever crashed meanwhile.

Messages are added one by one, the rejected ones first; `claims` then says for each rule whether it holds and what broke
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
    """What has been read so far.

    Retention ends what can be counted: what was written before `since_ms` (ms since 1970), and rejections of such
    messages, must not be there any more, but may.
    """

    since_ms: int = 0
    raw: dict[Place, tuple[Key | None, ...]] = field(default_factory=dict)
    articles: set[Key] = field(default_factory=set)
    undecodable: set[Place] = field(default_factory=set)
    outcomes: dict[Key, dict[str, Outcome]] = field(default_factory=lambda: defaultdict(dict))
    events: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    recent: set[str] = field(default_factory=set)
    unreadable: list[Place] = field(default_factory=list)
    refused_raw: dict[Place, int | None] = field(default_factory=dict)
    refused_articles: set[Key | Place] = field(default_factory=set)
    last_record: dict[tuple[str, int], int] = field(default_factory=dict)

    def add(self, message: Received, items: Iterable[Key | None] = ()) -> None:
        """Takes in a message; for one of `news.raw`, `items` are the keys of its items, None for a refused one."""
        place = (message.topic, message.partition, message.offset)
        self.last_record[place[:2]] = max(message.offset, self.last_record.get(place[:2], -1))
        if message.topic == REJECTED:
            self._add_rejection(message)
        elif message.topic == OUTCOMES:
            self._add_outcome(message, place)
        elif message.topic == COMMITMENTS:
            self._add_event(message, place)
        elif message.timestamp_ms < self.since_ms:
            return
        elif message.topic == RAW:
            self.raw[place] = tuple(items)
        elif message.topic == ARTICLES:
            self._add_article(message, place)

    def refused_whole(self, place: Place) -> bool:
        """Whether the raw message there was refused as a whole, so that its items need not be read again."""
        return place in self.refused_raw and self.refused_raw[place] is None

    def _add_article(self, message: Received, place: Place) -> None:
        try:
            self.articles.add(key_of(decode(message.value or b"", Article)))
        except Invalid:
            self.undecodable.add(place)

    def _add_outcome(self, message: Received, place: Place) -> None:
        try:
            outcome = decode(message.value or b"", Outcome)
        except Invalid:
            self.unreadable.append(place)
            return
        self.outcomes[key_of(outcome)][outcome.outcome_id] = outcome
        if message.timestamp_ms >= self.since_ms:
            self.recent.add(outcome.outcome_id)

    def _add_event(self, message: Received, place: Place) -> None:
        try:
            event = decode(message.value or b"", Commitment)
        except Invalid:
            self.unreadable.append(place)
            return
        self.events[event.event_id].add(hashlib.sha256(message.value or b"").hexdigest())
        if message.timestamp_ms >= self.since_ms:
            self.recent.add(event.event_id)

    def _add_rejection(self, message: Received) -> None:
        place = (
            message.header("rejected_topic") or "",
            _number(message.header("rejected_partition")),
            _number(message.header("rejected_offset")),
        )
        if _number(message.header("rejected_timestamp_ms")) < self.since_ms:
            return
        if place[0] == RAW:
            # Items are refused as `Invalid`; any other error (a limit, a crash, a bug) stands for the whole message.
            by_item = message.header("rejected_error") == "Invalid"
            self.refused_raw[place] = _number(message.header("rejected_items")) if by_item else None
            return
        try:
            self.refused_articles.add(key_of(decode(message.value or b"", Article)))
        except Invalid:
            self.refused_articles.add(place)


def standing(outcomes: Iterable[Outcome]) -> dict[Extractor, list[Outcome]]:
    """Returns by extractor which outcomes of one article version stand: a failure is superseded by any other."""
    by_maker: dict[Extractor, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_maker[outcome.extractor].append(outcome)
    done = {maker: [one for one in mine if one.outcome is not OutcomeKind.FAILED] for maker, mine in by_maker.items()}
    return {maker: done[maker] or mine for maker, mine in by_maker.items()}


def claims(books: Books, committed: Mapping[tuple[str, int], int]) -> list[Claim]:
    """Returns every rule with its verdict; `committed` are the readers' committed offsets by topic and partition."""
    stand = {key: standing(by_id.values()) for key, by_id in books.outcomes.items()}
    return [
        _every_item_ends(books),
        _every_article_has_one_outcome(books, stand),
        _failures_are_kept(books, stand),
        _announced_events_exist(books, stand),
        _one_id_one_content(books),
        _nothing_waits(books, committed),
    ]


Standing = Mapping[Key, Mapping[Extractor, list[Outcome]]]


def _every_item_ends(books: Books) -> Claim:
    broken = []
    for place, keys in books.raw.items():
        if books.refused_whole(place):
            continue
        missing = [(number, key) for number, key in enumerate(keys, start=1) if key not in books.articles]
        if len(missing) > (books.refused_raw.get(place) or 0):
            names = [(number, key[0] if key else "refused") for number, key in missing]
            broken += [f"{_name(place)} item {number} ({name}) is nowhere" for number, name in names]
    return Claim(
        rule="every item of news.raw is in news.articles or news.rejected",
        counted=f"{sum(map(len, books.raw.values()))} items in {len(books.raw)} messages",
        broken=tuple(broken),
    )


def _every_article_has_one_outcome(books: Books, stand: Standing) -> Claim:
    broken = [f"{' '.join(key)} has no outcome" for key in sorted(books.articles - stand.keys())]
    for key, by_maker in stand.items():
        broken += [f"{' '.join(key)} has {len(found)} outcomes" for found in by_maker.values() if len(found) > 1]
    return Claim(
        rule="every article version has one standing outcome an extractor",
        counted=f"{len(books.articles)} article versions, {len(stand)} with outcomes",
        broken=tuple(broken),
    )


def _failures_are_kept(books: Books, stand: Standing) -> Claim:
    """What some extractor read after all has been mended: its bytes may still lie among the rejected."""
    failed = {key for key, by_maker in stand.items() if all(_failed(found) for found in by_maker.values())}
    ever_failed = {key for key, by_id in books.outcomes.items() if any(_failed([one]) for one in by_id.values())}
    counted = {key for key in failed if key in books.articles} | books.undecodable
    lost = counted - books.refused_articles
    broken = [f"{' '.join(map(str, key))} failed, but its bytes are not in {REJECTED}" for key in lost]
    stray = {k for k in books.refused_articles if k not in books.undecodable and k not in ever_failed}
    broken += [f"{' '.join(map(str, key))} is in {REJECTED}, but did not fail" for key in stray]
    return Claim(
        rule="failed outcomes and undecodable articles are in news.rejected",
        counted=f"{len(failed)} failed, {len(books.undecodable)} undecodable, {len(books.refused_articles)} rejected",
        broken=tuple(sorted(broken)),
    )


def _failed(found: Iterable[Outcome]) -> bool:
    return any(outcome.outcome is OutcomeKind.FAILED for outcome in found)


def _announced_events_exist(books: Books, stand: Standing) -> Claim:
    outcomes = [one for by_maker in stand.values() for found in by_maker.values() for one in found]
    announced = {event for outcome in outcomes for event in outcome.events}
    due = {event for outcome in outcomes if outcome.outcome_id in books.recent for event in outcome.events}
    present = books.events.keys()
    stray = (present & books.recent) - announced
    broken = [f"event {event} is announced, but missing" for event in sorted(due - present)]
    broken += [f"event {event} is there, but no standing outcome announces it" for event in sorted(stray)]
    broken += [f"{_name(place)} cannot be read" for place in books.unreadable]
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


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else -1


def _name(place: Place) -> str:
    return f"{place[0]}[{place[1]}]@{place[2]}"
