"""Passages as they are stored: flat, and with a name for a wording instead of a list of all the places it stands at.

A paragraph of the template stands in every agreement, so that the lists of its places would grow with the square of
the documents: 12 kB a passage at 130 agreements. Stored is which passages share a wording; the lists are made from
that at reading, and share their places in memory.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.documents import DocumentKind, Passage, Place, Span


@dataclass(frozen=True, slots=True)
class PassageRecord:
    """A passage without its text; `also_in` is filled only where `wording` cannot tell it."""

    id: str
    document_id: str
    start: int
    end: int
    section: str
    search_text: str
    body: str | None
    year: int | None
    kind: DocumentKind
    template: bool
    wording: str
    also_in: tuple[Place, ...]


def make_records(passages: Sequence[Passage]) -> tuple[PassageRecord, ...]:
    """The records of passages, in order."""
    named = list(zip(passages, _name_wordings(passages), strict=True))
    groups = _group_places(named)
    untold = {wording for passage, wording in named if passage.also_in != _elsewhere(groups.get(wording, ()), passage)}
    return tuple(_make_record(passage, "" if wording in untold else wording) for passage, wording in named)


def read_passages(records: Sequence[PassageRecord], texts: Iterable[str]) -> tuple[Passage, ...]:
    """The passages behind records and their texts."""
    alone = [_make_passage(record, text) for record, text in zip(records, texts, strict=True)]
    groups = _group_places((passage, record.wording) for passage, record in zip(alone, records, strict=True))
    return tuple(
        replace(passage, also_in=_elsewhere(groups[record.wording], passage)) if record.wording else passage
        for passage, record in zip(alone, records, strict=True)
    )


def _name_wordings(passages: Sequence[Passage]) -> list[str]:
    """For each passage a name that those with the same wording share; "" for one that stands nowhere else."""
    names: dict[Place, str] = {}
    wordings = []
    for passage in passages:
        if not passage.also_in:
            wordings.append("")
            continue
        # A second place in the same document is not listed, but lists the same others.
        name = names.get(_place(passage)) or names.get(passage.also_in[0]) or passage.id
        names |= dict.fromkeys((_place(passage), passage.also_in[0]), name)
        wordings.append(name)
    return wordings


def _place(passage: Passage) -> Place:
    return Place(passage.section, passage.span)


def _group_places(named: Iterable[tuple[Passage, str]]) -> dict[str, list[Place]]:
    groups: dict[str, list[Place]] = defaultdict(list)
    for passage, wording in named:
        if wording:
            groups[wording].append(_place(passage))
    return groups


def _elsewhere(places: Sequence[Place], passage: Passage) -> tuple[Place, ...]:
    return tuple(place for place in places if place.span.document_id != passage.span.document_id)


def _make_record(passage: Passage, wording: str) -> PassageRecord:
    return PassageRecord(
        id=passage.id,
        document_id=passage.span.document_id,
        start=passage.span.start,
        end=passage.span.end,
        section=passage.section,
        search_text=passage.search_text,
        body=passage.body,
        year=passage.year,
        kind=passage.kind,
        template=passage.template,
        wording=wording,
        also_in=() if wording else passage.also_in,
    )


def _make_passage(record: PassageRecord, text: str) -> Passage:
    return Passage(
        id=record.id,
        span=Span(record.document_id, record.start, record.end),
        section=record.section,
        text=text,
        search_text=record.search_text,
        body=record.body,
        year=record.year,
        kind=record.kind,
        template=record.template,
        also_in=record.also_in,
    )
