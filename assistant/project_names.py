"""Whether two printed names mean one project: years, part-time marks, spaces of torn words and case aside."""

import re
from functools import lru_cache

from assistant.question.cues import fold_question

_ASIDE = re.compile(r"\b(?:19|20)\d\d\b|\(?\b(?:in )?(?:tz|teilzeit)(?:-ausbildung)?\b\)?|[^a-z0-9]")


@lru_cache(maxsize=20_000)
def project_key(name: str) -> str:
    """What is left of a name when marks, years and spaces are taken away; equal for the same project in two years."""
    folded = fold_question(name)
    return _ASIDE.sub("", folded) or re.sub(r"\W", "", folded)


def same_project(one: str, other: str) -> bool:
    """Whether two printed names mean one project.

    Example:
        >>> same_project("Werkhof 2031", "Werkhof 2032 (TZ)")
        True
    """
    return project_key(one) == project_key(other)
