"""Lines and blocks of a fixed text with their offsets; only LF parts lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LETTERS = re.compile(r"[\W_]+")
_FURNITURE = re.compile(
    r"(?:[-–—]\s?)?(?:Seite\s|S\.\s)?\d{1,3}(?:\s?(?:von|/)\s?\d{1,3})?(?:\s?[-–—])?"
    r"|(?:Seite\s\d+\W+)?Zielvereinbarung(?:en)?\s[^.:]{0,70}"
)
_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its outer white space; `start` and `end` are offsets into the fixed text."""

    start: int
    end: int
    text: str

    @property
    def bare(self) -> str:
        """The line without marks of emphasis and headings."""
        return re.sub(r"^#{1,6}\s+|\*\*+|(?<!\w)__+(?=\w)|(?<=\w)__+(?!\w)", "", self.text).strip()


def split_lines(text: str, start: int = 0, end: int | None = None) -> tuple[Line, ...]:
    """Every line of a stretch, blank ones with empty text."""
    end = len(text) if end is None else end
    lines = []
    position = start
    for raw in text[start:end].split("\n"):
        lead = len(raw) - len(raw.lstrip())
        stripped = raw.strip()
        first = position + (lead if stripped else 0)
        lines.append(Line(first, first + len(stripped), stripped))
        position += len(raw) + 1
    return tuple(lines)


def find_blocks(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The blocks between blank lines of a stretch, without outer white space."""
    end = len(text) if end is None else end
    position = start
    for match in _BLANK.finditer(text, start, end):
        yield from _trim(text, position, match.start())
        position = match.end()
    yield from _trim(text, position, end)


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    inner = piece.strip()
    if inner:
        first = start + len(piece) - len(piece.lstrip())
        yield first, first + len(inner)


def is_page_furniture(line: str) -> bool:
    """Whether a line is a page number or a running head ("- 3 -", "Zielvereinbarung 2024 – Landkreis X")."""
    return _FURNITURE.fullmatch(line) is not None


def squeeze(text: str) -> str:
    """Only letters and digits, in lower case: the form in which torn and spaced words compare.

    Example:
        >>> squeeze("**Ziel vereinbarung** 20 25") == squeeze("Zielver-einbarung 2025")
        True
    """
    return _LETTERS.sub("", text).lower()
