"""`python -m assistant model` says whether the model answers, what it can do, and what is wrong with it."""

import json

import pytest

from tests.llm.peer import Answer, Peer


def test_a_model_that_answers(run, peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AQB_LLM_URL", peer.url)
    peer.script = lambda request: Answer(
        '{"ok": true}' if "response_format" in request else "Ein Landkreis ist ein Kreis."
    )
    done = run("assistant", "model")

    assert (done.code, done.err) == (0, "")
    assert "Der Server bietet an: scripted" in done.out
    assert "Antwortet: ja" in done.out
    assert "JSON auf Wunsch: ja" in done.out


def test_what_it_cannot_do_is_said(run, peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AQB_LLM_URL", peer.url)
    numbers = iter(range(99))
    peer.script = lambda request: (
        Answer(status=400) if "seed" in request else Answer(f"Antwort {next(numbers)}.", whole=True)
    )
    done = run("assistant", "model", "--json")
    found = json.loads(done.out)

    assert done.code == 0
    assert (found["streams"], found["seed"], found["repeats"], found["json_object"], found["ended"]) == (
        False,
        False,
        False,
        False,
        "stop",
    )


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Answer(status=401), "AQB_LLM_KEY"),
        (Answer(status=404), "AQB_LLM_MODEL"),
        (Answer(body=b"<html></html>", kind="text/html"), "text/html"),
        (Answer("x", delay=9), "AQB_LLM_TIMEOUT"),
    ],
)
def test_what_is_wrong_is_told_and_ends_with_1(
    run, peer: Peer, monkeypatch: pytest.MonkeyPatch, answer: Answer, told: str
) -> None:
    monkeypatch.setenv("AQB_LLM_URL", peer.url)
    monkeypatch.setenv("AQB_LLM_TIMEOUT", "0.5")
    peer.script = [answer]
    done = run("assistant", "model")

    assert done.code == 1
    assert "Antwortet nicht: " in done.out
    assert told in done.out


def test_without_a_model_it_says_so(run) -> None:
    done = run("assistant", "model")

    assert done.code == 1
    assert "AQB_LLM_URL" in done.err
