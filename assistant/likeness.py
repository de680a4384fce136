"""Likeness of words: how near each word of a question comes to the nearest word of a passage.

BM25 counts the same word, the vector of a passage is a mean in which one sentence drowns. Here each word of the question
looks for the word of the passage that means most nearly the same, whatever its form or language ("meeting":
Besprechung), and counts the more the fewer passages have one: late interaction, as ColBERT has it, over the shipped
model's table. Only candidates of the other rankings are looked at.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from assistant.analyze import LONGEST_WORD, stop_words
from assistant.answers import Language
from assistant.compounds import fold
from assistant.postings import load_array

Numbers: TypeAlias = npt.NDArray[np.signedinteger[Any]]
Likeness: TypeAlias = npt.NDArray[np.float32]

FARTHEST = 0.3
"""Cosine up to which two words have nothing in common; pieces alone bring unrelated words so far."""

MOST_WORDS = 60
"""Different words of a question that are compared."""

_WORD = re.compile(r"[^\W_]+(?:[-‐‑'’][^\W_]+)*")
_FILES = ("pieces", "piece_starts", "lengths", "words", "word_starts")


class PieceModel(Protocol):
    """What is needed of the shipped model."""

    def piece_vectors(self, numbers: npt.NDArray[np.int32], /) -> npt.NDArray[np.float32]:
        """The vectors of some word pieces, a row each."""

    def read_pieces(self, texts: Sequence[str], /) -> list[list[int]]:
        """The numbers of the word pieces of each text."""

    def embed_passages(self, texts: Sequence[str], /) -> npt.NDArray[np.float32]:
        """Vectors of texts, one row each, L2-normalised."""


def content_words(text: str, language: Language) -> tuple[str, ...]:
    """The words of a text in lower case, each once and without function words; these only where there is nothing else."""
    found = _WORD.findall(unicodedata.normalize("NFC", text))
    words = tuple(dict.fromkeys(word[:LONGEST_WORD].lower() for word in found))
    return tuple(word for word in words if fold(word) not in stop_words(language)) or words


@dataclass(frozen=True, slots=True)
class WordIndex:
    """The words of passages by their pieces, so that no vector needs to be kept.

    Attributes:
        pieces: Numbers of the pieces of word 0, of word 1 ...; those of word `w` begin at `piece_starts[w]`.
        piece_starts: One more than there are words.
        lengths: Of each word's summed pieces, to make their product with a vector a cosine.
        words: Numbers of the words of passage 0, of passage 1 ..., each once.
        word_starts: One more than there are passages.
    """

    pieces: npt.NDArray[np.int32]
    piece_starts: npt.NDArray[np.int64]
    lengths: npt.NDArray[np.float32]
    words: npt.NDArray[np.int32]
    word_starts: npt.NDArray[np.int64]

    @property
    def size(self) -> int:
        """Number of passages."""
        return len(self.word_starts) - 1

    @classmethod
    def build(cls, texts: Sequence[str], model: PieceModel) -> "WordIndex":
        """The index of these passages' words, in the pieces of a model."""
        numbers: dict[str, int] = {}
        held = [[numbers.setdefault(word, len(numbers)) for word in content_words(text, "de")] for text in texts]
        pieces = model.read_pieces(list(numbers))
        # A word that the model cannot read at all is near to nothing: infinitely long.
        lengths = [
            np.linalg.norm(model.piece_vectors(np.array(own, np.int32)).sum(axis=0)) if own else np.inf
            for own in pieces
        ]
        return cls(*_flatten(pieces), np.array(lengths, dtype=np.float32), *_flatten(held))

    def scores(self, words: Sequence[str], passages: Numbers, model: PieceModel) -> Likeness:
        """How much of what the words mean each of some passages holds, weighted by how rare it is among them.

        Args:
            words: The content words of a question.
            passages: Numbers of the passages.
            model: The one of `build`.
        """
        own, bounds = _gather(self.words, self.word_starts, passages)
        filled = np.flatnonzero(np.diff(bounds))
        total = np.zeros(len(passages), dtype=np.float32)
        if not words or not len(filled):
            return total
        distinct, place = _number(own, len(self.lengths))
        near = self._cosines(model.embed_passages(words[:MOST_WORDS]), distinct, model)
        near[near < FARTHEST] = 0.0
        best = np.maximum.reduceat(near[:, place], bounds[:-1][filled], axis=1)
        frequency = best.sum(axis=1)
        rarity = np.log1p((len(filled) - frequency + 0.5) / (frequency + 0.5))
        total[filled] = rarity @ best
        return total

    def _cosines(self, vectors: npt.NDArray[np.float32], words: Numbers, model: PieceModel) -> Likeness:
        """A row a vector, a column a word."""
        own, bounds = _gather(self.pieces, self.piece_starts, words)
        distinct, place = _number(own, int(self.pieces.max(initial=0)) + 1)
        products = vectors @ model.piece_vectors(distinct).T
        # Differences of running sums: numpy's `add.reduceat` takes ten times as long for so many short runs.
        running = np.zeros((len(vectors), len(own) + 1))
        np.cumsum(products[:, place], axis=1, out=running[:, 1:])
        sums = running[:, bounds[1:]] - running[:, bounds[:-1]]
        cosines: Likeness = (sums / np.maximum(self.lengths[words], np.float32(1e-6))).astype(np.float32)
        return cosines

    def save(self, folder: Path) -> None:
        """Writes the arrays into a folder, each as `likeness.<what>.npy`."""
        for name in _FILES:
            np.save(folder / f"likeness.{name}.npy", getattr(self, name))

    @classmethod
    def load(cls, folder: Path) -> "WordIndex":
        """Maps a saved index into memory.

        Raises:
            OSError: A file is missing.
            ValueError: A file is damaged, or they do not belong together.
        """
        index = cls(*(load_array(folder / f"likeness.{name}.npy") for name in _FILES))
        ends = (index.piece_starts[-1], index.word_starts[-1], len(index.lengths) + 1)
        if ends != (len(index.pieces), len(index.words), len(index.piece_starts)):
            raise ValueError(f"The arrays of 'likeness' in {folder} do not belong together.")
        return index


def _number(values: npt.NDArray[np.int32], size: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """The distinct values below `size`, ascending, and for each value its place among them."""
    places = np.zeros(size, dtype=np.int32)
    places[values] = 1
    distinct = np.flatnonzero(places).astype(np.int32)
    places[distinct] = np.arange(len(distinct), dtype=np.int32)
    return distinct, places[values]


def _flatten(lists: Sequence[Sequence[int]]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]:
    """All numbers one after the other, and where each list begins, the end of all last."""
    starts = np.cumsum([0, *(len(own) for own in lists)], dtype=np.int64)
    return np.array([number for own in lists for number in own], dtype=np.int32), starts


def _gather(
    values: npt.NDArray[np.int32], starts: npt.NDArray[np.int64], chosen: Numbers
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]:
    """The values of the chosen lists one after the other, and where each begins, the end of all last."""
    first, sizes = starts[chosen], starts[np.asarray(chosen) + 1] - starts[chosen]
    bounds = np.concatenate(([0], np.cumsum(sizes)))
    places = np.arange(bounds[-1]) + np.repeat(first - bounds[:-1], sizes)
    return values[places], bounds
