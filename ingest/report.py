"""What an ingest did, for people and for programs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from assistant.documents import Agreement, Document, DocumentKind, OtherDocument, Passage, PressRelease, Problem

Change = Literal["new", "changed", "unchanged"]

_KINDS: dict[DocumentKind, tuple[str, str]] = {
    "agreement": ("Zielvereinbarung", "Zielvereinbarungen"),
    "press_release": ("Pressemitteilung", "Pressemitteilungen"),
    "other": ("anderes Dokument", "andere Dokumente"),
}
_COUNTED = (
    ("sections", "Abschnitt", "Abschnitte"),
    ("amounts", "Betrag", "Beträge"),
    ("measures", "Maßnahme", "Maßnahmen"),
    ("offers", "Angebot", "Angebote"),
    ("signatures", "Unterschrift", "Unterschriften"),
    ("passages", "Textstelle", "Textstellen"),
)


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that is not in the index, with the sentence that says why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """One document in the index: what was found in it, and whether it is what it was before."""

    document: str
    file: str
    title: str
    kind: DocumentKind
    body: str | None
    year: int | None
    change: Change
    sections: int
    amounts: int
    measures: int
    offers: int
    signatures: int
    passages: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What an ingest did.

    `is_new` is false where everything was as before and the generation before goes on serving. `parsed` and
    `embedded` count documents and texts that were not taken over.
    """

    index: str
    generation: str
    is_new: bool
    documents: tuple[DocumentReport, ...]
    removed: tuple[str, ...]
    skipped: tuple[SkippedFile, ...]
    parsed: int
    embedded: int
    embedder: str
    seconds: float

    def count(self, name: str) -> int:
        """A count over all documents: "sections", "amounts", "measures", "offers", "signatures" or "passages"."""
        return sum(getattr(document, name) for document in self.documents)


def compare_documents(
    documents: Sequence[Document], before: Sequence[Document], passages: Sequence[Passage]
) -> tuple[DocumentReport, ...]:
    """One report a document, compared with the generation before."""
    old = {document.id: document for document in before}
    cut = Counter(passage.span.document_id for passage in passages)
    return tuple(_describe(document, old.get(document.id), cut[document.id]) for document in documents)


def _describe(document: Document, old: Document | None, passages: int) -> DocumentReport:
    return DocumentReport(
        document=document.id,
        file=document.file,
        title=document.title,
        kind=document.kind,
        body=document.body,
        year=document.year,
        change="new" if old is None else "unchanged" if old == document else "changed",
        sections=len(document.sections),
        amounts=0 if isinstance(document, OtherDocument) else len(document.amounts),
        measures=len(document.measures) if isinstance(document, Agreement) else 0,
        offers=len(document.offers) if isinstance(document, PressRelease) else 0,
        signatures=len(document.signatures) if isinstance(document, Agreement) else 0,
        passages=passages,
        problems=document.problems,
    )


def format_json(report: BuildReport) -> dict[str, Any]:
    """The report as `assistant/data/contract.schema.json` describes it (`ingest_report`)."""
    return {
        "index": report.index,
        "generation": report.generation,
        "is_new": report.is_new,
        "totals": {
            "documents": len(report.documents),
            **{kind: sum(d.kind == kind for d in report.documents) for kind in _KINDS},
            **{name: report.count(name) for name, _, _ in _COUNTED},
            "problems": sum(len(document.problems) for document in report.documents),
        },
        "changes": {
            **{change: _ids(report, change) for change in ("new", "changed", "unchanged")},
            "removed": list(report.removed),
        },
        "documents": [_document_json(document) for document in report.documents],
        "skipped": [asdict(file) for file in report.skipped],
        "parsed": report.parsed,
        "embedded": report.embedded,
        "embedder": report.embedder,
        "seconds": report.seconds,
    }


def _ids(report: BuildReport, change: str) -> list[str]:
    return [document.document for document in report.documents if document.change == change]


def _document_json(document: DocumentReport) -> dict[str, Any]:
    problems = [
        {
            "code": problem.code,
            "message": problem.message,
            "start": problem.span.start if problem.span else None,
            "end": problem.span.end if problem.span else None,
        }
        for problem in document.problems
    ]
    return asdict(document) | {"problems": problems}


def format_text(report: BuildReport) -> str:
    """The report as it closes an ingest in a terminal."""
    lines = [_head(report), *_totals(report), *_changes(report)]
    problems = [(d, problem) for d in report.documents for problem in d.problems]
    if problems:
        lines += ["", _counted(len(problems), "Auffälligkeit", "Auffälligkeiten") + ":"]
        lines += [f"  {document.document}: {problem.message}" for document, problem in problems]
    if report.skipped:
        lines += ["", _counted(len(report.skipped), "Datei", "Dateien") + " übersprungen:"]
        lines += [f"  {file.reason}" for file in report.skipped]
    return "\n".join(lines)


def _head(report: BuildReport) -> str:
    kinds = Counter(document.kind for document in report.documents)
    parts = [_counted(kinds[kind], one, many) for kind, (one, many) in _KINDS.items() if kinds[kind]]
    documents = _counted(len(report.documents), "Dokument", "Dokumente")
    return f"{documents} im Index '{report.index}': {', '.join(parts)}."


def _totals(report: BuildReport) -> list[str]:
    counts = [_counted(report.count(name), one, many) for name, one, many in _COUNTED]
    generation = f"Generation {report.generation}" + ("" if report.is_new else " (weiterhin)")
    work = f"{report.parsed} ausgewertet, {_counted(report.embedded, 'Text', 'Texte')} eingebettet"
    return ["  " + ", ".join(counts), f"  {generation}, {work}, {_seconds(report.seconds)}"]


def _changes(report: BuildReport) -> list[str]:
    """What is new, changed and gone; by name where there was something before."""
    groups = {
        "neu": _ids(report, "new"),
        "geändert": _ids(report, "changed"),
        "unverändert": _ids(report, "unchanged"),
        "entfernt": list(report.removed),
    }
    head = "  Gegenüber vorher: " + ", ".join(f"{len(ids)} {word}" for word, ids in groups.items()) + "."
    if len(groups["neu"]) == len(report.documents):
        return [head]
    return [head, *(f"    {word}: {key}" for word, ids in groups.items() if word != "unverändert" for key in ids)]


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s".replace(".", ",")
