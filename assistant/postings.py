"""Postings: for each term the passages that hold it, with the BM25 weight it has there.

The weights are computed by bm25s when the index is built, and lie in plain arrays that are mapped into memory, so that
opening an index costs nothing however large it is. Terms are found by a 64-bit digest instead of a dictionary of
strings, which would have to be read and built at every start.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Scores: TypeAlias = npt.NDArray[np.float32]

SATURATION = 0.9
"""BM25's k1, how soon a repeated term stops counting; low, as passages are short."""

LENGTH_WEIGHT = 0.4
"""BM25's b, how much longer passages are discounted."""

LONGEST_TERM = 64
"""Bytes of a term that count: one endless word must not widen the table of all."""

_ODD = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)


def digest(terms: Sequence[str]) -> npt.NDArray[np.uint64]:
    """A 64-bit number for each term, the same in every process.

    The bytes are mixed in blocks of eight; blocks behind a term's end are zero and change nothing, so that the other
    terms of a call do not matter. Terms that begin with the same `LONGEST_TERM` bytes are one.
    """
    written = np.array([term.encode("utf-8", "replace")[:LONGEST_TERM] for term in terms], dtype=np.bytes_)
    width = -(-written.itemsize // 8)
    blocks = written.astype(f"S{8 * width}").view(np.uint64).reshape(len(terms), width)
    mixed = np.zeros(len(terms), dtype=np.uint64)
    for block in blocks.T:
        product = (mixed ^ block) * _ODD
        mixed = np.where(block != 0, product ^ (product >> _HALF), mixed)
    return mixed


@dataclass(frozen=True, slots=True)
class TermTable:
    """A set of terms as sorted digests, each with its number."""

    digests: npt.NDArray[np.uint64]
    numbers: npt.NDArray[np.int32]

    @classmethod
    def build(cls, terms: Iterable[str]) -> "TermTable":
        """The table of these terms; a term's number is its place among them."""
        digests = digest(list(terms))
        order = np.argsort(digests, kind="stable")
        return cls(digests[order], order.astype(np.int32))

    def find(self, terms: Sequence[str]) -> npt.NDArray[np.int32]:
        """The number of each term, -1 where it is not in the table."""
        if not len(self.digests) or not terms:
            return np.full(len(terms), -1, dtype=np.int32)
        keys = digest(terms)
        places = np.minimum(np.searchsorted(self.digests, keys), len(self.digests) - 1)
        return np.where(self.digests[places] == keys, self.numbers[places], np.int32(-1))

    def __contains__(self, term: object) -> bool:
        return isinstance(term, str) and bool(self.find((term,))[0] >= 0)

    def save(self, folder: Path, name: str) -> None:
        """Writes `name.digests.npy` and `name.numbers.npy` into a folder."""
        np.save(folder / f"{name}.digests.npy", self.digests)
        np.save(folder / f"{name}.numbers.npy", self.numbers)

    @classmethod
    def load(cls, folder: Path, name: str) -> "TermTable":
        """Maps a saved table into memory."""
        return cls(load_array(folder / f"{name}.digests.npy"), load_array(folder / f"{name}.numbers.npy"))


@dataclass(frozen=True, slots=True)
class Postings:
    """The weighted postings of one analyzer over `size` passages, column by column in the order of term numbers."""

    terms: TermTable
    starts: npt.NDArray[np.int64]
    passages: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]
    size: int

    @classmethod
    def build(
        cls, vocabulary: dict[str, int], passages: Sequence[Sequence[int]], shares: Sequence[float] | None = None
    ) -> "Postings":
        """Counts and weighs, by bm25s.

        Args:
            vocabulary: Term to its number, in the order of the numbers.
            passages: For each passage the numbers of its terms, a repeated one as often as it stands there.
            shares: For each passage how much of a passage it counts as where the rarity of terms is judged: a tenth
                where its wording stands in ten documents. A term of template text would pass for a common word
                otherwise, though it stands in one paragraph. All count fully by default.
        """
        if not vocabulary:
            nothing = np.zeros(0, dtype=np.int32)
            return cls(
                TermTable.build(()), np.zeros(1, dtype=np.int64), nothing, np.zeros(0, dtype=np.float32), len(passages)
            )
        import bm25s

        matrix = bm25s.BM25(k1=SATURATION, b=LENGTH_WEIGHT, method="lucene", backend="numpy")
        matrix.index((list(passages), dict(vocabulary)), show_progress=False, create_empty_token=False)
        starts, indices = matrix.scores["indptr"].astype(np.int64), matrix.scores["indices"].astype(np.int32)
        weights = matrix.scores["data"].astype(np.float32)
        if shares is not None:
            weights *= _correct_rarity(starts, indices, np.array(shares))
        return cls(TermTable.build(vocabulary), starts, indices, weights, len(passages))

    def sum(self, numbers: npt.NDArray[np.int32]) -> Scores:
        """The summed weights of some terms for every passage.

        Args:
            numbers: Of the terms (`terms.find`); -1 is passed over, a repeated one counts as often as it is given.
        """
        numbers = numbers[numbers >= 0]
        if not len(numbers):
            return np.zeros(self.size, dtype=np.float32)
        bounds = list(zip(self.starts[numbers].tolist(), self.starts[numbers + 1].tolist(), strict=True))
        passages = np.concatenate([self.passages[start:end] for start, end in bounds])
        weights = np.concatenate([self.weights[start:end] for start, end in bounds])
        return np.bincount(passages, weights, self.size).astype(np.float32)

    def frequency(self, term: str) -> int:
        """In how many passages a term stands."""
        number = int(self.terms.find((term,))[0])
        return int(self.starts[number + 1] - self.starts[number]) if number >= 0 else 0

    def save(self, folder: Path, name: str) -> None:
        """Writes the arrays into a folder, each as `name.<what>.npy`."""
        self.terms.save(folder, name)
        np.save(folder / f"{name}.starts.npy", self.starts)
        np.save(folder / f"{name}.passages.npy", self.passages)
        np.save(folder / f"{name}.weights.npy", self.weights)

    @classmethod
    def load(cls, folder: Path, name: str, size: int) -> "Postings":
        """Maps saved postings into memory."""
        starts, passages, weights = (
            load_array(folder / f"{name}.{what}.npy") for what in ("starts", "passages", "weights")
        )
        terms = TermTable.load(folder, name)
        if len(starts) != len(terms.digests) + 1 or len(passages) != len(weights) or starts[-1] != len(weights):
            raise ValueError(f"The arrays of '{name}' in {folder} do not belong together.")
        return cls(terms, starts, passages, weights, size)


def _correct_rarity(
    starts: npt.NDArray[np.int64], passages: npt.NDArray[np.int32], shares: npt.NDArray[np.float64]
) -> npt.NDArray[np.float32]:
    """For each posting the factor from bm25s' rarity (every passage counts one) to that of the shares."""
    counts = np.diff(starts)
    running = np.concatenate(([0.0], np.cumsum(shares[passages])))
    factors = _rarity(running[starts[1:]] - running[starts[:-1]], shares.sum()) / _rarity(counts, len(shares))
    return np.repeat(factors, counts).astype(np.float32)


def _rarity(frequency: npt.NDArray[Any], size: float) -> npt.NDArray[np.float64]:
    """The inverse document frequency that bm25s' method "lucene" takes."""
    return np.log1p((size - frequency + 0.5) / (frequency + 0.5))


def load_array(path: Path) -> Any:
    """An array on disk, read page by page as it is used.

    Raises:
        OSError: The file is missing.
        ValueError: It is damaged.
    """
    # The memmap class slows each slice down; the plain array over the same pages does not.
    return np.load(path, mmap_mode="r", allow_pickle=False).view(np.ndarray)
