"""Portions and multiples that a question names ("mehr als die Hälfte", "doppelt so viel"), and whether they are reached."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.answering.draft import Desk, Fact, Statement
from assistant.answering.shown import show_times
from assistant.documents import Span
from assistant.plan import QueryPlan
from assistant.question.choices import TIMES

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
_NUMBERS = {
    "fuenf": 5, "zehn": 10, "fuenfzehn": 15, "zwanzig": 20, "dreissig": 30, "vierzig": 40, "fuenfzig": 50, "sechzig": 60,
    "siebzig": 70, "achtzig": 80, "neunzig": 90, "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SPELLED = re.compile(rf"\b({'|'.join(_NUMBERS)}) (?:prozent|percent|per cent)")
_ABOVE = re.compile(
    r"\b(?:(?:mehr|groesser|hoeher) als|ueber|mindestens|(?:more|larger|greater|bigger|higher) than|over|at least|above|mehrheit|majority|ueberwiegend\w*|uebersteig\w*|exceeds?)\b"
)
_BELOW = re.compile(
    r"\b(?:(?:weniger|kleiner|geringer|niedriger) als|unter|hoechstens|(?:less|fewer|smaller|lower) than|under|below|at most)\b"
)


def say_fraction(desk: Desk, plan: QueryPlan, share: Decimal) -> list[Statement]:
    """Yes or no, where the question asks whether a share is above or below a fraction ("mehr als die Hälfte")."""
    folded = plan.folded
    per_cent, spelled = _PER_CENT.search(folded), _SPELLED.search(folded)
    named = Decimal(per_cent.group(1).replace(",", ".")) / 100 if per_cent else None
    if named is None and spelled:
        named = Decimal(_NUMBERS[spelled.group(1)]) / 100
    limit = named if named is not None else next((size for pattern, size in _PARTS if pattern.search(folded)), None)
    above, below = _ABOVE.search(folded), _BELOW.search(folded)
    if limit is None or not (above or below):
        return []
    holds = share > limit if above else share < limit
    return [desk.say("yes" if holds else "no", basis="computed")]


_FACTORS: tuple[tuple[re.Pattern[str], Decimal], ...] = tuple(
    (re.compile(rf"\b(?:{words})\b"), Decimal(factor))
    for words, factor in (
        ("doppelt|zweimal|zweifach\\w*|twice|double|two times", 2),
        ("dreimal|dreifach\\w*|three times|triple", 3),
        ("viermal|vierfach\\w*|four times", 4),
        ("fuenfmal|fuenffach\\w*|five times", 5),
        ("zehnmal|zehnfach\\w*|ten times", 10),
    )
)


def asks_multiple(plan: QueryPlan) -> bool:
    """Whether the question asks how many times one figure is another."""
    return TIMES.search(plan.folded) is not None


def say_factor(desk: Desk, plan: QueryPlan, ratio: Decimal) -> list[Statement]:
    """Yes or no, where the question names how many times ("doppelt so viel?")."""
    folded = plan.folded
    factor = next((size for pattern, size in _FACTORS if pattern.search(folded)), None)
    if factor is None:
        return []
    return [desk.say("yes" if ratio >= factor else "no", basis="computed")]


def times_fact(desk: Desk, ratio: Decimal, inputs: Sequence[Span]) -> Fact:
    """How many times one figure is another; `inputs` are the places of both."""
    value = f"{ratio.quantize(Decimal('0.1'), ROUND_HALF_UP)}"
    return Fact(show_times(ratio, desk.language), "computed", value, formula="multiple", inputs=tuple(inputs))
