"""The commands of `python -m evals`: cases, comparison, generated worlds, facts against their truth, benchmark."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evals.page_commands import feedback, page
from evals.peers import peer
from evals.reader_commands import readers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evals.external import SearchScore
    from evals.judge import Verdict
    from evals.measure import Measured, Options
    from evals.questions import Asking
    from evals.world import World

app = typer.Typer(add_completion=False, no_args_is_help=False, rich_markup_mode=None, pretty_exceptions_enable=False)
app.command()(feedback)
app.command()(page)
app.command()(readers)
app.add_typer(peer, name="peer", hidden=True)

Seed = Annotated[int, typer.Option(help="seed of all chance")]
Documents = Annotated[int, typer.Option(min=1, help="number of files in the generated world")]
Fix = Annotated[list[str] | None, typer.Option(help="axis=value, the only value(s) it may take")]
PerKind = Annotated[int, typer.Option(min=1, help="generated cases of each kind, several times as many of some")]
Phrasings = Annotated[str, typer.Option(help="'dev' or 'held': those that nobody looks at while mending answers")]
Typos = Annotated[str, typer.Option(help="'some' as typed in a hurry, 'names': one slip in each body's name, 'none'")]
Without = Annotated[list[str] | None, typer.Option(help="axis=value that is held out")]
Set = Annotated[str, typer.Option("--set", help="'examples', 'world' or a file of cases")]
Index = Annotated[Path | None, typer.Option(help="an index to ask, instead of a temporary one")]
Out = Annotated[Path | None, typer.Option(help="run folder; evals/runs/<set> otherwise")]
Baselines = Annotated[bool, typer.Option("--baselines", help="also what else one could use, on the same cases")]
Keep = Annotated[bool, typer.Option("--keep", help="make this run the baseline that later runs compare with")]
WithModel = Annotated[
    bool, typer.Option("--with-model", help="ask the set again with the language model of AQB_LLM_URL")
]
Totals = Annotated[bool, typer.Option("--totals", help="figures alone: no question, no answer is shown or written")]


@app.callback(invoke_without_command=True)
def run(
    context: typer.Context,
    suite: Set = "examples",
    index: Index = None,
    out: Out = None,
    kind: Annotated[list[str] | None, typer.Option(help="only cases of this kind")] = None,
    split: Annotated[str | None, typer.Option(help="'dev' or 'test'")] = None,
    limit: Annotated[int | None, typer.Option(help="only so many cases")] = None,
    seed: Seed = 7,
    documents: Documents = 130,
    per_kind: PerKind = 6,
    phrasings: Phrasings = "dev",
    typos: Typos = "some",
    as_json: Annotated[bool, typer.Option("--json", help="the summary as JSON and nothing else")] = False,
    baselines: Baselines = False,
    keep: Keep = False,
    gate: Annotated[bool, typer.Option("--gate", help="exit with 1 where a figure falls below its gate")] = False,
    totals: Totals = False,
    with_model: WithModel = False,
) -> None:
    """Measure the assistant: ask the cases, print what is right and wrong, write a run folder."""
    if context.invoked_subcommand is not None:
        return
    from assistant.errors import AqbError
    from evals.cases import CaseError
    from evals.measure import Options
    from evals.world import World

    world, asking = World(seed, documents), _make_asking(per_kind, phrasings, typos)
    folder = out or Path(__file__).parent / "runs" / Path(suite).stem
    options = Options(asking, tuple(kind or ()), split, limit, index, baselines, with_model)
    try:
        measured = _run(suite, world, options, folder, as_json, totals)
    except CaseError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    except AqbError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    if keep:
        from evals.run_folder import keep_baseline

        keep_baseline(measured.suite.name, measured.verdicts)
    if gate:
        _check_gates(measured.suite.name, measured.verdicts)


def _run(name: str, world: "World", options: "Options", folder: Path, as_json: bool, totals: bool) -> "Measured":
    from evals.judge import sum_up_by
    from evals.measure import measure_suite
    from evals.page import write_page
    from evals.report import count_right, print_comparison, print_model, print_scores, print_wrong
    from evals.run_folder import compare_rights, list_rights, read_baseline, write_model, write_run

    measured = measure_suite(name, world, options, _count_on_screen)
    suite, turns, verdicts, others = measured.suite, measured.turns, measured.verdicts, measured.others
    write_run(folder, suite.name, () if totals else suite.cases, turns, others)
    if measured.model is not None:
        write_model(folder, measured.model, totals=totals)
    scores = sum_up_by(verdicts, lambda v: v.kind)
    title = f"{suite.name}: {len(suite.cases)} Fälle"
    write_page(folder, title, scores, others, () if totals else turns)
    if as_json:
        typer.echo((folder / "summary.json").read_text(encoding="utf-8"), nl=False)
        return measured
    if not totals:
        print_wrong(turns)
    print_scores(scores, title)
    if others:
        print_scores(others, f"{suite.name}: im selben Lauf daneben")
    comparison = compare_rights(read_baseline(suite.name), list_rights(verdicts))
    print_comparison(comparison, totals=totals)
    if measured.model is not None:
        print_model(measured.model, totals=totals)
    typer.echo(f"{count_right(verdicts)} Messlauf in {folder}.")
    return measured


def _check_gates(suite: str, verdicts: "Sequence[Verdict]") -> None:
    from evals.run_folder import check_gates, read_gates

    faults = check_gates(suite, verdicts, read_gates())
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        raise typer.Exit(1)


def _count_on_screen(total: int) -> "Callable[[int], None]":
    """Counts cases on standard error where that is a terminal."""

    def show(done: int) -> None:
        if sys.stderr.isatty():
            typer.echo(f"\r{done}/{total}", nl=done == total, err=True)

    return show


@app.command()
def compare(
    old: Annotated[Path, typer.Argument(help="run folder before")],
    new: Annotated[Path, typer.Argument(help="run folder after")],
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Show which turns became right or wrong between two runs."""
    from dataclasses import asdict

    from evals.cases import CaseError
    from evals.report import print_comparison
    from evals.run_folder import compare_runs

    try:
        comparison = compare_runs(old, new)
    except CaseError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    if as_json:
        typer.echo(json.dumps(asdict(comparison)))
    else:
        print_comparison(comparison)


@app.command()
def world(folder: Annotated[Path, typer.Argument(help="folder for the files; the truth goes beside it")],
    seed: Seed = 7, documents: Documents = 26, fix: Fix = None, without: Without = None) -> None:  # fmt: skip
    """Write a generated world of agreements and press releases, with its truth beside it."""
    from evals.world import write_world
    from evals.world.world import truth_path

    made = write_world(_make_world(seed, documents, fix, without), folder)
    typer.echo(f"{len(made)} Dateien in {folder}, die Wahrheit dazu in {truth_path(folder)}.")


@app.command()
def questions(file: Annotated[Path, typer.Argument(help="file for the cases, JSON lines")],
    seed: Seed = 7, documents: Documents = 130, fix: Fix = None, without: Without = None,
    per_kind: PerKind = 6, phrasings: Phrasings = "dev", typos: Typos = "some") -> None:  # fmt: skip
    """Write the questions about a generated world, with their right answers."""
    from evals.cases import write_cases

    made = _make_world(seed, documents, fix, without).make()
    cases = _make_asking(per_kind, phrasings, typos).ask([one.truth for one in made], seed)
    write_cases(cases, file)
    typer.echo(f"{len(cases)} Fälle in {file}.")


@app.command()
def facts(
    seed: Seed = 7,
    documents: Documents = 30,
    fix: Fix = None,
    without: Without = None,
    wrong: Annotated[int, typer.Option(help="how many wrong facts to list")] = 20,
    axes: Annotated[bool, typer.Option("--axes", help="also right and wrong by axis value")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="exit with 1 where a fact is wrong")] = False,
) -> None:
    """Parse a generated world and compare every fact with its truth."""
    from evals.parse_check import check_documents, parse_world, tabulate_facts
    from evals.report import print_facts

    made = _make_world(seed, documents, fix, without).make()
    table = tabulate_facts(made, check_documents(made, parse_world(made)))
    print_facts(table, wrong, axes=axes)
    if strict and table.wrong:
        raise typer.Exit(1)


@app.command()
def report(
    file: Annotated[Path, typer.Option(help="the page to write")] = Path("docs/evaluation.md"),
    readme: Annotated[Path | None, typer.Option(help="also put the table into this README")] = None,
    seed: Annotated[int, typer.Option(help="seed of the generated world")] = 7,
    documents: Documents = 130,
    per_kind: PerKind = 12,
) -> None:
    """Measure every question set in one run and write the evaluation report, by kind and with causes."""
    from assistant.errors import AqbError
    from evals.quality import measure_quality, put_into_readme, write_report
    from evals.world import World

    try:
        quality = measure_quality(World(seed, documents), per_kind, lambda name: typer.echo(f"{name} ...", err=True))
        write_report(quality, file)
        if readme is not None:
            put_into_readme(quality, readme)
    except AqbError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    typer.echo(f"Bericht in {file}.")


@app.command()
def bench(
    sizes: Annotated[str, typer.Option(help="numbers of documents; 5 is the corpus, others are generated")] = "5",
    rounds: Annotated[int, typer.Option(min=1, help="cold starts to take the median of")] = 5,
    file: Annotated[Path | None, typer.Option(help="also write the tables as a Markdown page")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Measure ingest, cold start, page start, warm latency and memory, next to two peers in the same run."""
    from assistant.errors import AqbError
    from evals.bench import Costs, bench_sizes
    from evals.cost_tables import print_costs, show_costs, write_costs
    from evals.quality import today

    costs: list[Costs] = []
    failed = ""
    try:
        for cost in bench_sizes(_read_sizes(sizes), rounds):
            costs.append(cost)
            typer.echo(f"{cost.documents} Dokumente gemessen.", err=True)
    except AqbError as error:
        # What was measured before is shown all the same.
        failed = str(error)
    if file is not None and not failed:
        write_costs(costs, *today(), file)
    if as_json:
        typer.echo(json.dumps([show_costs(cost) for cost in costs]))
    else:
        print_costs(costs)
    if failed:
        typer.echo(failed, err=True)
        raise typer.Exit(1)


def _read_sizes(sizes: str) -> list[int]:
    numbers = [int(size) for size in sizes.split(",") if size.strip().isdecimal()]
    if not numbers or len(numbers) < len(sizes.split(",")) or min(numbers) < 1:
        raise typer.BadParameter(f"'{sizes}' sind keine Zahlen von Dokumenten; gemeint ist etwas wie '5,26,130'.")
    return numbers


@app.command()
def search(
    limit: Annotated[int | None, typer.Option(help="only so many questions of each language")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="the written and generated questions instead of XQuAD")
    ] = False,
    ablation: Annotated[
        bool, typer.Option("--ablation", help="each part turned off, on all sets, as a Markdown table")
    ] = False,
    scale: Annotated[int | None, typer.Option(min=1, help="time and memory over so many passages instead")] = None,
    seed: Seed = 7,
    documents: Documents = 130,
) -> None:
    """Measure search on XQuAD, from the folder that AQB_DATA names; absent data is an error, never a pass."""
    from dataclasses import asdict

    from assistant.errors import AqbError
    from evals.ablation import format_ablation, measure_ablation, measure_evidence
    from evals.report import print_evidence, print_search, print_search_costs
    from evals.scale import measure_search

    try:
        if scale:
            costs = measure_search(scale, seed)
            typer.echo(json.dumps(asdict(costs))) if as_json else print_search_costs(costs)
            return
        if evidence:
            found = measure_evidence(seed, documents)
            typer.echo(json.dumps([asdict(one) for one in found])) if as_json else print_evidence(found)
            return
        if ablation:
            measured = measure_ablation(_read_data(), seed, documents, limit, lambda said: typer.echo(said, err=True))
            typer.echo(json.dumps([asdict(one) for one in measured]) if as_json else format_ablation(measured))
            return
        scores = _search_xquad(limit)
    except AqbError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    if as_json:
        typer.echo(json.dumps([asdict(score) for score in scores]))
    else:
        print_search(scores)


def _read_data() -> Path:
    """The folder of public data.

    Raises:
        DataMissing: XQuAD is not in it.
    """
    from assistant.settings import read_settings
    from evals.external import read_xquad

    data = read_settings().data
    read_xquad(data)
    return data or Path()


def _search_xquad(limit: int | None) -> "list[SearchScore]":
    from tempfile import TemporaryDirectory

    from assistant.ask import Assistant
    from assistant.settings import read_settings
    from evals.external import read_xquad, score_search, write_paragraphs
    from evals.run import open_index

    quiz = read_xquad(read_settings().data)
    with TemporaryDirectory() as folder:
        write_paragraphs(quiz, Path(folder))
        with open_index([Path(folder)], None) as settings:
            assistant = Assistant.open(settings)

            def find(question: str) -> list[str]:
                return list(dict.fromkeys(hit.file for hit in assistant.search(question, 40)))

            return [score_search(name, asked[:limit], find) for name, asked in quiz.questions.items()]


def _make_asking(per_kind: int, phrasings: str, typos: str) -> "Asking":
    from evals.questions import Asking

    try:
        return Asking.read(per_kind, phrasings, typos)
    except ValueError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error


def _make_world(seed: int, documents: int, fix: list[str] | None, without: list[str] | None) -> "World":
    from evals.world import World
    from evals.world.axes import read_axes

    try:
        made = World(seed, documents, axes=read_axes(fix or []), without=read_axes(without or []))
        made.check()
    except ValueError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    return made


def main() -> None:
    """Entry of the console script `aqb-evals`."""
    app()


if __name__ == "__main__":
    main()
