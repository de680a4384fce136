"""The words of a question, each with the German words that it may mean.

A German word means itself and, less, its synonyms. An English one has several weighted translations; whichever a passage answers best counts,
once ("budget": Haushalt, Etat, Budget). Names, numbers and words the lexicon does not know stand as they are.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.analyze import split_tokens, stop_words
from assistant.answers import Language
from assistant.compounds import fold

MOST_WORDS = 200
"""Different words of a question that are looked at; the rest of a pasted page adds nothing but time."""

MOST_TRANSLATIONS = 8
"""Translations of one word that are tried, best first."""

LONGEST_PHRASE = 3
"""Words of an English phrase that are looked up together ("cost of living")."""

UNTRANSLATED = 1.0
"""Weight of an English word as it stands beside its translations: it may be a name, a loan word, a quoted term."""

SYNONYM = 0.5
"""Weight of a synonym beside the word of the question itself."""

_WORD = re.compile(r"§{1,2}\s*\d+[a-z]?|\d+(?:[.,]\d+)*|[^\W_]+(?:[-‐‑'’][^\W_]+)*")


class Translator(Protocol):
    """What is needed of the lexicon."""

    def translate(self, word: str, /) -> tuple[tuple[str, float], ...]:
        """German words for an English word or phrase, each with a weight up to 1; empty where it is unknown."""


class Thesaurus(Protocol):
    """What is needed of the synonyms."""

    def of(self, word: str, /) -> tuple[str, ...]:
        """German words and phrases of the same meaning, closest first."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a word of the question may mean: German tokens, and how likely (1.0 for the word itself)."""

    tokens: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class QuestionWord:
    """A word or phrase of the question with its meanings, of which a passage's best one counts.

    `written` is the English word or phrase in lower case, empty for German.
    """

    meanings: tuple[Meaning, ...]
    written: str = ""


def read_words(
    question: str, language: Language, translator: Translator | None = None, synonyms: Thesaurus | None = None
) -> tuple[QuestionWord, ...]:
    """The content words of a question in its order, each once.

    A question of function words only keeps them: better a poor search than none.

    Args:
        question: As it was put.
        language: Of the question.
        translator: For English questions; without it they are taken as German.
        synonyms: For German questions.
    """
    if language == "en" and translator is not None:
        return _translated(question, translator)
    tokens = tuple(dict.fromkeys(split_tokens(question)))
    content = tuple(token for token in tokens if token not in stop_words(language)) or tokens
    written = {fold(word): word for word in _WORD.findall(unicodedata.normalize("NFC", question))} if synonyms else {}
    return tuple(
        QuestionWord((Meaning((token,), 1.0), *_alike(written.get(token), synonyms))) for token in content[:MOST_WORDS]
    )


def _alike(written: str | None, synonyms: Thesaurus | None) -> Iterator[Meaning]:
    """The synonyms of a German word as it is written; none for numbers and parts of words."""
    if written is None or synonyms is None:
        return
    for german in synonyms.of(written)[:MOST_TRANSLATIONS]:
        tokens = _content(german)
        if tokens:
            yield Meaning(tokens, SYNONYM)


def _translated(question: str, translator: Translator) -> tuple[QuestionWord, ...]:
    """Each content word of an English question, and each phrase of them that the lexicon knows."""
    words = _WORD.findall(unicodedata.normalize("NFC", question))[: 4 * MOST_WORDS]
    single = {word.lower(): _meanings(word, translator, itself=True) for word in words if not _is_empty(word)}
    single = single or {word.lower(): _meanings(word, translator, itself=True) for word in words}
    phrases = {phrase.lower(): _meanings(phrase, translator, itself=False) for phrase in _phrases(words)}
    found = (*phrases.items(), *single.items())
    return tuple(QuestionWord(meanings, written) for written, meanings in found if meanings)[:MOST_WORDS]


def _is_empty(word: str) -> bool:
    """Whether a word is a function word of English; "I'm" and "don't" are, by their parts."""
    return all(fold(part) in stop_words("en") for part in re.split(r"['’]", word))


def _phrases(words: Sequence[str]) -> Iterator[str]:
    """Runs of words that begin and end with a content word, the longer ones first."""
    for length in range(LONGEST_PHRASE, 1, -1):
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            if not _is_empty(run[0]) and not _is_empty(run[-1]):
                yield " ".join(run)


def _meanings(written: str, translator: Translator, *, itself: bool) -> tuple[Meaning, ...]:
    """The translations of a word or phrase as tokens, before them the word as it stands where `itself` says so."""
    own = [Meaning((token,), UNTRANSLATED) for token in split_tokens(written)] if itself else []
    found = sorted(translator.translate(written), key=lambda item: -item[1])[:MOST_TRANSLATIONS]
    meanings = (Meaning(_content(german), weight) for german, weight in found)
    return (*own, *(meaning for meaning in meanings if meaning.tokens))


def _content(german: str) -> tuple[str, ...]:
    tokens = tuple(dict.fromkeys(split_tokens(german)))
    return tuple(token for token in tokens if token not in stop_words("de")) or tokens
