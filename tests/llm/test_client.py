"""The client: what a server may do wrong is told by kind, within the time, whatever is sent."""

import time

import pytest

from assistant import errors
from assistant.llm.client import ChatClient, Message, Reply, address_of
from assistant.llm.deadline import Deadline
from assistant.settings import Settings
from tests.llm.peer import Answer, Peer

ASKED = [Message("system", "Regeln"), Message("user", "Frage")]
LONG = "Ein Satz, der in Stücken kommt. " * 12


def ask(peer: Peer, limit: float = 5.0, **options: object) -> tuple[str, Reply]:
    client = ChatClient(Settings(llm_url=peer.url, llm_model="scripted", **options.pop("settings", {})))
    client.load()
    reply = Reply()
    return "".join(client.chat(ASKED, Deadline(limit), reply=reply, **options)), reply


@pytest.mark.parametrize("whole", [False, True])
def test_an_answer_comes_whole_in_pieces_or_at_once(peer: Peer, whole: bool) -> None:
    peer.script = [Answer(LONG, whole=whole)]

    text, reply = ask(peer)

    assert text == LONG
    assert reply.finish == "stop"
    assert peer.paths[-1] == "/v1/chat/completions"


def test_the_request_is_a_chat_without_chance_and_tools(peer: Peer) -> None:
    peer.script = [Answer("Gut.")]
    ask(peer, settings={"llm_seed": 11, "llm_output": 99, "llm_key": "geheim"})

    sent = peer.requests[0]
    assert [m["role"] for m in sent["messages"]] == ["system", "user"]
    assert (sent["temperature"], sent["seed"], sent["max_tokens"], sent["model"]) == (0.0, 11, 99, "scripted")
    assert sent["_authorization"] == "Bearer geheim"
    assert "tools" not in sent


def test_a_key_of_the_environment_is_not_sent(peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "not for this server")
    peer.script = [Answer("Gut.")]
    ask(peer)

    assert peer.requests[0]["_authorization"] == "Bearer none"


FAULTS = {
    "401": (Answer(status=401), errors.ModelDenied),
    "403": (Answer(status=403), errors.ModelDenied),
    "404": (Answer(status=404), errors.ModelDenied),
    "redirect": (Answer(status=302, headers=(("Location", "http://127.0.0.1:9/"),)), errors.ModelDenied),
    "429": (Answer(status=429, headers=(("Retry-After", "7"),)), errors.ModelBusy),
    "500": (Answer(status=500), errors.ModelBroken),
    "503 with a page": (Answer(status=503, body=b"<html>down</html>", kind="text/html"), errors.ModelBroken),
    "page with status 200": (Answer(body=b"<html>hello</html>", kind="text/html"), errors.ModelGarbled),
    "page called JSON": (Answer(body=b"<html>hello</html>", kind="application/json"), errors.ModelGarbled),
    "page called a stream": (Answer(body=b"<html>hello</html>", kind="text/event-stream"), errors.ModelCut),
    "broken events": (Answer(body=b"data: {nonsense\n\n", kind="text/event-stream"), errors.ModelGarbled),
    "an array": (Answer(body=b"[1, 2]", kind="application/json"), errors.ModelGarbled),
    "null": (Answer(body=b"null", kind="application/json"), errors.ModelGarbled),
    "nothing": (Answer(body=b"", kind="application/json"), errors.ModelGarbled),
    "bytes": (Answer(body=bytes(range(256)) * 9, kind="application/json"), errors.ModelGarbled),
    "error in the stream": (Answer(body=b'data: {"error": {"message": "overloaded"}}\n\n', kind="text/event-stream"), errors.ModelBroken),
    "no choices": (Answer("x", choices=False), errors.ModelCut),
    "no choices, whole": (Answer("x", choices=False, whole=True), errors.ModelGarbled),
    "no text": (Answer(null=True), errors.ModelGarbled),
    "no text, whole": (Answer(null=True, whole=True), errors.ModelGarbled),
    "no end": (Answer(LONG, finish=None), errors.ModelCut),
    "no end, whole": (Answer(LONG, finish=None, whole=True), errors.ModelCut),
    "cut off": (Answer(LONG, cut=3), errors.ModelCut),
    "cut off after a sentence": (Answer("Ein Satz. Noch einer.", piece=10, cut=2, done=False), errors.ModelCut),
    "reset": (Answer(reset=True), errors.ModelCut),
    "filtered": (Answer(LONG, finish="content_filter"), errors.ModelCut),
    "a tool": (Answer(tools=True, finish="tool_calls"), errors.ModelCut),
    "a tool, whole": (Answer(tools=True, finish="tool_calls", whole=True), errors.ModelCut),
    "hanging": (Answer("x", delay=30), errors.ModelSlow),
    "slow events": (Answer(LONG, pace=0.2), errors.ModelSlow),
    "dripping bytes": (Answer(LONG, whole=True, drip=0.05), errors.ModelSlow),
    "10 MB of events": (Answer(flood=10_000_000), errors.ModelTooLong),
    "10 MB of JSON": (Answer(flood=10_000_000, kind="application/json"), errors.ModelTooLong),
    "10 MB of error": (Answer(status=500, body=b"x" * 10_000_000), errors.ModelTooLong),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_what_goes_wrong_is_told_by_kind_and_in_time(peer: Peer, name: str) -> None:
    answer, kind = FAULTS[name]
    peer.script = [answer]
    start = time.monotonic()

    with pytest.raises(errors.ModelError) as caught:
        ask(peer, 0.6)

    assert type(caught.value) is kind, caught.value
    assert time.monotonic() - start < 1.6
    assert str(caught.value).endswith(".") or "`" in str(caught.value)


def test_nobody_listening_is_told(peer: Peer) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    peer.url = f"http://127.0.0.1:{port}/v1"

    with pytest.raises(errors.ModelUnreachable):
        ask(peer)


def test_what_a_busy_server_asks_for_is_heeded(peer: Peer) -> None:
    peer.script = [FAULTS["429"][0]]

    with pytest.raises(errors.ModelBusy) as caught:
        ask(peer)

    assert caught.value.wait == 7.0


def test_options_that_a_server_turns_down_are_left_out(peer: Peer) -> None:
    peer.script = lambda request: (
        Answer(status=400) if {"seed", "response_format"} & set(request) else Answer('{"a": 1}')
    )

    text, reply = ask(peer, as_json=True)

    assert text == '{"a": 1}'
    assert reply.options == ("max_tokens",)
    assert len(peer.requests) == 2


def test_an_answer_that_reached_its_limit_is_one(peer: Peer) -> None:
    peer.script = [Answer(LONG, finish="length")]

    assert ask(peer)[1].finish == "length"


def test_the_models_of_a_server_are_listed(peer: Peer) -> None:
    client = ChatClient(Settings(llm_url=peer.url))

    assert client.list_models(Deadline(5)) == ("scripted",)


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("http://127.0.0.1:11434", "http://127.0.0.1:11434/v1"),
        ("http://127.0.0.1:8000/v1/", "http://127.0.0.1:8000/v1"),
        ("https://host/api/v1/chat/completions", "https://host/api/v1"),
    ],
)
def test_addresses_are_completed(given: str, asked: str) -> None:
    assert address_of(given) == asked


@pytest.mark.parametrize("given", ["", "127.0.0.1:8000", "ftp://host/v1", "file:///etc/passwd"])
def test_what_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(errors.SettingsError, match="AQB_LLM_URL"):
        address_of(given)
