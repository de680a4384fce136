"""Prints tables on the console."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from evals.ablation import Measured
from evals.external import SearchScore
from evals.judge import Score, Verdict
from evals.load import PageReport
from evals.parse_check import FactTable
from evals.run import Turn
from evals.run_folder import Comparison
from evals.scale import SearchCosts
from evals.with_model import ModelScore


def open_console() -> Console:
    """A console that does not cut tables when its output is a file."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=180)


def print_facts(table: FactTable, wrong: int, *, axes: bool = False) -> None:
    """Print right and wrong by fact, by axis value if wanted, and the first wrong ones next to their truth."""
    console = open_console()
    shown = Table("Angabe", "richtig", "von", "Anteil", title="Angaben gegen die Wahrheit")
    for fact, right, total in table.facts:
        shown.add_row(fact, str(right), str(total), f"{right / total:.1%}")
    console.print(shown)
    if axes:
        console.print(_tabulate_axes(table))
    for check in table.wrong[:wrong]:
        console.print(f"{check.document} · {check.fact}", style="bold", markup=False)
        console.print(f"  soll {_shorten(check.expected)}\n  ist  {_shorten(check.found)}", markup=False)
    documents = f"{table.right_documents} von {table.documents} Dokumenten ganz richtig"
    console.print(f"{documents}; {len(table.wrong)} Angaben falsch.")


def _tabulate_axes(table: FactTable) -> Table:
    shown = Table("Achse", "Wert", "ganz richtig", "von", title="Dokumente nach Achse (nur Werte mit Fehlern)")
    for axis, value, right, total in table.axes:
        if right < total:
            shown.add_row(axis, repr(value), str(right), str(total))
    return shown


def print_wrong(turns: Sequence[Turn]) -> None:
    """Print each case in a line, right or wrong with the reasons."""
    console = open_console()
    for turn in turns:
        if turn.verdict is None:
            continue
        mark = "richtig" if turn.verdict.right else "FALSCH "
        name = turn.case if turn.number == 1 else f"{turn.case}#{turn.number}"
        console.print(f"{mark} {name:<26} {_shorten(turn.question, 90)}", markup=False)
        if turn.verdict.reasons:
            console.print(f"        {_shorten('; '.join(turn.verdict.reasons), 400)}", markup=False)


def print_scores(scores: Sequence[Score], title: str) -> None:
    """Print the measures per kind and in all."""
    columns = ("", "n", "richtig", "95 %", "Ausgang", "Beträge", "Zeilen P/R", "Belege P/R", "geantwortet obwohl leer")
    table = Table(*columns, "geschwiegen obwohl belegt", "p50 ms", "p95 ms", title=title)
    for score in scores:
        table.add_row(
            score.name,
            str(score.turns),
            _percent(score.right),
            f"{_percent(score.right_low)}-{_percent(score.right_high)}",
            _percent(score.outcome),
            _percent(score.amounts),
            f"{_percent(score.row_precision)}/{_percent(score.row_recall)}",
            f"{_percent(score.citation_precision)}/{_percent(score.citation_recall)}",
            _percent(score.answered_wrongly),
            _percent(score.abstained_wrongly),
            f"{score.p50 * 1000:.0f}",
            f"{score.p95 * 1000:.0f}",
        )
    console = open_console()
    console.print(table)
    last = next((score for score in scores if score.name in {"all", "assistant"}), scores[-1])
    console.print(f"Falsche Beträge als Tatsache: {last.wrong_facts}. Zitate ungleich Fundstelle: {last.unfaithful}.")


def print_comparison(comparison: Comparison, *, totals: bool = False) -> None:
    """Print gained and lost by case id, or their numbers alone."""
    console = open_console()
    for name, ids in (
        ("gewonnen", comparison.gained),
        ("verloren", comparison.lost),
        ("neu", comparison.added if comparison.gained or comparison.lost or comparison.removed else ()),
        ("entfallen", comparison.removed),
    ):
        if ids and totals:
            console.print(f"{name}: {len(ids)}", markup=False)
        elif ids:
            listed = ", ".join(ids[:60]) + (" ..." if len(ids) > 60 else "")
            console.print(f"{name} ({len(ids)}): {listed}", markup=False)


def print_model(score: ModelScore, *, totals: bool = False) -> None:
    """Print what a language model gained, lost, said, lost to the check and cost."""
    print_comparison(score.comparison, totals=totals)
    without, with_model = score.seconds[:2], score.seconds[2:]
    lines = (
        (
            f"Mit Sprachmodell: {len(score.comparison.gained)} gewonnen, {len(score.comparison.lost)} verloren, "
            f"{score.worded} von {score.turns} Antworten anders formuliert, {score.other_facts} mit anderen Fakten "
            f"({score.read} Fragen hat es gedeutet)."
        ),
        f"Sätze: {score.kept} gezeigt, {score.removed} von der Prüfung entfernt.",
        f"Aufwand: {score.calls} Anfragen, {score.tokens_in} Tokens hin, {score.tokens_out} zurück; Fehler: {_listed(score.faults)}.",
        (
            f"Zeit je Frage p50/p95: ohne {without[0] * 1000:.0f}/{without[1] * 1000:.0f} ms, "
            f"mit {with_model[0] * 1000:.0f}/{with_model[1] * 1000:.0f} ms."
        ),
    )
    for line in lines:
        open_console().print(line, markup=False)


def _listed(faults: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in sorted(faults.items())) or "keine"


def print_search(scores: Sequence[SearchScore]) -> None:
    """Print the measures of search."""
    table = Table("XQuAD", "Fragen", "R@1", "R@10", "MRR@10", "95 %", "nDCG@10", title="Suche auf öffentlichen Daten")
    for score in scores:
        shares = [f"{share:.3f}" for share in (score.recall_1, score.recall_10, score.mrr_10)]
        interval = f"{score.low:.3f}-{score.high:.3f}"
        table.add_row(score.name, str(score.questions), *shares, interval, f"{score.ndcg_10:.3f}")
    open_console().print(table)


def print_loads(report: PageReport) -> None:
    """Print how fast the page is there, and how fast it answers many at once."""
    table = Table("Nutzer zugleich", "beantwortet", "p50 s", "p95 s", "längste s", title="Die Seite unter Last")
    for load in report.loads:
        seconds = [f"{value:.2f}" for value in (load.p50, load.p95, load.slowest)]
        table.add_row(str(load.users), f"{load.answered}/{load.users}", *seconds)
    console = open_console()
    console.print(table)
    if report.ready is not None:
        console.print(f"Vom Befehl bis zur Seite: {report.ready:.1f} s.")


def print_evidence(measured: Sequence[Measured]) -> None:
    """Print how much of the evidence stands among the first five passages."""
    table = Table("Fragen", "Anzahl", "R@5", "MRR@10", title="Belege unter den ersten Textstellen")
    for one in measured:
        table.add_row(one.questions, str(one.count), f"{one.first:.3f}", f"{one.mrr_10:.3f}")
    open_console().print(table)


def print_search_costs(costs: SearchCosts) -> None:
    """Print what search costs over a large index."""
    table = Table("Kosten der Suche", "gemessen", title=f"Suche über {costs.passages} Textstellen")
    table.add_row("eine Suche, Median / p95", f"{costs.plain_p50 * 1000:.1f} / {costs.plain_p95 * 1000:.1f} ms")
    table.add_row("mit Filter, Median / p95", f"{costs.filtered_p50 * 1000:.1f} / {costs.filtered_p95 * 1000:.1f} ms")
    table.add_row("erster Vektor nach Programmstart", f"{costs.first_vector:.2f} s")
    table.add_row("`search` im Ganzen, kalt", f"{costs.cold:.2f} s")
    table.add_row("`search`, größter Speicher", f"{costs.megabytes:.0f} MB")
    table.add_row("Einlesen", f"{costs.build:.0f} s")
    open_console().print(table)


def count_right(verdicts: Sequence[Verdict]) -> str:
    """How many conversations are right in every turn, as a sentence."""
    wrong = {v.case for v in verdicts if not v.right}
    cases = {v.case for v in verdicts}
    return f"{len(cases) - len(wrong)} von {len(cases)} Fällen richtig."


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share * 100:.0f}"


def _shorten(text: str, limit: int = 600) -> str:
    return text if len(text) <= limit else f"{text[:limit]} …"
