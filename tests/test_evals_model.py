"""A set asked without and with a language model: gained and lost, removed sentences, tokens and time."""

import json

from tests.llm.peer import Answer, Peer, serve


def test_a_set_is_asked_twice_and_compared(run, monkeypatch, tmp_path, corpus_index) -> None:
    peer = Peer(lambda request: Answer("Alles ist anders [1]."))
    server = serve(peer)
    monkeypatch.setenv("AQB_LLM_URL", peer.url)
    done = run(
        "evals", "--set", "examples", "--limit", "4", "--with-model", "--index", corpus_index, "--out", tmp_path / "run"
    )
    server.shutdown()
    server.server_close()
    found = json.loads((tmp_path / "run" / "model.json").read_text(encoding="utf-8"))

    assert done.code == 0, done.err
    assert "Mit Sprachmodell: 0 gewonnen, 0 verloren" in done.out
    assert found["comparison"] == {"gained": [], "lost": [], "added": [], "removed": []}
    assert found["other_facts"] == found["read"] == found["kept"] == 0
    assert found["calls"] == len(peer.requests) > 0
    assert found["removed"] > 0
    assert found["tokens_in"] > 100
    assert {sentence for sentence, _ in found["refused"]} == {"Alles ist anders [1]."}


def test_without_the_option_the_model_is_not_asked(run, monkeypatch, tmp_path, corpus_index) -> None:
    peer = Peer(lambda request: Answer("Alles ist anders [1]."))
    server = serve(peer)
    monkeypatch.setenv("AQB_LLM_URL", peer.url)
    done = run("evals", "--set", "examples", "--limit", "2", "--index", corpus_index, "--out", tmp_path / "run")
    server.shutdown()
    server.server_close()

    assert done.code == 0, done.err
    assert peer.requests == []


def test_without_an_address_it_says_so(run, tmp_path, corpus_index) -> None:
    done = run(
        "evals", "--set", "examples", "--limit", "1", "--with-model", "--index", corpus_index, "--out", tmp_path / "run"
    )

    assert done.code == 1
    assert "AQB_LLM_URL" in done.err
