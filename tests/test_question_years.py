"""Which years and dates a question names."""

from datetime import date

import pytest

from assistant.question.years import find_dates, find_years

TODAY = date(2025, 11, 5)

YEARS = [
    # One year
    ("Wie viel bekommt Kassel 2025?", [(2025, 2025)]),
    ("im Jahr 2025", [(2025, 2025)]),
    ("2020?", [(2020, 2020)]),
    ("(2024)", [(2024, 2024)]),
    ("Vereinbarung von 2024", [(2024, 2024)]),
    ("die 2025er Vereinbarung", [(2025, 2025)]),
    ("Kassel-2025", [(2025, 2025)]),
    ("in 2025.", [(2025, 2025)]),
    ("'25", [(2025, 2025)]),
    ("Kassel ’24", [(2024, 2024)]),
    ("im Jahr 25", [(2025, 2025)]),
    ("in 25", [(2025, 2025)]),
    ("Was gab es für 24?", [(2024, 2024)]),
    ("Landkreis Kassel 25", [(2025, 2025)]),
    ("Kassel (25)", [(2025, 2025)]),
    ("Kassel, 24: wie viel?", [(2024, 2024)]),
    ("wieviel kohle kriegt marburg biedenkopf 24", [(2024, 2024)]),
    ("was hat kassel bekommen 24?", [(2024, 2024)]),
    ("OF25", [(2025, 2025)]),
    ("MR24 und LKKS25", [(2024, 2024), (2025, 2025)]),
    ("zwanzig fünfundzwanzig", [(2025, 2025)]),
    ("zweitausendvierundzwanzig", [(2024, 2024)]),
    ("twenty twenty-five", [(2025, 2025)]),
    ("Gab es 2025 Plätze?", [(2025, 2025)]),
    ("Welche 2025 Projekte hat Kassel?", [(2025, 2025)]),
    # Several years
    ("2024 und 2025", [(2024, 2024), (2025, 2025)]),
    ("2023, 2024 und 2025", [(2023, 2023), (2024, 2024), (2025, 2025)]),
    ("2024 oder 25", [(2024, 2024), (2025, 2025)]),
    ("2024 gegenüber 2023", [(2024, 2024), (2023, 2023)]),
    ("2024 vs. 2025", [(2024, 2024), (2025, 2025)]),
    ("Kassel '24 und '25", [(2024, 2024), (2025, 2025)]),
    # Spans
    ("2020 bis 2024", [(2020, 2024)]),
    ("2020-2024", [(2020, 2024)]),
    ("2020 – 2024", [(2020, 2024)]),
    ("2020/21", [(2020, 2021)]),
    ("2020/2021", [(2020, 2021)]),
    ("2024-25", [(2024, 2025)]),
    ("24/25", [(2024, 2025)]),
    ("zwischen 2024 und 2025", [(2024, 2025)]),
    ("zwischen den Jahren 2020 und 2025", [(2020, 2025)]),
    ("von 2024 auf 2025", [(2024, 2025)]),
    ("von 24 auf 25", [(2024, 2025)]),
    ("from 2020 to 2024", [(2020, 2024)]),
    ("between 2020 and 2024", [(2020, 2024)]),
    ("2024 → 2025", [(2024, 2025)]),
    ("seit 2023 bis 2025", [(2023, 2025)]),
    # Open spans
    ("seit 2023", [(2023, None)]),
    ("seit dem Jahr 2023", [(2023, None)]),
    ("ab 2023", [(2023, None)]),
    ("since 2023", [(2023, None)]),
    ("from 2023 onwards", [(2023, None)]),
    ("von 2023 an", [(2023, None)]),
    ("bis 2024", [(None, 2024)]),
    ("bis einschließlich 2024", [(None, 2024)]),
    ("until 2024", [(None, 2024)]),
    ("vor 2024", [(None, 2023)]),
    ("before 2024", [(None, 2023)]),
    ("earlier than 2024", [(None, 2023)]),
    ("nach 2023", [(2024, None)]),
    ("after 2023", [(2024, None)]),
    ("seit letztem Jahr", [(2024, None)]),
    ("von 2020 bis heute", [(2020, None)]),
    ("zwischen 2024 und heute", [(2024, None)]),
    ("before last year", [(None, 2023)]),
    ("Wie viel bekamen Kassel 24 und Wiesbaden 25?", [(2024, 2024), (2025, 2025)]),
    ("im vergangenen und in diesem Jahr", [(2024, 2024), (2025, 2025)]),
    # Told from today
    ("letztes Jahr", [(2024, 2024)]),
    ("im letzten Jahr", [(2024, 2024)]),
    ("des vergangenen Jahres", [(2024, 2024)]),
    ("voriges Jahr", [(2024, 2024)]),
    ("last year", [(2024, 2024)]),
    ("last year's amount", [(2024, 2024)]),
    ("dieses Jahr", [(2025, 2025)]),
    ("in diesem Jahr", [(2025, 2025)]),
    ("heuer", [(2025, 2025)]),
    ("im aktuellen Jahr", [(2025, 2025)]),
    ("das laufende Haushaltsjahr", [(2025, 2025)]),
    ("this year", [(2025, 2025)]),
    ("vorletztes Jahr", [(2023, 2023)]),
    ("the year before last", [(2023, 2023)]),
    ("nächstes Jahr", [(2026, 2026)]),
    ("naechstes jahr", [(2026, 2026)]),
    ("next year", [(2026, 2026)]),
    ("vor zwei Jahren", [(2023, 2023)]),
    ("two years ago", [(2023, 2023)]),
    ("in den letzten drei Jahren", [(2023, 2025)]),
    ("over the last 2 years", [(2024, 2025)]),
    ("seit zwei Jahren", [(2023, None)]),
    ("in allen Jahren", [(None, None)]),
    ("dieses und letztes Jahr", [(2025, 2025), (2024, 2024)]),
    ("letztes und dieses Jahr", [(2024, 2024), (2025, 2025)]),
    ("this and last year", [(2025, 2025), (2024, 2024)]),
]

NO_YEAR = [
    "§ 25",
    "§§ 25 und 26",
    "Abs. 25",
    "25 Euro",
    "25 €",
    "25 Plätze",
    "26 Landkreise",
    "die 26 Gebietskörperschaften",
    "alle 26",
    "in 25 Landkreisen",
    "für 25 Frauen",
    "für 25 junge Menschen",
    "2.025 Euro",
    "2025 Euro",
    "2024 €",
    "2.025",
    "1.012.025 Euro",
    "959.620,25",
    "rund 2025 Plätze",
    "mehr als 2024 Menschen",
    "20,25 Prozent",
    "25 %",
    "unter 25",
    "U25",
    "für Menschen ab 25",
    "bis 25 Jahre",
    "25-Jährige",
    "Platz 25",
    "Nr. 25",
    "Seite 2020",
    "SGB II",
    "2.8.2025",
    "am 2. August 2025",
    "Agenda 2030",
    "34117 Kassel",
    "mehr als 25",
    "Wie viele der 25 bekommen Geld?",
]

RELATIVE = [
    ("Und im Jahr davor?", -1),
    ("Und davor?", -1),
    ("das Vorjahr", -1),
    ("gegenüber dem Vorjahr", -1),
    ("im vorherigen Jahr", -1),
    ("the previous year", -1),
    ("the year before", -1),
    ("ein Jahr zuvor", -1),
    ("Und danach?", 1),
    ("im Folgejahr", 1),
    ("im darauffolgenden Jahr", 1),
    ("the following year", 1),
    ("ein Jahr später", 1),
    ("zwei Jahre davor", -2),
    ("two years later", 2),
    ("im selben Jahr", 0),
    ("the same year", 0),
]

D = date
DATES = [
    ("Wer hat vor dem 5.8.2025 unterschrieben?", "vor dem 5.8.2025", None, D(2025, 8, 4)),
    ("nach dem 1. Juli 2025", "nach dem 1. Juli 2025", D(2025, 7, 2), None),
    ("am 2.8.2025", "2.8.2025", D(2025, 8, 2), D(2025, 8, 2)),
    ("am 2. 8. 2025", "2. 8. 2025", D(2025, 8, 2), D(2025, 8, 2)),
    ("am 02.08.25", "02.08.25", D(2025, 8, 2), D(2025, 8, 2)),
    ("vom 2. August 2025", "2. August 2025", D(2025, 8, 2), D(2025, 8, 2)),
    ("2025-08-02", "2025-08-02", D(2025, 8, 2), D(2025, 8, 2)),
    ("im August 2025", "August 2025", D(2025, 8, 1), D(2025, 8, 31)),
    ("vor August 2025", "vor August 2025", None, D(2025, 7, 31)),
    ("seit dem 1. August 2025", "seit dem 1. August 2025", D(2025, 8, 1), None),
    ("vom 1. August 2025 an", "vom 1. August 2025", D(2025, 8, 1), None),
    ("bis Ende August 2025", "bis Ende August 2025", None, D(2025, 8, 31)),
    ("spätestens am 5.8.2025", "spätestens am 5.8.2025", None, D(2025, 8, 5)),
    ("zwischen Juni und August 2025", "zwischen Juni und August 2025", D(2025, 6, 1), D(2025, 8, 31)),
    ("vom 1. bis 15. Juli 2025", "vom 1. bis 15. Juli 2025", D(2025, 7, 1), D(2025, 7, 15)),
    ("vom 1.7. bis zum 5.8.2025", "vom 1.7. bis zum 5.8.2025", D(2025, 7, 1), D(2025, 8, 5)),
    ("before 5 August 2025", "before 5 August 2025", None, D(2025, 8, 4)),
    ("after August 5, 2025", "after August 5, 2025", D(2025, 8, 6), None),
    ("on July 1st, 2025", "July 1st, 2025", D(2025, 7, 1), D(2025, 7, 1)),
    ("im ersten Halbjahr 2025", "ersten Halbjahr 2025", D(2025, 1, 1), D(2025, 6, 30)),
    ("im 3. Quartal 2025", "3. Quartal 2025", D(2025, 7, 1), D(2025, 9, 30)),
    ("Q1 2024", "Q1 2024", D(2024, 1, 1), D(2024, 3, 31)),
    ("im Februar 2024", "Februar 2024", D(2024, 2, 1), D(2024, 2, 29)),
]

MONTHS = [
    ("vor August", 8, [(7, 31), (1, 1)], [(8, 1), (12, 24)]),
    ("nach dem August", 8, [(9, 1)], [(8, 31)]),
    ("im Mai", 5, [(5, 1), (5, 31)], [(4, 30), (6, 1)]),
    ("in May", 5, [(5, 9)], [(6, 1)]),
    ("nach dem 1. Juli", None, [(7, 2)], [(7, 1)]),
    ("ab Juli", 7, [(7, 1)], [(6, 30)]),
    ("im zweiten Quartal", None, [(4, 1), (6, 30)], [(3, 31), (7, 1)]),
]

NO_DATE = [
    "may I ask",
    "31.2.2025",
    "959.620 Euro",
    "§ 4.1.",
    "Marsch nach Kassel",
    "1.2.3",
    "Jan Müller",
    "They march on",
]


@pytest.mark.parametrize(("question", "expected"), YEARS)
def test_finds_years(question: str, expected: list[tuple[int | None, int | None]]) -> None:
    assert [(found.first, found.last) for found in find_years(question, TODAY)] == expected


@pytest.mark.parametrize("question", NO_YEAR)
def test_leaves_other_numbers_alone(question: str) -> None:
    assert find_years(question, TODAY) == ()


@pytest.mark.parametrize(("question", "relative"), RELATIVE)
def test_finds_years_relative_to_the_one_before(question: str, relative: int) -> None:
    [found] = find_years(question, TODAY)

    assert (found.first, found.last, found.relative) == (None, None, relative)


@pytest.mark.parametrize(("question", "expected"), YEARS)
def test_spans_of_years_lie_in_the_question(question: str, expected: object) -> None:
    for found in find_years(question, TODAY):
        assert found.written == question[found.start : found.end]


@pytest.mark.parametrize(("question", "written", "first", "last"), DATES)
def test_finds_dates_and_compares(question: str, written: str, first: date | None, last: date | None) -> None:
    [found] = find_dates(question)

    assert (found.written, found.first, found.last) == (written, first, last)
    assert question[found.start : found.end] == written
    assert find_years(question, TODAY) == ()


@pytest.mark.parametrize(("question", "month", "inside", "outside"), MONTHS)
def test_compares_in_any_year_where_none_is_named(
    question: str, month: int | None, inside: list[tuple[int, int]], outside: list[tuple[int, int]]
) -> None:
    [found] = find_dates(question)

    assert found.month_only == month
    assert (found.first, found.last) == (None, None)
    assert all(found.covers(date(2024, *day)) for day in inside)
    assert not any(found.covers(date(2023, *day)) for day in outside)


def test_a_year_named_once_counts_for_both_months() -> None:
    july, august = find_dates("im Juli oder August 2025")

    assert (july.first, july.last) == (date(2025, 7, 1), date(2025, 7, 31))
    assert august.first == date(2025, 8, 1)


def test_covers_days_of_its_own_year_only() -> None:
    [found] = find_dates("vor dem 5.8.2025")

    assert found.covers(date(2025, 8, 4))
    assert found.covers(date(2020, 12, 1))
    assert not found.covers(date(2025, 8, 5))


@pytest.mark.parametrize("question", NO_DATE)
def test_leaves_what_is_no_date_alone(question: str) -> None:
    assert find_dates(question) == ()
