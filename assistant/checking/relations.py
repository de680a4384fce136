"""What the facts of one statement say together: one document, one record, the right role, and the citations for it."""

from collections.abc import Callable, Mapping, Sequence

from assistant.answering.draft import Fact, Statement
from assistant.answering.shown import show_words
from assistant.answers import Citation, Language
from assistant.checking.claims import ClaimCheck, covers
from assistant.checking.records import Records
from assistant.checking.setting import Setting
from assistant.checking.shares import ShareCheck
from assistant.checking.sums import SumCheck
from assistant.checking.templates import CATEGORY_LINE, UNCHANGED, find_key
from assistant.documents import STATE, Agreement, Document, PressRelease, Span
from assistant.wording import compare_documents

Facts = Mapping[str, Fact]
Rule = Callable[[Facts, Statement], bool]

_OF_HELD = frozenset({"share_documents", "share_agreements_held", "share_press_held"})

_OF_BODIES = ("share_bodies", "share_bodies_landkreis", "share_bodies_stadt")
"""Phrases of the bodies that have an agreement among all, or all of a kind."""

_OWN_SHARES = ("highest_project_share", "lowest_project_share", "project_share_line")
"""Phrases of one agreement's share of fitting projects among its own."""

_OF_SEVERAL = frozenset(
    {
        "sum", "average", "above", "below", "between", "above_with", "below_with", "between_with", "share", "share_line", "count_funded", "more_than", "same_amount", "rose", "fell", "mixed_years",
        "list_part_time", "list_all", "count_total", "count_bodies", "count_bodies_training", "count_agreements",
        "set_without", "set_both", "set_but_not", "years_both", "years_new", "years_gone", "years_both_none", "years_new_none",
        "years_gone_none", "ranked_at", "ranked_low", "more_projects", "more_projects_one", "average_projects", "share_projects", "share_of_such", "share_agreements", "share_of_state", "multiple", "multiple_projects", *_OF_BODIES, *_OF_HELD, "count_people", "count_signed", "count_signed_one", "held_agreements", "held_press", "held_press_one", "held_documents",
        "categories_counted", "category_in_all", "category_in_some", "category_count", "category_count_one", "most_in_category", "fewest_in_category", "sum_places", "share_places", "ministry_many", "section_same", "section_masked",
        "section_differs", "wording_heading", "wording_same", UNCHANGED, "difference_replaced", "difference_replaced_single",
        "difference_added", "difference_added_single", "difference_removed", "difference_removed_single",
    }
)  # fmt: skip
"""Phrases that speak of several documents at once; all others speak of one."""

_DIFFERENCES = frozenset(key for key in _OF_SEVERAL if key.startswith("difference_"))

_UNCITED = frozenset(
    {
        "list_training", "list_part_time", "list_theme", "list_one", "list_all", "agreement_heading", "held_agreements",
        "held_agreement", "held_press", "held_press_one", "held_documents", "wording_heading", "wording_same", "categories_counted", "counts_by_category", "set_without", "set_both", "set_but_not", "years_both", "years_new", "years_gone", "years_both_none",
        "years_new_none", "years_gone_none", "above_none", "below_none", "between_none", "above_none_with", "below_none_with", "between_none_with",
    }
)  # fmt: skip
"""Headings of lists, whose items are cited."""

_PAYERS = frozenset({"own_share"})
_TO_BODY = frozenset({"body_funds", "body_funds_range", "body_funds_undated", "body_purpose", "highest", "lowest"})
_OF_STATE = frozenset({"state_funds", "state_purpose", "state_funds_undated"})
_BROAD = frozenset({"body_funds", "state_funds"})
_OF_ASKED_YEARS = frozenset({"no_amount_in_year", "no_amount_of_year", "no_year_for", "no_document_from"})
_SIGNED = frozenset({"signed", "signed_place", "signed_date", "signed_place_date", "function_differs"})


def _rules_of_sums(sums: SumCheck) -> dict[str, Rule]:
    """The rules for phrases that compute with amounts and places."""
    return {
        "sum": sums.is_total, "average": sums.is_total,
        **dict.fromkeys(("above", "below", "between", "above_with", "below_with", "between_with"), sums.is_limited), "count_funded": sums.is_funded,
        "more_than": sums.is_more, "same_amount": sums.is_same, "rose": sums.is_change, "fell": sums.is_change, "share": sums.is_share,
        "multiple": sums.is_multiple, **dict.fromkeys(("state_gives_more", "state_gives_less"), sums.is_of_payers), "share_line": sums.is_share_of_body,
        "share_of_state": sums.is_share, "quotient": sums.is_quotient, "per_project": sums.is_per_project,
        **dict.fromkeys(("ranked_at", "ranked_low"), sums.is_placed), "sum_places": sums.is_sum_of_places, "share_places": sums.is_share_of_places,
        "highest": sums.is_extreme, "lowest": sums.is_extreme, "mixed_years": sums.is_mixed, "one_year_only": sums.is_single,
        **dict.fromkeys(("gap_above", "gap_below"), sums.is_gap),
    }  # fmt: skip


def _rules_of_counts(counts: ShareCheck) -> dict[str, Rule]:
    """The rules for phrases that count, or give a share of what is counted."""
    return {
        "multiple_projects": counts.is_multiple, "share_agreements": counts.is_share_of_agreements,
        **dict.fromkeys(("set_without", "set_both", "set_but_not"), counts.are_sets),
        **dict.fromkeys(("years_both", "years_new", "years_gone", "years_both_none", "years_new_none", "years_gone_none"), counts.are_of_years),
        **dict.fromkeys(("more_projects", "more_projects_one"), counts.are_more),
        **dict.fromkeys(("list_part_time", "list_one", "list_all"), counts.are_listed),
        **dict.fromkeys(("count_line", "count_line_one", "count_one", "count_one_single", "most_projects", "fewest_projects"), counts.are_cited),
        **dict.fromkeys(_OWN_SHARES, counts.is_own_share), **dict.fromkeys(_OF_BODIES, counts.is_share_of_bodies), **dict.fromkeys(_OF_HELD, counts.is_share_of_held),
        **dict.fromkeys(("held_agreements", "held_agreement", "held_press", "held_press_one", "held_documents"), counts.are_held),
        **dict.fromkeys(("count_bodies", "count_bodies_training", "count_agreements"), counts.are_bodies), "count_total": counts.is_total,
        "average_projects": counts.is_total, "share_projects": counts.is_share, "share_of_such": counts.is_share_of_such,
        "categories_counted": counts.are_fields, "sheet_projects": counts.is_sheet, "category_in_all": counts.are_categories,
        "category_in_some": counts.are_categories, "count_people": counts.are_people,
        **dict.fromkeys(("category_count", "category_count_one", "most_in_category", "fewest_in_category"), counts.are_under),
        **dict.fromkeys(("count_signed", "count_signed_one"), counts.are_signed),
        **dict.fromkeys(("days_between", "days_between_one"), counts.are_days_between), "ministry_many": counts.are_concluded,
        "section_same": counts.are_sections, "section_masked": counts.are_sections, "section_differs": counts.are_sections,
        "wording_heading": counts.are_sides, "wording_same": counts.are_sides,
    }  # fmt: skip


class Relations:
    """Checks what claims that hold one by one say together in one statement."""

    def __init__(
        self,
        records: Records,
        claims: ClaimCheck,
        setting: Setting,
        language: Language,
        citations: Mapping[str, Citation],
    ) -> None:
        self._records = records
        self._claims = claims
        self._setting = setting
        self._language: Language = language
        self._citations = citations
        self._rules: dict[str, Rule] = {
            **_rules_of_sums(SumCheck(records, claims, setting, language)),
            **_rules_of_counts(ShareCheck(records, claims, setting, language, citations)),
            "no_document_from": self._is_uncovered_year, **dict.fromkeys(_SIGNED, self._is_one_signature), "person_quoted": self._is_quoted, "phrase_in": self._is_of_title,
            "project_stands": self._is_listed, "project_stands_bare": self._is_listed, "project_part_time": self._is_mark, "category_empty": self._is_empty,
            "category_heading": self._is_filled, "category_without": self._is_empty, CATEGORY_LINE: self._is_category, UNCHANGED: self._is_unchanged,
            "sections_counted": self._are_numbered, "ministry": self._is_ministry, "town_no_body": self._is_town, "assumed_body": self._is_assumed,
            "place_line": self._is_places,
            **dict.fromkeys((*(f"section_heading{end}" for end in ("", "_plain", "_shared", "_plain_shared")), "outline_line", "outline_line_plain"), self._is_section),
            **dict.fromkeys(_DIFFERENCES, self._is_difference),
        }  # fmt: skip

    def faults(self, key: str, statement: Statement) -> list[str]:
        """What is wrong with the facts of a statement, taken together."""
        facts = {c.slot: c.fact for c in statement.claims}
        found = []
        if key not in _OF_SEVERAL and len(self._documents(statement)) > 1:
            found.append("facts of several documents")
        if not self._is_cited_enough(key, statement, facts.get("count")):
            found.append("facts without a citation")
        if key not in {"same_amount", *_DIFFERENCES} and not self._is_served(statement):
            found.append("a citation that bears out nothing")
        if not self._is_attributed(key, facts):
            found.append("an amount, a year and a body that are not of one record")
        rule = self._rules.get(key)
        if rule is not None and not rule(facts, statement):
            found.append(f"facts that do not bear out '{key}'")
        return found

    def _documents(self, statement: Statement) -> set[str]:
        cited = {self._citations[k].document for k in statement.citations if k in self._citations}
        claimed = {c.fact.document for c in statement.claims if c.fact.document}
        return cited | claimed | {s.document_id for c in statement.claims for s in c.fact.inputs}

    @staticmethod
    def _is_cited_enough(key: str, statement: Statement, count: Fact | None) -> bool:
        """Whether a statement of facts cites anything; a count of nothing has nothing to cite."""
        if statement.citations or statement.basis == "said" or key in _UNCITED or not statement.claims:
            return True
        return count is not None and count.kind == "count" and not count.inputs

    def _is_served(self, statement: Statement) -> bool:
        """Whether each citation holds a place that is claimed or counted, or is of the one document spoken of."""
        spans = [c.fact.span for c in statement.claims if c.fact.span]
        spans += [span for c in statement.claims for span in c.fact.inputs]
        bare = {c.fact.document for c in statement.claims if c.fact.kind in {"body", "year", "title"}}
        holds = [
            _holds(self._citations[k], spans, bare, whole=not spans)
            for k in statement.citations
            if k in self._citations
        ]
        return all(holds)

    def _is_attributed(self, key: str, facts: Facts) -> bool:
        """Whether the amount is the named body's, for the named years and purpose, and plays the part it is given."""
        fact, body = facts.get("amount"), facts.get("body")
        amount = self._records.amount(fact.span) if fact and fact.kind == "amount" else None
        if amount is None:
            return self._is_own(key, facts)
        payer = amount.payer not in {None, STATE}
        year, purpose = facts.get("year"), facts.get("purpose")
        return (
            (body is None or body.value == self._records.receiver(amount))
            and payer == (key in _PAYERS or (payer and key not in _TO_BODY))
            and (year is None or (year.kind == "year" and year.span == amount.span))
            and (purpose is None or (purpose.span == amount.span and bool(amount.purpose)))
            and not (key in _BROAD and amount.purpose)
            and not (key in _TO_BODY and amount.scope == STATE)
            and not (key in _OF_STATE and amount.scope != STATE)
            and ("undated" in key) == (amount.years is None and key in _TO_BODY | _OF_STATE)
        )

    def _is_own(self, key: str, facts: Facts) -> bool:
        """Whether body and year are those of the document, where no amount is named."""
        body, year = facts.get("body"), facts.get("year")
        if year is not None and year.kind == "year" and year.span is not None:
            return False
        if year is not None and year.kind in {"given", "asked_year"} and key not in _OF_ASKED_YEARS:
            return False
        if year is not None and year.kind == "given" and not (year.shown.isdigit() and len(year.shown) == 4):
            return False
        if body is None or body.kind != "body" or not body.document or key in {"rose", "fell"}:
            return True
        document = self._records.document(body.document)
        return document is not None and body.value == (document.body or STATE) and (year is None or bool(year.document))

    def _is_uncovered_year(self, facts: Facts, _: Statement) -> bool:
        """A year that was asked for and that no document is of."""
        year = facts["year"].shown
        return year.isdigit() and int(year) in self._setting.years and not self._records.library.covers(int(year))

    def _is_one_signature(self, facts: Facts, statement: Statement) -> bool:
        """One signature's person, function, day and place; and no more than it prints."""
        signature = self._records.signature(facts["person"].span)
        if signature is None:
            return False
        function, date, place = facts["function"], facts.get("date"), facts.get("place")
        silent = signature.function_span is None or not signature.function
        if (function.kind == "plain") != silent or (not silent and function.span != signature.function_span):
            return False
        if statement.key == "function_differs":
            return True
        dated = signature.date.span if signature.date else None
        placed = (signature.place_span or signature.span) if signature.place else None
        return (date.span if date else None) == dated and (place.span if place else None) == placed

    def _is_of_title(self, facts: Facts, _: Statement) -> bool:
        """Words of the document that is named before them."""
        title, quote = facts["title"], facts["quote"].span
        document = self._records.document(title.document)
        held = document is not None and title.shown == document.title
        return held and quote is not None and quote.document_id == title.document

    def _is_quoted(self, facts: Facts, _: Statement) -> bool:
        """One quoted person with the function printed there."""
        document = self._records.document(facts["person"].document)
        quotes = document.quotes if isinstance(document, PressRelease) else ()
        quote = next((q for q in quotes if q.span == facts["person"].span and q.name == facts["person"].shown), None)
        return quote is not None and facts["function"].shown == (quote.function or "–")

    def _is_listed(self, facts: Facts, statement: Statement) -> bool:
        """A project under its own heading and in its own section."""
        measure = self._records.measure(facts["measure"].span)
        if measure is None or facts["section"].shown != measure.section:
            return False
        category = self._records.category(facts["category"].span) if "category" in facts else None
        if category is None:
            return statement.key == "project_stands_bare"
        return (category.key, category.title) == (measure.category, measure.category_title)

    def _is_mark(self, facts: Facts, _: Statement) -> bool:
        agreement = self._records.agreement(facts["mark"].document)
        marks = {m.part_time.span for m in agreement.measures if m.part_time} if agreement else set()
        return facts["mark"].span in marks

    def _is_empty(self, facts: Facts, _: Statement) -> bool:
        """A printed heading under which no project stands."""
        return self._under(facts["title"]) == set()

    def _is_filled(self, facts: Facts, _: Statement) -> bool:
        """A heading of a list, under which projects stand."""
        return bool(self._under(facts["title"]))

    def _is_category(self, facts: Facts, _: Statement) -> bool:
        """All the projects under a heading."""
        return {f.span for f in facts.values() if f.kind == "measure"} == self._under(facts["title"])

    def _under(self, title: Fact) -> set[Span]:
        """The projects under a heading."""
        category, agreement = self._records.category(title.span), self._records.agreement(title.document)
        if category is None or agreement is None:
            return set()
        held = agreement.measures
        return {m.span for m in held if (m.category, m.category_title) == (category.key, category.title)}

    def _is_section(self, facts: Facts, statement: Statement) -> bool:
        """A section's label, title and document, which are those that are cited."""
        title, document = facts.get("title"), facts["document"]
        cited = [self._citations[k] for k in statement.citations if k in self._citations]
        shared = any(c.also_in for c in cited) == (statement.template.find("{count}") >= 0)
        own = [c for c in cited if (facts["section"].shown, c.span) in self._labelled(document.document)]
        return bool(own) and shared and document.span is None and (title is None or title.span == own[0].span)

    def _are_numbered(self, facts: Facts, _: Statement) -> bool:
        """All the numbered sections of a document."""
        document = self._records.document(facts["document"].document)
        spans = {s.span for s in document.sections if s.label.startswith("§")} if document else set()
        return bool(spans) and set(facts["count"].inputs) == spans

    def _is_unchanged(self, facts: Facts, _: Statement) -> bool:
        """Sections that are worded alike in the same documents."""
        sides = {tuple(span.document_id for span in fact.inputs) for fact in facts.values()}
        if len(sides) != 1 or len({f.shown for f in facts.values()}) != len(facts):
            return False
        held = [self._records.document(i) for i in next(iter(sides))]
        documents = [d for d in held if d is not None]
        if len(documents) < 2 or len(documents) != len(held):
            return False
        pairs = [(fact.shown, span) for fact in facts.values() for span in fact.inputs]
        if any((shown, span) not in self._labelled(span.document_id) for shown, span in pairs):
            return False
        return {f.shown for f in facts.values()} <= self._alike(documents)

    def _labelled(self, document_id: str) -> set[tuple[str, Span]]:
        document = self._records.document(document_id)
        return {(s.label, s.span) for s in document.sections} if document else set()

    def _alike(self, documents: Sequence[Document]) -> set[str]:
        """The sections without a difference between the sides that the answer compares."""
        held = [d for d in documents if isinstance(d, Agreement)]
        for side in self._sides():
            before, after = ([d for d in held if d.id in ids] for ids in side)
            if before and after and len(before) + len(after) == len(documents):
                compared = compare_documents(before, after)
                return {*compared.identical_sections, *compared.masked_sections}
        return set()

    def _is_ministry(self, facts: Facts, _: Statement) -> bool:
        agreement = self._records.agreement(facts["ministry"].document)
        return agreement is not None and facts["ministry"].span == agreement.ministry_span

    def _is_town(self, facts: Facts, _: Statement) -> bool:
        return (facts["town"].shown, facts["body"].value) in self._setting.towns

    def _is_assumed(self, facts: Facts, _: Statement) -> bool:
        """Two readings of one name of the question."""
        bodies = {facts[slot].value for slot in ("body", "other") if facts[slot].kind == "body"}
        doubts = [d for plan in self._setting.plans for d in plan.doubts]
        return any(d.written == facts["written"].shown and bodies <= set(d.bodies) for d in doubts)

    def _is_places(self, facts: Facts, _: Statement) -> bool:
        places = self._records.places(facts["number"].span)
        if places is None or places.sentence != facts["what"].span:
            return False
        return facts["what"].shown == " ".join(places.what.split())

    def _is_difference(self, facts: Facts, statement: Statement) -> bool:
        """Words of the section that is named, the old ones of the first side, the new ones of the other."""
        section, quotes = facts["section"], [facts[slot] for slot in ("old", "new") if slot in facts]
        library = self._records.library
        own = [q for q in quotes if q.document == section.document and q.span]
        if (
            not own
            or own[0] is not quotes[0]
            or any(q.span and library.section_at(library.document(q.document), q.span) != section.shown for q in own)
        ):
            return False
        quoted = [q.shown for q in quotes]
        cited = [show_words(self._citations[k].quote) for k in statement.citations if k in self._citations]
        if not all(any(words in quote for words in quoted) for quote in cited):
            return False
        asked = [("old", 0), ("new", 1)]
        return any(
            all(slot not in facts or facts[slot].document in side[i] for slot, i in asked) for side in self._sides()
        )

    def _sides(self) -> list[Sequence[set[str]]]:
        """The documents that the answer sets against each other."""
        found: list[Sequence[set[str]]] = []
        for statement in self._setting.statements:
            facts = {c.slot: c.fact for c in statement.claims}
            if statement.key in {"wording_heading", "wording_same"}:
                found.append([{s.document_id for s in facts[slot].inputs} for slot in ("old", "new")])
            elif find_key(statement, self._language) == "section_differs":
                cited = [self._citations[k] for k in statement.citations if k in self._citations]
                groups = [{c.document, *(p.span.document_id for p in c.also_in)} for c in cited]
                found.append([groups[0], set().union(*groups[1:])] if groups else [])
        return [side for side in found if len(side) == 2]


def _holds(citation: Citation, spans: Sequence[Span], bare: set[str], *, whole: bool) -> bool:
    places = [citation.span, *(p.span for p in citation.also_in)]
    if any(covers(place, span) or covers(span, place) for place in places for span in spans):
        return True
    return whole and citation.document in bare
