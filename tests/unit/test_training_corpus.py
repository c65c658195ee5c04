"""Labelled articles become training data: who may be read, and what each sentence states."""

import json
from pathlib import Path
from typing import Any

from services.contracts.vocabulary import Category, Stage
from services.extract.pipes.decisions.reading import Mention, Reading, from_plain, to_plain
from training.corpus import CATEGORIES, STAGES, Sample, Splits, articles, covered, keep, kept, kind_of, targets

TEXT = "Litouwen stuurt twintig drones. De zon schijnt. Litouwen stuurt ook dekens."


def reading() -> Reading:
    return Reading(
        language="nl",
        published="2024-03-05T10:00:00+01:00",
        title="Drones uit Vilnius",
        text=TEXT,
        sentences=((0, 31), (32, 47), (48, 75)),
        kinds=("prose", "prose", "prose"),
        mentions=(Mention(sentence=0, start=0, end=8, ids=("LT",), kind="country"),),
        candidates=("LT", "UA"),
    )


def event(category: Category, stage: Stage, *evidence: str) -> dict[str, Any]:
    return {"category": category, "stage": stage, "actors": ["LT"], "recipients": ["UA"], "evidence": list(evidence)}


def test_a_sentence_that_two_events_of_one_category_share_is_one_target_with_both_stages() -> None:
    events = [
        event(Category.MILITARY_AID, Stage.PLEDGED, "Litouwen stuurt twintig drones."),
        event(Category.MILITARY_AID, Stage.DELIVERED, "Litouwen stuurt twintig drones."),
        event(Category.HUMANITARIAN_AID, Stage.PLEDGED, "Litouwen stuurt ook dekens."),
    ]
    first, second = targets(reading(), events)
    assert (first.sentence, CATEGORIES[first.category]) == (0, Category.MILITARY_AID)
    assert [STAGES[s] for s in first.stages] == [Stage.PLEDGED, Stage.DELIVERED]
    assert (second.sentence, CATEGORIES[second.category]) == (2, Category.HUMANITARIAN_AID)
    assert (second.actors, second.recipients) == (frozenset({"LT"}), frozenset({"UA"}))


def test_a_quote_over_two_sentences_covers_both_and_a_few_shared_letters_cover_none() -> None:
    assert covered(reading(), "Litouwen stuurt twintig drones. De zon schijnt.") == [0, 1]
    assert covered(reading(), "drones. De zon schijnt.") == [1]
    assert covered(reading(), "Estland stuurt niets.") == []


def test_articles_of_the_lockbox_are_never_opened(tmp_path: Path) -> None:
    (tmp_path / "a-1.json").write_text(json.dumps({"id": "a-1"}), encoding="utf-8")
    (tmp_path / "a-2.json").write_text("this would not parse", encoding="utf-8")
    splits = Splits(lockbox=frozenset({"a-2"}), folds={"a-1": 3})
    assert [a["id"] for a in articles([tmp_path], splits)] == ["a-1"]


def test_folds_are_numbered_as_the_file_lists_them(tmp_path: Path) -> None:
    path = tmp_path / "splits.json"
    path.write_text(json.dumps({"lockbox": ["x"], "folds": [["a"], ["b", "c"]]}), encoding="utf-8")
    assert Splits.load(path) == Splits(lockbox=frozenset({"x"}), folds={"a": 0, "b": 1, "c": 1})


def test_the_kind_of_an_article_is_read_from_its_id() -> None:
    ids = ("rt-nl-001", "nnl-003", "tnl-601", "tnl-044", "tde-204", "tde-101", "ud-alpino-dev-001", "nl-031", "nl-seed")
    kinds = ["real", "near", "natural", "dense", "natural", "dense", "clean", "dev", "dev"]
    assert [kind_of(one) for one in ids] == kinds


def test_a_reading_and_a_sample_come_back_from_disk_as_they_were(tmp_path: Path) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(reading())))) == reading()
    sample = Sample(id="tnl-601", kind="natural", fold=2, reading=reading(), events=({"category": "capability"},))
    keep([sample], tmp_path / "deep" / "corpus.jsonl")
    assert kept(tmp_path / "deep" / "corpus.jsonl") == [sample]
