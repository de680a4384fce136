"""From files to a served generation: read, parse, cut, embed, write; what did not change is taken over."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.documents import Document, Passage
from assistant.embed import Embedder, Vectors
from assistant.errors import NothingToIngest, SourceError, SourceUnreadable, StoreError
from assistant.settings import Settings
from assistant.store.generation import Home, find_home
from assistant.store.reader import Store, open_store
from assistant.store.stamp import EmbeddingStamp, SourceStamp, Stamp, describe_embedder, hash_content
from assistant.store.writer import make_stamp, write_generation
from ingest.duplicates import mark_duplicates
from ingest.report import BuildReport, SkippedFile, compare_documents
from ingest.stages import FixedText, FoundFile, Stages, open_stages

DEFAULT_PATHS = (Path("corpus"),)
_EMBED_BATCH = 256

Progress = Callable[[str, int, int], None]
"""Told the stage (German, for people), how many are done, and of how many."""


@dataclass(frozen=True, slots=True)
class _Parsed:
    """What reading and parsing gave; `sources` in the order of `documents`."""

    documents: tuple[Document, ...]
    sources: tuple[SourceStamp, ...]
    skipped: tuple[SkippedFile, ...]
    parsed: int


class _Previous:
    """The generation before, as far as anything can be taken over from it."""

    def __init__(self, store: Store | None, *, rebuild: bool) -> None:
        self.store = store
        self._is_usable = store is not None and not rebuild
        self._keys = {s.key: s.document for s in store.stamp.sources} if store and self._is_usable else {}
        self._documents = {document.id: document for document in store.documents} if store else {}

    def find_document(self, key: str) -> Document | None:
        """The document of the very same file, id and parser."""
        return self._documents.get(self._keys.get(key, ""))

    def read_vectors(self, embedding: EmbeddingStamp) -> dict[str, Vectors]:
        """Vectors of the same model by the text that was embedded."""
        if self.store is None or not self._is_usable or self.store.stamp.embedding != embedding:
            return {}
        by_id = self.store.read_vectors()
        return {p.search_text: by_id[p.id] for p in self.store.passages if p.id in by_id}

    def is_same(self, stamp: Stamp) -> bool:
        """Whether a new generation would hold nothing else."""
        return self.store is not None and self._is_usable and self.store.stamp.content == stamp.content


def build_index(
    settings: Settings,
    paths: Sequence[Path] = DEFAULT_PATHS,
    *,
    rebuild: bool = False,
    strict: bool = False,
    progress: Progress | None = None,
    stages: Stages | None = None,
) -> BuildReport:
    """Make the index hold exactly what lies below the paths.

    Args:
        settings: Where the index is, and the embedding model.
        paths: Folders and files.
        rebuild: Take nothing over from the generation before.
        strict: One unreadable file is an error, and nothing changes.
        progress: Told how far it is.
        stages: Others in place of the program's own.

    Raises:
        NothingToIngest: No readable document below the paths.
        SourceUnreadable: One file could not be read, with `strict`.
        IndexBusy: Another ingest is at work.
        StoreError: The index could not be written; the generation before is still served.
        ModelError: The embedding model cannot be loaded.
    """
    started = time.perf_counter()
    tell = progress or _tell_nobody
    steps = stages or open_stages(settings)
    found = steps.discover(tuple(paths))
    home = find_home(settings)
    with home.hold():
        previous = _Previous(_open_previous(settings), rebuild=rebuild)
        try:
            parsed = _parse_all(found, steps, previous, tell, strict=strict)
            if not parsed.documents:
                raise NothingToIngest(_say_nothing(paths, parsed.skipped))
            return _write(home, steps, previous, parsed, tell, started)
        finally:
            if previous.store is not None:
                previous.store.close()


def _open_previous(settings: Settings) -> Store | None:
    """The generation before; one that cannot be read, or is of another version, is simply replaced."""
    try:
        return open_store(settings)
    except StoreError:
        return None


def _parse_all(
    found: Sequence[FoundFile], steps: Stages, previous: _Previous, tell: Progress, *, strict: bool
) -> _Parsed:
    documents: list[Document] = []
    sources: list[SourceStamp] = []
    skipped: list[SkippedFile] = []
    parsed = 0
    for number, source in enumerate(found):
        tell("Dateien lesen", number, len(found))
        try:
            _require_name(source)
            text = steps.read(source)
            key = _make_key(source, text, steps.parser)
            old = previous.find_document(key)
            document = old or _parse_one(source, text, steps)
        except SourceError as error:
            if strict:
                raise SourceUnreadable(f"{error} Mit `--strict` wird deshalb nichts geändert.") from error
            skipped.append(SkippedFile(_show(source.path), _show(error)))
            continue
        parsed += old is None
        documents.append(document)
        sources.append(SourceStamp(source.id, text.sha256, key))
    tell("Dateien lesen", len(found), len(found))
    return _Parsed(mark_duplicates(documents), tuple(sources), tuple(skipped), parsed)


def _require_name(source: FoundFile) -> None:
    """A name in another encoding cannot be stored, shown or asked for."""
    if _show(source.path.name) != source.path.name or _show(source.id) != source.id:
        raise SourceUnreadable(f"Der Dateiname '{_show(source.path)}' ist kein UTF-8; die Datei umbenennen.")


def _make_key(source: FoundFile, text: FixedText, parser: str) -> str:
    return hash_content([parser, source.id, source.path.name, text.sha256, repr(source.manifest)])


def _parse_one(source: FoundFile, text: FixedText, steps: Stages) -> Document:
    try:
        return steps.parse(source, text)
    except (ArithmeticError, LookupError, RecursionError, ValueError) as error:
        # A parser that stumbles over one document must not cost the others.
        raise SourceUnreadable(
            f"'{source.path}' ließ sich nicht auswerten ({type(error).__name__}: {error})."
        ) from error


def _write(
    home: Home, steps: Stages, previous: _Previous, parsed: _Parsed, tell: Progress, started: float
) -> BuildReport:
    passages = tuple(steps.cut(parsed.documents))
    embedder = steps.open_embedder()
    embedding = describe_embedder(embedder)
    stamp = make_stamp(parsed.documents, passages, embedding, parsed.sources, steps.parser)
    is_same = previous.is_same(stamp)
    embedded, generation = 0, previous.store.generation if previous.store else ""
    if not is_same:
        vectors, embedded = _embed(passages, embedder, previous.read_vectors(embedding), tell)
        tell("Index schreiben", 0, 1)
        generation = write_generation(home, stamp, parsed.documents, passages, vectors, _derive_with(steps, passages))
        tell("Index schreiben", 1, 1)
    before = previous.store.documents if previous.store else ()
    return BuildReport(
        index=home.where,
        generation=generation,
        is_new=not is_same,
        documents=compare_documents(parsed.documents, before, passages),
        removed=tuple(d.id for d in before if d.id not in {document.id for document in parsed.documents}),
        skipped=parsed.skipped,
        parsed=parsed.parsed,
        embedded=embedded,
        embedder=embedding.name,
        seconds=round(time.perf_counter() - started, 2),
    )


def _derive_with(steps: Stages, passages: Sequence[Passage]) -> Callable[[Path], None] | None:
    derive = steps.derive
    return None if derive is None else lambda folder: derive(passages, folder)


def _embed(
    passages: Sequence[Passage], embedder: Embedder, known: dict[str, Vectors], tell: Progress
) -> tuple[Vectors, int]:
    """A row a passage, and how many texts were embedded; equal texts and known ones are not embedded again."""
    texts = list(dict.fromkeys(p.search_text for p in passages if p.search_text not in known))
    vectors = dict(known)
    for start in range(0, len(texts), _EMBED_BATCH):
        tell("Textstellen einbetten", start, len(texts))
        batch = texts[start : start + _EMBED_BATCH]
        vectors |= zip(batch, embedder.embed_passages(batch), strict=True)
    tell("Textstellen einbetten", len(texts), len(texts))
    rows = [vectors[p.search_text] for p in passages]
    return np.array(rows, dtype=np.float32).reshape(len(passages), embedder.dimension), len(texts)


def _show(named: object) -> str:
    """Words that can be printed whatever the names of files hold."""
    return str(named).encode(errors="backslashreplace").decode()


def _say_nothing(paths: Sequence[Path], skipped: Sequence[SkippedFile]) -> str:
    where = ", ".join(f"'{path}'" for path in paths)
    unread = f" ({len(skipped)} Dateien nicht lesbar, zuerst: {skipped[0].reason})" if skipped else ""
    return f"Unter {where} liegt kein lesbares Dokument{unread}; `python -m ingest ORDNER` nennt einen anderen Ordner."


def _tell_nobody(stage: str, done: int, total: int) -> None:
    """Keep quiet."""
