"""Measures search by its evidence: does one of the best passages hold the words that answer the question?

A passage holds a place of evidence where its file is the one and its words hold the exact string; wording that stands
in several documents is one passage with all its places. Alternatives of one group are one: any of them will do.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answers import Hit
from assistant.documents import Document
from evals.cases import Case, Evidence, Expected

Search = Callable[[str, int], Sequence[Hit]]

DEPTH = 10
"""Passages that are looked at."""


@dataclass(frozen=True, slots=True)
class EvidenceScore:
    """How much of the evidence stands in the best passages, over some questions; shares."""

    name: str
    questions: int
    recall_1: float
    recall_5: float
    mrr_10: float


@dataclass(frozen=True, slots=True)
class Found:
    """For one question the rank of each group of evidence, 0 where it is not among the first `DEPTH`."""

    case: str
    kind: str
    language: str
    question: str
    ranks: tuple[int, ...]


def find_evidence(cases: Sequence[Case], search: Search, documents: Mapping[str, Document]) -> tuple[Found, ...]:
    """The ranks of the evidence of every case of one turn that needs any.

    Args:
        cases: Questions with their evidence; follow-ups are left out, search has no memory.
        search: Question, k -> hits, best first.
        documents: By id.
    """
    found = []
    for case in cases:
        groups = group_evidence(case.expected[0]) if len(case.turns) == 1 and case.expected[0] else ()
        if not groups:
            continue
        held = [_read(hit, documents) for hit in search(case.turns[0], DEPTH)]
        ranks = tuple(_rank(group, held) for group in groups)
        found.append(Found(case.id, case.kind, case.language, case.turns[0], ranks))
    return tuple(found)


def score_evidence(name: str, found: Sequence[Found]) -> EvidenceScore:
    """Mean over the questions of the share of their groups among the first, and of the first group's reciprocal rank."""

    def recall(k: int) -> float:
        return _mean([sum(0 < rank <= k for rank in one.ranks) / len(one.ranks) for one in found])

    best = [min((rank for rank in one.ranks if rank), default=0) for one in found]
    return EvidenceScore(name, len(found), recall(1), recall(5), _mean([1 / rank if rank else 0.0 for rank in best]))


def group_evidence(expected: Expected | None) -> tuple[tuple[Evidence, ...], ...]:
    """The required places of an expectation, alternatives together."""
    groups: dict[str, list[Evidence]] = {}
    for place in expected.evidence if expected else ():
        if not place.optional:
            groups.setdefault(place.group, []).append(place)
    return tuple(map(tuple, groups.values()))


def _read(hit: Hit, documents: Mapping[str, Document]) -> dict[str, str]:
    """The words of a hit by file, at its own place and all others of its wording."""
    held: dict[str, str] = {}
    for span in (hit.span, *(place.span for place in hit.also_in)):
        document = documents[span.document_id]
        held[document.file] = f"{held.get(document.file, '')} {_squeeze(document.text[span.start : span.end])}"
    return held


def _rank(group: Sequence[Evidence], held: Sequence[Mapping[str, str]]) -> int:
    wanted = [(place.file, _squeeze(place.text)) for place in group]
    return next(
        (rank for rank, texts in enumerate(held, start=1) if any(text in texts.get(file, "") for file, text in wanted)),
        0,
    )


def _squeeze(text: str) -> str:
    return re.sub(r"[\s*]+", " ", text).casefold()


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
