"""Prints what the program costs: by number of documents, by kind of question, next to its peers, and how it grows."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from evals.bench import Costs, PeerCosts, growth
from evals.report import open_console

FIGURES: dict[str, Callable[[Costs], float]] = {
    "Einlesen s": lambda c: c.ingest.seconds,
    "Einlesen MB": lambda c: c.ingest.megabytes,
    "Index MB": lambda c: c.index_megabytes,
    "Kaltstart s": lambda c: c.cold.seconds,
    "Kaltstart MB": lambda c: c.cold.megabytes,
    "Seite s": lambda c: c.page.seconds,
    "Seite MB": lambda c: c.page.megabytes,
    "warm p50 ms": lambda c: c.warm.p50 * 1000,
    "warm p95 ms": lambda c: c.warm.p95 * 1000,
}
"""Every cost, by the heading of its column."""


def show_costs(costs: Costs) -> dict[str, Any]:
    """The costs as JSON."""
    return asdict(costs)


def print_costs(costs: Sequence[Costs]) -> None:
    """Print all tables."""
    console = open_console()
    for table in tabulate_all(costs):
        console.print(table)


def write_costs(costs: Sequence[Costs], day: str, release: str, path: Path) -> None:
    """Write all tables as a Markdown page, with the day (ISO) and the version of the program."""
    page = StringIO()
    page.write(f"# Zeit und Speicher\n\nGemessen am {day} mit Version {release} auf zwei geteilten Kernen;\n")
    page.write("`python -m evals bench --sizes 5,26,130,520,2600 --file docs/benchmark.md` misst neu.\n")
    console = Console(file=page, width=400, highlight=False)
    for table in tabulate_all(costs):
        page.write(f"\n## {table.title}\n")
        table.title, table.box = None, box.MARKDOWN
        console.print(table)
    text = "\n".join(line.rstrip() for line in page.getvalue().splitlines())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.rstrip() + "\n", encoding="utf-8")


def tabulate_all(costs: Sequence[Costs]) -> list[Table]:
    """Every table; that on growth needs two sizes."""
    tables = [tabulate_costs(costs), tabulate_peers(costs), tabulate_kinds(costs)]
    return [*tables, tabulate_growth(costs)] if len(costs) > 1 else tables


def tabulate_costs(costs: Sequence[Costs]) -> Table:
    """A line for each number of documents."""
    table = Table("Dokumente", "Dok./s", *FIGURES, title="Zeit und Speicher")
    for cost in costs:
        rate = f"{cost.documents / cost.ingest.seconds:.1f}"
        table.add_row(str(cost.documents), rate, *(_number(figure(cost)) for figure in FIGURES.values()))
    return table


def tabulate_peers(costs: Sequence[Costs]) -> Table:
    """Each peer, and the program's cost as a multiple of the peer's."""
    names = ("Dokumente", "daneben", "Einlesen s", "Kaltstart s", "Kaltstart MB", "warm p50 ms")
    ratios = ("Einlesen x", "Kaltstart x", "MB x", "warm x")
    table = Table(*names, *ratios, title="Daneben im selben Lauf; x ist das Vielfache, das der Assistent braucht")
    for cost in costs:
        for peer in cost.peers:
            table.add_row(str(cost.documents), peer.name, *_peer_figures(peer), *_peer_ratios(cost, peer))
    return table


def _peer_figures(peer: PeerCosts) -> list[str]:
    ingest = "-" if peer.ingest is None else _number(peer.ingest.seconds)
    return [ingest, _number(peer.cold.seconds), _number(peer.cold.megabytes), _number(peer.warm.p50 * 1000)]


def _peer_ratios(cost: Costs, peer: PeerCosts) -> list[str]:
    ingest = "-" if peer.ingest is None else _number(cost.ingest.seconds / peer.ingest.seconds)
    return [
        ingest,
        _number(cost.cold.seconds / peer.cold.seconds),
        _number(cost.cold.megabytes / peer.cold.megabytes),
        _number(cost.warm.p50 / peer.warm.p50),
    ]


def tabulate_kinds(costs: Sequence[Costs]) -> Table:
    """Warm latency of each kind of question, median and 95th percentile, a column for each number of documents."""
    table = Table(
        "Art", *(f"{cost.documents}: p50 / p95 ms" for cost in costs), title="Warme Antworten nach Art der Frage"
    )
    kinds = dict.fromkeys(kind for cost in costs for kind in cost.kinds)
    for kind in kinds:
        warm = [cost.kinds.get(kind) for cost in costs]
        table.add_row(kind, *("-" if w is None else f"{w.p50 * 1000:.1f} / {w.p95 * 1000:.1f}" for w in warm))
    return table


def tabulate_growth(costs: Sequence[Costs]) -> Table:
    """By which power of the number of documents each cost grows from one size to the next."""
    table = Table("Dokumente", *FIGURES, title="Wachstum: Kosten ~ Dokumente hoch ... (0 gar nicht, 1 im gleichen Maß)")
    for before, after in pairwise(costs):
        sizes = (before.documents, after.documents)
        powers = (f"{growth(figure(before), figure(after), sizes):.2f}" for figure in FIGURES.values())
        table.add_row(f"{sizes[0]} -> {sizes[1]}", *powers)
    return table


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
