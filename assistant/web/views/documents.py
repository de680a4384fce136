"""What the index holds, when it was built and from what (Dokumente)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.bodies import fold
from assistant.documents import Document, DocumentKind
from assistant.library import name_of
from assistant.store.generation import read_time
from assistant.web.views.facts import find_facts
from assistant.web.views.holdings import Holdings
from assistant.web.views.site import Site
from assistant.web.views.view import render_view

PAGE = "dokumente"
KINDS: tuple[DocumentKind, ...] = ("agreement", "press_release", "other")
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class DocumentChoice:
    """Which documents are listed; "" and None leave all."""

    name: str
    kind: DocumentKind | None
    year: int | None

    @property
    def is_filtered(self) -> bool:
        """Whether anything is left out."""
        return bool(self.name or self.kind or self.year)

    def allows(self, document: Document) -> bool:
        """Whether a document is listed."""
        wanted = fold(self.name)
        return (
            (not wanted or wanted in fold(f"{document.title} {document.file}"))
            and (self.kind is None or document.kind == self.kind)
            and (self.year is None or document.year == self.year)
        )


def render_documents_page(holdings: Holdings, site: Site, given: Mapping[str, str]) -> str:
    """The page that lists the documents."""
    library = holdings.library
    documents: tuple[Document, ...] = (*library.agreements, *library.press_releases, *library.others)
    choice = _read_choice(given)
    counted = Counter(document.kind for document in documents)
    parameters = {"name": choice.name, "art": choice.kind or "", "jahr": str(choice.year or "")}
    return render_view(
        "documents.html",
        site,
        PAGE,
        parameters,
        held=len(documents),
        rows=[(d, _name_body(d, site), len(find_facts(d))) for d in documents if choice.allows(d)],
        choice=choice,
        kinds=[(kind, counted[kind]) for kind in KINDS if counted[kind]],
        years=sorted({d.year for d in documents if d.year}, reverse=True),
        here=site.address(PAGE),
        stamp=holdings.stamp,
        generation=holdings.generation,
        built=read_time(holdings.generation),
    )


def _read_choice(given: Mapping[str, str]) -> DocumentChoice:
    year = given.get("jahr", "")
    return DocumentChoice(
        name=" ".join(given.get("name", "").split())[:_LONGEST_NAME],
        kind=next((kind for kind in KINDS if kind == given.get("art")), None),
        year=int(year) if len(year) == 4 and year.isascii() and year.isdigit() else None,
    )


def _name_body(document: Document, site: Site) -> str:
    """Whose document it is; a text of no body is the state's only where it is a press release."""
    if document.kind == "other" and document.body is None:
        return ""
    if document.kind == "press_release" and document.body is None:
        return str(site.words["documents"]["whole_state"])
    return name_of(document)
