"""From the fixed text of a file to a document with its facts; pure, and never raises for odd text."""

import re
from collections.abc import Sequence

from assistant.bodies import find_printed_bodies, get_body
from assistant.documents import (
    Agreement,
    Document,
    OtherDocument,
    PressRelease,
    Problem,
)
from ingest.abbreviations import find_abbreviations
from ingest.amounts import find_agreement_amounts, find_budget_part, find_press_amounts
from ingest.head import Head, find_ministry_short, read_head
from ingest.kinds import find_kind
from ingest.measures import MeasureList, count_headings, parse_measures
from ingest.offers import find_offers
from ingest.places import find_places
from ingest.press import compose_title, find_headline, find_own_date, find_release_body, find_release_year, first_line
from ingest.problems import (
    find_head_problems,
    find_list_problems,
    find_section_problems,
    find_signature_problems,
    find_torn_problems,
)
from ingest.quotes import find_quotes
from ingest.readings import make_reading
from ingest.sections import Part, split_agreement, split_other, split_prose
from ingest.signatures import parse_signatures
from ingest.years import find_years

_LIST_INTRO = re.compile(r"folgende[nr]?\s+(?:\w+\s+){0,2}?(?:Projekte|Maßnahmen|Angebote)\w*\s*:|Maßnahme[n]?arten")
_SCANNED = 4_000
"""Characters of other documents in which body and year are looked for."""


def parse_document(
    document_id: str, file: str, text: str, sha256: str, origin: str = "", collected: str = ""
) -> Document:
    """The document that a fixed text is: agreement, press release or prose, by its content.

    Args:
        document_id: Unique id, in every span.
        file: Base name of the source file.
        text: The fixed text (see `ingest.readers`).
        sha256: Hash of the file.
        origin: Public address, where known.
        collected: When it was collected, where known.
    """
    kind = find_kind(text)
    if kind == "agreement":
        return _parse_agreement(document_id, file, text, sha256, origin, collected)
    if kind == "press_release":
        return _parse_press(document_id, file, text, sha256, origin, collected)
    return _parse_other(document_id, file, text, sha256, origin, collected)


def _parse_agreement(document_id: str, file: str, text: str, sha256: str, origin: str, collected: str) -> Agreement:
    parts = split_agreement(document_id, text)
    head = read_head(document_id, text, parts, find_budget_part(parts))
    listed, list_part = _parse_list(document_id, text, parts)
    amounts, amount_problems = find_agreement_amounts(document_id, text, parts, listed.measures, head.body, head.year)
    signed = next((part.section.span for part in parts if part.section.label == "Unterschriften"), None)
    signatures = parse_signatures(document_id, text, signed.start, signed.end, head.body) if signed else ()
    sections = tuple(part.section for part in parts)
    return Agreement(
        id=document_id,
        file=file,
        title=_agreement_title(head),
        text=text,
        sha256=sha256,
        body=head.body,
        body_written=head.party.written if head.party else "",
        body_span=head.party.span if head.party else None,
        year=head.year,
        year_span=head.year_span,
        ministry=head.ministry.words if head.ministry else "",
        ministry_short=find_ministry_short(text, 0, len(text)),
        ministry_span=head.ministry.span if head.ministry else None,
        alliance=head.alliance[0] if head.alliance else None,
        alliance_span=head.alliance[1] if head.alliance else None,
        sections=sections,
        amounts=amounts,
        categories=listed.categories,
        measures=listed.measures,
        signatures=signatures,
        abbreviations=find_abbreviations(document_id, text, sections),
        problems=(
            *find_head_problems(head),
            *find_section_problems(parts),
            *amount_problems,
            *find_list_problems(listed, list_part),
            *find_signature_problems(signatures, signed),
            *find_torn_problems(document_id, text),
        ),
        origin=origin,
        collected=collected,
    )


def _agreement_title(head: Head) -> str:
    name = get_body(head.body).full if head.body else (head.party.written if head.party else "")
    kind = f"Zielvereinbarung {head.year}" if head.year else "Zielvereinbarung"
    return ", ".join(part for part in (kind, name) if part)


def _parse_list(document_id: str, text: str, parts: Sequence[Part]) -> tuple[MeasureList, Part | None]:
    """The list of measures: in the section that introduces one, else the one with the most category headings."""
    numbered = [part for part in parts if part.section.label.startswith("§")]
    titled = [part for part in numbered if "Ziele für die Umsetzung" in part.section.title]
    introduced = [part for part in numbered if _LIST_INTRO.search(text, part.body_start, part.section.span.end)]
    most = max(numbered, key=lambda part: count_headings(text, part), default=None)
    fifth = [part for part in numbered if part.section.label == "§ 5"]
    if most is not None and count_headings(text, most) == 0:
        most = None
    best = next(iter([*titled, *introduced, *([most] if most else []), *fifth]), None)
    return (parse_measures(document_id, text, best), best) if best else (MeasureList((), ()), None)


def _parse_press(document_id: str, file: str, text: str, sha256: str, origin: str, collected: str) -> PressRelease:
    sections = split_prose(document_id, text)
    body, body_span = find_release_body(document_id, text)
    date = find_own_date(document_id, text)
    year = find_release_year(document_id, text, date)
    known_year = year[0] if year else None
    problems = () if year else (Problem("year_missing", "Die Pressemitteilung nennt kein Haushaltsjahr."),)
    return PressRelease(
        id=document_id,
        file=file,
        title=find_headline(text, sections) or compose_title(body, known_year),
        text=text,
        sha256=sha256,
        body=body,
        body_span=body_span,
        year=known_year,
        year_span=year[1] if year else None,
        date=date,
        sections=sections,
        amounts=find_press_amounts(document_id, text, sections, body, known_year),
        places=find_places(document_id, text, sections),
        offers=find_offers(document_id, text, sections),
        quotes=find_quotes(document_id, text, sections),
        abbreviations=find_abbreviations(document_id, text, sections),
        problems=(*problems, *find_torn_problems(document_id, text)),
        origin=origin,
        collected=collected,
    )


def _parse_other(document_id: str, file: str, text: str, sha256: str, origin: str, collected: str) -> OtherDocument:
    sections = split_other(document_id, text)
    opening = make_reading(text, 0, min(len(text), _SCANNED)).text
    bodies = {found.body for found in find_printed_bodies(opening)}
    title = first_line(text)
    years = find_years(opening[:300])
    return OtherDocument(
        id=document_id,
        file=file,
        title=title or file,
        text=text,
        sha256=sha256,
        body=bodies.pop() if len(bodies) == 1 else None,
        year=years.first if years is not None and years.first == years.last else None,
        sections=sections,
        abbreviations=find_abbreviations(document_id, text, sections),
        problems=() if sections else (Problem("text_missing", "Das Dokument enthält keinen Text."),),
        origin=origin,
        collected=collected,
    )
