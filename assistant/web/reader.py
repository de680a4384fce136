"""A document as a page of its own: its fixed text, word by word, with section anchors and marks."""

from collections.abc import Sequence
from html import escape
from importlib.resources import files

from assistant.documents import Document, Section
from assistant.web.sources import Mark, mark_text, name_heading
from assistant.web.words import Words


def parse_places(places: Sequence[str], document: Document) -> tuple[Mark, ...]:
    """The places asked for ("123-456"), those that lie in the text; what cannot be meant is left out."""
    marks: list[Mark] = []
    for place in places[:50]:
        start, _, end = place.partition("-")
        if not (start.isascii() and end.isascii() and start.isdigit() and end.isdigit()) or len(place) > 20:
            continue
        if int(start) < int(end) <= len(document.text):
            marks.append(Mark(int(start), int(end), "stelle" if not marks else f"stelle-{len(marks) + 1}"))
    return tuple(marks)


def render_document(document: Document, places: Sequence[str], stamp: str, home: str, words: Words) -> str:
    """The page of a document.

    `stamp` is the beginning of the hash of the text that the places point into; nothing is marked in another text.
    `home` is the address of the assistant's page.
    """
    changed = bool(stamp) and not document.sha256.startswith(stamp)
    marks = () if changed else parse_places(places, document)
    warning = f'<p class="warning" role="status">{escape(words.document_changed)}</p>' if changed else ""
    body = (
        f'<header><p><a href="{escape(home)}">{escape(words.to_page)}</a></p><h1>{escape(document.title)}</h1>'
        f"{_render_facts(document, words)}{_render_problems(document, words)}</header>{warning}"
        f'<div class="reading">{_render_contents(document, words)}<main class="text" lang="de">{_render_body(document, marks)}</main></div>'
    )
    return render_frame(document.title, body, words)


def render_missing(home: str, words: Words) -> str:
    """The page for a document that is not there."""
    body = f'<header><h1>{escape(words.document_missing)}</h1><p><a href="{escape(home)}">{escape(words.to_page)}</a></p></header>'
    return render_frame(words.document_missing, body, words)


def render_frame(title: str, body: str, words: Words) -> str:
    """A whole HTML page with our style sheet inside it: it asks for nothing else."""
    style = files("assistant.web").joinpath("style.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
        f"<title>{escape(title)} – {escape(words.title)}</title><style>{style}</style></head>"
        f'<body class="document">{body}</body></html>'
    )


def _render_facts(document: Document, words: Words) -> str:
    facts = ((words.file, document.file), (words.origin, document.origin), (words.collected, document.collected))
    return '<p class="quiet">' + " · ".join(f"{escape(k)}: {escape(v)}" for k, v in facts if v) + "</p>"


def _render_problems(document: Document, words: Words) -> str:
    if not document.problems:
        return ""
    items = "".join(f"<li>{escape(problem.message)}</li>" for problem in document.problems)
    return f"<details><summary>{escape(words.problems)} ({len(document.problems)})</summary><ul>{items}</ul></details>"


def _render_contents(document: Document, words: Words) -> str:
    items = "".join(
        f'<li><a href="#abschnitt-{n}">{escape(_name_section(section))}</a></li>'
        for n, section in enumerate(document.sections, 1)
    )
    return f'<nav aria-label="{escape(words.contents)}"><h2>{escape(words.contents)}</h2><ol>{items}</ol></nav>'


def _name_section(section: Section) -> str:
    return f"{section.label} {section.title}".strip()


def _render_body(document: Document, marks: Sequence[Mark]) -> str:
    """The whole text in order: sections with their anchors, and whatever lies between them."""
    html: list[str] = []
    position = 0
    for number, section in enumerate(document.sections, 1):
        html.append(_render_stretch(document.text, position, section.span.start, marks))
        inside = _render_stretch(document.text, section.span.start, section.span.end, marks)
        name = escape(_name_section(section))
        html.append(
            f'<section id="abschnitt-{number}" class="section{name_heading(section)}" aria-label="{name}">{inside}</section>'
        )
        position = section.span.end
    html.append(_render_stretch(document.text, position, len(document.text), marks))
    return "".join(html)


def _render_stretch(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    """Part of the text; outer blank lines between sections are the layout's business."""
    part = text[start:end]
    return mark_text(part, start, marks) if part.strip() else ""
