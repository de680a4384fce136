"""Locks between processes: one writer an index, and readers that keep their generation from being removed.

Advisory `flock` locks: the kernel gives them back when a process dies, however it dies.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.errors import IndexBusy


@contextmanager
def hold_for_writing(lock: Path, where: str) -> Iterator[None]:
    """Hold an index for the one process that may write it; its number stands in the lock file.

    Raises:
        IndexBusy: Another ingest holds it.
    """
    handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise IndexBusy(describe_holder(where, os.pread(handle, 32, 0).decode(errors="replace").strip())) from None
        with suppress(OSError):  # On a full disk the number is missing, the lock is held all the same.
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        try:
            yield
        finally:
            os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def describe_holder(where: str, holder: str) -> str:
    """The sentence for whoever comes second."""
    process = f"PID {holder}" if holder else "PID unbekannt"
    return (
        f"Der Index in '{where}' wird gerade von einem anderen Import geschrieben ({process}); "
        "nach dessen Ende hilft `python -m ingest`."
    )


def hold_for_reading(lock: Path) -> int:
    """Share a lock file and give its handle; closing it (or dying) lets go.

    Raises:
        OSError: The file is gone.
    """
    handle = os.open(lock, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH)
    except OSError:
        os.close(handle)
        raise
    return handle


def is_held(lock: Path) -> bool:
    """Whether any process shares or holds a lock file; one that is gone is held by nobody."""
    try:
        handle = os.open(lock, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
