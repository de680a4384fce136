"""Which German word stands for which English one: expectation maximisation over translated phrases (IBM model 1).

Brown et al., "The Mathematics of Statistical Machine Translation" (1993). The dictionary's order of terms says what a
word *can* mean; how often two words stand in translated phrases together says what it usually does.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

_ROUNDS = 5
_MOST_WORDS = 12


def align_words(
    pairs: Iterable[tuple[Sequence[str], Sequence[str]]], least: float = 0.02
) -> dict[str, list[tuple[str, float]]]:
    """Translation probabilities t(German | English), best first, without those below `least`.

    Args:
        pairs: (English words, German words) of translated terms; pairs longer than twelve words are left out.
        least: The smallest probability that is kept.
    """
    english, german, links = _number_links(pairs)
    source, target, phrase = links
    keys, of_link = np.unique(source.astype(np.int64) * len(german) + target, return_inverse=True)
    probability = np.ones(len(keys), np.float64)
    for _ in range(_ROUNDS):
        share = probability[of_link]
        # Every German word of a phrase is explained once, by all English words of that phrase together.
        explained = np.bincount(phrase, share)
        expected = np.bincount(of_link, share / explained[phrase], len(keys))
        totals = np.bincount(keys // len(german), expected, len(english))
        probability = expected / totals[keys // len(german)]
    kept = np.flatnonzero(probability >= least)
    table: dict[str, list[tuple[str, float]]] = {}
    for index in kept[np.argsort(-probability[kept], kind="stable")]:
        pair = divmod(int(keys[index]), len(german))
        table.setdefault(english[pair[0]], []).append((german[pair[1]], float(probability[index])))
    return table


def _number_links(
    pairs: Iterable[tuple[Sequence[str], Sequence[str]]],
) -> tuple[list[str], list[str], tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]]:
    """Words by number, and one (English, German, German place) triple for each possible link within a pair."""
    english: dict[str, int] = {}
    german: dict[str, int] = {}
    links: list[tuple[int, int, int]] = []
    place = 0
    for en, de in pairs:
        if not (0 < len(en) <= _MOST_WORDS and 0 < len(de) <= _MOST_WORDS):
            continue
        sources = [english.setdefault(word, len(english)) for word in en]
        for word in de:
            target = german.setdefault(word, len(german))
            links += [(source, target, place) for source in sources]
            place += 1
    columns = np.array(links, np.int32).reshape(-1, 3)
    return list(english), list(german), (columns[:, 0], columns[:, 1], columns[:, 2])
