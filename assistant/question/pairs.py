"""Two questions in one: where the second begins, and whether they really ask two things."""

import re

from assistant.plan import QueryPlan

_SECOND = re.compile(
    r"(?:,?\s+(?:und|sowie|and)\s+|[?.!;]\s+(?:zweitens:?\s+|second(?:ly)?:?\s+)?)(?:(?:auch|also|dann|say|sag)\s+)?"
    r"(?=(?:wie ?viel\w*|wie hoch|wie alt|was|wer|wem|wann|wo|bei wem|welche\w*|how (?:much|many|old)|what|who|when|where|which)\b(?:\s+\S+){2,})",
    re.IGNORECASE,
)
_RECORDS = frozenset(
    {
        "funds",
        "measures",
        "signing",
        "categories",
        "places",
        "ministry",
        "absent",
        "show",
        "thing",
        "factsheet",
        "prose",
    }
)


def split_questions(question: str) -> tuple[str, ...]:
    """The halves of a question before and behind "und wie viel", "and who"; the whole where it is one.

    Example:
        >>> split_questions("Welche Projekte hat Offenbach und wie viel Geld bekommt die Stadt?")
        ('Welche Projekte hat Offenbach', 'wie viel Geld bekommt die Stadt?')
    """
    match = _SECOND.search(question)
    if match is None or len(question[: match.start()].split()) < 3:
        return (question,)
    return question[: match.start()], question[match.end() :]


def is_pair(first: QueryPlan, second: QueryPlan) -> bool:
    """Whether two halves ask for different records; prose is better answered as one question."""
    kinds = {first.kind, second.kind}
    other_years = bool(first.years and second.years and first.years != second.years)
    if "prose" in kinds and not (kinds - {"prose"} and (first.bodies or first.doubts or second.bodies)):
        return False
    return kinds <= _RECORDS and (len(kinds) == 2 or other_years)
