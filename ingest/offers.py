"""Offers that a press text lists: bulleted lines, or paragraphs of a list that lost its bullets."""

import re
from collections.abc import Iterator, Sequence

from assistant.documents import Offer, Section, Span
from ingest.lines import split_lines
from ingest.part_time import find_part_time
from ingest.readings import make_reading, split_sentences

_BULLET = re.compile(r"(?:[•·‣◦▪▫■□►➢✓●○\uf0b7]\s*|[-–—*](?!\*)\s+|\(?\w\)\s+)(?=\S)")
_NUMBER = re.compile(r"\d{1,2}\.\s+(?=\S)")
_ABOUT = re.compile(
    r"Angebot|Maßnahme|Projekt|Vorhaben|geplant|gefördert|finanziert|unterstützt|umgesetzt|Schwerpunkt|Kurs|Ausbildung"
)
_SHORTEST_SENTENCE = 60
"""Characters; what seems to end earlier is an abbreviation in a name ("Integr. Sprachförd. f. Geflüchtete")."""
_CONTACT = re.compile(r"Tel(?:\.|efon)|Fax|E-?Mail|@|www\.|Ansprechpartner|https?:")


def find_offers(document_id: str, text: str, sections: Sequence[Section]) -> tuple[Offer, ...]:
    """The items of every list that a sentence on offers, measures or projects introduces with a colon."""
    found: list[Offer] = []
    for i, section in enumerate(sections):
        words = text[section.span.start : section.span.end]
        intro, inside = _split_list(words)
        if inside:
            if _ABOUT.search(intro):
                found.extend(_read_bullets(document_id, text, section, section.span.start + len(intro)))
        elif words.rstrip("* ").endswith(":") and _ABOUT.search(words):
            found.extend(_read_items(document_id, text, sections[i + 1 :]))
    return tuple(found)


def _split_list(words: str) -> tuple[str, bool]:
    """The introduction above a list inside one block, and whether there is such a list."""
    match = re.search(rf":[^\S\n]*(?:\*\*)?\n[^\S\n]*(?={_BULLET.pattern}|1\.\s)", words)
    return (words[: match.end()], True) if match else (words, False)


def _read_bullets(document_id: str, text: str, section: Section, start: int) -> Iterator[Offer]:
    items: list[tuple[int, int]] = []
    for line in split_lines(text, start, section.span.end):
        match = _BULLET.match(line.text) or _NUMBER.match(line.text)
        if match:
            items.append((line.start + match.end(), line.end))
        elif items and line.text:
            items[-1] = (items[-1][0], line.end)
    for first, last in items:
        yield from _make_offer(document_id, text, section.label, first, last)


def _read_items(document_id: str, text: str, following: Sequence[Section]) -> Iterator[Offer]:
    """Blocks of a list: bulleted ones, or each ending in a semicolon and the last one behind it."""
    bulleted = False
    open_item = False
    for place, section in enumerate(following):
        start, end = section.span.start, section.span.end
        if _BULLET.match(text[start:end]) or _is_numbered(text, following, place):
            bulleted = True
            yield from _read_bullets(document_id, text, section, start)
            continue
        semicolon = text[start:end].endswith((";", ","))
        if bulleted or not (semicolon or open_item):
            return
        open_item = semicolon
        yield from _make_offer(document_id, text, section.label, start, end)
        if not semicolon and place:
            return


def _is_numbered(text: str, following: Sequence[Section], place: int) -> bool:
    """Whether an item carries its number in a list that counts from one; a single "2. Anlauf" is a name."""
    first, here = following[0].span.start, following[place].span.start
    return text.startswith("1. ", first) and text.startswith(f"{place + 1}. ", here)


def _make_offer(document_id: str, text: str, label: str, start: int, end: int) -> Iterator[Offer]:
    """The first sentence of an item without the punctuation of the list; further sentences explain it."""
    reading = make_reading(text, start, end)
    if not reading.text or _CONTACT.search(reading.text):
        return
    first, last = split_sentences(reading.text)[0]
    if last - first < _SHORTEST_SENTENCE:
        last = len(reading.text)
    start, end = reading.place(first, last)
    while end > start and text[end - 1] in ";,. \n":
        end -= 1
    entry = make_reading(text, start, end)
    yield Offer(
        " ".join(text[start:end].split()),
        find_part_time(document_id, text, entry),
        label,
        Span(document_id, start, end),
    )
