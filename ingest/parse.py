"""From the fixed text of a file to a document with its facts; pure, and never raises for odd text."""

from collections.abc import Sequence

from assistant.bodies import find_printed_bodies, get_body
from assistant.documents import (
    STATE,
    Agreement,
    Category,
    Document,
    OtherDocument,
    PressRelease,
    Problem,
    Signature,
    Span,
)
from ingest.abbreviations import find_abbreviations
from ingest.amounts import find_agreement_amounts, find_budget_part, find_press_amounts
from ingest.categories import STANDARD_TITLES
from ingest.head import (
    Party,
    find_alliance,
    find_budget_year,
    find_ministry,
    find_ministry_short,
    find_party,
    find_year,
)
from ingest.kinds import find_kind
from ingest.measures import MeasureList, count_headings, parse_measures
from ingest.offers import find_offers
from ingest.places import find_places
from ingest.press import compose_title, find_headline, find_own_date, find_release_body, find_release_year, first_line
from ingest.quotes import find_quotes
from ingest.readings import make_reading
from ingest.sections import Part, split_agreement, split_other, split_prose
from ingest.signatures import parse_signatures
from ingest.torn_words import count_words, find_torn_words
from ingest.years import find_years

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
    head_end = next((p.section.span.end for p in parts if p.section.label == "Kopf"), len(text))
    party = find_party(document_id, text, 0, head_end)
    year = find_year(document_id, text, 0, head_end)
    budget = find_budget_part(parts)
    budget_year = find_budget_year(document_id, text, budget.body_start, budget.section.span.end) if budget else None
    ministry = find_ministry(document_id, text, 0, head_end)
    alliance = find_alliance(document_id, text, 0, len(text))
    listed, list_part = _parse_list(document_id, text, parts)
    body = party.body if party else None
    known_year = year or budget_year
    amounts, amount_problems = find_agreement_amounts(
        document_id, text, parts, listed.measures, body, known_year[0] if known_year else None
    )
    signed = next((part.section.span for part in parts if part.section.label == "Unterschriften"), None)
    signatures = parse_signatures(document_id, text, signed.start, signed.end, body) if signed else ()
    problems = (
        *_head_problems(party, year, budget_year),
        *_section_problems(parts),
        *amount_problems,
        *_list_problems(listed, list_part),
        *_signature_problems(signatures, signed),
        *_torn_problems(document_id, text),
    )
    written = party.written if party else ""
    return Agreement(
        id=document_id,
        file=file,
        title=_agreement_title(body, written, known_year[0] if known_year else None),
        text=text,
        sha256=sha256,
        body=body,
        body_written=written,
        body_span=party.span if party else None,
        year=known_year[0] if known_year else None,
        year_span=known_year[1] if known_year else None,
        ministry=ministry.words if ministry else "",
        ministry_short=find_ministry_short(text, 0, len(text)),
        ministry_span=ministry.span if ministry else None,
        alliance=alliance[0] if alliance else None,
        alliance_span=alliance[1] if alliance else None,
        sections=tuple(part.section for part in parts),
        amounts=amounts,
        categories=listed.categories,
        measures=listed.measures,
        signatures=signatures,
        abbreviations=find_abbreviations(document_id, text, tuple(part.section for part in parts)),
        problems=problems,
        origin=origin,
        collected=collected,
    )


def _agreement_title(body: str | None, written: str, year: int | None) -> str:
    name = get_body(body).full if body else written
    return ", ".join(part for part in (f"Zielvereinbarung {year}" if year else "Zielvereinbarung", name) if part)


def _parse_list(document_id: str, text: str, parts: Sequence[Part]) -> tuple[MeasureList, Part | None]:
    """The list of measures: in the section with the most category headings, else the one on the aims, else § 5."""
    numbered = [part for part in parts if part.section.label.startswith("§")]
    counts = {part.section.label: count_headings(text, part) for part in numbered}
    best = max(numbered, key=lambda part: counts[part.section.label], default=None)
    if best is None or counts[best.section.label] == 0:
        best = next((p for p in numbered if "Ziele für die Umsetzung" in p.section.title), None) or next(
            (p for p in numbered if p.section.label == "§ 5"), None
        )
    return (parse_measures(document_id, text, best), best) if best else (MeasureList((), ()), None)


def _head_problems(
    party: Party | None, year: tuple[int, Span] | None, budget_year: tuple[int, Span] | None
) -> tuple[Problem, ...]:
    problems = []
    if party is None:
        problems.append(Problem("body_unknown", "Der Kopf nennt keine Gebietskörperschaft."))
    elif party.body is None:
        message = f"'{party.written}' steht nicht in der Liste der Gebietskörperschaften."
        problems.append(Problem("body_unknown", message, party.span))
    if year is None:
        source = f"; übernommen aus dem Haushaltssatz: {budget_year[0]}" if budget_year else ""
        problems.append(
            Problem("year_missing", f"Der Kopf nennt kein Jahr{source}.", budget_year[1] if budget_year else None)
        )
    elif budget_year is not None and budget_year[0] != year[0]:
        message = f"Der Kopf nennt das Jahr {year[0]}, der Haushaltssatz {budget_year[0]}."
        problems.append(Problem("year_conflict", message, budget_year[1]))
    return tuple(problems)


def _section_problems(parts: Sequence[Part]) -> tuple[Problem, ...]:
    """Präambel missing, no §§ at all, or a gap in their numbers."""
    labels = [part.section.label for part in parts]
    missing = [] if "Präambel" in labels else ["Präambel"]
    numbers = [int(label[2:]) for label in labels if label.startswith("§")]
    expected = range(1, max(numbers, default=0) + 1)
    missing += [f"§ {number}" for number in expected if number not in numbers] if numbers else ["alle §§"]
    return tuple(Problem("section_missing", f"Abschnitt fehlt oder ist nicht erkennbar: {label}.") for label in missing)


def _list_problems(listed: MeasureList, part: Part | None) -> tuple[Problem, ...]:
    """Categories that are printed with nothing below them, and categories that are not printed."""
    if part is None:
        return ()
    problems = [_empty_problem(category) for category in listed.categories if not _has_measure(listed, category)]
    printed = {category.key for category in listed.categories}
    for key, title in STANDARD_TITLES.items():
        if key not in printed:
            message = f"Die Maßnahmenart „{title}“ ist in {part.section.label} nicht aufgeführt."
            problems.append(Problem("category_missing", message, part.section.span))
    return tuple(problems)


def _has_measure(listed: MeasureList, category: Category) -> bool:
    following = min((c.span.start for c in listed.categories if c.span.start > category.span.start), default=None)
    return any(
        measure.span.start > category.span.start and (following is None or measure.span.start < following)
        for measure in listed.measures
    )


def _empty_problem(category: Category) -> Problem:
    number = f"{category.number}. " if category.number else ""
    return Problem("category_empty", f"Unter „{number}{category.title}“ ist kein Projekt aufgeführt.", category.span)


def _signature_problems(signatures: Sequence[Signature], signed: Span | None) -> tuple[Problem, ...]:
    if not signatures:
        return (Problem("signature_missing", "Keine Unterschrift erkennbar.", signed),)
    sides = {signature.body for signature in signatures}
    problems = []
    if STATE not in sides:
        problems.append(Problem("signature_missing", "Die Unterschrift des Ministeriums ist nicht erkennbar.", signed))
    if not sides - {STATE}:
        problems.append(
            Problem("signature_missing", "Die Unterschrift der Gebietskörperschaft ist nicht erkennbar.", signed)
        )
    return tuple(problems)


def _torn_problems(document_id: str, text: str) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            "torn_word",
            f"Getrenntes Wort: „{' '.join(text[start:end].split())}“ für „{whole}“.",
            Span(document_id, start, end),
        )
        for start, end, whole in find_torn_words(text, count_words([text]))
    )


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
        problems=(*problems, *_torn_problems(document_id, text)),
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
