"""Character runs of a question as numbers: what a trained reader sees of its words beside their meaning.

A vector tells what words mean, but a mean of all of them blurs; runs of letters tell which words stand there, whatever
their inflection and one slip of the finger.
"""

import math
import re
import zlib
from collections import Counter

import numpy as np
from numpy.typing import NDArray

SIZES = (3, 4, 5)
"""Lengths of the runs within a word whose edges are marked; the whole word is one more."""

BUCKETS = 4096
"""Numbers that runs are spread over by their checksum; two runs may share one."""

_WORD = re.compile(r"[a-z§]+")


def count_runs(folded: str) -> NDArray[np.float32]:
    """How often the runs of each bucket stand in a folded text, on a logarithmic scale; shape (`BUCKETS`,)."""
    counts = Counter(zlib.crc32(run.encode()) % BUCKETS for word in _WORD.findall(folded) for run in _runs(f" {word} "))
    numbers = np.zeros(BUCKETS, np.float32)
    for bucket, count in counts.items():
        numbers[bucket] = 1 + math.log(count)
    return numbers


def _runs(word: str) -> list[str]:
    return [word[i : i + size] for size in SIZES for i in range(len(word) - size + 1)] + [word]
