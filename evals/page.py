"""Writes the report of a run as Markdown and as one self-contained HTML page: measures, charts, every wrong answer."""

import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from evals.judge import Score
from evals.run import Turn

_COLUMNS = (
    ("right", "richtig"),
    ("outcome", "Ausgang"),
    ("amounts", "Beträge"),
    ("row_precision", "Zeilen P"),
    ("row_recall", "Zeilen R"),
    ("row_f1", "Zeilen F1"),
    ("citation_precision", "Belege P"),
    ("citation_recall", "Belege R"),
    ("answered_wrongly", "geantwortet, obwohl nichts dasteht"),
    ("abstained_wrongly", "geschwiegen, obwohl es dasteht"),
    ("clarified", "Mehrdeutiges geklärt"),
    ("asked_needlessly", "unnötig zurückgefragt"),
)
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b }
table { border-collapse: collapse; width: 100%; font-size: .9rem } th, td { padding: .3rem .5rem; text-align: left }
th, td { border-bottom: 1px solid #ccc; vertical-align: top } .bar { background: #dfe6ee; width: 10rem }
.bar span { display: block; background: #24598f; color: #fff; padding: 0 .3rem; white-space: nowrap }
pre { white-space: pre-wrap; background: #f4f4f4; padding: .5rem; margin: .2rem 0 } details { margin: .8rem 0 }
"""


def write_page(
    folder: Path, title: str, scores: Sequence[Score], others: Sequence[Score], turns: Sequence[Turn]
) -> None:
    """Write `report.md` and `report.html` into a run folder.

    Args:
        folder: The run folder, with `cases/` in it.
        title: Name of the suite.
        scores: The measures per kind and in all.
        others: The assistant and the baselines in the same run, where they were run.
        turns: Every turn, to list the wrong ones.
    """
    wrong = [turn for turn in turns if turn.verdict and not turn.verdict.right]
    markdown = [f"# {title}", "", *tabulate_scores(scores)]
    if others:
        markdown += ["", "## Im selben Lauf daneben", "", *tabulate_scores(others)]
    markdown += ["", f"## {len(wrong)} falsche Antworten", "", *(_describe(turn) for turn in wrong)]
    (folder / "report.md").write_text("\n".join(markdown) + "\n", encoding="utf-8")
    cases = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (folder / "cases").glob("*.json")}
    expected = {case["id"]: case["expected"] for case in cases.values()}
    parts = [f"<h1>{escape(title)}</h1>", _chart(scores)]
    parts += ["<h2>Im selben Lauf daneben</h2>", _chart(others)] if others else []
    parts += [f"<h2>{len(wrong)} falsche Antworten</h2>", *(_show_wrong(turn, expected) for turn in wrong)]
    head = f'<!doctype html><html lang="de"><meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    (folder / "report.html").write_text(f"{head}<body>{''.join(parts)}</body></html>\n", encoding="utf-8")


def tabulate_scores(scores: Sequence[Score]) -> list[str]:
    """The measures as a Markdown table, a line for each score."""
    names = ["Art", "n", *(label for _, label in _COLUMNS)]
    lines = [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]
    for score in scores:
        cells = [score.name, str(score.turns), *(format_share(getattr(score, name)) for name, _ in _COLUMNS)]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _describe(turn: Turn) -> str:
    reasons = "; ".join(turn.verdict.reasons) if turn.verdict else ""
    return f"* **{turn.case}#{turn.number}** {turn.question}: {reasons}"


def _chart(scores: Sequence[Score]) -> str:
    head = "".join(f"<th>{escape(label)}</th>" for _, label in _COLUMNS[1:])
    rows = []
    for score in scores:
        share = f"{score.right:.0%}"
        interval = f"{score.right_low:.0%} bis {score.right_high:.0%}"
        bar = f'<div class="bar"><span style="width:{score.right * 100:.0f}%">{share}</span></div>'
        cells = "".join(f"<td>{format_share(getattr(score, name))}</td>" for name, _ in _COLUMNS[1:])
        name = f"<th>{escape(score.name)} ({score.turns})</th>"
        rows.append(f'<tr>{name}<td title="95 %: {interval}">{bar}</td>{cells}</tr>')
    return f"<table><tr><th>Art</th><th>richtig</th>{head}</tr>{''.join(rows)}</table>"


def _show_wrong(turn: Turn, expected: Mapping[str, Sequence[Any]]) -> str:
    reasons = "; ".join(turn.verdict.reasons) if turn.verdict else ""
    truth = json.dumps(expected.get(turn.case, [{}])[turn.number - 1], ensure_ascii=False, indent=1)
    answer = turn.answer.text if turn.answer else turn.error
    summary = f"<summary><b>{escape(turn.case)}#{turn.number}</b> {escape(turn.question)}</summary>"
    both = f"<p>Antwort</p><pre>{escape(answer)}</pre><p>Soll</p><pre>{escape(truth)}</pre>"
    return f"<details>{summary}<p>{escape(reasons)}</p>{both}</details>"


def format_share(share: float | None) -> str:
    """A share in per cent; with a decimal where it is not whole, so that nothing short of all looks like all.

    Example:
        >>> format_share(0.9955), format_share(1.0), format_share(None)
        ('99.5%', '100%', '-')
    """
    if share is None:
        return "-"
    tenths = int(share * 1000 + 1e-9) / 10
    return f"{tenths:.0f}%" if tenths.is_integer() else f"{tenths:.1f}%"
