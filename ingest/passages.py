"""Passages: sections cut into pieces within the token limit, paragraph by paragraph, with their search text."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.bodies import get_body
from assistant.documents import (
    Agreement,
    Category,
    Document,
    Measure,
    Offer,
    Passage,
    Place,
    PressRelease,
    Section,
    Span,
)
from assistant.settings import PASSAGE_TOKENS
from ingest.lines import find_blocks
from ingest.mending import mend_text
from ingest.readings import split_sentences
from ingest.templates import SHORTEST_WORDING, find_same
from ingest.torn_words import count_words

if TYPE_CHECKING:
    import tiktoken

_SMALL = 48
"""Tokens below which a paragraph (a heading, a piece of a torn sentence, a list item) goes with its neighbour."""
_PIECE = 1_200
"""Characters that are counted at once: encoding one word of a million letters would take minutes."""
_LONGEST_FIT = PASSAGE_TOKENS * 12
"""Characters that never fit; no language has twelve letters a token."""
_HEADING = re.compile(r"[^\n]{2,80}?[^\s.!:;,“”\"]")
"""One line that is no sentence; it may be a question."""
_LISTED = "Maßnahmen und Projekte"
"""What a list of entries is searched by, whose words are names."""
_KINDS = {"agreement": "Zielvereinbarung", "press_release": "Pressemitteilung", "other": ""}


def cut_passages(documents: Sequence[Document]) -> tuple[Passage, ...]:
    """The passages of all documents, in order.

    A passage lies inside one section and holds at most `PASSAGE_TOKENS` tokens of text. Template wording is found over
    all documents given, so the passages of a document depend on the others only in `search_text` (mended words),
    `template` and `also_in`.
    """
    words = count_words(document.text for document in documents)
    places = [
        (d, s, first, last, heading, _say_listed(entries, first, last))
        for d in documents
        for s, heading in zip(d.sections, _find_headings(d), strict=True)
        for entries in (_find_list(d, s),)
        for first, last in _cut_section(d.text, s, entries)
    ]
    mended = [mend_text(document.text[first:last], words) for document, _, first, last, *_ in places]
    template, same = find_same(
        mended, [document.id for document, *_ in places], [document.kind != "other" for document, *_ in places]
    )
    spans = [Place(section.label, Span(d.id, first, last)) for d, section, first, last, *_ in places]
    return tuple(
        _make_passage(
            document,
            spans[i],
            mended[i],
            _context(document, section, heading, listed, mended[i]),
            template[i],
            tuple(spans[j] for j in same.get(i, ())),
        )
        for i, (document, section, _, _, heading, listed) in enumerate(places)
    )


def count_tokens(text: str) -> int:
    """Tokens of cl100k_base; long texts are counted in pieces, which may overstate by a few."""
    encode = _encoding().encode_ordinary
    return sum(len(encode(text[i : i + _PIECE])) for i in range(0, len(text), _PIECE))


@cache
def _encoding() -> "tiktoken.Encoding":
    import tiktoken

    return tiktoken.get_encoding("cl100k_base")


def _find_headings(document: Document) -> Iterator[str]:
    """For each section the line that stands over it as a heading; agreements have titles instead.

    In other texts each block is a section of its own, and "Wer darf einen Antrag stellen?" stands in the one before.
    """
    heading = ""
    for section in document.sections:
        yield heading if document.kind != "agreement" else ""
        written = document.text[section.span.start : section.span.end].strip("#* \n")
        heading = written if _HEADING.fullmatch(written) else ""


def _make_passage(
    document: Document, place: Place, mended: str, context: str, template: bool, also_in: tuple[Place, ...]
) -> Passage:
    span = place.span
    text = document.text[span.start : span.end]
    content = f"{document.id}\0{span.start}\0{text}"
    return Passage(
        id=hashlib.sha256(content.encode()).hexdigest()[:24],
        span=span,
        section=place.section,
        text=text,
        search_text=f"{context}{mended}",
        body=document.body,
        year=document.year,
        kind=document.kind,
        template=template,
        also_in=also_in,
    )


def _say_listed(entries: Span | None, first: int, last: int) -> str:
    """What a piece of a section is a list of, if it holds any of its entries."""
    return _LISTED if entries and first < entries.end and entries.start < last else ""


def _context(document: Document, section: Section, heading: str, listed: str, mended: str) -> str:
    """What a reader of the whole page knows: kind, year, body, and the section's title or the heading over it."""
    if document.kind == "other":
        title = "" if document.title.removesuffix(" …") in mended else document.title
        above = " ".join(dict.fromkeys(part for part in (title, heading) if part))
        return f"{above}\n" if above else ""
    name = (
        get_body(document.body).full if document.body else ("Land Hessen" if document.kind == "press_release" else "")
    )
    label = section.label if document.kind == "agreement" else ""
    title = section.title if section.title and section.title not in mended else heading
    parts = (_KINDS[document.kind], str(document.year or ""), name, label, title, listed)
    return " ".join(part for part in parts if part) + "\n"


def _find_list(document: Document, section: Section) -> Span | None:
    """From the first to the last entry of the list of measures or offers of a section, None where it has none."""
    entries: Sequence[Measure | Category | Offer] = ()
    if isinstance(document, Agreement):
        entries = (*document.categories, *document.measures)
    elif isinstance(document, PressRelease):
        entries = document.offers
    inside = [e.span for e in entries if section.span.start <= e.span.start < section.span.end]
    if not inside:
        return None
    return Span(document.id, min(span.start for span in inside), max(span.end for span in inside))


def _cut_section(text: str, section: Section, entries: Span | None) -> Iterator[tuple[int, int]]:
    """Paragraphs, small ones with the next, big ones cut at sentences.

    A sentence after a list of measures stands for itself: it is the same in all agreements, the list is not.
    """
    list_end = entries.end if entries else section.span.end
    current: tuple[int, int] | None = None
    size = 0
    for start, end in find_blocks(text, section.span.start, section.span.end):
        for first, last, tokens in _cut_block(text, start, end):
            small = min(size, tokens) < _SMALL or _is_torn(text, current, first)
            apart = current is not None and current[0] < list_end <= first and _is_sentence(text[first:last])
            if current is not None and small and not apart and size + tokens + 2 <= PASSAGE_TOKENS:
                current, size = (current[0], last), size + tokens + 2
                continue
            if current is not None:
                yield current
            current, size = (first, last), tokens
    if current is not None:
        yield current


def _is_sentence(block: str) -> bool:
    return block[0].isupper() and block.rstrip("*_ ").endswith(".") and len(block.split()) >= SHORTEST_WORDING


def _is_torn(text: str, current: tuple[int, int] | None, first: int) -> bool:
    """Whether a page break tore one sentence into two paragraphs."""
    return current is not None and (
        text[first].islower() or re.search(r"[.:!?;“\"]\W*$", text[current[1] - 4 : current[1]]) is None
    )


def _cut_block(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """A paragraph whole if it fits, else cut into pieces of about equal size at sentence ends."""
    if end - start <= _LONGEST_FIT and (tokens := count_tokens(text[start:end])) <= PASSAGE_TOKENS:
        yield start, end, tokens
        return
    pieces = [piece for sentence in _sentences(text, start, end) for piece in _cut_sentence(text, *sentence)]
    total = sum(count for *_, count in pieces)
    target = total / -(-total // PASSAGE_TOKENS)
    first, last, size = pieces[0]
    for begin, stop, count in pieces[1:]:
        if size + count + 1 > PASSAGE_TOKENS or size >= target:
            yield first, last, size
            first, size = begin, 0
        last, size = stop, size + count + 1
    yield first, last, size


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for first, last in split_sentences(text[start:end]):
        yield start + first, start + last


def _cut_sentence(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """A sentence that fits, else its lines or words in halves until they fit."""
    tokens = count_tokens(text[start:end]) if end - start <= _LONGEST_FIT else PASSAGE_TOKENS + 1
    if tokens <= PASSAGE_TOKENS:
        yield start, end, tokens
        return
    for first, last in pairwise(_cut_points(text, start, end)):
        piece = text[first:last].strip()
        if piece:
            begin = first + len(text[first:last]) - len(text[first:last].lstrip())
            yield from _cut_halves(text, begin, begin + len(piece))


def _cut_points(text: str, start: int, end: int) -> list[int]:
    """Places near every `_PIECE // 2` characters where a line or a word ends, or simply there."""
    points = [start]
    while end - points[-1] > _PIECE // 2:
        at = points[-1] + _PIECE // 2
        gap = max(text.rfind("\n", points[-1] + 1, at), text.rfind(" ", points[-1] + 1, at))
        points.append(gap + 1 if gap > points[-1] else at)
    return [*points, end]


def _cut_halves(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    tokens = count_tokens(text[start:end])
    if tokens <= PASSAGE_TOKENS or end - start < 2:
        yield start, end, tokens
        return
    middle = (start + end) // 2
    yield from _cut_halves(text, start, middle)
    yield from _cut_halves(text, middle, end)
