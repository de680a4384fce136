"""What a press release says about itself: headline, own date, budget year, and the body that it is about."""

import re
from collections import Counter
from collections.abc import Sequence

from assistant.bodies import all_bodies, find_printed_bodies, get_body
from assistant.dates import find_dates
from assistant.documents import Date, Section, Span
from assistant.money import find_euros
from ingest.lines import find_blocks
from ingest.readings import make_reading, split_sentences
from ingest.years import find_years

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_BUDGET_YEAR = re.compile(
    rf"(?:AQB|[Bb]udget(?:s)?|[Pp]rogramm(?:s)?)[“\")]?\s(?:\(AQB\)\s?)?(?:für\s(?:das\sJahr\s)?|im\sJahr\s|des\sJahres\s)?{_YEAR}(?![\d-])"
)
_GIVEN_YEAR = re.compile(
    rf"(?:stellt|stellen|erhält|erhalten|bekommt|fördert|fließen|für das Jahr|im Jahr|in)\s(?:das\sLand\s)?(?:Hessen\s)?(?:auch\s|im\sJahr\s|in\s)?{_YEAR}(?![\d-])"
)
_NO_HEADLINE = re.compile(
    r"(?:Hessisches\sMinisterium|Presse(?:mitteilung|information|meldung|stelle)|Medieninformation|Magistrat|Kreisausschuss|Der\s(?:Landrat|Magistrat)|Datum|date\s|Nr\.|Nummer"
    r"|Herausgeber|Soziales$|Arbeit$|\d{1,2}\.\s?(?:\d|[A-Z]))",
    re.IGNORECASE,
)
_OWN_DATE = re.compile(
    r"(?:^|\n)[^\S\n]*(?:Pressemitteilung\s(?:vom\s)?|Presse\S+\sNr\.\s\S+\s(?:vom\s)?|Datum:?\s|date\s|vom\s|Stand:?\s|[A-ZÄÖÜ][\w /.()-]{2,40}[,(]\s?(?:den\s)?)?$"
)


def find_headline(text: str, sections: Sequence[Section]) -> str:
    """The headline: a short block without full stop among the first ones that names no office; empty without one."""
    for section in sections[:6]:
        reading = make_reading(text, section.span.start, section.span.end).text.strip("# ")
        if not reading or _NO_HEADLINE.match(reading):
            continue
        if len(reading) <= 200 and not reading.endswith((".", ":", ";")) and " " in reading:
            return reading
        return ""
    return ""


def find_own_date(document_id: str, text: str) -> Date | None:
    """The release's own date: on a line of its own, behind "Pressemitteilung vom", in the dateline; near the top."""
    top = text[:700]
    for found in find_dates(top):
        if found.month is None or not _OWN_DATE.search(top[: found.start]):
            continue
        return Date(
            found.year, found.month, found.day, top[found.start : found.end], Span(document_id, found.start, found.end)
        )
    return None


def find_release_year(document_id: str, text: str, date: Date | None) -> tuple[int, Span] | None:
    """The budget year: behind the budget's name, in a sentence that gives money, in the text at large."""
    reading = make_reading(text)
    match = _BUDGET_YEAR.search(reading.text)
    if match is not None:
        return int(match["year"]), Span(document_id, *reading.place(*match.span("year")))
    for first, last in split_sentences(reading.text):
        sentence = reading.text[first:last]
        if find_euros(sentence) and (years := find_years(sentence)) is not None:
            at = reading.text.index(str(years.first), first)
            return years.first, Span(document_id, *reading.place(at, at + 4))
    match = _GIVEN_YEAR.search(reading.text)
    if match is not None:
        return int(match["year"]), Span(document_id, *reading.place(*match.span("year")))
    return (date.year, date.span) if date is not None else None


def find_release_body(document_id: str, text: str) -> tuple[str | None, Span | None]:
    """The one body that a release is about, None for the whole state.

    Several bodies: the one that two thirds of the names mean. None printed in full: a town or district whose name no
    other body shares.
    """
    reading = make_reading(text)
    printed = find_printed_bodies(reading.text)
    counts = Counter(found.body for found in printed)
    if counts:
        body, count = counts.most_common(1)[0]
        if count * 3 < len(printed) * 2:
            return None, None
        first = next(found for found in printed if found.body == body)
        return body, Span(document_id, *reading.place(first.start, first.end))
    for candidate in all_bodies():
        names = {candidate.name, candidate.short}
        if sum(bool(names & {b.name, b.short}) for b in all_bodies()) > 1:
            continue
        match = re.search(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])", _without_offices(reading.text))
        if match is not None:
            return candidate.id, Span(document_id, *reading.place(*match.span()))
    return None, None


def _without_offices(running: str) -> str:
    """The text without towns that stand for an office or a place of issue."""
    office = re.compile(
        r"(?:Regierungspräsidium|RP|Arbeitsagentur|Agentur\sfür\sArbeit)\s[A-ZÄÖÜ]\w+|Wiesbaden(?=\s?[,.(]|\s[–—-])"
    )
    return office.sub(lambda m: " " * len(m.group()), running)


def compose_title(body: str | None, year: int | None) -> str:
    """A title for people where the release has no headline."""
    about = get_body(body).full if body is not None else "Land Hessen"
    return f"Pressemitteilung {year}, {about}" if year is not None else f"Pressemitteilung, {about}"


def first_line(text: str) -> str:
    """The first words of a text as a title, cut at 120 characters."""
    for start, end in find_blocks(text[:2_000]):
        line = make_reading(text, start, min(end, start + 400)).text.strip("# ")
        if line:
            return line if len(line) <= 120 else line[:117].rsplit(" ", 1)[0] + " …"
    return ""
