"""The facts of a document by their place in the text, for marking and listing them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.documents import Agreement, Document, OtherDocument, PressRelease, Span

FactKind = Literal["amount", "project", "part_time", "places", "signature", "date", "abbreviation"]
FACT_KINDS: tuple[FactKind, ...] = ("amount", "project", "part_time", "places", "signature", "date", "abbreviation")


@dataclass(frozen=True, slots=True)
class PrintedFact:
    """A fact where it is printed."""

    kind: FactKind
    span: Span


def find_facts(document: Document) -> tuple[PrintedFact, ...]:
    """Every fact of a document in the order of the text, each place and kind once."""
    found = {(fact.span, fact.kind): fact for fact in _list_facts(document)}
    return tuple(sorted(found.values(), key=lambda fact: (fact.span.start, -fact.span.end)))


def _list_facts(document: Document) -> Iterator[PrintedFact]:
    for abbreviation in document.abbreviations:
        yield PrintedFact("abbreviation", abbreviation.span)
    if isinstance(document, OtherDocument):
        return
    for amount in document.amounts:
        yield from (PrintedFact("amount", span) for span in (amount.span, *amount.repeats))
    yield from _list_agreement(document) if isinstance(document, Agreement) else _list_press(document)


def _list_agreement(document: Agreement) -> Iterator[PrintedFact]:
    for measure in document.measures:
        yield PrintedFact("project", measure.span)
        if measure.part_time:
            yield PrintedFact("part_time", measure.part_time.span)
    for signature in document.signatures:
        yield PrintedFact("signature", signature.name_span)
        if signature.date:
            yield PrintedFact("date", signature.date.span)


def _list_press(document: PressRelease) -> Iterator[PrintedFact]:
    for offer in document.offers:
        yield PrintedFact("project", offer.span)
        if offer.part_time:
            yield PrintedFact("part_time", offer.part_time.span)
    for places in document.places:
        yield PrintedFact("places", places.span)
    if document.date:
        yield PrintedFact("date", document.date.span)
