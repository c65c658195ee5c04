"""The pipelines as a whole: identity, refusals, and the same bytes for the same article."""

import shutil
import time
from pathlib import Path

import pytest

from services.contracts.codec import encode
from services.contracts.errors import Invalid, Reason
from services.contracts.ids import event_id
from services.extract import pipeline
from services.extract.pipeline import MAX_CHARACTERS, MODEL, PIPES, build, load, rules_digest
from tests.support.documents import article, events, pipelines

PLEDGE = "België levert volgende maand twaalf houwitsers aan Oekraïne. Dat heeft de premier bekendgemaakt."


def test_the_identity_names_code_model_and_rules() -> None:
    identity = pipelines().identity
    assert identity.model == MODEL
    assert identity.rules == rules_digest()
    assert identity.code.count(".") == 2


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package that extracts."""
    return Path(shutil.copytree(Path(pipeline.__file__).parent, tmp_path / "copy"))


def test_equal_rules_have_equal_digests_wherever_they_lie(package: Path) -> None:
    assert rules_digest(package) == rules_digest()


@pytest.mark.parametrize(
    "decides",
    [
        "pipes/cues/lexicon_nl.py",
        "pipes/cues/roles.py",
        "pipes/values/numbers.py",
        "pipeline.py",
        "events.py",
        "undertaking.py",
        "data/homes.yaml",
        "data/officials.txt",
    ],
)
def test_a_change_of_what_decides_changes_the_digest(package: Path, decides: str) -> None:
    before = rules_digest(package)
    with (package / decides).open("ab") as file:
        file.write(b"\n")
    assert rules_digest(package) != before


def test_a_file_that_moves_changes_the_digest(package: Path) -> None:
    before = rules_digest(package)
    (package / "pipes" / "cues" / "roles.py").rename(package / "pipes" / "items" / "roles.py")
    assert rules_digest(package) != before


@pytest.mark.parametrize(
    "extra", ["pipes/cues/__pycache__/roles.txt", ".cache/words.yaml", "pipes/.hidden.py", "notes.md", "workers.py"]
)
def test_what_does_not_decide_leaves_the_digest_alone(package: Path, extra: str) -> None:
    before = rules_digest(package)
    (package / extra).parent.mkdir(parents=True, exist_ok=True)
    (package / extra).write_text("other")
    assert rules_digest(package) == before


def test_all_pipes_run_in_the_order_of_the_list() -> None:
    assert build("nl").pipe_names == [f"pledgewire_{name}" for name in PIPES]


def test_the_pipelines_load_within_four_seconds_of_work() -> None:
    started = time.process_time()
    load()
    assert time.process_time() - started < 4.0


def test_the_same_article_gives_the_same_bytes_whatever_came_between() -> None:
    before = [encode(event) for event in events(PLEDGE)]
    events("Duitsland stuurt een brigade naar Litouwen, zei de minister.")
    events("Norway will send tanks to Ukraine.", language="en")
    assert before == [encode(event) for event in events(PLEDGE)]
    assert before


def test_evidence_is_verbatim_and_the_event_id_is_that_of_the_body() -> None:
    found = events(PLEDGE)
    assert found
    for event in found:
        assert event.event_id == event_id(event)
        assert event.evidence
        assert all(PLEDGE[proof.start : proof.end] == proof.quote for proof in event.evidence)


def test_evidence_leaves_out_the_dateline_and_the_white_space() -> None:
    text = "BRUSSEL (ANP) - België levert houwitsers aan Oekraïne. \n\nHet regent."
    (event,) = events(text)
    assert [proof.quote for proof in event.evidence] == ["België levert houwitsers aan Oekraïne."]


def test_entities_carry_their_english_name_and_the_words_of_the_article() -> None:
    (event,) = events(PLEDGE)
    assert [(e.id, e.name, e.text) for e in event.actors] == [("BE", "Belgium", "België")]
    assert [(e.id, e.name, e.text) for e in event.recipients] == [("UA", "Ukraine", "Oekraïne")]


def test_two_undertakings_of_one_article_have_different_ids() -> None:
    found = events("België levert houwitsers aan Oekraïne. Polen geeft tanks aan Oekraïne.")
    assert len({event.undertaking_id for event in found}) == len({event.event_id for event in found}) == 2


def test_a_text_beyond_the_limit_is_refused_as_too_long() -> None:
    with pytest.raises(Invalid) as caught:
        pipelines().extract(article("a" * (MAX_CHARACTERS + 1)))
    assert (caught.value.reason, caught.value.field) == (Reason.TOO_LONG, "text")


def test_a_language_without_pipeline_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="'pl'"):
        pipelines().extract(article("Polska wysyła czołgi.", language="pl"))


def test_an_irrelevant_article_is_let_go_by_the_gate() -> None:
    found = pipelines().extract(article("De bakker in het dorp opent een tweede winkel. Het brood is warm."))
    assert (found.events, found.relevant) == ((), False)
    assert pipelines().extract(article(PLEDGE)).relevant


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "\u0000", "“", "😀" * 50])
def test_text_without_sentences_yields_nothing(text: str) -> None:
    assert events(text) == ()


def test_a_hundred_thousand_tokens_without_a_full_stop_take_less_than_eight_seconds_of_work() -> None:
    started = time.process_time()
    events("navo wapens " + "a " * (MAX_CHARACTERS // 2 - 6))
    assert time.process_time() - started < 8.0


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Norway will send six howitzers to Ukraine, the government announced."),
        ("fr", "La Norvège va livrer six canons à l’Ukraine, a annoncé le gouvernement."),
        ("de", "Norwegen liefert sechs Haubitzen an die Ukraine, kündigte die Regierung an."),
    ],
)
def test_the_other_languages_find_a_plain_pledge(language: str, text: str) -> None:
    (event,) = events(text, language=language)
    assert (event.category, event.stage) == ("military_aid", "pledged")
    assert [e.id for e in (*event.actors, *event.recipients)] == ["NO", "UA"]
