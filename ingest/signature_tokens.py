"""The words of a signature block: places with dates, functions, organisations and names, each with its place.

Print varies: one signature below the other or two columns, words torn apart or run together on a few lines. So the
block is cut into cells (a line, or a column's part of it), cells that belong together are joined, and each is read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from assistant.bodies import all_bodies
from assistant.dates import find_dates
from assistant.documents import Date, Span
from ingest.lines import squeeze
from ingest.readings import Reading, join_readings, make_reading

TokenKind = Literal["place", "function", "organisation", "name"]

# Names are not only German: every capital and small letter of the Latin scripts.
_CAP = "".join(chr(code) for code in range(0x41, 0x250) if chr(code).isupper())
_SMALL = "".join(chr(code) for code in range(0x61, 0x250) if chr(code).islower())
_RANK = r"(?:(?:Erste[rn]?|Zweite[rn]?|[Hh]auptamtliche[rn]?|[Ee]hrenamtliche[rn]?|1\.)\s)"
MINISTERIAL = (
    r"(?:(?:Hessische[rsn]?\s)?(?:Staats|Sozial|Arbeits)\s?-?[Mm]inister(?:in)?|(?:Hessische[rsn]?\s)?Minister(?:in)?"
    r"|Staats\s?sekretär(?:in)?|Ministerial(?:dirigent|direktor|rat|rätin|direktorin|dirigentin))"
)
_LOCAL = (
    r"(?:(?:Vize)?[Ll]and\s?r(?:at|ätin)|(?:Ober)?\s?[Bb]ürger\s?meister(?:in)?|Kreis\s?beigeordnete[rn]?|Beigeordnete[rn]?"
    r"|Stadt\s?(?:rat|rätin)|(?:Stadt|Kreis)?[Kk]ämmer(?:er|in)|[\w-]*[Dd]ezernent(?:in)?|Dezernats?leit(?:er|erin|ung)"
    r"|(?:Amts|Fachbereichs|Fachdienst|Abteilungs)leit(?:er|erin|ung)|(?:Kreis|Stadt)direktor(?:in)?|Magistrats\w+|Geschäftsführer(?:in)?)"
)
_ONE = rf"{_RANK}{{0,2}}(?:{MINISTERIAL}|{_LOCAL})"
_DUTY = rf"(?:\sfür\s(?:(?:die|den|das)\s)?[{_CAP}][\w-]+(?:(?:,\s|\sund\s)[{_CAP}][\w-]+)*)"
_FUNCTION = re.compile(
    rf"(?<![\w-])(?:[Dd](?:er|ie)\s)?(?P<function>{_ONE}(?:\s?(?:/|,|und|u\.|&)\s?{_ONE})*{_DUTY}?)(?![\w-])"
)

_PLACE_WORD = rf"[{_CAP}][\w'’-]+"
_PLACE = rf"{_PLACE_WORD}(?:\s(?:(?:am|an|der|vor|ob|im|in)(?!\w)|(?:a|v|d|M|H)\.|\([{_CAP}][\w. ]+\)|{_PLACE_WORD})|(?<=\.)(?:d|H|M)\.){{0,5}}"
_MONTH = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_DAY = rf"(?:\d{{1,2}}\.\s{{0,2}}\d{{1,2}}\.\s{{0,2}}(?:\d{{4}}|\d{{2}})(?!\d)|\d{{1,2}}\.?\s?(?:{_MONTH})\s\d{{4}}|(?:im\s)?(?:{_MONTH})\s\d{{4}})"
DATED = re.compile(
    rf"(?P<place>{_PLACE})(?:\s?,\s?(?:(?:den|am)\s?)?|\s(?:den|am)\s)[_.\s]{{0,3}}(?P<day>{_DAY})"
    rf"|(?P<empty>{_PLACE})(?:\s?,\s?(?:den|am)|\sden)(?!\w)(?:\s?[_.…\s]{{3,}})?(?=$|\s[{_CAP}])"
    rf"|(?:^|(?<=\s))(?:(?:den|am|Datum:?)\s)?(?P<only>{_DAY})",
)
_LABEL = re.compile(r"(?:Ort\s?[,/]\s?Datum|Ort|Datum):?\s")

_MINISTRY = re.compile(
    rf"(?:(?:[Ff]ür\s)?(?:das|dem|des|Das)\s)?Hessische[snm]?\s(?:Sozial\s?ministeriums?|Ministeriums?)"
    rf"(?:\s(?:der|des)\s[{_CAP}]\w+)?(?:\sfür\s[{_CAP}][\w-]+(?:,\s[{_CAP}][\w-]+)*(?:,?\sund\s[{_CAP}][\w-]+)?)?"
    r"|(?:[Ff]ür\s)?(?:das|dem)\sLand\sHessen|Land\sHessen"
)
_BODY = re.compile(
    rf"(?:(?:[Ff]ür|Namens)\s)?(?:(?:[Dd]e[rsnm]|[Dd]ie)\s(?:Kreisausschuss|Magistrat)(?:es|s)?(?:\sde[rs])?\s?|[Dd]e[rsnm]\s|[Dd]ie\s)?"
    rf"(?:[Kk]reisfreien?\s)?(?:Landkreis(?:es)?|Land\skreis(?:es)?|Kreis(?:es)?|(?:[{_CAP}][\w-]+-?)?[Ss]tadt(?=\s|$)|[{_CAP}][\w]+(?:\s?-\s?[\w]+)*\s?-?\s?[Kk]reis(?:es)?)"
    rf"(?![\w-])(?:\s{_PLACE})?"
    r"|(?:[Dd]e[rs]|[Dd]ie)\s(?:Kreisausschuss|Magistrat)(?:es|s)?(?!\w)"
)
_TITLE = r"(?:Dr\.(?:-Ing\.)?|Prof\.|Dipl\.-?\s?\w+\.|h\.\s?c\.|jur\.|phil\.|rer\.|nat\.|pol\.|med\.|Ing\.)"
_PARTICLE = "(?:von|van|de|zu|zur|vom|den|der|del|di|la|ten|ter|el|al|Graf|Freiherr|Freifrau)"
_NAME_WORD = rf"[{_CAP}][\w'’]*[{_SMALL}]['’\w]*(?:-[{_CAP}][\w'’]+)*"
NAME = re.compile(
    rf"(?:{_TITLE}\s?)*(?:{_NAME_WORD}|[{_CAP}]\.)(?:\s(?:{_PARTICLE}|{_NAME_WORD}|[{_CAP}]\.)){{0,4}}\s{_NAME_WORD}"
)
_NOISE = re.compile(
    r"(?<!\w)(?:gez\.|gez(?=\s)|Unterschrift(?:en)?|(?:Dienst)?[Ss]iegel|Stempel|Seite(?:\s\d+)?|Name|Im\sAuftrag|In\sVertretung|Für|In\sVertretung\sdes"
    r"|i\.\s?[AV]\.|\(L\.\s?S\.\))(?!\w)|[_*|…]+|\.{3,}|\[[^\]]{0,60}\]|\((?:Unterschrift|Siegel|Stempel|Name|Datum|Ort)[^)]{0,40}\)"
)
_NO_NAME = re.compile(
    r"(?<!\w)(?:und|für|Ministerium|Soziales|Integration|Arbeit|Jugend|Hessen|Stadt|Landkreis|Kreis|Magistrat|Kreisausschuss|Hessische[sn]?)(?!\w)"
)

_JOIN_END = re.compile(
    r"(?:[/&,]|(?<=\w)-|\s-|(?<![\w-])(?<!-\s)(?:und|für|des|der|dem|am|an|Landkreis(?:es)?|Kreis(?:es)?|Stadt|[\w-]*[a-z]s?-?[Ss]tadt(?<!Darmstadt)|Erste[rn]?|Dr\.|Prof\.))$"
)
_JOIN_START = re.compile(r"-\s[A-ZÄÖÜ]|(?:für|und|des|de[rmn]|am|an|im|v\.|a\.)(?!\w)")
_ENDS_WITH_DEN = re.compile(r"(?:(?<!\w)(?:den|am)|,)\s?[_.…\s]*$")
_STARTS_DAY = re.compile(rf"(?:(?:den|am)\s)?{_DAY}")


_LONGEST_CELL = 240
"""Characters beyond which nothing is a place, a function or an organisation any more."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a signature block: `words` as read, `start` and `end` into the fixed text.

    A place token may have no words (a date alone) or no date; `place_end` is where its place ends.
    """

    kind: TokenKind
    start: int
    end: int
    words: str
    place_end: int = 0
    date: Date | None = None


def find_tokens(document_id: str, text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of a signature block in order of print, a left column before the right one."""
    found: list[Token] = []
    for reading in _join_cells(text, _find_cells(text, start, end)):
        found.extend(_read_cell(document_id, reading))
    return tuple(_merge_places(found))


def _find_cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of a block; where two or more lines hold columns, column by column."""
    rows: list[list[tuple[int, int]]] = []
    position = start
    for raw in text[start:end].split("\n"):
        cells = [(position + m.start(), position + m.end()) for m in re.finditer(r"\S+(?:[^\S\n\t]{1,3}\S+)*", raw)]
        if cells:
            rows.append(cells)
        position += len(raw) + 1
    if sum(len(row) > 1 for row in rows) < 2:
        return [(row[0][0], row[-1][1]) for row in rows]
    width = max(len(row) for row in rows)
    # A row with fewer cells than columns belongs to the column whose left edge it stands nearest.
    edges = _column_edges(text, rows, width)
    placed = [(_column_of(text, cell, edges), cell) for row in rows for cell in row]
    return [cell for column in range(width) for at, cell in placed if at == column]


def _column_edges(text: str, rows: Sequence[Sequence[tuple[int, int]]], width: int) -> list[int]:
    full = next(row for row in rows if len(row) == width)
    return [_column(text, cell) for cell in full]


def _column(text: str, cell: tuple[int, int]) -> int:
    return cell[0] - (text.rfind("\n", 0, cell[0]) + 1)


def _column_of(text: str, cell: tuple[int, int], edges: Sequence[int]) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - _column(text, cell)))


def _join_cells(text: str, cells: Sequence[tuple[int, int]]) -> Iterator[Reading]:
    """Cells with those that they continue: "Landrat / des Landkreises / Kassel", "Marburg-Cappel, den / 9.7.2024"."""
    current: Reading | None = None
    for cell in cells:
        reading = make_reading(text, *cell)
        if current is None:
            current = reading
        elif len(current.text) < _LONGEST_CELL and _continues(current.text, reading.text):
            current = join_readings((current, reading))
        else:
            yield current
            current = reading
    if current is not None:
        yield current


def _continues(current: str, following: str) -> bool:
    if not current or not following:
        return False
    if _STARTS_DAY.match(following):
        return bool(_ENDS_WITH_DEN.search(current)) or squeeze(current) in _squeezed_seats()
    if _ENDS_WITH_DEN.search(current) and re.search(r"(?<!\w)(?:den|am)[_.…\s]*$", current):
        return False
    if _JOIN_START.match(following):
        return DATED.search(current) is None or DATED.match(following) is None
    return _JOIN_END.search(current) is not None


def _read_cell(document_id: str, reading: Reading) -> list[Token]:
    """The tokens of one cell: dates first, then functions and organisations, names in what is left."""
    pieces = [(0, len(reading.text))]
    tokens: list[Token] = []
    for kind, pattern in (
        ("place", DATED),
        ("function", _FUNCTION),
        ("organisation", _MINISTRY),
        ("organisation", _BODY),
    ):
        rest: list[tuple[int, int]] = []
        for first, last in pieces:
            position = first
            for match in pattern.finditer(reading.text, first, last):
                token = _make_token(document_id, reading, kind, match)
                if token is not None:
                    begin = _begin(reading, token)
                    rest.append((position, begin))
                    position = match.end()
                    tokens.append(token)
            rest.append((position, last))
        pieces = rest
    for first, last in pieces:
        tokens.extend(_read_names(reading, first, last))
    return sorted(tokens, key=lambda token: token.start)


def _begin(reading: Reading, token: Token) -> int:
    return reading.origins.index(token.start)


def _make_token(document_id: str, reading: Reading, kind: str, match: re.Match[str]) -> Token | None:
    if kind == "place":
        return _make_place(document_id, reading, match)
    first, last = match.span("function") if kind == "function" else match.span()
    start, end = reading.place(first, last)
    return Token("function" if kind == "function" else "organisation", start, end, reading.text[first:last])


def _make_place(document_id: str, reading: Reading, match: re.Match[str]) -> Token | None:
    """A place with its date; in a run-together line only the words that are a place ("... Soziales Kassel, den")."""
    group = "place" if match["place"] else "empty"
    date = None
    day = "day" if match["day"] else "only"
    if match[day]:
        found = find_dates(match[day])
        if not found:
            return None
        first = match.start(day) + found[0].start
        span = Span(document_id, *reading.place(first, match.start(day) + found[0].end))
        date = Date(found[0].year, found[0].month, found[0].day, match[day][found[0].start : found[0].end], span)
    if not match[group]:
        return Token("place", *reading.place(match.start("only"), match.end("only")), "", 0, date)
    first = _place_start(reading.text, *match.span(group))
    last = match.end(group)
    start, place_end = reading.place(first, last)
    return Token("place", start, reading.place(first, match.end())[1], reading.text[first:last], place_end, date)


def _place_start(running: str, first: int, last: int) -> int:
    label = _LABEL.match(running, first, last)
    if label is not None:
        first = label.end()
    written = running[first:last]
    if first == 0 and not re.search(r"\s[A-ZÄÖÜ]", written.replace("(", "").replace("Bad ", "Bad-")):
        return first
    known = max(
        (seat for seat in _seats() if re.search(rf"(?<![\w-]){re.escape(seat)}$", written)), key=len, default=None
    )
    if known is not None:
        return last - len(known)
    tail = re.search(
        rf"(?:(?:Bad|Groß|Klein|Sankt|St\.)\s)?{_PLACE_WORD}(?:\s(?:am|an|der|vor|ob|im|in|[avd]\.|\([^)]*\)|[MH]\.)(?:\s{_PLACE_WORD})?)*$",
        written,
    )
    return first + tail.start() if tail and first > 0 else first


@cache
def _seats() -> frozenset[str]:
    seats = {seat for body in all_bodies() for seat in body.seats} | {b.name for b in all_bodies() if b.kind == "stadt"}
    return frozenset(seats | {"Wiesbaden"})


@cache
def _squeezed_seats() -> frozenset[str]:
    return frozenset(squeeze(seat) for seat in _seats())


def _read_names(reading: Reading, first: int, last: int) -> Iterator[Token]:
    """The names in a stretch that is neither place nor function nor organisation."""
    position = first
    for stop in [*_NOISE.finditer(reading.text, first, last), None]:
        piece_end = last if stop is None else stop.start()
        for match in re.finditer(r"[^,;:()]+", reading.text[position:piece_end]):
            offset = position + match.start()
            yield from _read_name(reading, offset, offset + len(match.group()))
        position = last if stop is None else stop.end()


def _read_name(reading: Reading, first: int, last: int) -> Iterator[Token]:
    piece = reading.text[first:last]
    words = piece.strip(" .–-")
    words = re.sub(r"^(?:(?:[A-ZÄÖÜ]{1,4}|Frau|Herrn?)\s)+(?=\S+\s)", "", words)
    if not words or _NO_NAME.search(words):
        return
    half = len(words.split()) // 2
    if half and words.split()[:half] == words.split()[half:]:
        words = " ".join(words.split()[:half])
    if NAME.fullmatch(words):
        start, end = reading.place(first + piece.rindex(words), first + piece.rindex(words) + len(words))
        yield Token("name", start, end, words)


def _merge_places(tokens: Sequence[Token]) -> Iterator[Token]:
    """A place without a date takes the date that stands alone behind it ("Kassel, den" ... "9.7.2024")."""
    waiting: Token | None = None
    for token in tokens:
        if token.kind == "place" and waiting is not None and not token.words and token.date is not None:
            yield Token("place", waiting.start, token.end, waiting.words, waiting.place_end, token.date)
            waiting = None
            continue
        if waiting is not None:
            yield waiting
            waiting = None
        if token.kind == "place" and token.date is None:
            waiting = token
        else:
            yield token
    if waiting is not None:
        yield waiting
