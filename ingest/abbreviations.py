"""Abbreviations that a text spells out itself: "Berufsausbildung in ... (BaE)", "BvB-Gruppen (Berufsvorbereitende ...)"."""

import re

from assistant.documents import Abbreviation, Section, Span
from ingest.lines import squeeze

_SHORT = r"(?=[A-ZÄÖÜ][\w-]{0,10}?[A-ZÄÖÜ])[A-ZÄÖÜ][A-Za-zÄÖÜäöüß]{1,9}(?:-[A-ZÄÖÜ]{2,6})?"
_BRACKETED = re.compile(rf"\((?:kurz:?\s|sog\.\s)?[„\"“]?(?P<short>{_SHORT})[“\"”]?(?:\s(?:19|20)\d\d)?\)")
_EXPLAINED = re.compile(rf"(?<![\w„-])(?P<short>{_SHORT})(?:-[A-ZÄÖÜa-zäöü]\w+)?\s\((?P<long>[^()\n]{{6,120}})\)")
_WINDOW = 160
_ITEM = re.compile(r"[)\]]|[•·▪●◦‣]|\n[^\S\n]*(?:[-–—*]|\(?\d{1,2}[.)])[^\S\n]")
"""What no long form reaches across: a bracket that was closed, the bullet or number of a list's entry."""

_PART_TIME = ("TZ", "zeit")
"""The mark of part-time stands behind any project: only a long form that says so is its own."""

_WORD = re.compile(r"[\wÄÖÜäöüß]+")


def find_abbreviations(document_id: str, text: str, sections: tuple[Section, ...]) -> tuple[Abbreviation, ...]:
    """Every short form with its long form, each pair once, where it is first spelled out.

    The letters of the short form must stand in the long form in their order, the first one as its first letter.
    """
    found: dict[tuple[str, str], Abbreviation] = {}
    for section in sections:
        for abbreviation in _find_in_section(document_id, text, section):
            found.setdefault((abbreviation.short, squeeze(abbreviation.long)[:12]), abbreviation)
    return tuple(sorted(found.values(), key=lambda a: a.span))


def _find_in_section(document_id: str, text: str, section: Section) -> list[Abbreviation]:
    found = []
    start, end = section.span.start, section.span.end
    for match in _BRACKETED.finditer(text, start, end):
        long = _long_before(text, max(start, match.start() - _WINDOW), match.start(), match["short"])
        if long is not None:
            span = Span(document_id, long[0], match.end())
            found.append(Abbreviation(match["short"], text[long[0] : long[1]], section.label, span))
    for match in _EXPLAINED.finditer(text, start, end):
        if _spells(match["short"], match["long"].strip(' „“"')):
            span = Span(document_id, match.start(), match.end())
            found.append(Abbreviation(match["short"], match["long"].strip(' „“"'), section.label, span))
    return found


def _long_before(text: str, start: int, end: int, short: str) -> tuple[int, int] | None:
    """The words before the bracket that the short form spells: the nearest beginning whose letters fit."""
    window = text[start:end]
    stop = max(window.rfind(mark) for mark in (". ", "\n\n", ": ", ";", "„", "(")) + 1
    stop = max([stop, *(item.end() for item in _ITEM.finditer(window))])
    words = [m.start() for m in _WORD.finditer(window, stop) if m.group()[0] == short[0]]
    spelling = [at for at in words if _spells(short, window[at:].strip())]
    if not spelling:
        return None
    # Initials that fit word by word are meant before letters that happen to occur ("Hessisches Ministerium für ...").
    first = next((at for at in reversed(spelling) if _initials_fit(short, window[at:])), spelling[-1])
    long = window[first:].rstrip(' \t\n\u00a0„“"”,–-')
    dash = re.search(r"\s[–—-]\s", long)
    if dash is not None and _initials_fit(short, long[: dash.start()]):
        long = long[: dash.start()]
    return start + first, start + first + len(long)


def _spells(short: str, long: str) -> bool:
    """Whether the letters occur in order, capitals of the short form at least once more than it has words."""
    letters = iter(squeeze(long))
    wanted = squeeze(short)
    if short == _PART_TIME[0] and _PART_TIME[1] not in long.lower():
        return False
    if len(squeeze(long)) < len(wanted) + 3 or long[0] != short[0]:
        return False
    capitals = sum(character.isupper() for character in short)
    words = [word for word in _WORD.findall(long) if len(word) > 2]
    return all(letter in letters for letter in wanted) and (len(words) >= 2 or capitals <= 3)


def _initials_fit(short: str, long: str) -> bool:
    """Whether word beginnings, skipping little words, spell the short form."""
    rest = squeeze(short)
    for word in _WORD.findall(long):
        lowered = word.lower()
        taken = next((n for n in range(len(rest), 0, -1) if lowered.startswith(rest[:n])), 0)
        if taken == 0 and len(word) > 3 and word[0].isupper():
            return False
        rest = rest[taken:]
    return not rest
