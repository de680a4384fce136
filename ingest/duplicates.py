"""Two agreements of one body and year: an amendment or a second copy. Both are kept, and both say so."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from assistant.documents import Agreement, Document, Problem

CODE = "duplicate_agreement"


def mark_duplicates(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents, each agreement with a `Problem` that names the others of its body and year.

    Marks of an earlier ingest are dropped first: the other one may be gone.
    """
    groups: dict[tuple[str, int], list[str]] = defaultdict(list)
    for document in documents:
        if isinstance(document, Agreement) and document.body is not None and document.year is not None:
            groups[document.body, document.year].append(document.id)
    return tuple(_mark(document, groups) for document in documents)


def _mark(document: Document, groups: dict[tuple[str, int], list[str]]) -> Document:
    if not isinstance(document, Agreement):
        return document
    kept = tuple(problem for problem in document.problems if problem.code != CODE)
    others = []
    if document.body is not None and document.year is not None:
        others = [other for other in groups[document.body, document.year] if other != document.id]
    if not others:
        return document if kept == document.problems else replace(document, problems=kept)
    names = ", ".join(f"'{other}'" for other in others)
    message = f"Zu {document.body_written} liegt für {document.year} noch eine Vereinbarung vor: {names}."
    return replace(document, problems=(*kept, Problem(CODE, message)))
