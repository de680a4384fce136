"""Two agreements side by side, section by section and word by word (Synopse).

What is the same, what was only filled in (names, years, amounts), and what is really worded differently, in the order
of the texts, so that it can be read as one running text with its changes.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.alignment import Edit, Region, align_words, find_regions
from assistant.documents import Agreement, Document, Section
from assistant.masks import MaskedDocument, Word, Wording, mask_document, mend_words, read_words
from assistant.section_rows import SectionRow, align_sections, find_body_start
from assistant.wording import Comparison, Difference, compare_documents

PieceKind = Literal["same", "filled", "replaced", "moved", "projects"]
Verdict = Literal["same", "filled", "different", "only_before", "only_after"]

_UNCOMPARED = frozenset({"Unterschriften"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of both texts as printed; `before` or `after` is empty where a text has nothing there.

    `filled` are words that stand for the same thing (a name, a year, an amount), `moved` words that stand elsewhere in
    the other text; `projects` says that the list of projects is printed here, which is compared apart.
    """

    kind: PieceKind
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SectionSynopsis:
    """One section of both agreements; `before` or `after` is None where an agreement does not have it.

    `headings` are differences of its number or title, `lists` those of the categories of measures listed in it.
    """

    label: str
    before: Section | None
    after: Section | None
    verdict: Verdict
    pieces: tuple[Piece, ...]
    headings: tuple[Difference, ...]
    lists: tuple[Difference, ...]

    @property
    def changes(self) -> int:
        """How many places are really worded differently."""
        return sum(piece.kind in {"replaced", "moved"} for piece in self.pieces) + len(self.headings) + len(self.lists)


def make_synopsis(before: Agreement, after: Agreement) -> tuple[SectionSynopsis, ...]:
    """Both agreements section by section, in the order of the first; signatures are records and not compared here."""
    comparison = compare_documents([before], [after])
    sides = (mask_document(before), mask_document(after))
    rows = [row for row in align_sections((before, after)) if row.label not in _UNCOMPARED]
    return tuple(_compare_row(row, sides, comparison) for row in rows)


def _compare_row(row: SectionRow, sides: Sequence[MaskedDocument], comparison: Comparison) -> SectionSynopsis:
    left, right = row.sections.get(0), row.sections.get(1)
    own = [difference for difference in comparison.differences if difference.section == row.label]
    if left is None or right is None:
        section, side = (left, sides[0]) if left else (right, sides[1])
        assert section is not None
        text = _tidy(side.document.text[section.span.start : section.span.end])
        piece = Piece("replaced", text, "") if left else Piece("replaced", "", text)
        return SectionSynopsis(row.label, left, right, "only_before" if left else "only_after", (piece,), (), ())
    pieces = tuple(_join(_find_pieces(_Text.read(sides[0], left), _Text.read(sides[1], right))))
    headings = tuple(d for d in own if d.kind == "heading")
    lists = tuple(d for d in own if d.kind == "list")
    changed = bool(headings or lists) or any(piece.kind in {"replaced", "moved"} for piece in pieces)
    filled = row.label in comparison.masked_sections or any(piece.kind == "filled" for piece in pieces)
    verdict: Verdict = "different" if changed else "filled" if filled else "same"
    return SectionSynopsis(row.label, left, right, verdict, pieces, headings, lists)


@dataclass(frozen=True, slots=True)
class _Text:
    """The body of a section: its words, and where projects lie between them."""

    document: Document
    wording: Wording
    start: int
    end: int
    projects: tuple[int, ...]

    @classmethod
    def read(cls, masked: MaskedDocument, section: Section) -> "_Text":
        start, end = find_body_start(masked.document, section), section.span.end
        projects = tuple(mask.start for mask in masked.masks if mask.kind == "projects" and start <= mask.start < end)
        return cls(masked.document, read_words(masked, start, end), start, end, projects)

    @property
    def words(self) -> Sequence[Word]:
        return self.wording.words

    def print(self, low: int, high: int) -> str:
        """The words `low:high` as printed; a list of projects among them is left out."""
        if low >= high:
            return ""
        parts = [self.document.text[self.words[low].start : self.words[low].end]]
        for index in range(low + 1, high):
            parts += [self.gap(index)[0], self.document.text[self.words[index].start : self.words[index].end]]
        return "".join(parts)

    def gap(self, index: int) -> tuple[str, bool]:
        """What is printed between a word and the one before it, and whether projects are listed there."""
        start = self.words[index - 1].end if index else self.start
        end = self.words[index].start if index < len(self.words) else self.end
        first = bisect_left(self.projects, start)
        if first < len(self.projects) and self.projects[first] < end:
            # Of what stands before a list of projects only the end of its own line is kept: a colon, mostly.
            return _tidy(self.document.text[start : self.projects[first]].partition("\n")[0]), True
        return _tidy_gap(self.document.text[start:end]), False


def _mend(left: _Text, right: _Text) -> tuple[_Text, _Text]:
    vocabulary = frozenset(word.key for text in (left, right) for word in text.words)
    return tuple(  # type: ignore[return-value]
        _Text(t.document, mend_words(t.wording, vocabulary), t.start, t.end, t.projects) for t in (left, right)
    )


def _find_pieces(left: _Text, right: _Text) -> Iterator[Piece]:
    """The pieces in order: walks both texts at once, from one difference to the next."""
    left, right = _mend(left, right)
    edits = align_words(left.wording, right.wording)
    printed = [left.document.text, right.document.text]
    regions = find_regions([left.words, right.words], [(), edits], printed)
    gone = _by_word(regions, 0)
    new = _by_word(regions, 1)
    loose = {(edit.base_start, edit.start): edit for edit in edits if edit.loose}
    i = j = 0
    while i < len(left.words) or j < len(right.words):
        region = gone.get(i) or new.get(j)
        low, high = (i, j)
        if region is not None:
            i, j = _behind(gone, i, region), _behind(new, j, region)
            kind: PieceKind = "moved" if region.moved else "replaced"
        elif (edit := loose.get((i, j))) is not None and _has_words(edit):
            i, j = edit.base_end, edit.end
            kind = "filled"
        else:
            kind = _kind_of(left.words[i : i + 1], right.words[j : j + 1])
            i, j = min(i + 1, len(left.words)), min(j + 1, len(right.words))
        yield from _print_gap(right, high) if j > high else _print_removed_gap(low)
        yield Piece(kind, left.print(low, i), right.print(high, j))
    yield from _print_gap(right, len(right.words))


def _by_word(regions: Sequence[Region], side: int) -> dict[int, Region]:
    return {index: region for region in regions for index in range(*region.ranges[side])}


def _behind(found: dict[int, Region], index: int, region: Region) -> int:
    while found.get(index) is region:
        index += 1
    return index


def _has_words(edit: Edit) -> bool:
    return edit.base_start < edit.base_end or edit.start < edit.end


def _kind_of(left: Sequence[Word], right: Sequence[Word]) -> PieceKind:
    """Of a pair of words that stand for each other."""
    if not left or not right:
        return "replaced"
    return "same" if left[0].written == right[0].written else "filled"


def _print_gap(text: _Text, index: int) -> Iterator[Piece]:
    printed, listed = text.gap(index)
    if printed.strip() or (printed and index):
        yield Piece("same", printed, printed)
    if listed:
        yield Piece("projects", "", "")


def _print_removed_gap(index: int) -> Iterator[Piece]:
    if index:
        yield Piece("same", " ", " ")


def _join(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours that are the same as one piece; filled words whose letters are the same are no difference."""
    last: Piece | None = None
    for found in pieces:
        alike = found.kind == "filled" and found.before == found.after
        piece = Piece("same", found.after, found.after) if alike else found
        if last is not None and last.kind == piece.kind == "same":
            last = Piece("same", last.before + piece.before, last.after + piece.after)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _tidy(text: str) -> str:
    """Printed text without the marks of its layout."""
    return "\n\n".join(" ".join(part.split()) for part in text.replace("**", "").split("\n\n") if part.strip())


def _tidy_gap(gap: str) -> str:
    """What parts two words: a line break is a space, a blank line stays; marks of the layout are left out."""
    plain = gap.replace("**", "")
    if not plain.strip():
        return "\n\n" if plain.count("\n") > 1 else " " if plain else ""
    head, tail = plain[: len(plain) - len(plain.lstrip())], plain[len(plain.rstrip()) :]
    return _tidy_gap(head) + " ".join(plain.split()) + _tidy_gap(tail)
