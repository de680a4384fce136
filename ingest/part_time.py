"""Marks of part-time in the names of measures: "(TZ)", "TZ-Ausbildung", "in Teilzeit", "Teilzeitausbildung"."""

import re

from assistant.documents import PartTimeMark, Span
from ingest.readings import Reading

_WORD = r"(?i:teil\s?-?\s?zeit)"
_MARK = re.compile(
    rf"\((?:auch\sin\s|auch\s|in\s)?(?:TZ|{_WORD})\)"
    rf"|(?<!\w)(?:TZ\s?-\s?|{_WORD}\s?-\s?)(?i:ausbildung(?:en)?)(?!\w)"
    rf"|(?<!\w)(?i:in\s)(?:TZ|{_WORD})(?!\w)"
    rf"|(?<!\w){_WORD}\w*"
    r"|(?<![\w.])(?i:TZ)(?![\w.])"
)


def find_part_time(document_id: str, text: str, reading: Reading) -> PartTimeMark | None:
    """The first mark of part-time in a reading, None where it bears none.

    Args:
        document_id: For the span.
        text: The fixed text from which the reading was made.
        reading: The entry.
    """
    match = _MARK.search(reading.text)
    if match is None:
        return None
    start, end = reading.place(match.start(), match.end())
    return PartTimeMark(text[start:end], Span(document_id, start, end))
