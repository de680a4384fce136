"""Reading and printing dates as German documents write them; the day comes first, nothing is guessed."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

_MONTHS_DE = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH_SPELLINGS = {
    **{name.lower(): number for number, name in enumerate(_MONTHS_DE, 1)},
    **{name.lower(): number for number, name in enumerate(_MONTHS_EN, 1)},
    **{name[:3].lower(): number for number, name in enumerate(_MONTHS_DE, 1)},
    **{name[:3].lower(): number for number, name in enumerate(_MONTHS_EN, 1)},
    "maerz": 3, "jänner": 1, "sept": 9,
}  # fmt: skip
_MONTH = (
    "(?P<{group}>"
    + "|".join(
        re.escape(name)
        if len(name) > 4 or name in {"mai", "may", "juni", "juli", "june", "july", "märz"}
        else rf"{name}\."
        for name in sorted(_MONTH_SPELLINGS, key=len, reverse=True)
    )
    + ")"
)
_YEAR = r"(?:19|20)\d{2}"
_SEASON = r"Frühjahr|Frühling|Sommer|Herbst|Winter|Jahresanfang|Jahresende|Anfang|Mitte|Ende"

_PATTERN = re.compile(
    r"(?<![\w.])(?:"
    rf"(?P<iso_year>{_YEAR})-(?P<iso_month>\d{{2}})(?:-(?P<iso_day>\d{{2}}))?(?![\d-])"
    rf"|(?P<day>\d{{1,2}})\.\s{{0,3}}(?P<month>\d{{1,2}})\.\s{{0,3}}(?P<year>{_YEAR}|\d{{2}}(?=\D|$))(?!\d)"
    rf"|(?P<day_named>\d{{1,2}})(?:\.|st|nd|rd|th)?\s{{0,3}}{_MONTH.format(group='month_of_day')},?\s{{1,3}}(?P<year_of_day>{_YEAR})(?!\d)"
    rf"|(?:(?:Anfang|Mitte|Ende)\s+)?{_MONTH.format(group='month_named')}\s{{1,3}}(?P<year_of_month>{_YEAR})(?!\d)"
    rf"|(?:{_SEASON})\s{{1,3}}(?P<year_of_season>{_YEAR})(?!\d)"
    r")",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text as far as it is printed: day and month may be missing ("Frühjahr 2019", "2020-07")."""

    year: int
    month: int | None
    day: int | None
    start: int
    end: int


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Every date in a text, in order; "31.2.2025" is none, a bare year is none.

    Example:
        >>> [(d.year, d.month, d.day) for d in find_dates("den 2.8.2025, Ende März 2023, Frühjahr 2019")]
        [(2025, 8, 2), (2023, 3, None), (2019, None, None)]
    """
    found = (_read_match(match) for match in _PATTERN.finditer(text))
    return tuple(day for day in found if day is not None)


def parse_date(written: str) -> FoundDate:
    """The one date that is written.

    Raises:
        ValueError: It is none, or several, or cannot be on a calendar.
    """
    found = find_dates(written)
    if len(found) != 1:
        raise ValueError(f"'{written}' is not one date.")
    return found[0]


def format_date(year: int, month: int | None, day: int | None, language: Literal["de", "en"] = "de") -> str:
    """A date as far as it is known: "2. August 2025", "August 2025", "2025"; English "2 August 2025"."""
    if month is None:
        return str(year)
    name = (_MONTHS_DE if language == "de" else _MONTHS_EN)[month - 1]
    if day is None:
        return f"{name} {year}"
    return f"{day}. {name} {year}" if language == "de" else f"{day} {name} {year}"


def _read_match(match: re.Match[str]) -> FoundDate | None:
    """The date of a match, None where no calendar holds it."""
    year, month, day = _read_parts({name: value for name, value in match.groupdict().items() if value is not None})
    if month is not None and not 1 <= month <= 12:
        return None
    if month is not None and day is not None:
        try:
            date(year, month, day)
        except ValueError:
            return None
    return FoundDate(year, month, day, match.start(), match.end())


def _read_parts(parts: dict[str, str]) -> tuple[int, int | None, int | None]:
    if "iso_year" in parts:
        day = int(parts["iso_day"]) if "iso_day" in parts else None
        return int(parts["iso_year"]), int(parts["iso_month"]), day
    if "day" in parts:
        year = int(parts["year"])
        return (year if year > 99 else 2000 + year), int(parts["month"]), int(parts["day"])
    if "day_named" in parts:
        return int(parts["year_of_day"]), _month_number(parts["month_of_day"]), int(parts["day_named"])
    if "month_named" in parts:
        return int(parts["year_of_month"]), _month_number(parts["month_named"]), None
    return int(parts["year_of_season"]), None, None


def _month_number(written: str) -> int:
    return _MONTH_SPELLINGS[written.lower().rstrip(".")]
