"""The one door to Chroma: clients, the two collections of a generation, their records and their queries.

Only precomputed vectors go in and out (Chroma's own embedding function downloads a model). Each collection is written
once and then only read; with `sync_threshold` out of reach Chroma keeps its vectors in SQLite alone, which is crash-safe,
and builds their graph at opening. Where that would take seconds, the graph is written too, once, with the last record.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import numpy as np

from assistant.documents import Document, Passage
from assistant.errors import IndexForeign, SettingsError, StoreError
from assistant.store.codec import (
    Snapshot,
    decode_document,
    decode_record,
    decode_stamp,
    encode_document,
    encode_record,
    encode_stamp,
)
from assistant.store.records import make_records, read_passages
from assistant.store.stamp import REBUILD, Stamp, require_schema

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

T = TypeVar("T")
Vector = np.ndarray[Any, np.dtype[np.float32]]

_NEVER = 1_000_000
_LARGE = 4_000
"""Passages from which the graph is written: it would take a second and twice its memory to build at opening."""

CONFIGURATION = {
    "hnsw": {
        "space": "cosine",
        "sync_threshold": _NEVER,
        # Denser and searched wider than by default: measured on 3,000 passages, a tenth of the default's misses
        # for a third of a millisecond more.
        "max_neighbors": 32,
        "ef_construction": 200,
        "ef_search": 400,
    }
}
_SERVER_SECONDS = 60.0
_PAGE = 500
_BATCH_CHARACTERS = 8_000_000


@dataclass(frozen=True, slots=True)
class Pair:
    """The two collections of an opened generation."""

    client: "ClientAPI"
    documents: Any
    passages: Any
    where: str

    def close(self) -> None:
        """Let go of the client."""
        close_client(self.client)


def close_client(client: "ClientAPI") -> None:
    """Let go of a folder or a server; the last client of a folder closes its files."""
    client.close()  # type: ignore[attr-defined]  # it is there, but not in chromadb's protocol
    for session in _find_sessions(client):
        session.close()


def _find_sessions(client: "ClientAPI") -> list[Any]:
    """The HTTP sessions of a server's client (its own and its administrator's).

    chromadb 1.5 never closes them and lets them wait for ever.
    """
    holders = (client, getattr(client, "_admin_client", None))
    sessions = [getattr(getattr(holder, "_server", None), "_session", None) for holder in holders]
    return [session for session in sessions if session is not None]


def import_chromadb() -> ModuleType:
    """chromadb, imported without the `.env` of the working folder, which it would read as its own settings."""
    if "chromadb" not in sys.modules and Path(".env").exists():
        with chdir(tempfile.gettempdir()):
            import chromadb.errors
    import chromadb.errors

    return chromadb


def _make_settings() -> Any:
    return import_chromadb().config.Settings(_env_file=None, anonymized_telemetry=False)


@contextmanager
def translate_errors(where: str, *, writing: bool = False) -> Iterator[None]:
    """Turn what Chroma raises into a sentence.

    Raises:
        IndexForeign: Reading failed: damaged, or not ours.
        StoreError: Writing failed (disk full, no permission), or the server does not answer.
    """
    from httpx import HTTPError

    ChromaError = import_chromadb().errors.ChromaError  # noqa: N806  (it is a class)
    try:
        yield
    except HTTPError as error:
        raise StoreError(f"Der Chroma-Server unter '{where}' antwortet nicht ({type(error).__name__}).") from error
    except (ChromaError, ValueError, KeyError, OSError) as error:
        raise _sentence(where, error, writing=writing) from error
    except BaseException as error:
        # Chroma's Rust core panics with a class of its own that is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise _sentence(where, error, writing=writing) from error


def _sentence(where: str, error: BaseException, *, writing: bool) -> StoreError:
    reason = str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
    if writing:
        return StoreError(
            f"Der Index in '{where}' ließ sich nicht schreiben ({reason}); der bisherige bleibt bestehen; "
            "freier Platz und Schreibrechte dort helfen."
        )
    return IndexForeign(f"Der Index in '{where}' lässt sich nicht lesen ({reason}); {REBUILD}.")


def open_folder_client(folder: Path) -> "ClientAPI":
    """A client on a folder that no other process uses at the same time."""
    client: ClientAPI = import_chromadb().PersistentClient(str(folder), _make_settings())
    return client


def open_server_client(url: str) -> "ClientAPI":
    """A client of a Chroma server.

    Raises:
        SettingsError: The address cannot be meant.
        StoreError: Nothing answers there.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingsError(f"AQB_CHROMA_URL ist '{url}', erwartet wird eine Adresse wie 'http://127.0.0.1:8000'.")
    secure = parts.scheme == "https"
    try:
        client: ClientAPI = import_chromadb().HttpClient(
            host=parts.hostname,
            port=parts.port or (443 if secure else 8000),
            ssl=secure,
            settings=_make_settings(),
        )
    except ValueError as error:
        raise StoreError(
            f"Unter '{url}' (AQB_CHROMA_URL) antwortet kein Chroma-Server; `chroma run` startet einen."
        ) from error
    for session in _find_sessions(client):
        session.timeout = _SERVER_SECONDS
    return client


def create_pair(client: "ClientAPI", names: tuple[str, str], stamp: Stamp, where: str) -> Pair:
    """The two empty collections of a new generation; the stamp is the metadata of the first."""
    threshold = stamp.passages if stamp.passages >= _LARGE else _NEVER
    large = {"hnsw": CONFIGURATION["hnsw"] | {"sync_threshold": threshold}}
    documents, passages = (
        client.create_collection(name, configuration=configuration, metadata=metadata, embedding_function=None)  # type: ignore[arg-type]
        for name, configuration, metadata in (
            (names[0], CONFIGURATION, {"stamp": encode_stamp(stamp)}),
            (names[1], large, {"schema": stamp.schema}),
        )
    )
    return Pair(client, documents, passages, where)


def find_pair(client: "ClientAPI", names: tuple[str, str], where: str) -> Pair:
    """The two collections of a generation that is there.

    Raises:
        chromadb.errors.NotFoundError: It is not.
    """
    documents, passages = (client.get_collection(name, embedding_function=None) for name in names)
    return Pair(client, documents, passages, where)


def make_constant_vectors(count: int) -> Vector:
    """Vectors of records that are never searched: without any, Chroma tries to download a model."""
    return np.ones((count, 1), dtype=np.float32)


def add_documents(pair: Pair, documents: Sequence[Document], passages: Sequence[Passage], stamp: Stamp) -> None:
    """One record a document: text, facts, hash, passage ids, parser version."""
    of: dict[str, list[str]] = {document.id: [] for document in documents}
    for passage in passages:
        of[passage.span.document_id].append(passage.id)
    limit = pair.client.get_max_batch_size()
    numbered = list(enumerate(documents))
    for batch in _batches(numbered, limit, lambda item: 3 * len(item[1].text)):
        pair.documents.add(
            ids=[document.id for _, document in batch],
            embeddings=make_constant_vectors(len(batch)),
            documents=[document.text for _, document in batch],
            metadatas=[
                {
                    "position": position,
                    "file": document.file,
                    "kind": document.kind,
                    "body": document.body or "",
                    "year": document.year or 0,
                    "sha256": document.sha256,
                    "parser": stamp.parser,
                    "passages": json.dumps(of[document.id]),
                    "facts": encode_document(document),
                }
                for position, document in batch
            ],
        )


def add_passages(pair: Pair, passages: Sequence[Passage], vectors: Vector) -> None:
    """One llama-index node a passage, so that any llama-index program can search the same collection.

    `ChromaVectorStore` sends batches beyond Chroma's limit, so it is given no more than fits.
    """
    from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode
    from llama_index.vector_stores.chroma import ChromaVectorStore

    store = ChromaVectorStore(chroma_collection=pair.passages)
    numbered = list(enumerate(zip(passages, make_records(passages), strict=True)))
    for batch in _batches(numbered, pair.client.get_max_batch_size(), lambda item: 6 * len(item[1][0].search_text)):
        store.add(
            [
                TextNode(
                    id_=passage.id,
                    text=passage.text,
                    embedding=vectors[position].tolist(),
                    metadata=encode_record(record) | {"position": position},
                    start_char_idx=passage.span.start,
                    end_char_idx=passage.span.end,
                    relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=passage.span.document_id)},
                )
                for position, (passage, record) in batch
            ]
        )


def _batches(items: Sequence[T], limit: int, weigh: Callable[[T], int]) -> Iterator[list[T]]:
    """Items in order, in batches of at most `limit` items and, but for single giants, `_BATCH_CHARACTERS`."""
    batch: list[T] = []
    weight = 0
    for item in items:
        heavier = weight + weigh(item)
        if batch and (len(batch) == limit or heavier > _BATCH_CHARACTERS):
            yield batch
            batch, heavier = [], weigh(item)
        batch.append(item)
        weight = heavier
    if batch:
        yield batch


def read_snapshot(pair: Pair) -> Snapshot:
    """Everything but the vectors, from Chroma.

    Raises:
        IndexForeign: The collections are not ours, of another version, or damaged.
    """
    with translate_errors(pair.where):
        stamp = decode_stamp((pair.documents.metadata or {}).get("stamp", ""))
        require_schema(stamp, pair.where)
        documents = [decode_document(fields["facts"], text) for _, text, fields in _records(pair.documents)]
        rows = _records(pair.passages)
        records = [decode_record(key, fields) for key, _, fields in rows]
        passages = read_passages(records, (text for _, text, _ in rows))
    return Snapshot(stamp, tuple(documents), passages)


def _records(collection: Any) -> list[tuple[str, str, dict[str, Any]]]:
    """Id, text and metadata of every record, in the order in which they were written."""
    rows: list[tuple[str, str, dict[str, Any]]] = []
    for offset in range(0, collection.count(), _PAGE):
        page = collection.get(limit=_PAGE, offset=offset, include=["documents", "metadatas"])
        rows += zip(page["ids"], page["documents"], page["metadatas"], strict=True)
    return sorted(rows, key=lambda row: row[2]["position"])


def read_vectors(pair: Pair) -> dict[str, Vector]:
    """Every passage's vector by the passage's id."""
    vectors: dict[str, Vector] = {}
    with translate_errors(pair.where):
        for offset in range(0, pair.passages.count(), _PAGE):
            page = pair.passages.get(limit=_PAGE, offset=offset, include=["embeddings"])
            vectors |= zip(page["ids"], np.asarray(page["embeddings"], dtype=np.float32), strict=True)
    return vectors


def query_passages(
    pair: Pair, vectors: Vector, k: int, where: dict[str, Any] | None = None
) -> list[list[tuple[str, float]]]:
    """The nearest passages of each vector: id and cosine similarity, nearest first."""
    with translate_errors(pair.where):
        found = pair.passages.query(
            query_embeddings=np.asarray(vectors, dtype=np.float32), n_results=k, where=where, include=["distances"]
        )
    return [
        [(key, max(-1.0, min(1.0, 1.0 - distance))) for key, distance in zip(ids, distances, strict=True)]
        for ids, distances in zip(found["ids"], found["distances"], strict=True)
    ]


def make_filter(wanted: Iterable[tuple[str, Collection[str | int] | None]]) -> dict[str, Any] | None:
    """The `where` of a query: each field among its values, None for a field that may be anything.

    Chroma takes one field a level, `$and` only over two or more, and compares "2024" with 2024 as different.

    Example:
        >>> make_filter([("body", ["stadt-kassel"]), ("year", None)])
        {'body': {'$in': ['stadt-kassel']}}
    """
    parts = [{field: {"$in": sorted(values)}} for field, values in wanted if values is not None]
    return {"$and": parts} if len(parts) > 1 else next(iter(parts), None)
