"""The gate: which articles are read at all."""

import pytest
import spacy

from services.extract.pipes.gate.component import CACHED_WORDS, FACTORY, gate, relevant

READ = [
    ("nl", "Kabinet stuurt pantserwagens", "Het kabinet stuurt tien pantserwagens naar Kyiv."),
    ("nl", "", "Minister: meer geld voor defensie"),
    ("en", "", "Norway will lend Moldova four generators for its hospitals."),
    ("en", "", "The government in Ottawa wants a larger navy."),
    ("fr", "", "Paris livrera des canons et des munitions à la Moldavie."),
    ("fr", "L’adhésion attendra", "Le Parlement de Rome repousse son vote."),
    ("de", "", "Oslo gibt Litauen drei Flugabwehrsysteme."),
    ("de", "", "Der Bundestag stimmt über die Panzerhaubitzen ab."),
]

PASSED_OVER = [
    ("nl", "Bakker wint prijs", "De bakker uit Zwolle wint een prijs met zijn krentenbrood."),
    ("nl", "", "De commissie van het zwembad kiest een ingenieur, en de titelverdediger geniet."),
    ("en", "", "The choir sang in the town hall and the workforce was warm."),
    ("fr", "", "Le boulanger de Lyon range son armoire avec charme."),
    ("de", "", "Die Feuerwehr rettete eine zufriedene Katze vom Dach."),
    ("nl", "", "De drones boven de weide telden ooievaars."),
]


@pytest.mark.parametrize(("language", "title", "text"), READ)
def test_an_article_about_an_undertaking_is_read(language: str, title: str, text: str) -> None:
    assert relevant(text, title, language)


@pytest.mark.parametrize(("language", "title", "text"), PASSED_OVER)
def test_other_news_is_passed_over(language: str, title: str, text: str) -> None:
    assert not relevant(text, title, language)


def test_capitals_make_no_difference() -> None:
    assert relevant("NOORWEGEN LEVERT RAKETTEN AAN LETLAND", "", "nl")


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(KeyError):
        relevant("La difesa di Roma", "", "it")


def test_the_cache_of_words_is_bounded() -> None:
    relevant(" ".join(f"woord{number}" for number in range(CACHED_WORDS + 1_000)), "", "nl")
    assert gate("nl").cached_words() <= CACHED_WORDS


def test_the_component_says_the_same_as_the_function() -> None:
    nlp = spacy.blank("nl")
    nlp.add_pipe(FACTORY)
    for language, _, text in READ + PASSED_OVER:
        if language == "nl":
            assert nlp(text)._.relevant == relevant(text, "", "nl")
