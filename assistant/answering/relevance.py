"""How well a sentence answers a question: how much of what is asked for stands in it.

A search score says which passage is nearest, never whether it answers. Here every content word of the question is
looked for in the sentence (by stem, as part of a compound, as synonym, in translation), rare words weigh more, and the
share that is found decides between an answer, a part of one, and "not in the documents".
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from assistant.analyze import split_tokens, stop_words
from assistant.answers import Language
from assistant.compounds import fold
from assistant.lexicon import open_lexicon, open_synonyms
from assistant.translate import QuestionWord, read_words

WHOLE, PART, SYNONYM = 1.0, 0.6, 0.7
"""What a word counts when it stands as such, when only parts of a compound do, when a synonym does."""


class Vocabulary(Protocol):
    """What is needed of the lexical index."""

    size: int

    def frequency(self, term: str) -> int:
        """In how many passages a stem stands."""

    def terms(self, token: str) -> tuple[str, ...]:
        """Stems of a folded token: the whole, then its parts."""


@dataclass(frozen=True, slots=True)
class AskedWord:
    """A content word of the question: the term lists that count as it, each with what it is worth, and its weight."""

    written: str
    forms: tuple[tuple[tuple[str, ...], float], ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Relevance:
    """How much of a question stands in a sentence: `share` of the weights, and which words were found how well."""

    share: float
    found: tuple[float, ...]


class Asked:
    """The content words of one question, ready to be looked for in sentences."""

    def __init__(self, question: str, language: Language, vocabulary: Vocabulary, leave_out: Iterable[str] = ()) -> None:
        self._vocabulary = vocabulary
        skip = {fold(word) for word in leave_out}
        words = read_words(question, language, open_lexicon() if language == "en" else None)
        self.words = tuple(w for w in (self._read(word, language) for word in words) if w.written not in skip)
        self._total = sum(word.weight for word in self.words) or 1.0

    def _read(self, word: QuestionWord, language: Language) -> AskedWord:
        written = " ".join(word.meanings[0].tokens)
        forms: list[tuple[tuple[str, ...], float]] = []
        for meaning in word.meanings:
            for token in meaning.tokens:
                forms.append((self._vocabulary.terms(token), WHOLE * (meaning.weight if language == "en" else 1.0)))
        if language == "de":
            for token in word.meanings[0].tokens:
                forms += [(self._vocabulary.terms(t), SYNONYM) for s in _synonyms(token) for t in split_tokens(s) if t not in stop_words("de")]
        rarity = min((self._rarity(terms[0]) for terms, _ in forms[:1]), default=1.0)
        if language == "en":
            known = [self._rarity(terms[0]) for terms, _ in forms if self._vocabulary.frequency(terms[0])]
            rarity = min(known) if known else rarity
        return AskedWord(written, tuple(forms), rarity)

    def _rarity(self, term: str) -> float:
        size = max(self._vocabulary.size, 1)
        return 0.3 + math.log(1 + size / (1 + self._vocabulary.frequency(term))) / math.log(1 + size)

    def judge(self, sentence: str) -> Relevance:
        """How much of the question stands in a sentence."""
        stems, parts = self._stems_of(sentence)
        found = tuple(_best_form(word, stems, parts) for word in self.words)
        share = sum(f * w.weight for f, w in zip(found, self.words, strict=True)) / self._total
        return Relevance(share, found)

    def judge_together(self, judged: Sequence[Relevance]) -> float:
        """The share that several sentences hold together."""
        best = [max(values) for values in zip(*(j.found for j in judged), strict=True)]
        return sum(f * w.weight for f, w in zip(best, self.words, strict=True)) / self._total

    def _stems_of(self, sentence: str) -> tuple[frozenset[str], frozenset[str]]:
        whole: set[str] = set()
        parts: set[str] = set()
        for token in set(split_tokens(sentence)):
            first, *rest = self._vocabulary.terms(token)
            whole.add(first)
            parts.update(rest)
        return frozenset(whole), frozenset(parts)


def _best_form(word: AskedWord, stems: frozenset[str], parts: frozenset[str]) -> float:
    best = 0.0
    for terms, worth in word.forms:
        if worth > best:
            best = max(best, worth * _match(terms, stems, parts))
    return min(best, 1.0)


def _match(terms: tuple[str, ...], stems: frozenset[str], parts: frozenset[str]) -> float:
    """1 for the very word, less where only compound parts meet."""
    whole, *pieces = terms
    if whole in stems:
        return WHOLE
    if whole in parts:
        return 0.85
    if pieces:
        held = sum(1 for piece in pieces if piece in stems or piece in parts)
        return PART * held / len(pieces) if held < len(pieces) else 0.8
    return 0.0


@lru_cache(maxsize=4096)
def _synonyms(token: str) -> tuple[str, ...]:
    return tuple(s for s in open_synonyms().of(token)[:8] if s.count(" ") == 0)
