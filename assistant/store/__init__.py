"""The store: everything that was ingested, in Chroma, one *generation* at a time.

An index is a build product. `python -m ingest` writes a generation beside the one that is served, verifies it and
swaps a pointer; readers open the generation that the pointer names and keep it until they close it.

* `open_store` reads; it needs neither Chroma nor an embedding model until the first `Store.query`.
* `assistant.store.writer.write_generation` writes; only `ingest` calls it.

A home is where generations live: a folder (`assistant.store.folder`) or a Chroma server (`assistant.store.server`).
"""

from assistant.store.reader import Store, open_store
from assistant.store.stamp import EmbeddingStamp, Stamp, describe_embedder

__all__ = ["EmbeddingStamp", "Stamp", "Store", "describe_embedder", "open_store"]
