"""Which matter of the running text a question asks about, whatever its words."""

from assistant.matters import Matter, all_matters
from assistant.question.read import Reading
from assistant.question.trained_reader import open_reader

LIKELY = 0.4
"""How likely a matter must be among all matters to be taken for that of the question."""

OTHER = 0.6
"""How likely a question may at the most be about no matter, for a sentence about one to count as an answer."""

OTHER_IN_SEARCH = 0.9
"""The same, for the words of a matter to help a search, whose worst is a passage too many."""


def find_matter(reading: Reading, *, other: float = OTHER) -> Matter | None:
    """The matter that a question asks about; None where that is not sure, or it asks for something else.

    Args:
        reading: The question as read.
        other: How likely it may at the most be that it asks about none.
    """
    weighed = open_reader("matters").weigh(reading)
    none = weighed.pop("none", 0.0)
    best = max(weighed, key=lambda key: weighed[key])
    return all_matters().get(best) if none <= other and weighed[best] >= LIKELY * (1 - none) else None
