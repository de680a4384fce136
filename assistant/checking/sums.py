"""Sums, shares and comparisons recomputed: by the role of each slot, over the amounts that the statement cites."""

import operator
import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.answering.draft import Fact, Statement
from assistant.answering.shown import compute, show_euros, show_percent, show_times
from assistant.answers import Language
from assistant.checking.claims import ClaimCheck, covers
from assistant.checking.records import Records
from assistant.checking.setting import Setting, spans_of
from assistant.documents import STATE, Agreement, Amount, Span, text_at
from assistant.money import find_euros

Facts = Mapping[str, Fact]
_CENT, _TENTH = Decimal("0.01"), Decimal("0.1")


class SumCheck:
    """Rules for statements that compute with amounts; each tells whether a statement's facts bear it out."""

    def __init__(self, records: Records, claims: ClaimCheck, setting: Setting, language: Language) -> None:
        self._records = records
        self._claims = claims
        self._setting = setting
        self._language: Language = language

    def _amounts(self, spans: Sequence[Span], statement: Statement) -> list[Amount]:
        """The amounts at some places; none where one is no amount or is not cited by the statement."""
        found = [self._records.amount(span) for span in spans]
        held = [a for a in found if a is not None]
        whole = len(held) == len(spans) and all(self._claims.is_cited(span, statement) for span in spans)
        return held if whole else []

    def _is_money(self, fact: Fact, formula: str, statement: Statement) -> bool:
        """Whether a computed fact shows what its formula gives over its amounts."""
        amounts = self._amounts(fact.inputs, statement)
        if fact.formula != formula or not amounts:
            return False
        value = compute(fact.formula, [a.euros for a in amounts])
        if value != value.to_integral_value() and formula == "average":
            value = value.quantize(_CENT, ROUND_HALF_UP)
        return fact.shown in {show_euros(value, self._language), show_euros(value, self._language, millions=True)}

    def _is_percent(self, fact: Fact, part: Sequence[Span], whole: Sequence[Span], name: str) -> bool:
        values = [[a.euros for s in spans if (a := self._records.amount(s))] for spans in (part, whole)]
        if fact.formula != "percent" or fact.inputs != (*part, *whole) or fact.value != f"{name}:{len(part)}":
            return False
        top, bottom = sum(values[0], Decimal(0)), sum(values[1], Decimal(0))
        share = abs(top - bottom) / bottom if name == "difference" else top / bottom
        return fact.shown == show_percent(share, self._language)

    def is_total(self, facts: Facts, statement: Statement) -> bool:
        """A sum or an average over just the amounts that are counted."""
        amount, count = facts["amount"], facts["count"]
        formula = "average" if statement.key == "average" else "sum"
        return set(amount.inputs) == set(count.inputs) and self._is_money(amount, formula, statement)

    def is_limited(self, facts: Facts, statement: Statement) -> bool:
        """Amounts that are all above, or all below, the limit."""
        limits = find_euros(facts["limit"].shown)
        amounts = self._amounts(facts["count"].inputs, statement)
        if statement.key.startswith("between"):
            ends = find_euros(facts["upper"].shown)
            return bool(limits and ends and amounts) and all(
                limits[0].euros <= a.euros <= ends[0].euros for a in amounts
            )
        exceeds = operator.gt if statement.key.startswith("above") else operator.lt
        return bool(limits and amounts) and all(exceeds(a.euros, limits[0].euros) for a in amounts)

    def is_funded(self, facts: Facts, statement: Statement) -> bool:
        """As many bodies as have a cited amount."""
        return len({a.span for a in self._amounts(facts["count"].inputs, statement)}) == len(facts["count"].inputs)

    def is_more(self, facts: Facts, statement: Statement) -> bool:
        """The body named first gets more than the second, by the difference and share that are shown."""
        difference = facts["difference"]
        pair = self._amounts(difference.inputs, statement)
        if len(pair) != 2 or not pair[0].euros > pair[1].euros:
            return False
        owners = [(facts[slot].value, facts[slot].document) for slot in ("more", "less")]
        return (
            owners == [(self._records.receiver(a), a.span.document_id) for a in pair]
            and self._is_money(difference, "difference", statement)
            and self._is_percent(facts["percent"], difference.inputs[:1], difference.inputs[1:], "difference")
        )

    def is_same(self, facts: Facts, statement: Statement) -> bool:
        """Every cited place holds an amount of the sum that is shown."""
        amount = self._records.amount(facts["amount"].span)
        held = [f.amount for f in self._records.library.funds if amount and f.amount.euros == amount.euros]
        cited = self._claims.cited_spans(statement)
        return len(cited) > 1 and all(any(covers(span, a.span) for a in held) for span in cited)

    def is_change(self, facts: Facts, statement: Statement) -> bool:
        """One body's amounts of two years, the earlier first, and which way they went."""
        difference = facts["difference"]
        pair = self._amounts(difference.inputs, statement)
        if len(pair) != 2 or {self._records.receiver(a) for a in pair} != {facts["body"].value}:
            return False
        later, earlier = pair if statement.key == "rose" else (pair[1], pair[0])
        ordered = later.euros >= earlier.euros if statement.key == "rose" else later.euros < earlier.euros
        timely = later.years and earlier.years and earlier.years.first < later.years.first
        return (
            bool(ordered and timely)
            and (facts["first"].span, facts["last"].span) == (earlier.span, later.span)
            and facts["body"].document == later.span.document_id
            and self._is_money(difference, "difference", statement)
            and self._is_percent(facts["percent"], [later.span], [earlier.span], "difference")
        )

    def is_share(self, facts: Facts, statement: Statement) -> bool:
        """A part, a whole and the share of the one in the other."""
        part, whole = facts["part"], facts["whole"]
        sums = self._is_money(part, "sum", statement) and self._is_money(whole, "sum", statement)
        return sums and self._is_percent(facts["percent"], part.inputs, whole.inputs, "share")

    def is_gap(self, facts: Facts, statement: Statement) -> bool:
        """One amount, a sum of the question, and how far they lie apart."""
        limits, difference = find_euros(facts["limit"].shown), facts["difference"]
        amounts = self._amounts(difference.inputs, statement)
        if len(limits) != 1 or len(amounts) != 1 or facts["amount"].span != amounts[0].span:
            return False
        gap = amounts[0].euros - limits[0].euros
        ordered = gap > 0 if statement.key == "gap_above" else gap <= 0
        return ordered and difference.shown == show_euros(abs(gap), self._language)

    def is_multiple(self, facts: Facts, statement: Statement) -> bool:
        """Two amounts, the larger first, and how many times it is the smaller one."""
        part, whole, times = facts["part"], facts["whole"], facts["times"]
        pair = self._amounts((*part.inputs, *whole.inputs), statement)
        if len(pair) != 2 or times.inputs != (*part.inputs, *whole.inputs) or pair[0].euros < pair[1].euros:
            return False
        sums = self._is_money(part, "sum", statement) and self._is_money(whole, "sum", statement)
        return sums and times.shown == show_times(pair[0].euros / pair[1].euros, self._language)

    def is_share_of_body(self, facts: Facts, statement: Statement) -> bool:
        """The share of one body's amount, which is among those that make the whole."""
        part = self._amounts(facts["part"].inputs, statement)
        if len(part) != 1 or part[0].span not in facts["whole"].inputs:
            return False
        own = (facts["body"].value, facts["body"].document) == (
            self._records.receiver(part[0]),
            part[0].span.document_id,
        )
        return own and self.is_share(facts, statement)

    def is_of_payers(self, facts: Facts, statement: Statement) -> bool:
        """One amount of the state and one of the body itself, from one document, and how far they lie apart."""
        pair = self._amounts(facts["difference"].inputs, statement)
        if len(pair) != 2 or len({a.span.document_id for a in pair}) != 1 or pair[0].euros < pair[1].euros:
            return False
        own = [a for a in pair if a.payer not in {None, STATE}]
        if len(own) != 1 or {self._records.receiver(a) for a in pair} != {facts["body"].value}:
            return False
        state_first = pair[1] is own[0]
        ordered = state_first if statement.key == "state_gives_more" else not state_first
        return ordered and self._is_money(facts["difference"], "difference", statement)

    def is_quotient(self, facts: Facts, statement: Statement) -> bool:
        """An amount divided by the number that its document prints beside."""
        value, number = facts["value"], facts["number"]
        amounts = self._amounts([s for s in [facts["amount"].span] if s], statement)
        if len(value.inputs) != 2 or not amounts or number.span is None or value.inputs[0] != amounts[0].span:
            return False
        document = self._records.document(number.document)
        digits = re.match(r"\d+", text_at(document, number.span)) if document else None
        if digits is None or value.inputs[1].start != number.span.start or not int(digits.group()):
            return False
        result = (amounts[0].euros / int(digits.group())).quantize(Decimal(1), ROUND_HALF_UP)
        return value.shown == show_euros(result, self._language)

    def is_per_project(self, facts: Facts, statement: Statement) -> bool:
        """An agreement's amount divided by the number of all its projects."""
        amounts = self._amounts([s for s in [facts["amount"].span] if s], statement)
        spans = facts["count"].inputs
        agreement = self._records.agreement(facts["amount"].document)
        if not amounts or agreement is None or set(spans) != {m.span for m in agreement.measures}:
            return False
        result = (amounts[0].euros / len(set(spans))).quantize(_CENT, ROUND_HALF_UP)
        return facts["value"].shown == show_euros(result, self._language)

    def is_sum_of_places(self, facts: Facts, statement: Statement) -> bool:
        """A sum of cited counts of places."""
        count = facts["count"]
        places = [self._records.places(span) for span in count.inputs if self._claims.is_cited(span, statement)]
        held = [p.count for p in places if p is not None]
        return len(held) == len(set(count.inputs)) > 0 and count.shown == str(sum(held))

    def is_share_of_places(self, facts: Facts, statement: Statement) -> bool:
        """Some counts of places among all that the same cited texts give."""
        count, total = facts["count"], facts["total"]
        part, whole = ({s: self._records.places(s) for s in fact.inputs} for fact in (count, total))
        cited = all(self._claims.is_cited(span, statement) for span in whole)
        texts = {span.document_id for span in whole}
        every = {p.places.span for p in self._records.library.places if p.document.id in texts}
        if not cited or not part or set(whole) != every or not set(part) < set(whole):
            return False
        sums = [sum(p.count for p in places.values() if p is not None) for places in (part, whole)]
        shown = show_percent(Decimal(sums[0]) / Decimal(sums[1]), self._language)
        return [count.shown, total.shown, facts["percent"].shown] == [str(sums[0]), str(sums[1]), shown]

    def is_extreme(self, facts: Facts, statement: Statement) -> bool:
        """No amount that the answer compares with is higher (lower); where it shows none, none that is held."""
        amount = self._records.amount(facts["amount"].span)
        if amount is None:
            return False
        beats = operator.ge if statement.key == "highest" else operator.le
        runs = [spans_of(run, "amount") for run in self._setting.runs()]
        compared = [[a for s in run if (a := self._records.amount(s))] for run in runs if run]
        if not compared and not self._setting.bodies:
            compared = [self._rivals(amount)]
        return not compared or any(all(beats(amount.euros, a.euros) for a in run) for run in compared)

    def is_placed(self, facts: Facts, statement: Statement) -> bool:
        """As many amounts stand before this one in the answer's list as its place says, and they are those counted."""
        amount = self._records.amount(facts["amount"].span)
        counted = self._amounts(facts["count"].inputs, statement)
        runs = [[a for s in spans_of(run, "amount") if (a := self._records.amount(s))] for run in self._setting.runs()]
        if amount is None or not counted or all(a.span != amount.span for a in counted):
            return False
        before = operator.gt if statement.key == "ranked_at" else operator.lt
        return any(
            sum(before(a.euros, amount.euros) for a in run) < len(counted)
            and sum(before(amount.euros, a.euros) for a in run) <= len(run) - len(counted)
            and {a.span for a in counted} <= {a.span for a in run}
            and all(not before(amount.euros, a.euros) for a in counted)
            for run in runs
        )

    def _rivals(self, amount: Amount) -> list[Amount]:
        """The budgets of other bodies for the same years."""
        held = [f.amount for f in self._records.library.funds if isinstance(f.document, Agreement)]
        return [a for a in held if a.scope != STATE and a.years == amount.years and a.purpose == amount.purpose]

    def is_single(self, facts: Facts, _: Statement) -> bool:
        """A body of which the answer lists amounts, all of one year and one of them of the document that is meant."""
        listed = [self._records.amount(span) for span in spans_of(self._setting.statements, "amount")]
        own = [a for a in listed if a is not None and self._records.receiver(a) == facts["body"].value]
        documents = {a.span.document_id for a in own}
        return facts["body"].document in documents and len({a.years for a in own}) == 1

    def is_mixed(self, facts: Facts, _: Statement) -> bool:
        """The first and the last year of the amounts that the answer lists."""
        ends = [self._records.amount(facts[slot].span) for slot in ("first", "last")]
        years = [a.years.first for a in ends if a is not None and a.years is not None]
        runs = [spans_of(run, "amount") for run in self._setting.runs()] or [
            spans_of(self._setting.statements, "amount")
        ]
        if len(years) != 2 or not years[0] < years[1]:
            return False
        listed = [[a.years.first for s in run if (a := self._records.amount(s)) and a.years] for run in runs]
        return any(years[0] <= min(run) and max(run) <= years[1] for run in listed if run)
