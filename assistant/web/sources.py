"""The sources beside the chat, as HTML: the cited sections with the quoted words marked.

Everything that comes from a document, a file name or a question passes through `html.escape`: the panel is inserted
as it stands.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from urllib.parse import quote as quote_url

from assistant.answers import Citation
from assistant.documents import Document, Place, Section, Span, find_section
from assistant.web.words import Words


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to be marked: where they stand, and the name of the mark in the page ("q3-c1")."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a document as it is shown (mostly one section), with its marks and the citations behind them."""

    document: Document
    section: Section | None
    start: int
    end: int
    citations: tuple[Citation, ...]


def name_mark(turn: int, key: str) -> str:
    """The name of a citation in the page, unique in a conversation: old answers keep theirs."""
    return f"q{turn}-c{''.join(c for c in key if c.isalnum())}"


def link_document(document: Document, spans: Sequence[Span] = ()) -> str:
    """The address of a document's full text, relative to the page, with places to be marked.

    The first characters of the text's hash go with it, so that a mark is never set into another text.
    """
    path = "dokument/" + quote_url(document.id, safe="/")
    if not spans:
        return path
    places = "&".join(f"stelle={span.start}-{span.end}" for span in spans)
    return f"{path}?{places}&stand={document.sha256[:12]}#stelle"


def mark_text(text: str, start: int, marks: Iterable[Mark]) -> str:
    """The text, escaped, with `<mark>` around the marks; `start` is the text's own position in its document.

    Marks may lie inside each other and may overlap: an overlapping one is printed in pieces, and only its first piece
    carries the id.
    """
    inside = [m for m in marks if m.start < start + len(text) and m.end > start and m.start < m.end]
    cuts = sorted({start, start + len(text)} | {p for m in inside for p in (m.start, m.end)})
    cuts = [p for p in cuts if start <= p <= start + len(text)]
    html: list[str] = []
    open_marks: list[Mark] = []
    seen: set[str] = set()
    for here, there in pairwise(cuts):
        wanted = sorted((m for m in inside if m.start <= here < m.end), key=lambda m: (m.start, -m.end, m.name))
        kept = _shared_prefix(open_marks, wanted)
        html.extend("</mark>" for _ in open_marks[kept:])
        html.extend(_open_mark(mark, seen) for mark in wanted[kept:])
        html.append(escape(text[here - start : there - start]))
        open_marks = wanted
    html.extend("</mark>" for _ in open_marks)
    return "".join(html)


def _shared_prefix(left: Sequence[Mark], right: Sequence[Mark]) -> int:
    return next(
        (i for i, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), len(left[: len(right)])
    )


def _open_mark(mark: Mark, seen: set[str]) -> str:
    name = escape(mark.name)
    identity = "" if mark.name in seen else f' id="{name}"'
    seen.add(mark.name)
    return f'<mark{identity} class="{name}" tabindex="-1">'


def name_heading(section: Section | None) -> str:
    """The class of a section whose first line is its heading, with a space before it; empty for running text."""
    return " headed" if section and (section.title or section.label.startswith("§")) else ""


def gather_excerpts(citations: Sequence[Citation], documents: Mapping[str, Document]) -> tuple[Excerpt, ...]:
    """The sections behind the citations, each once, in the order of their first citation."""
    groups: dict[tuple[str, int, int], list[Citation]] = {}
    sections: dict[tuple[str, int, int], Section | None] = {}
    for citation in citations:
        document = documents.get(citation.document)
        if document is None:
            continue
        section = find_section(document, citation.span.start)
        start = min(section.span.start, citation.span.start) if section else citation.span.start
        end = max(section.span.end, citation.span.end) if section else citation.span.end
        groups.setdefault((citation.document, start, end), []).append(citation)
        sections[citation.document, start, end] = section
    return tuple(
        Excerpt(documents[key[0]], sections[key], key[1], key[2], tuple(cited)) for key, cited in groups.items()
    )


def render_sources(
    turn: int, question: str, citations: Sequence[Citation], documents: Mapping[str, Document], words: Words
) -> str:
    """The sources of one answer: a foldable card for each cited section, the first one open."""
    excerpts = gather_excerpts(citations, documents)
    head = f'<p class="source-question">{escape(words.sources_of.format(question=_shorten(question)))}</p>'
    if not excerpts:
        return f'<section class="turn" id="q{turn}">{head}<p class="quiet">{escape(words.sources_none)}</p></section>'
    cards = "".join(_render_card(turn, n, excerpt, documents, words) for n, excerpt in enumerate(excerpts, 1))
    return f'<section class="turn" id="q{turn}">{head}{cards}</section>'


def _render_card(turn: int, number: int, excerpt: Excerpt, documents: Mapping[str, Document], words: Words) -> str:
    document = excerpt.document
    keys = "".join(f"<span>[{escape(c.key)}]</span>" for c in excerpt.citations)
    marks = [Mark(c.span.start, c.span.end, name_mark(turn, c.key)) for c in excerpt.citations]
    text = mark_text(document.text[excerpt.start : excerpt.end], excerpt.start, marks)
    places = dict.fromkeys(place for c in excerpt.citations for place in c.also_in)
    spans = [c.span for c in excerpt.citations]
    label = excerpt.section.label if excerpt.section else excerpt.citations[0].section
    title = excerpt.section.title if excerpt.section else ""
    return (
        f'<details class="source" id="q{turn}-s{number}"{" open" if number == 1 else ""}>'
        f'<summary><span class="source-keys">{keys}</span> <span class="source-document">{escape(document.title)}</span>,'
        f' <span class="source-section">{escape(label)}</span> {escape(title)}</summary>'
        f'<div class="source-text{name_heading(excerpt.section)}" lang="de">{text}</div>'
        f"{_render_steps(excerpt, words)}"
        f"{_render_also_in(list(places), documents, words)}"
        f'<p class="source-ways"><a href="{escape(link_document(document, spans))}" target="_blank" rel="noopener">'
        f"{escape(words.whole_document)}</a> {escape(words.new_tab)}"
        f'<button type="button" class="copy-address">{escape(words.talk.address)}</button>'
        f'<button type="button" class="source-back">{escape(words.back)}</button></p></details>'
    )


def _render_steps(excerpt: Excerpt, words: Words) -> str:
    """The ways to the sections before and after; the page's script reads them from the document's own page."""
    sections = excerpt.document.sections
    if excerpt.section is None or len(sections) < 2:
        return ""
    here, address = sections.index(excerpt.section) + 1, escape(link_document(excerpt.document))
    buttons = "".join(
        f'<a class="step" data-step="{step}" href="{address}#abschnitt-{min(max(here + step, 1), len(sections))}"'
        f' target="_blank" rel="noopener"{"" if 1 <= here + step <= len(sections) else " hidden"}>{escape(label)}</a>'
        for step, label in ((-1, words.talk.previous), (1, words.talk.next))
    )
    return f'<p class="source-steps" data-address="{address}" data-section="{here}" data-last="{len(sections)}">{buttons}</p>'


def _render_also_in(places: Sequence[Place], documents: Mapping[str, Document], words: Words) -> str:
    items = [
        f'<li><a href="{escape(link_document(documents[p.span.document_id], [p.span]))}" target="_blank" '
        f'rel="noopener">{escape(documents[p.span.document_id].title)}, {escape(p.section)}</a></li>'
        for p in places
        if p.span.document_id in documents
    ]
    return f'<div class="source-also"><p>{escape(words.also_in)}</p><ul>{"".join(items)}</ul></div>' if items else ""


def render_panel(turns: Sequence[str], documents: Sequence[Document], words: Words) -> str:
    """The panel: the sources of the answers given so far, the newest shown, the others kept for their marks.

    Before the first answer it says what will appear here, and lists the documents held.
    """
    body = "".join(
        turn if last else turn.replace("<section ", "<section hidden ", 1)
        for turn, last in ((turn, turn is turns[-1]) for turn in turns)
    )
    if not turns:
        body = f'<p class="quiet">{escape(words.sources_empty)}</p>{render_documents(documents, words)}'
    return f'<div class="panel" role="region" aria-labelledby="belege"><h2 id="belege">{escape(words.sources)}</h2>{body}</div>'


def render_documents(documents: Sequence[Document], words: Words) -> str:
    """The documents held, each with the way to its full text."""
    if not documents:
        return ""
    items = "".join(
        f'<li><a href="{escape(link_document(d))}" target="_blank" rel="noopener">{escape(d.title)}</a></li>'
        for d in sorted(documents, key=lambda d: (d.kind, d.title))
    )
    opened = " open" if len(documents) <= 12 else ""
    return (
        f'<details class="documents"{opened}><summary>{escape(words.documents)} ({len(documents)})</summary>'
        f"<ul>{items}</ul></details>"
    )


def _shorten(text: str, limit: int = 160) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= limit else joined[: limit - 2].rstrip() + " …"
