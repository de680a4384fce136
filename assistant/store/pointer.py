"""The pointer of an index folder: which generation is served.

```
index/CURRENT            {"generation": "gen-...", "previous": "gen-..."}
index/lock               held by the ingest that writes; its process number inside
index/building-.../      a generation that is not finished; removed by the next ingest
index/gen-.../           a finished generation, see `assistant.store.folder`
```
"""

import json
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import IndexForeign
from assistant.store.seal import sync
from assistant.store.stamp import REBUILD

POINTER, LOCK, FINISHED, UNFINISHED = "CURRENT", "lock", "gen-", "building-"


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which generation is served, and which one was before (still open in some reader, perhaps)."""

    generation: str
    previous: str | None


def read_pointer(index: Path) -> Pointer | None:
    """The pointer, None where there is no index (yet).

    Raises:
        IndexForeign: The folder holds something else, or the pointer is damaged.
    """
    try:
        written = json.loads((index / POINTER).read_bytes())
        return Pointer(str(written["generation"]), written["previous"])
    except (FileNotFoundError, NotADirectoryError):
        refuse_foreign(index)
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise IndexForeign(f"Der Zeiger '{index / POINTER}' ist beschädigt; {REBUILD}.") from error
    except OSError as error:
        raise IndexForeign(f"Der Index in '{index}' lässt sich nicht lesen ({error.strerror}); {REBUILD}.") from error


def refuse_foreign(index: Path) -> None:
    """Check that a folder without a pointer is empty or an unfinished index, and not somebody's documents.

    Raises:
        IndexForeign: It is a file, or holds files that are not ours.
    """
    if index.exists() and not index.is_dir():
        raise IndexForeign(f"'{index}' ist kein Ordner; `--index` oder AQB_INDEX nennt den Ordner des Index.")
    if not index.is_dir() or (index / POINTER).exists():
        return
    foreign = sorted(path.name for path in index.iterdir() if not _is_ours(path.name))
    if foreign:
        raise IndexForeign(
            f"Der Ordner '{index}' hält keinen Index, sondern anderes ('{foreign[0]}'); "
            "`--index` oder AQB_INDEX nennt einen leeren oder neuen Ordner."
        )


def _is_ours(name: str) -> bool:
    return name in {POINTER, POINTER + ".new", LOCK} or name.startswith((FINISHED, UNFINISHED))


def swap_pointer(index: Path, pointer: Pointer) -> None:
    """Serve another generation from now on; either the old or the new pointer stands, whatever happens."""
    new = index / (POINTER + ".new")
    new.write_text(json.dumps({"generation": pointer.generation, "previous": pointer.previous}), encoding="utf-8")
    sync(new)
    new.replace(index / POINTER)
    sync(index)


def stat_pointer(index: Path) -> tuple[int, int, int] | None:
    """What changes when the pointer is swapped, None where there is none; cheap enough for every question."""
    try:
        found = (index / POINTER).stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
