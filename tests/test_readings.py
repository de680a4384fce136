"""Running text with the way back to the print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.lines import find_blocks, split_lines, squeeze
from ingest.readings import join_readings, make_reading, split_sentences


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Fach-\nkräfte", "Fachkräfte"),
        ("Stütz-\nund Förderunterricht", "Stütz- und Förderunterricht"),
        ("Marburg-\nBiedenkopf", "Marburg-Biedenkopf"),
        ("**fett**  und\n\nmehr", "fett und mehr"),
        ("1.011.\n410 Euro", "1.011.410 Euro"),
        ("1.011\n.410 Euro", "1.011.410 Euro"),
        ("  am Rand  ", "am Rand"),
    ],
)
def test_print_is_read_as_running_text(printed: str, read: str) -> None:
    assert make_reading(printed).text == read


@given(st.text(alphabet="aB1.,- \n*§ä", max_size=80))
def test_every_character_of_a_reading_stands_in_the_print(text: str) -> None:
    reading = make_reading(text)

    assert len(reading.text) == len(reading.origins)
    assert list(reading.origins) == sorted(set(reading.origins))
    assert all(c == " " or text[o] == c for c, o in zip(reading.text, reading.origins, strict=True))


def test_cells_join_like_broken_lines() -> None:
    cells = [make_reading("Marburg-"), make_reading("Biedenkopf")]

    assert join_readings(cells).text == "Marburg-Biedenkopf"


def test_sentences_do_not_end_at_abbreviations() -> None:
    text = "Am 2. August bzw. im Jahr 2025. Dann z. B. mehr! Ca. 5 Mio. Euro."

    assert [text[a:b] for a, b in split_sentences(text)] == [
        "Am 2. August bzw. im Jahr 2025.", "Dann z. B. mehr!", "Ca. 5 Mio. Euro.",
    ]  # fmt: skip


def test_blocks_lie_between_blank_lines() -> None:
    text = "\n\n eins\nzwei \n \t\ndrei\n"

    assert [text[a:b] for a, b in find_blocks(text)] == ["eins\nzwei", "drei"]


def test_only_line_feeds_part_lines() -> None:
    text = "a\u2028b\x0cc\n d "

    assert [text[line.start : line.end] for line in split_lines(text)] == ["a\u2028b\x0cc", "d"]


def test_squeezed_words_compare_torn_ones() -> None:
    assert squeeze("Ziel-\nvereinbarung 20 25") == squeeze("**Zielvereinbarung** 2025")
