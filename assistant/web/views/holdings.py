"""What the views are made from: the documents of the open generation, and what is computed from them once."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from functools import cached_property

from assistant.documents import Document
from assistant.library import Library
from assistant.outline import OutlineSection, outline_agreements
from assistant.store.stamp import Stamp
from assistant.web.current import CurrentAssistant

MOST_PAGES = 64
"""Rendered pages that are kept; of 130 documents the largest has 200 KB."""

Rendered = tuple[str, int]
"""A page and its status."""


class Holdings:
    """One generation as the views need it, and the pages made of it last. Safe to use from several threads."""

    def __init__(self, documents: Sequence[Document], generation: str, stamp: Stamp | None) -> None:
        self.library = Library(documents)
        self.generation = generation
        self.stamp = stamp
        self._pages: OrderedDict[Hashable, Rendered] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, address: Hashable, render: Callable[[], Rendered]) -> Rendered:
        """The page of an address (path, parameters, language): rendered once, as nothing in a generation changes."""
        with self._lock:
            if address in self._pages:
                self._pages.move_to_end(address)
                return self._pages[address]
        page = render()
        with self._lock:
            self._pages[address] = page
            if len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)
        return page

    @cached_property
    def outline(self) -> tuple[OutlineSection, ...]:
        """How the agreements are built."""
        return outline_agreements(self.library.agreements)


class CurrentHoldings:
    """The holdings of the generation that is open at the moment, made anew only when it changes."""

    def __init__(self, current: CurrentAssistant) -> None:
        self._current = current
        self._held: tuple[Sequence[Document], Holdings] | None = None

    def get(self) -> Holdings:
        """The holdings of the newest generation.

        Raises:
            AqbError: There is no usable index.
        """
        assistant = self._current.get()
        documents = assistant.documents
        held = self._held
        if held is None or held[0] is not documents:
            held = (documents, Holdings(documents, assistant.generation, assistant.stamp))
            self._held = held
        return held[1]
