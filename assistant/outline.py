"""How agreements are built (Aufbau): the sections that they share, and which sentences stand in them word for word.

Names, years and amounts are masked as in `assistant.wording`: a sentence counts as the same where nothing else differs.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from assistant.bodies import find_printed_bodies
from assistant.documents import Agreement, Section, Span
from assistant.masks import MaskedDocument, mask_document, read_words
from assistant.section_rows import SectionRow, align_sections, find_body_start

_SHORTEST = 3
"""Words below which a line is no sentence ("zwischen")."""

_LEAST_SHARE = 0.05
"""Share of the agreements that must have a section for it to belong to the build."""


@dataclass(frozen=True, slots=True)
class SharedSentence:
    """A sentence of the quoted agreement and in how many agreements the same one stands, this one included."""

    span: Span
    count: int


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A section of the common build.

    `label` is the commonest one, `title` that of the quoted agreement without the names in it. `document` is the
    agreement whose wording is quoted: of the newest year, the one that shares most with the others. `count` says how
    many agreements have the section; `titles` how many different headings it has in them.
    """

    label: str
    title: str
    document: Agreement
    section: Section
    count: int
    sentences: tuple[SharedSentence, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A section of one agreement: the letters of each sentence with all that is filled in left out."""

    document: Agreement
    section: Section
    sentences: tuple[tuple[Span, str], ...]


def outline_agreements(agreements: Sequence[Agreement]) -> tuple[OutlineSection, ...]:
    """The build of the agreements, in the order in which most of them have it; nothing for no agreement."""
    masked = [mask_document(agreement) for agreement in agreements]
    places = [{id(section): n for n, section in enumerate(agreement.sections)} for agreement in agreements]
    rows = [row for row in align_sections(agreements) if len(row.sections) >= _LEAST_SHARE * len(agreements)]
    rows.sort(key=lambda row: median(places[number][id(section)] for number, section in row.sections.items()))
    return tuple(_summarize(row, agreements, masked) for row in rows)


def _summarize(row: SectionRow, agreements: Sequence[Agreement], masked: Sequence[MaskedDocument]) -> OutlineSection:
    readings = [_read(agreements[number], section, masked[number]) for number, section in row.sections.items()]
    holders: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        for _, letters in reading.sentences:
            holders[letters].add(reading.document.id)
    newest = max((reading.document.year or 0 for reading in readings), default=0)
    timely = [reading for reading in readings if (reading.document.year or 0) == newest]
    chosen = max(timely, key=lambda reading: _likeness(reading, holders))
    sentences = tuple(SharedSentence(span, len(holders[letters])) for span, letters in chosen.sentences)
    labels = Counter(section.label for section in row.sections.values())
    return OutlineSection(
        labels.most_common(1)[0][0],
        drop_names(chosen.section.title),
        chosen.document,
        chosen.section,
        len(row.sections),
        sentences,
    )


def _read(document: Agreement, section: Section, masked: MaskedDocument) -> _Reading:
    wording = read_words(masked, find_body_start(document, section), section.span.end)
    sentences = []
    for number, words in groupby(wording.words, key=lambda word: word.sentence):
        held = list(words)
        letters = "".join(word.loose for word in held)
        # Projects are no words: a sentence that only holds some is left out, one with some ends where its words do.
        if len(held) >= _SHORTEST:
            start, end = wording.sentences[number]
            sentences.append((Span(document.id, start, end), letters))
    return _Reading(document, section, tuple(sentences))


def _likeness(reading: _Reading, holders: dict[str, set[str]]) -> float:
    counts = [len(holders[letters]) for _, letters in reading.sentences]
    return sum(counts) / len(counts) if counts else 0.0


def drop_names(title: str) -> str:
    """A heading without the names of bodies in it ("Ziele für die Umsetzung …").

    Example:
        >>> drop_names("Ziele für die Umsetzung des Landkreises Kassel")
        'Ziele für die Umsetzung …'
    """
    kept = title
    for found in reversed(find_printed_bodies(title)):
        before = kept[: found.start].rstrip()
        words = before.split(" ")
        before = " ".join(words[:-1]) if words[-1].lower() in {"der", "des", "dem", "den", "die"} else before
        kept = f"{before} …{kept[found.end :]}".strip()
    return kept
