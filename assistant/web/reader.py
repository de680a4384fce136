"""A document as a page of its own: its fixed text, word by word, with sections, facts, problems and quoted places."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from assistant.documents import Agreement, Document, Problem, Section, find_section
from assistant.library import title_of
from assistant.web.marking import Element, Marker
from assistant.web.sources import Mark, name_heading
from assistant.web.views.facts import FACT_KINDS, PrintedFact, find_facts
from assistant.web.views.site import Site
from assistant.web.views.view import render_view
from assistant.web.words import Words

_MOST_PLACES = 50
_LONGEST_FACT = 90
_BOLD = re.compile(r"\*\*(?=\S)((?:(?!\n\s*\n)[^*]){1,300})\*\*")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text: a section with its number, or what lies between two, numbered 0."""

    number: int
    section: Section | None
    html: Markup
    css: str


def parse_places(places: Sequence[str], document: Document) -> tuple[Mark, ...]:
    """The places asked for ("123-456"), those that lie in the text; what cannot be meant is left out."""
    marks: list[Mark] = []
    for place in places[:_MOST_PLACES]:
        start, _, end = place.partition("-")
        if not (start.isascii() and end.isascii() and start.isdigit() and end.isdigit()) or len(place) > 20:
            continue
        if int(start) < int(end) <= len(document.text):
            marks.append(Mark(int(start), int(end), "stelle" if not marks else f"stelle-{len(marks) + 1}"))
    return tuple(marks)


def render_document(document: Document, places: Sequence[str], stamp: str, home: str, words: Words) -> str:
    """The page of a document in the language of the words; see `read_document`."""
    return read_document(document, places, stamp, Site(home, words.language, words.language))


def read_document(
    document: Document, places: Sequence[str], stamp: str, site: Site, partner: Agreement | None = None
) -> str:
    """The page of a document.

    `stamp` is the beginning of the hash of the text that the places point into; nothing is marked in another text.
    `partner` is the agreement that a comparison is offered with; without one it is still to be chosen.
    """
    changed = bool(stamp) and not document.sha256.startswith(stamp)
    marks = () if changed else parse_places(places, document)
    facts = find_facts(document)
    page = "dokument/" + site.document(document).partition("dokument/")[2].partition("?")[0]
    query = [*(("stelle", place) for place in places[:_MOST_PLACES]), ("stand", stamp)]
    return render_view(
        "document.html",
        site,
        page,
        query if marks else (),
        document=document,
        marks=marks,
        changed=changed,
        parts=_split(document, _make_elements(document, marks, facts, site)),
        facts=[(kind, own) for kind in FACT_KINDS if (own := _list_facts(document, facts, kind))],
        problems=[(n, problem, _locate(document, problem)) for n, problem in enumerate(document.problems, 1)],
        compared={"a": partner.id if partner else document.id, "b": document.id if partner else ""}
        if isinstance(document, Agreement)
        else None,
        partner=partner,
        fact_sheet_body=title_of(document.body) if document.body else "",
    )


def render_missing(home: str, words: Words) -> str:
    """The page for a document that is not there, in the language of the words."""
    return render_missing_document(Site(home, words.language, words.language))


def render_missing_document(site: Site) -> str:
    """The page for a document that is not there."""
    return render_view("missing.html", site, "dokumente")


def _make_elements(
    document: Document, marks: Sequence[Mark], facts: Sequence[PrintedFact], site: Site
) -> tuple[Element, ...]:
    words = site.words["reading"]
    found = list(_find_bold(document))
    found += [
        Element(mark.start, mark.end, "mark", 2, mark.name, (("class", mark.name), ("tabindex", "-1")))
        for mark in marks
    ]
    for number, fact in enumerate(facts, 1):
        attributes = (("class", f"fact {fact.kind}"), ("title", words[f"kind_{fact.kind}"]["one"]))
        found.append(Element(fact.span.start, fact.span.end, "span", 1, f"angabe-{number}", attributes))
    for number, problem in enumerate(document.problems, 1):
        if _locate(document, problem) is not None and problem.span is not None:
            attributes = (("class", "problem"), ("title", problem.message))
            place = (problem.span.start, max(problem.span.end, problem.span.start + 1))
            found.append(Element(*place, "span", 0, f"auffaelligkeit-{number}", attributes))
    return tuple(found)


def _find_bold(document: Document) -> Iterator[Element]:
    """Bold words as bold, the asterisks that a conversion put around them out of sight."""
    for bold in _BOLD.finditer(document.text):
        yield Element(bold.start(1), bold.end(1), "strong", -1)
        for start in (bold.start(), bold.end() - 2):
            yield Element(start, start + 2, "span", -1, "", (("class", "asterisks"),))


def _locate(document: Document, problem: Problem) -> str | None:
    """The section in which a problem stands; None for one without a place in this text."""
    span = problem.span
    if span is None or span.document_id != document.id or not 0 <= span.start < len(document.text):
        return None
    section = find_section(document, span.start)
    return section.label if section else ""


def _list_facts(document: Document, facts: Sequence[PrintedFact], kind: str) -> list[tuple[int, str]]:
    """The facts of a kind with their numbers, as printed on one line."""
    return [
        (number, _shorten(document.text[fact.span.start : fact.span.end]))
        for number, fact in enumerate(facts, 1)
        if fact.kind == kind
    ]


def _shorten(text: str) -> str:
    joined = " ".join(text.replace("**", "").split())
    return joined if len(joined) <= _LONGEST_FACT else joined[: _LONGEST_FACT - 2].rstrip() + " …"


def _split(document: Document, elements: Sequence[Element]) -> list[Part]:
    """The whole text in order: sections, and whatever lies between them."""
    marker = Marker(elements)
    parts: list[Part] = []
    position = 0
    for number, section in enumerate(document.sections, 1):
        parts += _between(marker, document.text, position, section.span.start)
        inside = marker.mark(document.text[section.span.start : section.span.end], section.span.start)
        parts.append(Part(number, section, inside, f"printed section{name_heading(section)}"))
        position = section.span.end
    return parts + _between(marker, document.text, position, len(document.text))


def _between(marker: Marker, text: str, start: int, end: int) -> list[Part]:
    """Part of the text between sections; blank lines there are the layout's business."""
    part = text[start:end]
    return [Part(0, None, marker.mark(part, start), "printed")] if part.strip() else []
