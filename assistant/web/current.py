"""The assistant that is open at the moment: opened beside the start of the page, renewed with the index."""

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol, Self, TypeVar, cast

from assistant.answers import Answer, Hit, Language
from assistant.documents import Document
from assistant.errors import AqbError
from assistant.library import Library
from assistant.plan import QueryPlan
from assistant.revise import PlanEdit
from assistant.store.stamp import Stamp

T = TypeVar("T")


class Conversation(Protocol):
    """What the page needs of a conversation."""

    def ask(self, question: str, lang: Language | None = None) -> Answer:
        """Answer a question in the light of those before it."""

    def ask_stream(self, question: str, lang: Language | None = None) -> Iterator[str | Answer]:
        """The text of the next answer in checked pieces, and the answer itself last."""

    @property
    def plans(self) -> tuple[QueryPlan, ...]:
        """What the last question was understood to ask."""

    def revise(self, plans: Sequence[QueryPlan], edit: PlanEdit) -> Answer:
        """The answer to plans with one slot changed."""

    def fork(self) -> Self:
        """A conversation that goes on from here on its own."""

    def move_to(self, assistant: Any) -> None:
        """Go on over another generation of the index."""


class Assistant(Protocol):
    """What the page needs of an assistant."""

    @property
    def documents(self) -> Sequence[Document]:
        """Every document of the open generation."""

    @property
    def library(self) -> Library:
        """The same documents with the look-ups over all of them."""

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
        self._lock = threading.Lock()
        self._deriving = threading.Lock()
        self._derived_from: Assistant | None = None
        self._derived: dict[str, object] = {}

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

    def derive(self, assistant: Assistant, name: str, make: Callable[[Assistant], T]) -> T:
        """What is made of an assistant once, by its name, and made again for the next generation."""
        with self._deriving:
            if self._derived_from is not assistant:
                self._derived_from, self._derived = assistant, {}
            if name not in self._derived:
                self._derived[name] = make(assistant)
            return cast("T", self._derived[name])

    def prepare(self, name: str, make: Callable[[Assistant], Any]) -> threading.Thread:
        """Derive something in the background, so that the first visitor does not wait for it."""
        thread = threading.Thread(target=self._try_to_derive, args=(name, make), name="prepare", daemon=True)
        thread.start()
        return thread

    def _try_to_derive(self, name: str, make: Callable[[Assistant], Any]) -> None:
        try:
            self.derive(self.get(), name, make)
        except AqbError:
            return
