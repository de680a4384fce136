"""The examination of a new generation before anybody is served from it."""

import numpy as np
from numpy.typing import NDArray

from assistant.errors import StoreError
from assistant.store.chroma import Pair, query_passages, read_snapshot
from assistant.store.codec import Snapshot
from assistant.store.generation import Draft, Generation

Canaries = NDArray[np.float32]
_NEAR = 1e-4
_CANARY_BATCH = 256
_WIDE = 200
"""Nearest passages asked for where a canary does not come first at once."""
_MOST_LOST = 0.001
"""Share of passages that may stay unfound: the graph of nearest neighbours is approximate, and misses a passage in
some ten thousand whose vector nearly equals many others; a broken one misses most."""


def verify_generation(generation: Generation, draft: Draft) -> None:
    """Read everything back and ask for every passage.

    Three questions: do snapshot and Chroma hold exactly the documents and passages that were given; does a query
    reach every passage; does every passage's own vector (a canary) come first, or level with the first. In a graph of
    tens of thousands of vectors a few cannot be reached; `_MOST_LOST` says how many may.

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
    if len({passage.id for passage in draft.passages} - reached) > _MOST_LOST * count:
        raise _failed(generation, f"eine Suche erreicht {len(reached)} von {count} Textstellen")
    # Words that the model does not know at all give the zero vector, which is near to nothing.
    canaries = draft.vectors[np.linalg.norm(draft.vectors, axis=1) > 0]
    lost = _find_lost(pair, _find_lost(pair, canaries, 1), _WIDE)
    if len(lost) > _MOST_LOST * count:
        raise _failed(generation, f"{len(lost)} Textstellen werden mit ihrem eigenen Vektor nicht gefunden")


def _find_lost(pair: Pair, canaries: Canaries, k: int) -> Canaries:
    """The vectors to which none of the `k` nearest passages is as near as their own must be."""
    lost: list[NDArray[np.float32]] = []
    for start in range(0, len(canaries), _CANARY_BATCH):
        batch = canaries[start : start + _CANARY_BATCH]
        found = query_passages(pair, batch, k)
        lost += [v for v, hits in zip(batch, found, strict=True) if max((c for _, c in hits), default=0) < 1 - _NEAR]
    return np.array(lost, dtype=canaries.dtype).reshape(len(lost), canaries.shape[1])


def _failed(generation: Generation, reason: str) -> StoreError:
    return StoreError(
        f"Die neue Fassung des Index in '{generation.where}' hat die Prüfung nicht bestanden ({reason}); "
        "die bisherige bleibt bestehen, `python -m ingest --rebuild` versucht es von vorn."
    )
