"""Which sections of several documents stand for each other: by label and title, not by number alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from assistant.documents import Document, Section

_LIKE_TITLE = 60
"""Similarity of titles (0 to 100) from which sections of one label are the same; names of bodies make them differ."""

_SAME_TITLE = 82
"""Similarity from which sections of different labels are the same: the numbers have moved."""

_SIGN = re.compile(r"[#*\s]*(?:§+|Paragraph|\$|[S8])\s*\**\s*\d+[a-z]?\b[*\s.:)]*", re.IGNORECASE)
_HEAD = re.compile(r"^\W*Zielvereinbarung\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section in all documents that have it, by the number of the document; `label` is that of the first."""

    label: str
    sections: dict[int, Section]


def align_sections(documents: Sequence[Document]) -> tuple[SectionRow, ...]:
    """Rows of sections that stand for each other, in the order of the first document, further ones where they stand."""
    rows: list[dict[int, Section]] = []
    for number, document in enumerate(documents):
        pairs = _pair(document.sections, [next(iter(row.values())) for row in rows])
        position = 0
        added = []
        for index, section in enumerate(document.sections):
            if index in pairs:
                rows[pairs[index]][number] = section
                position = pairs[index] + 1
            else:
                added.append((position, {number: section}))
        for offset, (place, row) in enumerate(added):
            rows.insert(place + offset, row)
    return tuple(SectionRow(next(iter(row.values())).label, row) for row in rows)


def is_label(label: str, asked: str) -> bool:
    """Whether a label is the one that is asked for; spaces and capitals do not count ("§4", "präambel")."""
    return "".join(label.split()).casefold() == "".join(asked.split()).casefold()


def find_body_start(document: Document, section: Section) -> int:
    """Where the body of a section begins behind its printed label and title; in a Kopf behind the logo."""
    text, end = document.text, section.span.end
    position = section.span.start
    if section.label == "Kopf":
        head = _HEAD.search(text, position, end)
        return head.start() if head else position
    sign = _SIGN.match(text, position, end) if section.label.startswith("§") else None
    position = sign.end() if sign else _skip(text, position, end, section.label)
    return _skip(text, position, end, section.title)


def _skip(text: str, start: int, end: int, wanted: str) -> int:
    """Behind words, whatever marks and line breaks part them; `start` where other words stand there."""
    letters = [letter for letter in wanted if letter.isalnum()]
    position, index = start, 0
    while index < len(letters) and position < end:
        if text[position] == letters[index]:
            index += 1
        elif text[position].isalnum():
            return start
        position += 1
    if index < len(letters):
        return start
    while letters and position < end and not text[position].isalnum() and text[position] != "\n":
        position += 1
    return position


def _pair(sections: Sequence[Section], heads: Sequence[Section]) -> dict[int, int]:
    """Index of a section -> index of the row it belongs to: label and title, then title, then label alone."""
    pairs: dict[int, int] = {}
    for is_match in (_is_same, _is_renumbered, _is_retitled):
        for index, section in enumerate(sections):
            if index in pairs:
                continue
            free = (row for row, head in enumerate(heads) if row not in pairs.values() and is_match(section, head))
            row = next(free, None)
            if row is not None:
                pairs[index] = row
    return pairs


def _is_same(section: Section, head: Section) -> bool:
    if section.label != head.label:
        return False
    return not section.title or not head.title or _likeness(section, head) >= _LIKE_TITLE


def _is_renumbered(section: Section, head: Section) -> bool:
    return bool(section.title and head.title) and _likeness(section, head) >= _SAME_TITLE


def _is_retitled(section: Section, head: Section) -> bool:
    return section.label == head.label


def _likeness(section: Section, head: Section) -> float:
    return fuzz.ratio(section.title.casefold(), head.title.casefold())
