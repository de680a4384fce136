"""The years that a statement is about: a year, or a range ("für die Jahre 2020 bis 2024")."""

import re

from assistant.documents import YearRange

_YEAR = r"(?:19|20)\d\d"
_RANGE = re.compile(
    rf"(?<![\d.])(?P<first>{_YEAR})\s?(?:(?:bis(?:\seinschließlich|\szum\sJahr)?|–|—|-|/)\s?(?P<last>{_YEAR})|/(?P<short>\d\d))(?![\d.])"
)
_SINGLE = re.compile(rf"(?<![\d.,/-])(?P<year>{_YEAR})(?![\d/-]|[.,]\d|\s?(?:Euro|EUR|€|Plätze|Teilnehm))")
# A year that dates an event says nothing about the money ("im Frühjahr 2019", "am 2. August 2025").
_EVENT = re.compile(
    r"(?:Frühjahr|Sommer|Herbst|Winter|Anfang|Mitte|Ende|seit|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    r"|\d\.|vom|Stand:?|Vorjahr\s\(?)\s?$"
)


def find_years(words: str) -> YearRange | None:
    """The years of a statement: its range, else its first year that does not date an event; None without one."""
    for ranged in _RANGE.finditer(words):
        first = int(ranged["first"])
        last = int(ranged["last"]) if ranged["last"] else first // 100 * 100 + int(ranged["short"])
        if first <= last <= first + 20:
            return YearRange(first, last)
    for match in _SINGLE.finditer(words):
        if not _EVENT.search(words[max(0, match.start() - 14) : match.start()]):
            return YearRange(int(match["year"]), int(match["year"]))
    return None
