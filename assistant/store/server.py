"""Generations on a Chroma server: pairs of collections, a record as the pointer, a collection as the lock.

```
aqb-current                      one record "current": {"generation": "gen-...", "previous": "gen-..."}
aqb-documents-gen-...            the pair of one generation
aqb-passages-gen-...
aqb-lock                         exists while an ingest is at work; tells whose
```
"""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import IndexBusy, IndexForeign, IndexMissing, StoreError
from assistant.store.chroma import (
    Pair,
    add_documents,
    add_passages,
    close_client,
    create_pair,
    find_pair,
    import_chromadb,
    make_constant_vectors,
    open_server_client,
    read_snapshot,
    translate_errors,
)
from assistant.store.generation import Derive, Draft, make_name
from assistant.store.lock import describe_holder
from assistant.store.pointer import Pointer
from assistant.store.stamp import REBUILD
from assistant.store.verify import verify_generation

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

    from assistant.store.codec import Snapshot

_CURRENT, _LOCK, _DOCUMENTS, _PASSAGES = "aqb-current", "aqb-lock", "aqb-documents-", "aqb-passages-"
_LOCK_LASTS = timedelta(hours=6)
"""After so long a lock from another machine is taken for that of a dead process."""


def _names(generation: str) -> tuple[str, str]:
    return _DOCUMENTS + generation, _PASSAGES + generation


def _read_pointer(client: "ClientAPI", where: str) -> Pointer | None:
    with translate_errors(where):
        try:
            found = client.get_collection(_CURRENT, embedding_function=None).get(ids=["current"])
        except import_chromadb().errors.NotFoundError:
            return None
        if not found["documents"]:
            return None
        written = json.loads(found["documents"][0])
        return Pointer(written["generation"], written["previous"])


class ServerGeneration:
    """One generation of a server.

    Raises:
        chromadb.errors.NotFoundError: It was removed since its name was read.
    """

    lexical: Path | None = None

    def __init__(self, client: "ClientAPI", name: str, where: str) -> None:
        self.name = name
        self.where = where
        self._client = client
        self._is_open = True
        self._pair = find_pair(client, _names(name), where)

    def read(self) -> "Snapshot":
        """Documents, passages and stamp."""
        return read_snapshot(self._pair)

    def open_pair(self) -> Pair:
        """The collections."""
        return self._pair

    def is_current(self) -> bool:
        """Whether the pointer still names this generation; asks the server."""
        pointer = _read_pointer(self._client, self.where)
        return pointer is not None and pointer.generation == self.name

    def close(self) -> None:
        """Let go of the client; nothing is held on a server, where the generation before the served one stays."""
        if self._is_open:
            self._is_open = False
            self._pair.close()


class ServerHome:
    """The generations of one Chroma server."""

    def __init__(self, url: str) -> None:
        self.where = url
        self._writing: ClientAPI | None = None

    @property
    def _client(self) -> "ClientAPI":
        if self._writing is None:
            raise RuntimeError("The server is not held for writing.")
        return self._writing

    def open_current(self) -> ServerGeneration:
        """The generation that is served.

        Raises:
            IndexMissing: There is none.
            IndexForeign: It is damaged or not ours.
        """
        client = open_server_client(self.where)
        try:
            for _ in range(2):  # The second time for a generation that was replaced twice in between.
                pointer = _read_pointer(client, self.where)
                if pointer is None:
                    raise IndexMissing(f"Kein Index in '{self.where}'; `python -m ingest` legt ihn an.")
                with suppress(import_chromadb().errors.NotFoundError):
                    return ServerGeneration(client, pointer.generation, self.where)
        except StoreError:
            close_client(client)
            raise
        close_client(client)
        raise IndexForeign(f"Der Index in '{self.where}' ist unvollständig, seine Fassung fehlt; {REBUILD}.")

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Be the only writer of the server, and remove what a killed one left.

        Raises:
            IndexBusy: Another ingest is at work, here or on another machine.
            StoreError: The server cannot be written.
        """
        self._writing = open_server_client(self.where)
        try:
            self._take_lock()
            try:
                self._sweep()
                yield
            finally:
                self._client.delete_collection(_LOCK)
        finally:
            close_client(self._client)
            self._writing = None

    def _take_lock(self) -> None:
        holder = {"pid": os.getpid(), "host": socket.gethostname(), "since": datetime.now(UTC).isoformat()}
        with translate_errors(self.where, writing=True):
            if (other := self._find_lock()) and _is_dead(other):
                self._client.delete_collection(_LOCK)
            try:
                self._client.create_collection(_LOCK, metadata=holder, embedding_function=None)
            except import_chromadb().errors.ChromaError as error:
                other = self._find_lock() or {}
                process = f"{other.get('pid', '?')} auf {other.get('host', '?')}"
                raise IndexBusy(describe_holder(self.where, process)) from error

    def _find_lock(self) -> dict[str, Any] | None:
        try:
            return dict(self._client.get_collection(_LOCK, embedding_function=None).metadata or {})
        except import_chromadb().errors.NotFoundError:
            return None

    def publish(self, draft: Draft, derive: Derive | None) -> str:  # noqa: ARG002  (a server has no folder for it)
        """Write a generation, verify it, and serve it from now on.

        Raises:
            StoreError: It could not be written or verified; the one before is still served.
        """
        name = make_name(draft.stamp)
        with translate_errors(self.where, writing=True):
            pair = create_pair(self._client, _names(name), draft.stamp, self.where)
            add_documents(pair, draft.documents, draft.passages, draft.stamp)
            add_passages(pair, draft.passages, draft.vectors)
        verify_generation(ServerGeneration(self._client, name, self.where), draft)
        with translate_errors(self.where, writing=True):
            old = self._find_old()
            written = {"generation": name, "previous": old.generation if old else None}
            self._client.get_or_create_collection(_CURRENT, embedding_function=None).upsert(
                ids=["current"], documents=[json.dumps(written)], embeddings=make_constant_vectors(1)
            )
        self._sweep()
        return name

    def _find_old(self) -> Pointer | None:
        """The pointer, None where it is missing or damaged: a new generation mends that."""
        try:
            return _read_pointer(self._client, self.where)
        except IndexForeign:
            return None

    def _sweep(self) -> None:
        """Remove the pairs that are neither served nor were before; those of killed ingests among them."""
        try:
            pointer = _read_pointer(self._client, self.where)
        except StoreError:  # Nobody knows which one is served: all stay until a new one is.
            return
        kept = {*_names(pointer.generation), *_names(pointer.previous or "")} if pointer else set()
        with translate_errors(self.where, writing=True):
            for collection in self._client.list_collections():
                if collection.name.startswith((_DOCUMENTS, _PASSAGES)) and collection.name not in kept:
                    self._client.delete_collection(collection.name)


def _is_dead(holder: dict[str, Any]) -> bool:
    """Whether the process behind a lock is surely gone: looked up on this machine, by age on others."""
    try:
        if holder["host"] == socket.gethostname():
            os.kill(int(holder["pid"]), 0)
            return False
        return datetime.now(UTC) - datetime.fromisoformat(holder["since"]) > _LOCK_LASTS
    except ProcessLookupError:
        return True
    except (KeyError, ValueError, PermissionError):
        return False
