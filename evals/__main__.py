"""The commands of `python -m evals`: cases, comparison, generated worlds, facts against their truth, benchmark."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evals.external import SearchScore
    from evals.judge import Score, Verdict
    from evals.run import Suite, Turn
    from evals.with_model import ModelScore
    from evals.world import World

app = typer.Typer(add_completion=False, no_args_is_help=False, rich_markup_mode=None, pretty_exceptions_enable=False)

Seed = Annotated[int, typer.Option(help="seed of all chance")]
Documents = Annotated[int, typer.Option(min=1, help="number of files in the generated world")]
Fix = Annotated[list[str] | None, typer.Option(help="axis=value, the only value(s) it may take")]
Without = Annotated[list[str] | None, typer.Option(help="axis=value that is held out")]


@app.callback(invoke_without_command=True)
def run(
    context: typer.Context,
    suite: Annotated[str, typer.Option("--set", help="'examples', 'world' or a file of cases")] = "examples",
    index: Annotated[Path | None, typer.Option(help="an index to ask, instead of a temporary one")] = None,
    out: Annotated[Path | None, typer.Option(help="run folder; evals/runs/<set> otherwise")] = None,
    kind: Annotated[list[str] | None, typer.Option(help="only cases of this kind")] = None,
    split: Annotated[str | None, typer.Option(help="'dev' or 'test'")] = None,
    limit: Annotated[int | None, typer.Option(help="only so many cases")] = None,
    seed: Seed = 7,
    documents: Documents = 130,
    per_kind: Annotated[int, typer.Option(min=1, help="generated cases of each kind")] = 6,
    as_json: Annotated[bool, typer.Option("--json", help="the summary as JSON and nothing else")] = False,
    baselines: Annotated[
        bool, typer.Option("--baselines", help="also what else one could use, on the same cases")
    ] = False,
    with_model: Annotated[
        bool, typer.Option("--with-model", help="ask the set again with the language model of AQB_LLM_URL")
    ] = False,
    keep: Annotated[
        bool, typer.Option("--keep", help="make this run the baseline that later runs compare with")
    ] = False,
    gate: Annotated[bool, typer.Option("--gate", help="exit with 1 where a figure falls below its gate")] = False,
) -> None:
    """Measure the assistant: ask the cases, print what is right and wrong, write a run folder."""
    if context.invoked_subcommand is not None:
        return
    from assistant.errors import AqbError
    from evals.cases import CaseError
    from evals.world import World

    folder = out or Path(__file__).parent / "runs" / Path(suite).stem
    world = World(seed, documents)
    try:
        chosen = (kind or [], split, limit)
        name, verdicts = _run(suite, world, index, folder, chosen, per_kind, as_json, baselines, with_model)
    except CaseError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    except AqbError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    _finish(name, verdicts, keep=keep, gate=gate)


def _finish(name: str, verdicts: "Sequence[Verdict]", *, keep: bool, gate: bool) -> None:
    """Keeps a run as the baseline and holds it to its gates, where that was asked for."""
    if keep:
        from evals.run_folder import keep_baseline

        keep_baseline(name, verdicts)
    if gate:
        _check_gates(name, verdicts)


def _run(
    name: str,
    world: "World",
    index: Path | None,
    folder: Path,
    chosen: "tuple[Sequence[str], str | None, int | None]",
    per_kind: int,
    as_json: bool,
    baselines: bool,
    with_model: bool,
) -> "tuple[str, list[Verdict]]":
    from assistant.ask import Assistant
    from evals.baselines import compare_with_baselines
    from evals.run import limit_cases, open_index, open_suite, run_suite
    from evals.run_folder import write_model, write_run
    from evals.with_model import require_model, run_with_model, without_model

    with open_suite(name, world, per_kind) as whole, open_index(whole.paths, index) as settings:
        if with_model:
            require_model(settings)
        suite = limit_cases(whole, *chosen)
        assistant = Assistant.open(without_model(settings))
        documents = assistant.documents
        turns = run_suite(suite, assistant, documents, _count_on_screen(len(suite.cases)))
        verdicts = [turn.verdict for turn in turns if turn.verdict]
        others = compare_with_baselines(suite, documents, settings, verdicts) if baselines else []
        model = run_with_model(suite, settings, documents, turns)[1] if with_model else None
    write_run(folder, suite.name, suite.cases, turns, others)
    if model is not None:
        write_model(folder, model)
    _show(suite, turns, others, model, folder, as_json=as_json)
    return suite.name, verdicts


def _show(
    suite: "Suite",
    turns: "Sequence[Turn]",
    others: "Sequence[Score]",
    model: "ModelScore | None",
    folder: Path,
    *,
    as_json: bool,
) -> None:
    """Writes the page of a run and prints its measures."""
    from evals.judge import sum_up_by
    from evals.page import write_page
    from evals.report import count_right, print_comparison, print_model, print_scores, print_wrong
    from evals.run_folder import compare_rights, list_rights, read_baseline

    verdicts = [turn.verdict for turn in turns if turn.verdict]
    scores = sum_up_by(verdicts, lambda v: v.kind)
    write_page(folder, f"{suite.name}: {len(suite.cases)} Fälle", scores, others, turns)
    if as_json:
        typer.echo((folder / "summary.json").read_text(encoding="utf-8"), nl=False)
        return
    print_wrong(turns)
    print_scores(scores, f"{suite.name}: {len(suite.cases)} Fälle")
    if others:
        print_scores(others, f"{suite.name}: im selben Lauf daneben")
    print_comparison(compare_rights(read_baseline(suite.name), list_rights(verdicts)))
    if model is not None:
        print_model(model)
    typer.echo(f"{count_right(verdicts)} Messlauf in {folder}.")


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
    per_kind: Annotated[int, typer.Option(help="cases of each kind")] = 6) -> None:  # fmt: skip
    """Write the questions about a generated world, with their right answers."""
    from evals.cases import write_cases
    from evals.questions import ask_world

    made = _make_world(seed, documents, fix, without).make()
    cases = ask_world([one.truth for one in made], seed, per_kind)
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
def bench(
    sizes: Annotated[str, typer.Option(help="numbers of documents; 5 is the corpus, others are generated")] = "5",
    rounds: Annotated[int, typer.Option(min=1, help="cold starts to take the median of")] = 5,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Measure ingest, cold start, warm latency and memory, next to BM25 in the same run."""
    from dataclasses import asdict

    from assistant.errors import AqbError
    from evals.bench import bench_sizes
    from evals.report import print_costs

    try:
        costs = bench_sizes([int(size) for size in sizes.split(",")], rounds)
    except AqbError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    if as_json:
        typer.echo(json.dumps([asdict(cost) for cost in costs]))
    else:
        print_costs(costs)


@app.command()
def search(
    limit: Annotated[int | None, typer.Option(help="only so many questions of each language")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Measure search on XQuAD, from the folder that AQB_DATA names; absent data is an error, never a pass."""
    from dataclasses import asdict

    from assistant.errors import AqbError
    from evals.report import print_search

    try:
        scores = _search_xquad(limit)
    except AqbError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    if as_json:
        typer.echo(json.dumps([asdict(score) for score in scores]))
    else:
        print_search(scores)


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


@app.command(hidden=True)
def peer(question: str, paths: list[Path]) -> None:
    """Answer as the simple peer of `bench` does: BM25 over paragraphs."""
    from evals.bench import answer_as_peer

    typer.echo(answer_as_peer(question, paths))


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
