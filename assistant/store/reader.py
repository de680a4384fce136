"""The store as its readers see it: documents and passages in memory, vectors in Chroma."""

import threading
import weakref
from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np

from assistant.documents import Document, DocumentKind, Passage
from assistant.errors import IndexMismatch
from assistant.settings import Settings
from assistant.store.chroma import Vector, make_filter, query_passages, read_vectors
from assistant.store.generation import Generation, find_home
from assistant.store.stamp import EmbeddingStamp, Stamp, require_schema, require_settings

if TYPE_CHECKING:
    from pathlib import Path


class Store:
    """One generation, open for reading by any number of threads.

    It stays what it is while `ingest` writes newer ones; `is_current` tells when to open the next. The first `query`
    opens Chroma (about a second with its import); `warm` does so ahead of time. It is closed by `close`, or when
    nobody refers to it any more, so that running answers can finish on it.

    Attributes:
        documents: Every document, in the order of ingest.
        passages: Every passage, in the order of the documents.
        stamp: With what it was built.
        generation: Its name, which sorts by age.
        where: Folder or address, for messages.
        lexical_folder: Where `ingest` left the lexical index, None where there is none.
    """

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._lock = threading.Lock()
        self._finalizer = weakref.finalize(self, generation.close)
        snapshot = generation.read()
        self.documents: tuple[Document, ...] = snapshot.documents
        self.passages: tuple[Passage, ...] = snapshot.passages
        self.stamp: Stamp = snapshot.stamp
        self.generation: str = generation.name
        self.where: str = generation.where
        self.lexical_folder: Path | None = generation.lexical

    def require_embedding(self, embedding: EmbeddingStamp) -> None:
        """Check that questions are embedded as the passages were.

        Raises:
            IndexMismatch: The index was built with another model.
        """
        require_settings(self.stamp, self.where, embedding)

    def warm(self) -> None:
        """Open Chroma now rather than at the first query."""
        if self.passages:
            self.query(np.ones(self.stamp.embedding.dimension, dtype=np.float32), 1)

    def query(
        self,
        vector: Vector,
        k: int,
        *,
        bodies: Collection[str | None] | None = None,
        years: Collection[int | None] | None = None,
        kinds: Collection[DocumentKind] | None = None,
        sections: Collection[str] | None = None,
    ) -> list[tuple[str, float]]:
        """The passages nearest to a vector.

        Args:
            vector: The embedded question.
            k: At most so many.
            bodies: Ids of bodies; None among them means passages of no body. Without the argument: any.
            years: Budget years, None among them means passages of no year.
            kinds: Kinds of documents.
            sections: Labels ("§ 4").

        Returns:
            Passage ids with cosine similarity, nearest first. An empty filter matches nothing.

        Raises:
            IndexMismatch: The vector has another dimension than the index.
            IndexForeign: Chroma cannot read the index.
        """
        dimension = self.stamp.embedding.dimension
        if len(vector) != dimension:
            raise IndexMismatch(
                f"Der Vektor der Frage hat {len(vector)} Zahlen, der Index in '{self.where}' {dimension}; "
                "`python -m ingest --rebuild` baut ihn neu."
            )
        wanted = {
            "body": None if bodies is None else [body or "" for body in bodies],
            "year": None if years is None else [year or 0 for year in years],
            "kind": kinds,
            "section": sections,
        }
        if k <= 0 or not self.passages or any(values is not None and not values for values in wanted.values()):
            return []
        with self._lock:
            pair = self._generation.open_pair()
        return query_passages(pair, np.asarray(vector)[None, :], k, make_filter(wanted.items()))[0]

    def read_vectors(self) -> dict[str, Vector]:
        """Every passage's vector by the passage's id."""
        with self._lock:
            pair = self._generation.open_pair()
        return read_vectors(pair)

    def is_current(self) -> bool:
        """Whether no other generation is served by now; a glance at a file, cheap enough for every question."""
        return self._generation.is_current()

    def close(self) -> None:
        """Let go of the generation; what was read stays in memory. Closing twice is fine."""
        self._finalizer()


def open_store(settings: Settings, embedding: EmbeddingStamp | None = None) -> Store:
    """The generation that is served.

    Args:
        settings: Where the index is.
        embedding: Of the embedder that will embed the questions (`describe_embedder`); None to check later with
            `Store.require_embedding`.

    Raises:
        IndexMissing: There is no index; the message names the command that makes one.
        IndexForeign: The folder holds something else, an index of another version, or a damaged one.
        IndexMismatch: The index was built with another embedding model or passage size.
        StoreError: The server does not answer.
    """
    store = Store(find_home(settings).open_current())
    try:
        require_schema(store.stamp, store.where)
        require_settings(store.stamp, store.where, embedding)
    except BaseException:
        store.close()
        raise
    return store
