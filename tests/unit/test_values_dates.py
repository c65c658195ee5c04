"""Expressions of time, resolved against the publisher's day."""

from datetime import date

import pytest
import spacy

from services.extract.pipes.values.calendar_values import published_day
from services.extract.pipes.values.clauses import Clauses
from services.extract.pipes.values.component import read_values
from services.extract.pipes.values.dates import Moment, find_moments

WEDNESDAY = date(2022, 6, 8)


def moments(text: str, language: str, published: date = WEDNESDAY) -> list[Moment]:
    return list(find_moments(text, published, language, Clauses(text, language, [(0, len(text))])))


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("nl", "De bouw begint op 29 en 30 juni dit jaar.", "2022-06-29/2022-06-30"),
        ("nl", "Het schip kwam woensdag aan.", "2022-06-08"),
        ("nl", "Het schip kwam donderdag aan.", "2022-06-02"),
        ("nl", "Met ingang van maandag zijn er tenten.", "2022-06-13"),
        ("nl", "Volgende week woensdag valt het besluit.", "2022-06-15"),
        ("nl", "Volgende week valt het besluit.", "2022-06-13/2022-06-19"),
        ("nl", "Eind juni komen de tenten.", "2022-06"),
        ("nl", "In maart komen de tenten.", "2023-03"),
        ("nl", "Sinds maart vorig jaar staan er tenten.", "2021-03"),
        ("nl", "Begin volgend jaar komen de tenten.", "2023"),
        ("nl", "Tegen 2029 zijn er genoeg tenten.", "2029"),
        ("nl", "De tenten blijven tot en met 2027.", "2027"),
        ("nl", "Vanaf 1 januari zijn er tenten.", "2023-01-01"),
        ("nl", "Deze zomer komen de tenten.", "2022-06/2022-08"),
        ("nl", "De tenten komen voor het einde van het jaar.", "2022"),
        ("en", "Deliveries begin on 14 October.", "2022-10-14"),
        ("en", "Deliveries begin on October 14, 2023.", "2023-10-14"),
        ("en", "Deliveries begin in the second quarter of 2026.", "2026-04/2026-06"),
        ("en", "The ship arrived last Friday.", "2022-06-03"),
        ("en", "Tents will come by 2030.", "2030"),
        ("en", "Tents will come next year.", "2023"),
        ("fr", "Les tentes arriveront mardi prochain.", "2022-06-14"),
        ("fr", "Le navire est arrivé jeudi.", "2022-06-02"),
        ("fr", "Les tentes arriveront d'ici 2030.", "2030"),
        ("fr", "Les tentes arriveront l'an prochain.", "2023"),
        ("fr", "Les tentes arriveront les 29 et 30 juin.", "2022-06-29/2022-06-30"),
        ("de", "Das Schiff kam am Mittwoch vergangener Woche an.", "2022-06-01"),
        ("de", "Die Zelte kommen im kommenden Jahr.", "2023"),
        ("de", "Die Zelte stehen bis Ende Juni 2023.", "2023-06"),
        ("de", "Von 2026 an gibt es Zelte.", "2026"),
        ("de", "Bis Jahresende gibt es Zelte.", "2022"),
    ],
)
def test_an_expression_of_time_is_resolved_against_the_day_of_publication(language: str, text: str, value: str) -> None:
    (moment,) = [m for m in moments(text, language) if not m.aside]
    assert moment.date.value == value
    assert text[moment.start : moment.end] == moment.date.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Dat zei de kok dinsdag."),
        ("en", "The cook said on Tuesday."),
        ("fr", "Le cuisinier l'a dit mardi."),
        ("de", "Das teilte der Koch am Dienstag mit."),
        ("nl", "Dat was in 2014 nog anders."),
    ],
)
def test_the_day_of_a_statement_and_a_year_long_past_stand_aside(language: str, text: str) -> None:
    assert [m.aside for m in moments(text, language)] == [True]


def test_a_day_on_which_something_was_decided_counts_though_somebody_says_so() -> None:
    (moment,) = moments("De raad keurde de bouw dinsdag goed, zegt de kok.", "nl")
    assert (moment.date.value, moment.aside) == ("2022-06-07", False)


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2022-06-08", date(2022, 6, 8)),
        ("2022-06-08T00:30:00+02:00", date(2022, 6, 8)),
        ("2022-06-07T23:30:00-05:00", date(2022, 6, 7)),
    ],
)
def test_today_is_the_publishers_day_whatever_the_offset(published: str, day: date) -> None:
    assert published_day(published) == day


def test_the_thirtieth_of_february_is_no_date() -> None:
    assert moments("De bouw begint op 30 februari.", "nl") == []


def test_a_duration_alone_gives_no_date() -> None:
    assert moments("De missie duurt drie jaar.", "nl") == []


def test_spans_of_an_article_carry_amounts_dates_horizons_and_quantities() -> None:
    doc = spacy.blank("nl")("Het land geeft per direct 5 miljoen euro en stuurt in juli veertig tenten.")
    doc._.published = "2022-06-08"
    read_values(doc)
    assert [span._.amount.value for span in doc.spans["amounts"]] == [5_000_000]
    assert [span._.date.value for span in doc.spans["dates"]] == ["2022-07"]
    assert [tuple(span._.horizons) for span in doc.spans["horizons"]] == [("immediate",)]
    assert [span._.quantity for span in doc.spans["quantities"]] == [40]


def test_an_article_without_a_date_of_publication_has_no_dates() -> None:
    doc = spacy.blank("nl")("De tenten komen morgen.")
    doc._.published = ""
    assert list(read_values(doc).spans["dates"]) == []
