"""Where a manifest and the file itself disagree: the file is right, and the document says so."""

from dataclasses import replace

from assistant.documents import Document, Problem
from ingest.sources import ManifestEntry

CODE = "manifest_mismatch"
_KINDS = {"agreement": "Zielvereinbarung", "press_release": "Pressemitteilung", "other": "anderes Dokument"}


def mark_mismatches(document: Document, entry: ManifestEntry | None) -> Document:
    """The document with a `Problem` for each thing that its manifest says otherwise (hash, kind)."""
    if entry is None:
        return document
    problems = []
    if entry.sha256 and entry.sha256.lower() != document.sha256:
        problems.append(Problem(CODE, "Die Datei ist nicht mehr die, deren Prüfsumme im Manifest steht."))
    if entry.kind in _KINDS and entry.kind != document.kind:
        problems.append(
            Problem(CODE, f"Das Manifest nennt als Art {_KINDS[entry.kind]}, der Text ist: {_KINDS[document.kind]}.")
        )
    return replace(document, problems=(*document.problems, *problems)) if problems else document
