"""Running cases, run folders, comparison and gates, with an answerer that one can compute by hand."""

import json
from decimal import Decimal

import pytest
from typer.testing import CliRunner

from assistant.answers import Answer, AnswerAmount, Citation, Coverage, PlanView
from assistant.documents import OtherDocument, Section, Span
from evals.__main__ import app
from evals.baselines import Baseline, cut_chunks, rank_bm25, rank_keywords
from evals.bench import time_questions
from evals.cases import CaseError, read_case
from evals.judge import sum_up_by
from evals.page import write_page
from evals.run import Suite, limit_cases, open_suite, run_suite
from evals.run_folder import (
    check_gates,
    compare_rights,
    compare_runs,
    keep_baseline,
    list_rights,
    read_baseline,
    read_gates,
    write_run,
)
from evals.world import World

TEXT = "§ 4 Der Kreis bekommt 915.600 Euro.\n\n§ 5 Er fördert Werkstatt und Kurs."


def document(file="a.txt", text=TEXT):
    middle = text.index("§ 5")
    sections = (Section("§ 4", "", Span(file, 0, middle - 2)), Section("§ 5", "", Span(file, middle, len(text))))
    return OtherDocument(file, file, "Vereinbarung", text, "", None, None, sections, (), ())


def case(case_id, question="Wie viel?", kind="look up"):
    evidence = [{"file": "a.txt", "section": "§ 4", "text": "915.600 Euro"}]
    expected = {"outcomes": ["answered"], "amounts": ["915600"], "evidence": evidence}
    return read_case({"id": case_id, "kind": kind, "language": "de", "turns": [question], "expected": expected})


class Fake:
    """Answers with the amount that it was given; "!" breaks it."""

    def __init__(self, euros):
        self.euros = euros

    def start(self):
        return self

    def ask(self, question):
        if question == "!":
            raise ValueError("kaputt")
        start = TEXT.index("915.600 Euro")
        citation = Citation("1", "a.txt", "a.txt", "", "§ 4", "915.600 Euro", Span("a.txt", start, start + 12))
        amount = AnswerAmount(Decimal(self.euros), "fact", "1")
        coverage = Coverage(1, 1, 0, 0, 0, 0, "")
        return Answer("answered", "Text", "de", (citation,), (amount,), (), PlanView("", (), ""), coverage)


SUITE = Suite("own", (case("one"), case("two", "!"), case("three", kind="list")), ())


def run(euros):
    return run_suite(SUITE, Fake(euros), [document()])


def test_every_turn_is_judged_and_a_broken_answer_is_a_result():
    turns = run(915600)

    assert [turn.verdict.right for turn in turns] == [True, False, True]
    assert turns[1].error == "ValueError: kaputt"


def test_evidence_that_does_not_stand_there_stops_the_run():
    with pytest.raises(CaseError, match="steht nicht"):
        run_suite(SUITE, Fake(1), [document(text=TEXT.replace("915", "916"))])


def test_runs_are_written_the_same_and_compared(tmp_path):
    for name, euros in (("old", 1), ("new", 915600), ("again", 915600)):
        write_run(tmp_path / name, "own", SUITE.cases, run(euros))

    assert compare_runs(tmp_path / "old", tmp_path / "new").gained == ("one#1", "three#1")
    assert compare_runs(tmp_path / "new", tmp_path / "old").lost == ("one#1", "three#1")
    files = [path for path in (tmp_path / "new").rglob("*.json") if path.name != "times.json"]
    assert len(files) == 4
    for path in files:
        assert path.read_bytes() == (tmp_path / "again" / path.relative_to(tmp_path / "new")).read_bytes()


def test_the_page_shows_wrong_answers_next_to_their_truth(tmp_path):
    turns = run(1)
    write_run(tmp_path, "own", SUITE.cases, turns)
    scores = sum_up_by([turn.verdict for turn in turns], lambda v: v.kind)

    write_page(tmp_path, "own <b>", scores, scores[:1], turns)

    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "own &lt;b&gt;" in page
    assert page.count("<details>") == 3
    assert "915600" in page
    assert "http" not in page
    assert "amount besides: 1" in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_a_run_does_not_overwrite_something_else(tmp_path):
    (tmp_path / "letter.txt").write_text("x", encoding="utf-8")
    with pytest.raises(CaseError, match="etwas anderes"):
        write_run(tmp_path, "own", SUITE.cases, run(1))
    with pytest.raises(CaseError, match="kein Messlauf"):
        compare_runs(tmp_path, tmp_path)


def test_gates_say_the_figure():
    right = [turn.verdict for turn in run(915600)]
    wrong = [turn.verdict for turn in run(1)]

    assert check_gates("own", right, {"own": {"right": 0.6, "abstained_wrongly": 0.4}}) == ()
    assert check_gates("own", right, {"own": {"right": 0.7}}) == (
        "own: right ist 0.667; verlangt ist mindestens 0.700.",
    )
    assert "höchstens 0.100" in check_gates("own", right, {"own": {"abstained_wrongly": 0.1}})[0]
    assert check_gates("own", wrong, {}) == ("own: 2 falsche Beträge als Tatsache gezeigt; erlaubt sind 0.",)
    assert set(read_gates()) == {"dev", "dev2", "dev3", "dev4", "dev5", "examples", "test", "world"}


def test_the_baseline_is_kept_and_the_gates_stay(tmp_path):
    path = tmp_path / "baseline.json"
    path.write_text('{"gates": {"own": {"right": 0.5}}, "right": {}}', encoding="utf-8")
    old, new = ([turn.verdict for turn in run(euros)] for euros in (1, 915600))

    keep_baseline("own", old, path)

    assert read_gates(path) == {"own": {"right": 0.5}}
    assert compare_rights(read_baseline("own", path), list_rights(new)).gained == ("one#1", "three#1")
    assert read_baseline("other", path) == {}


def test_cases_are_chosen_by_kind_and_number():
    assert [c.id for c in limit_cases(SUITE, ["list"], None, None).cases] == ["three"]
    assert [c.id for c in limit_cases(SUITE, [], "dev", 1).cases] == ["one"]
    assert limit_cases(SUITE, [], "test", None).cases == ()


def test_suites():
    with open_suite("examples", World(1)) as suite:
        assert len(suite.cases) == 39
    with open_suite("world", World(1, 30)) as suite:
        assert len(list(suite.paths[0].iterdir())) == 30
        assert suite.cases
    with pytest.raises(CaseError, match="gibt es nicht"), open_suite("other", World(1)):
        pass


@pytest.mark.parametrize("rank", [rank_bm25, rank_keywords])
def test_baselines_give_the_first_amount_of_the_best_section(rank):
    baseline = Baseline(rank(cut_chunks([document()])))

    answer = baseline.start().ask("Wie viel Euro bekommt der Kreis?")

    assert [str(a.euros) for a in answer.amounts] == ["915600"]
    assert answer.citations[0].section == "§ 4"
    assert answer.citations[0].quote == TEXT[: len(answer.citations[0].quote)]
    assert baseline.ask("xyzzy").outcome == "not_found"


def test_times_are_taken_after_a_warm_up():
    assert len(time_questions(Fake(1), ["a", "b"], rounds=2)) == 4


def test_commands(tmp_path):
    runner = CliRunner()

    made = runner.invoke(app, ["world", str(tmp_path / "w"), "--documents", "9", "--fix", "bullets=• "])
    asked = runner.invoke(app, ["questions", str(tmp_path / "q.jsonl"), "--documents", "30", "--per-kind", "1"])
    refused = runner.invoke(app, ["world", str(tmp_path / "v"), "--fix", "bullets=?"])
    foreign = runner.invoke(app, ["compare", str(tmp_path), str(tmp_path)])

    assert made.exit_code == asked.exit_code == 0
    assert len(list((tmp_path / "w").iterdir())) == 9
    assert json.loads((tmp_path / "q.jsonl").read_text(encoding="utf-8").splitlines()[0])["turns"]
    assert (refused.exit_code, foreign.exit_code) == (2, 2)
    assert not (tmp_path / "v").exists()
