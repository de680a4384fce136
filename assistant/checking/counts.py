"""Counts: which records a number counts, and that it counts all of what the answer lists or the record holds."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from assistant.answering.draft import Fact, Statement
from assistant.answering.sets import compare_years, holds_fields
from assistant.answers import Citation, Language
from assistant.bodies import get_body
from assistant.checking.claims import ClaimCheck
from assistant.checking.records import Records
from assistant.checking.setting import Setting, spans_of
from assistant.documents import Agreement, Category, Document, PressRelease, Span
from assistant.section_rows import is_label
from assistant.wording import compare_section

Facts = Mapping[str, Fact]
_LONGEST_LIST = 60
"""Documents that an answer lists at most."""

_ALL_LINES = 10
"""Agreements up to which those without a fitting project get a line of their own."""


class CountCheck:
    """Rules for statements that count; each tells whether the counted places are the right ones."""

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

    def _are_measures(self, spans: Sequence[Span]) -> bool:
        return all(self._records.measure(span) is not None for span in spans)

    def _headed(self, spans: Sequence[Span]) -> list[Agreement]:
        """The agreements whose first sections the places are; none where one is not."""
        found = [self._records.agreement(span.document_id) for span in spans]
        held = [a for a in found if a is not None]
        whole = len(held) == len(spans) and all(a.sections[0].span == s for a, s in zip(held, spans, strict=True))
        return held if whole else []

    def _counted_runs(self) -> list[list[Fact]]:
        """The counts of each list of the answer."""
        runs = [[c.fact for s in run for c in s.claims if c.fact.kind == "count"] for run in self._setting.runs()]
        return [run for run in runs if run] or [[]]

    def are_listed(self, facts: Facts, statement: Statement) -> bool:
        """A heading counts just the projects of the list below it."""
        count = facts["count"]
        lists = [spans_of(run, "measure") for run in self._setting.runs()]
        own = not facts.get("body") or {s.document_id for s in count.inputs} == {facts["body"].document}
        return own and self._are_measures(count.inputs) and set(count.inputs) in lists and statement.basis == "computed"

    def are_cited(self, facts: Facts, statement: Statement) -> bool:
        """Projects that the statement cites one by one; a superlative beats every other count of the answer."""
        inputs = facts["count"].inputs
        if len(statement.citations) != len(set(inputs)) or not self._are_measures(inputs):
            return False
        if not all(self._claims.is_cited(span, statement) for span in inputs):
            return False
        others = [len(set(f.inputs)) for run in self._counted_runs() for f in run]
        if statement.key == "most_projects":
            return all(len(inputs) >= n for n in others)
        return statement.key != "fewest_projects" or all(len(inputs) <= n for n in others)

    def are_fields(self, facts: Facts, _: Statement) -> bool:
        """The fields of measures that the lines below name, each once."""
        lines = [spans_of(run, "category") for run in self._setting.runs()]
        return set(facts["count"].inputs) in lines

    def are_sets(self, facts: Facts, statement: Statement) -> bool:
        """The agreements asked for that list projects in the fields of the question, and in none of those it excludes."""
        plan = next((p for p in self._setting.plans if p.included or p.excluded), None)
        held = self._headed(facts["count"].inputs)
        if plan is None or not held:
            return False
        included = () if statement.key == "set_without" else plan.included
        asked = [a for a in self._asked_agreements() if self._setting.allows_year(a.year)]
        fitting = {a.id for a in asked if holds_fields(a, included, plan.excluded)}
        return {a.id for a in held} <= fitting and (plan.body_kind is not None or {a.id for a in held} == fitting)

    def are_of_years(self, facts: Facts, statement: Statement) -> bool:
        """The projects that stand in both, only in the later or only in the earlier of a body's two agreements."""
        later = self._records.agreement(facts["after"].document)
        earlier = self._records.agreement(facts["before"].document)
        if later is None or earlier is None or later.body != earlier.body or facts["body"].value != later.body:
            return False
        found = {m.span for _, m in compare_years(statement.key.removesuffix("_none"), earlier, later)}
        if statement.key.endswith("_none"):
            return not found
        return set(facts["count"].inputs) == found

    def are_more(self, facts: Facts, _: Statement) -> bool:
        """Projects of one agreement against those of another: each side its own, as the lines below count them."""
        longer, shorter = facts["count"].inputs, facts["total"].inputs
        sides = [(facts["more"], longer), (facts["less"], shorter)]
        own = all({s.document_id for s in spans} <= {side.document} for side, spans in sides)
        listed = [set(f.inputs) for run in self._counted_runs() for f in run]
        number = len(set(longer)) - len(set(shorter))
        return (
            own
            and number > 0
            and facts["difference"].shown == str(number)
            and facts["difference"].inputs == (*longer, *shorter)
            and self._are_measures([*longer, *shorter])
            and set(longer) in listed
            and set(shorter) in listed
        )

    def are_held(self, facts: Facts, statement: Statement) -> bool:
        """Documents of one kind, those that the list below names."""
        ids = {span.document_id for span in facts["count"].inputs}
        kind: type | None = {"held_press": PressRelease, "held_press_one": PressRelease, "held_documents": None}.get(
            statement.key, Agreement
        )
        documents: list[Document | None] = [self._records.document(i) for i in ids]
        lists = [
            {c.fact.document for s in run for c in s.claims if c.fact.kind == "title"} for run in self._setting.runs()
        ]
        fits = any(ids == named or (len(ids) > _LONGEST_LIST and named < ids) for named in lists)
        return (
            fits
            and len(ids) == len(facts["count"].inputs)
            and all(kind is None or isinstance(d, kind) for d in documents)
        )

    def are_bodies(self, facts: Facts, statement: Statement) -> bool:
        """One project of each body (or agreement) that has a line below with a number of projects."""
        inputs = facts["count"].inputs
        owners = [self._owner(span.document_id, statement) for span in inputs]
        lines = [{self._owner(s.document_id, statement) for f in run for s in f.inputs} for run in self._counted_runs()]
        return self._are_measures(inputs) and len(set(owners)) == len(owners) and set(owners) in lines

    def _owner(self, document_id: str, statement: Statement) -> str:
        agreement = self._records.agreement(document_id)
        if agreement is None or statement.key == "count_agreements":
            return document_id
        return agreement.body or agreement.body_written

    def is_total(self, facts: Facts, statement: Statement) -> bool:
        """All projects of the lines below, in the agreements that these are of."""
        count, agreements = facts["count"], facts["agreements"]
        ids = {a.id for a in self._headed(agreements.inputs)}
        value = facts.get("value")
        mean = value is None or self._is_mean(value, count, agreements)
        return (
            mean
            and self._is_first_cited(count, statement)
            and any(
                {s for f in run for s in f.inputs} == set(count.inputs) and self._fits_lines(ids, run)
                for run in self._counted_runs()
            )
        )

    def _fits_lines(self, ids: set[str], run: Sequence[Fact]) -> bool:
        lines = {s.document_id for f in run for s in f.inputs}
        if len(ids) > _ALL_LINES:
            return lines <= ids
        return lines <= ids and len(ids) == len(run)

    def _is_mean(self, value: Fact, count: Fact, agreements: Fact) -> bool:
        number = len(set(agreements.inputs))
        if value.formula != "count" or set(value.inputs) != set(count.inputs) or not number:
            return False
        mean = str((Decimal(len(set(count.inputs))) / number).quantize(Decimal("0.1"), ROUND_HALF_UP))
        mean = mean.removesuffix(".0")
        return value.shown == (mean.replace(".", ",") if self._language == "de" else mean)

    def _is_first_cited(self, count: Fact, statement: Statement) -> bool:
        """Whether the first of many counted places is the one that is cited."""
        return not count.inputs or self._claims.is_cited(count.inputs[0], statement)

    def is_sheet(self, facts: Facts, statement: Statement) -> bool:
        """All projects of an agreement, and those of them with a part-time mark."""
        count, marked = set(facts["count"].inputs), set(facts["marked"].inputs)
        agreement = self._records.agreement(facts["count"].inputs[0].document_id) if count else None
        if agreement is None or statement.key != "sheet_projects":
            return False
        own = {m.span for m in agreement.measures}
        if not self._is_first_cited(facts["count"], statement):
            return False
        return count == own and marked == {m.span for m in agreement.measures if m.part_time}

    def are_categories(self, facts: Facts, statement: Statement) -> bool:
        """The headings of one field in the agreements that are counted in all."""
        item = self._records.category(facts["item"].span)
        agreements = self._headed(facts["total"].inputs)
        if item is None or not agreements or {a.id for a in agreements} != {a.id for a in self._printing_agreements()}:
            return False
        held = {c.span for a in agreements for c in a.categories if _is_field(c, item)}
        every = statement.key == "category_in_all"
        return set(facts["count"].inputs) == held and (len(held) >= len(agreements)) == every

    def are_under(self, facts: Facts, statement: Statement) -> bool:
        """The projects under one field in the agreements asked for; a superlative beats every other count of the answer."""
        item = self._records.category(facts["title"].span)
        if item is None:
            return False
        held = [a for a in self._printing_agreements() if any(_is_field(c, item) for c in a.categories)]
        titles = {(a.id, c.title) for a in held for c in a.categories if _is_field(c, item)}
        marked = any(plan.part_time for plan in self._setting.plans)
        under = {
            m.span
            for a in held
            for m in a.measures
            if m.category == item.key and (a.id, m.category_title) in titles and (not marked or m.part_time is not None)
        }
        others = [len(set(f.inputs)) for run in self._counted_runs() for f in run]
        beaten = {
            "most_in_category": all(len(under) >= n for n in others),
            "fewest_in_category": all(len(under) <= n for n in others),
        }
        counted = set(facts["count"].inputs) == under and self._is_first_cited(facts["count"], statement)
        return counted and beaten.get(statement.key, True)

    def _printing_agreements(self) -> list[Agreement]:
        """The agreements that were asked for, as far as they print headings in § 5."""
        held = [a for a in self._asked_agreements() if a.categories and self._setting.allows_year(a.year)]
        kinds = {plan.body_kind for plan in self._setting.plans}
        return held if None in kinds or not kinds else [a for a in held if a.body and get_body(a.body).kind in kinds]

    def are_people(self, facts: Facts, statement: Statement) -> bool:
        """One signature of each person that the answer names."""
        signatures = [self._records.signature(span) for span in facts["count"].inputs]
        names = [s.name for s in signatures if s is not None]
        shown = {c.fact.shown for s in self._setting.statements for c in s.claims if c.fact.kind == "person"}
        whole = len(names) == len(signatures) == len(set(names)) and set(names) == shown
        return whole and self._is_first_cited(facts["count"], statement)

    def are_signed(self, facts: Facts, statement: Statement) -> bool:
        """One signature of each agreement whose signatures the answer states."""
        inputs = facts["count"].inputs
        signed = [span.document_id for span in inputs if self._records.signature(span) is not None]
        shown = {c.fact.document for s in self._setting.statements for c in s.claims if c.fact.kind == "person"}
        whole = len(signed) == len(inputs) == len(set(signed)) and set(signed) == shown
        return whole and self._is_first_cited(facts["count"], statement)

    def are_days_between(self, facts: Facts, _: Statement) -> bool:
        """The days between the two signatures of the agreement that is named."""
        held = [self._records.signature(span) for span in facts["days"].inputs]
        dates = [s.date for s in held if s is not None and s.date is not None]
        days = [date(d.year, d.month, d.day) for d in dates if d.month and d.day]
        document = facts["year"].document
        if len(days) != 2 or any(span.document_id != document for span in facts["days"].inputs):
            return False
        return facts["body"].document == document and facts["days"].shown == str(abs((days[1] - days[0]).days))

    def are_concluded(self, facts: Facts, _: Statement) -> bool:
        """The agreements that were asked for whose head prints this ministry."""
        first = self._records.agreement(facts["ministry"].document)
        if first is None:
            return False
        setting = self._setting
        held = [a for a in self._asked_agreements() if a.ministry_span and setting.allows_year(a.year)]
        return set(facts["count"].inputs) == {a.ministry_span for a in held if a.ministry == first.ministry}

    def _asked_agreements(self) -> list[Agreement]:
        library = self._records.library
        named = self._setting.bodies & library.agreement_bodies
        return [a for a in library.agreements if not named or a.body in named]

    def are_sections(self, facts: Facts, statement: Statement) -> bool:
        """The section in each document that is cited, and whether it is worded alike in them."""
        label, inputs = facts["section"].shown, facts["count"].inputs
        cited = [self._citations[key] for key in statement.citations if key in self._citations]
        spans = {c.span for c in cited} | {p.span for c in cited for p in c.also_in}
        documents = [self._records.document(span.document_id) for span in inputs]
        held = [d for d in documents if d is not None]
        whole = [
            any(s.span == i and is_label(s.label, label) for s in d.sections) for d, i in zip(held, inputs, strict=True)
        ]
        alike = len(held) == len(inputs) and all(whole) and spans == set(inputs)
        if not alike or facts["section"].document != inputs[0].document_id:
            return False
        verdict = compare_section(held, label).verdict
        return statement.key == {"same": "section_same", "masked": "section_masked"}.get(verdict, "section_differs")

    def are_sides(self, facts: Facts, _: Statement) -> bool:
        """The agreements of each side of a comparison, by year; of one year the first against the others."""
        old, new = self._headed(facts["old"].inputs), self._headed(facts["new"].inputs)
        before, after = facts["before"], facts["after"]
        if not old or not new or before.document != old[0].id or after.document != new[0].id:
            return False
        library = self._records.library
        pools = (self._asked_agreements(), list(library.agreements))
        years = (old[0].year, new[0].year)
        sides = [{a.id for a in old}, {a.id for a in new}]
        if years[0] == years[1]:
            return len(old) == 1 and any(sides[0] | sides[1] <= {a.id for a in pool} for pool in pools)
        return any(sides == [{a.id for a in pool if a.year == year} for year in years] for pool in pools)


def _is_field(category: Category, item: Category) -> bool:
    return category.key == item.key and (item.key != "other" or category.title == item.title)
