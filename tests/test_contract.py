"""The JSON of the commands is what `assistant/data/contract.schema.json` says, whatever comes in."""

import json
import subprocess
import sys
from functools import cache
from importlib.resources import files
from typing import get_args

import jsonschema
import pytest

from assistant.answers import AmountRole, Language, Outcome
from assistant.documents import AmountKind, CategoryKey, DocumentKind

from .conftest import CORPUS, ROOT

QUESTIONS = (
    "Wie viel Geld bekommt der Landkreis Kassel 2025?",
    "Wie viel bekommt Kassel?",
    "Welche Projekte sind mit TZ gekennzeichnet?",
    "Wie viel bekommen alle zusammen?",
    "Wer bekommt 2025 mehr, und um wie viel?",
    "What happens if figures change during the year?",
    "Was hat sich von 2024 auf 2025 geändert?",
    "Wer hat für Offenbach unterschrieben?",
    "Welche Dokumente hast du?",
    "Wie viele Teilnehmende hat das erste Projekt?",
    "Wie wird das Wetter?",
    "Hallo!",
    "???",
    "Frage " * 2000,
)


@cache
def schema() -> dict:
    return json.loads(files("assistant").joinpath("data/contract.schema.json").read_text(encoding="utf-8"))


def validate(value: object, name: str) -> None:
    jsonschema.Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": schema()["$defs"]}).validate(value)


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (("answer", "outcome"), Outcome),
        (("answer", "language"), Language),
        (("answer_amount", "role"), AmountRole),
        (("ingested_document", "kind"), DocumentKind),
    ],
)
def test_its_words_are_those_of_the_types(place, words):
    definition, field = place
    assert set(schema()["$defs"][definition]["properties"][field]["enum"]) == set(get_args(words))


@pytest.mark.parametrize(("definition", "words"), [("exactness", AmountKind), ("category_key", CategoryKey)])
def test_its_lists_are_those_of_the_types(definition, words):
    assert set(schema()["$defs"][definition]["enum"]) == set(get_args(words))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q[:30])
def test_ask(run, corpus_index, question):
    done = run("assistant", "ask", question, "--json", "--index", corpus_index)
    assert (done.code, done.err) == (0, "")
    assert done.out.count("\n") == 1
    answer = json.loads(done.out)
    validate(answer, "answer")
    keys = [citation["key"] for citation in answer["citations"]]
    assert keys == [str(n) for n in range(1, len(keys) + 1)]
    used = {key for row in answer["rows"] for key in row["citations"]}
    used |= {a["citation"] for a in answer["amounts"] if a["citation"]}
    used |= {key for a in answer["amounts"] for key in a.get("from", ())}
    assert used <= set(keys)
    assert all(a["citation"] for a in answer["amounts"] if a["role"] == "fact")


def test_the_answer_is_in_the_language_asked_for(run, corpus_index):
    answer = json.loads(
        run("assistant", "ask", "Wer stellt den Antrag?", "--json", "--lang", "en", "--index", corpus_index).out
    )
    assert answer["language"] == "en"


BATCH = (
    '\ufeff{"id": "a", "turns": ["Wie viel bekommt der Landkreis Kassel 2025?", "Und Offenbach?"]}',
    "",
    "{",
    '"kein Objekt"',
    '{"id": 4}',
    '{"id": [5], "turns": "Frage"}',
    '{"id": null, "turns": []}',
    '{"id": "g", "turns": ["Hallo", 7]}',
    '{"turns": ["Wer stellt den Antrag?"], "more": true}',
    "[" * 100_000,
    b'{"id": "\xff", "turns": ["Hallo"]}'.decode("latin-1"),
    '{"id": "z", "turns": ["", "\\u0000", "Hallo"]}',
)
"""Lines and blank ones; a mark of order, broken JSON, wrong shapes, deep nesting, strange characters."""


def test_ask_batch(run, corpus_index):
    done = run("assistant", "ask", "--batch", "-", "--index", corpus_index, stdin="\n".join(BATCH))
    assert (done.code, done.err) == (0, "")
    lines = [json.loads(line) for line in done.out.splitlines()]
    for line in lines:
        validate(line, "answers_line")
    assert [line["id"] for line in lines] == ["a", None, None, 4, [5], None, "g", None, None, "ÿ", "z"]
    assert [len(line["answers"]) if "answers" in line else 0 for line in lines] == [2, 0, 0, 0, 0, 0, 0, 1, 0, 1, 3]


def test_bytes_that_are_no_utf8_spoil_their_line_only(run, corpus_index):
    given = b'{"id": "\xff", "turns": ["Hallo"]}\n{"id": 2, "turns": ["Hallo"]}'
    done = run("assistant", "ask", "--batch", "-", "--index", corpus_index, stdin=given)
    assert [json.loads(line)["id"] for line in done.out.splitlines()][-1] == 2


def test_conversations_of_a_batch_do_not_mix(run, corpus_index):
    lines = ['{"id": 1, "turns": ["Wie viel bekommt der Landkreis Kassel 2025?"]}', '{"id": 2, "turns": ["Und 2025?"]}']
    both = run("assistant", "ask", "--batch", "-", "--index", corpus_index, stdin="\n".join(lines)).out.splitlines()
    alone = run("assistant", "ask", "--batch", "-", "--index", corpus_index, stdin=lines[1]).out
    assert timeless(json.loads(both[1])) == timeless(json.loads(alone))


def timeless(line: dict) -> dict:
    return line | {"answers": [answer | {"seconds": 0} for answer in line["answers"]]}


def test_the_same_question_gives_the_same_answer(run, corpus_index):
    line = json.dumps({"id": 1, "turns": [QUESTIONS[2]]})
    first, second = (run("assistant", "ask", "--batch", "-", "--index", corpus_index, stdin=line) for _ in range(2))
    assert timeless(json.loads(first.out)) == timeless(json.loads(second.out))


@pytest.mark.parametrize("query", ["Teilzeitausbildung", "who signs", "", "???", "§ 4", "x" * 10_000])
def test_search(run, corpus_index, query):
    done = run("assistant", "search", query, "-k", 3, "--json", "--index", corpus_index)
    assert (done.code, done.err) == (0, "")
    hits = json.loads(done.out)
    validate(hits, "hits")
    assert len(hits["hits"]) <= 3
    scores = [hit["score"] for hit in hits["hits"]]
    assert scores == sorted(scores, reverse=True)


def test_search_batch(run, corpus_index):
    given = '{"id": 1, "query": "Antrag"}\n{\n{"id": 3, "query": 4}\n[]\n{"query": "Abweichungen"}'
    done = run("assistant", "search", "--batch", "-", "-k", 2, "--index", corpus_index, stdin=given)
    assert (done.code, done.err) == (0, "")
    lines = [json.loads(line) for line in done.out.splitlines()]
    for line in lines:
        validate(line, "hits_line")
    assert [(line["id"], len(line.get("hits", ()))) for line in lines] == [
        (1, 2),
        (None, 0),
        (3, 0),
        (None, 0),
        (None, 2),
    ]


def test_facts(run, corpus_index):
    done = run("assistant", "facts", "--format", "json", "--index", corpus_index)
    assert (done.code, done.err) == (0, "")
    facts = json.loads(done.out)
    validate(facts, "facts")
    texts = {
        d["document"]: run("assistant", "text", d["document"], "--index", corpus_index).out
        for kind in facts.values()
        for d in kind
    }
    for document in (d for kind in facts.values() for d in kind):
        for fact in document.get("amounts", ()):
            assert texts[document["document"]][fact["span"]["start"] : fact["span"]["end"]] == fact["written"]


def test_ingest(run, tmp_path):
    done = run("ingest", CORPUS, "--json", "--index", tmp_path / "index")
    assert (done.code, done.err) == (0, "")
    validate(json.loads(done.out), "ingest_report")


def test_the_fixed_text_is_the_file(run, corpus_index):
    for path in [*CORPUS.glob("agreements/*.txt"), *CORPUS.glob("press/*.txt")]:
        done = run("assistant", "text", path.name, "--index", corpus_index)
        assert (done.code, done.out.encode()) == (0, path.read_bytes())


@pytest.mark.slow
def test_standard_output_of_a_real_process_holds_json_only(corpus_index):
    """Libraries that print past Python's own streams would show here."""
    command = [sys.executable, "-m", "assistant", "ask", "--batch", "-", "--index", str(corpus_index)]
    done = subprocess.run(command, input="\n".join(BATCH), capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    for line in done.stdout.splitlines():
        validate(json.loads(line), "answers_line")
