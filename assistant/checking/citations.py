"""Whether a citation is what it says: its words, its label, and the further places of the same wording."""

from assistant.answering.template import mask_wording
from assistant.answers import Citation
from assistant.documents import Document, Place, Span, text_at
from assistant.library import Library
from assistant.wording import compare_section


def check_citation(citation: Citation, library: Library) -> bool:
    """Whether a quote equals its span, section, file and label are the document's, and further places hold too."""
    if citation.document not in library:
        return False
    document = library.document(citation.document)
    if citation.span.document_id != document.id or not _is_inside(citation.span, document):
        return False
    section = library.section_at(document, citation.span)
    return (
        text_at(document, citation.span) == citation.quote
        and citation.file == document.file
        and citation.section == section
        and citation.label == f"{document.title}, {section}"
        and all(_holds_place(place, library) for place in citation.also_in)
        and _is_one_wording(citation, document, library)
    )


def _is_inside(span: Span, document: Document) -> bool:
    return 0 <= span.start < span.end <= len(document.text)


def _holds_place(place: Place, library: Library) -> bool:
    if place.span.document_id not in library:
        return False
    document = library.document(place.span.document_id)
    inside = _is_inside(place.span, document)
    return inside and place.file == document.file and place.section == library.section_at(document, place.span)


def _is_one_wording(citation: Citation, document: Document, library: Library) -> bool:
    """Whether the further places have the words of the quote; names, years and amounts aside."""
    wanted = mask_wording(citation.quote)
    others = [(library.document(p.span.document_id), p.span) for p in citation.also_in]
    differing = [(d, s) for d, s in others if mask_wording(text_at(d, s)) != wanted]
    if not differing:
        return True
    whole = [(document, citation.span), *differing]
    if any(all(section.span != span for section in held.sections) for held, span in whole):
        return False
    return compare_section([held for held, _ in whole], citation.section).verdict != "different"
