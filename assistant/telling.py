"""How likely a sentence of a document tells of each matter (`assistant.matters`), whatever its words.

The marks of a matter find the usual words for it; a trained reader knows the sentences that have none of them. Its
weights were fitted to sentences that people wrote who had seen no document (`python -m evals readers`).
"""

import re
from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from assistant.bodies import find_printed_bodies
from assistant.embed import open_shipped
from assistant.matters import all_matters
from assistant.question.cues import fold_question
from assistant.question.runs import count_runs
from assistant.question.trained_reader import Numbers, open_reader

MARK_WEIGHT = 0.3
"""What a mark that is found counts beside the vector of length one; the best of three when one writer's sentences are left out."""

LEAST = 0.02
"""Likelihood below which a matter is not told of."""


def describe_sentence(text: str) -> Numbers:
    """The numbers that stand for a sentence: its vector, the marks of the matters found in it, its runs of characters."""
    plain = _without_names(text)
    vector = open_shipped().embed_passages([plain or " "])[0]
    marks = np.array([matter.is_told_by(text) for matter in all_matters().values()], np.float32) * MARK_WEIGHT
    return np.concatenate([vector, marks, count_runs(fold_question(plain))])


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
    return {key: likely for key, likely in weighed.items() if likely >= LEAST and key != "none"}
