"""Finding source files below the given paths, and what a manifest says about them."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import SourceUnreadable

MANIFEST = "manifest.json"


class ManifestEntry(BaseModel):
    """What a manifest says about one file; `file` is relative to the manifest's folder."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    file: str
    kind: str = ""
    origin: str = ""
    date: str = ""
    sha256: str = ""


class _Manifest(BaseModel):
    documents: tuple[ManifestEntry, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: `root` is the given path (or a given file's folder), `id` is unique among the sources."""

    path: Path
    root: Path
    id: str
    manifest: ManifestEntry | None


def discover_sources(paths: Sequence[Path]) -> tuple[Source, ...]:
    """Every file below the paths, sorted by id; README*, LICENSE*, manifests and hidden files are left out.

    Files of a kind that cannot be read are found too, so that reading reports them. A file found on two ways is one.

    Raises:
        SourceUnreadable: A path does not exist, or a manifest is broken.
    """
    found: dict[Path, Source] = {}
    for root, path in _find_files(paths):
        if path.resolve() not in found:
            entry = _find_entry(path, root)
            id_ = entry.id if entry else path.relative_to(root).as_posix()
            found[path.resolve()] = Source(path, root, id_, entry)
    return tuple(sorted(_part_collisions(list(found.values())), key=lambda source: source.id))


def _find_files(paths: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    for path in paths:
        if path.is_file():
            yield path.parent, path
        elif path.is_dir():
            yield from ((path, file) for file in _walk(path))
        else:
            raise SourceUnreadable(
                f"Den Pfad '{path}' gibt es nicht; `python -m ingest ORDNER` nimmt Ordner und Textdateien."
            )


def _walk(root: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(folder, name)
            if not _is_aside(name) and path.is_file():
                yield path


def _is_aside(name: str) -> bool:
    return (
        name.startswith((".", "~$"))
        or name == MANIFEST
        or Path(name).stem.upper() in {"README", "LICENSE", "LICENCE", "COPYING"}
    )


def _find_entry(path: Path, root: Path) -> ManifestEntry | None:
    """The entry of the nearest manifest that lists the file, from its folder up to the root."""
    for folder in [path.parent, *path.parent.parents]:
        manifest = folder / MANIFEST
        if manifest.is_file():
            name = path.relative_to(folder).as_posix()
            entry = next((entry for entry in _read_manifest(manifest) if entry.file == name), None)
            if entry is not None:
                return entry
        if folder == root:
            return None
    return None


def _read_manifest(path: Path) -> tuple[ManifestEntry, ...]:
    try:
        return _Manifest.model_validate_json(path.read_bytes()).documents
    except (ValidationError, OSError) as error:
        raise SourceUnreadable(
            f'Das Manifest \'{path}\' ist nicht lesbar: {_first_reason(error)}; erwartet wird {{"documents": [{{"id", "file", ...}}]}}.'
        ) from error


def _first_reason(error: ValidationError | OSError) -> str:
    return str(error.errors()[0]["msg"]) if isinstance(error, ValidationError) else str(error)


def _part_collisions(sources: Sequence[Source]) -> list[Source]:
    """The same id from two roots gets the root's folder in front, and a number where that does not part them."""
    ids = [source.id for source in sources]
    named = [
        replace(source, id=f"{source.root.resolve().name}/{source.id}") if ids.count(source.id) > 1 else source
        for source in sources
    ]
    seen: dict[str, int] = {}
    parted = []
    for source in named:
        seen[source.id] = seen.get(source.id, 0) + 1
        parted.append(source if seen[source.id] == 1 else replace(source, id=f"{source.id}~{seen[source.id]}"))
    return parted
