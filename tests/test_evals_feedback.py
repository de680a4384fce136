"""From a reader's word to a case of the test set, as the command does it."""

import pytest
from typer.testing import CliRunner

from assistant.feedback import Feedback as Entry
from assistant.feedback import append_feedback
from assistant.render import answer_json
from evals.__main__ import app
from evals.cases import check_evidence, read_cases

QUESTION = "Wie viel Geld bekommt der Landkreis Kassel 2025?"


@pytest.fixture
def kept(tmp_path, assistant):
    """A folder with a right answer, a wrong one in a conversation, and one to a changed plan."""
    conversation = assistant.start()
    first, second = (answer_json(conversation.ask(turn)) for turn in (QUESTION, "Und 2024?"))
    append_feedback(tmp_path, Entry("right", "", (QUESTION,), "de", first))
    append_feedback(tmp_path, Entry("wrong", "war ein anderes Jahr", (QUESTION, "Und 2024?"), "de", second))
    append_feedback(tmp_path, Entry("right", "", (QUESTION,), "de", first, changed="Geändert: ohne 2025"))
    return tmp_path


def run(kept, *arguments):
    return CliRunner().invoke(app, ["feedback", "--folder", str(kept), *arguments])


def test_the_entries_are_listed(kept, tmp_path_factory):
    said = run(kept).output
    assert "1. stimmt (20" in said
    assert f"{QUESTION} / Und 2024?" in said
    assert "Kommentar: war ein anderes Jahr" in said
    assert run(tmp_path_factory.mktemp("leer")).output == "Keine Rückmeldungen.\n"


def test_a_right_answer_becomes_a_case_with_its_places(kept, assistant):
    file = kept / "cases.jsonl"
    done = run(kept, "--adopt", "1", "--into", str(file), "--id", "von-lesern-1")
    assert done.exit_code == 0, done.output
    (case,) = read_cases(file)
    assert (case.turns, case.expected[0].outcomes) == ((QUESTION,), ("answered",))
    assert [str(a) for a in case.expected[0].amounts] == [
        a["euros"] for a in answer_json(assistant.start().ask(QUESTION))["amounts"]
    ]
    check_evidence([case], {d.file: d for d in assistant.documents})
    again = run(kept, "--adopt", "1", "--into", str(file), "--id", "von-lesern-1")
    assert again.exit_code == 2
    assert "gibt es die Kennung" in again.output
    assert len(read_cases(file)) == 1


def test_of_a_wrong_answer_a_person_says_what_is_right(kept):
    file = kept / "cases.jsonl"
    asked = ["--adopt", "2", "--into", str(file), "--id", "von-lesern-2"]
    assert "--outcome" in run(kept, *asked).output
    assert not file.exists()
    assert run(kept, *asked, "--outcome", "erfunden").exit_code == 2
    assert not file.exists()
    assert run(kept, *asked, "--outcome", "partial", "--amount", "1200").exit_code == 0
    (case,) = read_cases(file)
    assert case.expected[0] is None
    assert (case.expected[1].outcomes, case.expected[1].evidence) == (("partial",), ())
    assert case.note == "war ein anderes Jahr"


@pytest.mark.parametrize("arguments", [["--adopt", "3"], ["--adopt", "9"], ["--adopt", "0"]])
def test_what_cannot_be_a_case(kept, arguments):
    done = run(kept, *arguments, "--into", str(kept / "x.jsonl"), "--id", "x")
    assert done.exit_code == 2
    assert not (kept / "x.jsonl").exists()


def test_a_case_needs_a_file_and_an_id(kept):
    assert run(kept, "--adopt", "1").exit_code == 2
