"""Dates that a question names, with what it says about them: "vor dem 5.8.2025", "im August", "zwischen Juni und Juli"."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

_MONTHS = {
    "januar": 1, "january": 1, "jan": 1, "jänner": 1, "februar": 2, "february": 2, "feb": 2, "märz": 3, "maerz": 3,
    "march": 3, "mär": 3, "mar": 3, "april": 4, "apr": 4, "mai": 5, "may": 5, "juni": 6, "june": 6, "jun": 6, "juli": 7,
    "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "oktober": 10, "october": 10,
    "okt": 10, "oct": 10, "november": 11, "nov": 11, "dezember": 12, "december": 12, "dez": 12, "dec": 12,
}  # fmt: skip
_ORDINALS = {
    "erste": 1, "zweite": 2, "dritte": 3, "vierte": 4, "first": 1, "second": 2, "third": 3, "fourth": 4,
    "1": 1, "2": 2, "3": 3, "4": 4,
}  # fmt: skip
_ALSO_VERBS = frozenset(
    {"may", "march", "mar", "jan", "dec", "sep", "jun", "apr", "mär", "dez", "nov", "okt", "oct", "feb"}
)
_MONTH = r"(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?:s|es)?\b\.?"
_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)(?!\d)"
_ORDINAL = r"(?:1\.|2\.|3\.|4\.|erste[nrsm]?|zweite[nrsm]?|dritte[nrsm]?|vierte[nrsm]?|first|second|third|fourth)"
_DATE = re.compile(
    r"(?<![\w.,§])(?<!§ )(?:"
    r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?!\d)"
    r"|(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?:\s?(?P<year>(?:19|20)\d\d|\d\d)(?![\d.]))?(?!\d)"
    rf"|(?:(?P<from_day>\d{{1,2}})\.?\s*(?:bis(?:\s+zum)?|und(?:\s+dem)?|-|–|to|and)\s*)?"
    rf"(?P<named_day>\d{{1,2}})(?:\.|st|nd|rd|th)?\s?(?:of\s)?(?P<day_month>{_MONTH})(?:,?\s?(?P<day_year>{_YEAR}))?"
    rf"|(?P<en_month>{_MONTH})\s(?P<en_day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d.])(?:,?\s(?P<en_year>{_YEAR}))?"
    rf"|(?P<only_month>{_MONTH})(?:\s(?:des\sjahres\s|of\s)?(?P<month_year>{_YEAR}))?"
    r"|(?P<number_month>0[1-9]|1[0-2])/(?P<number_year>20\d\d)(?!\d)"
    rf"|(?P<part>{_ORDINAL})\s(?P<unit>halbjahr(?:es|s)?|jahreshälfte|quartals?|quarter|half)(?:\s(?:von\s|of\s|im\sjahr\s)?(?P<part_year>{_YEAR}))?"
    rf"|q(?P<quarter>[1-4])[\s/](?P<quarter_year>{_YEAR})"
    r")",
    re.IGNORECASE,
)
_ARTICLE = r"(?:\s+(?:dem|der|den|the|zum|am|einschlie(?:ß|ss)lich|including|anfang|ende|mitte))*\s*$"
_BEFORE = re.compile(r"\b(?:vor|before|prior to|früher als|frueher als|earlier than)" + _ARTICLE, re.IGNORECASE)
_AFTER = re.compile(r"\b(?:nach|after|later than|später als|spaeter als)" + _ARTICLE, re.IGNORECASE)
_FROM = re.compile(r"\b(?:seit|ab|since|as of|starting|frühestens|fruehestens)" + _ARTICLE, re.IGNORECASE)
_OUT_OF = re.compile(r"\b(?:von|vom|from)" + _ARTICLE, re.IGNORECASE)
_ONWARDS = re.compile(r"\s+(?:an|onwards?|on)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:bis|until|till|by|up to|spätestens|spaetestens|no later than)" + _ARTICLE, re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:zwischen|between)" + _ARTICLE, re.IGNORECASE)
_ON = re.compile(r"\b(?:in|on|im|am|of|during|while|and|to|und|bis)\s+(?:the\s+)?$", re.IGNORECASE)
_RANGE = re.compile(r"^\s*(?:bis|to|until|-|–|through)(?:\s+(?:zum|einschließlich|dem|the))?\s*$", re.IGNORECASE)
_LINKED = re.compile(r"^\s*(?:,|oder|und|or|and)(?:\s+(?:im|in|dem|the|am|on))?\s+$", re.IGNORECASE)
_AND = re.compile(r"^\s*(?:und|and)(?:\s+(?:dem|the|zum))?\s*$", re.IGNORECASE)

MonthDay = tuple[int, int]
"""Month and day of a date whose year the question leaves open."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or a span of days; `first` and `last` are inclusive, None where open ("vor dem 5.8.2025": last 4.8.2025).

    Without a year both are None, and `first_day` and `last_day` say month and day; `month_only` is the month
    where only a month is named ("im August", "vor August").
    """

    written: str
    start: int
    end: int
    first: date | None = None
    last: date | None = None
    month_only: int | None = None
    first_day: MonthDay | None = None
    last_day: MonthDay | None = None

    def covers(self, day: date) -> bool:
        """Whether a day lies in it; without a year, in that day's own year."""
        if self.first_day or self.last_day:
            at = (day.month, day.day)
            return (self.first_day or (1, 1)) <= at <= (self.last_day or (12, 31))
        return (self.first or date.min) <= day <= (self.last or date.max)


@dataclass(frozen=True, slots=True)
class _Span:
    """First and last day as printed, the year None where left out."""

    start: int
    end: int
    first: tuple[int | None, int, int]
    last: tuple[int | None, int, int]
    month_only: int | None = None
    is_range: bool = False


def find_dates(question: str) -> tuple[DateMention, ...]:
    """Every date and month in a question with its comparison, in order; a day that does not exist is none.

    Example:
        >>> [found] = find_dates("Wer hat vor dem 5.8.2025 unterschrieben?")
        >>> found.written, found.last
        ('vor dem 5.8.2025', datetime.date(2025, 8, 4))
    """
    spans = [span for match in _DATE.finditer(question) if (span := _read(question, match)) is not None]
    found = []
    index = 0
    while index < len(spans):
        span = spans[index]
        following = spans[index + 1] if index + 1 < len(spans) else None
        both = _join(question, span, following) if following else None
        if following and span.first[0] is None and _LINKED.match(question[span.end : following.start]):
            # "im Juli oder August 2025": the year stands only once.
            year = following.first[0]
            span = replace(span, first=(year, *span.first[1:]), last=(year, *span.last[1:]))
            span = replace(span, month_only=None if year else span.month_only)
        index += 1 if both is None else 2
        found.append(_compare(question, both or span))
    return tuple(found)


def _read(question: str, match: re.Match[str]) -> _Span | None:
    """The days that a match prints; None for a day that is none and for verbs ("may", "march")."""
    part = {name: value for name, value in match.groupdict().items() if value}
    if part.get("only_month") and not part.get("month_year") and _is_verb(question, match):
        return None
    year, months, day = _fields(part)
    try:
        first = (year, months[0], day or 1)
        last = (year, months[1], day or calendar.monthrange(year or 2024, months[1])[1])
        date(year or 2024, *first[1:]), date(year or 2024, *last[1:])
        if "from_day" in part:
            first = (year, months[0], int(part["from_day"]))
            date(year or 2024, *first[1:])
    except (ValueError, calendar.IllegalMonthError, IndexError):
        return None
    only = months[0] if day is None and months[0] == months[1] and year is None else None
    return _Span(match.start(), match.end(), first, last, only, "from_day" in part)


def _fields(part: dict[str, str]) -> tuple[int | None, tuple[int, int], int | None]:
    """Year, first and last month, day of a match."""
    if "iso" in part:
        year, month, day = (int(number) for number in part["iso"].split("-"))
        return year, (month, month), day
    if "day" in part:
        month = int(part["month"])
        return _year(part.get("year")), (month, month), int(part["day"])
    if "unit" in part or "quarter" in part:
        number = int(part.get("quarter", 0)) or _ORDINALS[_stem(part["part"])]
        size = 6 if part.get("unit", "q")[0].lower() in "hj" else 3
        return _year(part.get("part_year") or part.get("quarter_year")), (size * (number - 1) + 1, size * number), None
    if "number_month" in part:
        month = int(part["number_month"])
        return int(part["number_year"]), (month, month), None
    name = part.get("day_month") or part.get("en_month") or part["only_month"]
    month = _month(name)
    printed_day = part.get("named_day") or part.get("en_day")
    printed_year = _year(part.get("day_year") or part.get("en_year") or part.get("month_year"))
    return printed_year, (month, month), int(printed_day) if printed_day else None


def _stem(ordinal: str) -> str:
    lowered = ordinal.lower().rstrip(".")
    return lowered if lowered in _ORDINALS else lowered[:-1]


def _month(name: str) -> int:
    lowered = name.lower().rstrip(".")
    return _MONTHS[lowered] if lowered in _MONTHS else _MONTHS[lowered.removesuffix("s").removesuffix("e")]


def _year(written: str | None) -> int | None:
    if written is None:
        return None
    number = int(written.lstrip("'’"))
    return number if number > 99 else 2000 + number


def _is_verb(question: str, match: re.Match[str]) -> bool:
    """Whether a bare word that may be a month is something else: "may I", "march", "Jan Müller"."""
    name = match.group().lower().rstrip(".")
    if name not in _ALSO_VERBS:
        return False
    before = question[: match.start()]
    led = any(p.search(before) for p in (_BEFORE, _AFTER, _FROM, _UNTIL, _BETWEEN, _ON))
    return not (led and match.group()[0].isupper())


def _join(question: str, left: _Span, right: _Span) -> _Span | None:
    """Two dates as one span: "zwischen Juni und August 2025", "vom 1.7. bis zum 5.8.2025"."""
    between = question[left.end : right.start]
    if not (_RANGE.match(between) or (_AND.match(between) and _BETWEEN.search(question[: left.start]))):
        return None
    year = left.first[0] or right.first[0]
    last_year = right.last[0] or left.last[0]
    return _Span(left.start, right.end, (year, *left.first[1:]), (last_year, *right.last[1:]), is_range=True)


def _compare(question: str, span: _Span) -> DateMention:
    """The span with the word before it: "vor", "seit", "bis zum"; "vom 2.8.2025" is that day, "vom ... an" since then."""
    before = question[: span.start]
    relation, match = next(((name, found) for name, p in _RELATIONS if (found := p.search(before))), ("on", None))
    if relation == "out of":
        relation, match = ("from", match) if _ONWARDS.match(question[span.end :]) else ("on", match)
    if span.is_range:
        relation = "on"
    elif relation == "on":
        match = None
    start = match.start() if match else span.start
    written = question[start : span.end].rstrip(".") if span.end == len(question) else question[start : span.end]
    mention = DateMention(written, start, start + len(written), month_only=span.month_only)
    first, last = _bounds(span, relation)
    if span.first[0] is not None and span.last[0] is not None:
        return replace(mention, first=first, last=last)
    return replace(mention, first_day=_month_day(first), last_day=_month_day(last))


_RELATIONS = (
    ("before", _BEFORE),
    ("after", _AFTER),
    ("until", _UNTIL),
    ("from", _FROM),
    ("out of", _OUT_OF),
    ("between", _BETWEEN),
)


def _bounds(span: _Span, relation: str) -> tuple[date | None, date | None]:
    # 2024 is a leap year, so that 29 February exists where the year is left open.
    first = date(span.first[0] or 2024, *span.first[1:])
    last = date(span.last[0] or 2024, *span.last[1:])
    if relation == "before":
        return None, first - timedelta(days=1)
    if relation == "after":
        return last + timedelta(days=1), None
    if relation == "until":
        return None, last
    return first, None if relation == "from" else last


def _month_day(day: date | None) -> MonthDay | None:
    return None if day is None else (day.month, day.day)
