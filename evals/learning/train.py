"""Fits the weights of the readers, and measures how many phrasings they take for what they are."""

import random
from collections.abc import Sequence

import numpy as np

from assistant.embed import open_shipped
from assistant.matters import all_matters
from assistant.question.intents import all_intents
from assistant.question.trained_reader import SLOT_WEIGHT, SLOTS, Numbers, ReaderName, TrainedReader, all_cues, describe
from evals.learning.shown import Shown, read_shown, show_matters, show_others, show_phrasings
from evals.questions.phrase import PhrasingSet

LEARNT: tuple[PhrasingSet, ...] = ("dev", "free", "more", "extra")
"""The sets that the shipped reader of intents is trained on; "held" is none of them."""

_SEVERAL_YEARS = frozenset({"development_between", "change", "new_measures", "kept_measures", "dropped_measures"})
_LEFT_OUT = 4
"""Every fourth phrasing is shown once more without its year, and once more without its body."""

_NO_MATTERS = 400
"""Questions about records that the reader of matters is shown as none of them."""


def show_all(name: ReaderName, sets: Sequence[PhrasingSet] = LEARNT, seed: int = 7) -> list[Shown]:
    """What a reader is trained on.

    Raises:
        ValueError: Something that it should know is shown by no phrasing.
    """
    records = [one for number, chosen in enumerate(sets) for one in show_phrasings(chosen, seed + number)]
    others = list(show_others())
    if name == "intents":
        shown = [*records, *others]
        wanted = set(all_intents()) if "extra" in sets else set()
    else:
        aside = [one for one in others if one.answer not in {"other.rule", "other.records", "other.define"}]
        chosen_aside = random.Random(seed).sample([*records, *aside], _NO_MATTERS)
        shown = [*show_matters(), *(Shown("none", one.language, one.question) for one in chosen_aside)]
        wanted = set(all_matters())
    missing = sorted(wanted - {one.answer for one in shown})
    if missing:
        raise ValueError(f"Ohne Formulierung: {', '.join(missing)}.")
    return shown


def train_reader(name: ReaderName, shown: Sequence[Shown]) -> TrainedReader:
    """The reader that fits these phrasings best (multinomial logistic regression)."""
    from sklearn.linear_model import LogisticRegression

    cues = all_cues()
    names = name == "intents"
    features, answers = _describe_all(shown, cues, names=names), [one.answer for one in shown]
    if names:
        features, answers = _leave_out(features, answers)
    fitted = LogisticRegression(C=50, max_iter=500).fit(features, answers)
    weights, bias = fitted.coef_.T.astype(np.float32), fitted.intercept_.astype(np.float32)
    return TrainedReader(weights, bias, tuple(str(one) for one in fitted.classes_), cues, names=names)


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
