"""Sums of money with the words that belong to them: the sentence, what stands before and what behind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.documents import Span
from assistant.money import FoundEuros, find_euros
from ingest.readings import Reading, split_sentences

# Between two sums of one sentence the words up to here belong to the first, the words behind to the second.
_BETWEEN = re.compile(r"[,;]|\s(?=und\s|sowie\s|davon\s|darunter\s|hiervon\s|zuzüglich\s)")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sum in its sentence; `before` and `after` are the words of the clause that belong to this sum alone."""

    euros: FoundEuros
    span: Span
    written: str
    sentence: Span
    clause: str
    before: str
    after: str


def find_statements(document_id: str, text: str, reading: Reading) -> Iterator[Statement]:
    """Every sum in a reading with its sentence and its own words."""
    found = find_euros(reading.text)
    if not found:
        return
    for first, last in split_sentences(reading.text):
        inside = [euros for euros in found if first <= euros.start and euros.end <= last]
        for i, euros in enumerate(inside):
            left = (
                _left_edge(reading.text, inside[i - 1].end, euros.start)
                if i
                else _clause_start(reading.text, first, euros.start)
            )
            right = (
                _left_edge(reading.text, euros.end, inside[i + 1].start)
                if i + 1 < len(inside)
                else _clause_end(reading.text, euros.end, last)
            )
            start, end = reading.place(euros.start, euros.end)
            yield Statement(
                euros,
                Span(document_id, start, end),
                text[start:end],
                Span(document_id, *reading.place(first, last)),
                reading.text[left:right],
                reading.text[left : euros.start],
                reading.text[euros.end : right],
            )


def _left_edge(running: str, start: int, end: int) -> int:
    """Where, between two sums, the words of the second begin."""
    match = _BETWEEN.search(running, start, end)
    return match.start() if match else end


def _clause_start(running: str, first: int, at: int) -> int:
    found = running.rfind(";", first, at)
    return found + 1 if found >= 0 else first


def _clause_end(running: str, at: int, last: int) -> int:
    found = running.find(";", at, last)
    return found if found >= 0 else last
