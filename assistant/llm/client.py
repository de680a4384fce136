"""Chat completions of an OpenAI-compatible server through llama-index, with what that client leaves open closed.

A worker thread talks to the server, so that a deadline holds however slowly bytes drip in. Whatever goes wrong is one
of the `ModelError` kinds; an answer without a reason for its end is a cut one.
"""

import queue
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from assistant.errors import (
    ModelBroken,
    ModelBusy,
    ModelCut,
    ModelDenied,
    ModelError,
    ModelGarbled,
    ModelSlow,
    ModelTooLong,
    ModelUnreachable,
    SettingsError,
)
from assistant.llm.deadline import Deadline
from assistant.llm.transport import Exchange, GuardedTransport, NotStreamed
from assistant.settings import Settings

if TYPE_CHECKING:
    from llama_index.llms.openai_like import OpenAILike

EVENT_BYTES = 700
"""Bytes of an event that carries one token, with room to spare."""

TOKEN_CHARACTERS = 16
"""Characters of a token at most; a longer answer than its tokens allow is cut off."""

_HELP = "`python -m assistant model` prüft das Sprachmodell."


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat."""

    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(slots=True)
class Reply:
    """What a call brought besides its text: the reason of its end, and the tokens where the server counts them."""

    finish: str = ""
    model: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    options: tuple[str, ...] = field(default=())


def address_of(url: str) -> str:
    """The address that the client wants: with "/v1" where no path is given, without the name of the call.

    Example:
        >>> address_of("http://127.0.0.1:11434"), address_of("https://host/api/v1/chat/completions")
        ('http://127.0.0.1:11434/v1', 'https://host/api/v1')

    Raises:
        SettingsError: It is no http address.
    """
    parts = urlsplit(url.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingsError(f"AQB_LLM_URL ist '{url}'; erwartet ist eine Adresse wie http://127.0.0.1:8000/v1.")
    path = parts.path.rstrip("/").removesuffix("/chat/completions").removesuffix("/completions")
    return f"{parts.scheme}://{parts.netloc}{path or '/v1'}"


class ChatClient:
    """Asks one server. Safe to use from several threads.

    Raises:
        SettingsError: The address or the model's name cannot be used.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._address = address_of(settings.llm_url or "")
        self._transport = GuardedTransport()
        self._refused: set[str] = set()
        self._whole = False

    @property
    def streams(self) -> bool:
        """Whether the server has not yet answered a request for a stream with a whole object."""
        return not self._whole

    @property
    def refused(self) -> frozenset[str]:
        """Options that the server has turned down: seed, response_format."""
        return frozenset(self._refused)

    @cached_property
    def _model(self) -> "OpenAILike":
        import httpx
        from llama_index.llms.openai_like import OpenAILike

        key = self._settings.llm_key
        try:
            return OpenAILike(
                model=self._settings.llm_model or "default",
                api_base=self._address,
                # Without a key of its own the client would send the one that OPENAI_API_KEY holds.
                api_key=key.get_secret_value() if key else "none",
                temperature=0.0,
                max_retries=0,
                is_chat_model=True,
                is_function_calling_model=False,
                context_window=self._settings.llm_context,
                http_client=httpx.Client(transport=self._transport, follow_redirects=False),  # type: ignore[call-arg]
            )
        except ValueError as error:
            raise SettingsError(f"AQB_LLM_MODEL ist '{self._settings.llm_model}': {error}") from error

    def load(self) -> None:
        """Loads the libraries now, so that the first question does not wait for them."""
        _ = self._model

    def list_models(self, deadline: Deadline) -> tuple[str, ...]:
        """The names of the models that the server offers.

        Raises:
            ModelError: It does not say.
        """
        exchange = Exchange(deadline, 1_000_000, streamed=False)

        def call(put: "queue.SimpleQueue[Any]") -> None:
            client = self._model._get_client()  # noqa: SLF001  (llama-index has no call that lists models)
            put.put(tuple(str(model.id) for model in client.models.list().data))

        return next(iter(self._run(exchange, call)), ())

    def chat(
        self, messages: Sequence[Message], deadline: Deadline, *, reply: Reply | None = None, as_json: bool = False
    ) -> Iterator[str]:
        """The pieces of an answer as they come.

        Args:
            messages: The chat so far.
            deadline: By when the last piece has to be here.
            reply: Filled with how the answer ended.
            as_json: Whether an object is wanted; servers that cannot promise one are asked without.

        Raises:
            ModelError: What went wrong, by kind; pieces may have come before.
        """
        most = self._settings.llm_output
        exchange = Exchange(deadline, 65_536 + EVENT_BYTES * most, streamed=self.streams)
        reply = reply if reply is not None else Reply()
        length = 0
        for piece in self._run(exchange, lambda put: self._ask(messages, exchange, put, reply, as_json=as_json)):
            length += len(piece)
            if length > most * TOKEN_CHARACTERS:
                exchange.stop()
                raise ModelTooLong(f"Die Antwort des Sprachmodells ist länger als AQB_LLM_OUTPUT={most} Tokens.")
            yield piece
        if not reply.finish:
            raise ModelCut(f"Die Antwort des Sprachmodells bricht ohne ein Ende ab. {_HELP}")
        if reply.finish not in {"stop", "length", "eos", "end_turn"}:
            raise ModelCut(f"Die Antwort des Sprachmodells endete mit '{reply.finish}' statt mit einem Text. {_HELP}")
        if not length:
            raise ModelGarbled(f"Die Antwort des Sprachmodells ist leer. {_HELP}")

    def _run(self, exchange: Exchange, call: Any) -> Iterator[Any]:
        """Runs a call in a thread of its own and hands on what it puts, until the deadline."""
        pieces: queue.SimpleQueue[Any] = queue.SimpleQueue()
        done = object()

        def work() -> None:
            self._transport.begin(exchange)
            try:
                self._translated(call, pieces, exchange)
            except ModelError as error:
                pieces.put(error)
            finally:
                exchange.close()
                pieces.put(done)

        worker = threading.Thread(target=work, name="language-model", daemon=True)
        worker.start()
        try:
            while True:
                piece = pieces.get(timeout=max(exchange.deadline.left(), 0.001))
                if isinstance(piece, ModelError):
                    raise piece
                if piece is done:
                    worker.join()
                    return
                yield piece
        except queue.Empty:
            raise ModelSlow("Das Sprachmodell hat in der Zeit von AQB_LLM_TIMEOUT nicht zu Ende geantwortet.") from None
        finally:
            exchange.stop()

    def _translated(self, call: Any, pieces: "queue.SimpleQueue[Any]", exchange: Exchange) -> None:
        """Makes the call, with everything that the libraries raise told as one of our kinds."""
        import httpx
        import openai

        try:
            call(pieces)
        except openai.OpenAIError as error:
            raise _kind_of(error, exchange) from error
        except httpx.TimeoutException as error:
            raise ModelSlow("Das Sprachmodell hat in der Zeit von AQB_LLM_TIMEOUT nicht geantwortet.") from error
        except (httpx.HTTPError, OSError) as error:
            raise ModelCut(f"Die Verbindung zum Sprachmodell brach ab ({error}). {_HELP}") from error
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            # The client libraries read fields that a foreign answer does not have.
            raise ModelGarbled(f"Die Antwort des Sprachmodells folgt nicht dem Protokoll ({error}). {_HELP}") from error

    def _ask(
        self,
        messages: Sequence[Message],
        exchange: Exchange,
        put: "queue.SimpleQueue[Any]",
        reply: Reply,
        *,
        as_json: bool,
    ) -> None:
        """Asks, and asks again without what the server turned down."""
        import openai

        whole = self._whole
        while True:
            options = self._options(as_json=as_json)
            reply.options = tuple(options)
            exchange.streamed = not whole
            try:
                self._put_answer(messages, put, reply, options, whole=whole)
            except openai.BadRequestError:
                turned_down = {"seed", "response_format"} & set(options)
                if not turned_down:
                    raise
                self._refused |= turned_down
            except (openai.APIConnectionError, NotStreamed) as error:
                cause = error if isinstance(error, NotStreamed) else error.__cause__
                if not isinstance(cause, NotStreamed):
                    raise
                whole = True
            else:
                self._whole = whole
                return

    def _options(self, *, as_json: bool) -> dict[str, Any]:
        options: dict[str, Any] = {"max_tokens": self._settings.llm_output}
        if self._settings.llm_seed is not None and "seed" not in self._refused:
            options["seed"] = self._settings.llm_seed
        if as_json and "response_format" not in self._refused:
            options["response_format"] = {"type": "json_object"}
        return options

    def _put_answer(
        self,
        messages: Sequence[Message],
        put: "queue.SimpleQueue[Any]",
        reply: Reply,
        options: dict[str, Any],
        *,
        whole: bool,
    ) -> None:
        from llama_index.core.llms import ChatMessage, MessageRole

        chat = [ChatMessage(role=MessageRole(m.role), content=m.text) for m in messages]
        if whole:
            answer = self._model.chat(chat, **options)
            _note_end(answer.raw, reply)
            if isinstance(answer.message.content, str):
                put.put(answer.message.content)
            return
        for part in self._model.stream_chat(chat, **options):
            _note_end(part.raw, reply)
            if part.delta:
                put.put(part.delta)


def _note_end(raw: Any, reply: Reply) -> None:
    """Takes the reason of the end and the counts from an answer or from an event of a stream."""
    reply.model = getattr(raw, "model", "") or reply.model
    for choice in (getattr(raw, "choices", None) or [])[:1]:
        reply.finish = choice.finish_reason or reply.finish
    usage = getattr(raw, "usage", None)
    if usage is not None:
        reply.tokens_in = usage.prompt_tokens or 0
        reply.tokens_out = usage.completion_tokens or 0


def _kind_of(error: Exception, exchange: Exchange) -> ModelError:
    """An error of the client library as one of our kinds."""
    import httpx
    import openai

    cause = error.__cause__
    if isinstance(cause, ModelError):
        return cause
    if isinstance(error, openai.APITimeoutError) or (exchange.deadline.is_over()):
        return ModelSlow("Das Sprachmodell hat in der Zeit von AQB_LLM_TIMEOUT nicht geantwortet.")
    if isinstance(error, openai.APIConnectionError):
        if isinstance(cause, httpx.RemoteProtocolError | httpx.ReadError):
            return ModelCut(f"Die Verbindung zum Sprachmodell brach ab ({cause}). {_HELP}")
        return ModelUnreachable(f"Unter AQB_LLM_URL ist kein Sprachmodell erreichbar ({cause or error}). {_HELP}")
    if isinstance(error, openai.RateLimitError):
        busy = ModelBusy("Das Sprachmodell nimmt gerade keine weitere Frage an (429).")
        busy.wait = _seconds(error.response.headers.get("retry-after", ""))
        return busy
    if isinstance(error, openai.APIStatusError):
        said = f"Der Server des Sprachmodells antwortet mit {error.status_code}"
        if error.status_code in {401, 403}:
            return ModelDenied(f"{said}: AQB_LLM_KEY wird nicht angenommen. {_HELP}")
        if 300 <= error.status_code < 500:
            return ModelDenied(f"{said}; AQB_LLM_URL oder AQB_LLM_MODEL passt nicht zu ihm. {_HELP}")
        return ModelBroken(f"{said}. {_HELP}")
    return ModelBroken(f"Der Server des Sprachmodells meldet einen Fehler ({error}). {_HELP}")


def _seconds(written: str) -> float:
    """Seconds of a "Retry-After"; a date there is not read."""
    try:
        return max(float(written), 0.0)
    except ValueError:
        return 0.0
