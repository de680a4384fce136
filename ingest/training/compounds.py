"""Parts of German compounds, for counting which part an English word stands for."""

from collections import Counter
from collections.abc import Iterable
from functools import cache

_LINKS = ("", "s", "es", "n", "en", "er", "e")
_SHORTEST = 4
_LEAST_SEEN = 3
_LEAST_TAILS = 5


class Splitter:
    """Splits compounds into words that stand alone in the given texts, with their linking sounds left out."""

    def __init__(self, words: Iterable[str]) -> None:
        counts = Counter(word for word in words if len(word) >= _SHORTEST)
        self._counts = {word: count for word, count in counts.items() if count >= _LEAST_SEEN}
        heads = self._productive_heads(counts)
        self._counts |= {head: tails for head, tails in heads.items() if not self._is_linked(head)}
        self.split = cache(self._split)

    def _productive_heads(self, words: Iterable[str]) -> dict[str, int]:
        """Beginnings that many different words follow and that seldom stand alone ("teilzeit")."""
        tails: Counter[str] = Counter()
        for word in words:
            cuts = range(_SHORTEST + 1, len(word) - _SHORTEST + 1)
            tails.update(word[:cut] for cut in cuts if word[cut:] in self._counts)
        return {head: count for head, count in tails.items() if count >= _LEAST_TAILS}

    def _is_linked(self, head: str) -> bool:
        """Whether a beginning is a known word, with or without a linking sound ("berufs")."""
        return any(head.endswith(link) and head.removesuffix(link) in self._counts for link in _LINKS)

    def _split(self, word: str) -> tuple[str, ...]:
        """The parts of a lower-cased word, the word itself where it is none (Teilzeitausbildung: teilzeit, ausbildung).

        Of several splits the one with the fewest parts is taken, then the one whose rarest part is most frequent.
        """
        candidates = []
        for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
            tail = word[cut:]
            if tail not in self._counts:
                continue
            for link in _LINKS:
                head = word[: cut - len(link)]
                if word[:cut].endswith(link) and len(head) >= _SHORTEST:
                    parts = (head,) if head in self._counts else self.split(head)
                    if all(part in self._counts for part in parts):
                        candidates.append((*parts, tail))
        if not candidates:
            return (word,)
        return max(candidates, key=lambda parts: (-len(parts), min(self._counts[part] for part in parts)))
