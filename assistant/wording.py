"""Comparing the wording of documents: the words that really differ, each with its place.

Names of bodies, budget years, amounts and projects are masked, the layout does not count (see `assistant.masks`); what
is left is a change of the template or a peculiarity of a single text.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.alignment import Edit, Keys, Region, align_words, find_regions, is_same
from assistant.category_lines import find_category_lines
from assistant.documents import Agreement, Document, Section, Span
from assistant.masks import (
    MaskedDocument,
    MaskKind,
    Word,
    Wording,
    mask_document,
    mend_words,
    read_words,
)
from assistant.section_rows import SectionRow, align_sections, find_body_start, is_label

DifferenceKind = Literal["replaced", "added", "removed", "heading", "list"]
Detail = Literal["", "moved", "section", "numbering", "category"]
Verdict = Literal["same", "masked", "different"]

_UNCOMPARED = frozenset({"Unterschriften"})
_OPTIONAL = frozenset({"Kopf", "Unterschriften"})


@dataclass(frozen=True, slots=True)
class WordingPart:
    """The words of one document at a difference; `words` equals the fixed text at `span`.

    `words` is empty and the span has no length where the document has nothing there; `context` is the sentence or
    heading around it, for a quote that can stand alone.
    """

    document_id: str
    span: Span
    words: str
    context: Span


@dataclass(frozen=True, slots=True)
class Difference:
    """A place at which the wording differs.

    `section` is its label in the first document. `kind` is `heading` for titles and numbers of sections, `list` for the
    categories of § 5 (their numbering, title, absence), else what became of the words. `detail` narrows it: `moved`
    (the same words elsewhere in the sentence), `section` (a whole section), `numbering`, `category`. `before` and
    `after` hold the documents of either side that take part in it. `shared`: there are several documents on the after
    side and each has it, which makes a change of the template likely; else it occurs in a single text or in some.
    """

    section: str
    kind: DifferenceKind
    before: tuple[WordingPart, ...]
    after: tuple[WordingPart, ...]
    shared: bool
    detail: Detail = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two sides.

    `identical_sections` are the labels of those that are the same word for word, `masked_sections` of those that differ
    in nothing but what is masked; `masked` says what was, where it differs.
    """

    differences: tuple[Difference, ...]
    identical_sections: tuple[str, ...]
    masked: tuple[MaskKind, ...]
    masked_sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionComparison:
    """One section in several documents.

    `verdict` is `masked` where all is the same but for names, years, amounts and projects. `groups` holds the ids of the
    documents with the same wording (so read), the largest first. `differences` sets the largest group against the
    others; `missing` are the ids of the documents without the section.
    """

    section: str
    verdict: Verdict
    groups: tuple[tuple[str, ...], ...]
    differences: tuple[Difference, ...]
    missing: tuple[str, ...]
    masked: tuple[MaskKind, ...]


@dataclass(frozen=True, slots=True)
class _Stream:
    """The headings, or the bodies, of one section in several documents, by their numbers."""

    numbers: tuple[int, ...]
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class _Sides:
    """All documents of a comparison; those before `border` are the before side."""

    masked: tuple[MaskedDocument, ...]
    border: int

    @property
    def after(self) -> int:
        return len(self.masked) - self.border


def compare_documents(
    before: Sequence[Agreement], after: Sequence[Agreement], sections: Sequence[str] = ()
) -> Comparison:
    """The differences in wording between the agreements of one side and those of the other.

    Args:
        before: One or more agreements, say those of an earlier year.
        after: One or more agreements to set against them.
        sections: Labels ("§ 5", "Präambel") to which the comparison is narrowed; all but the signatures otherwise.

    Raises:
        ValueError: A side is empty.
    """
    if not before or not after:
        raise ValueError("Comparing wording takes at least one agreement on each side.")
    documents = [*before, *after]
    sides = _Sides(tuple(mask_document(document) for document in documents), len(before))
    rows = [row for row in align_sections(documents) if _is_asked(row, sections)]
    differences: list[Difference] = []
    verdicts: dict[Verdict, list[str]] = {"same": [], "masked": [], "different": []}
    masks: Counter[MaskKind] = Counter()
    for row in rows:
        streams = _read_streams(row, sides.masked)
        found = tuple(_compare_row(row, streams, sides))
        row_masks = _find_masks(row, streams, sides.masked)
        differences += found
        masks.update(row_masks)
        if found or len(row.sections) == len(documents):
            verdicts["different" if found else _verdict(streams, row_masks)].append(row.label)
    kinds: tuple[MaskKind, ...] = ("bodies", "years", "amounts", "projects")
    return Comparison(
        tuple(differences), tuple(verdicts["same"]), tuple(k for k in kinds if masks[k]), tuple(verdicts["masked"])
    )


def compare_section(documents: Sequence[Document], section: str) -> SectionComparison:
    """How far one section is worded alike in several documents.

    Args:
        documents: Any documents; those without the section come out as missing.
        section: Its label in the first document that has it ("§ 3", "Präambel").

    Raises:
        ValueError: None of the documents has such a section.
    """
    rows = [row for row in align_sections(documents) if is_label(row.label, section)]
    if not rows:
        raise ValueError(f"None of the {len(documents)} documents has a section '{section}'.")
    row = rows[0]
    masked = tuple(mask_document(document) for document in documents)
    streams = _read_streams(row, masked)
    groups = _group(row, streams, documents)
    order = [number for group in groups for number in group]
    sorted_row = SectionRow(row.label, {place: row.sections[number] for place, number in enumerate(order)})
    sides = _Sides(tuple(masked[number] for number in order), len(groups[0]))
    sorted_streams = _read_streams(sorted_row, sides.masked)
    differences = tuple(_compare_row(sorted_row, sorted_streams, sides)) if len(groups) > 1 else ()
    masks = _find_masks(row, streams, masked)
    return SectionComparison(
        section=row.label,
        verdict="different" if len(groups) > 1 else _verdict(streams, masks),
        groups=tuple(tuple(documents[number].id for number in group) for group in groups),
        differences=differences,
        missing=tuple(document.id for number, document in enumerate(documents) if number not in row.sections),
        masked=masks,
    )


def _is_asked(row: SectionRow, sections: Sequence[str]) -> bool:
    if sections:
        return any(is_label(section.label, asked) for section in row.sections.values() for asked in sections)
    return row.label not in _UNCOMPARED


def _read_streams(row: SectionRow, masked: Sequence[MaskedDocument]) -> tuple[_Stream, _Stream]:
    """The headings and the bodies of a section, torn words mended."""
    headings, bodies = [], []
    for number, section in row.sections.items():
        start, body, end = section.span.start, find_body_start(masked[number].document, section), section.span.end
        headings.append(read_words(masked[number], start, body) if row.label not in _OPTIONAL else Wording((), ()))
        bodies.append(read_words(masked[number], body, end))
    numbers = tuple(row.sections)
    return _Stream(numbers, _mend(headings)), _Stream(numbers, _mend(bodies))


def _mend(wordings: Sequence[Wording]) -> tuple[Wording, ...]:
    vocabulary = frozenset(word.key for wording in wordings for word in wording.words)
    return tuple(mend_words(wording, vocabulary) for wording in wordings)


def _group(row: SectionRow, streams: Sequence[_Stream], documents: Sequence[Document]) -> list[list[int]]:
    """Numbers of documents with the same wording, the largest group first."""
    lists = [
        tuple((line.numbered, line.title) for line in find_category_lines(documents[number], section))
        for number, section in row.sections.items()
    ]
    groups: list[list[int]] = []
    for place in range(len(lists)):
        for group in groups:
            wordings = [(stream.wordings[group[0]], stream.wordings[place]) for stream in streams]
            if lists[group[0]] == lists[place] and all(_is_alike(*pair) for pair in wordings):
                group.append(place)
                break
        else:
            groups.append([place])
    numbers = list(row.sections)
    return [[numbers[place] for place in group] for group in sorted(groups, key=len, reverse=True)]


def _is_alike(first: Wording, second: Wording) -> bool:
    return is_same(first.words, second.words) or all(edit.loose for edit in align_words(first, second))


def _verdict(streams: Sequence[_Stream], masks: Sequence[MaskKind]) -> Verdict:
    """`same` where the printed letters are, layout aside."""
    for stream in streams:
        if len({tuple(word.written for word in wording.words) for wording in stream.wordings}) > 1:
            return "masked"
    return "masked" if masks else "same"


def _find_masks(row: SectionRow, streams: Sequence[_Stream], masked: Sequence[MaskedDocument]) -> tuple[MaskKind, ...]:
    """What was masked and is not the same in all documents."""
    written: dict[MaskKind, set[Keys]] = {}
    for stream in streams:
        for kind in ("bodies", "years", "amounts"):
            words = {tuple(w.written for w in wording.words if w.mask == kind) for wording in stream.wordings}
            written[kind] = written.get(kind, set()) | (words if len(words) > 1 else set())
    projects = {_projects(masked[number], section.span) for number, section in row.sections.items()}
    written["projects"] = projects if len(projects) > 1 else set()
    return tuple(kind for kind, forms in written.items() if forms)


def _projects(masked: MaskedDocument, span: Span) -> Keys:
    text = masked.document.text
    masks = [mask for mask in masked.masks if mask.kind == "projects" and span.start <= mask.start < span.end]
    return tuple(" ".join(text[mask.start : mask.end].split()) for mask in masks)


def _compare_row(row: SectionRow, streams: tuple[_Stream, _Stream], sides: _Sides) -> Iterator[Difference]:
    if row.label not in _OPTIONAL and len(row.sections) < len(sides.masked):
        whole = {n: _cut(sides.masked[n].document, section.span) for n, section in row.sections.items()}
        variants = {n: n in whole for n in range(len(sides.masked))}
        yield from _make_differences(row.label, "replaced", "section", whole, variants, sides)
    headings, bodies = streams
    yield from _compare_stream(row, headings, sides, "heading")
    yield from _compare_stream(row, bodies, sides, "replaced")
    yield from _compare_categories(row, sides)


def _compare_stream(row: SectionRow, stream: _Stream, sides: _Sides, kind: DifferenceKind) -> Iterator[Difference]:
    texts = [wording.words for wording in stream.wordings]
    documents = [sides.masked[number].document for number in stream.numbers]
    for region in find_regions(texts, _align_all(stream.wordings), [document.text for document in documents]):
        parts = {
            number: _make_part(documents[place], stream.wordings[place], *region.ranges[place], row.sections[number])
            for place, number in enumerate(stream.numbers)
        }
        variants = dict(zip(stream.numbers, _number_variants(region, texts), strict=True))
        yield from _make_differences(row.label, kind, "moved" if region.moved else "", parts, variants, sides)


def _number_variants(region: Region, texts: Sequence[Sequence[Word]]) -> list[int]:
    """For each text which of the wordings it has at a region, numbered as they come."""
    if region.moved:
        return [int(place in region.differing) for place in range(len(texts))]
    seen: list[Sequence[Word]] = []
    numbers = []
    for text, (low, high) in zip(texts, region.ranges, strict=True):
        words = text[low:high]
        number = next((number for number, other in enumerate(seen) if is_same(other, words)), len(seen))
        numbers.append(number)
        if number == len(seen):
            seen.append(words)
    return numbers


def _align_all(wordings: Sequence[Wording]) -> list[tuple[Edit, ...]]:
    """The edits of each wording against the first; documents of one template and year are aligned once."""
    known: dict[tuple[tuple[str, str, int], ...], tuple[Edit, ...]] = {}
    edits = []
    for wording in wordings:
        key = tuple((word.key, word.loose, word.sentence) for word in wording.words)
        if key not in known:
            known[key] = align_words(wordings[0], wording)
        edits.append(known[key])
    return edits


def _make_part(document: Document, wording: Wording, low: int, high: int, section: Section) -> WordingPart:
    """The words `low:high` of a wording; behind the word before where there are none."""
    words = wording.words
    if low < high:
        start, end = words[low].start, words[high - 1].end
    else:
        start = end = words[low - 1].end if low else (words[0].start if words else section.span.end)
    inside = bisect_right([first for first, _ in wording.sentences], start) - 1
    context = wording.sentences[inside] if inside >= 0 else (section.span.start, section.span.end)
    return _cut(document, Span(document.id, start, end), Span(document.id, context[0], max(context[1], end)))


def _cut(document: Document, span: Span, context: Span | None = None) -> WordingPart:
    return WordingPart(document.id, span, document.text[span.start : span.end], context or span)


def _make_differences(
    label: str,
    kind: DifferenceKind,
    detail: Detail,
    parts: Mapping[int, WordingPart],
    variants: Mapping[int, object],
    sides: _Sides,
) -> Iterator[Difference]:
    """One difference for each wording that only one side has.

    `parts` and `variants` go by the number of the document; a document without a part takes part without words.
    """
    before = {n: variant for n, variant in variants.items() if n < sides.border}
    after = {n: variant for n, variant in variants.items() if n >= sides.border}
    if not before or not after:
        return
    common = set(before.values()) & set(after.values())
    pairs: list[tuple[list[int], list[int]]] = [
        (list(before), [n for n in after if after[n] == variant])
        for variant in dict.fromkeys(after.values())
        if variant not in common
    ]
    if common:
        pairs += [
            ([n for n in before if before[n] == variant], list(after))
            for variant in dict.fromkeys(before.values())
            if variant not in common
        ]
    for left, right in pairs:
        left_parts = tuple(parts[n] for n in left if n in parts)
        right_parts = tuple(parts[n] for n in right if n in parts)
        shared = not common and sides.after > 1 and len(right) == sides.after
        yield Difference(label, _kind(kind, left_parts, right_parts), left_parts, right_parts, shared, detail)


def _kind(kind: DifferenceKind, left: Sequence[WordingPart], right: Sequence[WordingPart]) -> DifferenceKind:
    if kind != "replaced":
        return kind
    if not any(part.words for part in left):
        return "added"
    return "replaced" if any(part.words for part in right) else "removed"


def _compare_categories(row: SectionRow, sides: _Sides) -> Iterator[Difference]:
    """Numbering, additional, missing and retitled categories of § 5."""
    listed = {n: find_category_lines(sides.masked[n].document, section) for n, section in row.sections.items()}
    listed = {n: lines for n, lines in listed.items() if lines}
    documents = {n: sides.masked[n].document for n in listed}
    first = {n: _cut(documents[n], lines[0].span) for n, lines in listed.items()}
    numbered = {n: any(line.numbered for line in lines) for n, lines in listed.items()}
    yield from _make_differences(row.label, "list", "numbering", first, numbered, sides)
    for key in dict.fromkeys(line.key for lines in listed.values() for line in lines):
        found = {n: line for n, lines in listed.items() for line in lines if line.key == key}
        parts = {n: _cut(documents[n], line.span) for n, line in found.items()}
        titles = {n: found[n].title if n in found else None for n in listed}
        yield from _make_differences(row.label, "list", "category", parts, titles, sides)
