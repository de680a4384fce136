"""What is odd about an agreement: values for people and programs, never exceptions."""

from collections.abc import Sequence

from assistant.documents import STATE, Category, Problem, Signature, Span
from ingest.categories import STANDARD_TITLES
from ingest.head import Head
from ingest.measures import MeasureList
from ingest.sections import Part
from ingest.torn_words import count_words, find_torn_words


def find_head_problems(head: Head) -> tuple[Problem, ...]:
    """A body or year that the head does not name, or that another place contradicts."""
    party, year, budget_year = head.party, head.own_year, head.budget_year
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


def find_section_problems(parts: Sequence[Part]) -> tuple[Problem, ...]:
    """Präambel missing, no §§ at all, or a gap in their numbers."""
    labels = [part.section.label for part in parts]
    missing = [] if "Präambel" in labels else ["Präambel"]
    numbers = [int(label[2:]) for label in labels if label.startswith("§")]
    expected = range(1, max(numbers, default=0) + 1)
    missing += [f"§ {number}" for number in expected if number not in numbers] if numbers else ["alle §§"]
    return tuple(Problem("section_missing", f"Abschnitt fehlt oder ist nicht erkennbar: {label}.") for label in missing)


def find_list_problems(listed: MeasureList, part: Part | None) -> tuple[Problem, ...]:
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


def find_signature_problems(signatures: Sequence[Signature], signed: Span | None) -> tuple[Problem, ...]:
    """A party whose signature is not there; `signed` is the span of the signature block."""
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


def find_torn_problems(document_id: str, text: str) -> tuple[Problem, ...]:
    """Every word that print tore apart."""
    return tuple(
        Problem(
            "torn_word",
            f"Getrenntes Wort: „{' '.join(text[start:end].split())}“ für „{whole}“.",
            Span(document_id, start, end),
        )
        for start, end, whole in find_torn_words(text, count_words([text]))
    )
