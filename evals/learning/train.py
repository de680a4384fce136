"""Fits the weights of the readers, and measures how many phrasings they take for what they are."""

import random
from collections.abc import Sequence

import numpy as np

from assistant.embed import open_shipped
from assistant.matters import all_matters
from assistant.question.intents import all_intents
from assistant.question.runs import BUCKETS
from assistant.question.trained_reader import (
    SLOT_WEIGHT,
    SLOTS,
    Numbers,
    ReaderName,
    TrainedReader,
    all_cues,
    describe,
    weigh_runs,
)
from assistant.telling import describe_sentence
from evals.learning.shown import MATTERS, Shown, read_shown, show_matters, show_others, show_outside, show_phrasings
from evals.questions.phrase import PhrasingSet

LEARNT: tuple[PhrasingSet, ...] = ("dev", "free", "more", "extra")
"""The sets that the shipped reader of intents is trained on; "held" is none of them."""

_SEVERAL_YEARS = frozenset({"development_between", "change", "new_measures", "kept_measures", "dropped_measures"})
_LEFT_OUT = 4
"""Every fourth phrasing is shown once more without its year, and once more without its body."""

_NO_MATTERS = 1000
"""Questions about records that the reader of matters is shown as none of them."""


def show_all(
    name: ReaderName, sets: Sequence[PhrasingSet] = LEARNT, seed: int = 7, matters: Sequence[str] = MATTERS
) -> list[Shown]:
    """What a reader is trained on.

    Raises:
        ValueError: Something that it should know is shown by no phrasing.
    """
    records = [one for number, chosen in enumerate(sets) for one in show_phrasings(chosen, seed + number)]
    others, outside = list(show_others()), list(show_outside())
    if name == "intents":
        shown = [*records, *others, *outside]
        wanted = set(all_intents()) if "extra" in sets else set()
    else:
        aside = [one for one in others if one.answer not in {"other.rule", "other.records", "other.define"}]
        chosen_aside = [*random.Random(seed).sample([*records, *aside], _NO_MATTERS), *outside]
        shown = [*show_matters(matters), *(Shown("none", one.language, one.question) for one in chosen_aside)]
        wanted = set(all_matters())
    missing = sorted(wanted - {one.answer for one in shown})
    if missing:
        raise ValueError(f"Ohne Formulierung: {', '.join(missing)}.")
    return shown


def train_reader(name: ReaderName, shown: Sequence[Shown]) -> TrainedReader:
    """The reader that fits these phrasings best (multinomial logistic regression)."""
    cues = all_cues()
    names = name == "intents"
    features, answers = _describe_all(shown, cues, names=names), [one.answer for one in shown]
    if names:
        features, answers = _leave_out(features, answers)
    return _fit(features, answers, cues, names=names)


def train_sentences(shown: Sequence[tuple[str, str]]) -> TrainedReader:
    """The reader of sentences that fits these best."""
    features = np.array([describe_sentence(line) for _, line in shown])
    return _fit(features, [name for name, _ in shown], (), names=False)


def measure_sentences(reader: TrainedReader, shown: Sequence[tuple[str, str]], among: int = 1) -> float:
    """The share of sentences whose matter is among the likeliest few."""
    hits = 0
    for name, line in shown:
        weighed = reader.weigh_described(describe_sentence(line))
        hits += name in sorted(weighed, key=lambda key: -weighed[key])[:among]
    return hits / len(shown)


def _fit(features: Numbers, answers: Sequence[str], cues: tuple[str, ...], *, names: bool) -> TrainedReader:
    from scipy.sparse import csr_array
    from sklearn.linear_model import LogisticRegression

    rarity = _weigh_rarity(features)
    fitted = LogisticRegression(C=50, max_iter=200).fit(csr_array(weigh_runs(features, rarity)), answers)
    weights, bias = fitted.coef_.T.astype(np.float32), fitted.intercept_.astype(np.float32)
    return TrainedReader(weights, bias, rarity, tuple(str(one) for one in fitted.classes_), cues, names=names)


def _weigh_rarity(features: Numbers) -> Numbers:
    """The weight of each bucket of runs: the more, the fewer phrasings hold one (inverse document frequency)."""
    holding = (features[:, -BUCKETS:] > 0).sum(axis=0)
    return np.asarray(np.log((1 + len(features)) / (1 + holding)) + 1, np.float32)


def _leave_out(features: Numbers, answers: list[str]) -> tuple[Numbers, list[str]]:
    """The phrasings, and some again without year and without body: people leave out what goes without saying."""
    size = open_shipped().dimension
    rows, names = [features], list(answers)
    for sort, kept in (("years", _SEVERAL_YEARS), ("bodies", frozenset[str]())):
        columns = [size + i for i, name in enumerate(SLOTS) if name.startswith(sort)]
        none, one = (size + SLOTS.index(f"{sort} {number}") for number in ("none", "one"))
        named = [i for i, name in enumerate(answers) if features[i, one] > 0 and name not in kept]
        chosen = [i for i in named if i % _LEFT_OUT == 0]
        copy = features[chosen].copy()
        copy[:, columns] = 0
        copy[:, none] = SLOT_WEIGHT
        rows.append(copy)
        names += [answers[i] for i in chosen]
    return np.concatenate(rows), names


def _describe_all(shown: Sequence[Shown], cues: tuple[str, ...], *, names: bool) -> Numbers:
    return np.array([describe(read_shown(one), cues, names=names) for one in shown])


def measure_reader(reader: TrainedReader, shown: Sequence[Shown]) -> float:
    """The share of phrasings that are taken for what they are."""
    hits = 0
    for one in shown:
        weighed = reader.weigh(read_shown(one))
        hits += max(weighed, key=lambda name: weighed[name]) == one.answer
    return hits / len(shown)
