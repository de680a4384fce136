"""A server on the loopback that speaks the protocol of chat completions, with answers that a test scripts.

It is a real HTTP server in threads: what it sends goes over a socket, in the pieces and at the pace that the script says.
"""

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Answer:
    """One scripted answer.

    `text` may be made of the request. `pieces` is into how many events a stream is cut, `pace` the seconds between them,
    `delay` those before the first byte. `finish` None leaves out the reason of the end.
    """

    text: str | Callable[[dict], str] = ""
    status: int = 200
    kind: str | None = None
    body: bytes | None = None
    headers: tuple[tuple[str, str], ...] = ()
    finish: str | None = "stop"
    piece: int = 24
    pace: float = 0.0
    delay: float = 0.0
    cut: int | None = None
    reset: bool = False
    drip: float = 0.0
    choices: bool = True
    done: bool = True
    tools: bool = False
    null: bool = False
    whole: bool = False
    flood: int = 0


@dataclass
class Peer:
    """The server with its script: each request takes the next answer, the last one for good."""

    script: Callable[[dict], Answer] | Sequence[Answer] = ()
    requests: list[dict] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    running: int = 0
    most_at_once: int = 0
    sent: list[float] = field(default_factory=list)
    url: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next(self, request: dict) -> Answer:
        """The answer to a request."""
        with self.lock:
            self.requests.append(request)
            if callable(self.script):
                return self.script(request)
            return self.script[min(len(self.requests), len(self.script)) - 1]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    peer: Peer

    def log_message(self, *_: Any) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        self.peer.paths.append(self.path)
        self._send(200, "application/json", json.dumps({"object": "list", "data": [{"id": "scripted", "object": "model", "created": 0, "owned_by": "tests"}]}).encode())  # fmt: skip

    def do_POST(self) -> None:
        self.peer.paths.append(self.path)
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        request["_authorization"] = self.headers.get("Authorization")
        with self.peer.lock:
            self.peer.running += 1
            self.peer.most_at_once = max(self.peer.most_at_once, self.peer.running)
        try:
            self._answer(self.peer.next(request), request)
        except (BrokenPipeError, ConnectionResetError):
            return
        finally:
            with self.peer.lock:
                self.peer.running -= 1

    def _answer(self, answer: Answer, request: dict) -> None:
        time.sleep(answer.delay)
        if answer.reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.close_connection = True
        elif answer.flood:
            self._flood(answer.flood, answer)
        elif answer.status != 200 or answer.body is not None:
            body = (
                answer.body
                if answer.body is not None
                else json.dumps({"error": {"message": "scripted", "type": "x"}}).encode()
            )
            self._send(answer.status, answer.kind or "application/json", body, answer.headers, drip=answer.drip)
        elif request.get("stream") and not answer.whole:
            self._stream(answer, request)
        else:
            self._whole(answer, request)

    def _text(self, answer: Answer, request: dict) -> str:
        return answer.text(request) if callable(answer.text) else answer.text

    def _whole(self, answer: Answer, request: dict) -> None:
        message: dict[str, Any] = {"role": "assistant", "content": None if answer.null else self._text(answer, request)}
        if answer.tools:
            message |= {"content": None, "tool_calls": [_TOOL]}
        choice = {"index": 0, "message": message, "finish_reason": answer.finish}
        value = {"id": "1", "object": "chat.completion", "created": 0, "model": "scripted", "choices": [choice] if answer.choices else [], "usage": {"prompt_tokens": 5, "completion_tokens": 3, "total_tokens": 8}}  # fmt: skip
        self._send(200, "application/json", json.dumps(value).encode(), drip=answer.drip)

    def _stream(self, answer: Answer, request: dict) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        for number, event in enumerate(self._events(answer, request)):
            if answer.cut is not None and number >= answer.cut:
                return
            self.wfile.write(f"data: {event}\n\n".encode())
            self.wfile.flush()
            self.peer.sent.append(time.monotonic())
            time.sleep(answer.pace)
        if answer.done:
            self.wfile.write(b"data: [DONE]\n\n")

    def _events(self, answer: Answer, request: dict) -> Iterator[str]:
        def event(delta: dict, finish: str | None = None) -> str:
            choices = [{"index": 0, "delta": delta, "finish_reason": finish}] if answer.choices else []
            return json.dumps({"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "scripted", "choices": choices})  # fmt: skip

        if answer.tools:
            yield event({"role": "assistant", "tool_calls": [{"index": 0, **_TOOL}]})
            yield event({}, "tool_calls")
            return
        yield event({"role": "assistant", "content": None if answer.null else ""})
        text = "" if answer.null else self._text(answer, request)
        for start in range(0, len(text), answer.piece):
            yield event({"content": text[start : start + answer.piece]})
        if answer.finish:
            yield event({}, answer.finish)

    def _flood(self, size: int, answer: Answer) -> None:
        """Events without end, or a whole object of that size."""
        self.send_response(200)
        self.send_header("Content-Type", answer.kind or "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        event = json.dumps({"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [{"index": 0, "delta": {"content": "Ausbildung und " * 8}, "finish_reason": None}]})  # fmt: skip
        line = (
            f"data: {event}\n\n".encode() * 20
            if (answer.kind or "").endswith("stream") or not answer.kind
            else b"x" * 4096
        )
        sent = 0
        while sent < size:
            self.wfile.write(line)
            sent += len(line)

    def _send(
        self, status: int, kind: str, body: bytes, headers: Sequence[tuple[str, str]] = (), *, drip: float = 0.0
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        if not drip:
            self.wfile.write(body)
            return
        for number in range(len(body)):
            self.wfile.write(body[number : number + 1])
            self.wfile.flush()
            time.sleep(drip)


_TOOL = {"id": "t1", "type": "function", "function": {"name": "delete_everything", "arguments": "{}"}}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: Any) -> None:
        """A client that went away is no error here."""


def serve(peer: Peer) -> _Server:
    """Starts the server on a free port of the loopback."""
    handler = type("Handler", (_Handler,), {"peer": peer})
    server = _Server(("127.0.0.1", 0), handler)
    peer.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
