"""German compound words and the parts they are made of ("Haushaltsmittel": Haushalt, Mittel).

A part is a word of a list; between two parts a linking element may stand (Fugen-s, -es, -n, -en, -er, -e). Works on
folded words (see `fold`), so that "Förderhöhe", "Foerderhoehe" and "Forderhohe" fall into the same parts.
"""

import re
import unicodedata
from collections.abc import Container
from functools import lru_cache

LINKS = ("", "s", "es", "n", "en", "er", "e")
"""Linking elements (Fugenelemente) between two parts."""

ENDINGS = ("n", "en", "e", "es", "s", "er", "ern")
"""Endings of inflected nouns."""

STEM_ENDINGS = ("e", "ung", "en", "n")
"""What a stem that stands before a head lacks to be a word: "Schul-" (Schule), "Förder-" (Förderung), "Lern-" (lernen)."""

SHORTEST_PART = 4
"""Letters that a part has at least: shorter ones ("ein", "rat", "mut") are found in too many words by accident."""

_LETTERS = (("ß", "ss"), ("ø", "o"), ("æ", "ae"), ("œ", "oe"), ("ł", "l"), ("đ", "d"), ("ı", "i"))
_SPELLED_UMLAUT = re.compile(r"(?<![aeiouq])([aou])e")
_MARKS = re.compile(r"[\u0300-\u036f]+")


def fold(text: str) -> str:
    """Lower case without umlauts, accents and ß: the form in which words are compared.

    Umlauts written out become the plain vowel too ("ue" but not in "neue", "Quelle"), so three spellings meet.

    Example:
        >>> fold("Förderung"), fold("Foerderung"), fold("GRÖSSE"), fold("Größe"), fold("neue Quelle")
        ('forderung', 'forderung', 'grosse', 'grosse', 'neue quelle')
    """
    lowered = text.lower()
    if not lowered.isascii():
        for letter, plain in _LETTERS:
            lowered = lowered.replace(letter, plain)
        lowered = _MARKS.sub("", unicodedata.normalize("NFKD", lowered))
    return _SPELLED_UMLAUT.sub(r"\1", lowered)


class CompoundSplitter:
    """Splits compound words with the help of a word list.

    Args:
        words: The folded words that may be a part; function words ("über", "unter") do not belong to them.
    """

    def __init__(self, words: Container[str]) -> None:
        self._words = words
        self._memory = lru_cache(maxsize=100_000)(self._split)

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of a folded word, in order and without linking elements; empty where it is none.

        Example:
            >>> CompoundSplitter({"haushalt", "mittel"}).split("haushaltsmittel")
            ('haushalt', 'mittel')
        """
        return self._memory(word)

    def _split(self, word: str) -> tuple[str, ...]:
        """The split with the longest last part: the head of a German compound is its last part."""
        for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            head = self._without_ending(word[cut:])
            if not head:
                continue
            first = self._without_link(word[:cut])
            if first:
                return (*(self.split(first) or (first,)), *(self.split(head) or (head,)))
        return ()

    def _without_ending(self, piece: str) -> str:
        """A piece at the end as a word of the list, if need be without its inflection; empty where there is none."""
        for ending in ("", *ENDINGS):
            stem = piece.removesuffix(ending)
            shortest = SHORTEST_PART + 1 if ending else SHORTEST_PART
            if len(stem) + len(ending) == len(piece) and len(stem) >= shortest and stem in self._words:
                return stem
        return ""

    def _without_link(self, piece: str) -> str:
        """A piece before a head as a word of the list, its linking element dropped; empty where there is none."""
        for link in LINKS:
            stem = piece.removesuffix(link) if link and piece.endswith(link) else piece
            if link and stem == piece:
                continue
            if len(stem) >= SHORTEST_PART and (stem in self._words or self.split(stem)):
                return stem
        return self._of_stem(piece)

    def _of_stem(self, piece: str) -> str:
        """The word of the list whose stem a piece is; empty where there is none."""
        ends = STEM_ENDINGS if len(piece) >= SHORTEST_PART else ()
        return next((piece + end for end in ends if piece + end in self._words), "")
