"""Items, amounts, dates, horizons and speaker come from the evidence of each undertaking."""

from services.contracts.vocabulary import Horizon
from tests.support.documents import read


def test_slots_are_filled_from_the_evidence_sentences_alone() -> None:
    doc = read(
        "Noorwegen levert zes houwitsers aan Oekraïne. De houwitsers kosten samen 40 miljoen euro. "
        "In Zweden kostte een brug 12 miljoen euro."
    )
    (one,) = doc._.undertakings
    assert [(item.text, item.quantity) for item in one.items] == [("houwitsers", 6)]
    assert not [amount for amount in one.amounts if amount.value == 12_000_000]


def test_a_thing_named_twice_is_one_item() -> None:
    doc = read("Noorwegen levert drones aan Oekraïne. Noorwegen geeft de drones aan Oekraïne.")
    (one,) = doc._.undertakings
    assert [item.text for item in one.items] == ["drones"]


def test_posture_has_no_amounts_and_membership_no_items() -> None:
    doc = read("Noorwegen stuurt voor 30 miljoen euro een fregat naar Estland.")
    (one,) = doc._.undertakings
    assert one.amounts == ()
    doc = read("Montenegro mag lid worden van de NAVO, met twee fregatten.")
    (one,) = doc._.undertakings
    assert one.items == ()


def test_horizons_stand_in_rising_order() -> None:
    doc = read("Noorwegen levert drones aan Oekraïne, op lange termijn en nu.")
    (one,) = doc._.undertakings
    assert one.horizons in ((Horizon.IMMEDIATE, Horizon.LONG), (Horizon.LONG,))


def test_the_speaker_is_the_first_who_is_credited() -> None:
    doc = read(
        "Noorwegen levert zes houwitsers aan Oekraïne, zei minister van Defensie Solveig Haugland. "
        "Dat is nodig, zei premier Trygve Moen."
    )
    (one,) = doc._.undertakings
    assert one.speaker is not None
    assert one.speaker.name == "Solveig Haugland"
