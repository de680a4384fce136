"""A peer that nobody here wrote: the server of llama-cpp-python on a tiny model of random weights.

Its answers are noise, so every question ends in the composed answer; requests, streams and errors are the real ones.
Run by hand, see "With a language model" in the README: `AQB_TEST_LLAMA` names the interpreter that has the server.
"""

import json
import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.question.thread import Thread
from assistant.settings import Settings
from tests.conftest import ROOT

PYTHON = os.environ.get("AQB_TEST_LLAMA", "")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.peer,
    pytest.mark.skipif(not PYTHON, reason="AQB_TEST_LLAMA names no interpreter with llama_cpp"),
]
CASES = [json.loads(line) for line in (ROOT / "evals" / "examples.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running server."""
    folder = tmp_path_factory.mktemp("llama")
    model = folder / "tiny.gguf"
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    subprocess.run([PYTHON, str(Path(__file__).with_name("tiny_model.py")), str(model)], check=True, env=environment)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [
        PYTHON,
        "-m",
        "llama_cpp.server",
        "--model",
        str(model),
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--n_ctx",
        "16384",
    ]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [*command, "--chat_format", "chatml", "--n_threads", "1"], stdout=log, stderr=log, env=environment
        )
    try:
        _wait(f"http://127.0.0.1:{port}/v1/models", server, folder / "log")
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        server.terminate()
        server.wait(20)


def _wait(address: str, server: subprocess.Popen, log: Path) -> None:
    for _ in range(120):
        assert server.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise AssertionError(log.read_text())


def test_every_question_ends_in_the_composed_answer(url: str, corpus_index: Path, assistant: Assistant) -> None:
    settings = Settings(index=corpus_index, llm_url=url, llm_timeout=60, llm_output=48)
    noisy = Assistant.open(settings)
    for case in CASES:
        thread = Thread()
        for turn in case["turns"]:
            plain, after = assistant.answer(turn, thread)
            said, _ = noisy.answer(turn, thread)
            thread = after
            assert said.text.startswith(plain.text), turn
            assert (said.outcome, said.amounts, said.rows, said.citations) == (
                plain.outcome,
                plain.amounts,
                plain.rows,
                plain.citations,
            )
    usage = noisy.model.usage
    print(f"llama.cpp: {usage}")
    noisy.close()

    assert usage.calls > 10
    assert usage.kept == usage.read == 0
    assert usage.faults.keys() <= {"ModelCut", "ModelGarbled", "ModelSlow"}


def test_a_prompt_too_long_for_it_is_an_error_of_its_kind(url: str) -> None:
    """Asked for a stream the server opens one and then falls silent; asked for a whole answer it says 400."""
    from assistant.errors import ModelCut, ModelDenied
    from assistant.llm.client import ChatClient, Message
    from assistant.llm.deadline import Deadline

    client = ChatClient(Settings(llm_url=url))
    client.load()

    with pytest.raises((ModelCut, ModelDenied)):
        list(client.chat([Message("user", "Ausbildung " * 5000)], Deadline(60)))


def test_it_is_examined(url: str, run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AQB_LLM_URL", url)
    monkeypatch.setenv("AQB_LLM_OUTPUT", "32")
    done = run("assistant", "model")
    print(done.out)

    assert done.code == 0, done.out
    assert "Antwortet: ja" in done.out
    assert "Stückweise (stream): ja" in done.out
    assert "nimmt einen Startwert (seed): ja" in done.out
