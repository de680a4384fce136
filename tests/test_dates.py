"""Reading and printing dates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dates import find_dates, format_date, parse_date

WRITTEN = [
    ("2.8.2025", (2025, 8, 2)),
    ("09.07.2024", (2024, 7, 9)),
    ("9. 7. 2024", (2024, 7, 9)),
    ("9.7.24", (2024, 7, 9)),
    ("2. August 2025", (2025, 8, 2)),
    ("12. Aug. 2025", (2025, 8, 12)),
    ("2 August 2025", (2025, 8, 2)),
    ("Ende März 2023", (2023, 3, None)),
    ("März 2023", (2023, 3, None)),
    ("Frühjahr 2019", (2019, None, None)),
    ("2020-07", (2020, 7, None)),
    ("2020-07-15", (2020, 7, 15)),
]


@pytest.mark.parametrize(("written", "date"), WRITTEN)
def test_dates_are_read_as_far_as_they_are_printed(written: str, date: tuple[int, int | None, int | None]) -> None:
    found = parse_date(f"am {written}")

    assert (found.year, found.month, found.day) == date


@pytest.mark.parametrize("text", ["31.2.2025", "2.13.2025", "2020-13", "2025", "§ 4 Abs. 2", "959.620", "1.011.410"])
def test_what_is_no_date_is_not_found(text: str) -> None:
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    ("date", "language", "printed"),
    [((2025, 8, 2), "de", "2. August 2025"), ((2025, 8, 2), "en", "2 August 2025"), ((2020, 7, None), "de", "Juli 2020"), ((2019, None, None), "de", "2019")],
)  # fmt: skip
def test_dates_are_printed_in_the_language(
    date: tuple[int, int | None, int | None], language: str, printed: str
) -> None:
    assert format_date(*date, language) == printed  # type: ignore[arg-type]


@given(st.dates())
def test_what_is_printed_reads_back(day: object) -> None:
    year, month, date = day.year, day.month, day.day  # type: ignore[attr-defined]
    if 1900 <= year < 2100:
        for language in ("de", "en"):
            found = parse_date(format_date(year, month, date, language))
            assert (found.year, found.month, found.day) == (year, month, date)
