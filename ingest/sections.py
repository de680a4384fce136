"""Sections: Kopf, Präambel, §§ and Unterschriften of agreements, blocks of prose elsewhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.documents import Section, Span
from ingest.lines import Line, find_blocks, is_page_furniture, split_lines, squeeze
from ingest.signatures import find_signature_start

_HEADING = re.compile(
    r"(?:#{1,6}\s*)?(?:\*\*)?\s*(?P<sign>§|Paragraph(?=\s)|\$(?=\s?\d)|[S8](?=\s?\d(?:\s|\*|$)))\s*(?:\*\*)?\s*"
    r"(?P<number>\d{1,2})(?![\d,]|[a-z](?![a-z]))(?:\*\*)?[.:)]?(?P<rest>.*)",
    re.DOTALL,
)
# "in / § 5 vereinbarten": the line before leaves the sentence open.
_OPEN_END = re.compile(
    r"(?:(?<!\w)(?:in|im|nach|gemäß|von|vom|aus|zu|zum|zur|den|der|dem|des|und|oder|mit|sowie|bis|durch|auf|ab|siehe|vgl\.?|laut"
    r"|unter|an|am|für|die|das|bei|nebst|i\.\s?S\.\s?d\.|entsprechend)|[,(–-])$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"(?:Abs(?:\.|atz)|Satz|Nr\.|Nummer|SGB|und|bis|[a-zäöü(,;.])", re.DOTALL)
_VERBS = re.compile(
    r"(?<!\w)(?:stell(?:t|en)|setz(?:t|en)|finanzier(?:t|en)|verfolg(?:t|en)|beteilig(?:t|en)|bleib(?:t|en)|wird|werden|ist|sind"
    r"|haben|hat|erhält|erhalten|gewährt|verpflichte(?:t|n)|vereinbaren|bietet|bieten|kann|können|soll|sollen|beträgt)(?!\w)"
)
_TITLES = (
    "Ausbildungs- und Qualifizierungsbudget", "Ausbildungs- und Qualifizierungsbudget und Arbeitsmarktbudget",
    "Ziele des Landes", "Ziele des Landes Hessen", "Verpflichtungen der Vereinbarungspartner",
    "Verpflichtung der Vereinbarungspartner", "Pflichten der Vereinbarungspartner",
    "Umsetzung der UN-Behindertenrechtskonvention", "Haushaltsmittel und Eckdaten", "Haushaltsmittel", "Eckdaten",
    "Zielsteuerung", "Kontinuierlicher Verbesserungsprozess", "Inkrafttreten", "Laufzeit", "Schlussbestimmungen",
    "Veröffentlichung", "Datenschutz",
)  # fmt: skip
_SQUEEZED_TITLES = tuple(squeeze(title) for title in _TITLES)
_SECOND_TITLES = frozenset({"zieledeslandes", "zieledeslandeshessen"})
_GOALS_TITLE = "zielefürdieumsetzung"


_MOST_SIGNS = 2_000
"""§ signs beyond which a text is no agreement or guideline but a list of them."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section and where its body begins behind the heading lines."""

    section: Section
    body_start: int


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading line: its index among the lines, the number and what stands behind it on the line."""

    index: int
    number: int
    rest: str


def split_agreement(document_id: str, text: str) -> tuple[Part, ...]:
    """The parts of an agreement in order: Kopf, Präambel, § 1 to § n, Unterschriften, Anlage; those that are there."""
    lines = split_lines(text)
    headings = _find_headings(lines)
    preamble = _find_preamble(lines, headings[0].index if headings else len(lines))
    tail_start = _tail_start(lines, headings, preamble)
    signed = find_signature_start(text, tail_start, len(text))
    last = len(text) if signed is None else signed
    starts: list[tuple[str, int, str, int]] = [("Kopf", 0, "", 0)]
    if preamble is not None:
        starts.append(("Präambel", lines[preamble].start, "", _preamble_body(lines, preamble)))
    for heading in headings:
        title, body = _find_title(lines, heading)
        starts.append((f"§ {heading.number}", lines[heading.index].start, title, body))
    if signed is not None:
        starts.append(("Unterschriften", signed, "", signed))
        annex = _find_annex(lines, signed)
        if annex is not None:
            starts.append(("Anlage", annex.start, annex.bare, annex.end))
    kept = [start for start in starts if start[0] in {"Unterschriften", "Anlage"} or start[1] < last]
    return _make_parts(document_id, text, kept)


def split_prose(document_id: str, text: str) -> tuple[Section, ...]:
    """The blocks between blank lines as "Absatz 1" to "Absatz n", headings included."""
    return tuple(
        Section(f"Absatz {number}", "", Span(document_id, start, end))
        for number, (start, end) in enumerate(find_blocks(text), 1)
    )


def split_other(document_id: str, text: str) -> tuple[Section, ...]:
    """The sections of any other document: its own §§ where it has several, else its blocks."""
    if 2 <= text.count("§") <= _MOST_SIGNS:
        headings = _find_headings(split_lines(text))
        if len(headings) >= 2:
            return tuple(part.section for part in split_agreement(document_id, text))
    return split_prose(document_id, text)


def _make_parts(document_id: str, text: str, starts: Sequence[tuple[str, int, str, int]]) -> tuple[Part, ...]:
    ends = [start[1] for start in starts[1:]] + [len(text)]
    parts = []
    for (label, first, title, body), last in zip(starts, ends, strict=True):
        piece = text[first:last]
        inner = piece.strip()
        if inner:
            begin = first + len(piece) - len(piece.lstrip())
            end = begin + len(inner)
            parts.append(Part(Section(label, title, Span(document_id, begin, end)), min(max(body, begin), end)))
    return tuple(parts)


def _find_headings(lines: Sequence[Line]) -> list[_Heading]:
    """The § headings: at the start of a line, not inside a broken sentence, with rising numbers (or a second copy)."""
    headings: list[_Heading] = []
    filled = [i for i, line in enumerate(lines) if line.text and not is_page_furniture(line.bare)]
    for place, i in enumerate(filled):
        match = _HEADING.fullmatch(lines[i].text) if lines[i].text[0] in "§$S8P*#" else None
        if match is None:
            continue
        before = lines[filled[place - 1]].bare if place else ""
        after = lines[filled[place + 1]].bare if place + 1 < len(filled) else ""
        rest = match["rest"].strip()
        title = rest.strip("* ") or after
        number = int(match["number"])
        rises = not headings or number > headings[-1].number or number == 1
        sure = match["sign"] in {"§", "Paragraph"} or _known_title(title) is not None
        if rises and sure and _opens_section(before, title):
            headings.append(_Heading(i, number, rest))
    return headings


def _opens_section(before: str, title: str) -> bool:
    if _OPEN_END.search(before) and _known_title(title) is None:
        return False
    return not title or _REFERENCE.match(title) is None


def _known_title(title: str) -> str | None:
    """The squeezed known title that the words begin with, the longest one."""
    squeezed = squeeze(title)
    if squeezed.startswith(_GOALS_TITLE):
        return _GOALS_TITLE
    return max((known for known in _SQUEEZED_TITLES if squeezed.startswith(known)), key=len, default=None)


def _find_preamble(lines: Sequence[Line], until: int) -> int | None:
    for i, line in enumerate(lines[:until]):
        squeezed = squeeze(line.text[:40])
        if squeezed.startswith(("präambel", "praeambel", "vorbemerkung")):
            return i
    return None


def _preamble_body(lines: Sequence[Line], index: int) -> int:
    """Behind the heading word, which may share its line with the first sentence."""
    line = lines[index]
    match = re.match(
        r"[\W_]*(?:P\s?r\s?(?:ä|ae)\s?a\s?m\s?b\s?e\s?l|Vorbemerkung(?:en)?)[\W_]*", line.text, re.IGNORECASE
    )
    return line.start + match.end() if match else line.end


def _tail_start(lines: Sequence[Line], headings: Sequence[_Heading], preamble: int | None) -> int:
    """Where the search for signatures begins: behind the last heading."""
    if headings:
        return lines[headings[-1].index].end
    return lines[preamble].end if preamble is not None else 0


def _find_annex(lines: Sequence[Line], after: int) -> Line | None:
    return next(
        (ln for ln in lines if ln.start > after and re.match(r"Anlagen?(?:\s+\d+)?(?:\s*[:–-].*)?$", ln.bare)), None
    )


def _find_title(lines: Sequence[Line], heading: _Heading) -> tuple[str, int]:
    """The title behind or below a § and where the body begins; two printed titles are joined by " / "."""
    line = lines[heading.index]
    printed = heading.rest.strip("*#: \t")
    if printed:
        run_on = _split_run_on(line, heading.rest)
        if run_on is not None:
            return run_on
        titles = [printed]
        index = heading.index
    else:
        filled = (i for i in range(heading.index + 1, len(lines)) if lines[i].text)
        first = next((i for i in filled if not is_page_furniture(lines[i].bare)), None)
        if first is None or not _is_title_like(lines, first):
            return "", line.end
        titles = [lines[first].bare]
        index = first
    titles, index = _extend_title(lines, titles, index)
    return " / ".join(titles), lines[index].end


def _split_run_on(line: Line, rest: str) -> tuple[str, int] | None:
    """Title and body on one line: "§ 4 Haushaltsmittel und Eckdaten Das HMSI stellt ..."."""
    if len(rest) < 60 or not _VERBS.search(rest):
        return None
    known = _known_title(rest)
    if known is None or known == _GOALS_TITLE:
        return "", line.end - len(rest.lstrip())
    letters = 0
    for offset, character in enumerate(rest):
        letters += character.isalnum()
        if letters == len(known):
            return rest[: offset + 1].strip("* "), line.end - len(rest) + offset + 1
    return None


def _is_title_like(lines: Sequence[Line], index: int) -> bool:
    """Whether a line can be a title: short, no sentence."""
    bare = lines[index].bare
    if _known_title(bare) is not None:
        return len(bare) < 120
    return len(bare) <= 110 and not bare.endswith((".", ":", ";", ",")) and not _VERBS.search(bare)


def _extend_title(lines: Sequence[Line], titles: list[str], index: int) -> tuple[list[str], int]:
    """Takes in what continues the title on the next lines, and a second title ("Ziele des Landes")."""
    while index + 1 < len(lines):
        follower = next((i for i in range(index + 1, min(index + 4, len(lines))) if lines[i].text), None)
        if follower is None:
            break
        bare = lines[follower].bare
        if squeeze(bare) in _SECOND_TITLES:
            titles = [*titles, bare]
        elif follower == index + 1 and _continues_title(titles[-1], bare):
            titles = [*titles[:-1], _join(titles[-1], bare)]
        else:
            break
        index = follower
    return titles, index


def _continues_title(title: str, bare: str) -> bool:
    if not bare or len(title) + len(bare) > 160 or _VERBS.search(bare) or bare.endswith((".", ":")):
        return False
    joined = squeeze(title + bare)
    if any(known.startswith(joined) and known != squeeze(title) for known in _SQUEEZED_TITLES):
        return True
    if _OPEN_END.search(title):
        return True
    opens_name = re.search(r"(?:Landkreis(?:es)?|Kreises?|Stadt)$", title)
    return bool(opens_name) or (bare[0].islower() and _known_title(title) not in _SQUEEZED_TITLES)


def _join(first: str, second: str) -> str:
    if first.endswith("-") and second[:1].islower() and not re.match(r"(?:und|oder|sowie)\b", second):
        return first[:-1] + second
    return first + ("" if first.endswith("-") and not second[:1].islower() else " ") + second
