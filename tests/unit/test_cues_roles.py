"""Who acts and for whom, by the place of names in the sentence."""

import pytest

from services.contracts.vocabulary import Category, Stage
from services.extract.pipes.cues import roles
from services.extract.pipes.cues.component import lexicon
from services.extract.pipes.cues.places import Placed, place
from services.extract.pipes.cues.salience import salience
from tests.support.documents import read


def placed(text: str) -> list[Placed]:
    doc = read(text)
    return place(doc[:], list(doc.spans["mentions"]), lexicon("nl"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Noorwegen levert tanks aan Oekraïne.", [("NO", "free"), ("UA", "to")]),
        ("Polen en Estland sturen tanks naar Moldavië en Georgië.", "PL:free EE:free MD:at GE:at"),
        ("De tanks worden door Canada betaald.", [("CA", "by")]),
        ("Volgens Finland is dat te laat.", [("FI", "source")]),
        ("Het zal tegen Spanje gaan.", [("ES", "other")]),
    ],
)
def test_a_name_is_placed_by_the_preposition_before_it(text: str, expected: object) -> None:
    found = [(m.ids[0], m.place) for m in placed(text)]
    assert found == expected or " ".join(f"{id}:{where}" for id, where in found) == expected


def cast(text: str, category: Category, stage: Stage) -> tuple[dict[str, float], dict[str, float]]:
    mentions = placed(text)
    return roles.cast(mentions, category, stage, salience([mentions]))


def test_the_subject_acts_and_the_name_after_to_benefits() -> None:
    assert cast("Noorwegen levert tanks aan Oekraïne.", Category.MILITARY_AID, Stage.PLEDGED) == (
        {"NO": 1.0},
        {"UA": 1.0},
    )


def test_a_request_has_the_asked_as_actor_and_the_asker_as_recipient() -> None:
    assert cast("Oekraïne vraagt Noorwegen om tanks.", Category.MILITARY_AID, Stage.REQUESTED) == (
        {"NO": 1.0},
        {"UA": 1.0},
    )


def test_a_candidate_is_admitted_by_the_alliance() -> None:
    who, whom = cast("Montenegro mag lid worden van de NAVO.", Category.MEMBERSHIP, Stage.ADOPTED)
    assert (set(who), set(whom)) == ({"NATO"}, {"ME"})


def test_what_a_sentence_leaves_open_is_guessed_below_certainty() -> None:
    who, whom = cast("De tanks vertrekken vandaag.", Category.MILITARY_AID, Stage.DELIVERED)
    assert (who, whom) == ({"NATO": roles.GUESS}, {})


def test_an_adversary_as_subject_makes_the_sentence_adverse() -> None:
    assert roles.adverse(placed("Rusland levert raketten aan Syrië."))
    assert not roles.adverse(placed("Noorwegen levert raketten tegen Rusland."))


def test_arms_brought_to_an_ally_are_posture_and_arms_bought_for_another_are_aid() -> None:
    to_ally = placed("Nederland stuurt raketten naar Polen.")
    assert roles.recast(Category.MILITARY_AID, "concepts:give+arms", ["NL"], to_ally) is Category.FORCE_POSTURE
    for_another = placed("Nederland koopt granaten voor Oekraïne.")
    assert roles.recast(Category.CAPABILITY, "concepts:buy+arms", ["NL"], for_another) is Category.MILITARY_AID
