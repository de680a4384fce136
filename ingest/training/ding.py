"""Reads the Ding dictionary (German - English, Frank Richter, TU Chemnitz; Debian package `trans-de-en`).

A line is `German :: English`. Both sides are split by ` | ` into entries that belong together by position (the head
word, its plural, derived phrases, example sentences) and each entry by `;` into terms of the same meaning. Marks
stand in brackets: `{f}` grammar, `[adm.]` field or region, `(of sth.)` remark, `<...>` other spelling, `/AHU/` short
form.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import SourceUnreadable

DING_FILE = Path("/usr/share/trans/de-en")
"""Where Debian's package `trans-de-en` puts the dictionary."""

_MARKS = re.compile(r"\{([^}]*)\}|\[([^\]]*)\]|\([^)]*\)|<[^>]*>")
_SEMICOLON = re.compile(r";(?![^{(\[<]*[})\]>])")
_SHORT = re.compile(r"(?:(?<=\s)|^)/([^/\s]{1,12})/(?=\s|$|[,;])")
_ALTERNATIVE = re.compile(r"(?<![\w/])([\w’'-]+)\s?/\s?([\w’'-]+)(?![\w/])")
_PLACEHOLDER = re.compile(
    r"(?<!\w)(?:etw|jdn|jdm|jds|jd|jmd|jmdn|jmdm|sth|sb|so)\.(?:['’]s)?(?!\w)|(?<!\w)one(?:['’]s|self)(?!\w)"
)
_MOST_VARIANTS = 4


@dataclass(frozen=True, slots=True)
class Term:
    """One way to say it: the bare words (`text`), its grammar and field marks, its short form ("" where none)."""

    text: str
    grammar: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    short: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Terms of one meaning in both languages; `rank` 0 is the head of its line, higher ones derived or examples."""

    german: tuple[Term, ...]
    english: tuple[Term, ...]
    rank: int


def read_ding(path: Path = DING_FILE) -> Iterator[Entry]:
    """All entries of the dictionary file, in its order.

    Raises:
        SourceUnreadable: The file is missing; the message names the Debian package.
    """
    if not path.is_file():
        raise SourceUnreadable(
            f"Das Wörterbuch '{path}' fehlt; `apt-get install trans-de-en mythes-de` bringt beide Quellen."
        )
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield from parse_line(line)


def parse_line(line: str) -> tuple[Entry, ...]:
    """The entries of one line; empty for comments and for lines without two sides."""
    german, separator, english = unicodedata.normalize("NFC", line.strip()).partition(" :: ")
    if line.startswith("#") or not separator:
        return ()
    sides = zip(german.split(" | "), english.split(" | "), strict=False)
    entries = (Entry(parse_terms(de), parse_terms(en), rank) for rank, (de, en) in enumerate(sides))
    return tuple(entry for entry in entries if entry.german and entry.english)


def parse_terms(written: str) -> tuple[Term, ...]:
    """The terms of one side of an entry.

    A grammar mark at the end of the last term holds for those before it that have none ("blank; pur; rein {adj}").

    Example:
        `Aalleiter {f}; Aaltreppe {f} (Wasserbau)` gives "Aalleiter" and "Aaltreppe", both with grammar ("f",).
    """
    terms = [term for part in _SEMICOLON.split(written) for term in _parse_variants(part)]
    last = terms[-1].grammar if terms else ()
    return tuple(Term(t.text, t.grammar or last, t.labels, t.short) for t in terms)


def bare_words(text: str) -> str:
    """A term without placeholders and the "to" or "sich" of infinitives ("to look after sth." -> "look after")."""
    words = _PLACEHOLDER.sub(" ", text).split()
    if len(words) > 1 and words[0] in {"to", "sich"}:
        words = words[1:]
    return " ".join(words)


def _parse_variants(written: str) -> Iterator[Term]:
    marks = [mark.groups() for mark in _MARKS.finditer(written)]
    grammar = tuple(part.strip() for found, _ in marks if found for part in re.split("[,;]", found))
    labels = tuple(found for _, found in marks if found)
    text = _MARKS.sub(" ", written)
    short = _SHORT.search(text)
    text = _SHORT.sub(" ", text)
    for variant in _spell_out(text):
        words = " ".join(variant.split()).strip(' ,;"„“”')
        if words:
            yield Term(words, grammar, labels, short.group(1) if short else "")


def _spell_out(text: str) -> tuple[str, ...]:
    """Both readings of each "stellen/einbringen"; many slashes give the first reading only."""
    pieces = _ALTERNATIVE.split(text)
    choices = [[piece] for piece in pieces[::3]]
    pairs = list(zip(pieces[1::3], pieces[2::3], strict=True))
    if 2 ** len(pairs) > _MOST_VARIANTS:
        pairs = [(first, first) for first, _ in pairs]
    slots: list[list[str]] = [choices[0]]
    for pair, rest in zip(pairs, choices[1:], strict=True):
        slots += [list(dict.fromkeys(pair)), rest]
    return tuple("".join(parts) for parts in itertools.product(*slots))
