"""Bad input at the commands: one sentence with what helps, nothing on standard output, the right exit code."""

import json
import shutil

import pytest


def assert_one_sentence(done, words: str) -> None:
    assert (done.code, done.out) == (1, "")
    assert words in done.err
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "command", [["ask", "Frage?"], ["search", "Wort"], ["facts"], ["text", "a.txt"], ["ask", "--batch", "-"]]
)
def test_without_an_index(run, tmp_path, command):
    assert_one_sentence(run("assistant", *command, "--index", tmp_path / "fehlt"), "python -m ingest")


@pytest.mark.parametrize("command", [["ask", "Frage?"], ["facts"]])
def test_with_a_folder_that_is_none(run, tmp_path, command):
    (tmp_path / "brief.txt").write_text("Guten Tag")
    assert_one_sentence(run("assistant", *command, "--index", tmp_path), "`")


def test_with_a_damaged_index(run, corpus_index, tmp_path):
    index = tmp_path / "index"
    shutil.copytree(corpus_index, index)
    generation = next(path for path in index.iterdir() if path.name.startswith("gen-"))
    for path in generation.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert_one_sentence(run("assistant", "ask", "Wer stellt den Antrag?", "--index", index), "python -m ingest")


def test_with_an_index_of_another_model(run, corpus_index, tmp_path, monkeypatch):
    monkeypatch.setenv("AQB_EMBED_MODEL", str(tmp_path / "fehlt"))
    done = run("assistant", "ask", "Was gilt bei Abweichungen?", "--index", corpus_index)
    assert_one_sentence(done, "AQB_EMBED_MODEL")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["text", "gibtesnicht"], "'gibtesnicht'"),
        (["ask", "--batch", "gibtesnicht.jsonl"], "'gibtesnicht.jsonl'"),
        (["ask", "--env-file", "gibtesnicht.env", "Frage?"], "'gibtesnicht.env'"),
    ],
)
def test_with_names_that_are_none(run, corpus_index, arguments, words):
    assert_one_sentence(run("assistant", *arguments, "--index", corpus_index), words)


@pytest.mark.parametrize(("name", "value"), [("AQB_PORT", "achtzig"), ("AQB_TODAY", "31.2.2025"), ("AQB_LANG", "fr")])
def test_with_settings_that_cannot_be_meant(run, corpus_index, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    assert_one_sentence(run("assistant", "ask", "Frage?", "--index", corpus_index), name)


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "Frage?", "--gibtesnicht"],
        ["ask", "--lang", "fr", "Frage?"],
        ["search"],
        ["search", "Wort", "-k", "0"],
        ["search", "Wort", "-k", "viele"],
        ["facts", "--format", "xml"],
        ["text"],
        ["gibtesnicht"],
        [],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(run, arguments):
    done = run("assistant", *arguments)
    assert done.code == 2
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "question", ["", " ", "?", "!!! ... ,,,", "\u200b", "a" * 10_000, "Wie viel? " * 1000, "😀", "\x00\x1b[31m"]
)
def test_questions_that_are_none_are_answered_with_a_sentence(run, corpus_index, question):
    done = run("assistant", "ask", question, "--json", "--index", corpus_index)
    assert (done.code, done.err) == (0, "")
    answer = json.loads(done.out)
    assert answer["outcome"] in {"help", "refused", "not_found", "clarify"}
    assert answer["text"].strip()
    assert answer["citations"] == []


def test_the_limit_of_a_question_is_said(run, corpus_index):
    from assistant.ask import LONGEST_QUESTION

    done = run("assistant", "ask", "a" * 10_000, "--index", corpus_index)
    assert str(LONGEST_QUESTION) in done.out.replace(".", "")


def test_a_conversation_on_the_console(run, corpus_index):
    given = "Wie viel bekommt der Landkreis Kassel 2025?\n\nUnd Offenbach?\nende\nnie gefragt\n"
    done = run("assistant", "ask", "--json", "--index", corpus_index, stdin=given)
    assert (done.code, done.err) == (0, "")
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert [answer["citations"][0]["file"][:3] for answer in answers] == ["001", "002"]


@pytest.mark.parametrize("output", ["table", "csv"])
def test_facts_for_people(run, corpus_index, output):
    done = run("assistant", "facts", "--format", output, "--index", corpus_index)
    assert (done.code, done.err) == (0, "")
    assert "Landkreis Kassel" in done.out


def test_settings_hide_what_is_secret(run, monkeypatch):
    monkeypatch.setenv("AQB_LLM_KEY", "geheim-4711")
    monkeypatch.setenv("AQB_AUTH", "ich:geheim-4711")
    done = run("assistant", "settings")
    assert done.code == 0
    assert "AQB_INDEX=index" in done.out.splitlines()
    assert "geheim" not in done.out


@pytest.mark.parametrize("module", ["assistant", "ingest", "evals"])
def test_help(run, module):
    done = run(module, "--help")
    assert (done.code, done.err) == (0, "")
    assert "Usage" in done.out
