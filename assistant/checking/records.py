"""The records of an index by their places, and the forms in which each may be shown."""

from collections.abc import Iterator

from assistant.answering.draft import Fact
from assistant.answering.shown import show_amount, show_date, show_quote
from assistant.answers import Language
from assistant.documents import (
    Agreement,
    Amount,
    Category,
    Document,
    Measure,
    PlaceCount,
    PressRelease,
    Signature,
    Span,
)
from assistant.library import Funds, Library


class Records:
    """Look-ups by place over the documents of an index."""

    def __init__(self, library: Library, language: Language) -> None:
        self.library = library
        self._language: Language = language

    def document(self, document_id: str) -> Document | None:
        """The document of that id, None where there is none."""
        return self.library.document(document_id) if document_id in self.library else None

    def agreement(self, document_id: str) -> Agreement | None:
        """The agreement of that id, None where there is none."""
        document = self.document(document_id)
        return document if isinstance(document, Agreement) else None

    def amount(self, span: Span | None) -> Amount | None:
        """The amount printed at a place."""
        document = self.document(span.document_id) if span else None
        return next((a for a in getattr(document, "amounts", ()) if a.span == span), None)

    def receiver(self, amount: Amount) -> str:
        """Whom an amount is for: a body's id, the state, or a printed name that the table does not know."""
        document = self.document(amount.span.document_id)
        return Funds(document, amount).body if isinstance(document, (Agreement, PressRelease)) else amount.scope

    def measure(self, span: Span | None) -> Measure | None:
        """The measure printed at a place."""
        agreement = self.agreement(span.document_id) if span else None
        return next((m for m in agreement.measures if m.span == span), None) if agreement else None

    def category(self, span: Span | None) -> Category | None:
        """The heading of § 5 at a place."""
        agreement = self.agreement(span.document_id) if span else None
        return next((c for c in agreement.categories if c.span == span), None) if agreement else None

    def places(self, span: Span | None) -> PlaceCount | None:
        """The number of places printed at a place."""
        document = self.document(span.document_id) if span else None
        held = document.places if isinstance(document, PressRelease) else ()
        return next((p for p in held if p.span == span), None)

    def signature(self, span: Span | None) -> Signature | None:
        """The signature whose printed name, or whole block, is at a place."""
        agreement = self.agreement(span.document_id) if span else None
        held = agreement.signatures if agreement else ()
        return next((s for s in held if span in {s.name_span, s.span}), None)

    def forms(self, fact: Fact, slot: str) -> Iterator[str]:
        """The forms in which the record at a fact's place may be shown."""
        document, span = self.document(fact.document), fact.span
        if document is None or span is None:
            return
        if fact.kind == "amount":
            amount = self.amount(span)
            yield from [show_amount(amount, self._language)] if amount else []
        elif fact.kind == "measure":
            measure = self.measure(span)
            yield from [measure.name] if measure else []
        elif fact.kind == "category":
            category = self.category(span)
            yield from [category.title] if category else []
        elif fact.kind == "purpose":
            yield from (a.purpose for a in getattr(document, "amounts", ()) if a.span == span)
            yield from (" ".join(p.what.split()) for p in getattr(document, "places", ()) if p.sentence == span)
        elif fact.kind == "quote":
            yield from self._quoted(document, span, slot)
        else:
            yield from self._signed(fact, document)

    @staticmethod
    def _quoted(document: Document, span: Span, slot: str) -> Iterator[str]:
        """The whole words of a place; of an abbreviation its short or its long form."""
        if slot not in {"short", "long"}:
            yield show_quote(document, span)
            return
        for item in document.abbreviations:
            if item.span == span:
                yield item.short if slot == "short" else " ".join(item.long.replace("**", "").split())

    def _signed(self, fact: Fact, document: Document) -> Iterator[str]:
        """Names, functions, places and dates of the signature (or of the quoted person) at the fact's place."""
        for signature in document.signatures if isinstance(document, Agreement) else ():
            if fact.kind == "person" and signature.name_span == fact.span:
                yield signature.name
            elif fact.kind == "function" and signature.function_span == fact.span:
                yield signature.function
            elif fact.kind == "place" and fact.span in {signature.place_span, signature.span} and signature.place:
                yield signature.place
            elif fact.kind == "date" and signature.date and signature.date.span == fact.span:
                yield show_date(signature.date, self._language)
        for quote in document.quotes if isinstance(document, PressRelease) else ():
            if quote.span == fact.span and fact.kind in {"person", "function"}:
                yield quote.name if fact.kind == "person" else quote.function
