"""The measures: pure functions of what was expected and what was answered.

Precision and recall of citations follow ALCE (Gao et al., "Enabling Large Language Models to Generate Text with
Citations", EMNLP 2023), with places (file, section) known to hold the answer instead of a judge model. The measures of
unanswerable questions follow SQuAD 2 (Rajpurkar et al., "Know What You Don't Know", ACL 2018), those of search follow
trec_eval. An empty answer never counts as precise: without citations or rows precision is 0 where some were expected.
"""

import math
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answers import Answer, Citation, Row
from assistant.documents import Span
from evals.cases import Evidence, Expected

Place = tuple[str, str]
"""File and section label."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """Precision and recall; F1 is their harmonic mean, 0 where both are."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """2 P R / (P + R)."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Amounts:
    """Sums that are missing, that were given besides, and that were given besides *as a fact of a document*."""

    missing: tuple[Decimal, ...]
    besides: tuple[Decimal, ...]
    wrong_facts: tuple[Decimal, ...]

    @property
    def right(self) -> bool:
        """Exact and none besides."""
        return not self.missing and not self.besides


def compare_amounts(expected: Expected, answer: Answer) -> Amounts | None:
    """The sums of an answer (roles fact and computed; context does not count) against the expected ones.

    None where amounts are not judged. A computed sum may be off by `expected.tolerance` euros, a fact by nothing.
    """
    if expected.amounts is None:
        return None
    given = [(a.euros, Decimal(0) if a.role == "fact" else expected.tolerance, a.role) for a in answer.amounts]
    given = [one for one in given if one[2] != "context"]
    accepted = (*expected.amounts, *expected.allowed_amounts)
    missing = [e for e in expected.amounts if not any(abs(e - g) <= tolerance for g, tolerance, _ in given)]
    besides = [(g, role) for g, tolerance, role in given if not any(abs(e - g) <= tolerance for e in accepted)]
    facts = tuple(g for g, role in besides if role == "fact")
    return Amounts(tuple(missing), tuple(g for g, _ in besides), facts)


def compare_rows(
    expected: Sequence[Mapping[str, str]], rows: Sequence[Row], allowed: Sequence[Mapping[str, str]] = ()
) -> Ratio:
    """Rows against expected cells; rows of another kind (without those cells) and allowed rows do not count.

    precision = |rows that are one of the expected| / |rows|; recall = |expected that some row is| / |expected|.
    With nothing expected, precision and recall are 1 only if nothing was given.
    """
    rows = [row for row in rows if not any(_is_row(cells, row) for cells in allowed)]
    if not expected:
        return Ratio(1.0, 1.0) if not rows else Ratio(0.0, 1.0)
    names = {name for cells in expected for name in cells}
    rows = [row for row in rows if all(row.cell(name) for name in names)]
    if not rows:
        return Ratio(0.0, 0.0)
    right = sum(any(_is_row(cells, row) for cells in expected) for row in rows)
    found = sum(any(_is_row(cells, row) for row in rows) for cells in expected)
    return Ratio(right / len(rows), found / len(expected))


def _is_row(cells: Mapping[str, str], row: Row) -> bool:
    return all(_squeeze(row.cell(name) or "") == _squeeze(value) for name, value in cells.items())


def _squeeze(text: str) -> str:
    return " ".join(text.replace("*", "").split()).casefold()


def find_missing_names(expected: Expected, answer: Answer) -> tuple[str, ...]:
    """The expected strings that stand neither in the text nor in a row (case, white space and bold do not matter).

    A number of one to three digits must stand alone: the 3 of "2023", "§ 3", "[3]" or "3.12." is none.
    """
    told = _squeeze(" ".join([answer.text, *(value for row in answer.rows for _, value in row.cells)]))
    return tuple(names[0] for names in expected.names if not any(_is_told(_squeeze(name), told) for name in names))


def _is_told(name: str, told: str) -> bool:
    if not (name.isdecimal() and len(name) <= 3):
        return name in told
    return re.search(rf"(?<![\w§.,\[])(?<!§ ){name}(?![\w\]]|[.,]\d)", told) is not None


def find_forbidden(expected: Expected, answer: Answer) -> tuple[str, ...]:
    """The forbidden strings that the text holds."""
    return tuple(text for text in expected.forbidden if _squeeze(text) in _squeeze(answer.text))


def cited_places(answer: Answer, files: Mapping[str, str]) -> frozenset[Place]:
    """(file, section) of every citation and of every further place with the same wording.

    Args:
        answer: The answer.
        files: Document id -> file name, for the further places.
    """
    places = {(citation.file, citation.section) for citation in answer.citations}
    further = {
        (files.get(p.span.document_id, p.span.document_id), p.section) for c in answer.citations for p in c.also_in
    }
    return frozenset(places | further)


def compare_citations(expected: Sequence[Evidence], cited: frozenset[Place], direct: frozenset[Place]) -> Ratio:
    """Citations against the places that hold the answer (ALCE, at section level).

    recall = |groups of required places of which one is cited| / |groups|;
    precision = |directly cited places that hold evidence| / |directly cited places|.
    `cited` includes the further places of a wording, `direct` does not: repeating a wording's places is no fault.
    """
    groups: dict[str, set[Place]] = {}
    for evidence in expected:
        if not evidence.optional:
            groups.setdefault(evidence.group, set()).add(evidence.place)
    known = {evidence.place for evidence in expected}
    if not groups and not direct:
        return Ratio(1.0, 1.0)
    recall = sum(bool(places & cited) for places in groups.values()) / len(groups) if groups else 1.0
    precision = sum(place in known for place in direct) / len(direct) if direct else 0.0
    return Ratio(precision, recall)


def count_unfaithful(citations: Sequence[Citation], texts: Mapping[str, str]) -> int:
    """Quotes that differ from the fixed text at their span; texts by document id, unknown documents count as well."""
    return sum(citation.quote != _cut(texts, citation.span) for citation in citations)


def _cut(texts: Mapping[str, str], span: Span) -> str | None:
    text = texts.get(span.document_id)
    return None if text is None else text[span.start : span.end]


def recall_at(relevant: frozenset[str], ranked: Sequence[str], k: int) -> float:
    """trec_eval `recall_k`: |relevant in the first k| / |relevant|; 0 where nothing is relevant."""
    return len(relevant & set(ranked[:k])) / len(relevant) if relevant else 0.0


def reciprocal_rank(relevant: frozenset[str], ranked: Sequence[str], k: int = 10) -> float:
    """1 / rank of the first relevant among the first k, else 0 (its mean over queries is MRR@k)."""
    return next((1 / rank for rank, one in enumerate(ranked[:k], start=1) if one in relevant), 0.0)


def ndcg_at(relevant: frozenset[str], ranked: Sequence[str], k: int = 10) -> float:
    """trec_eval `ndcg_cut_k` with binary gains: DCG = sum 1 / log2(rank + 1), over that of the ideal ranking."""
    gains = sum(1 / math.log2(rank + 1) for rank, one in enumerate(ranked[:k], start=1) if one in relevant)
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(relevant)) + 1))
    return gains / ideal if ideal else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share of the values lies (nearest rank); 0 without values."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0


def bootstrap(values: Sequence[float], *, rounds: int = 1000, seed: int = 0) -> tuple[float, float]:
    """95 % interval of the mean by the percentile bootstrap (Efron and Tibshirani 1993, ch. 13); (0, 0) without values."""
    if not values:
        return 0.0, 0.0
    rng = random.Random(seed)
    means = sorted(sum(rng.choices(values, k=len(values))) / len(values) for _ in range(rounds))
    return means[int(0.025 * rounds)], means[int(0.975 * rounds) - 1]
