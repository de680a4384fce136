"""Shares and multiples of things that are counted: projects, agreements, documents, bodies."""

from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.answering.draft import Statement
from assistant.answering.pick import pick_measures
from assistant.answering.shown import show_percent, show_times
from assistant.bodies import get_body
from assistant.checking.counts import CountCheck, Facts
from assistant.documents import Agreement, Document, Span

if TYPE_CHECKING:
    from collections.abc import Sequence


class ShareCheck(CountCheck):
    """Rules for statements that give a share or a multiple of counts."""

    def is_share(self, facts: Facts, statement: Statement) -> bool:
        """The fitting projects of the lines below among all projects of whole agreements."""
        every = set(facts["total"].inputs)
        agreements = [self._records.agreement(i) for i in {s.document_id for s in every}]
        whole = {m.span for a in agreements if a is not None for m in a.measures}
        return every == whole and self._is_part(facts, statement)

    def is_share_of_such(self, facts: Facts, statement: Statement) -> bool:
        """The fitting projects of the lines below among all that bear the mark, or stand in the field, asked about."""
        every, library = set(facts["total"].inputs), self._records.library
        held = [a for a in library.agreements if self._setting.allows_year(a.year) and a.id not in library.copies]
        measures = [m for a in held for m in a.measures]
        kept = {(plan.category, bool(plan.part_time)) for plan in self._setting.plans}
        wholes = [
            {m.span for m in measures if key in {None, m.category} and (not marked or m.part_time is not None)}
            for key, marked in kept
            if key is not None or marked
        ]
        return every in wholes and self._is_part(facts, statement)

    def _is_part(self, facts: Facts, statement: Statement) -> bool:
        """The places counted among all, those of the lines below, and their share."""
        fit, every, percent = set(facts["count"].inputs), set(facts["total"].inputs), facts["percent"]
        lines = [{s for f in run for s in f.inputs} for run in self._counted_runs()]
        if not every or not fit <= every or fit not in lines or set(percent.inputs) != every:
            return False
        shown = percent.shown == show_percent(Decimal(len(fit)) / len(every), self._language)
        return shown and self._is_first_cited(facts["count"], statement)

    def is_share_of_agreements(self, facts: Facts, _: Statement) -> bool:
        """The agreements with a project in a line below among all that were asked for."""
        fit, every = facts["count"].inputs, facts["total"].inputs
        documents = {s.document_id for s in fit}
        asked = {a.id for a in self._asked_agreements() if self._setting.allows_year(a.year)}
        lines = {s.document_id for run in self._counted_runs() for f in run for s in f.inputs}
        if not every or len(documents) != len(fit) or documents != lines or facts["percent"].inputs != (*fit, *every):
            return False
        if not self._headed(every) or not {s.document_id for s in every} <= asked or not self._are_measures(fit):
            return False
        return facts["percent"].shown == show_percent(Decimal(len(fit)) / len(every), self._language)

    def is_own_share(self, facts: Facts, statement: Statement) -> bool:
        """The fitting projects of one agreement among all of its own; a superlative beats every other line."""
        agreement = self._records.agreement(facts["year"].document)
        percent, fit, every = facts["percent"], set(facts["count"].inputs), set(facts["total"].inputs)
        if agreement is None or facts["body"].document != agreement.id or every != {m.span for m in agreement.measures}:
            return False
        asked = self._fitting(agreement)
        if asked is None or fit != asked or percent.inputs != (*facts["count"].inputs, *facts["total"].inputs):
            return False
        if not any(self._claims.is_cited(span, statement) for span in every):
            return False
        share = Decimal(len(fit)) / len(every)
        held = [c for a in self._asked_agreements() if a.measures and (c := self._fitting(a)) is not None]
        shares = [
            Decimal(len(own)) / len(a.measures)
            for own, a in zip(held, [a for a in self._asked_agreements() if a.measures], strict=True)
            if self._setting.allows_year(a.year)
        ]
        beaten = {
            "highest_project_share": all(share >= other for other in shares),
            "lowest_project_share": all(share <= other for other in shares),
        }
        return percent.shown == show_percent(share, self._language) and beaten.get(statement.key, True)

    def _fitting(self, agreement: Agreement) -> set[Span] | None:
        """The places of an agreement's projects that the question narrows to; None where no plan narrows them."""
        plan = next((p for p in self._setting.plans if "op:share" in p.cues), None)
        if plan is None:
            return None
        picked = pick_measures(self._records.library, plan)
        return {p.measure.span for p in picked.projects if p.document.id == agreement.id}

    def is_multiple(self, facts: Facts, _: Statement) -> bool:
        """The projects of two lines of the answer, the longer list first, and how many times it is the other."""
        many, few, times = facts["count"].inputs, facts["total"].inputs, facts["times"]
        lines = [set(f.inputs) for run in self._counted_runs() for f in run]
        if set(many) not in lines or set(few) not in lines or times.inputs != (*many, *few) or len(many) < len(few):
            return False
        shown = times.shown == show_times(Decimal(len(many)) / len(few), self._language)
        return shown and self._are_measures(many) and self._are_measures(few)

    def is_share_of_bodies(self, facts: Facts, _: Statement) -> bool:
        """One agreement of each body that has one, in the years and of the kind asked for, among all bodies."""
        inputs, total = facts["count"].inputs, facts["total"]
        agreements = [self._records.agreement(span.document_id) for span in inputs]
        kind = total.value.split(":")[2]
        held = [a for a in self._records.library.agreements if self._setting.allows_year(a.year) and a.body]
        bodies = {a.body for a in held if not kind or (a.body and get_body(a.body).kind == kind)}
        if None in agreements or {a.body for a in agreements if a} != bodies or len(bodies) != len(inputs):
            return False
        return facts["percent"].shown == show_percent(Decimal(len(bodies)) / int(total.shown), self._language)

    def is_share_of_held(self, facts: Facts, statement: Statement) -> bool:
        """The documents that the list below names among all that are held, or all of one kind."""
        part, whole = (facts[slot].inputs for slot in ("count", "total"))
        fit, every = ({span.document_id for span in spans} for spans in (part, whole))
        library = self._records.library
        kinds: dict[str, Sequence[Document]] = {
            "share_documents": library.documents,
            "share_agreements_held": library.agreements,
            "share_press_held": library.press_releases,
        }
        lists = [
            {c.fact.document for s in run for c in s.claims if c.fact.kind == "title"} for run in self._setting.runs()
        ]
        if every != {d.id for d in kinds[statement.key]} or not fit <= every or fit not in lists:
            return False
        if (len(part), len(whole)) != (len(fit), len(every)) or facts["percent"].inputs != (*part, *whole):
            return False
        return facts["percent"].shown == show_percent(Decimal(len(fit)) / len(every), self._language)
