"""The lexical index: BM25 over passages by two analyzers, stems and character runs; and the likeness of their words.

Built once for each generation and kept beside it; opening maps a few arrays into memory and reads no word list.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.analyze import LONGEST_WORD, gram_terms, split_tokens, stem_terms, stop_words
from assistant.compounds import SHORTEST_PART, CompoundSplitter, fold
from assistant.documents import Passage
from assistant.embed import open_shipped
from assistant.errors import IndexForeign
from assistant.lexicon import german_words
from assistant.likeness import Likeness, Numbers, WordIndex
from assistant.matters import Matter
from assistant.postings import Postings, Scores, TermTable
from assistant.telling import Telling
from assistant.translate import QuestionWord

VERSION = 4
"""Of the analyzers and the files; an index of another version is built anew."""

_REBUILD = "`python -m ingest --rebuild` legt ihn neu an"

_WORD = re.compile(r"[^\W\d_]+")

Terms = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class LexicalScores:
    """BM25 scores of one question for every passage in order, by analyzer."""

    stems: Scores
    grams: Scores


class LexicalIndex:
    """Ranks passages by the words of a question.

    Example:
        >>> index = LexicalIndex.build(passages)
        >>> index.scores(read_words("Wer bewilligt?", "de")).stems.argmax()
        3
    """

    def __init__(self, stems: Postings, grams: Postings, words: TermTable, alike: WordIndex, telling: Telling) -> None:
        self._stems, self._grams, self._words, self._alike, self._telling = stems, grams, words, alike, telling
        self._splitter = CompoundSplitter(words)

    @property
    def size(self) -> int:
        """Number of passages."""
        return self._stems.size

    @classmethod
    def build(cls, passages: Sequence[Passage], *, compounds: bool = True) -> "LexicalIndex":
        """The index over the search texts of passages, in their order; without the parts of compounds if so wanted."""
        texts = [passage.search_text for passage in passages]
        words = _part_words(texts) if compounds else frozenset[str]()
        splitter = CompoundSplitter(words)
        tokens = [[token for token in split_tokens(text) if token not in stop_words("de")] for text in texts]
        shares = [1 / (1 + len(passage.also_in)) for passage in passages]
        stems = _count(tokens, lambda token: stem_terms(token, splitter), shares)
        grams = _count(tokens, gram_terms, shares)
        telling = Telling.build([passage.text for passage in passages])
        return cls(stems, grams, TermTable.build(words), WordIndex.build(texts, open_shipped()), telling)

    def scores(self, words: Sequence[QuestionWord]) -> LexicalScores:
        """How well each passage answers the words of a question (see `translate.read_words`)."""
        return LexicalScores(
            _score(self._stems, words, lambda token: stem_terms(token, self._splitter)),
            _score(self._grams, words, gram_terms),
        )

    def likeness(self, words: Sequence[str], passages: Numbers) -> Likeness:
        """How nearly some passages hold what the words of a question mean (see `likeness.content_words`)."""
        return self._alike.scores(words, passages, open_shipped())

    def tells(self, matter: Matter, passages: Numbers) -> npt.NDArray[np.float64]:
        """How likely some passages tell of a matter, from 0 to 1."""
        return self._telling.tells(matter.key, passages)

    def frequency(self, term: str) -> int:
        """In how many passages a stem stands."""
        return self._stems.frequency(term)

    def terms(self, token: str) -> tuple[str, ...]:
        """The stem of a folded token and those of its parts, as this index counts them."""
        return stem_terms(token, self._splitter)

    def save(self, folder: Path) -> None:
        """Writes the index into a folder of its own, which is made where it is missing."""
        folder.mkdir(parents=True, exist_ok=True)
        self._stems.save(folder, "stems")
        self._grams.save(folder, "grams")
        self._words.save(folder, "words")
        self._alike.save(folder)
        self._telling.save(folder)
        head = {"version": VERSION, "passages": self.size, "model": open_shipped().fingerprint}
        (folder / "lexical.json").write_text(json.dumps(head), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Opens a saved index.

        Raises:
            IndexForeign: The folder holds none, a damaged one, or one of another version.
        """
        try:
            head = json.loads((folder / "lexical.json").read_text(encoding="utf-8"))
            _require(folder, head)
            size = int(head["passages"])
            stems, grams = (Postings.load(folder, name, size) for name in ("stems", "grams"))
            words, alike = TermTable.load(folder, "words"), WordIndex.load(folder)
            telling = Telling.load(folder, size)
        except (OSError, ValueError, EOFError, KeyError, TypeError) as error:
            raise IndexForeign(f"Der Wortindex in '{folder}' lässt sich nicht lesen ({error}); {_REBUILD}.") from error
        return cls(stems, grams, words, alike, telling)


def open_lexical(folder: Path | None, passages: Sequence[Passage]) -> LexicalIndex:
    """The index kept in a folder, or one built now where none is kept (a Chroma server has no folder).

    Raises:
        IndexForeign: The folder holds a damaged index, or one of other passages.
    """
    if folder is None:
        return LexicalIndex.build(passages)
    index = LexicalIndex.load(folder)
    if index.size != len(passages):
        raise IndexForeign(
            f"Der Wortindex in '{folder}' kennt {index.size} Textstellen statt {len(passages)}; {_REBUILD}."
        )
    return index


def _require(folder: Path, head: Mapping[str, Any]) -> None:
    """Check that an index means what this program takes it for.

    Raises:
        IndexForeign: Another version wrote it, or another shipped model.
    """
    version, model = int(head["version"]), open_shipped().fingerprint
    if version != VERSION:
        raise IndexForeign(f"Der Wortindex in '{folder}' hat Version {version} statt {VERSION}; {_REBUILD}.")
    if head["model"] != model:
        raise IndexForeign(f"Der Wortindex in '{folder}' gehört zum Modell {head['model']} statt {model}; {_REBUILD}.")


def _part_words(texts: Iterable[str]) -> frozenset[str]:
    """Folded words of which compounds may be made: those of the word list and those of the corpus."""
    return _german_parts() | _parts({word for text in texts for word in _WORD.findall(text)})


@cache
def _german_parts() -> frozenset[str]:
    return _parts(german_words())


def _parts(words: Iterable[str]) -> frozenset[str]:
    """The words of a length that a part may have, folded all at once, without function words ("über", "unter")."""
    folded = fold("\n".join(words)).split("\n")
    return frozenset(word for word in folded if SHORTEST_PART <= len(word) <= LONGEST_WORD) - stop_words("de")


def _count(passages: Sequence[Sequence[str]], terms_of: Terms, shares: Sequence[float]) -> Postings:
    """Postings of the terms that the passages' tokens give; each different token is analyzed once."""
    vocabulary: dict[str, int] = {}
    known: dict[str, list[int]] = {}
    counted = []
    for tokens in passages:
        numbers: list[int] = []
        for token in tokens:
            if token not in known:
                known[token] = [vocabulary.setdefault(term, len(vocabulary)) for term in terms_of(token)]
            numbers += known[token]
        counted.append(numbers)
    return Postings.build(vocabulary, counted, shares)


def _score(postings: Postings, words: Sequence[QuestionWord], terms_of: Terms) -> Scores:
    """Sum over the question's words of what each passage's best meaning of it scores.

    Long words and compounds have many terms; without the square root they would drown the rest of the question and,
    among translations, always win over the short word.
    """
    terms = [
        [term for token in meaning.tokens for term in terms_of(token)] for word in words for meaning in word.meanings
    ]
    # One look-up for all of them: an English question has some hundred terms.
    numbers = postings.terms.find([term for own in terms for term in own])
    parts = iter(np.split(numbers, np.cumsum([len(own) for own in terms])[:-1]) if terms else ())
    total = np.zeros(postings.size, dtype=np.float32)
    for word in words:
        best = np.zeros_like(total)
        for meaning in word.meanings:
            own = next(parts)
            np.maximum(best, postings.sum(own) * np.float32(meaning.weight / len(own) ** 0.5), out=best)
        total += best
    return total
