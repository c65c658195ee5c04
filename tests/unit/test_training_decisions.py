"""What training and serving share: windows, features, votes of words, and how scores become findings."""

from pathlib import Path

import numpy as np
import pytest

from services.contracts.vocabulary import Category, Stage
from services.extract.pipes.decisions.features import NAMES, Counts
from services.extract.pipes.decisions.heads import gelu, sigmoid, softmax
from services.extract.pipes.decisions.judging import CATEGORIES, Scores, Settings, Stated, asked, findings
from services.extract.pipes.decisions.places import places
from services.extract.pipes.decisions.reading import Mention, Reading
from services.extract.pipes.decisions.words import BUCKETS, Vote, buckets, tokens
from services.extract.pipes.encoder.pieces import END, START, Pieces
from services.extract.pipes.encoder.windows import LONGEST_SENTENCE, LONGEST_TITLE, windows

TEXT = "Letland geeft Moldavië radars. Dat helpt Moldavië, zegt Riga."
READING = Reading(
    language="nl",
    published="2025-01-09",
    title="Radars voor Moldavië",
    text=TEXT,
    sentences=((0, 30), (31, 61)),
    kinds=("prose", "prose"),
    mentions=(
        Mention(sentence=0, start=0, end=7, ids=("LV",), kind="country"),
        Mention(sentence=0, start=14, end=22, ids=("MD",), kind="country"),
        Mention(sentence=1, start=41, end=49, ids=("MD",), kind="country"),
        Mention(sentence=1, start=56, end=60, ids=("LV",), kind="capital"),
    ),
    candidates=("LV", "MD"),
)


def test_every_sentence_is_scored_once_and_a_later_window_repeats_the_one_before() -> None:
    laid = windows([50, 51], [[10] * 4, [11] * 4, [12] * 4, [13] * 4], limit=14)
    scored = [placed.sentence for window in laid for placed in window.placed if placed.scored]
    assert scored == [0, 1, 2, 3]
    assert [(p.sentence, p.scored) for p in laid[1].placed] == [(1, False), (2, True)]
    assert all(len(window.ids) <= 14 for window in laid)


def test_a_window_opens_with_the_headline_and_closes_each_sentence() -> None:
    (window,) = windows([50], [[10, 10], [11]])
    assert window.ids == (START, 50, END, 10, 10, END, 11, END)
    assert window.ids[1 : window.title_end] == (50,)
    assert [window.ids[p.start : p.end] for p in window.placed] == [(10, 10), (11,)]


def test_headlines_and_sentences_without_end_are_cut() -> None:
    (window,) = windows([50] * 500, [[10] * 5000], limit=64)
    assert len(window.ids) == 1 + LONGEST_TITLE + 1 + LONGEST_SENTENCE + 1


def test_an_article_without_sentences_has_no_windows() -> None:
    assert windows([50], []) == []


def test_mentions_are_found_among_the_pieces_that_share_a_letter_with_them() -> None:
    first = Pieces(ids=(1, 2, 3, 4, 5), starts=(0, 3, 7, 13, 20), ends=(3, 7, 13, 20, 30))
    second = Pieces(ids=(6,), starts=(0,), ends=(30,))
    found = [(p.sentence, p.first, p.end, p.ids) for p in places(READING, [first, second])]
    assert found == [(0, 0, 2, ("LV",)), (0, 3, 5, ("MD",)), (1, 0, 1, ("MD",)), (1, 0, 1, ("LV",))]


def test_features_tell_who_opens_the_sentence_and_who_is_in_the_headline() -> None:
    latvia, moldova = (dict(zip(NAMES, row, strict=True)) for row in Counts(READING).rows(0, ("LV", "MD")).tolist())
    assert (latvia["opens_sentence"], latvia["closes_sentence"], latvia["in_title"]) == (1.0, 0.0, 0.0)
    assert (moldova["opens_sentence"], moldova["closes_sentence"], moldova["in_title"]) == (0.0, 1.0, 1.0)
    assert latvia["kind_country"] == 1.0
    assert latvia["after"] == 1.0


def test_an_entity_without_mention_has_features_all_the_same() -> None:
    (row,) = Counts(READING).rows(1, ("EE",)).tolist()
    assert dict(zip(NAMES, row, strict=True))["unnamed"] == 1.0


def test_digits_are_alike_and_words_in_lower_case() -> None:
    assert tokens("Tot 25 Radars (3 %)") == ["tot", "00", "radars", "0", "%"]


def test_a_sentence_has_the_same_buckets_each_time_and_shares_some_with_its_neighbour() -> None:
    first, again, second = buckets(READING, 0), buckets(READING, 0), buckets(READING, 1)
    assert first == again
    assert first == sorted(set(first))
    assert set(first) & set(second)
    assert all(0 <= bucket < BUCKETS for bucket in first)


def test_kept_votes_are_as_exact_as_their_eight_bits(tmp_path: Path) -> None:
    weights = np.zeros((BUCKETS, len(Category) + len(Stage)), dtype=np.float32)
    weights[buckets(READING, 0)] = np.linspace(-1, 1, weights.shape[1])
    scale = np.abs(weights).max(0) / 127 + 1e-9
    np.savez(tmp_path / "words.npz", weights=np.round(weights / scale).astype(np.int8), scale=scale)
    exact, kept = Vote(weights=weights), Vote.load(tmp_path / "words.npz")
    for a, b in zip(exact.of(READING, 0), kept.of(READING, 0), strict=True):
        assert np.abs(a - b).max() < 0.05
    assert exact.of(READING, 0)[0].shape == (len(Category),)


def scores(logit: float, vote: float, refused: float) -> Scores:
    """One sentence whose first category has the given votes, with a stage vote by the words for `refused`."""
    count = len(CATEGORIES)
    stages = [0.0] * len(Stage)
    return Scores(
        categories=[[logit, *[-9.0] * (count - 1)]],
        category_votes=[[vote, *[-9.0] * (count - 1)]],
        stage_votes=[[refused if stage is Stage.REFUSED else 0.0 for stage in Stage]],
        stated={
            (0, 0): Stated(
                stages=[1.0 if s is Stage.PLEDGED else v for s, v in zip(Stage, stages, strict=True)],
                roles={"LV": (4.0, -4.0), "MD": (-4.0, 4.0)},
            )
        },
    )


def test_a_sentence_counts_when_both_votes_together_reach_the_threshold() -> None:
    settings = Settings(encoder=1.0, words=1.0, least=0.5)
    assert findings(scores(-1.0, 0.5, 0.0), settings) == []
    (found,) = findings(scores(-1.0, 1.5, 0.0), settings)
    assert (found.sentence, found.category, found.probability) == (0, CATEGORIES[0], round(1 / (1 + np.exp(-0.5)), 4))


def test_actors_and_recipients_keep_only_the_likely() -> None:
    (found,) = findings(scores(3.0, 0.0, 0.0), Settings())
    assert (dict(found.actors), dict(found.recipients)) == ({"LV": 0.982}, {"MD": 0.982})


def test_a_word_can_outvote_the_encoder_on_the_stage() -> None:
    (before,) = findings(scores(3.0, 0.0, 5.0), Settings(stage_words=0.0))
    (after,) = findings(scores(3.0, 0.0, 5.0), Settings(stage_words=1.0))
    assert max(before.stages, key=lambda stage: before.stages[stage]) is Stage.PLEDGED
    assert max(after.stages, key=lambda stage: after.stages[stage]) is Stage.REFUSED


def test_stages_and_roles_are_asked_for_likely_categories_only() -> None:
    settings = Settings(words=1.0, asked=0.5)
    assert asked([1.0, -1.0, -1.0], [0.0, 0.5, 1.5], frozenset(), settings) == [0, 2]


def test_settings_are_read_from_their_file(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"encoder": 0.5, "least": 0.4}', encoding="utf-8")
    assert Settings.load(tmp_path / "settings.json") == Settings(encoder=0.5, least=0.4)


@pytest.mark.parametrize(("x", "wanted"), [(0.0, 0.0), (1.0, 0.8413447), (-1.0, -0.1586553), (6.0, 6.0)])
def test_gelu_is_the_exact_one(x: float, wanted: float) -> None:
    assert gelu(np.asarray([x], dtype=np.float32))[0] == pytest.approx(wanted, abs=1e-6)


def test_softmax_and_sigmoid_stay_finite() -> None:
    assert softmax(np.asarray([1000.0, 0.0], dtype=np.float32)).tolist() == [1.0, 0.0]
    assert sigmoid(np.asarray([30.0], dtype=np.float32))[0] == pytest.approx(1.0)
