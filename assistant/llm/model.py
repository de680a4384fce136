"""The configured language model: one client, its breaker, its places, and what it cost.

The door of this room. Nothing else of the program knows that there is a model, and without one this is never loaded.
"""

import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from assistant.errors import ModelBusy, ModelDenied, ModelError
from assistant.llm.breaker import Breaker
from assistant.llm.client import ChatClient, Message, Reply
from assistant.llm.deadline import Deadline
from assistant.llm.tokens import count_tokens
from assistant.settings import Settings

MOST_REFUSED = 500
"""Refused sentences that are remembered, for measures; the oldest are forgotten."""

WAIT_SHARE = 0.25
"""Share of the time for an answer that a question waits for a free place at the model."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a model was asked and gave, over all questions so far.

    `kept` and `removed` count its sentences, `read` the questions that it interpreted, `faults` its failures by kind.
    """

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    kept: int = 0
    removed: int = 0
    read: int = 0
    seconds: float = 0.0
    faults: dict[str, int] = field(default_factory=dict)


class LanguageModel:
    """Asks the model of the settings, within their limits. Safe to use from several threads."""

    def __init__(self, settings: Settings, breaker: Breaker | None = None) -> None:
        self.settings = settings
        self._client = ChatClient(settings)
        self._breaker = breaker or Breaker()
        self._places = threading.BoundedSemaphore(settings.llm_parallel)
        self._lock = threading.Lock()
        self._usage = Usage()
        self.refused: deque[tuple[str, str]] = deque(maxlen=MOST_REFUSED)

    def load(self) -> None:
        """Loads the libraries of the client and the token counter, before the first question.

        Raises:
            SettingsError: The address or name cannot be used.
        """
        self._client.load()
        count_tokens("")

    @property
    def usage(self) -> Usage:
        """What it cost so far."""
        with self._lock:
            return self._usage

    def deadline(self, start: float) -> Deadline:
        """The time that is left for an answer begun at `start`, by `time.perf_counter`."""
        return Deadline(self.settings.llm_timeout - (time.perf_counter() - start))

    def ask(self, messages: Sequence[Message], deadline: Deadline, *, as_json: bool = False) -> Iterator[str]:
        """The pieces of an answer.

        Raises:
            ModelError: The model is left alone for now, all its places are taken, or the call failed.
        """
        if not self._breaker.allows():
            raise self._counted(
                ModelBusy("Das Sprachmodell hat zuletzt nicht geantwortet und wird kurz in Ruhe gelassen.")
            )
        reply, written = Reply(), ""
        with self._place(deadline):
            try:
                for piece in self._client.chat(messages, deadline, reply=reply, as_json=as_json):
                    written += piece
                    yield piece
            except ModelError as error:
                self._breaker.fail(wait=getattr(error, "wait", 0.0), lasting=isinstance(error, ModelDenied))
                raise self._counted(error) from error
            else:
                self._breaker.succeed()
            finally:
                asked = sum(count_tokens(m.text) for m in messages)
                self._add(
                    calls=1, tokens_in=reply.tokens_in or asked, tokens_out=reply.tokens_out or count_tokens(written)
                )

    @contextmanager
    def _place(self, deadline: Deadline) -> Iterator[None]:
        if not self._places.acquire(timeout=max(deadline.left() * WAIT_SHARE, 0.001)):
            raise self._counted(ModelBusy("Das Sprachmodell beantwortet gerade andere Fragen (AQB_LLM_PARALLEL)."))
        try:
            yield
        finally:
            self._places.release()

    def count_sentences(self, kept: int, removed: int, seconds: float, refused: Sequence[tuple[str, str]] = ()) -> None:
        """Counts what became of an answer's sentences; `refused` are those that did not pass, each with the reason."""
        self.refused.extend(refused)
        self._add(kept=kept, removed=removed, seconds=seconds)

    def count_reading(self) -> None:
        """Counts a question that it interpreted."""
        self._add(read=1)

    def _add(
        self, *, calls: int = 0, tokens_in: int = 0, tokens_out: int = 0, kept: int = 0, removed: int = 0, read: int = 0,
        seconds: float = 0.0,
    ) -> None:  # fmt: skip
        with self._lock:
            u = self._usage
            self._usage = replace(
                u,
                calls=u.calls + calls,
                tokens_in=u.tokens_in + tokens_in,
                tokens_out=u.tokens_out + tokens_out,
                kept=u.kept + kept,
                removed=u.removed + removed,
                read=u.read + read,
                seconds=u.seconds + seconds,
            )

    def _counted(self, error: ModelError) -> ModelError:
        with self._lock:
            kind = type(error).__name__
            self._usage = replace(self._usage, faults=self._usage.faults | {kind: self._usage.faults.get(kind, 0) + 1})
        return error
