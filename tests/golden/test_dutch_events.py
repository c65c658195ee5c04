"""Invented Dutch sentences and the events that the cue words find in them, one record each.

An event is written `category stage ACTORS > RECIPIENTS`, ids joined by `+`; `-` where there are none.
"""

from dataclasses import dataclass

import pytest

from services.contracts.commitment import Commitment
from tests.support.documents import events_by_cues as events


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """What is shown, the text, and the events that it states, in order."""

    shows: str
    text: str
    events: tuple[str, ...]


RECORDS = (
    Record(
        shows="an announcing present is a pledge",
        text="België levert volgende maand twaalf houwitsers aan Oekraïne.",
        events=("military_aid pledged BE > UA",),
    ),
    Record(
        shows="what has arrived is delivered",
        text="De Noorse houwitsers zijn dinsdag in Oekraïne aangekomen.",
        events=("military_aid delivered NO > UA",),
    ),
    Record(
        shows="a vote adopts",
        text="Het Letse parlement heeft ingestemd met militaire hulp aan Oekraïne.",
        events=("military_aid adopted LV > UA",),
    ),
    Record(
        shows="weighing is considered",
        text="Finland overweegt pantserwagens aan Oekraïne te geven.",
        events=("military_aid considered FI > UA",),
    ),
    Record(
        shows="not ruling out is no refusal",
        text="Portugal sluit niet uit dat het militairen naar Moldavië stuurt.",
        events=("force_posture considered PT > MD",),
    ),
    Record(
        shows="a refusal",
        text="Hongarije weigert wapens aan Oekraïne te leveren.",
        events=("military_aid refused HU > UA",),
    ),
    Record(
        shows="a denied delivery is refused",
        text="Slovenië stuurt geen raketten naar Oekraïne.",
        events=("military_aid refused SI > UA",),
    ),
    Record(
        shows="who is asked is the actor, who asks the recipient",
        text="Moldavië vroeg Roemenië om extra luchtafweer.",
        events=("military_aid requested RO > MD",),
    ),
    Record(
        shows="own troops are posture, for the host",
        text="Duitsland stationeert een bataljon in Litouwen.",
        events=("force_posture pledged DE > LT",),
    ),
    Record(
        shows="withdrawing troops is a refusal",
        text="Frankrijk trekt zijn militairen terug uit Niger.",
        events=("force_posture refused FR > -",),
    ),
    Record(
        shows="arms brought to an ally are posture",
        text="Nederland stuurt luchtafweerraketten naar Polen.",
        events=("force_posture pledged NL > PL",),
    ),
    Record(
        shows="arms bought for oneself are capability",
        text="Polen koopt honderd tanks bij een Koreaanse fabriek.",
        events=("capability adopted PL > -",),
    ),
    Record(
        shows="arms bought for another are aid",
        text="Denemarken koopt granaten voor Oekraïne.",
        events=("military_aid adopted DK > UA",),
    ),
    Record(
        shows="two kinds of help in one breath are two events",
        text="De Europese Unie belooft Armenië humanitaire en financiële hulp.",
        events=("humanitarian_aid pledged EU > AM", "financial_aid pledged EU > AM"),
    ),
    Record(
        shows="gas masks are protection, not arms",
        text="Zweden schenkt Oekraïne vijfduizend gasmaskers.",
        events=("cbrn_aid pledged SE > UA",),
    ),
    Record(
        shows="help against hackers",
        text="Estland helpt Moldavië zich tegen cyberaanvallen te verdedigen.",
        events=("cyber_aid pledged EE > MD",),
    ),
    Record(
        shows="an invitation to join is membership",
        text="De NAVO heeft Montenegro uitgenodigd om lid van de NAVO te worden.",
        events=("membership adopted NATO > ME",),
    ),
    Record(
        shows="a norm of spending",
        text="Canada belooft in 2032 twee procent van het bbp aan defensie te besteden.",
        events=("defence_spending pledged CA > -",),
    ),
    Record(
        shows="a new strategy",
        text="De NAVO heeft een nieuwe strategie voor de Noordpool goedgekeurd.",
        events=("strategy adopted NATO > -",),
    ),
    Record(
        shows="a security agreement is partner support",
        text="Italië heeft een veiligheidsakkoord met Georgië ondertekend. De NAVO is daar blij mee.",
        events=("partner_support adopted IT > GE",),
    ),
    Record(
        shows="actors named together are one event",
        text="Noorwegen en Denemarken leveren drones aan Oekraïne.",
        events=("military_aid pledged NO+DK > UA",),
    ),
    Record(
        shows="actors with sentences of their own are one event each",
        text="Noorwegen levert drones aan Oekraïne. Spanje stuurt munitie naar Oekraïne.",
        events=("military_aid pledged NO > UA", "military_aid pledged ES > UA"),
    ),
    Record(
        shows="who joins in echoes the sentence before",
        text="Noorwegen levert drones aan Oekraïne. Ook Portugal doet mee.",
        events=("military_aid pledged NO > UA", "military_aid pledged PT > UA"),
    ),
    Record(
        shows="repeats of an undertaking are one event, and the furthest stage wins",
        text="Noorwegen belooft Oekraïne militaire hulp. De eerste Noorse houwitsers zijn in Oekraïne aangekomen.",
        events=("military_aid delivered NO > UA",),
    ),
    Record(
        shows="earlier deliveries are background",
        text="Eerder al leverde Noorwegen houwitsers aan Oekraïne.",
        events=(),
    ),
    Record(
        shows="years gone by are background",
        text="In 2015 stuurde Noorwegen instructeurs en wapens naar Irak.",
        events=(),
    ),
    Record(
        shows="what the adversary does is no event",
        text="Rusland levert raketten aan Syrië.",
        events=(),
    ),
    Record(
        shows="what an expert wants is opinion",
        text="Volgens een analist moet België tanks aan Oekraïne leveren.",
        events=(),
    ),
    Record(
        shows="sanctions are no undertaking",
        text="De Europese Unie keurde sancties goed tegen leveranciers van drones.",
        events=(),
    ),
    Record(
        shows="a battle report is no undertaking",
        text="Bij Charkov werden vier tanks en een houwitser veroverd, meldt Oekraïne.",
        events=(),
    ),
)


def written(event: Commitment) -> str:
    actors, recipients = ("+".join(e.id for e in side) or "-" for side in (event.actors, event.recipients))
    return f"{event.category} {event.stage} {actors} > {recipients}"


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.shows)
def test_a_dutch_sentence_states_its_events(record: Record) -> None:
    assert tuple(written(event) for event in events(record.text)) == record.events


def test_an_event_has_all_that_its_sentences_say() -> None:
    text = (
        "Noorwegen trekt 40 miljoen euro uit voor zes houwitsers voor Oekraïne, zei minister van Defensie "
        "Solveig Haugland. Ze vertrekken op 3 juni."
    )
    (event,) = events(text, published="2024-05-14")
    assert [(item.text, item.quantity) for item in event.items] == [("houwitsers", 6)]
    assert [(amount.value, amount.currency) for amount in event.amounts] == [(40_000_000, "EUR")]
    assert [date.value for date in event.dates] == ["2024-06-03"]
    assert event.speaker is not None
    assert (event.speaker.name, event.speaker.id) == ("Solveig Haugland", "NO")
    assert len(event.evidence) == 2
