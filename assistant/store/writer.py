"""Writing a generation; only `ingest` does."""

from collections.abc import Sequence

import numpy as np

from assistant.documents import Document, Passage
from assistant.settings import PASSAGE_TOKENS
from assistant.store.chroma import Vector
from assistant.store.codec import encode_document, encode_record
from assistant.store.generation import Derive, Draft, Home
from assistant.store.records import make_records
from assistant.store.stamp import SCHEMA_VERSION, EmbeddingStamp, SourceStamp, Stamp, hash_content


def make_stamp(
    documents: Sequence[Document],
    passages: Sequence[Passage],
    embedding: EmbeddingStamp,
    sources: Sequence[SourceStamp],
    parser: str,
) -> Stamp:
    """The stamp of what is about to be written."""
    parts = [str(SCHEMA_VERSION), str(PASSAGE_TOKENS), parser, str(embedding), *(str(source) for source in sources)]
    for document in documents:
        parts += [encode_document(document), document.text]
    for passage, record in zip(passages, make_records(passages), strict=True):
        parts += [passage.id, passage.text, repr(encode_record(record))]
    return Stamp(
        schema=SCHEMA_VERSION,
        embedding=embedding,
        passage_tokens=PASSAGE_TOKENS,
        parser=parser,
        sources=tuple(sources),
        passages=len(passages),
        content=hash_content(parts),
    )


def write_generation(
    home: Home,
    stamp: Stamp,
    documents: Sequence[Document],
    passages: Sequence[Passage],
    vectors: Vector,
    derive: Derive | None = None,
) -> str:
    """Write a generation, verify it, serve it from now on, and give its name. The home must be held.

    Args:
        home: The folder or server.
        stamp: From `make_stamp`.
        documents: In the order in which readers shall see them.
        passages: Theirs.
        vectors: A row a passage, float32.
        derive: Writes what is derived (the lexical index) into the folder given; not called for a server.

    Raises:
        ValueError: The vectors do not fit passages and stamp, or ids are not unique.
        StoreError: It could not be written or verified; the generation before is still served.
    """
    expected = (len(passages), stamp.embedding.dimension)
    if vectors.shape != expected or not np.isfinite(vectors).all():
        raise ValueError(f"Vectors of shape {vectors.shape}, expected {expected} finite numbers.")
    for ids in ([d.id for d in documents], [p.id for p in passages]):
        if len(set(ids)) != len(ids):
            raise ValueError(f"Ids are not unique: {sorted({i for i in ids if ids.count(i) > 1})[:3]}")
    return home.publish(Draft(stamp, tuple(documents), tuple(passages), vectors.astype(np.float32)), derive)
