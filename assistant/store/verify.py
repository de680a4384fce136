"""The examination of a new generation before anybody is served from it."""

import numpy as np

from assistant.errors import StoreError
from assistant.store.chroma import query_passages, read_snapshot
from assistant.store.codec import Snapshot
from assistant.store.generation import Draft, Generation

_NEAR = 1e-4
_CANARY_BATCH = 256
_LOST = 1_000
"""One in so many passages may be out of reach: HNSW's graph is approximate, and every smaller index must be whole."""


def verify_generation(generation: Generation, draft: Draft) -> None:
    """Read everything back and ask for every passage.

    Three questions: do snapshot and Chroma hold exactly the documents and passages that were given; does a query
    reach every passage; does every passage's own vector (a canary) come first, or level with the first. In a graph of
    tens of thousands of vectors a few cannot be reached; `_LOST` says how many may.

    Raises:
        StoreError: One of the answers is no.
    """
    wanted = Snapshot(draft.stamp, draft.documents, draft.passages)
    pair = generation.open_pair()
    if generation.read() != wanted or read_snapshot(pair) != wanted:
        raise _failed(generation, "gelesen wird nicht, was geschrieben wurde")
    count = len(draft.passages)
    if not count:
        return
    reached = {key for key, _ in query_passages(pair, draft.vectors[:1], count)[0]}
    if len({passage.id for passage in draft.passages} - reached) > count // _LOST:
        raise _failed(generation, f"eine Suche erreicht {len(reached)} von {count} Textstellen")
    # Words that the model does not know at all give the zero vector, which is near to nothing.
    canaries = draft.vectors[np.linalg.norm(draft.vectors, axis=1) > 0]
    lost = 0
    for start in range(0, len(canaries), _CANARY_BATCH):
        batch = canaries[start : start + _CANARY_BATCH]
        lost += sum(not hits or hits[0][1] < 1 - _NEAR for hits in query_passages(pair, batch, 1))
    if lost > count // _LOST:
        raise _failed(generation, f"{lost} Textstellen werden mit ihrem eigenen Vektor nicht gefunden")


def _failed(generation: Generation, reason: str) -> StoreError:
    return StoreError(
        f"Die neue Fassung des Index in '{generation.where}' hat die Prüfung nicht bestanden ({reason}); "
        "die bisherige bleibt bestehen, `python -m ingest --rebuild` versucht es von vorn."
    )
