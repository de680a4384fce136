"""Run folders: what was asked, answered and judged; comparison of two runs; gates.

A run folder holds `cases/<id>.json`, `summary.json` and `times.json`. All but the times are the same bytes for the same
program, cases and documents.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evals.cases import Case, CaseError, show_case
from evals.judge import Score, Verdict, sum_up_by
from evals.run import Turn

BASELINE = Path(__file__).with_name("baseline.json")


def write_run(
    folder: Path, suite: str, cases: Sequence[Case], turns: Sequence[Turn], others: Sequence[Score] = ()
) -> None:
    """Write one run; `others` are the measures of baselines in the same run.

    Raises:
        CaseError: The folder holds something else.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / "summary.json").is_file():
        raise CaseError(f"'{folder}' enthält etwas anderes als einen Messlauf; `--out` nennt einen anderen Ordner.")
    (folder / "cases").mkdir(parents=True, exist_ok=True)
    for old in (folder / "cases").glob("*.json"):
        old.unlink()
    for case in cases:
        own = [turn for turn in turns if turn.case == case.id]
        row = show_case(case) | {"results": [_show_turn(turn) for turn in own]}
        _write_json(folder / "cases" / f"{_file_name(case.id)}.json", row)
    verdicts = [turn.verdict for turn in turns if turn.verdict]
    scores = [_show_score(score) for score in sum_up_by(verdicts, lambda v: v.kind)]
    row = {"suite": suite, "scores": scores, "baselines": [_show_score(score) for score in others]}
    _write_json(folder / "summary.json", row | {"right": list_rights(verdicts)})
    seconds = {f"{t.case}#{t.number}": round(t.answer.seconds, 4) for t in turns if t.answer}
    _write_json(folder / "times.json", seconds)


def write_model(folder: Path, score: Any, *, totals: bool = False) -> None:
    """Write what a language model gained and cost beside the run, as `model.json`; no sentence with `totals`."""
    _write_json(folder / "model.json", asdict(score) | ({"refused": []} if totals else {}))


def list_rights(verdicts: Sequence[Verdict]) -> dict[str, bool]:
    """Case id and turn -> whether it is right."""
    return {f"{v.case}#{v.turn}": v.right for v in verdicts}


def _file_name(case_id: str) -> str:
    return re.sub(r"[^\w.-]", "_", case_id)


def _write_json(path: Path, row: object) -> None:
    path.write_text(json.dumps(row, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8")


def _show_turn(turn: Turn) -> dict[str, Any]:
    row: dict[str, Any] = {"turn": turn.number, "question": turn.question}
    if turn.answer is not None:
        row["answer"] = {k: v for k, v in asdict(turn.answer).items() if k != "seconds"}
    if turn.error:
        row["error"] = turn.error
    if turn.verdict is not None:
        row |= {"right": turn.verdict.right, "reasons": list(turn.verdict.reasons)}
    return row


def _show_score(score: Score) -> dict[str, Any]:
    timeless = {k: v for k, v in asdict(score).items() if k not in {"p50", "p95"}}
    return {k: round(v, 4) if isinstance(v, float) else v for k, v in timeless.items()}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two runs, by case id and turn."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]


def compare_runs(old: Path, new: Path) -> Comparison:
    """Turns that became right or wrong between two run folders, and those that only one of them has.

    Raises:
        CaseError: One of the folders is no run.
    """
    return compare_rights(_read_right(old), _read_right(new))


def compare_rights(before: Mapping[str, bool], after: Mapping[str, bool]) -> Comparison:
    """What changed between two judgements, by case id and turn."""
    both = [name for name in after if name in before]
    return Comparison(
        gained=tuple(name for name in both if after[name] and not before[name]),
        lost=tuple(name for name in both if before[name] and not after[name]),
        added=tuple(name for name in after if name not in before),
        removed=tuple(name for name in before if name not in after),
    )


def _read_right(folder: Path) -> dict[str, bool]:
    path = folder / "summary.json"
    if not path.is_file():
        raise CaseError(f"'{folder}' ist kein Messlauf: 'summary.json' fehlt.")
    return dict(json.loads(path.read_text(encoding="utf-8"))["right"])


def check_gates(suite: str, verdicts: Sequence[Verdict], gates: Mapping[str, Mapping[str, float]]) -> tuple[str, ...]:
    """What falls below its gate, as sentences with the figure.

    Two gates are absolute: no wrong amount shown as a fact, no quote that differs from its span. The others are least
    shares of the suite's `gates` ("world" for all generated ones), named like the fields of `Score`; "answered_wrongly" and "abstained_wrongly" are greatest.
    """
    score = sum_up_by(verdicts, lambda v: v.kind)[-1]
    faults = []
    if score.wrong_facts:
        faults.append(f"{suite}: {score.wrong_facts} falsche Beträge als Tatsache gezeigt; erlaubt sind 0.")
    if score.unfaithful:
        faults.append(f"{suite}: {score.unfaithful} Zitate weichen von ihrer Fundstelle ab; erlaubt sind 0.")
    for name, gate in gates.get(suite.partition("-")[0], {}).items():
        value = getattr(score, name)
        most = name.endswith("_wrongly")
        if value is not None and (value > gate if most else value < gate):
            side = "höchstens" if most else "mindestens"
            faults.append(f"{suite}: {name} ist {value:.3f}; verlangt ist {side} {gate:.3f}.")
    return tuple(faults)


def read_gates(path: Path = BASELINE) -> dict[str, dict[str, float]]:
    """Suite -> measure -> gate."""
    return dict(json.loads(path.read_text(encoding="utf-8"))["gates"])


def read_baseline(suite: str, path: Path = BASELINE) -> dict[str, bool]:
    """What was right when the baseline was kept; empty where the suite has none."""
    return dict(json.loads(path.read_text(encoding="utf-8"))["right"].get(suite, {}))


def keep_baseline(suite: str, verdicts: Sequence[Verdict], path: Path = BASELINE) -> None:
    """Make these verdicts the baseline of the suite; the gates stay as they are and are raised by hand."""
    row = json.loads(path.read_text(encoding="utf-8"))
    row["right"][suite] = list_rights(verdicts)
    _write_json(path, row)
