"""Generations in a folder.

```
gen-.../SEAL            size and hash of every file below
gen-.../in-use          shared by the processes that read this generation
gen-.../chroma/         Chroma's files: documents, passages, vectors, stamp
gen-.../snapshot.json   derived: documents and passages, so that facts are there without waiting for Chroma
gen-.../lexical/        derived: the lexical index
```

A finished generation is never written again, but for a lost snapshot, which is made anew byte for byte.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.errors import IndexForeign, IndexMissing, StoreError
from assistant.store.chroma import (
    Pair,
    add_documents,
    add_passages,
    create_pair,
    find_pair,
    open_folder_client,
    read_snapshot,
    translate_errors,
)
from assistant.store.codec import Snapshot, Undecodable, decode_snapshot, encode_snapshot
from assistant.store.copies import PrivateCopy, copy_privately
from assistant.store.generation import Derive, Draft, make_name
from assistant.store.lock import hold_for_reading, hold_for_writing, is_held
from assistant.store.pointer import (
    FINISHED,
    LOCK,
    POINTER,
    UNFINISHED,
    Pointer,
    read_pointer,
    refuse_foreign,
    stat_pointer,
    swap_pointer,
)
from assistant.store.seal import find_broken, read_seal, sync, write_seal
from assistant.store.stamp import REBUILD
from assistant.store.verify import verify_generation

NAMES = ("documents", "passages")
_SEAL, _IN_USE, _CHROMA, _SNAPSHOT, _LEXICAL = "SEAL", "in-use", "chroma", "snapshot.json", "lexical"
_TRIES = 5


class FolderGeneration:
    """One generation of a folder, held open.

    Raises:
        IndexForeign: It is damaged or not ours.
        FileNotFoundError: It was removed since its name was read.
    """

    def __init__(self, index: Path, name: str, seen: tuple[int, int, int] | None) -> None:
        self.name = name
        self.where = str(index)
        self._index = index
        self._folder = index / name
        self._seen = seen
        self._copy: PrivateCopy | None = None
        self._pair: Pair | None = None
        self._handle: int | None = hold_for_reading(self._folder / _IN_USE)
        try:
            self._broken = self._find_broken()
        except IndexForeign:
            self.close()
            raise

    def _find_broken(self) -> frozenset[str]:
        try:
            files = read_seal(self._folder / _SEAL)
        except (ValueError, OSError) as error:
            raise self._damaged(_SEAL) from error
        broken = find_broken(self._folder, files)
        chroma = sorted(path for path in broken if path.startswith(f"{_CHROMA}/"))
        if chroma or not files:
            raise self._damaged(chroma[0] if chroma else _SEAL)
        return broken

    def _damaged(self, file: str) -> IndexForeign:
        return IndexForeign(
            f"Der Index in '{self.where}' ist beschädigt ('{self.name}/{file}' ist nicht, was geschrieben wurde); "
            f"{REBUILD}."
        )

    @property
    def lexical(self) -> Path | None:
        """The folder of the lexical index, None where there is none or it is damaged."""
        folder = self._folder / _LEXICAL
        is_broken = any(path.startswith(f"{_LEXICAL}/") for path in self._broken)
        return None if is_broken or not folder.is_dir() else folder

    def read(self) -> Snapshot:
        """Documents, passages and stamp: from the snapshot, or from Chroma where that is gone.

        Raises:
            IndexForeign: They cannot be decoded.
        """
        if _SNAPSHOT in self._broken:
            snapshot = read_snapshot(self.open_pair())
            self._restore(encode_snapshot(snapshot.stamp, snapshot.documents, snapshot.passages))
            return snapshot
        try:
            return decode_snapshot((self._folder / _SNAPSHOT).read_bytes())
        except Undecodable as error:
            raise IndexForeign(
                f"Der Index in '{self.where}' stammt von einer anderen Fassung des Programms; {REBUILD}."
            ) from error
        except OSError as error:
            raise self._damaged(_SNAPSHOT) from error

    def _restore(self, snapshot: bytes) -> None:
        with suppress(OSError):  # A folder that may only be read is served as it is.
            new = self._folder / f"{_SNAPSHOT}.{os.getpid()}"
            new.write_bytes(snapshot)
            new.replace(self._folder / _SNAPSHOT)

    def open_pair(self) -> Pair:
        """The collections, on a private copy of Chroma's files.

        Raises:
            IndexForeign: Chroma cannot read them.
            StoreError: No room for the copy.
        """
        if self._handle is None:
            raise RuntimeError(f"Generation '{self.name}' is closed.")
        if self._pair is None:
            self._copy = copy_privately(self._folder / _CHROMA, self.where)
            with translate_errors(self.where):
                self._pair = find_pair(open_folder_client(self._copy.folder), NAMES, self.where)
        return self._pair

    def is_current(self) -> bool:
        """Whether the pointer still names this generation; a removed index has no current one."""
        seen = stat_pointer(self._index)
        if seen is None or seen == self._seen:
            return seen is not None
        pointer = read_pointer(self._index)
        if pointer is None or pointer.generation != self.name:
            return False
        self._seen = seen
        return True

    def close(self) -> None:
        """Let go of Chroma, the private copy and the generation."""
        if self._pair is not None:
            self._pair.close()
            self._pair = None
        if self._copy is not None:
            self._copy.remove()
            self._copy = None
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


class FolderHome:
    """The generations of one index folder."""

    def __init__(self, index: Path) -> None:
        self.where = str(index)
        self._index = index

    def open_current(self) -> FolderGeneration:
        """The generation that is served.

        Raises:
            IndexMissing: There is none.
            IndexForeign: The folder holds something else, or the generation is damaged.
        """
        for _ in range(_TRIES):
            # Looked at before the pointer is read, so that a swap in between is noticed later.
            seen = stat_pointer(self._index)
            pointer = read_pointer(self._index)
            if pointer is None:
                raise IndexMissing(f"Kein Index in '{self.where}'; `python -m ingest` legt ihn an.")
            with suppress(FileNotFoundError):
                return FolderGeneration(self._index, pointer.generation, seen)
        raise IndexForeign(f"Der Index in '{self.where}' ist unvollständig, seine Fassung fehlt; {REBUILD}.")

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Be the only writer of the folder, and remove what a killed one left.

        Raises:
            IndexBusy: Another ingest is at work.
            IndexForeign: The folder holds something else.
            StoreError: The folder cannot be written.
        """
        refuse_foreign(self._index)
        try:
            self._index.mkdir(parents=True, exist_ok=True)
            (self._index / LOCK).touch()
        except OSError as error:
            raise StoreError(
                f"Der Index-Ordner '{self.where}' lässt sich nicht beschreiben ({error.strerror}); "
                "`--index` oder AQB_INDEX nennt einen anderen."
            ) from error
        with hold_for_writing(self._index / LOCK, self.where):
            self._sweep()
            yield

    def publish(self, draft: Draft, derive: Derive | None) -> str:
        """Write a generation, verify it as a reader would, and serve it from now on.

        Raises:
            StoreError: It could not be written or verified; the one before is still served.
        """
        name = make_name(draft.stamp)
        building = self._index / name.replace(FINISHED, UNFINISHED, 1)
        with translate_errors(self.where, writing=True):
            try:
                self._write(building, draft, derive)
                building.rename(self._index / name)
            finally:
                shutil.rmtree(building, ignore_errors=True)
        self._verify(name, draft)
        with translate_errors(self.where, writing=True):
            old = self._find_pointer()
            swap_pointer(self._index, Pointer(name, old.generation if old else None))
        self._sweep()
        return name

    def _write(self, building: Path, draft: Draft, derive: Derive | None) -> None:
        (building / _CHROMA).mkdir(parents=True)
        pair = create_pair(open_folder_client(building / _CHROMA), NAMES, draft.stamp, self.where)
        try:
            add_documents(pair, draft.documents, draft.passages, draft.stamp)
            add_passages(pair, draft.passages, draft.vectors)
        finally:
            pair.close()
        (building / _SNAPSHOT).write_bytes(encode_snapshot(draft.stamp, draft.documents, draft.passages))
        if derive is not None:
            derive(building / _LEXICAL)
        (building / _IN_USE).touch()
        write_seal(building, building / _SEAL)
        sync(self._index)

    def _verify(self, name: str, draft: Draft) -> None:
        generation = FolderGeneration(self._index, name, None)
        try:
            verify_generation(generation, draft)
        except StoreError:
            shutil.rmtree(self._index / name, ignore_errors=True)
            raise
        finally:
            generation.close()

    def _find_pointer(self) -> Pointer | None:
        """The pointer, None where it is missing or damaged: a new generation mends that."""
        try:
            return read_pointer(self._index)
        except IndexForeign:
            return None

    def _sweep(self) -> None:
        """Remove what is neither served, nor was before, nor is open in a reader; unfinished ones always."""
        pointer = self._find_pointer()
        kept = {pointer.generation, pointer.previous} if pointer else set()
        for folder in self._index.iterdir():
            is_old = folder.name.startswith(FINISHED) and folder.name not in kept and not is_held(folder / _IN_USE)
            # Without a readable pointer nobody knows which one was served: all stay until a new one is.
            if folder.name.startswith(UNFINISHED) or (is_old and pointer is not None):
                shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):
            (self._index / f"{POINTER}.new").unlink(missing_ok=True)
