"""Which matter of the running text a question asks about, whatever its words."""

from assistant.matters import Matter, all_matters
from assistant.question.read import Reading
from assistant.question.trained_reader import open_reader

LIKELY = 0.5
"""How likely a matter must be for its words to help the search and for its sentences to count as about the question."""


def find_matter(reading: Reading) -> Matter | None:
    """The matter that a question asks about; None where that is not sure, or it asks for something else."""
    weighed = open_reader("matters").weigh(reading)
    best = max(weighed, key=lambda key: weighed[key])
    return all_matters().get(best) if weighed[best] >= LIKELY else None
