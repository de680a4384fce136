"""Reading and printing sums of money."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.money import find_euros, format_euros, parse_euros

WRITTEN = [
    ("915.600 Euro", "915600"),
    ("1.011.410 Euro", "1011410"),
    ("1.140.300,00 Euro", "1140300"),
    ("879.800 €", "879800"),
    ("401.500,--€", "401500"),
    ("2.000,- Euro", "2000"),
    ("EUR 2.000", "2000"),
    ("€ 950.000", "950000"),
    ("1 011 410 Euro", "1011410"),
    ("1\u00a0011\u00a0410 Euro", "1011410"),
    ("1\u202f011\u202f410 Euro", "1011410"),
    ("1,3 Mio. Euro", "1300000"),
    ("28 Mio. €", "28000000"),
    ("27,7 Millionen Euro", "27700000"),
    ("1,125 Mio. Euro", "1125000"),
    ("einer Million Euro", "1000000"),
    ("zweieinhalb Millionen Euro", "2500000"),
    ("einer halben Million Euro", "500000"),
    ("959,620 euros", "959620"),
    ("€1.3m", "1300000"),
    ("1.3 million euros", "1300000"),
    ("500 TEUR", "500000"),
    ("2.000,50 Euro", "2000.50"),
    ("915600 Euro", "915600"),
    ("959.620", "959620"),
]


@pytest.mark.parametrize(("written", "euros"), WRITTEN)
def test_every_notation_is_read(written: str, euros: str) -> None:
    assert parse_euros(written) == Decimal(euros)


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("Mittel von rund 1,3 Mio. Euro", "about", "rund 1,3 Mio. Euro"),
        ("etwa 150.000 Euro", "about", "etwa 150.000 Euro"),
        ("ca. 20.000 Euro", "about", "ca. 20.000 Euro"),
        ("Knapp 880.000 Euro", "about", "Knapp 880.000 Euro"),
        ("fast eine Million Euro", "about", "fast eine Million Euro"),
        ("gut 2 Mio. Euro", "about", "gut 2 Mio. Euro"),
        ("über 550.000 Euro", "at_least", "über 550.000 Euro"),
        ("mehr als eine Million Euro", "at_least", "mehr als eine Million Euro"),
        ("mindestens 10.000 Euro", "at_least", "mindestens 10.000 Euro"),
        ("bis zu 2.000 Euro", "up_to", "bis zu 2.000 Euro"),
        ("Bescheid über 550.000 Euro", "exact", "550.000 Euro"),
        ("insgesamt 915.600 Euro", "exact", "915.600 Euro"),
    ],
)
def test_the_word_before_says_how_exact(text: str, kind: str, written: str) -> None:
    (found,) = find_euros(text)

    assert (found.kind, text[found.start : found.end]) == (kind, written)


@pytest.mark.parametrize(
    "text", ["bis zu 235 Plätze", "§ 4", "im Jahr 2025", "am 2.8.2025", "1.011,410 Euro", "Eurozone 12", "27,7 Prozent"]
)
def test_what_is_no_sum_is_not_found(text: str) -> None:
    assert find_euros(text) == ()


def test_a_year_before_a_sum_is_not_part_of_it() -> None:
    assert [found.euros for found in find_euros("im Jahr 2024 915.600 Euro, 2025 500 000 Euro")] == [915600, 500000]


@pytest.mark.parametrize("written", ["", "Euro", "1 Euro und 2 Euro", "viel Geld"])
def test_what_is_not_one_sum_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="not one sum"):
        parse_euros(written)


@given(st.decimals(min_value=0, max_value=10**10, places=2), st.sampled_from(["de", "en"]))
def test_what_is_printed_reads_back(euros: Decimal, language: str) -> None:
    assert parse_euros(format_euros(euros, language)) == euros  # type: ignore[arg-type]


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert all(0 <= found.start < found.end <= len(text) for found in find_euros(text + " 5 Euro")[:-1])
