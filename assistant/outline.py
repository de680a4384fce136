"""How agreements are built (Aufbau): the sections that they share, and which sentences stand in them word for word.

Names, years and amounts are masked as in `assistant.wording`: a sentence counts as the same where nothing else differs.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from assistant.alignment import is_same
from assistant.bodies import find_printed_bodies
from assistant.documents import Agreement, Section, Span
from assistant.masks import MaskedDocument, Word, Wording, mask_document, mend_words, read_words
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
    """A section of one agreement: its sentences with their words."""

    document: Agreement
    section: Section
    sentences: tuple[tuple[Span, tuple[Word, ...]], ...]


class _Wordings:
    """Sentences by number: two that are the same but for what is filled in have one number."""

    def __init__(self) -> None:
        self._seen: list[tuple[Word, ...]] = []
        self._numbers: dict[tuple[tuple[str, str], ...], int] = {}
        self.holders: dict[int, set[str]] = defaultdict(set)

    def add(self, document: str, words: tuple[Word, ...]) -> int:
        """The number of a sentence, a new one for a new wording; the document is counted among its holders."""
        letters = tuple((word.key, word.loose) for word in words)
        if letters not in self._numbers:
            same = (number for number, other in enumerate(self._seen) if is_same(other, words))
            self._numbers[letters] = next(same, len(self._seen))
            if self._numbers[letters] == len(self._seen):
                self._seen.append(words)
        number = self._numbers[letters]
        self.holders[number].add(document)
        return number


def outline_agreements(agreements: Sequence[Agreement]) -> tuple[OutlineSection, ...]:
    """The build of the agreements, in the order in which most of them have it; nothing for no agreement."""
    masked = [mask_document(agreement) for agreement in agreements]
    places = [{id(section): n for n, section in enumerate(agreement.sections)} for agreement in agreements]
    rows = [row for row in align_sections(agreements) if len(row.sections) >= _LEAST_SHARE * len(agreements)]
    rows.sort(key=lambda row: median(places[number][id(section)] for number, section in row.sections.items()))
    return tuple(_summarize(row, agreements, masked) for row in rows)


def _summarize(row: SectionRow, agreements: Sequence[Agreement], masked: Sequence[MaskedDocument]) -> OutlineSection:
    readings = _read_row(row, agreements, masked)
    wordings = _Wordings()
    numbers = {r.document.id: [wordings.add(r.document.id, words) for _, words in r.sentences] for r in readings}
    counts = {document: [len(wordings.holders[n]) for n in own] for document, own in numbers.items()}
    newest = max(reading.document.year or 0 for reading in readings)
    timely = [reading for reading in readings if (reading.document.year or 0) == newest]
    chosen = max(timely, key=lambda reading: _average(counts[reading.document.id]))
    sentences = zip((span for span, _ in chosen.sentences), counts[chosen.document.id], strict=True)
    labels = Counter(section.label for section in row.sections.values())
    return OutlineSection(
        labels.most_common(1)[0][0],
        drop_names(chosen.section.title),
        chosen.document,
        chosen.section,
        len(row.sections),
        tuple(SharedSentence(span, count) for span, count in sentences),
    )


def _average(counts: Sequence[int]) -> float:
    return sum(counts) / len(counts) if counts else 0.0


def _read_row(
    row: SectionRow, agreements: Sequence[Agreement], masked: Sequence[MaskedDocument]
) -> tuple[_Reading, ...]:
    """The section in every agreement that has it; words that the print of one tore apart are mended by the others."""
    wordings = [
        read_words(masked[number], find_body_start(agreements[number], section), section.span.end)
        for number, section in row.sections.items()
    ]
    vocabulary = frozenset(word.key for wording in wordings for word in wording.words)
    return tuple(
        _Reading(agreements[number], section, _split(agreements[number].id, mend_words(wording, vocabulary)))
        for (number, section), wording in zip(row.sections.items(), wordings, strict=True)
    )


def _split(document_id: str, wording: Wording) -> tuple[tuple[Span, tuple[Word, ...]], ...]:
    """Sentences of some words; projects are no words, so that a line that only holds some is left out."""
    sentences = []
    for number, words in groupby(wording.words, key=lambda word: word.sentence):
        held = tuple(words)
        if len(held) >= _SHORTEST:
            sentences.append((Span(document_id, *wording.sentences[number]), held))
    return tuple(sentences)


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
