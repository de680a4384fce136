"""Words of a document as they compare with those of another: names, years, amounts and projects masked.

Agreements of one template differ in what they are filled with: the body in each of its inflections, the budget year,
the amount and the projects of § 5. These words compare as equal; all others by their letters, without hyphens and
without the marks and line breaks of the layout.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.bodies import BodyKind, all_bodies, find_printed_bodies, get_body
from assistant.category_lines import find_printed_line
from assistant.documents import Agreement, Document
from assistant.money import find_euros
from assistant.sentences import split_sentences

MaskKind = Literal["bodies", "years", "amounts", "projects"]

OWN_BODY = "<Gebietskörperschaft>"
BUDGET_YEAR = "<Jahr>"
AMOUNT = "<Betrag>"

_TOKEN = re.compile(
    r"§+\s*\d+[a-z]?\b"
    r"|\d{1,2}\.\s?\d{1,2}\.(?=\s?\d{4})"
    r"|(?<![\d.,])(?:19|20)\d\d(?:/\d\d)?(?!\d|[.,]\d)"
    r"|\d+(?:[.,]\d+)*"
    r"|[^\W_]+(?:[-/:*_'’](?=[^\W_])[^\W_]+)*-?"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:/\d\d)?")
_YEAR_RANGE = re.compile(r"(?<!\d)(?:19|20)\d\d\s*(?:bis|[-–—/])\s*(?:19|20)\d\d(?!\d)")
_ALLIANCE = re.compile(r"bündnis|allianz|\bpakt", re.IGNORECASE)
_LONGEST_ALLIANCE_NAME = 80
_BEFORE_NAME = re.compile(r"(?<!\w)(?:der|die|das|dem|den|des|(vom|zum|zur|beim|im|am|ins))\s+$", re.IGNORECASE)
_LONGEST_ARTICLE = 16
_CONTRACTIONS = {"vom": "von", "zum": "zu", "zur": "zu", "beim": "bei", "im": "in", "am": "an", "ins": "in"}
_BULLET_LINE = re.compile(r"^[^\S\n]*(?:[-–—•·▪●◦‣]|\*(?!\*))[^\S\n]+\S.*$", re.MULTILINE)
_BARE_NAMES: dict[BodyKind, re.Pattern[str]] = {
    "landkreis": re.compile(r"(?<=\s)(?:Landkreis(?:es?)?|Kreis(?:es?)?)(?![\w-])"),
    "stadt": re.compile(r"(?<=\s)(?:kreisfreien?\s+)?Stadt(?![\w-])"),
}
_CURRENCY = re.compile(r"Eu\s?ro|EUR|€", re.IGNORECASE)
_BEFORE_CURRENCY, _BEHIND_CURRENCY = 60, 40
_LAYOUT = str.maketrans("", "", "-'’* \t\n\r\u00a0")
_ENDINGS = ("e", "em", "en", "er", "es")
_GENDERED: dict[BodyKind, dict[str, str]] = {
    "landkreis": {"er": "<er>", "sein": "<sein>"} | {f"sein{ending}": f"<sein{ending}>" for ending in _ENDINGS},
    "stadt": {"sie": "<er>", "ihr": "<sein>"} | {f"ihr{ending}": f"<sein{ending}>" for ending in _ENDINGS},
}
_RELATIVES: dict[BodyKind, frozenset[str]] = {
    "landkreis": frozenset({"der", "dem", "den", "dessen", "welcher", "welchem", "welchen"}),
    "stadt": frozenset({"die", "der", "deren", "welche", "welcher"}),
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a masked stretch of words, at its place in the fixed text.

    `key` decides whether two words are the same. `loose` is a second reading, for words that differ only because
    bodies and years do ("seine" of a Landkreis, "ihre" of a Stadt; the year before the budget year); "" for a word
    that falls away in it. `written` are the letters as printed. `sentence` counts the sentences of the section.
    """

    key: str
    loose: str
    written: str
    start: int
    end: int
    sentence: int
    mask: MaskKind | None = None


@dataclass(frozen=True, slots=True)
class Mask:
    """A stretch of a document that is masked; `key` is what it compares as, "" where it is passed over."""

    start: int
    end: int
    kind: MaskKind
    key: str


@dataclass(frozen=True, slots=True)
class MaskedDocument:
    """A document with its masks, in order and without overlaps, and the loose readings by position."""

    document: Document
    year: int | None
    gender: BodyKind | None
    masks: tuple[Mask, ...]
    loose: dict[int, str]
    ranges: tuple[tuple[int, int], ...]
    alliances: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a stretch of a document and the sentences they stand in."""

    words: tuple[Word, ...]
    sentences: tuple[tuple[int, int], ...]


def mask_document(document: Document) -> MaskedDocument:
    """Finds everything in a document that is filled into a template: names, amounts, projects, and its years."""
    text = document.text
    bodies = _find_names(document)
    own = document.body or _find_only(bodies, document)
    gender = _find_gender(document, own)
    masks = [Mask(start, end, "bodies", OWN_BODY if body == own else f"<{body}>") for start, end, body in bodies]
    masks += [Mask(start, end, "amounts", AMOUNT) for start, end in _find_amounts(text)]
    masks += [Mask(start, end, "projects", "") for start, end in _find_projects(document)]
    ranges = tuple(found.span() for found in _YEAR_RANGE.finditer(text))
    return MaskedDocument(
        document=document,
        year=document.year,
        gender=gender,
        masks=_without_overlaps(masks),
        loose=_find_bare_names(text, own, gender),
        ranges=ranges,
        alliances=tuple(span for span in ranges if _is_alliance(document, span)),
    )


def read_words(masked: MaskedDocument, start: int, end: int) -> Wording:
    """The words between two positions; masked stretches are one word, projects and headings of categories none."""
    sentences = split_sentences(masked.document.text[start:end], start)
    return Wording(tuple(_scan(masked, start, end, [first for first, _ in sentences])), sentences)


def mend_words(wording: Wording, vocabulary: frozenset[str]) -> Wording:
    """Joins words that the print tore apart ("Fachkräfte sicherung"), if another place has them in one piece."""
    mended: list[Word] = []
    for word in wording.words:
        last = mended[-1] if mended else None
        if last is None or last.mask or word.mask or not _is_torn(last.key, word.key, vocabulary):
            mended.append(word)
            continue
        joined = last.key + word.key
        mended[-1] = replace(last, key=joined, loose=joined, written=joined, end=word.end)
    return wording if len(mended) == len(wording.words) else Wording(tuple(mended), wording.sentences)


def _is_torn(first: str, second: str, vocabulary: frozenset[str]) -> bool:
    return len(first) + len(second) > 5 and first.isalpha() and second.isalpha() and first + second in vocabulary


def _find_names(document: Document) -> list[tuple[int, int, str]]:
    """Every printed body with the article before it: start, end, id (or the printed name of an unknown body)."""
    text = document.text
    names = [(found.start, found.end, found.body) for found in find_printed_bodies(text)]
    if isinstance(document, Agreement) and document.body is None and document.body_written.strip():
        unknown = document.body_written
        names += [(*found.span(), unknown) for found in _unknown_pattern(unknown).finditer(text)]
    return [(_article_start(text, start), end, body) for start, end, body in sorted(names)]


def _unknown_pattern(written: str) -> re.Pattern[str]:
    """A name that the table of bodies does not hold, in the nominative as printed, in its inflections."""
    words = [re.escape(word) for word in written.split()]
    inflected = [word + "(?:e?s|e)?" if word.lower().endswith("kreis") else word for word in words]
    return re.compile(r"(?<![\w-])" + r"\s+".join(inflected) + r"(?![\w-])", re.IGNORECASE)


def _find_only(bodies: Sequence[tuple[int, int, str]], document: Document) -> str | None:
    """Whose document it is where the table of bodies does not say: the printed name, or the one body it speaks of."""
    if isinstance(document, Agreement) and document.body_written.strip():
        return document.body_written
    return bodies[0][2] if len({body for *_, body in bodies}) == 1 else None


def _article_start(text: str, start: int) -> int:
    """Where the article before a name begins; "vom" and its like stay words of their own."""
    before = _BEFORE_NAME.search(text, max(0, start - _LONGEST_ARTICLE), start)
    return before.start() if before and before[1] is None else start


def _find_amounts(text: str) -> Iterator[tuple[int, int]]:
    """The sums of money, looked for around the names of the currency only."""
    end = 0
    for found in _CURRENCY.finditer(text):
        if found.start() >= end:
            start = max(end, found.start() - _BEFORE_CURRENCY)
            for euros in find_euros(text[start : found.end() + _BEHIND_CURRENCY]):
                end = start + euros.end
                yield start + euros.start, end


def _find_gender(document: Document, own: str | None) -> BodyKind | None:
    if document.body is not None:
        return get_body(document.body).kind
    if own is None:
        return None
    return "stadt" if "stadt" in own.lower() else "landkreis"


def _find_projects(document: Document) -> Iterator[tuple[int, int]]:
    """The measures, the lines of the list they stand in, and the headings of their categories (compared apart)."""
    if not isinstance(document, Agreement):
        return
    for measure in document.measures:
        yield measure.span.start, measure.span.end
    for category in document.categories:
        line = find_printed_line(document, category)
        yield line.start, line.end
    places = [category.span.start for category in document.categories] + [m.span.start for m in document.measures]
    for section in document.sections:
        if any(section.span.start <= place < section.span.end for place in places):
            lines = _BULLET_LINE.finditer(
                document.text, min(p for p in places if p >= section.span.start), section.span.end
            )
            yield from (line.span() for line in lines)


def _without_overlaps(masks: Sequence[Mask]) -> tuple[Mask, ...]:
    """In order; projects go before all else, of two other masks the earlier one, then the longer one."""
    kept: list[Mask] = []
    for mask in sorted(masks, key=lambda mask: (mask.kind != "projects", mask.start, -mask.end)):
        if all(mask.end <= other.start or other.end <= mask.start for other in kept):
            kept.append(mask)
    return tuple(sorted(kept, key=lambda mask: mask.start))


def _find_bare_names(text: str, own: str | None, gender: BodyKind | None) -> dict[int, str]:
    """Loose readings of "der Landkreis", "die Stadt" without a name, and of the body's bare name, by position."""
    loose: dict[int, str] = {}
    patterns = [_BARE_NAMES[gender]] if gender else list(_BARE_NAMES.values())
    if own is not None and gender is not None:
        patterns += [_bare_town(own)]
    for pattern in patterns:
        for found in pattern.finditer(text):
            words = list(_TOKEN.finditer(text, found.start(), found.end()))
            loose |= {word.start(): "" for word in words[1:]}
            loose[found.start()] = OWN_BODY
            before = _BEFORE_NAME.search(text, max(0, found.start() - _LONGEST_ARTICLE), found.start())
            if before:
                loose[before.start()] = _CONTRACTIONS[before[1].lower()] if before[1] else ""
    return loose


def _bare_town(own: str) -> re.Pattern[str]:
    body = next((body for body in all_bodies() if body.id == own), None)
    names = sorted({body.name, body.short}, key=len, reverse=True) if body else [own]
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(name) for name in names) + r")(?![\w-])")


def _is_alliance(document: Document, span: tuple[int, int]) -> bool:
    """Whether a range of years belongs to the name of an alliance: it is never filled in, but part of the wording."""
    if isinstance(document, Agreement) and document.alliance_span is not None:
        marked = document.alliance_span
        if marked.start < span[1] and span[0] < marked.end:
            return True
    return _ALLIANCE.search(document.text, max(0, span[0] - _LONGEST_ALLIANCE_NAME), span[0]) is not None


def _scan(masked: MaskedDocument, start: int, end: int, sentences: Sequence[int]) -> Iterator[Word]:
    text = masked.document.text
    position = start
    last: Word | None = None
    for mask in (*(mask for mask in masked.masks if start <= mask.start < end), None):
        for found in _TOKEN.finditer(text, position, mask.start if mask else end):
            sentence = max(bisect_right(sentences, found.start()) - 1, 0)
            last = _make_word(masked, found, sentence, last, before_name=_stands_before(text, found.end(), mask))
            yield last
        if mask is None:
            return
        position = mask.end
        if mask.key:
            sentence = max(bisect_right(sentences, mask.start) - 1, 0)
            written = _letters(text[mask.start : mask.end])
            last = Word(mask.key, mask.key, written, mask.start, mask.end, sentence, mask.kind)
            yield last


def _stands_before(text: str, end: int, mask: Mask | None) -> bool:
    return (
        mask is not None
        and mask.kind == "bodies"
        and mask.start - end < _LONGEST_ARTICLE
        and not text[end : mask.start].strip()
    )


def _make_word(
    masked: MaskedDocument, found: re.Match[str], sentence: int, last: Word | None, *, before_name: bool
) -> Word:
    start, end = found.span()
    written = _letters(found.group())
    if written[0].isdigit() and _YEAR.fullmatch(written):
        return _make_year(masked, written, found, sentence)
    key = written
    if before_name and written in _CONTRACTIONS:
        key = _CONTRACTIONS[written]
    loose = masked.loose.get(start)
    if loose is None and masked.gender is not None:
        follows_name = last is not None and last.key == OWN_BODY
        relative = follows_name and written in _RELATIVES[masked.gender]
        loose = "<der>" if relative else _GENDERED[masked.gender].get(written)
    return Word(key, key if loose is None else loose, written, start, end, sentence)


def _make_year(masked: MaskedDocument, written: str, found: re.Match[str], sentence: int) -> Word:
    """A year compares by its distance from the budget year, but for the years in the name of an alliance."""
    start, end = found.span()
    if masked.year is None or _lies_in(start, masked.alliances):
        return Word(written, written, written, start, end, sentence)
    distance = int(written[:4]) - masked.year
    loose = f"<Jahr{distance:+d}{'/' if len(written) > 4 else ''}>"
    if distance or len(written) > 4 or _lies_in(start, masked.ranges):
        return Word(written, loose, written, start, end, sentence)
    return Word(BUDGET_YEAR, loose, written, start, end, sentence, "years")


def _lies_in(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _letters(written: str) -> str:
    """Letters and figures of a word in lower case: neither hyphens nor line breaks make another word."""
    return written.translate(_LAYOUT).casefold()
