"""Mends misspelled words of a question against the words the assistant understands; names are another module's."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.distance import OSA

_FOLDS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "’": "'", "`": "'", "´": "'", "‘": "'"})
_DASHES = re.compile(r"[‐‑–—―]")
_WORD = re.compile(r"[a-z]+")
_SHORT, _SHORTISH, _LONG = 5, 6, 8
_DOUBLES = re.compile(r"([a-z])\1")
_SAME_STEM = 5


def fold_text(question: str) -> str:
    """The form in which a question is searched: lower case, umlauts and ß spelled out, plain hyphens and apostrophes.

    Hyphens and punctuation stay where they are, runs of white space become one space. Places in the text shift.

    Example:
        >>> fold_text("Förder­mittel  für  Groß–Gerau?")
        'foerdermittel fuer gross-gerau?'
    """
    lowered = question.lower().replace("\u00ad", "").translate(_FOLDS)
    return " ".join(_DASHES.sub("-", lowered).split())


def correct_words(
    text: str, vocabulary: frozenset[str], known: Callable[[str], bool], slips: Mapping[str, str] = MappingProxyType({})
) -> str:
    """A folded text in which each unknown word is replaced by the one word of the vocabulary that it must mean.

    One edit (also two neighbours swapped) is mended from five letters on, two from nine on; double letters and
    "a" for "ae" count as none. A word that two different words explain equally well stays, as do known words,
    so that number and order of the words never change.

    Args:
        text: Folded by `fold_text` or alike: small letters a-z.
        vocabulary: Folded words that the assistant looks for.
        known: Whether a word is an ordinary word or a name, and must not be touched.
        slips: Words too short for that, each with the one that it is.

    Example:
        >>> correct_words("wieviel foerderun bekomt kassel", frozenset({"foerderung", "bekommt"}), {"kassel"}.__contains__)
        'wieviel foerderung bekommt kassel'
    """
    index = _index(vocabulary)

    def mend(match: re.Match[str]) -> str:
        word = match.group()
        if word in slips and word not in vocabulary:
            return slips[word]
        if len(word) < _SHORT or word in vocabulary or known(word):
            return word
        return index.closest(word) or word

    return _WORD.sub(mend, text)


class _Vocabulary:
    """The vocabulary by length and by sound."""

    def __init__(self, words: frozenset[str]) -> None:
        self._by_length: dict[int, list[str]] = {}
        self._by_sound: dict[str, list[str]] = {}
        for word in sorted(words):
            if len(word) >= _SHORT:
                self._by_length.setdefault(len(word), []).append(word)
                self._by_sound.setdefault(_sound(word), []).append(word)

    def closest(self, word: str) -> str | None:
        """The one word meant; None where none is near or several are."""
        alike = self._by_sound.get(_sound(word), [])
        if len(alike) == 1:
            return alike[0]
        allowed = 2 if len(word) >= _LONG else 1
        near: list[tuple[int, str]] = []
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            pool = self._by_length.get(length, ())
            limit = 2 if min(length, len(word)) >= _LONG else 1
            found = process.extract(word, pool, scorer=OSA.distance, score_cutoff=min(limit, allowed), limit=None)
            # The first letter of a short word is hardly ever wrong: "Mount" is no "amount".
            near += [
                (int(distance), name) for name, distance, _ in found if len(word) > _SHORTISH or name[0] == word[0]
            ]
        if not near:
            return None
        best = min(distance for distance, _ in near)
        return _one_of([name for distance, name in near if distance == best], word)


def _one_of(words: list[str], written: str) -> str | None:
    """The only word, or, among inflections of one stem, the one as long as what was written."""
    if len(words) == 1:
        return words[0]
    stem = min(words, key=len)
    if len(stem) < _SAME_STEM or not all(word.startswith(stem[:-1]) for word in words):
        return None
    return min(words, key=lambda word: (abs(len(word) - len(written)), len(word)))


def _sound(word: str) -> str:
    """A word without what is most often left out: umlaut spellings and double letters."""
    plain = word.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    return _DOUBLES.sub(r"\1", plain)


@lru_cache(maxsize=16)
def _index(vocabulary: frozenset[str]) -> _Vocabulary:
    return _Vocabulary(vocabulary)
