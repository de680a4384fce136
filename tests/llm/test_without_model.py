"""Without a model nothing changes: not one byte of an answer, and nothing of the model's room is loaded."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from assistant.answers import Answer
from assistant.assembly import assemble
from assistant.question.thread import Thread
from assistant.render import answer_json
from tests.conftest import ROOT

CASES = [json.loads(line) for line in (ROOT / "evals" / "examples.jsonl").read_text(encoding="utf-8").splitlines()]


def as_bytes(answer: Answer) -> bytes:
    return json.dumps(answer_json(replace(answer, seconds=0.0)), ensure_ascii=False).encode()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_answer_is_the_composed_one_byte_for_byte(assistant, case: dict, monkeypatch: pytest.MonkeyPatch) -> None:
    """`ask` and `ask_stream` give what `assemble` made of plan and draft, and nothing else."""
    import assistant.ask as ask_module

    made: list[Answer] = []

    def recorded(*arguments):
        answer, statements = assemble(*arguments)
        made.append(answer)
        return answer, statements

    monkeypatch.setattr(ask_module, "assemble", recorded)
    asked, streamed = assistant.start(), assistant.start()
    for turn in case["turns"]:
        made.clear()
        plain = asked.ask(turn)
        *pieces, last = streamed.ask_stream(turn)

        assert assistant.model is None
        assert [as_bytes(answer) for answer in made] == [as_bytes(plain)] * 2
        assert as_bytes(last) == as_bytes(plain)
        assert "".join(pieces) == plain.text


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES[::4], ids=lambda case: case["id"])
def test_a_model_that_says_nothing_true_changes_no_fact(assistant, asking, peer, case: dict) -> None:
    from tests.llm.peer import Answer as Scripted

    peer.script = [Scripted("Alles ist anders [1].")]
    with_model, thread = asking(), Thread()
    for turn in case["turns"]:
        plain, after = assistant.answer(turn, thread)
        other, _ = with_model.answer(turn, thread)
        thread = after
        facts = [(a.outcome, a.citations, a.amounts, a.rows, a.plan, a.coverage) for a in (plain, other)]

        assert facts[0] == facts[1]
        assert other.text.startswith(plain.text)


def test_asking_without_a_model_loads_no_client() -> None:
    code = (
        "import sys; sys.path.insert(0, '.'); from tests.handmade import ask; ask('Wie viel bekommt der Landkreis Fulda 2024?');"
        "print([m for m in ('openai', 'llama_index.llms', 'assistant.llm.client', 'assistant.llm.model', 'tiktoken') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert done.stdout.strip() in {"[]", "['tiktoken']"}
