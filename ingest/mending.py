"""The text that is searched: marks dropped, broken lines joined, torn words mended. Never shown, never cited."""

import re
from collections.abc import Mapping

from ingest.readings import make_reading
from ingest.torn_words import find_torn_words


def mend_text(text: str, words: Mapping[str, int]) -> str:
    """A running text in which every word can be found.

    Args:
        text: A passage of the fixed text.
        words: How often each word stands in all documents, in lower case.
    """
    running = re.sub(r"(?m)^\W{0,3}#{1,6}\s+|\*\*+", "", make_reading(text).text)
    parts: list[str] = []
    position = 0
    for start, end, whole in find_torn_words(running, words):
        parts += [running[position:start], whole]
        position = end
    return "".join((*parts, running[position:]))
