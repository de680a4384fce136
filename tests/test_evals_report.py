"""The evaluation report: figures by kind, causes of wrong answers, costs next to peers; test questions stay unseen."""

import json
import re
from dataclasses import replace

import pytest
from rich.console import Console
from typer.testing import CliRunner

from assistant.errors import AqbError
from evals.__main__ import app
from evals.bench import Costs, PeerCosts, Warm, growth, make_bench_world
from evals.causes import count_causes, find_cause
from evals.cost_tables import tabulate_costs, tabulate_growth, tabulate_kinds, tabulate_peers, write_costs
from evals.judge import sum_up
from evals.page import format_share
from evals.processes import BenchError, Child, run_child, start_page
from evals.quality import Part, Quality, put_into_readme, write_report
from tests.test_evals_run import run

RIGHT, BROKEN, _ = (turn.verdict for turn in run(915600))
WRONG = run(1)[0].verdict


def because(*reasons, kind="rule"):
    return replace(RIGHT, case=f"{kind}{reasons}", kind=kind, reasons=reasons)


@pytest.mark.parametrize(
    ("verdict", "cause"),
    [
        (RIGHT, ""),
        (BROKEN, "Programmfehler"),
        (WRONG, "Betrag fehlt oder ist zu viel"),
        (because("not said: x", "outcome refused instead of answered"), "nicht verstanden (abgewiesen)"),
        (
            because("outcome not_found instead of answered", "citations recall 0.00"),
            "nicht gefunden, obwohl es dasteht",
        ),
        (because("outcome partial instead of not_found"), "falscher Ausgang"),
        (because("citations recall 0.50", "not said: x"), "Angabe fehlt"),
        (because("1 quotes differ from their span"), "Zitat ungleich Fundstelle"),
    ],
)
def test_the_cause_is_the_first_that_explains_the_others(verdict, cause):
    assert find_cause(verdict) == cause


def test_causes_are_counted_by_kind_most_wrong_first():
    verdicts = [RIGHT, because("not said: x"), because("not said: y"), because("error: z", kind="sum")]

    assert count_causes(verdicts) == {"rule": {"Angabe fehlt": 2}, "sum": {"Programmfehler": 1}}
    assert list(count_causes(verdicts)) == ["rule", "sum"]


@pytest.mark.parametrize(
    ("share", "shown"), [(None, "-"), (0.0, "0%"), (0.5, "50%"), (0.9955, "99.5%"), (0.9999, "99.9%"), (1.0, "100%")]
)
def test_nothing_short_of_all_looks_like_all(share, shown):
    assert format_share(share) == shown


def quality():
    others = (replace(sum_up("assistant", [RIGHT]), right=1.0), replace(sum_up("BM25 top 3", [RIGHT]), right=0.25))
    part = Part("own", "Eigene", "python -m evals --set own", (RIGHT, because("not said: x")), others)
    return Quality("2031-02-03", "9.9", (part,))


def test_the_report_names_day_version_command_kinds_and_causes(tmp_path):
    write_report(quality(), tmp_path / "docs" / "page.md")

    text = (tmp_path / "docs" / "page.md").read_text(encoding="utf-8")
    assert "2031-02-03 mit Version 9.9" in text
    assert "`python -m evals --set own`" in text
    assert "1 von 2 Fällen richtig" in text
    assert "| rule | 1 | Angabe fehlt: 1 |" in text
    assert "| BM25 top 3 | 1 | 25% |" in text


def test_the_readme_gets_the_table_and_keeps_the_rest(tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text("vorher\n<!-- quality: begin -->\nalt\n<!-- quality: end -->\nnachher\n", encoding="utf-8")

    put_into_readme(quality(), readme)

    text = readme.read_text(encoding="utf-8")
    assert text.startswith("vorher\n<!-- quality: begin -->\nMeasured on 2031-02-03 with version 9.9")
    assert text.endswith("<!-- quality: end -->\nnachher\n")
    assert "| own | 1 of 2 | 100% | 0 | 0 | BM25 top 3 25% | `python -m evals --set own` |" in text
    assert "alt" not in text


def test_a_readme_without_a_place_for_the_table_is_left_alone(tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text("nichts\n", encoding="utf-8")

    with pytest.raises(AqbError, match=r"quality: begin"):
        put_into_readme(quality(), readme)
    assert readme.read_text(encoding="utf-8") == "nichts\n"


def test_totals_show_and_write_no_question(tmp_path, corpus_index):
    arguments = ["--set", "examples", "--index", str(corpus_index), "--limit", "3", "--out", str(tmp_path)]
    done = CliRunner().invoke(app, [*arguments, "--totals"])

    assert done.exit_code == 0, done.output
    case = json.loads(CliRunner().invoke(app, [*arguments, "--json"]).output)["right"]
    assert case
    written = "".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("*.md"))
    question = "Haushaltsmittel"
    assert question not in done.output
    assert "look up" in done.output
    assert "## 0 falsche" in written


def test_totals_leave_no_case_behind(tmp_path, corpus_index):
    CliRunner().invoke(
        app, ["--set", "examples", "--index", str(corpus_index), "--limit", "3", "--out", str(tmp_path), "--totals"]
    )

    assert list((tmp_path / "cases").iterdir()) == []
    assert (tmp_path / "summary.json").is_file()


def costs(documents, seconds):
    child = Child(seconds, 100.0)
    peers = (
        PeerCosts("BM25 top 3", None, Child(seconds / 2, 50.0), Warm(0.001, 0.002)),
        PeerCosts("llama-index quickstart", Child(seconds * 2, 90.0), child, Warm(0.004, 0.008)),
    )
    return Costs(documents, child, 5.0, child, child, Warm(0.002, 0.01), {"sum": Warm(0.002, 0.01)}, peers)


def printed(table):
    console = Console(width=250, record=True, file=None, quiet=False)
    with console.capture() as captured:
        console.print(table)
    return [[cell.strip() for cell in line.split("│")[1:-1]] for line in captured.get().splitlines() if "│" in line]


def test_costs_are_shown_by_size_and_kind():
    both = [costs(10, 1.0), costs(100, 10.0)]

    assert [row[:3] for row in printed(tabulate_costs(both))] == [["10", "10.0", "1.00"], ["100", "10.0", "10.0"]]
    assert printed(tabulate_kinds(both)) == [["sum", "2.0 / 10.0", "2.0 / 10.0"]]


def test_costs_are_written_as_a_page(tmp_path):
    write_costs([costs(10, 1.0), costs(100, 10.0)], "2031-02-03", "9.9", tmp_path / "docs" / "page.md")

    text = (tmp_path / "docs" / "page.md").read_text(encoding="utf-8")
    assert text.startswith("# Zeit und Speicher\n\nGemessen am 2031-02-03 mit Version 9.9")
    assert re.search(r"^\| 10 +\| BM25 top 3 +\| - +\| 0\.50 ", text, re.MULTILINE)
    assert text.count("\n## ") == 4


def test_peers_are_shown_with_ratios():
    rows = printed(tabulate_peers([costs(10, 1.0)]))

    assert rows[0][1:] == ["BM25 top 3", "-", "0.50", "50.0", "1.00", "-", "2.00", "2.00", "2.00"]
    assert rows[1][1:] == ["llama-index quickstart", "2.00", "1.00", "100", "4.00", "0.50", "1.00", "1.00", "0.50"]


def test_growth_is_a_power_of_the_number_of_documents():
    assert growth(1.0, 8.0, (10, 20)) == 3.0
    assert growth(3.0, 3.0, (10, 20)) == 0.0
    assert printed(tabulate_growth([costs(10, 1.0), costs(100, 10.0)]))[0][:3] == ["10 -> 100", "1.00", "0.00"]


def test_a_measured_command_that_fails_says_why():
    with pytest.raises(BenchError, match=r"(?s)endete mit 2.*No such option"):
        run_child(["evals", "--nonsense"])


def test_the_memory_of_a_command_is_its_own(tmp_path):
    ballast = bytearray(300 * 2**20)
    ballast[::4096] = b"x" * len(ballast[::4096])

    child = run_child(["this"])

    assert 0 < child.megabytes < 100
    assert child.seconds > 0
    del ballast


def test_a_page_that_ends_at_its_start_is_no_figure(tmp_path, monkeypatch):
    monkeypatch.setenv("AQB_TODAY", "gestern")

    with pytest.raises(BenchError, match="endete beim Start mit 1"):
        start_page(tmp_path)


@pytest.mark.parametrize("sizes", ["", "fünf", "5,x", "0", "-3"])
def test_sizes_that_are_no_numbers_are_wrong_usage(sizes):
    done = CliRunner().invoke(app, ["bench", "--sizes", sizes])

    assert done.exit_code == 2


@pytest.mark.parametrize("size", [26, 520, 2600])
def test_there_is_a_world_of_every_size(size):
    world = make_bench_world(size, 7)

    world.check()
    assert world.documents == size
