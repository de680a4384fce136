"""A text as a reader takes it in, with the way back to every printed character.

Print breaks lines, tears numbers and hyphenates; grammar does not care. A `Reading` is the running text of a stretch of
a document (line breaks as single spaces, words joined over line ends, `**` left out), and it knows for each of
its characters where it stands in the fixed text.
"""

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_SUSPENDED = "und|oder|u\\.|bzw\\.|beziehungsweise|sowie|bis|als|wie"
_TOKEN = re.compile(
    r"(?P<mark>\*\*+|__+(?=\s|$))"
    # "Stütz- / und Förderunterricht" keeps its hyphen, "Qualifi- / zierung" loses it, "Marburg- / Biedenkopf" only the break.
    rf"|(?P<suspended>(?<=\w)[-‐][^\S\n]*\n[^\S\n]*(?=(?:{_SUSPENDED})(?!\w)))"
    r"|(?P<hyphen>(?<=\w)[-‐][^\S\n]*\n[^\S\n]*(?=[a-zäöüß]))"
    r"|(?P<compound>(?<=\w)[-‐][^\S\n]*\n[^\S\n]*(?=[A-ZÄÖÜ]))"
    # A number torn by one line break: "1.011. / 410", "1.011 / .410".
    r"|(?P<number>(?<=\d\.)[^\S\n]*\n[^\S\n]*(?=\d{3}(?!\d))|(?<=\d)[^\S\n]*\n[^\S\n]*(?=\.\d{3}(?!\d))"
    r"|(?<=\.\d)[^\S\n]*\n[^\S\n]*(?=\d{2}(?!\d))|(?<=\.\d\d)[^\S\n]*\n[^\S\n]*(?=\d(?!\d)))"
    r"|(?P<space>\s+)"
    r"|(?P<plain>[^\s*_\-‐]+|.)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """Running text and, for each of its characters, the offset in the fixed text."""

    text: str
    origins: "array[int]"

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the fixed text behind a stretch of the reading.

        Raises:
            ValueError: The stretch is empty or lies outside.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"Stretch {start}:{end} does not lie in a reading of {len(self.text)} characters.")
        return self.origins[start], self.origins[end - 1] + 1


def make_reading(text: str, start: int = 0, end: int | None = None) -> Reading:
    r"""The reading of a stretch of a fixed text.

    Example:
        >>> make_reading("Fach-\nkräfte **und**  1.204.\n350 Euro").text
        'Fachkräfte und 1.204.350 Euro'
    """
    end = len(text) if end is None else end
    parts: list[str] = []
    origins = array("q")
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup
        if kind == "plain":
            parts.append(match.group())
            origins.extend(range(match.start(), match.end()))
        elif kind == "space":
            parts.append(" ")
            origins.append(match.start())
        elif kind == "suspended":
            parts.append("- ")
            origins.extend((match.start(), match.start() + 1))
        elif kind == "compound":
            parts.append("-")
            origins.append(match.start())
    return _collapse("".join(parts), origins)


def join_readings(readings: Sequence[Reading]) -> Reading:
    """One running text of readings that stand apart in print (the cells of a column), joined like broken lines."""
    parts: list[str] = []
    origins = array("q")
    for reading in readings:
        if not reading.text:
            continue
        before = parts[-1] if parts else ""
        if re.search(r"\w-$", before) and not re.match(rf"(?:{_SUSPENDED})(?!\w)", reading.text):
            if reading.text[0].islower():
                parts[-1] = before[:-1]
                del origins[-1]
        elif before:
            parts.append(" ")
            origins.append(reading.origins[0])
        parts.append(reading.text)
        origins.extend(reading.origins)
    return Reading("".join(parts), origins)


def _collapse(running: str, origins: "array[int]") -> Reading:
    """Spaces that met because a mark between them was left out become one."""
    if "  " not in running and not running.startswith(" ") and not running.endswith(" "):
        return Reading(running, origins)
    kept = array("q")
    pieces: list[str] = []
    for match in re.finditer(r"[^ ]+", running):
        if pieces:
            pieces.append(" ")
            kept.append(origins[match.start() - 1])
        pieces.append(match.group())
        kept.extend(origins[match.start() : match.end()])
    return Reading("".join(pieces), kept)


# A sentence ends at a mark followed by a capital, not after an abbreviation, an initial or an ordinal ("2. August").
_SENTENCE_END = re.compile(r"[.!?…]+[\"“”»«'’)\]]*\s+(?=[\"„“»«'‚(\[–—-]?\s?[\w§\d])")
_NO_END = re.compile(
    r"(?:(?<!\w)(?:\d{1,2}|[A-Za-zÄÖÜäöü]|z\.\s?B|u\.\s?a|v\.\s?a|d\.\s?h|i\.\s?d\.\s?R|o\.\s?[äÄ]|bzw|[Cc]a|Nr|Dr|Prof|Abs|Art|Ziff|Mio"
    r"|Mill|Mrd|Tsd|sog|gem|[Gg]gf|[Ii]nkl|incl|[Mm]ax|[Mm]ind|[Ee]vtl|[Vv]gl|[Rr]d|[Zz]zgl|St|Str|Hr|Fr|Tel|usw|etc|bspw|insb|einschl|lfd|geb|Inc|Mr|Mrs"
    r"|Sprachl|berufl|Qualif|Jan|Feb|Aug|Sept|Okt|Nov|Dez))\.$"
)


def split_sentences(running: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a running text as (start, end), without the space between them.

    Example:
        >>> [("Am 2. August bzw. im Jahr 2025. Dann z. B. mehr.")[a:b] for a, b in split_sentences(
        ...     "Am 2. August bzw. im Jahr 2025. Dann z. B. mehr.")]
        ['Am 2. August bzw. im Jahr 2025.', 'Dann z. B. mehr.']
    """
    ends = [0]
    for match in _SENTENCE_END.finditer(running):
        mark_end = match.start() + 1
        if match.end() < len(running) and running[match.end()].islower():
            continue
        if not _NO_END.search(running[max(0, mark_end - 16) : mark_end]):
            ends.append(match.end())
    ends.append(len(running))
    spans = ((a, a + len(running[a:b].rstrip())) for a, b in pairwise(ends))
    return tuple((a, b) for a, b in spans if b > a)
