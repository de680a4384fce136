"""What stands between quotation marks in a question, German, French, English or typed."""

import re

QUOTED = re.compile(r"„[^“”\"]*[“”\"]|“[^”]*”|\"[^\"]*\"|»[^«]*«|«[^»]*»|(?<!\w)['‚‘][^'‘’]*['‘’](?!\w)")
"""A phrase with its marks; an apostrophe inside a word opens none."""

_SHORTEST = 5


def find_quoted(question: str) -> tuple[str, ...]:
    """The phrases between quotation marks, without the marks, those of a few letters left out.

    Example:
        >>> find_quoted("Wo steht „Stille Reserve“, wo 'TZ'?")
        ('Stille Reserve',)
    """
    phrases = (match.group()[1:-1].strip() for match in QUOTED.finditer(question))
    return tuple(phrase for phrase in phrases if len(phrase) >= _SHORTEST)
