"""In which language a question is put: German or English, German where nothing tells.

Function words decide; where a short question has none, its content words do, by the German word list and the English
side of the lexicon. Names of bodies and quoted terms say nothing: "What does 'Stille Reserve' mean in Kassel?".
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from assistant.analyze import read_word_list, stop_words
from assistant.answers import Language
from assistant.bodies import all_bodies
from assistant.compounds import fold
from assistant.lexicon import german_words, open_lexicon
from assistant.quoted import QUOTED

MOST_WORDS = 100
"""Words of a question that are looked at."""

_WORD = re.compile(r"[^\W\d_]+")

_SPELLINGS = (("ae", "ä"), ("oe", "ö"), ("ue", "ü"), ("ss", "ß"))
_DOTS = {"a": "ä", "o": "ö", "u": "ü"}

_GERMAN_TRAITS = re.compile(r"[äöüß]|sch|tz|pf|zw|cht|ung(en|s)?$|keit|heit|lich|isch|eu|^ge.+t$|kr[aei]|kk?en$|ieren$")
_ENGLISH_TRAITS = re.compile(r"th|wh|sh|ough|tion|ing$|ed$|ly$|ness$|oo|ee|ea|ow|ai|ay$|ey$|[^aeiou]y$|ould")


def detect_language(question: str) -> Language:
    """The language of a question or of a few search words, "de" where nothing tells.

    Example:
        >>> detect_language("part-time projects Offenbach"), detect_language("Kassel budget 2025?")
        ('en', 'de')
    """
    text = unicodedata.normalize("NFC", question)
    outside = _leaning(_words(QUOTED.sub(" ", text)))
    return "en" if (outside or _leaning(_words(text))) >= 1 else "de"


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text)[:MOST_WORDS])


def _leaning(words: Sequence[str]) -> float:
    """How much the words lean to English (above zero) or German (below)."""
    function = [_by_function(word) for word in words]
    # The first word of a question is its question word or verb more often than part of a title.
    leaning = sum(function) + (function[0] if function else 0.0)
    if abs(leaning) >= 2 and (min(function) >= 0 or max(function) <= 0):
        return leaning
    told = zip(words, function, strict=True)
    return leaning + sum(_by_content(word) for word, strength in told if not strength and fold(word) not in _names())


def _by_function(word: str) -> float:
    """2 for a function word or order of English alone, -2 for one of German alone, 1 and -1 where the other has it too."""
    folded = fold(word)
    english = folded in _function_words("en")
    if english == (folded in _function_words("de")):
        return 0.0
    strength = 1.0 if folded in read_word_list("homographs.txt") else 2.0
    return strength if english else -strength


@cache
def _function_words(language: Language) -> frozenset[str]:
    return stop_words(language) | read_word_list(f"orders.{language}.txt")


@cache
def _names() -> frozenset[str]:
    """Folded words of the bodies' names, their seats and their usual short forms."""
    names = (name for b in all_bodies() for name in (b.full, b.name, b.short, *b.aliases, *b.seats, *b.honours))
    return frozenset(fold(word) for name in names for word in _WORD.findall(name))


def _by_content(word: str) -> float:
    """1 for a word of English alone, -1 for one of German alone, half of it for the look of an unknown word."""
    lowered = word.lower()
    if len(lowered) < 3:
        return 0.0
    german, english = _is_german(lowered), bool(open_lexicon().translate(lowered))
    if german != english:
        return 1.0 if english else -1.0
    if german:
        return 0.0
    return 0.5 * (bool(_ENGLISH_TRAITS.search(lowered)) - bool(_GERMAN_TRAITS.search(lowered)))


def _is_german(word: str) -> bool:
    """Whether the word list has it, or has it with the umlauts that a keyboard or a hurry left out."""
    spelled = (word.replace(written, umlaut) for written, umlaut in _SPELLINGS)
    dotted = (word[:i] + _DOTS[c] + word[i + 1 :] for i, c in enumerate(word) if c in _DOTS)
    return any(form in german_words() for form in (word, *spelled, *dotted))
