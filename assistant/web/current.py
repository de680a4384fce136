"""The assistant that is open at the moment: opened beside the start of the page, renewed with the index."""

import threading
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from assistant.answers import Answer, Hit, Language
from assistant.documents import Document
from assistant.errors import AqbError
from assistant.store.stamp import Stamp

_WARM_UP_QUERY = "Ausbildung"


class Conversation(Protocol):
    """What the page needs of a conversation."""

    def ask(self, question: str, lang: Language | None = None) -> Answer:
        """Answer a question in the light of those before it."""

    def move_to(self, assistant: Any) -> None:
        """Go on over another generation of the index."""


class Assistant(Protocol):
    """What the page needs of an assistant."""

    @property
    def documents(self) -> Sequence[Document]:
        """Every document of the open generation."""

    @property
    def generation(self) -> str:
        """The name of the open generation."""

    @property
    def stamp(self) -> Stamp | None:
        """With what it was built."""

    def start(self) -> Conversation:
        """A new conversation."""

    def search(self, query: str, k: int) -> Sequence[Hit]:
        """The best passages for a query."""

    def is_current(self) -> bool:
        """Whether the index has no newer generation than the one that is open."""


class CurrentAssistant:
    """Opens the assistant, keeps it, and opens it again when the index has a newer generation.

    Whoever holds the assistant from before finishes on it: nothing is closed under a running answer.
    """

    def __init__(self, open_assistant: Callable[[], Assistant]) -> None:
        self._open = open_assistant
        self._assistant: Assistant | None = None
        self._warm: Assistant | None = None
        self._lock = threading.Lock()

    def get(self) -> Assistant:
        """The assistant of the newest generation.

        Raises:
            AqbError: There is no usable index; the next call tries again.
        """
        with self._lock:
            if self._assistant is None or not self._assistant.is_current():
                self._assistant = self._open()
            return self._assistant

    def open_in_background(self) -> threading.Thread:
        """Start opening now; a failure is reported by the next `get`."""
        thread = threading.Thread(target=self._try_to_open, name="open-assistant", daemon=True)
        thread.start()
        return thread

    def _try_to_open(self) -> None:
        try:
            self.get()
        except AqbError:
            return

    def warm_up(self, assistant: Assistant) -> None:
        """Search once in the background, so that the first visitor does not wait for models and word lists to load."""
        with self._lock:
            if self._warm is assistant:
                return
            self._warm = assistant
        threading.Thread(target=_try_to_search, args=(assistant,), name="warm-up", daemon=True).start()


def _try_to_search(assistant: Assistant) -> None:
    try:
        assistant.search(_WARM_UP_QUERY, 1)
    except AqbError:
        return
