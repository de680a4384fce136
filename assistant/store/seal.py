"""The seal of a generation: size and hash of each of its files, taken when it was finished.

A damaged Chroma file can abort the process that opens it (measured: random bytes in `chroma.sqlite3` end in
"non-unwinding panic", signal 6), so nothing is handed to Chroma before its bytes are known to be the written ones.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class SealedFile:
    """One file: path below the generation's folder, bytes, SHA-256."""

    path: str
    size: int
    sha256: str


def hash_file(path: Path) -> str:
    """The SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def write_seal(folder: Path, seal: Path) -> None:
    """Seal every file below a folder and make all of it durable."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path != seal)
    rows = [{"path": str(f.relative_to(folder)), "size": f.stat().st_size, "sha256": hash_file(f)} for f in files]
    seal.write_text(json.dumps({"files": rows}, indent=1), encoding="utf-8")
    for path in (*files, seal, *(p for p in folder.rglob("*") if p.is_dir()), folder):
        sync(path)


def read_seal(seal: Path) -> tuple[SealedFile, ...]:
    """The sealed files.

    Raises:
        ValueError: It is not a seal.
        OSError: It is missing or cannot be read.
    """
    try:
        rows = json.loads(seal.read_bytes())["files"]
        return tuple(SealedFile(str(row["path"]), int(row["size"]), str(row["sha256"])) for row in rows)
    except (KeyError, TypeError) as error:
        raise ValueError(f"'{seal.name}' is no seal: {error}") from error


def find_broken(folder: Path, files: tuple[SealedFile, ...]) -> frozenset[str]:
    """The sealed files that are missing or not what they were; sizes are compared before anything is read."""
    return frozenset(file.path for file in files if not _is_whole(folder / file.path, file))


def _is_whole(path: Path, file: SealedFile) -> bool:
    try:
        return path.stat().st_size == file.size and hash_file(path) == file.sha256
    except OSError:
        return False


def sync(path: Path) -> None:
    """Make a file's or a folder's content survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
