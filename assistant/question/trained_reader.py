"""Reads which of some known things a question asks: a linear reader over its vector, its names and its cue words.

The cue words of `data/cues.toml` say for sure what they say, and nothing of a question in other words. A trained reader
knows likeness: its weights were fitted to some thousands of phrasings (`python -m evals readers`), over the vectors of the
shipped embedding model and the character runs of the words. There is one for intents (`assistant.question.restate` settles what its proposals are worth)
and one for the matters of running text (`assistant.question.matters`).
"""

import re
from functools import cache
from pathlib import Path
from typing import Literal
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from assistant.embed import open_shipped
from assistant.errors import ModelError
from assistant.question.cues import cue_names, fold_question
from assistant.question.read import Reading
from assistant.question.runs import BUCKETS, count_runs

ReaderName = Literal["intents", "matters", "sentences"]
Numbers = NDArray[np.float32]

_GROUPS = ("attribute", "absent", "operation", "topic", "category", "corpus", "limits")
CUE_WEIGHT, SLOT_WEIGHT = 0.2, 0.4
"""What a cue word and a named slot count beside the vector of length one; the best of a few on the development phrasings."""


SLOTS = (
    "bodies none", "bodies one", "bodies two", "bodies more", "years none", "years one", "years more", "amounts one",
    "amounts more", "dates", "dates more", "things", "people", "categories none", "categories one", "categories more",
    "groups", "sections", "themes", "numbers", "authorities", "state", "english",
)  # fmt: skip
"""What is told of the names of a question, in the order of the weights."""


def all_cues() -> tuple[str, ...]:
    """The names of all cues, "group.name"."""
    return tuple(f"{group}.{name}" for group in _GROUPS for name in cue_names(group))


def describe(reading: Reading, cues: tuple[str, ...], *, names: bool) -> Numbers:
    """The numbers that stand for a question: its vector without names, how much of what it names, its cue words, its runs.

    The last `BUCKETS` are plain counts, which a reader weighs by rarity (see `weigh_runs`).

    Args:
        reading: The question as read.
        cues: The cues in the order of the weights.
        names: Whether it counts how much is named: a rule is asked about with or without a body and a year.
    """
    text = _bare_text(reading)
    vector = open_shipped().embed_query(text or " ")
    slots = np.array(_count_slots(reading), np.float32) * (SLOT_WEIGHT if names else 0.0)
    held = _held_cues(reading)
    marks = np.array([cue in held for cue in cues], np.float32) * CUE_WEIGHT
    return np.concatenate([vector, slots, marks, count_runs(fold_question(text))])


def weigh_runs(described: Numbers, rarity: Numbers) -> Numbers:
    """The described questions with their runs weighed by rarity, scaled to length one.

    Args:
        described: One row a question, as `describe` gives it.
        rarity: Weight of each bucket, shape (`BUCKETS`,).
    """
    runs = described[:, -BUCKETS:] * rarity
    lengths = np.linalg.norm(runs, axis=1, keepdims=True)
    return np.hstack([described[:, :-BUCKETS], runs / np.maximum(lengths, 1e-9)])


def _held_cues(r: Reading) -> frozenset[str]:
    found = (r.attributes, r.absent, r.operations, r.topics, r.categories, r.corpus, r.limits)
    return frozenset(f"{group}.{name}" for group, names in zip(_GROUPS, found, strict=True) for name in names)


def _bare_text(r: Reading) -> str:
    """The question without names, years, days and figures, spelled as typed."""
    chars = list(r.question)
    spans = [(m.start, m.end) for m in r.mentions.bodies] + [(a.start, a.end) for a in r.mentions.authorities]
    spans += [(y.start, y.end) for y in r.years] + [(d.start, d.end) for d in r.dates]
    for start, end in spans:
        chars[start:end] = " " * (end - start)
    text = _mend("".join(chars), r)
    for thing in r.things:
        text = re.sub(re.escape(thing.written), " ", text, flags=re.IGNORECASE)
    return " ".join(re.sub(r"\d[\d.,:]*", " ", text).split())


def _mend(text: str, r: Reading) -> str:
    """The text with the misspelled words that reading has mended ("unterschrbien")."""
    typed, mended = fold_question(r.question).split(), r.folded.split()
    if len(typed) != len(mended):
        return text
    changed = {old: new for old, new in zip(typed, mended, strict=True) if old != new}
    return " ".join(changed.get(fold_question(word), word) for word in text.split()) if changed else text


def _count_slots(r: Reading) -> list[bool]:
    bodies, years, amounts, kinds = len(r.mentions.bodies), len(r.years), len(r.amounts), len(r.categories)
    people = any(t.kind == "person" for t in r.things) or bool(r.strangers)
    things = any(t.kind != "person" for t in r.things)
    return [
        bodies == 0, bodies == 1, bodies == 2, bodies > 2, years == 0, years == 1, years > 1, amounts == 1,
        amounts > 1, bool(r.dates), len(r.dates) > 1, things, people, kinds == 0, kinds == 1, kinds > 1,
        bool(r.mentions.groups), bool(r.sections), bool(r.themes), bool(r.numbers), bool(r.mentions.authorities),
        r.mentions.state, r.language == "en",
    ]  # fmt: skip


class TrainedReader:
    """The trained weights: one column an answer, one row a feature; and how rare the runs of each bucket are."""

    def __init__(
        self,
        weights: Numbers,
        bias: Numbers,
        rarity: Numbers,
        answers: tuple[str, ...],
        cues: tuple[str, ...],
        *,
        names: bool,
    ) -> None:
        self._weights, self._bias, self._rarity = weights, bias, rarity
        self.answers, self.cues, self.names = answers, cues, names

    @classmethod
    def load(cls, path: Path) -> "TrainedReader":
        """Reads the weights.

        Raises:
            ModelError: The file is missing or damaged.
        """
        try:
            with np.load(path, allow_pickle=False) as held:
                answers, cues = (tuple(str(name) for name in held[key]) for key in ("answers", "cues"))
                weights = held["weights"].astype(np.float32) * held["scales"]
                bias, rarity = held["bias"].astype(np.float32), held["rarity"].astype(np.float32)
                return cls(weights, bias, rarity, answers, cues, names=bool(held["names"]))
        except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
            raise ModelError(
                f"Die Gewichte '{path.name}' fehlen oder sind beschädigt; `python -m evals readers` schreibt sie neu."
            ) from error

    def save(self, path: Path) -> None:
        """Writes the weights as bytes, with one scale an answer."""
        scales = np.abs(self._weights).max(axis=0) / 127
        np.savez_compressed(
            path,
            weights=np.round(self._weights / scales).astype(np.int8),
            scales=scales.astype(np.float32),
            bias=self._bias.astype(np.float16),
            rarity=self._rarity.astype(np.float16),
            answers=np.array(self.answers),
            cues=np.array(self.cues),
            names=np.array(self.names),
        )

    def weigh(self, reading: Reading) -> dict[str, float]:
        """How likely each answer is, adding up to one."""
        return self.weigh_described(describe(reading, self.cues, names=self.names))

    def weigh_described(self, numbers: Numbers) -> dict[str, float]:
        """How likely each answer is for what the numbers stand for, adding up to one."""
        described = weigh_runs(numbers[None], self._rarity)[0]
        held = np.flatnonzero(described)
        scores = described[held] @ self._weights[held] + self._bias
        odds = np.exp(scores - scores.max())
        return dict(zip(self.answers, (odds / odds.sum()).tolist(), strict=True))


def weights_path(name: ReaderName) -> Path:
    """Where the weights of a shipped reader lie."""
    return Path(__file__).parents[1] / "data" / f"{name}.npz"


@cache
def open_reader(name: ReaderName) -> TrainedReader:
    """A shipped reader, opened once.

    Raises:
        ModelError: Its file is missing or damaged.
    """
    return TrainedReader.load(weights_path(name))
