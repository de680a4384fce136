"""The words of a question with their places in it: what name and year finding walk over."""

import re
from dataclasses import dataclass

_FOLDS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e"})
_JOINING = " -‐‑–./(*'’\u00a0\"„“\t\n"
_LONGEST_GAP = 4
_WORD = re.compile(r"[^\W\d_]+|\d+")
_POSSESSIVE = re.compile(r"['’`´]s?(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters or of digits.

    `folded` is lower case with umlauts and ß spelled out; `gap` is what stands between the word before and this one.
    `is_joined` tells whether that is only spaces, hyphens, slashes, dots of abbreviations or an opening bracket.
    """

    written: str
    folded: str
    start: int
    end: int
    gap: str
    is_joined: bool

    @property
    def is_shouted(self) -> bool:
        """Whether it is written in capitals."""
        return self.written.isupper()


def fold_word(text: str) -> str:
    """Lower case, umlauts and ß spelled out."""
    return text.lower().translate(_FOLDS)


def split_words(text: str) -> tuple[Word, ...]:
    """The words of a text in order; an English possessive ("Kassel's") belongs to the gap after its word."""
    blanked = _POSSESSIVE.sub(lambda match: " " * len(match.group()), text)
    found = []
    before = 0
    for match in _WORD.finditer(blanked):
        start, end = match.span()
        gap = blanked[before:start]
        is_joined = len(gap) <= _LONGEST_GAP and not gap.strip(_JOINING)
        found.append(Word(match.group(), fold_word(match.group()), start, end, gap, is_joined))
        before = end
    return tuple(found)
