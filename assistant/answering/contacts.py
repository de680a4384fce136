"""Whom a press text names for questions (Pressekontakt): lines of a contact block, which are no sentences."""

import re
from collections.abc import Sequence

from assistant.answering.draft import Desk, Draft
from assistant.answering.scope import all_readings, resolve_bodies
from assistant.answering.shown import quote_fact
from assistant.documents import PressRelease, Span
from assistant.plan import QueryPlan

_ASKED = re.compile(
    r"\bpresse(?:sprech|kontakt|ansprech|stelle|referent|referat|verantwort)\w*|\bansprechpartner\w*\b.{0,30}\bpresse|\bsprecher(?:in)?\b"
    r"|\bpress (?:contact|officer|office|spokes\w+|person|department)|\bspokes(?:person|woman|man|people)\b|\bmedia contact\b|\bcontact\b.{0,20}\bpress\b|\bpresse\b.{0,30}\b(?:kontakt|ansprechpartner)"
)
_HEAD = re.compile(
    r"^\W*(?:Presse(?:sprecher(?:in)?|kontakt|stelle|referent(?:in)?|ansprechpartner(?:in)?)|(?:Medien|Presse)?[Kk]ontakt|Ansprechpartner(?:in)?|Sprecher(?:in)?|Rückfragen)\b"
)
_LONGEST_LINE = 70
_MOST_LINES = 6
"""Short lines that belong to one block, at most."""


def asks_contact(plan: QueryPlan) -> bool:
    """Whether a question asks for the person or office that a press text names for the press."""
    return _ASKED.search(plan.folded) is not None


def write_contacts(desk: Desk, plan: QueryPlan) -> Draft | None:
    """The contact blocks of the press texts asked about, quoted; None where none holds one."""
    scope = resolve_bodies(plan, lambda b: any(d.body == b for d in desk.library.press_releases))
    bodies = all_readings(scope)
    asked = [d for d in desk.library.press_releases if not bodies or d.body in bodies]
    held = [d for d in asked if plan.allows_year(d.year)] or asked
    draft = Draft(searched=list(held))
    spans = [span for document in held if (span := find_contact(document)) is not None]
    for span in spans[:_MOST_LINES]:
        document = desk.library.document(span.document_id)
        draft.statements.append(
            desk.say("quoted", cites=(span,), bullet=len(spans) > 1, quote=quote_fact(document, span))
        )
    return draft if spans else None


def find_contact(document: PressRelease) -> Span | None:
    """The contact block of a press text: a line for the office of the press, the name above it, the lines below."""
    lines = _short_lines(document.text)
    for number, (start, _) in enumerate(lines):
        if not _HEAD.match(document.text[start:]):
            continue
        first = number - 1 if number and _adjoin(document.text, lines[number - 1], lines[number]) else number
        last = number
        while (
            last + 1 < len(lines) and last - first + 1 < _MOST_LINES and _adjoin(document.text, *lines[last : last + 2])
        ):
            last += 1
        return Span(document.id, lines[first][0], lines[last][1])
    return None


def _short_lines(text: str) -> list[tuple[int, int]]:
    """The places of the lines that are too short for a sentence of a paragraph, and end as none."""
    found = [(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    return [
        (a, b) for a, b in found if b - a <= _LONGEST_LINE and not text[a:b].rstrip().endswith((".", "!", "?", ";"))
    ]


def _adjoin(text: str, *lines: Sequence[int]) -> bool:
    """Whether nothing but white space lies between two lines."""
    return not text[lines[0][1] : lines[1][0]].strip()
