"""Private copies of Chroma's files for readers.

Opening a folder with Chroma writes to it, even to read; two processes on one folder are unsafe, and a folder that may
only be read cannot be opened at all. So a reader opens a copy, and the finished generation stays as it was sealed.
"""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import StoreError
from assistant.store.lock import hold_for_reading, is_held

_PREFIX, _IN_USE = "aqb-reader-", "in-use"


@dataclass(frozen=True, slots=True)
class PrivateCopy:
    """A copy that lasts until `remove`, or until another reader finds its process gone."""

    folder: Path
    handle: int

    def remove(self) -> None:
        """Delete the copy."""
        os.close(self.handle)
        shutil.rmtree(self.folder, ignore_errors=True)


def copy_privately(source: Path, where: str) -> PrivateCopy:
    """A copy of a folder in the system's folder for temporary files.

    Raises:
        StoreError: No room, or no permission, for the copy.
    """
    _sweep_orphans()
    folder = None
    try:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        (folder / _IN_USE).touch()
        handle = hold_for_reading(folder / _IN_USE)
        _copy_files(source, folder)
    except OSError as error:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        raise StoreError(
            f"Die Arbeitskopie des Index in '{where}' lässt sich in '{tempfile.gettempdir()}' nicht anlegen "
            f"({error}); TMPDIR nennt einen anderen Ordner."
        ) from error
    return PrivateCopy(folder, handle)


def _copy_files(source: Path, target: Path) -> None:
    """Contents without permissions: a copy of what may only be read can be written."""
    for path in sorted(source.rglob("*")):
        copy = target / path.relative_to(source)
        if path.is_dir():
            copy.mkdir()
        else:
            shutil.copyfile(path, copy)


def _sweep_orphans() -> None:
    """Remove the copies of killed processes: those whose lock nobody holds."""
    for lock in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_IN_USE}"):
        try:
            is_orphan = not is_held(lock)
        except OSError:  # Another user's copy.
            continue
        if is_orphan:
            shutil.rmtree(lock.parent, ignore_errors=True)
