"""Judges one answer against what was expected of it, and sums up many."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answers import Answer
from evals.cases import Expected
from evals.metrics import (
    Amounts,
    Ratio,
    bootstrap,
    cited_places,
    compare_amounts,
    compare_citations,
    compare_rows,
    count_unfaithful,
    find_forbidden,
    find_missing_names,
    percentile,
)

_ABSTAINS = frozenset({"not_found", "refused", "help"})
_ANSWERS = frozenset({"answered", "partial", "corrected"})


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a judge knows of the documents: fixed texts and file names, by document id."""

    texts: Mapping[str, str]
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is right and wrong about the answer to one turn; None where something is not judged.

    `reasons` are sentences, empty if and only if the turn is right.
    """

    case: str
    turn: int
    kind: str
    language: str
    outcome: str
    outcome_right: bool
    amounts_right: bool | None
    wrong_facts: int
    rows: Ratio | None
    citations: Ratio | None
    unfaithful: int
    answered_wrongly: bool
    abstained_wrongly: bool
    answerable: bool
    clarifiable: bool
    seconds: float
    reasons: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether nothing is wrong."""
        return not self.reasons


def judge_turn(
    case_id: str, turn: int, kind: str, language: str, expected: Expected, answer: Answer, corpus: Corpus
) -> Verdict:
    """Judge one answer.

    A turn is right if outcome, amounts, names and rows are, every required place is cited, at least half of the cited
    places hold evidence, and every quote equals its span.
    """
    asks = expected.may_ask and answer.outcome == "clarify" and not answer.amounts
    amounts = None if asks else compare_amounts(expected, answer)
    rows = None if asks or expected.rows is None else compare_rows(expected.rows, answer.rows, expected.allowed_rows)
    citations = None if asks else _judge_citations(expected, answer, corpus)
    unfaithful = count_unfaithful(answer.citations, corpus.texts)
    reasons = [
        *_fault_content(expected, answer, amounts, rows),
        *_fault_citations(citations),
        *([f"{unfaithful} quotes differ from their span"] if unfaithful else []),
    ]
    return Verdict(
        case=case_id,
        turn=turn,
        kind=kind,
        language=language,
        outcome=answer.outcome,
        outcome_right=answer.outcome in expected.outcomes,
        amounts_right=None if amounts is None else amounts.right,
        wrong_facts=0 if amounts is None else len(amounts.wrong_facts),
        rows=rows,
        citations=citations,
        unfaithful=unfaithful,
        answered_wrongly=not expected.answerable and answer.outcome in _ANSWERS,
        abstained_wrongly=expected.answerable and answer.outcome in _ABSTAINS - set(expected.outcomes),
        answerable=expected.answerable,
        clarifiable="clarify" in expected.outcomes,
        seconds=answer.seconds,
        reasons=tuple(reasons),
    )


def _judge_citations(expected: Expected, answer: Answer, corpus: Corpus) -> Ratio | None:
    """Precision and recall of the cited places, None where no place is required."""
    if all(evidence.optional for evidence in expected.evidence):
        return None
    direct = frozenset((citation.file, citation.section) for citation in answer.citations)
    return compare_citations(expected.evidence, cited_places(answer, corpus.files), direct)


def _fault_content(expected: Expected, answer: Answer, amounts: Amounts | None, rows: Ratio | None) -> list[str]:
    reasons = []
    if answer.outcome not in expected.outcomes:
        reasons.append(f"outcome {answer.outcome} instead of {' or '.join(expected.outcomes)}")
    if amounts is not None and amounts.missing:
        reasons.append(f"amount missing: {', '.join(map(str, amounts.missing))}")
    if amounts is not None and amounts.besides:
        reasons.append(f"amount besides: {', '.join(map(str, amounts.besides))}")
    reasons += [f"not said: {name}" for name in find_missing_names(expected, answer)]
    reasons += [f"must not be said: {text}" for text in find_forbidden(expected, answer)]
    if rows is not None and rows.f1 < 1:
        reasons.append(f"rows precision {rows.precision:.2f} recall {rows.recall:.2f}")
    return reasons


def _fault_citations(citations: Ratio | None) -> list[str]:
    if citations is None:
        return []
    faults = [f"citations recall {citations.recall:.2f}"] if citations.recall < 1 else []
    return faults + ([f"citations precision {citations.precision:.2f}"] if citations.precision < 0.5 else [])


def judge_error(case_id: str, turn: int, kind: str, language: str, expected: Expected, error: str) -> Verdict:
    """The verdict on a turn that was not answered at all."""
    needs = any(not e.optional for e in expected.evidence)
    return Verdict(
        case=case_id,
        turn=turn,
        kind=kind,
        language=language,
        outcome="error",
        outcome_right=False,
        amounts_right=None if expected.amounts is None else False,
        wrong_facts=0,
        rows=None if expected.rows is None else Ratio(0.0, 0.0),
        citations=Ratio(0.0, 0.0) if needs else None,
        unfaithful=0,
        answered_wrongly=False,
        abstained_wrongly=expected.answerable,
        answerable=expected.answerable,
        clarifiable="clarify" in expected.outcomes,
        seconds=0.0,
        reasons=(f"error: {error}",),
    )


@dataclass(frozen=True, slots=True)
class Score:
    """The measures over a set of verdicts; shares from 0 to 1, None where no verdict judges them.

    `right_low` and `right_high` bound `right` (95 % bootstrap).
    """

    name: str
    turns: int
    right: float
    right_low: float
    right_high: float
    outcome: float
    amounts: float | None
    row_precision: float | None
    row_recall: float | None
    row_f1: float | None
    citation_precision: float | None
    citation_recall: float | None
    answered_wrongly: float | None
    abstained_wrongly: float | None
    clarified: float | None
    asked_needlessly: float | None
    wrong_facts: int
    unfaithful: int
    p50: float
    p95: float


def sum_up(name: str, verdicts: Sequence[Verdict]) -> Score:
    """The measures over some verdicts: means over those that judge them.

    `answered_wrongly` is over the unanswerable turns, `abstained_wrongly` over the answerable ones (SQuAD 2).
    `clarified` is the share of the turns with several readings that were answered for all of them or with a question
    back, as the case allows; `asked_needlessly` the share of the others that got a question back.
    """
    rights = [float(v.right) for v in verdicts]
    low, high = bootstrap(rights)
    rows = [v.rows for v in verdicts if v.rows is not None]
    citations = [v.citations for v in verdicts if v.citations is not None]
    seconds = [v.seconds for v in verdicts]
    return Score(
        name=name,
        turns=len(verdicts),
        right=_mean(rights) or 0.0,
        right_low=low,
        right_high=high,
        outcome=_mean([float(v.outcome_right) for v in verdicts]) or 0.0,
        amounts=_mean([float(v.amounts_right) for v in verdicts if v.amounts_right is not None]),
        row_precision=_mean([r.precision for r in rows]),
        row_recall=_mean([r.recall for r in rows]),
        row_f1=_mean([r.f1 for r in rows]),
        citation_precision=_mean([c.precision for c in citations]),
        citation_recall=_mean([c.recall for c in citations]),
        answered_wrongly=_mean([float(v.answered_wrongly) for v in verdicts if not v.answerable]),
        abstained_wrongly=_mean([float(v.abstained_wrongly) for v in verdicts if v.answerable]),
        clarified=_mean([float(v.outcome_right) for v in verdicts if v.clarifiable]),
        asked_needlessly=_mean([float(v.outcome == "clarify") for v in verdicts if not v.clarifiable]),
        wrong_facts=sum(v.wrong_facts for v in verdicts),
        unfaithful=sum(v.unfaithful for v in verdicts),
        p50=percentile(seconds, 0.5),
        p95=percentile(seconds, 0.95),
    )


def sum_up_by(verdicts: Sequence[Verdict], key: Callable[[Verdict], str]) -> tuple[Score, ...]:
    """A score for each kind (or language, ...), in order of first appearance, and one for all."""
    groups: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        groups.setdefault(key(verdict), []).append(verdict)
    return (*(sum_up(name, group) for name, group in groups.items()), sum_up("all", verdicts))


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
