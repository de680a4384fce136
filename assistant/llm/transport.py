"""The wire below the client: every byte that a model sends is counted, timed and of a known kind before it is read.

The client library takes a web page for an answer and waits as long as single bytes drip in; both end here.
"""

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

import httpx

from assistant.errors import ModelGarbled, ModelSlow, ModelTooLong
from assistant.llm.deadline import Deadline

CONNECT_SECONDS = 3.0
"""Longest time to reach the server."""


class NotStreamed(ModelGarbled):
    """The server answers a request for a stream with a whole object."""


@dataclass(slots=True)
class Exchange:
    """One request and its answer: how long it may take, how much it may send, and how it is stopped from outside."""

    deadline: Deadline
    most_bytes: int
    streamed: bool
    received: int = 0
    stopped: threading.Event = field(default_factory=threading.Event)
    _socket: socket.socket | None = None
    _responses: list[httpx.Response] = field(default_factory=list)

    def hold(self, response: httpx.Response) -> None:
        """Remembers the answer and its connection, to be able to end it."""
        stream = response.extensions.get("network_stream")
        self._socket = stream.get_extra_info("socket") if stream is not None else None
        self._responses.append(response)

    def close(self) -> None:
        """Lets go of the connection, in the thread that read from it."""
        for response in self._responses:
            response.close()

    def stop(self) -> None:
        """Ends the exchange from another thread: the reader wakes up and finds the connection closed."""
        self.stopped.set()
        if self._socket is not None:
            try:
                self._socket.shutdown(socket.SHUT_RDWR)
            except OSError:
                return

    def take(self, chunk: bytes) -> None:
        """Counts what came in.

        Raises:
            ModelSlow: The time is over.
            ModelTooLong: More came than was asked for.
        """
        self.received += len(chunk)
        if self.stopped.is_set() or self.deadline.is_over():
            raise ModelSlow("Das Sprachmodell hat in der Zeit von AQB_LLM_TIMEOUT nicht zu Ende geantwortet.")
        if self.received > self.most_bytes:
            raise ModelTooLong(
                f"Das Sprachmodell hat mehr als {self.most_bytes} Bytes gesendet; AQB_LLM_OUTPUT begrenzt seine Antwort."
            )


class _BoundedStream(httpx.SyncByteStream):
    """The body of an answer, byte by byte under the bounds of its exchange."""

    def __init__(self, stream: httpx.SyncByteStream, exchange: Exchange) -> None:
        self._stream, self._exchange = stream, exchange

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._stream:
            self._exchange.take(chunk)
            yield chunk

    def close(self) -> None:
        self._stream.close()


class GuardedTransport(httpx.BaseTransport):
    """Sends requests and bounds their answers by the exchange that runs in the calling thread."""

    def __init__(self) -> None:
        # No connection is kept for later: beside the time that a model takes, a new one costs nothing.
        self._wire = httpx.HTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))
        self._local = threading.local()

    def begin(self, exchange: Exchange) -> None:
        """The requests of this thread belong to this exchange from now on."""
        self._local.exchange = exchange

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Sends one request.

        Raises:
            ModelGarbled: The answer is neither JSON nor a stream of events.
            httpx.TransportError: The server cannot be reached, or not in time.
        """
        exchange: Exchange = self._local.exchange
        left = max(exchange.deadline.left(), 0.001)
        request.extensions["timeout"] = {
            "connect": min(CONNECT_SECONDS, left), "read": left, "write": left, "pool": left,
        }  # fmt: skip
        # Packed answers could grow beyond the bound behind the count.
        request.headers["accept-encoding"] = "identity"
        response = self._wire.handle_request(request)
        exchange.hold(response)
        if response.status_code == 200:
            _check_kind(response, exchange)
        # The synchronous wire gives synchronous streams only.
        response.stream = _BoundedStream(cast("httpx.SyncByteStream", response.stream), exchange)
        return response

    def close(self) -> None:
        """Closes the connections."""
        self._wire.close()


def _check_kind(response: httpx.Response, exchange: Exchange) -> None:
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    wanted = "text/event-stream" if exchange.streamed else "application/json"
    if kind in {wanted, ""}:
        return
    response.close()
    if exchange.streamed and kind == "application/json":
        raise NotStreamed("Der Server des Sprachmodells sendet seine Antwort nur im Ganzen.")
    raise ModelGarbled(
        f"Unter AQB_LLM_URL antwortet kein Sprachmodell: Es kam '{kind}' statt '{wanted}'. `python -m assistant model` prüft die Adresse."
    )
