"""The stages of an ingest as one value, so that `build_index` can be run with others in their place."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol

from assistant.documents import Document, Passage
from assistant.embed import Embedder, open_embedder
from assistant.settings import Settings


class FoundFile(Protocol):
    """A file that is to be ingested."""

    @property
    def path(self) -> Path:
        """Where it lies."""

    @property
    def id(self) -> str:
        """The id that its document will have."""

    @property
    def manifest(self) -> object | None:
        """What a manifest says about it; told apart by its `repr`."""


class FixedText(Protocol):
    """A file's text, fixed once."""

    @property
    def text(self) -> str:
        """What every span points into."""

    @property
    def sha256(self) -> str:
        """Of the file's bytes."""


@dataclass(frozen=True, slots=True)
class Stages:
    """What is done with the files, in order.

    `derive` writes the lexical index of passages into a folder; `parser` changes whenever the same file might be
    parsed into something else.
    """

    discover: Callable[[Sequence[Path]], Sequence[FoundFile]]
    read: Callable[[Any], FixedText]
    parse: Callable[[Any, FixedText], Document]
    cut: Callable[[Sequence[Document]], Sequence[Passage]]
    open_embedder: Callable[[], Embedder]
    derive: Callable[[Sequence[Passage], Path], None] | None
    parser: str


def make_parser_version() -> str:
    """A hash over the code and the tables that turn a file into facts and passages.

    Taken from the files themselves, so that nobody has to remember to raise a number. It is wider than it must be:
    parsing once too often costs a second, serving facts of an older parser costs trust.
    """
    digest = hashlib.sha256()
    for package, folder, suffix in (("ingest", "", ".py"), ("assistant", "", ".py"), ("assistant", "data", "")):
        root = files(package).joinpath(folder)
        for entry in sorted(root.iterdir(), key=lambda entry: entry.name):
            if entry.is_file() and entry.name.endswith(suffix):
                digest.update(f"{package}/{folder}/{entry.name}\0".encode())
                digest.update(entry.read_bytes())
    return digest.hexdigest()[:16]


def open_stages(settings: Settings) -> Stages:
    """The program's own stages."""
    from ingest.mismatches import mark_mismatches
    from ingest.parse import parse_document
    from ingest.passages import cut_passages
    from ingest.readers import read_source
    from ingest.sources import Source, discover_sources

    def parse(source: Source, text: FixedText) -> Document:
        entry = source.manifest
        origin, collected = (entry.origin, entry.date) if entry else ("", "")
        document = parse_document(source.id, source.path.name, text.text, text.sha256, origin, collected)
        return mark_mismatches(document, entry)

    def open_model() -> Embedder:
        return open_embedder(settings)

    return Stages(
        discover=discover_sources,
        read=read_source,
        parse=parse,
        cut=cut_passages,
        open_embedder=open_model,
        derive=_save_lexical,
        parser=make_parser_version(),
    )


def _save_lexical(passages: Sequence[Passage], folder: Path) -> None:
    from assistant.lexical import LexicalIndex

    LexicalIndex.build(passages).save(folder)
