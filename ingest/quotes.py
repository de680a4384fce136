"""People who speak in a press text, with their functions as printed."""

import re
from collections.abc import Sequence

from assistant.documents import Quote, Section, Span
from ingest.readings import Reading, make_reading, split_sentences
from ingest.signature_tokens import NAME

_ROLE = (
    r"(?:[A-ZÄÖÜ][\w-]*-?\s(?:und|/)\s)?[A-ZÄÖÜ]?[\w-]*(?:[Mm]inister(?:in)?|[Ll]and(?:rat|rätin)|[Bb]ürgermeister(?:in)?|[Dd]ezernent(?:in)?|[Ss]tadt(?:rat|rätin|verordnete[r]?)"
    r"|[Bb]eigeordnete[rn]?|[Kk]ämmer(?:er|in)|[Gg]eschäftsführer(?:in)?|[Ss]taatssekretär(?:in)?|[Ll]eiter(?:in)?|[Ss]precher(?:in)?|[Vv]orsitzende[rn]?|[Pp]räsident(?:in)?"
    r"|[Vv]orstand|[Dd]irektor(?:in)?|[Kk]oordinator(?:in)?|[Tt]eilnehmer(?:in)?|[Aa]uszubildende[r]?)(?!\w)"
)
_RANK = r"(?:(?:Erste[rn]?|[Hh]auptamtliche[rn]?|[Ee]hrenamtliche[rn]?|Zweite[rn]?|Hessische[rn]?|Hessens)\s)?"
_FUNCTION = rf"(?P<function>{_RANK}{_ROLE}(?:\s?(?:und|,|/)\s?{_RANK}{_ROLE})*(?:\s(?:de[rs]|für)\s[A-ZÄÖÜ][\w-]+(?:\s(?:und|am)\s[A-ZÄÖÜ]\w+)?(?=,?\s[A-ZÄÖÜ]))??)"
_PERSON = rf"(?P<name>{NAME.pattern})"
_NAMED = re.compile(
    rf"{_FUNCTION},?\s{_PERSON}|(?P<name_first>{NAME.pattern}),\s(?P<function_last>{_RANK}{_ROLE}(?:\s(?:de[rs]|für|im)\s[^,.;:“”]{{3,60}})?)"
)
_SPEAKS = re.compile(
    r"(?<!\w)(?:erklär(?:t|te|ten)|sag(?:t|te|ten)|so|beton(?:t|te|ten)|freu(?:t|te)|erläuter(?:t|te)|lob(?:t|te)|unterstreicht|unterstrich|hob|hebt|führ(?:t|te)|kommentier(?:t|te)|ergänz(?:t|te)"
    r"|dank(?:t|te)|begrüß(?:t|te)|überzeugt|fass(?:t|te)|versicher(?:t|te)|heißt|mein(?:t|te)|stell(?:t|te)|zeig(?:t|te)|bericht(?:et|ete)|würdig(?:t|te)|resümier(?:t|te))(?!\w)"
)
_QUOTED = re.compile(r"[„“”\"»«]")


def find_quotes(document_id: str, text: str, sections: Sequence[Section]) -> tuple[Quote, ...]:
    """Everybody to whom a press text ascribes words in quotation marks, once a statement."""
    found: list[Quote] = []
    for section in sections:
        reading = make_reading(text, section.span.start, section.span.end)
        if _QUOTED.search(reading.text):
            found.extend(_find_in(document_id, section.label, reading))
    return tuple(found)


def _find_in(document_id: str, label: str, reading: Reading) -> list[Quote]:
    found = []
    for first, last in split_sentences(reading.text):
        sentence = reading.text[first:last]
        outside = _blank_quoted(reading.text)[first:last]
        if not _SPEAKS.search(outside) or not _QUOTED.search(sentence + reading.text[last : last + 3]):
            continue
        match = _NAMED.search(outside)
        if match is None:
            continue
        name, function = match["name"] or match["name_first"], match["function"] or match["function_last"]
        span = Span(document_id, *reading.place(first + match.start(), first + match.end()))
        found.append(Quote(name, function, label, span))
    return found


def _blank_quoted(running: str) -> str:
    """The text with quoted words blanked, so that only who speaks is left; an unclosed quotation is left alone."""
    return re.sub(
        r"„[^“”\"]*[“”\"]|»[^«]*«|“[^”„]*”",
        lambda m: m.group()[0] + " " * (len(m.group()) - 2) + m.group()[-1],
        running,
    )
