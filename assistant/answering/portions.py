"""Portions that a question names ("mehr als die Hälfte", "über 40 Prozent"), and whether a share is above or below."""

import re
from decimal import Decimal

from assistant.answering.draft import Desk, Statement
from assistant.plan import QueryPlan
from assistant.question.cues import fold_question

_PARTS: tuple[tuple[re.Pattern[str], Decimal], ...] = (
    (re.compile(r"\bdreiviertel\b|\bdrei ?viertel\b|\bthree[- ]quarters?\b"), Decimal(3) / 4),
    (re.compile(r"\bzwei ?drittel\b|\btwo[- ]thirds?\b"), Decimal(2) / 3),
    (re.compile(r"\bhaelfte\b|\bhalf\b|\bmehrheit\b|\bmajority\b|\bueberwiegend\w*\b"), Decimal(1) / 2),
    (re.compile(r"\bdrittel\b|\b(?:a|one)[- ]third\b"), Decimal(1) / 3),
    (re.compile(r"\bviertel\b|\b(?:a|one)[- ]quarter\b"), Decimal(1) / 4),
    (re.compile(r"\bfuenftel\b|\b(?:a|one)[- ]fifth\b"), Decimal(1) / 5),
    (re.compile(r"\bzehntel\b|\b(?:a|one)[- ]tenth\b"), Decimal(1) / 10),
)
_PER_CENT = re.compile(r"\b(\d{1,3}(?:[.,]\d+)?) ?(?:prozent|percent|per cent|%)")
_ABOVE = re.compile(
    r"\b(?:mehr als|ueber|mindestens|more than|over|at least|above|mehrheit|majority|ueberwiegend\w*)\b"
)
_BELOW = re.compile(r"\b(?:weniger als|unter|hoechstens|less than|fewer than|under|below|at most)\b")


def say_fraction(desk: Desk, plan: QueryPlan, share: Decimal) -> list[Statement]:
    """Yes or no, where the question asks whether a share is above or below a fraction ("mehr als die Hälfte")."""
    folded = fold_question(plan.question)
    per_cent = _PER_CENT.search(folded)
    named = Decimal(per_cent.group(1).replace(",", ".")) / 100 if per_cent else None
    limit = named if named is not None else next((size for pattern, size in _PARTS if pattern.search(folded)), None)
    above, below = _ABOVE.search(folded), _BELOW.search(folded)
    if limit is None or not (above or below):
        return []
    holds = share > limit if above else share < limit
    return [desk.say("yes" if holds else "no", basis="computed")]
