"""What an ingest takes over, replaces, skips and refuses; the files and the stages are stand-ins one can count."""

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from assistant.documents import Agreement, OtherDocument, Passage, Section, Span
from assistant.errors import IndexBusy, NothingToIngest, SourceUnreadable
from assistant.settings import Settings
from assistant.store import open_store
from assistant.store.generation import find_home
from ingest.build import build_index
from ingest.duplicates import mark_duplicates
from ingest.stages import Stages, make_parser_version


@dataclass(frozen=True)
class File:
    path: Path
    id: str
    manifest: object | None = None


@dataclass(frozen=True)
class Text:
    text: str
    sha256: str


class LetterEmbedder:
    """Counts letters, and the texts it was given."""

    def __init__(self, name: str = "buchstaben") -> None:
        self.name = name
        self.dimension = 26
        self.fingerprint = "f"
        self.embedded: list[str] = []

    def embed_passages(self, texts):
        self.embedded += texts
        rows = [[text.lower().count(chr(97 + n)) for n in range(26)] for text in texts]
        return np.array(rows, dtype=np.float32)


@dataclass
class Desk:
    """A folder of files, the stages over it and what they were asked to do."""

    root: Path
    embedder: LetterEmbedder = field(default_factory=LetterEmbedder)
    parser: str = "p1"
    parsed: list[str] = field(default_factory=list)

    @property
    def settings(self) -> Settings:
        return Settings(index=self.root / "index")

    def put(self, **files: str) -> None:
        folder = self.root / "files"
        folder.mkdir(exist_ok=True)
        for path in folder.iterdir():
            path.unlink()
        for name, text in files.items():
            (folder / f"{name}.txt").write_text(text)

    def build(self, **options):
        self.parsed.clear()
        self.embedder.embedded.clear()
        return build_index(self.settings, [self.root / "files"], stages=self.stages(), **options)

    def stages(self) -> Stages:
        def discover(paths):
            return [File(path, path.name) for root in paths for path in sorted(root.glob("*.txt"))]

        def read(source):
            text = source.path.read_text()
            if "KAPUTT" in text:
                raise SourceUnreadable(f"'{source.path.name}' ist kaputt.")
            return Text(text, hashlib.sha256(text.encode()).hexdigest())

        def parse(source, text):
            if "FALLE" in text.text:
                raise IndexError("list index out of range")
            self.parsed.append(source.id)
            whole = Section("Absatz 1", "", Span(source.id, 0, len(text.text)))
            return OtherDocument(
                source.id, source.path.name, source.id, text.text, text.sha256, None, None, (whole,), (), ()
            )

        def cut(documents):
            return [
                Passage(
                    f"{d.id}#0", d.sections[0].span, "Absatz 1", d.text, f"Suche {d.text}", None, None, d.kind, False
                )
                for d in documents
            ]

        return Stages(discover, read, parse, cut, lambda: self.embedder, None, self.parser)

    def served(self) -> dict[str, str]:
        store = open_store(self.settings)
        store.close()
        return {document.id: document.text for document in store.documents}


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def changes(report):
    return {d.document: d.change for d in report.documents}, list(report.removed), report.is_new


def test_everything_is_new_the_first_time(desk):
    desk.put(a="eins", b="zwei")
    report = desk.build()
    assert changes(report) == ({"a.txt": "new", "b.txt": "new"}, [], True)
    assert (report.parsed, report.embedded, report.count("passages")) == (2, 2, 2)
    assert desk.served() == {"a.txt": "eins", "b.txt": "zwei"}


def test_an_unchanged_corpus_changes_nothing(desk):
    desk.put(a="eins", b="zwei")
    first = desk.build()
    report = desk.build()
    assert changes(report) == ({"a.txt": "unchanged", "b.txt": "unchanged"}, [], False)
    assert (report.parsed, report.embedded, report.generation) == (0, 0, first.generation)
    assert (desk.parsed, desk.embedder.embedded) == ([], [])
    assert len(list((desk.root / "index").glob("gen-*"))) == 1


def test_only_what_changed_is_parsed_and_embedded(desk):
    desk.put(a="eins", b="zwei", c="drei")
    desk.build()
    desk.put(a="eins", b="zwo", d="vier")
    report = desk.build()
    assert changes(report) == ({"a.txt": "unchanged", "b.txt": "changed", "d.txt": "new"}, ["c.txt"], True)
    assert (desk.parsed, desk.embedder.embedded) == (["b.txt", "d.txt"], ["Suche zwo", "Suche vier"])
    assert desk.served() == {"a.txt": "eins", "b.txt": "zwo", "d.txt": "vier"}


def test_old_text_is_nowhere_and_new_text_is_found(desk):
    desk.put(a="xyz", b="zwei")
    desk.build()
    desk.put(a="qqq", b="zwei")
    desk.build()
    store = open_store(desk.settings)
    query = LetterEmbedder().embed_passages(["Suche qqq"])[0]
    assert store.query(query, 1) == [("a.txt#0", pytest.approx(1))]
    assert "xyz" not in repr((store.documents, store.passages))
    store.close()
    assert b"xyz" not in (desk.root / "index" / store.generation / "chroma" / "chroma.sqlite3").read_bytes()


def test_vectors_taken_over_are_the_ones_embedded(desk):
    desk.put(a="eins", b="zwei")
    desk.build()
    desk.put(a="eins", b="zwei", c="drei")
    desk.build()
    store = open_store(desk.settings)
    for key, vector in store.read_vectors().items():
        text = next(p.search_text for p in store.passages if p.id == key)
        assert vector == pytest.approx(LetterEmbedder().embed_passages([text])[0])
    store.close()


def test_rebuild_takes_nothing_over_and_still_compares(desk):
    desk.put(a="eins", b="zwei")
    desk.build()
    report = desk.build(rebuild=True)
    assert changes(report) == ({"a.txt": "unchanged", "b.txt": "unchanged"}, [], True)
    assert (report.parsed, report.embedded) == (2, 2)


def test_another_parser_parses_again_but_does_not_embed_again(desk):
    desk.put(a="eins")
    desk.build()
    desk.parser = "p2"
    report = desk.build()
    assert (report.parsed, report.embedded, report.is_new) == (1, 0, True)


def test_another_model_embeds_again_but_does_not_parse_again(desk):
    desk.put(a="eins")
    desk.build()
    desk.embedder = LetterEmbedder("andere")
    report = desk.build()
    assert (report.parsed, report.embedded, report.embedder, report.is_new) == (0, 1, "andere", True)


def test_a_broken_file_is_reported_and_the_rest_goes_on(desk):
    desk.put(a="eins", b="KAPUTT", c="FALLE")
    report = desk.build()
    assert desk.served() == {"a.txt": "eins"}
    assert [file.reason for file in report.skipped] == [
        "'b.txt' ist kaputt.",
        f"'{desk.root}/files/c.txt' ließ sich nicht auswerten (IndexError: list index out of range).",
    ]


@pytest.mark.parametrize("broken", ["KAPUTT", "FALLE"])
def test_strict_makes_a_broken_file_an_error_and_keeps_the_old_index(desk, broken):
    desk.put(a="eins")
    first = desk.build()
    desk.put(a="zwei", b=broken)
    with pytest.raises(SourceUnreadable, match="--strict"):
        desk.build(strict=True)
    assert desk.served() == {"a.txt": "eins"}
    desk.put(a="eins")
    assert desk.build().generation == first.generation


@pytest.mark.parametrize("files", [{}, {"a": "KAPUTT"}])
def test_nothing_to_ingest_keeps_the_old_index(desk, files):
    desk.put(a="eins")
    desk.build()
    desk.put(**files)
    with pytest.raises(NothingToIngest, match=r"liegt kein lesbares Dokument.*`python -m ingest ORDNER`"):
        desk.build()
    assert desk.served() == {"a.txt": "eins"}


def test_a_damaged_index_is_replaced(desk):
    desk.put(a="eins")
    first = desk.build()
    (desk.root / "index" / first.generation / "chroma" / "chroma.sqlite3").write_bytes(b"x" * 5000)
    report = desk.build()
    assert (report.parsed, report.embedded, report.is_new) == (1, 1, True)
    assert desk.served() == {"a.txt": "eins"}


def test_a_second_ingest_is_told_who_is_at_work(desk):
    import os

    desk.put(a="eins")
    with find_home(desk.settings).hold(), pytest.raises(IndexBusy, match=rf"anderen Import .*\(PID {os.getpid()}\)"):
        desk.build()
    desk.build()


def test_progress_names_its_stages(desk):
    desk.put(a="eins", b="zwei")
    told = []
    desk.build(progress=lambda *step: told.append(step))
    assert told[0] == ("Dateien lesen", 0, 2)
    assert ("Textstellen einbetten", 2, 2) in told
    assert told[-1] == ("Index schreiben", 1, 1)


def test_the_parser_version_is_a_hash_of_what_is_there():
    assert make_parser_version() == make_parser_version()
    assert len(make_parser_version()) == 16


def agreement(document_id, body, year):
    return Agreement(
        document_id, "f", "t", "", "", body, "Landkreis X", None, year, None, "", "", None, None, None,
        (), (), (), (), (), (), (),
    )  # fmt: skip


def test_two_agreements_of_one_body_and_year_say_so():
    first, second, other = (agreement("a", "x", 2024), agreement("b", "x", 2024), agreement("c", "x", 2025))
    marked = mark_duplicates([first, second, other])
    assert [problem.message for document in marked for problem in document.problems] == [
        "Zu Landkreis X liegt für 2024 noch eine Vereinbarung vor: 'b'.",
        "Zu Landkreis X liegt für 2024 noch eine Vereinbarung vor: 'a'.",
    ]
    assert mark_duplicates(marked) == marked
    assert mark_duplicates([marked[0], other]) == (first, other)
    unknown = replace(first, body=None), replace(second, body=None)
    assert mark_duplicates(unknown) == unknown
