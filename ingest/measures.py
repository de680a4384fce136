"""The list of § 5: categories of measures and the projects below them.

A line is a heading, the start of an entry, the rest of the entry before, or prose around the list. Bullets tell entries
where they are printed; where they are not, each line is an entry unless it plainly continues the one before.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.documents import Category, CategoryKey, Measure, Span
from ingest.categories import continues_title, find_number, match_title, sort_title
from ingest.lines import Line, is_page_furniture, split_lines, squeeze
from ingest.part_time import find_part_time
from ingest.readings import make_reading
from ingest.sections import Part
from ingest.target_groups import find_target_groups

_BULLET = re.compile(
    r"(?:[-–—‐](?:\s+(?=\S)|(?=[^\W\d_„\"“]|[„\"“]))|[•·‣◦▪▫■□►▶➢➤✓✔●○❖\uf0b7\uf0a7\uf02d]\s*|\*(?!\*)\s*(?=\S)|[o+»>]\s+(?=\S)|\(?[a-z]\)\s*|[a-z]\.\s+(?=[A-ZÄÖÜ])|\d{1,2}(?:\.\d{1,2}){1,2}\.?\s+(?=\S)"
    r"|(?:[-–—•·▪*o]|\(?[a-z]\))$)"
)
_OPEN_END = re.compile(
    r"(?:[,&/(–]|(?<=\w)-|(?<![\w/*:_-])(?:und|oder|sowie|bzw\.|für|von|mit|in|im|zu|zum|zur|der|die|das|den|dem|des|am|an|auf|bei|aus|durch|nach|ohne|als"
    r"|v\.\s?a\.|insb\.|inkl\.|einer|eines|einem|ihrer|seiner|jungen?|besonderen?))$"
)
_PROSE_START = re.compile(
    r"(?:Die|Der|Das|Alle|Diese|Dieser|Dies|Eine?|Im|Es|Bei|Nach|Zur|Zum|Sämtliche|Grundlage|Hierbei|Darüber|Über|Weitere|Änderungen|Näheres"
    r"|Voraussetzung|Grundsätzlich|Sie|Mit|Für|In|Dabei|Zusätzlich|Insgesamt|Abweichungen|Gefördert|Förderfähig)(?!\w)"
)
_VERB = re.compile(
    r"(?<!\w)(?:erfolg(?:t|en)|wird|werden|wurden?|ist|sind|hat|haben|kann|können|soll|sollen|bedarf|bedürfen|gilt|gelten|richte(?:t|n)|finanzier(?:t|en)"
    r"|stell(?:t|en)|bleib(?:t|en)|unterlieg(?:t|en)|erhält|erhalten|setz(?:t|en)|umfass(?:t|en)|basier(?:t|en)|erlässt)(?!\w)"
)
_NOTHING = re.compile(
    r"(?:(?:[-–—./\s]+)|kein[e]?(?:\s(?:Projekte?|Maßnahmen?|Angaben?))?(?:\s(?:geplant|vorgesehen))?|entfällt|nicht\s(?:geplant|vorgesehen|besetzt)|"
    r"derzeit\s(?:keine|nicht\sgeplant)|n\.\s?n\.|N\.\s?N\.|k\.\s?A\.)\.?",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\(?[a-z]\)")
_WRAPPED_FROM = 48
"""A line of at least this many characters may have been broken by the margin."""


@dataclass(frozen=True, slots=True)
class MeasureList:
    """What § 5 lists."""

    categories: tuple[Category, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A filled line of § 5 and what precedes it."""

    line: Line
    after_blank: bool
    bullet: int
    """Characters of the bullet, 0 for none."""


@dataclass(frozen=True, slots=True)
class _Heading:
    """Rows `first` to `last` (inclusive) are the heading of a category; `start` is where its title begins."""

    first: int
    last: int
    number: int | None
    title: str
    key: CategoryKey


def parse_measures(document_id: str, text: str, part: Part) -> MeasureList:
    """The categories and measures of the section that lists them."""
    rows = _make_rows(text, part.body_start, part.section.span.end)
    headings = _find_headings(rows)
    first = _list_start(rows, headings)
    stop = _list_end(rows, max(first, headings[-1].last + 1 if headings else first))
    headings = [heading for heading in headings if heading.first < stop]
    measures: list[Measure] = []
    bounds = [(None, first, headings[0].first if headings else stop)]
    for heading, following in zip(headings, [*headings[1:], None][: len(headings)], strict=True):
        bounds.append((heading, heading.last + 1, following.first if following else stop))  # type: ignore[arg-type]
    for owner, begin, end in bounds:
        for start, last in _find_entries(rows[begin:end]):
            measure = _make_measure(document_id, text, part.section.label, owner, start, last)
            if measure is not None:
                measures.append(measure)
    return MeasureList(tuple(_make_category(document_id, rows, heading) for heading in headings), tuple(measures))


def count_headings(text: str, part: Part) -> int:
    """How many category headings a section holds: which of the §§ lists the measures."""
    return len(_find_headings(_make_rows(text, part.body_start, part.section.span.end)))


def _make_rows(text: str, start: int, end: int) -> list[_Row]:
    rows: list[_Row] = []
    blank = True
    for line in split_lines(text, start, end):
        if is_page_furniture(line.bare):
            continue
        if line.text:
            match = _BULLET.match(line.text)
            broken = match is not None and bool(rows) and _is_broken_abbreviation(rows[-1].line.text, line.text)
            rows.append(_Row(line, blank, match.end() if match and not broken else 0))
        blank = not line.text
    return rows


def _is_broken_abbreviation(before: str, text: str) -> bool:
    """Whether "a. Geflüchtete" goes on with the "v." of the line before."""
    return text[0].isalpha() and text[1] == "." and re.search(r"(?<!\w)\w\.$", before) is not None


def _find_headings(rows: Sequence[_Row]) -> list[_Heading]:
    """Category headings: numbered ones where the print numbers them, else lines that are a field's title."""
    numbered = _find_numbered(rows)
    known = [heading for heading in numbered if heading.key != "other" and match_title(heading.title)]
    if known:
        keys = {heading.key for heading in numbered}
        stray = [h for h in _find_titles(rows, numbered, bullets=False) if h.key not in keys and len(h.title) >= 24]
        return sorted([*numbered, *stray], key=lambda h: h.first)
    bulleted = _find_titles(rows, (), bullets=True)
    lettered = [heading for heading in bulleted if _LETTER.match(rows[heading.first].line.text)]
    if lettered and len(lettered) == sum(bool(_LETTER.match(row.line.text)) for row in rows):
        return _drop_repeats(lettered)
    titles = _find_titles(rows, (), bullets=False)
    if titles:
        return _drop_repeats(titles)
    if len({heading.key for heading in bulleted}) >= 2 and len(
        {heading.first for heading in bulleted}
    ) < _count_bullets(rows):
        return _drop_repeats(bulleted)
    return [h for h in numbered if h.key != "other"]


def _count_bullets(rows: Sequence[_Row]) -> int:
    return sum(row.bullet > 0 for row in rows)


def _find_numbered(rows: Sequence[_Row]) -> list[_Heading]:
    """Numbered lines whose numbers rise and that are titles; a numbered project below a category is none."""
    found: list[_Heading] = []
    dotted: list[_Heading] = []
    for i, row in enumerate(rows):
        number = find_number(row.line.text)
        if number is None:
            continue
        heading = _read_heading(rows, i, number.length, number.value)
        if heading is not None:
            (dotted if number.dotted else found).append(heading)
    if not any(match_title(heading.title) for heading in found):
        # "5.1" numbers the headings only where no "1." does; below one it numbers the projects.
        found = [*found, *(heading for heading in dotted if match_title(heading.title))]
    sure = [heading for heading in found if match_title(heading.title) is not None]
    taken = {heading.number for heading in sure}
    kept = []
    for heading in found:
        before = [h.number or 0 for h in sure if h.first < heading.first]
        behind = [h.number or 99 for h in sure if h.first > heading.first]
        fits = max(before, default=0) < (heading.number or 0) < min(behind, default=99)
        if heading in sure or (sure and heading.number not in taken and fits and _stands_out(rows, heading)):
            kept.append(heading)
    return kept if sure else _numbered_by_words(rows, found)


def _numbered_by_words(rows: Sequence[_Row], found: Sequence[_Heading]) -> list[_Heading]:
    """Without any standard title: numbered lines are headings where bulleted lines stand below them."""
    return [h for h in found if h.last + 1 < len(rows) and rows[h.last + 1].bullet]


def _stands_out(rows: Sequence[_Row], heading: _Heading) -> bool:
    """Whether an unknown numbered title is set like a heading: bold, or with entries of another look below."""
    bold = rows[heading.first].line.text.startswith("**")
    followed = heading.last + 1 < len(rows) and find_number(rows[heading.last + 1].line.text) is None
    return bold or (followed and rows[heading.first].after_blank) or (followed and rows[heading.last + 1].bullet > 0)


def _find_titles(rows: Sequence[_Row], known: Sequence[_Heading], *, bullets: bool) -> list[_Heading]:
    """Lines that are a standard title, without a bullet (or with one)."""
    inside = {i for heading in known for i in range(heading.first, heading.last + 1)}
    found: list[_Heading] = []
    for i, row in enumerate(rows):
        if i in inside or (row.bullet > 0) != bullets or (found and i <= found[-1].last):
            continue
        if i and not row.after_blank and rows[i - 1].bullet and _OPEN_END.search(rows[i - 1].line.bare):
            continue
        heading = _read_heading(rows, i, row.bullet if bullets else 0, None)
        if heading is not None and match_title(heading.title) is not None:
            found.append(heading)
    return found


def _drop_repeats(titles: Sequence[_Heading]) -> list[_Heading]:
    """A project may bear its category's name: the second line of that title is the project."""
    kept: list[_Heading] = []
    for heading in titles:
        if heading.key not in {h.key for h in kept}:
            kept.append(heading)
    return kept


def _read_heading(rows: Sequence[_Row], index: int, skip: int, number: int | None) -> _Heading | None:
    """The heading that begins at a row with all lines over which its title is broken."""
    last = index
    title = _clean_title(rows[index].line.text[skip:])
    if not title and last + 1 < len(rows):
        last += 1
        title = _clean_title(rows[last].line.text)
    while last + 1 < len(rows) and not rows[last + 1].bullet and find_number(rows[last + 1].line.text) is None:
        more = _clean_title(rows[last + 1].line.text)
        begins_anew = match_title(more) and not match_title(title) and not _OPEN_END.search(title)
        if begins_anew or not (continues_title(title, more) or _breaks_off(title, more)):
            break
        title = make_reading(f"{title}\n{more}").text
        last += 1
    if not title or len(title) > 260 or title.endswith((".", ",")) or _VERB.search(title) or _OPEN_END.search(title):
        return None
    return _Heading(index, last, number, title, sort_title(title))


def _breaks_off(title: str, more: str) -> bool:
    return match_title(title) is None and bool(_OPEN_END.search(title)) and more[:1].islower()


def _clean_title(line: str) -> str:
    return re.sub(r"^\(?[a-z]\)\s+", "", re.sub(r"\*\*+|__+", "", line).strip(" :#\t\u00a0"))


def _list_start(rows: Sequence[_Row], headings: Sequence[_Heading]) -> int:
    """The first row behind the introduction ("... folgende Projekte:")."""
    limit = headings[0].first if headings else len(rows)
    for i in range(limit - 1, -1, -1):
        if rows[i].line.bare.endswith(":") and not rows[i].bullet:
            return i + 1
    return next((i for i in range(limit) if rows[i].bullet), limit)


def _list_end(rows: Sequence[_Row], first: int) -> int:
    """The first row of the closing prose, the number of rows where the list runs to the end."""
    return next((i for i in range(first, len(rows)) if not rows[i].bullet and _is_prose(rows, i)), len(rows))


def _is_prose(rows: Sequence[_Row], index: int) -> bool:
    """Whether a sentence begins at a row: a beginning that sentences have, a verb, eight words and a full stop."""
    if not _PROSE_START.match(rows[index].line.bare):
        return False
    words: list[str] = []
    for i in range(index, min(index + 12, len(rows))):
        if i > index and rows[i].bullet and rows[i].after_blank:
            break
        words.extend(rows[i].line.bare.split())
        if words and words[-1].endswith("."):
            break
    joined = " ".join(words)
    return len(words) >= 8 and bool(_VERB.search(joined)) and "." in joined


def _find_entries(rows: Sequence[_Row]) -> list[tuple[int, int]]:
    """The entries of one category as stretches of the fixed text, bullets left out."""
    bulleted = any(row.bullet for row in rows)
    counted = _is_counted(rows)
    entries: list[tuple[int, int]] = []
    previous = ""
    for row in rows:
        start = row.line.start + row.bullet
        body = row.line.text[row.bullet :]
        number = find_number(row.line.text) if counted and not row.bullet else None
        if number is not None and number.length < len(row.line.text):
            start, body = row.line.start + number.length, row.line.text[number.length :]
        opens = row.bullet > 0 or number is not None
        waiting = bool(entries) and entries[-1][0] >= entries[-1][1]
        if entries and not opens and (waiting or _continues(row, previous, bulleted=bulleted)):
            entries[-1] = (row.line.start if waiting else entries[-1][0], row.line.end)
        else:
            entries.append((start + len(body) - len(body.lstrip()), row.line.end))
        previous = row.line.bare
    return [entry for entry in entries if entry[0] < entry[1]]


def _is_counted(rows: Sequence[_Row]) -> bool:
    """Whether entries are numbered 1, 2, ...; a single "2. Anlauf" is a name."""
    numbers = [number.value for row in rows if not row.bullet and (number := find_number(row.line.text)) is not None]
    return bool(numbers) and numbers == list(range(1, len(numbers) + 1))


def _continues(row: _Row, previous: str, *, bulleted: bool) -> bool:
    """Whether a line without a bullet is the rest of the entry before."""
    text = row.line.bare
    open_before = bool(_OPEN_END.search(previous)) or previous.count("(") > previous.count(")")
    if open_before or re.match(r"(?:und|oder|sowie|bzw\.|für|mit|von|in|im|zur|zum|der|des)\s", text):
        return True
    if re.fullmatch(r"\((?:TZ|Teilzeit|in Teilzeit)\)", text):
        return True
    if row.after_blank:
        return False
    if bulleted:
        return True
    return text[:1].islower() and len(previous) >= _WRAPPED_FROM


def _make_measure(
    document_id: str, text: str, label: str, owner: _Heading | None, start: int, end: int
) -> Measure | None:
    start, end = _trim_entry(text, start, end)
    reading = make_reading(text, start, end)
    if not squeeze(reading.text) or _NOTHING.fullmatch(reading.text):
        return None
    return Measure(
        name=" ".join(text[start:end].split()),
        category=owner.key if owner else "other",
        category_title=owner.title if owner else "",
        part_time=find_part_time(document_id, text, reading),
        target_groups=find_target_groups(reading.text),
        section=label,
        span=Span(document_id, start, end),
    )


def _trim_entry(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the punctuation of the list and without marks around the whole entry."""
    while end > start and text[end - 1] in ";, \t\n\u00a0":
        end -= 1
    if text.startswith("**", start) and text.endswith("**", start + 2, end) and text.count("**", start, end) == 2:
        start, end = start + 2, end - 2
    return start, end


def _make_category(document_id: str, rows: Sequence[_Row], heading: _Heading) -> Category:
    span = Span(document_id, rows[heading.first].line.start, rows[heading.last].line.end)
    return Category(heading.key, heading.number, heading.title, span)
