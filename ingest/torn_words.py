"""Words torn apart in print ("Fachkräfte sicherung"), found by the words that stand whole elsewhere."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

_WORD = re.compile(r"[^\W\d_]+")
_PAIR = re.compile(
    r"(?<![\w-])(?P<first>[^\W\d_]+)(?P<gap>[^\S\n]|\n|-[^\S\n]|-(?=[a-zäöüß]))(?P<second>[a-zäöüß][^\W\d_]*)(?![\w-])"
)
_SHORTEST = 6
_SUSPENDED = frozenset({"und", "oder", "bzw", "beziehungsweise", "sowie", "bis", "als", "wie"})


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands in the texts, in lower case."""
    words: Counter[str] = Counter()
    for text in texts:
        words.update(match.group().lower() for match in _WORD.finditer(text))
    return words


def find_torn_words(text: str, words: Mapping[str, int]) -> Iterator[tuple[int, int, str]]:
    """Every torn word as (start, end, whole word).

    Two neighbours are one word if together they stand elsewhere as a word and the second never stands alone.
    """
    position = 0
    while match := _PAIR.search(text, position):
        whole = match["first"] + match["second"]
        second = match["second"]
        alone = words.get(second, 0)
        position = match.start("second")
        if len(whole) < _SHORTEST or second in _SUSPENDED or words.get(whole.lower(), 0) == 0:
            continue
        if alone <= 1 or words.get(match["first"].lower(), 0) <= 1:
            yield match.start(), match.end(), whole
            position = match.end()
