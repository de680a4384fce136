"""How well a sentence answers a question: how much of what is asked for stands in it.

A search score says which passage is nearest, never whether it answers. Here every content word of the question is
looked for in the sentence (by stem, as part of a compound, as synonym, in translation), rare words weigh more, and the
share that is found decides between an answer, a part of one, and "not in the documents".
"""

import math
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Protocol

from assistant.analyze import split_tokens, stop_words
from assistant.answers import Language
from assistant.compounds import fold
from assistant.lexicon import open_lexicon, open_synonyms
from assistant.translate import Meaning, QuestionWord, read_words

WHOLE, INSIDE, LIKE, SYNONYM, CONCEPT = 1.0, 0.85, 0.75, 0.7, 0.65
"""What a word counts when it stands as such, as part of a compound, in a form alike ("erlässt", "erlassen"), by a
synonym, by another word for the same administrative thing."""

LOWER_CASE = 0.45
"""Weight of verbs and adjectives beside nouns in a German question that minds its capitals."""

VAGUENESS = 0.45
"""How fast an English word loses weight with the number of its translations."""

INSIDE_PHRASE = 0.6
"""What a single word of an English phrase is worth beside the phrase itself."""

DEGREE = 1.3
"""Weight of the word behind "wie": "wie alt", "wie lange" ask for just that."""

IN_TITLE = 0.6
"""What a word is worth that stands in the heading above a sentence."""

SHORTEST_LIKE = 5
"""Letters that two forms of a word must share."""


class Vocabulary(Protocol):
    """What is needed of the lexical index."""

    @property
    def size(self) -> int:
        """Number of passages."""

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
    """How much of a question stands in a sentence: `share` of the weights, and which words were found how well.

    `told` is what it gains by being about the matter of the question, whatever its words.
    """

    share: float
    found: tuple[float, ...]
    told: float = 0.0


class Asked:
    """The content words of one question, ready to be looked for in sentences."""

    def __init__(
        self, question: str, language: Language, vocabulary: Vocabulary, leave_out: Iterable[str] = ()
    ) -> None:
        self._vocabulary = vocabulary
        self._language: Language = language
        skip = {fold(word) for word in leave_out}
        capitals = _capitalised(question) if language == "de" else None
        degree = re.search(r"\b[Ww]ie\s+(\w+)|\b[Hh]ow\s+(\w+)", question)
        self._degree = frozenset(split_tokens(degree.group(1) or degree.group(2))) if degree else frozenset[str]()
        words = (
            _joined(read_words(question, language, open_lexicon()))
            if language == "en"
            else read_words(question, language)
        )
        self.words = tuple(w for w in (self._read(word, capitals) for word in words) if w.written not in skip)
        self._total = sum(word.weight for word in self.words) or 1.0

    def _read(self, word: QuestionWord, capitals: frozenset[str] | None) -> AskedWord:
        written = " ".join(word.meanings[0].tokens)
        english = self._language == "en"
        forms = [
            (self._vocabulary.terms(token), WHOLE * (meaning.weight if english else 1.0))
            for meaning in word.meanings
            for token in meaning.tokens
        ]
        own = [token for meaning in word.meanings[: 4 if english else 1] for token in meaning.tokens]
        for token in own if not english else ():
            forms += [(self._vocabulary.terms(t), SYNONYM) for t in _synonyms(token)]
        for token in own:
            forms += [((beginning,), CONCEPT) for beginning in _concept_words(token)]
        weight = self._rarity([terms[0] for terms, _ in forms] if english else [forms[0][0][0]])
        if english:
            # A word of many translations ("take", "set") says little by itself.
            weight /= 1 + VAGUENESS * math.log(max(len(word.meanings) - 1, 1))
        if written in self._degree:
            weight *= DEGREE
        elif capitals is not None and written not in capitals:
            weight *= LOWER_CASE
        return AskedWord(written, tuple(forms), weight)

    def _rarity(self, terms: Sequence[str]) -> float:
        size = max(self._vocabulary.size, 1)
        counts = [self._vocabulary.frequency(term) for term in terms]
        count = max(counts) if len(counts) == 1 else max((c for c in counts if c), default=0)
        rarity = 0.3 + math.log(1 + size / (1 + count)) / math.log(1 + size)
        return float(rarity)

    def judge(self, sentence: str, title: str = "") -> Relevance:
        """How much of the question stands in a sentence; the title of its section counts too, but less."""
        held = self._read_sentence(sentence)
        above = self._read_sentence(title)
        found = tuple(max(held.best(word), IN_TITLE * above.best(word)) for word in self.words)
        share = sum(f * w.weight for f, w in zip(found, self.words, strict=True)) / self._total
        return Relevance(share, found)

    def holds_subject(self, relevance: Relevance) -> bool:
        """Whether the weightiest word of the question stands in a sentence as such."""
        heaviest = max((word.weight for word in self.words), default=0.0)
        return any(
            f >= INSIDE and w.weight >= heaviest - 0.01 for f, w in zip(relevance.found, self.words, strict=True)
        )

    def judge_together(self, judged: Sequence[Relevance]) -> float:
        """The share that several sentences hold together."""
        if not judged:
            return 0.0
        best = [max(values) for values in zip(*(j.found for j in judged), strict=True)]
        share: float = sum(f * w.weight for f, w in zip(best, self.words, strict=True)) / self._total
        return min(share + max(j.told for j in judged), 1.0)

    def _read_sentence(self, sentence: str) -> "_Sentence":
        whole: set[str] = set()
        parts: set[str] = set()
        for token in set(split_tokens(sentence)) - stop_words("de"):
            first, *rest = self._vocabulary.terms(token)
            whole.add(first)
            parts.update(rest)
        return _Sentence(frozenset(whole), frozenset(parts))


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The stems of a sentence, and the parts of its compounds."""

    stems: frozenset[str]
    parts: frozenset[str]

    def best(self, word: AskedWord) -> float:
        """How well a word of the question is found, from 0 to 1."""
        best = 0.0
        for terms, worth in word.forms:
            if worth > best:
                best = max(best, worth * self._match(terms, beginning=worth == CONCEPT))
        return min(best, 1.0)

    def _match(self, terms: tuple[str, ...], *, beginning: bool) -> float:
        whole, *pieces = terms
        if whole in self.stems:
            return WHOLE
        if whole in self.parts:
            return INSIDE
        if beginning:
            return 1.0 if any(s.startswith(whole) for s in self.stems | self.parts) and len(whole) > 2 else 0.0
        if any(_is_like(whole, s) for s in self.stems | self.parts):
            return LIKE
        if not pieces:
            return 0.0
        held = [
            p in self.stems or p in self.parts or any(_is_like(p, s) for s in self.stems | self.parts) for p in pieces
        ]
        return 0.8 if all(held) else 0.6 * sum(held) / len(held)


@lru_cache(maxsize=100_000)
def _is_like(asked: str, held: str) -> bool:
    """Whether two stems are forms of one word: the asked one inside the held one, or a long common beginning."""
    short, long = sorted((asked, held), key=len)
    if len(short) < SHORTEST_LIKE or not short.isalpha():
        return False
    if held.startswith(asked) or (asked in held and len(asked) > SHORTEST_LIKE):
        return True
    shared = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return shared >= max(SHORTEST_LIKE, len(short) - 2) and len(long) - shared <= 3


def _joined(words: Sequence[QuestionWord]) -> tuple[QuestionWord, ...]:
    """English words with those inside a phrase joined to it: "taken into account" is one thing asked for, not two."""
    phrases = [w for w in words if " " in w.written]
    taken: set[str] = set()
    joined = []
    for phrase in phrases:
        parts = set(phrase.written.split())
        if parts & taken:
            continue
        taken |= parts
        inside = [m for w in words if w.written in parts for m in w.meanings]
        halved = tuple(Meaning(m.tokens, m.weight * INSIDE_PHRASE) for m in inside)
        joined.append(QuestionWord((*phrase.meanings, *halved), phrase.written))
    return (*joined, *(w for w in words if " " not in w.written and w.written not in taken))


def _capitalised(question: str) -> frozenset[str] | None:
    """The folded nouns of a question, by their capitals, with the adjectives before them; None where it minds none."""
    words = re.findall(r"[^\W\d_][\w-]*", question)
    upper = [w for w in words[1:] if w[0].isupper()]
    if not upper or all(w.isupper() for w in words):
        return None
    upper += [w for w, after in pairwise(words) if w[0].islower() and after[0].isupper()]
    return frozenset(token for w in (*upper, *words[:1]) for token in split_tokens(w))


@lru_cache(maxsize=4096)
def _synonyms(token: str) -> tuple[str, ...]:
    single = [s for s in open_synonyms().of(token)[:8] if " " not in s]
    return tuple(t for s in single for t in split_tokens(s) if t not in stop_words("de"))


@cache
def _concepts() -> tuple[tuple[str, ...], ...]:
    text = files("assistant").joinpath("data/concepts.toml").read_text(encoding="utf-8")
    return tuple(tuple(words) for words in tomllib.loads(text).values())


@lru_cache(maxsize=4096)
def _concept_words(token: str) -> tuple[str, ...]:
    """Beginnings of the other words for the things that a word may name."""
    found = [
        w for group in _concepts() if any(token.startswith(w) for w in group if len(w) > 3 or w == token) for w in group
    ]
    return tuple(w for w in dict.fromkeys(found) if not token.startswith(w))
