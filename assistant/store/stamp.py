"""The stamp of a generation: with what it was built, and from which files."""

import hashlib
from dataclasses import dataclass
from typing import Protocol

from assistant.errors import IndexForeign, IndexMismatch
from assistant.settings import PASSAGE_TOKENS

SCHEMA_VERSION = 2
"""Raised with every change of what the store's records mean; an index of another version is built anew."""

REBUILD = "`python -m ingest --rebuild` baut ihn neu"


class Embeds(Protocol):
    """What the stamp needs to know of an embedder."""

    @property
    def name(self) -> str:
        """The model's name."""

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""

    @property
    def fingerprint(self) -> str:
        """A short hash that changes when the model does."""


@dataclass(frozen=True, slots=True)
class EmbeddingStamp:
    """The identity of an embedding model: vectors of two models with different stamps never meet."""

    name: str
    dimension: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class SourceStamp:
    """One ingested file. `key` changes when the file must be parsed again (bytes, id, origin, parser)."""

    document: str
    sha256: str
    key: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """With what a generation was built. `content` is a hash over all of it: equal content, equal index."""

    schema: int
    embedding: EmbeddingStamp
    passage_tokens: int
    parser: str
    sources: tuple[SourceStamp, ...]
    passages: int
    content: str


def describe_embedder(embedder: Embeds) -> EmbeddingStamp:
    """The identity of an embedder."""
    return EmbeddingStamp(embedder.name, embedder.dimension, embedder.fingerprint)


def hash_content(parts: list[str]) -> str:
    """A SHA-256 over parts, in order and without running into each other."""
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode()
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return digest.hexdigest()


def require_schema(stamp: Stamp, where: str) -> None:
    """Check that the records mean what this version takes them for.

    Raises:
        IndexForeign: The index was written by another version of the program.
    """
    if stamp.schema != SCHEMA_VERSION:
        raise IndexForeign(
            f"Der Index in '{where}' hat die Fassung {stamp.schema}, erwartet wird {SCHEMA_VERSION}; {REBUILD}."
        )


def require_settings(stamp: Stamp, where: str, embedding: EmbeddingStamp | None) -> None:
    """Check that questions and passages are cut and embedded alike.

    Args:
        stamp: Of the opened generation.
        where: Folder or address, for the message.
        embedding: Of the embedder that will embed the questions; None leaves it unchecked.

    Raises:
        IndexMismatch: Another passage size or another embedding model.
    """
    if stamp.passage_tokens != PASSAGE_TOKENS:
        raise IndexMismatch(
            f"Der Index in '{where}' ist in Textstellen zu {stamp.passage_tokens} Token geschnitten, "
            f"erwartet werden {PASSAGE_TOKENS}; {REBUILD}."
        )
    if embedding is not None and stamp.embedding != embedding:
        raise IndexMismatch(
            f"Der Index in '{where}' gehört zu {_name(stamp.embedding, embedding)}, "
            f"eingestellt ist {_name(embedding, stamp.embedding)}; {REBUILD}."
        )


def _name(shown: EmbeddingStamp, other: EmbeddingStamp) -> str:
    """A model for people; the fingerprint only where nothing else tells the two apart."""
    twins = (shown.name, shown.dimension) == (other.name, other.dimension)
    mark = f", Kennung {shown.fingerprint[:12]}" if twins else ""
    return f"Einbettungsmodell '{shown.name}' ({shown.dimension} Zahlen{mark})"
