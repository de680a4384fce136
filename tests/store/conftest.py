"""A small world whose vectors can be computed by hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from assistant.documents import STATE, Agreement, Amount, Document, OtherDocument, Passage, Problem, Section, Span
from assistant.settings import Settings
from assistant.store.generation import find_home
from assistant.store.stamp import EmbeddingStamp, SourceStamp
from assistant.store.writer import make_stamp, write_generation

LETTERS = "abcdefgh"


def embed(text: str) -> np.ndarray:
    """How often each of eight letters stands in a text, made one long."""
    counts = np.array([text.lower().count(letter) for letter in LETTERS], dtype=np.float32)
    return counts / max(float(np.linalg.norm(counts)), 1e-9)


def make_prose(document_id: str, text: str) -> OtherDocument:
    section = Section("Absatz 1", "", Span(document_id, 0, len(text)))
    return OtherDocument(document_id, f"{document_id}.txt", document_id, text, "0" * 64, None, None, (section,), (), ())


def make_agreement(document_id: str, body: str, year: int, text: str) -> Agreement:
    span = Span(document_id, 0, len(text))
    amount = Amount(
        Decimal("959620.00"), text[:3], "exact", None, body, STATE, "", "§ 4", Span(document_id, 0, 3), span
    )
    return Agreement(
        id=document_id, file=f"{document_id}.txt", title=document_id, text=text, sha256="1" * 64, body=body,
        body_written=body, body_span=None, year=year, year_span=None, ministry="", ministry_short="",
        ministry_span=None, alliance=None, alliance_span=None, sections=(Section("§ 4", "Geld", span),),
        amounts=(amount,), categories=(), measures=(), signatures=(), abbreviations=(),
        problems=(Problem("category_empty", "Kategorie 4 ist gedruckt, aber leer.", Span(document_id, 1, 2)),),
    )  # fmt: skip


def cut(document: Document) -> tuple[Passage, ...]:
    """One passage a line."""
    passages, start = [], 0
    for number, line in enumerate(document.text.split("\n")):
        span = Span(document.id, start, start + len(line))
        section = document.sections[0].label
        year, kind = document.year, document.kind
        passages.append(
            Passage(f"{document.id}#{number}", span, section, line, f"Suche: {line}", document.body, year, kind, False)
        )
        start += len(line) + 1
    return tuple(passages)


@dataclass(frozen=True)
class World:
    """A folder for an index and the ways to fill it."""

    settings: Settings

    @property
    def index(self) -> Path:
        return self.settings.index

    def write(self, documents: Sequence[Document], model: str = "buchstaben", derive: Callable | None = None) -> str:
        passages = [passage for document in documents for passage in cut(document)]
        vectors = np.array([embed(p.text) for p in passages], dtype=np.float32).reshape(len(passages), len(LETTERS))
        sources = [SourceStamp(d.id, d.sha256, f"key-{d.id}") for d in documents]
        stamp = make_stamp(documents, passages, EmbeddingStamp(model, len(LETTERS), "f"), sources, "p1")
        home = find_home(self.settings)
        with home.hold():
            return write_generation(home, stamp, documents, passages, vectors, derive)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(Settings(index=tmp_path / "index"))


@pytest.fixture
def documents() -> tuple[Document, ...]:
    return (
        make_agreement("kassel-2025", "landkreis-kassel", 2025, "aaa Geld\nbbb Maßnahmen\nab Frist"),
        make_agreement("kassel-2024", "landkreis-kassel", 2024, "aaab Geld\ncccc Maßnahmen"),
        make_agreement("stadt-2025", "stadt-kassel", 2025, "aaaab Geld\ndddd Maßnahmen"),
        make_prose("merkblatt", "eeee Hinweise\nffff für alle\n"),
    )
