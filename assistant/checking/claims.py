"""Whether a single claim is borne out: by its record, by the question, by the index."""

from assistant.answering.draft import Fact, Statement
from assistant.answering.shown import body_forms
from assistant.answers import Citation, Language
from assistant.bodies import all_bodies
from assistant.checking.records import Records
from assistant.checking.setting import Setting
from assistant.documents import STATE, Agreement, Span
from assistant.library import Library

_WITHOUT_DOCUMENT = frozenset(
    {"assumed_body", "no_document_for", "town_no_body", "no_amount_in_year", "no_year_for", "body_silent", "item"}
)
"""Phrases on bodies of which a document is lacking."""


class ClaimCheck:
    """Checks claims one by one; what several claims say together is checked in `relations`."""

    def __init__(self, records: Records, citations: dict[str, Citation], setting: Setting, language: Language) -> None:
        self._records = records
        self._citations = citations
        self._setting = setting
        self._language: Language = language

    def holds(self, fact: Fact, slot: str, key: str, statement: Statement) -> bool:
        """Whether a fact in a slot of a statement is what its record, the question or the index bears out."""
        match fact.kind:
            case "plain":
                return self._holds_plain(fact, slot)
            case "given":
                asked, limit = self._setting, slot in {"limit", "upper"}
                return asked.has_words(fact.shown) or (limit and asked.has_sum(fact.shown, self._language))
            case "asked_year":
                return fact.shown.isdigit() and fact.shown == fact.value and int(fact.shown) in self._setting.years
            case "covered":
                return self._holds_cover(fact, slot, key, statement)
            case "count":
                return fact.shown == str(len(set(fact.inputs)))
            case "computed":
                return True
            case "body":
                return self._holds_body(fact, slot, statement)
            case "year":
                return self._holds_year(fact, key)
            case "title" | "section":
                return self._holds_head(fact, slot)
            case _:
                return self._holds_record(fact, slot, statement)

    def _holds_plain(self, fact: Fact, slot: str) -> bool:
        if slot == "theme":
            return set(fact.shown.split(" / ")) <= self._setting.theme_names(self._language)
        return fact.shown == "–" and slot in {"function", "other"}

    def _holds_body(self, fact: Fact, slot: str, statement: Statement) -> bool:
        known = fact.value == STATE or any(b.id == fact.value for b in all_bodies())
        if not known or fact.shown not in body_forms(fact.value):
            return False
        if fact.document and statement.key not in _WITHOUT_DOCUMENT:
            document = self._records.document(fact.document)
            amounts = getattr(document, "amounts", ())
            return document is not None and fact.value in {document.body or STATE, *(a.scope for a in amounts)}
        return statement.basis == "said" and not fact.document and self._may_be_said(fact.value, slot, statement)

    def _may_be_said(self, body: str, slot: str, statement: Statement) -> bool:
        """Whether a body without a document is one that the question means, or that lacks what the answer lists."""
        shown = self._shown_bodies()
        match statement.key:
            case "assumed_body":
                return body in self._setting.bodies and not (shown and (body in shown) != (slot == "body"))
            case "no_document_for":
                return body in self._setting.bodies and body not in shown
            case "town_no_body":
                return any(body == owner for _, owner in self._setting.towns)
            case "no_amount_in_year":
                return body in self._setting.bodies
            case "body_silent":
                return body in self._setting.bodies and body in self._records.library.bodies
            case "no_year_for":
                years = [c.fact.shown for c in statement.claims if c.slot == "year"]
                held = any(self._records.library.covers(int(y), body) for y in years if y.isdigit())
                return body in self._setting.bodies and not held
            case "one_year_only":
                funds = [f for f in self._records.library.funds if f.body == body]
                return body in shown and bool(funds)
            case _:
                return statement.key == "item" and self._is_uncovered(body)

    def _shown_bodies(self) -> frozenset[str]:
        """The bodies of the documents that the answer cites, and those its amounts are for."""
        library = self._records.library
        cited = {c.document for c in self._citations.values()}
        own = {library.document(d).body or STATE for d in cited}
        return frozenset(own | {f.body for f in library.funds if f.document.id in cited and own == {STATE}})

    def _is_uncovered(self, body: str) -> bool:
        agreements = [a for a in self._records.library.agreements if self._setting.allows_year(a.year)]
        return body != STATE and all(a.body != body for a in agreements)

    def _holds_year(self, fact: Fact, key: str) -> bool:
        document = self._records.document(fact.document)
        if document is None:
            return False
        if fact.span is None:
            return fact.shown == (str(document.year) if document.year else "")
        amount = self._records.amount(fact.span)
        if amount is None or amount.years is None or fact.span.document_id != document.id:
            return False
        first, last = amount.years.first, amount.years.last
        if first == last or key == "mixed_years":
            return fact.shown == str(first)
        return fact.shown == f"{first} {'bis' if self._language == 'de' else 'to'} {last}"

    def _holds_head(self, fact: Fact, slot: str) -> bool:
        document = self._records.document(fact.document)
        if document is None:
            return False
        if fact.kind == "section":
            return any(s.label == fact.shown for s in document.sections)
        if slot in {"body", "more", "less"}:
            own = isinstance(document, Agreement) and document.body is None and fact.shown == document.body_written
            scopes = {a.scope for a in getattr(document, "amounts", ())} - {STATE, *(b.id for b in all_bodies())}
            return fact.value == fact.shown and (own or fact.shown in scopes)
        if fact.span is not None:
            return any(s.span == fact.span and fact.shown == (s.title or s.label) for s in document.sections)
        return fact.shown == document.title

    def _holds_record(self, fact: Fact, slot: str, statement: Statement) -> bool:
        """Whether the record at the fact's place may be shown so, and the statement cites that place."""
        if fact.span is None or fact.span.document_id != fact.document:
            return False
        return self.is_cited(fact.span, statement) and fact.shown in self._records.forms(fact, slot)

    def is_cited(self, span: Span, statement: Statement) -> bool:
        """Whether a place lies in one that the statement cites."""
        return any(covers(cited, span) for cited in self.cited_spans(statement))

    def cited_spans(self, statement: Statement) -> list[Span]:
        """The places that a statement cites, without further places of the same wording."""
        return [self._citations[k].span for k in statement.citations if k in self._citations]

    def _holds_cover(self, fact: Fact, slot: str, key: str, statement: Statement) -> bool:
        name, _, rest = fact.value.partition(":")
        library = self._records.library
        match name:
            case "agreements":
                return slot == "agreements" and fact.shown == str(len(library.agreements))
            case "press_releases":
                return slot == "press" and fact.shown == str(len(library.press_releases))
            case "same_wording":
                citation = self._citations.get(rest) if rest in statement.citations else None
                places = {p.span.document_id for p in citation.also_in} if citation else set()
                return citation is not None and fact.shown == str(len({citation.document, *places}))
            case "bodies":
                years = {int(y) for y in rest.split(":")[-1].split(",") if y}
                year, kind, _ = rest.split(":")
                every = [b for b in all_bodies() if b.exists_in(int(year)) and (not kind or b.kind == kind)]
                return (
                    years == self._setting.years
                    and key == f"share_bodies{kind and '_'}{kind}"
                    and fact.shown == str(len(every))
                )
            case "uncovered":
                years = {int(y) for y in rest.split(":")[-1].split(",") if y}
                asked = years == self._setting.years and key == "uncovered"
                return asked and fact.shown == str(count_uncovered(library, rest))
        return False


def covers(outer: Span, inner: Span) -> bool:
    """Whether a place lies within another."""
    return outer.document_id == inner.document_id and outer.start <= inner.start and inner.end <= outer.end


def count_uncovered(library: Library, terms: str) -> int:
    """For how many bodies no agreement is held; `terms` is "year:kind:years" as the statement was made."""
    year, kind, years = terms.split(":")
    wanted = {int(y) for y in years.split(",") if y}
    covered = {a.body for a in library.agreements if not wanted or a.year in wanted}
    return sum(
        1 for b in all_bodies() if b.id not in covered and b.exists_in(int(year)) and (not kind or b.kind == kind)
    )
