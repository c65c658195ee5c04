"""An event reads well on a terminal, and no character of a stranger's article commands it."""

from msgspec.structs import replace
from rich.console import Console

from services.contracts.commitment import Amount, ArticleRef, Commitment, Entity, EventDate, Evidence, Item, Speaker
from services.contracts.vocabulary import Bound, Horizon
from services.runtime.rendering import plain, render
from tests.support.messages import an_article, an_event

EVENT = replace(
    an_event(an_article()),
    items=(Item(text="pantserwagens", quantity=30, start=0, end=13),),
    amounts=(Amount(value=210_000_000, currency="EUR", text="210 miljoen euro", bound=Bound.UP_TO),),
    dates=(EventDate(value="2025-04", text="eind april"),),
    horizons=(Horizon.LONG,),
    speaker=Speaker(name="", role="minister van Defensie", id="BE"),
    actors=(Entity(id="BE", name="Belgium", text="België"),),
    recipients=(Entity(id="UA", name="Ukraine", text="Oekraïne"),),
    evidence=(Evidence(quote="België schenkt pantserwagens.", start=0, end=29),),
)


def shown(event: Commitment) -> str:
    console = Console(width=120, record=True, force_terminal=False, file=None)
    with console.capture() as capture:
        console.print(render(event))
    return capture.get()


def test_an_event_shows_who_what_for_whom_how_much_by_when_and_why() -> None:
    text = shown(EVENT)

    for part in (
        EVENT.category.value.replace("_", " "),
        EVENT.stage.value,
        "Belgium → Ukraine",
        "30 × pantserwagens",
        "up to 210,000,000 EUR (210 miljoen euro)",
        "2025-04 (eind april)",
        "long",
        "minister van Defensie, BE",
        "“België schenkt pantserwagens.”",
    ):
        assert part in text


def test_what_an_event_does_not_say_takes_no_line() -> None:
    text = shown(replace(EVENT, items=(), amounts=(), dates=(), horizons=(), speaker=None))

    for label in ("what", "money", "when", "horizon", "speaker"):
        assert label not in text


def test_markup_and_control_characters_of_an_article_stay_text() -> None:
    article: ArticleRef = replace(EVENT.article, title="[bold]title[/] \x1b[2J\u202eevil")
    quote = "\x1b]0;owned\x07 [red]sentence[/red]\nnext"

    text = shown(replace(EVENT, article=article, evidence=(Evidence(quote=quote, start=0, end=1),)))

    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[bold]title[/]" in text
    assert "[red]sentence[/red] next" in text


def test_plain_text_is_one_line() -> None:
    assert plain("a\u00a0b\r\n\tc\x00d") == "a b c d"


def test_an_event_for_nobody_in_particular_shows_no_arrow() -> None:
    assert "→" not in shown(replace(EVENT, recipients=()))


def test_a_sentence_without_end_is_cut() -> None:
    text = shown(replace(EVENT, evidence=(Evidence(quote="woord " * 1000, start=0, end=6000),)))

    assert text.count("woord") == 100
    assert "…”" in text


def test_an_office_that_stands_for_a_name_is_said_once() -> None:
    speaker = Speaker(name="minister van Defensie", role="minister van Defensie")

    assert shown(replace(EVENT, speaker=speaker)).count("minister van Defensie") == 1
