"""Counts of places for participants in press texts: "bis zu 105 Ausbildungs- und Berufsvorbereitungsplätze"."""

import re
from collections.abc import Sequence

from assistant.documents import AmountKind, PlaceCount, Section, Span
from ingest.readings import Reading, make_reading, split_sentences

_KINDS: dict[str, AmountKind] = {
    "bis zu": "up_to", "maximal": "up_to", "höchstens": "up_to", "max.": "up_to",
    "rund": "about", "etwa": "about", "ca.": "about", "ca": "about", "circa": "about", "knapp": "about", "fast": "about",
    "gut": "about", "ungefähr": "about", "über": "at_least", "mehr als": "at_least", "mindestens": "at_least",
}  # fmt: skip
_NUMBERS = {
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12,
}  # fmt: skip
_COUNT = re.compile(
    rf"(?P<written>(?:(?P<kind>{'|'.join(re.escape(k) for k in sorted(_KINDS, key=len, reverse=True))})\s)?"
    rf"(?<![\w.,])(?P<number>\d{{1,3}}(?:\.\d{{3}})?|{'|'.join(_NUMBERS)})(?!\w))\s"
    r"(?P<what>(?:[a-zäöüß][\w-]*\s){0,4}(?:[A-ZÄÖÜ]\w*-,?\s(?:(?:und|oder|sowie)\s)?){0,4}[A-ZÄÖÜ]?\w*?[Pp]lätzen?(?!\w))",
    re.IGNORECASE,
)
_STOP = re.compile(
    r",|;|\.(?:\s|$)|:|\ssowie\s|\sund\s(?=(?:bis|rund|etwa|über|weitere|\d))|\s(?:werden|wurden|wird|stehen|steht|sind|sollen|können|gibt|entstehen|neu\sgeschaffen|geschaffen|gefördert|finanziert"
    r"|bereitgestellt|eingerichtet|angeboten|zur\sVerfügung|bereit|vorgesehen|geplant|erhalten|besetzt|im\sJahr|für\sdas\sJahr)(?!\w)|$"
)


def find_places(document_id: str, text: str, sections: Sequence[Section]) -> tuple[PlaceCount, ...]:
    """Every count of places in the sections of a press text, in order."""
    found: list[PlaceCount] = []
    for section in sections:
        reading = make_reading(text, section.span.start, section.span.end)
        for first, last in split_sentences(reading.text):
            matches = _COUNT.finditer(reading.text, first, last)
            found.extend(
                _make_count(document_id, text, section.label, reading, (first, last), match) for match in matches
            )
    return tuple(found)


def _make_count(
    document_id: str, text: str, label: str, reading: Reading, sentence: tuple[int, int], match: re.Match[str]
) -> PlaceCount:
    start, end = reading.place(*match.span("written"))
    stop = _STOP.search(reading.text, match.end(), sentence[1])
    what_end = stop.start() if stop else sentence[1]
    number = match["number"].lower()
    return PlaceCount(
        count=_NUMBERS[number] if number in _NUMBERS else int(number.replace(".", "")),
        written=text[start:end],
        kind=_KINDS[match["kind"].lower()] if match["kind"] else "exact",
        what=reading.text[match.start("what") : what_end].strip(),
        section=label,
        span=Span(document_id, start, end),
        sentence=Span(document_id, *reading.place(*sentence)),
    )
