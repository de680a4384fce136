"""The head of an agreement: year, ministry and body; and the years of the alliance that the preamble names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.bodies import all_bodies, find_printed_bodies, fold, get_body, match_body
from assistant.documents import Span, YearRange
from ingest.lines import squeeze
from ingest.readings import Reading, make_reading
from ingest.sections import Part

_YEAR = r"2\s?0\s?[0-4]\s?\d(?!\d)"
_TITLE_YEAR = re.compile(
    rf"Z\s?i\s?e\s?l\s?-?\s?v\s?e\s?r\s?e\s?i\s?n\s?b\s?a\s?r\s?u\s?n\s?g(?:en)?\W{{0,5}}(?:(?:für das|für)?\s?(?:Haushaltsjahr|Jahr)?\s?|AQB\s)?(?P<year>{_YEAR})",
    re.IGNORECASE,
)
_ANY_YEAR = re.compile(rf"(?<![\d.,-])(?P<year>{_YEAR})(?![.,-]\d)")
_BUDGET_YEAR = re.compile(rf"(?:budgets?|AQB)\s(?:für\s(?:das\sJahr\s)?)?(?P<year>{_YEAR})", re.IGNORECASE)
_PARTIES = re.compile(
    r"z\s?w\s?i\s?s\s?c\s?h\s?e\s?n\s?:?\s(?P<ministry>.{5,300}?)\s?[,–-]?\s(?:u\s?n\s?d)\s(?P<party>(?:dem|der|den|die)\s.{3,240}?)"
    r"(?:\s[–-]?\s?(?:zur|z\s?u\s?r)\s(?:Um\s?setzung|Durchführung)|\s(?:zum|über das|im Rahmen|für das|betreffend)\s|$)",
    re.IGNORECASE,
)
_MINISTRY = re.compile(
    r"(?P<name>Hessische[snmr]?\s(?:Sozial\s?ministerium|Minister(?:ium|iums|in)?)s?(?:\s(?:der|des)\s[A-ZÄÖÜ]\w+)?"
    r"(?:\sfür\s[A-ZÄÖÜ][\w-]+(?:,\s[A-ZÄÖÜ][\w-]+)*(?:,?\sund\s[A-ZÄÖÜ][\w-]+)?)?)"
)
_MINISTRY_SHORT = re.compile(r"\((?:(?:im Folgenden|nachfolgend|kurz):?\s)?[„\"]?(?P<short>HM[A-Z]{1,5}|HSM)[“\"]?\)")
_ALLIANCE = re.compile(
    r"B\s?ü\s?n\s?d\s?n\s?i\s?s(?:ses)?\s(?:für\s)?Ausbildung(?:\sHessen)?[“\"]?(?:\s|\s?[(,]\s?)(?:für\s)?(?:die\s)?(?:Jahren?\s)?(?:von\s)?"
    r"(?P<first>20\d\d)\s?(?:bis|-|–|/)\s?(?P<last>20\d\d)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """Printed words with their place."""

    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Party:
    """The body of an agreement: its id where the table knows it, and its name in the nominative as printed."""

    body: str | None
    written: str
    span: Span


@dataclass(frozen=True, slots=True)
class Head:
    """What an agreement says about itself; years with their places.

    `own_year` is the head's, `budget_year` that of the budget sentence.
    """

    party: Party | None
    own_year: tuple[int, Span] | None
    budget_year: tuple[int, Span] | None
    ministry: Found | None
    alliance: tuple[YearRange, Span] | None

    @property
    def body(self) -> str | None:
        """The body's id, None where the table does not know it."""
        return self.party.body if self.party else None

    @property
    def year(self) -> int | None:
        """The budget year: the head's, else the budget sentence's."""
        found = self.own_year or self.budget_year
        return found[0] if found else None

    @property
    def year_span(self) -> Span | None:
        """Where the year is printed."""
        found = self.own_year or self.budget_year
        return found[1] if found else None


def read_head(document_id: str, text: str, parts: Sequence[Part], budget: Part | None) -> Head:
    """The head of an agreement, with what its preamble and budget sentence add."""
    end = next((part.section.span.end for part in parts if part.section.label == "Kopf"), len(text))
    return Head(
        party=find_party(document_id, text, 0, end),
        own_year=find_year(document_id, text, 0, end),
        budget_year=find_budget_year(document_id, text, budget.body_start, budget.section.span.end) if budget else None,
        ministry=find_ministry(document_id, text, 0, end),
        alliance=find_alliance(document_id, text, 0, len(text)),
    )


def find_year(document_id: str, text: str, start: int, end: int) -> tuple[int, Span] | None:
    """The budget year that the head prints: behind the title, on a line of its own, or behind the budget's name."""
    reading = make_reading(text, start, end)
    for pattern in (_TITLE_YEAR, _BUDGET_YEAR, _ANY_YEAR):
        match = pattern.search(reading.text)
        if match is not None:
            return int(re.sub(r"\s", "", match["year"])), Span(document_id, *reading.place(*match.span("year")))
    return None


def find_budget_year(document_id: str, text: str, start: int, end: int) -> tuple[int, Span] | None:
    """The year of the budget sentence of § 4 ("im Jahr 2025", "Qualifizierungsbudget 2025")."""
    reading = make_reading(text, start, end)
    match = re.search(rf"im\s(?:Haushaltsj|J)ahre?\s(?P<year>{_YEAR})", reading.text) or _BUDGET_YEAR.search(
        reading.text
    )
    if match is None:
        return None
    return int(re.sub(r"\s", "", match["year"])), Span(document_id, *reading.place(*match.span("year")))


def find_party(document_id: str, text: str, start: int, end: int) -> Party | None:
    """The body that concludes the agreement: what follows "und dem / und der" in the head."""
    reading = make_reading(text, start, end)
    match = _PARTIES.search(reading.text)
    first, last = match.span("party") if match else (0, len(reading.text))
    printed = find_printed_bodies(reading.text[first:last])
    if printed:
        body = printed[-1]
        return _make_party(document_id, reading, body.body, first + body.start, first + body.end)
    if match is None:
        return None
    name_end = _name_end(match["party"])
    return _make_party(document_id, reading, _match_torn(match["party"][:name_end]), first, first + name_end)


def _name_end(party: str) -> int:
    """Where the name ends and a representative or a short form begins."""
    stop = re.search(r"\s?(?:[,(–]|\s-\s(?=vertreten|im|nach)|vertreten\sdurch|nachfolgend|im\sFolgenden)", party)
    return stop.start() if stop and stop.start() > 4 else len(party.rstrip(" .,;:"))


def _match_torn(party: str) -> str | None:
    """The body whose name is printed with torn words ("Land kreis Kassel", "Wetterau kreis")."""
    found = match_body(party)
    if found is not None:
        return found
    wanted = squeeze(fold(_without_article(party)))
    matches = {body.id for body in all_bodies() for form in _squeezed_forms(body.id) if form == wanted}
    return matches.pop() if len(matches) == 1 else None


def _squeezed_forms(body_id: str) -> set[str]:
    body = get_body(body_id)
    names = {
        body.full,
        body.inflect("genitive", article=False),
        f"Kreis {body.name}",
        *(f"{h} {body.name}" for h in body.honours),
    }
    if body.kind == "stadt":
        names = {body.full, f"Stadt {body.short}", *(f"{honour} {body.name}" for honour in body.honours)}
    elif body.name.lower().endswith("kreis"):
        names = {body.full, body.inflect("genitive", article=False)}
    return {squeeze(fold(name)) for name in names}


def _without_article(party: str) -> str:
    return re.sub(r"^(?:de[mrns]|die|das)\s", "", party)


def _make_party(document_id: str, reading: Reading, body: str | None, start: int, end: int) -> Party:
    article = re.match(r"(?:de[mrns]|die|das)\s", reading.text[start:end])
    start += article.end() if article else 0
    written = _nominative(reading.text[start:end])
    return Party(body, written, Span(document_id, *reading.place(start, end)))


def _nominative(name: str) -> str:
    """The printed name without its case: "Landkreises Kassel" is the Landkreis Kassel."""
    name = re.sub(r"(?<=[Kk]reis)es?(?!\w)", "", name)
    return re.sub(r"^kreisfreien(?=\s)", "kreisfreie", name)


def find_ministry(document_id: str, text: str, start: int, end: int) -> Found | None:
    """The ministry's full name as printed, in the nominative, with its place."""
    reading = make_reading(text, start, end)
    match = _MINISTRY.search(reading.text)
    if match is None:
        return None
    name = re.sub(r"^Hessische[nm]?(?=\s)", "Hessisches", match["name"])
    name = re.sub(r"^Hessischess?(?=\s)", "Hessisches", name)
    name = re.sub(r"(?<=[Mm]inisterium)s(?!\w)", "", name)
    return Found(name, Span(document_id, *reading.place(*match.span("name"))))


def find_ministry_short(text: str, start: int, end: int) -> str:
    """The ministry's short form that the text introduces ("(HMSI)"), empty where it introduces none."""
    match = _MINISTRY_SHORT.search(make_reading(text, start, end).text)
    return match["short"] if match else ""


def find_alliance(document_id: str, text: str, start: int, end: int) -> tuple[YearRange, Span] | None:
    """The years of the Bündnis für Ausbildung that the preamble names."""
    reading = make_reading(text, start, end)
    match = _ALLIANCE.search(reading.text)
    if match is None or int(match["first"]) > int(match["last"]):
        return None
    return YearRange(int(match["first"]), int(match["last"])), Span(document_id, *reading.place(*match.span()))
