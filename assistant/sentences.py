"""Sentences of German prose as spans of characters.

The documents tear sentences apart: a page break or an amount in a paragraph of its own stands in the middle of one.
Such a sentence is one span, blank lines included. Headings, list items and signature lines are spans of their own.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_NEVER_LAST = _words(
    """abs abschn allg anm bspw betr bezgl bzgl bzw ca co dipl dr ebd einschl entspr evtl exkl gem gez ggf ggfs hr hrsg
    inkl ing insb insbes jew lfd mag mind nr nrn prof rd rn sog spr st stv tel urspr usf vgl vorl zit zzgl"""
)
"""Abbreviations that never end a sentence."""

_SELDOM_LAST = _words(
    """abschl ausb berufl bf bez brd entw etc f fam ff förd geb gegr jh jhd kfm max mill min mio mitarb mrd pol qualif
    soz str teiln techn tsd usw versch verw wiss zeitl"""
)
"""Abbreviations that may end a sentence: they do when a word follows that typically begins one."""

_BEFORE_NUMBER = _words("abb anl art aufl bd bl kap lit s seite tab ziff")
"""Abbreviations before a number, words or letters otherwise ("Art. 5", but "Maßnahmen dieser Art. Weitere ...")."""

_STARTERS = _words(
    """alle allen aller als am an ab auch auf aufgrund aus außerdem bei beide beim bereits bis da dabei dadurch dafür
    daher damit danach daneben daran darüber das dazu dem den denn der des dessen die dies diese diesem diesen dieser
    dieses doch dort durch ein eine einem einen einer er erst es für gegen gemäß gleichzeitig hier hierfür hierzu hinzu
    ich ihr ihre im in insbesondere insgesamt ist ja je jede jeder jedes kein keine laut man mehr mit nach neben nicht
    noch nur ob ohne seit seine sie so sofern somit sowie sowohl soweit trotz über um unser unsere unter viele vom von
    vor während weil weitere wenn wer wie wir wo zu zudem zum zur zusätzlich zwar zwischen"""
)
"""Words that typically begin a sentence when they are printed with a capital."""

_CONNECTORS = _words(
    """ab als am an auf aufgrund aus außer bei beim bis das dass dem den denn der des deren dessen die diese diesem
    diesen dieser dieses durch ein eine einem einen einer eines entlang etwa für gegen gegenüber gemäß hinter im in
    innerhalb ins insgesamt jede jedem jeden jeder kein keine keinem keinen keiner mit mittels nach neben oder ohne
    rund samt seit sowie über um und unter vom von vor wegen weil wenn wie während zu zum zur zwischen zzgl"""
)
"""Words that no sentence and no heading ends in: what follows belongs to the same sentence."""

_TERMINATORS = re.compile(r"[.!?…]+")
_CLOSERS = re.compile(r"[\"“”«»‘’'\])*]*")
_OPENERS = re.compile(r"[\s\"„“”«»‚‘'(\[*–—-]*")
_LAST_LETTERS = re.compile(r"[^\W\d_]+$")
_LAST_NUMBER = re.compile(r"(?<!\d)\d+$|\b[IVX]{2,}$")
_WORD = re.compile(r"[^\W\d_]+")
_COUNTED = re.compile(r"(?:§|SGB|Abs\.|Absatz|Artikel|Art\.|Buch|Nr\.|Nummer|Kapitel|Punkt|Satz|Seite|Teil|Ziffer)\s*$")
_ITEM = re.compile(r"(?:[-–—•·▪●◦‣]|\*(?!\*)|\(?\d{1,2}[.)]|\(?[a-z][)])\s+(?=\S)")
_PARAGRAPH_SIGN = re.compile(r"[*#\s]*§+\s*\d+\s?[a-z]?\b")
_BOLD_LINE = re.compile(r"\*\*[^*]+\*\*:?|#{1,6}\s.*")
_FIGURE = re.compile(
    r"[*\s]*(?:EUR|€)?\s?\d[\d.,]*(?:,?-{1,2})?\s?(?:(?:Mio|Mrd|Tsd)\.|Millionen?|Milliarden?|Tausend)?\s?(?:Euro|EUR|€|Prozent|%)?[*\s.]*"
)
_DATE = re.compile(r"\d\.\s?\d{1,2}\.\s?\d{2,4}\b")
_ENDING = re.compile(r"[\s\"“”«»‘’')\]*]+$")

_Kind = Literal["heading", "title", "item", "prose"]
_LONGEST_ABBREVIATION = 40
_LONGEST_HEADING = 100
_LONGEST_FIGURE = 60
_LONGEST_CLOSING = 12


@dataclass(slots=True)
class _Unit:
    """Lines that belong together: a heading, a list item, or the sentences of one or more paragraphs."""

    start: int
    end: int
    kind: _Kind
    words: int
    bold_open: bool
    sentence_inside: bool
    figure_last: bool


def split_sentences(text: str, start: int = 0) -> tuple[tuple[int, int], ...]:
    """The sentences of a text, in order, as (start, end) without outer white space.

    Args:
        text: German prose, or a section of an agreement with its headings and lists.
        start: Where `text` begins in the document: added to every position.

    Returns:
        Spans that do not overlap; between them lies white space only. A sentence torn by blank lines is one span.

    Example:
        >>> split_sentences("Das sind ca. 5 Mio. Euro. Die Stadt zahlt.")
        ((0, 25), (26, 42))
    """
    return tuple((start + a, start + b) for unit in _split_units(text) for a, b in _split_unit(text, unit))


def find_sentence(text: str, position: int) -> tuple[int, int]:
    """The sentence at a position; between two sentences the one that follows, behind the last one the last.

    Returns:
        (start, end) into `text`; (0, 0) where the text holds no sentence.
    """
    spans = split_sentences(text)
    if not spans:
        return (0, 0)
    index = bisect_right(spans, (position, len(text) + 1)) - 1
    if index < 0:
        return spans[0]
    if position >= spans[index][1] and index + 1 < len(spans):
        return spans[index + 1]
    return spans[index]


def _split_units(text: str) -> list[_Unit]:
    units: list[_Unit] = []
    blank = True
    for start, end in _lines(text):
        if start == end:
            blank = True
            continue
        line = text[start:end]
        previous = units[-1] if units else None
        if previous is not None and _continues(text, previous, line, blank):
            _extend(previous, text, line, end)
        else:
            units.append(_open_unit(line, start, end, previous, blank))
        blank = False
    return units


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Every line without its outer white space."""
    position = 0
    for line in text.split("\n"):
        stripped = line.strip()
        lead = len(line) - len(line.lstrip()) if stripped else 0
        yield position + lead, position + lead + len(stripped)
        position += len(line) + 1


def _open_unit(line: str, start: int, end: int, previous: _Unit | None, blank: bool) -> _Unit:
    kind: _Kind = "prose"
    if _ITEM.match(line):
        kind = "item"
    elif _is_heading(line):
        kind = "heading"
    elif previous is not None and previous.kind in {"heading", "title"} and not blank and not _is_ended(line):
        kind = "title"
    bold_open = line.count("**") % 2 == 1
    return _Unit(start, end, kind, len(line.split()), bold_open, sentence_inside=". " in line, figure_last=False)


def _extend(unit: _Unit, text: str, line: str, end: int) -> None:
    tail = _tail(text, unit)
    unit.sentence_inside = unit.sentence_inside or _is_ended(tail) or ". " in line
    unit.end = end
    unit.words += len(line.split())
    unit.bold_open ^= line.count("**") % 2 == 1
    unit.figure_last = _is_figure(line) and _ends_open(tail) and not _DATE.search(line)
    if unit.kind == "title":
        unit.kind = "prose"


def _is_figure(line: str) -> bool:
    """Whether a line is nothing but an amount, a number or a date."""
    return len(line) <= _LONGEST_FIGURE and _FIGURE.fullmatch(line) is not None


def _is_heading(line: str) -> bool:
    if len(line) > _LONGEST_HEADING:
        return False
    if _BOLD_LINE.fullmatch(line):
        return True
    return _PARAGRAPH_SIGN.match(line) is not None and not _is_ended(line)


def _continues(text: str, unit: _Unit, line: str, blank: bool) -> bool:
    """Whether a line belongs to the lines before it."""
    if unit.bold_open and not blank:
        return True
    tail = _tail(text, unit)
    if _ITEM.match(line) and not (_is_figure(line) and _ends_open(tail)):
        return False
    if unit.kind == "heading":
        return False
    if _is_ended(tail):
        return _continues_ended(tail, line, blank)
    if _ends_open(tail):
        return True
    if _is_heading(line) and not _is_figure(line):
        return False
    if not blank:
        return unit.kind != "title" or not line[:1].isupper()
    return _is_torn(unit, line)


def _continues_ended(tail: str, line: str, blank: bool) -> bool:
    """Whether a line goes on behind a line with a full stop: wrapped prose, or an abbreviation before a blank line."""
    lower = _first_letter(line).islower()
    if not blank:
        return not tail.endswith(";") or (lower and len(line) > _LONGEST_HEADING)
    abbreviation = tail.endswith(".") and _is_abbreviation(tail[:-1], "")
    return abbreviation and (lower or line.startswith(("Euro", "EUR", "€")))


def _is_torn(unit: _Unit, line: str) -> bool:
    """Whether a sentence without an end goes on behind blank lines."""
    if _first_letter(line).islower():
        return True
    if unit.kind == "item":
        return False
    if _is_figure(line):
        return True
    ends_somewhere = _TERMINATORS.search(line) is not None
    if unit.figure_last and ends_somewhere:
        return True
    # A heading is one line without a full stop; what has sentences before it, or is longer, is torn prose.
    torn_prose = unit.sentence_inside or unit.words >= 16
    return unit.kind == "prose" and torn_prose and ends_somewhere and line[:1].isupper()


def _tail(text: str, unit: _Unit) -> str:
    piece = text[max(unit.start, unit.end - _LONGEST_ABBREVIATION) : unit.end]
    closing = _ENDING.search(piece, max(0, len(piece) - _LONGEST_CLOSING))
    return piece[: closing.start()] if closing else piece


def _is_ended(tail: str) -> bool:
    return _ENDING.sub("", tail[-_LONGEST_ABBREVIATION:]).endswith((".", "!", "?", "…", ":", ";"))


def _ends_open(tail: str) -> bool:
    """Whether the last word or sign says that something follows: "zur", "insgesamt", a comma, a hyphen."""
    if tail.endswith(","):
        return True
    if tail.endswith("-"):
        return tail[-2:-1].isalpha()
    word = _LAST_LETTERS.search(tail)
    return word is not None and word.group().lower() in _CONNECTORS


def _first_letter(line: str) -> str:
    opener = _OPENERS.match(line)
    return line[opener.end() : opener.end() + 1] if opener else line[:1]


def _split_unit(text: str, unit: _Unit) -> Iterator[tuple[int, int]]:
    start = unit.start
    begin = unit.start
    if unit.kind == "item":
        marker = _ITEM.match(text, unit.start, unit.end)
        begin = marker.end() if marker else unit.start
    for found in _TERMINATORS.finditer(text, begin, unit.end):
        closers = _CLOSERS.match(text, found.end(), unit.end)
        end = closers.end() if closers else found.end()
        if end >= unit.end or not text[end].isspace() or not _is_end(text, found, end, unit, start):
            continue
        yield start, end
        start = end
        while text[start].isspace():
            start += 1
    yield start, unit.end


def _is_end(text: str, found: re.Match[str], end: int, unit: _Unit, start: int) -> bool:
    """Whether a full stop followed by white space ends a sentence."""
    opener = _OPENERS.match(text, end, unit.end)
    begin = opener.end() if opener else end
    after = text[begin : min(begin + _LONGEST_ABBREVIATION, unit.end)]
    if after[:1].islower():
        return False
    dots = found.group()
    if dots != ".":
        return not (dots in {"...", "…"} and text[found.end() : end].startswith(("]", ")")))
    before = text[max(start, found.start() - _LONGEST_ABBREVIATION) : found.start()]
    if unit.kind == "item" and not _begins_sentence(after):
        return False
    return not _is_abbreviation(before, after)


def _is_abbreviation(before: str, after: str) -> bool:
    """Whether the full stop behind `before` belongs to an abbreviation or an ordinal, with `after` following."""
    number = _LAST_NUMBER.search(before)
    if number is not None:
        if len(number.group()) > 2 and number.group().isdigit():
            return False
        return not _COUNTED.search(before[: number.start()]) and not _begins_sentence(after)
    letters = _LAST_LETTERS.search(before)
    if letters is None:
        return False
    word = letters.group().lower()
    if word in _NEVER_LAST:
        return True
    if word in _BEFORE_NUMBER and len(word) > 1:
        return after[:1].isdigit()
    shortened = word in _SELDOM_LAST or len(word) == 1 or _is_cut_off(word)
    return shortened and not _begins_sentence(after)


def _is_cut_off(word: str) -> bool:
    """Whether a word ends as only a shortened adjective does: "gesetzl.", "berufl.", "öffentl."."""
    return len(word) > 3 and word[-1] == "l" and word[-2] in "bcdfghkmnpstz"


def _begins_sentence(after: str) -> bool:
    word = _WORD.match(after)
    return word is not None and word.group().lower() in _STARTERS
