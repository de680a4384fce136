"""How likely a sentence of a document tells of each matter (`assistant.matters`), whatever its words.

The marks of a matter find the usual words for it; a trained reader knows the sentences that have none of them. Its
weights were fitted to sentences that were written without a look at any document (`python -m evals readers`). What the
passages of an index tell of is found out when it is built and kept with it.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from assistant.bodies import find_printed_bodies, fold
from assistant.embed import open_shipped
from assistant.matters import all_matters
from assistant.question.cues import fold_question
from assistant.question.runs import count_runs
from assistant.question.trained_reader import Numbers, open_reader, weights_path
from assistant.sentences import split_sentences

MARK_WEIGHT = 0.3
"""What a mark that is found counts beside the vector of length one; the best of three when one writer's sentences are left out."""

MARKED = 0.5
"""How likely a sentence with a usual word for a matter tells of it at the least, whatever the reader of sentences says:
one sentence may tell of several matters."""

_LEAST = 0.02
_FILE = "telling.npz"


def describe_sentence(text: str) -> Numbers:
    """The numbers that stand for a sentence: its vector, the marks of the matters found in it, its runs of characters."""
    plain = _without_names(text)
    vector = open_shipped().embed_passages([plain or " "])[0]
    marks = np.array(_find_marks(text), np.float32) * MARK_WEIGHT
    return np.concatenate([vector, marks, count_runs(fold_question(plain))])


def _find_marks(text: str) -> list[bool]:
    """For each matter whether a sentence holds a usual word for it."""
    folded = fold(text)
    return [matter.is_marked_in(folded) for matter in all_matters().values()]


def _without_names(text: str) -> str:
    """A sentence without names of bodies and figures: agreements that differ in these alone tell of the same."""
    chars = list(text)
    for name in find_printed_bodies(text):
        chars[name.start : name.end] = " " * (name.end - name.start)
    return " ".join(re.sub(r"\d[\d.,:]*", " ", "".join(chars).replace("**", "")).split())


@lru_cache(maxsize=20_000)
def find_told(text: str) -> Mapping[str, float]:
    """The matters that a sentence tells of, each with how likely that is, from 0 to 1."""
    weighed = open_reader("sentences").weigh_described(describe_sentence(text))
    return {key: likely for key, likely in weighed.items() if likely >= _LEAST and key != "none"}


@lru_cache(maxsize=20_000)
def find_marked(text: str) -> frozenset[str]:
    """The matters for which a sentence holds a usual word, be it about them or not."""
    return frozenset(key for key, held in zip(all_matters(), _find_marks(text), strict=True) if held)


class Telling:
    """What the passages of an index tell of: for each passage and matter how likely, from 0 to 255."""

    def __init__(self, likely: npt.NDArray[np.uint8]) -> None:
        self._likely = likely
        self._columns = {key: number for number, key in enumerate(all_matters())}

    @classmethod
    def build(cls, texts: Sequence[str]) -> "Telling":
        """What each passage tells of: the most that any of its sentences does."""
        likely = np.zeros((len(texts), len(all_matters())), np.float32)
        columns = {key: number for number, key in enumerate(all_matters())}
        for row, text in zip(likely, texts, strict=True):
            for start, end in split_sentences(text, 0):
                sentence = " ".join(text[start:end].split())
                for told in (dict.fromkeys(find_marked(sentence), MARKED), find_told(sentence)):
                    for key, grade in told.items():
                        row[columns[key]] = max(row[columns[key]], grade)
        return cls(np.round(likely * 255).astype(np.uint8))

    def tells(self, key: str, passages: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
        """How likely some passages tell of a matter, from 0 to 1."""
        likely: npt.NDArray[np.float64] = self._likely[passages, self._columns[key]] / 255.0
        return likely

    def save(self, folder: Path) -> None:
        """Writes it into a folder."""
        np.savez_compressed(folder / _FILE, likely=self._likely, reader=np.array(_fingerprint()))

    @classmethod
    def load(cls, folder: Path, size: int) -> "Telling":
        """Reads what `save` wrote.

        Raises:
            OSError: The file is missing.
            ValueError: It is damaged, of other passages, or of another reader.
        """
        try:
            with (folder / _FILE).open("rb") as file, np.load(file, allow_pickle=False) as held:
                likely, reader = held["likely"], str(held["reader"])
        except (BadZipFile, EOFError, KeyError, ValueError) as error:
            raise ValueError(f"'{_FILE}' in {folder} is damaged: {error}") from error
        if likely.shape != (size, len(all_matters())) or reader != _fingerprint():
            raise ValueError(f"'{_FILE}' in {folder} belongs to other passages or another reader.")
        return cls(likely)


@cache
def _fingerprint() -> str:
    """What tells one trained reader of sentences from another."""
    return hashlib.sha256(weights_path("sentences").read_bytes()).hexdigest()[:16]
