"""The pieces of a sentence that claim something: sums, numbers, dates, years, bodies, names, quotes; and what is left.

Composed statements and a model's sentences are read alike, so that their pieces compare. A piece is taken from the
longest name first; no character belongs to two pieces.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.answers import Language
from assistant.bodies import find_printed_bodies
from assistant.dates import find_dates
from assistant.documents import STATE
from assistant.money import find_euros

PieceKind = Literal["euros", "percent", "date", "year", "section", "body", "name", "quote", "number"]

FILLER = "\ue000"
"""Stands for each character of a piece in the rest of the sentence; no letter, no digit, no space."""

_QUOTED = re.compile(r"„([^“”\"]*)[“”\"]|“([^”“]*)”|\"([^\"]*)\"|»([^«]*)«|«([^»]*)»|‚([^‘’]*)[‘’]|‘([^’]*)’")
_PERCENT = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)?)[\s\u00a0]?(?:%|Prozent\b|per cent\b|percent\b)")
_SECTION = re.compile(r"(?:§{1,2}|[Ss]ection)[\s\u00a0]*(\d+[a-z]?)\b")
_YEARS = re.compile(r"(?<![\w.,])((?:19|20)\d\d)(?![\w]|[.,]\d)")
_STATE = re.compile(r"\b(?:Land(?:es?)?\s+Hessens?|Hessens?|(?:s|S)tate\s+of\s+Hesse|Hesse)\b(?!-)")
_NUMBER = re.compile(r"[-−+]?\d[\d.,\u00a0]*")
_HEDGES = {
    "up_to": r"bis\s+zu|maximal|höchstens|max\.|up\s+to|at\s+most",
    "at_least": r"über|mehr\s+als|mindestens|wenigstens|mind\.|more\s+than|at\s+least|over|ab",
    "below": r"unter|weniger\s+als|below|under|fewer\s+than|less\s+than",
    "about": r"rund|etwa|ca\.?|circa|zirka|ungefähr|rd\.|knapp|fast|nahezu|annähernd|gut|about|around|roughly|nearly|almost|some|approximately",
}  # fmt: skip
_HEDGED = re.compile(
    "|".join(rf"(?P<{kind}>\b(?:{words}))" for kind, words in _HEDGES.items()).join(("(?:", r")\s*$")), re.IGNORECASE
)
_CORE = re.compile(r"\d[\d.,]*")

_NUMBER_WORDS = {
    "null": 0, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
    "elf": 11, "zwölf": 12, "dreizehn": 13, "zwanzig": 20, "dreißig": 30, "hundert": 100, "tausend": 1000, "dutzend": 12,
    "zero": 0, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "twenty": 20, "hundred": 100, "thousand": 1000, "dozen": 12, "million": 1_000_000,
    "millionen": 1_000_000, "millions": 1_000_000, "milliarde": 10**9, "milliarden": 10**9, "billion": 10**9,
}  # fmt: skip
_WORDS = re.compile(r"(?<![\w-])(?:" + "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True)) + r")(?:e[rn]?)?(?![\w-])", re.IGNORECASE)  # fmt: skip
_NUMERAL_PART = re.compile(
    r"\b\w*(?:zehn|zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig|hundert|tausend)\w*\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A claiming piece: `value` is canonical and compares; `shown` is how it is written, without marks and odd spaces."""

    kind: PieceKind
    value: str
    shown: str
    start: int
    end: int

    @property
    def fact(self) -> tuple[PieceKind, str]:
        """What it claims, wherever it stands."""
        return self.kind, self.value


@dataclass(frozen=True, slots=True)
class Pieces:
    """A sentence taken apart: its pieces in order, and its text with `FILLER` in their place."""

    text: str
    pieces: tuple[Piece, ...]
    rest: str

    def words(self) -> tuple[str, ...]:
        """The words outside the pieces, in lower case."""
        return tuple(word.lower() for word in re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", self.rest))

    def before(self, piece: Piece) -> str:
        """The words before a piece, in lower case, pieces as `FILLER`."""
        return self.rest[: piece.start].lower()


Finder = Callable[[str], Iterable[tuple[PieceKind, str, int, int]]]


def plain_text(text: str) -> str:
    """A text without marks of emphasis and with single ordinary spaces."""
    return re.sub(r"[\s\u00a0\u202f]+", " ", text.replace("**", "").replace("__", "")).strip()


def read_pieces(text: str, names: Sequence[str], language: Language, places: Sequence[str] = ()) -> Pieces:
    """Takes a plain text apart.

    Args:
        text: One sentence, as `plain_text` gives it, without citation marks.
        names: Names of projects, people and functions that count as one piece each.
        language: Whose notation sums are expected in.
        places: Names of places; where one stands in the name of a body, it is the body that is named.
    """
    finders: tuple[Finder, ...] = (
        lambda rest: _find_names(rest, names),
        _find_quotes,
        lambda rest: _find_sums(rest, language),
        lambda rest: (
            ("percent", m[1].replace(".", ",") + _hedge(rest, m.start()), m.start(), m.end())
            for m in _PERCENT.finditer(rest)
        ),
        lambda rest: (
            ("date", f"{d.year}-{d.month or 0}-{d.day or 0}", d.start, d.end) for d in find_dates(rest) if d.month
        ),
        lambda rest: (("section", m[1].lower(), m.start(), m.end()) for m in _SECTION.finditer(rest)),
        _find_bodies,
        lambda rest: _find_names(rest, places),
        lambda rest: (("year", m[1], m.start(1), m.end(1)) for m in _YEARS.finditer(rest)),
        _find_numbers,
    )
    rest, found = text, list[Piece]()
    for find in finders:
        for kind, value, start, end in find(rest):
            found.append(Piece(kind, value, text[start:end], start, end))
            rest = rest[:start] + FILLER * (end - start) + rest[end:]
    return Pieces(text, tuple(sorted(found, key=lambda p: p.start)), rest)


def _find_names(rest: str, names: Sequence[str]) -> Iterator[tuple[PieceKind, str, int, int]]:
    taken = rest
    for name in sorted({n for n in names if n}, key=len, reverse=True):
        before, after = (r"(?<!\w)" if name[0].isalnum() else ""), (r"(?!\w)" if name[-1].isalnum() else "")
        for match in re.finditer(before + re.escape(name) + after, taken):
            start, end = match.span()
            # Quotation marks around a name belong to it.
            if start and end < len(taken) and taken[start - 1] in '„“"»«‚‘' and taken[end] in '“”"«»‘’':
                start, end = start - 1, end + 1
            yield "name", name, start, end
            taken = taken[:start] + FILLER * (end - start) + taken[end:]


def _find_quotes(rest: str) -> Iterator[tuple[PieceKind, str, int, int]]:
    for match in _QUOTED.finditer(rest):
        inner = next(group for group in match.groups() if group is not None)
        yield "quote", inner.strip(), match.start(), match.end()


def _find_sums(rest: str, language: Language) -> Iterator[tuple[PieceKind, str, int, int]]:
    for found in find_euros(rest):
        written = rest[found.start : found.end]
        value = f"{found.euros.normalize():f}:{found.kind}"
        # A point where the language has a comma reads as another sum: such a notation is another claim.
        fits = written_as(found.euros, written, language)
        yield "euros", value if fits else f"{value}:odd", found.start, found.end


def written_as(euros: Decimal, written: str, language: Language) -> bool:
    """Whether the digits of a written sum are in the notation of a language."""
    core = _CORE.search(written)
    if core is None:
        return True
    digits = core.group().rstrip(".,")
    thousands, decimals = (".", ",") if language == "de" else (",", ".")
    if digits.isdigit():
        return True
    whole, _, cents = digits.partition(decimals)
    grouped = re.fullmatch(rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})*", whole)
    longest = 3 if euros >= 100_000 and re.search(r"[A-Za-z]*[Mm]i", written) else 2
    return grouped is not None and (not cents or (cents.isdigit() and len(cents) <= longest))


def _find_bodies(rest: str) -> Iterator[tuple[PieceKind, str, int, int]]:
    taken = rest
    for found in find_printed_bodies(rest):
        yield "body", found.body, found.start, found.end
        taken = taken[: found.start] + FILLER * (found.end - found.start) + taken[found.end :]
    for match in _STATE.finditer(taken):
        yield "body", STATE, match.start(), match.end()


def _hedge(rest: str, start: int) -> str:
    """How inexact the words before a number make it: ":up_to" for "bis zu"; empty for an exact one."""
    found = _HEDGED.search(rest[:start])
    return f":{found.lastgroup}" if found else ""


def _find_numbers(rest: str) -> Iterator[tuple[PieceKind, str, int, int]]:
    for match in _NUMBER.finditer(rest):
        shown = match.group().rstrip(".,\u00a0 ")
        yield "number", shown + _hedge(rest, match.start()), match.start(), match.start() + len(shown)
    for match in _WORDS.finditer(rest):
        stem = re.sub(r"(?:e[rn]?)$", "", match.group().lower())
        value = _NUMBER_WORDS.get(match.group().lower(), _NUMBER_WORDS.get(stem, -1))
        yield "number", f"{value}{_hedge(rest, match.start())}", match.start(), match.end()
    for match in _NUMERAL_PART.finditer(rest):
        if not _WORDS.fullmatch(match.group()):
            yield "number", match.group().lower(), match.start(), match.end()
