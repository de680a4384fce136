"""Check before show: every quote equals its span, every number, date, name and function is bound to its record.

The check knows nothing of how a sentence was made. It looks up each claim's record by document and place, derives the
forms in which that record may be shown, recomputes what is computed, and refuses whatever figure or name of a sentence
no claim covers. "It occurs somewhere in the text" is not enough: an amount must belong to the body that is named
before it, and its place must be cited by that very sentence.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from assistant.answering.draft import Fact, Statement
from assistant.answering.shown import body_forms, compute, show_amount, show_date, show_euros, show_percent, show_quote
from assistant.answers import Citation, Language
from assistant.bodies import all_bodies, find_printed_bodies
from assistant.documents import STATE, Agreement, Amount, Document, PressRelease, Span, text_at
from assistant.library import Library

_DIGIT = re.compile(r"\d")
_SECTION_WORD = re.compile(r"§\s*5\b|\bSection 5\b")


def check_citation(citation: Citation, library: Library) -> bool:
    """Whether a quote equals its span and the section and file are the document's."""
    if citation.document not in library:
        return False
    document = library.document(citation.document)
    span = citation.span
    inside = span.document_id == document.id and 0 <= span.start < span.end <= len(document.text)
    if not inside or text_at(document, span) != citation.quote or citation.file != document.file:
        return False
    places_hold = all(
        p.span.document_id in library and p.span.end <= len(library.document(p.span.document_id).text)
        for p in citation.also_in
    )
    return library.section_at(document, span) == citation.section and places_hold


class Checker:
    """Checks the statements of one answer against the records they claim."""

    def __init__(self, library: Library, citations: Sequence[Citation], question: str, language: Language) -> None:
        self._library = library
        self._citations: Mapping[str, Citation] = {c.key: c for c in citations}
        self._question = question
        self._language: Language = language

    def faults(self, statement: Statement) -> list[str]:
        """What is wrong with a statement, in English for logs and tests; empty where all is bound."""
        found = [f"citation {key} is missing or false" for key in statement.citations if not self._holds_citation(key)]
        for claim in statement.claims:
            if statement.text[claim.start : claim.end] != claim.fact.shown:
                found.append(f"the text at {claim.start} is not '{claim.fact.shown}'")
            elif not self._holds(claim.fact, statement):
                found.append(f"{claim.fact.kind} '{claim.fact.shown}' is not borne out")
        found += self._unbound(statement)
        found += self._misattributed(statement)
        if (
            statement.basis != "said"
            and not statement.citations
            and any(c.fact.kind in {"amount", "measure", "person", "date"} for c in statement.claims)
        ):
            found.append("facts without a citation")
        return found

    def _holds_citation(self, key: str) -> bool:
        citation = self._citations.get(key)
        return citation is not None and check_citation(citation, self._library)

    def _unbound(self, statement: Statement) -> list[str]:
        """Digits, bodies and persons outside of every claim."""
        rest = _blank_claims(statement)
        rest = _SECTION_WORD.sub(" ", rest)
        found = ["a figure that no claim covers"] if _DIGIT.search(rest) else []
        if find_printed_bodies(rest):
            found.append("a body that no claim covers")
        return found

    def _misattributed(self, statement: Statement) -> list[str]:
        """Amounts and measures whose record belongs to another body than the one named nearest before them."""
        bodies = [c for c in statement.claims if c.fact.kind == "body" and c.fact.document]
        if not bodies:
            return []
        found = []
        for claim in statement.claims:
            if claim.fact.kind not in {"amount", "measure", "person", "function", "date", "place"}:
                continue
            before = [b for b in bodies if b.start < claim.start]
            named = before[-1] if before else bodies[0]
            if named.fact.value not in self._owners(claim.fact):
                found.append(f"{claim.fact.kind} '{claim.fact.shown}' does not belong to {named.fact.value}")
        return found

    def _owners(self, fact: Fact) -> set[str]:
        """The bodies that a record may be said of."""
        document = self._library.document(fact.document) if fact.document in self._library else None
        if document is None:
            return set()
        amount = self._amount(fact.span) if fact.kind == "amount" and fact.span else None
        if amount is not None:
            return {amount.scope} | ({amount.payer} if amount.payer else set())
        return {document.body or STATE}

    def _holds(self, fact: Fact, statement: Statement) -> bool:
        match fact.kind:
            case "plain":
                return not _DIGIT.search(fact.shown)
            case "given":
                return _squeeze(fact.shown) in _squeeze(self._question) or all(
                    _squeeze(w) in _squeeze(self._question) for w in fact.shown.split(", ")
                )
            case "asked_year":
                return re.fullmatch(r"(?:19|20)\d\d", fact.shown) is not None and fact.shown == fact.value
            case "covered":
                return self._holds_cover(fact)
            case "count":
                return fact.shown == str(len(set(fact.inputs))) and all(self._exists(s) for s in fact.inputs)
            case "computed":
                return self._holds_computed(fact)
            case "body":
                return self._holds_body(fact)
            case "year":
                return self._holds_year(fact)
            case "title" | "section":
                return self._holds_head(fact)
            case _:
                return self._holds_record(fact, statement)

    def _holds_body(self, fact: Fact) -> bool:
        known = fact.value == STATE or any(b.id == fact.value for b in all_bodies())
        if not known or fact.shown not in body_forms(fact.value):
            return False
        if not fact.document:
            return True
        if fact.document not in self._library:
            return False
        document = self._library.document(fact.document)
        scopes = {a.scope for a in getattr(document, "amounts", ())} | {
            a.payer for a in getattr(document, "amounts", ())
        }
        return fact.value in {document.body or STATE, *scopes}

    def _holds_year(self, fact: Fact) -> bool:
        if fact.document not in self._library:
            return False
        document = self._library.document(fact.document)
        numbers = re.findall(r"\d{4}", fact.shown)
        if not numbers:
            return fact.shown == ""
        amount = self._amount(fact.span) if fact.span else None
        if amount is not None and amount.years is not None:
            return numbers == [str(y) for y in dict.fromkeys((amount.years.first, amount.years.last))]
        allowed = {str(document.year)} if document.year else set()
        for item in getattr(document, "amounts", ()):
            allowed |= {str(item.years.first), str(item.years.last)} if item.years else set()
        return set(numbers) <= allowed

    def _holds_head(self, fact: Fact) -> bool:
        if fact.document not in self._library:
            return False
        document = self._library.document(fact.document)
        if fact.kind == "section":
            return fact.shown in {s.label for s in document.sections} | {"Kopf"}
        allowed = {document.title, *(s.title for s in document.sections), *(s.label for s in document.sections)}
        allowed |= {document.body_written} if isinstance(document, Agreement) else set()
        return fact.shown in allowed

    def _holds_record(self, fact: Fact, statement: Statement) -> bool:
        """Whether the record at the fact's place may be shown so, and the statement cites that place."""
        if fact.span is None or not self._exists(fact.span) or fact.span.document_id != fact.document:
            return False
        if statement.basis != "said" and not self._is_cited(fact.span, statement):
            return False
        return fact.shown in self._forms(fact, self._library.document(fact.document))

    def _forms(self, fact: Fact, document: Document) -> set[str]:
        """The forms in which the record of a fact may be shown."""
        span = fact.span
        assert span is not None
        match fact.kind:
            case "amount":
                amount = self._amount(span)
                return {show_amount(amount, self._language)} if amount else set()
            case "purpose":
                return _purposes(document, span)
            case "measure":
                return (
                    {m.name for m in document.measures if m.span == span} if isinstance(document, Agreement) else set()
                )
            case "category":
                return (
                    {c.title for c in document.categories if c.span == span}
                    if isinstance(document, Agreement)
                    else set()
                )
            case "quote":
                # An abbreviation shows a part of the words that it cites.
                whole = show_quote(document, span)
                return (
                    {whole, fact.shown}
                    if fact.shown and _stands_in(fact.shown, whole) and not _DIGIT.search(fact.shown)
                    else {whole}
                )
            case _:
                return _signature_forms(fact, document, self._language)

    def _holds_cover(self, fact: Fact) -> bool:
        name, _, rest = fact.value.partition(":")
        library = self._library
        if name == "agreements":
            return fact.shown == str(len(library.agreements))
        if name == "press_releases":
            return fact.shown == str(len(library.press_releases))
        if name == "printed_categories":
            return fact.shown.isdigit() and int(fact.shown) <= len(library.agreements)
        if name == "same_wording":
            citation = self._citations.get(rest)
            return citation is not None and fact.shown == str(
                len({citation.document, *(p.span.document_id for p in citation.also_in)})
            )
        if name == "uncovered":
            return fact.shown == str(count_uncovered(library, rest))
        return False

    def _holds_computed(self, fact: Fact) -> bool:
        try:
            return fact.shown in self._computed_forms(fact)
        except (InvalidOperation, ZeroDivisionError, IndexError, ValueError):
            return False

    def _computed_forms(self, fact: Fact) -> set[str]:
        language = self._language
        if fact.formula == "count":
            value, _, divisor = fact.value.partition("/")
            mean = (Decimal(len(set(fact.inputs))) / int(divisor)).quantize(Decimal("0.1"), ROUND_HALF_UP)
            shown = str(mean).replace(".", ",") if language == "de" else str(mean)
            return {shown} if str(mean) == value else set()
        if fact.formula == "percent" and fact.value.startswith("projects:"):
            return _share_of_projects(fact, language)
        if fact.formula == "quotient":
            return self._quotient_forms(fact)
        places = [self._places(span) for span in fact.inputs]
        if all(p is not None for p in places):
            return {str(sum(p for p in places if p is not None))}
        amounts = [self._amount(span) for span in fact.inputs]
        if any(a is None for a in amounts):
            return set()
        values = [a.euros for a in amounts if a is not None]
        if fact.formula == "percent":
            name, _, cut = fact.value.partition(":")
            top, bottom = sum(values[: int(cut)], Decimal(0)), sum(values[int(cut) :], Decimal(0))
            return {show_percent(abs(top - bottom) / bottom if name == "difference" else top / bottom, language)}
        result = compute(fact.formula, values)
        whole = result == result.to_integral_value()
        rounded = result if whole or fact.formula != "average" else result.quantize(Decimal("0.01"), ROUND_HALF_UP)
        return {show_euros(rounded, language), show_euros(rounded, language, millions=True)}

    def _quotient_forms(self, fact: Fact) -> set[str]:
        amount = self._amount(fact.inputs[0])
        span = fact.inputs[1]
        if amount is not None and len(fact.inputs) > 1 and self._are_measures(fact.inputs[1:]):
            value = (amount.euros / len(set(fact.inputs[1:]))).quantize(Decimal("0.01"), ROUND_HALF_UP)
            return {show_euros(value, self._language)}
        number = re.match(r"\d+", text_at(self._library.document(span.document_id), span))
        if amount is None or number is None:
            return set()
        return {show_euros((amount.euros / int(number.group())).quantize(Decimal(1), ROUND_HALF_UP), self._language)}

    def _are_measures(self, spans: Sequence[Span]) -> bool:
        """Whether the places are all the measures of one agreement."""
        document = self._library.document(spans[0].document_id)
        return isinstance(document, Agreement) and {m.span for m in document.measures} == set(spans)

    def _exists(self, span: Span) -> bool:
        return span.document_id in self._library and 0 <= span.start <= span.end <= len(
            self._library.document(span.document_id).text
        )

    def _is_cited(self, span: Span, statement: Statement) -> bool:
        cited = [self._citations[k].span for k in statement.citations if k in self._citations]
        return any(c.document_id == span.document_id and c.start <= span.start and span.end <= c.end for c in cited)

    def _amount(self, span: Span | None) -> Amount | None:
        if span is None or span.document_id not in self._library:
            return None
        document = self._library.document(span.document_id)
        return next((a for a in getattr(document, "amounts", ()) if a.span == span), None)

    def _places(self, span: Span) -> int | None:
        document = self._library.document(span.document_id) if span.document_id in self._library else None
        if not isinstance(document, PressRelease):
            return None
        return next((p.count for p in document.places if p.span == span), None)


def _share_of_projects(fact: Fact, language: Language) -> set[str]:
    """The share of the projects named first among those named after."""
    cut = int(fact.value.partition(":")[2])
    fit, every = set(fact.inputs[:cut]), set(fact.inputs[cut:])
    return {show_percent(Decimal(len(fit)) / len(every), language)} if fit <= every else set()


def _blank_claims(statement: Statement) -> str:
    chars = list(statement.text)
    for claim in statement.claims:
        chars[claim.start : claim.end] = " " * (claim.end - claim.start)
    return "".join(chars)


def _squeeze(text: str) -> str:
    return " ".join(text.casefold().split())


def _stands_in(part: str, whole: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", whole) is not None


def _purposes(document: Document, span: Span) -> set[str]:
    amounts = {a.purpose for a in getattr(document, "amounts", ()) if a.span == span}
    places = {" ".join(p.what.split()) for p in getattr(document, "places", ()) if p.sentence == span}
    return amounts | places


def _signature_forms(fact: Fact, document: Document, language: Language) -> set[str]:
    """Names, functions, places and dates of the signature (or of the quoted person) at the fact's place."""
    forms: set[str] = set()
    for signature in document.signatures if isinstance(document, Agreement) else ():
        if fact.kind == "person" and signature.name_span == fact.span:
            forms.add(signature.name)
        elif fact.kind == "function" and signature.function_span == fact.span:
            forms.add(signature.function)
        elif fact.kind == "place" and fact.span in {signature.place_span, signature.span} and signature.place:
            forms.add(signature.place)
        elif fact.kind == "date" and signature.date and signature.date.span == fact.span:
            forms.add(show_date(signature.date, language))
    for quote in document.quotes if isinstance(document, PressRelease) else ():
        if quote.span == fact.span:
            forms |= {quote.name} if fact.kind == "person" else {quote.function} if fact.kind == "function" else set()
    return forms


def count_uncovered(library: Library, terms: str) -> int:
    """For how many bodies no agreement is held; `terms` is "year:kind:years" as the statement was made."""
    year, kind, years = terms.split(":")
    wanted = {int(y) for y in years.split(",") if y}
    covered = {a.body for a in library.agreements if not wanted or a.year in wanted}
    return sum(
        1 for b in all_bodies() if b.id not in covered and b.exists_in(int(year)) and (not kind or b.kind == kind)
    )
