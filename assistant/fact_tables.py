"""All facts as a table for reading, as CSV, or as JSON."""

import csv
import io
import json
from collections.abc import Callable, Iterator

from assistant.answering.shown import show_amount
from assistant.documents import Agreement, Document, OtherDocument, PressRelease, Span
from assistant.library import Funds, Library, PressPlaces, Project, Signing, name_of
from assistant.render import facts_json

COLUMNS = ("fact", "document", "body", "year", "section", "value", "detail", "written", "start", "end")
"""One line a fact; `value` is canonical, `written` as printed, `start` and `end` into the fixed text."""

Line = tuple[str, ...]


def print_facts(library: Library, output: str, write: Callable[[str], None]) -> None:
    """Prints the facts in one of the formats `table`, `csv`, `json`."""
    if output == "json":
        write(json.dumps(facts_json(library), ensure_ascii=False, indent=1))
    elif output == "csv":
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(fact_lines(library))
        write(buffer.getvalue().rstrip("\n"))
    else:
        _print_table(library, write)


def fact_lines(library: Library) -> Iterator[Line]:
    """Every fact as a line of `COLUMNS`."""
    yield from (_amount_line(funds) for funds in library.funds)
    yield from (_places_line(item) for item in library.places)
    yield from (_measure_line(project) for project in library.projects)
    yield from (_signature_line(library, signing) for signing in library.signings)
    for document in library.documents:
        for problem in document.problems:
            yield _line("problem", document, name_of(document), "", problem.code, problem.message, "", problem.span)


def _amount_line(funds: Funds) -> Line:
    amount = funds.amount
    years = "" if amount.years is None else f"{amount.years.first}-{amount.years.last}"
    scope = funds.receiver
    payer = f"payer {amount.payer}" if amount.payer else ""
    detail = "; ".join(filter(None, (amount.kind, years, amount.purpose, payer)))
    return _line(
        "amount", funds.document, scope, amount.section, f"{amount.euros:f}", detail, amount.written, amount.span
    )


def _places_line(item: PressPlaces) -> Line:
    document, places = item.document, item.places
    return _line(
        "places",
        document,
        name_of(document),
        places.section,
        str(places.count),
        places.what,
        places.written,
        places.span,
    )


def _measure_line(project: Project) -> Line:
    document, measure = project.document, project.measure
    mark = measure.part_time.written if measure.part_time else ""
    return _line(
        "measure", document, name_of(document), measure.section, measure.name, measure.category, mark, measure.span
    )


def _signature_line(library: Library, signing: Signing) -> Line:
    document, signature = signing.document, signing.signature
    date = signature.date.written if signature.date else ""
    detail = "; ".join(filter(None, (signature.function, signature.place or "")))
    section = library.section_at(document, signature.span)
    return _line("signature", document, name_of(document), section, signature.name, detail, date, signature.span)


def _line(
    fact: str, document: Document, body: str, section: str, value: str, detail: str, written: str, span: Span | None
) -> Line:
    start, end = (str(span.start), str(span.end)) if span else ("", "")
    year = str(document.year) if document.year else ""
    return (
        fact,
        document.id,
        body,
        year,
        section,
        " ".join(value.split()),
        " ".join(detail.split()),
        " ".join(written.split()),
        start,
        end,
    )


def _print_table(library: Library, write: Callable[[str], None]) -> None:
    ordered: tuple[Document, ...] = (*library.agreements, *library.press_releases, *library.others)
    for document in ordered:
        write(f"\n{document.title}  [{document.id}]")
        for amount in getattr(document, "amounts", ()):
            scope = Funds(document, amount).receiver if not isinstance(document, OtherDocument) else ""
            purpose = f", {amount.purpose}" if amount.purpose else ""
            years = (
                f" {amount.years.first}" + (f"–{amount.years.last}" if amount.years.last != amount.years.first else "")
                if amount.years
                else ""
            )
            write(f"  {amount.section:<15} {show_amount(amount, 'de')} ({scope}{years}{purpose})")
        for places in getattr(document, "places", ()):
            write(f"  {places.section:<15} {places.written} {' '.join(places.what.split())}")
        _print_measures(document, write)
        for signature in getattr(document, "signatures", ()):
            date = signature.date.written if signature.date else "ohne Datum"
            write(
                f"  Unterschrift    {signature.name}, {signature.function or 'ohne Funktion'}; {signature.place or 'ohne Ort'}, {date}"
            )
        for problem in document.problems:
            write(f"  Auffälligkeit   {problem.message}")


def _print_measures(document: Document, write: Callable[[str], None]) -> None:
    if isinstance(document, Agreement):
        _print_categories(document, write)
    for offer in document.offers if isinstance(document, PressRelease) else ():
        mark = f"   [Teilzeit: {offer.part_time.written}]" if offer.part_time else ""
        write(f"  {offer.section:<15} - {' '.join(offer.name.split())}{mark}")


def _print_categories(document: Agreement, write: Callable[[str], None]) -> None:
    for category in document.categories:
        number = f"{category.number}. " if category.number else ""
        write(f"  {'':<15} {number}{category.title}")
        own = [m for m in document.measures if (m.category, m.category_title) == (category.key, category.title)]
        for measure in own:
            mark = f"   [Teilzeit: {measure.part_time.written}]" if measure.part_time else ""
            write(f"  {'':<17}- {measure.name}{mark}")
        if not own:
            write(f"  {'':<17}(kein Projekt)")
