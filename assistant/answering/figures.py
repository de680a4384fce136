"""Computations over amounts: sum, average, extremes, ranking, difference, share, development, thresholds."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from assistant.answering.arithmetic import (
    by_amount,
    find_limits,
    list_funds,
    say_inexact,
    write_limits,
    write_per_project,
    write_quotient,
)
from assistant.answering.draft import Desk, Draft, Statement
from assistant.answering.funds import (
    Selection,
    add_funds,
    asks_own_share,
    say_years,
    select_funds,
    state_funds,
    write_lookup,
    write_no_funds,
)
from assistant.answering.payers import write_payer_difference
from assistant.answering.ranking import comparable, first_of, first_year, write_rank
from assistant.answering.scope import mark_incomplete, say_assumptions, say_missing
from assistant.answering.shares import write_share
from assistant.answering.shown import (
    amount_fact,
    compute,
    computed_fact,
    count_fact,
    percent_fact,
    receiver_fact,
    years_fact,
)
from assistant.answers import AnswerAmount
from assistant.documents import STATE
from assistant.library import Funds
from assistant.plan import QueryPlan
from assistant.question.choices import PER_PROJECT, SHARED_OUT


def write_funds(desk: Desk, plan: QueryPlan) -> Draft:
    """The answer to a question about amounts."""
    selection = select_funds(desk.library, plan)
    of_state = bool(selection.funds) and all(f.body == STATE for f in selection.funds)
    if plan.operation == "average" and (plan.amounts or of_state or SHARED_OUT.search(plan.folded)):
        quotient = write_quotient(desk, plan)
        if quotient is not None:
            return quotient
    limits = find_limits(plan)
    if limits is not None and not selection.scope.named:
        return write_limits(desk, plan, limits)
    if not selection.funds:
        return write_no_funds(desk, plan, selection)
    if selection.scope.open and plan.operation not in {"look_up", "yes_no", "count"}:
        return write_lookup(desk, plan, selection)
    writer = _WRITERS.get(plan.operation)
    if writer is None:
        return write_lookup(desk, plan, selection)
    single = tuple(f for f in selection.funds if f.document.id not in desk.library.copies)
    draft = writer(desk, plan, replace(selection, funds=single))
    if len(single) < len(selection.funds):
        draft.statements.append(desk.say("copies_left_out", basis="said"))
    draft.searched = list(desk.library.documents)
    said = [*say_assumptions(desk, selection.scope), *say_missing(desk, plan, selection.scope)]
    draft.statements += [statement for statement in said if statement not in draft.statements]
    mark_incomplete(draft, plan, selection.scope)
    return draft


def _write_sum(desk: Desk, plan: QueryPlan, selection: Selection) -> Draft:
    funds = [f for f in selection.funds if f.body != STATE] or list(selection.funds)
    funds = first_of(plan, funds)
    if len(funds) < 2:
        return write_lookup(desk, plan, selection)
    draft = Draft()
    spans = [f.amount.sentence for f in funds]
    number = count_fact(len(funds), [f.amount.span for f in funds])
    draft.statements.append(
        desk.say("sum", cites=spans, basis="computed", amount=computed_fact("sum", funds, desk.language), count=number)
    )
    draft.add_amount(
        AnswerAmount(
            compute("sum", [f.amount.euros for f in funds]), "computed", None, tuple(desk.ledger.cite(s) for s in spans)
        )
    )
    list_funds(desk, draft, funds)
    draft.statements += say_years(desk, funds)
    draft.statements += say_inexact(desk, funds)
    return draft


def _write_average(desk: Desk, plan: QueryPlan, selection: Selection) -> Draft:
    funds = [f for f in selection.funds if f.body != STATE]
    if PER_PROJECT.search(plan.folded):
        return write_per_project(desk, plan, funds)
    if len(funds) < 2:
        return write_lookup(desk, plan, selection)
    draft = Draft()
    spans = [f.amount.sentence for f in funds]
    fact = computed_fact("average", funds, desk.language)
    draft.statements.append(
        desk.say(
            "average",
            cites=spans,
            basis="computed",
            amount=fact,
            count=count_fact(len(funds), [f.amount.span for f in funds]),
        )
    )
    draft.add_amount(AnswerAmount(Decimal(fact.value), "computed", None, tuple(desk.ledger.cite(s) for s in spans)))
    list_funds(desk, draft, funds)
    draft.statements += say_years(desk, funds)
    return draft


def _write_extreme(desk: Desk, plan: QueryPlan, selection: Selection) -> Draft:
    funds = by_amount([f for f in comparable(selection.funds, plan) if f.body != STATE])
    if not funds:
        return write_lookup(desk, plan, selection)
    if plan.operation == "minimum":
        funds.reverse()
    key = "lowest" if plan.operation == "minimum" else "highest"
    best = [f for f in funds if f.amount.euros == funds[0].amount.euros]
    draft = Draft()
    for item in best:
        draft.statements.append(_extreme_statement(desk, key, item))
        add_funds(desk, draft, item, "fact")
    others = [f for f in funds if f not in best]
    if others:
        draft.statements.append(desk.say("compared_with", basis="said"))
        for item in others[:12]:
            draft.statements.append(state_funds(desk, item, bullet=True))
            add_funds(desk, draft, item, "context")
    draft.statements += say_years(desk, funds)
    return draft


def _extreme_statement(desk: Desk, key: str, item: Funds) -> Statement:
    return desk.say(
        key,
        cites=(item.amount.sentence,),
        body=receiver_fact(item, desk.language),
        year=years_fact(item, desk.language),
        amount=amount_fact(item, desk.language),
    )


def _write_difference(desk: Desk, plan: QueryPlan, selection: Selection) -> Draft:
    bodies = {f.body for f in selection.funds}
    payers = write_payer_difference(desk, selection.funds) if len(bodies) == 1 and asks_own_share(plan) else None
    if payers is not None:
        return payers
    if len(bodies) == 1:
        # Of two bodies one has no amount: there is nothing to compare, and no development is asked about.
        several = len(plan.bodies) + len(plan.doubts) > 1
        return write_lookup(desk, plan, selection) if several else _write_development(desk, plan, selection)
    funds = by_amount(comparable(selection.funds, plan))
    if len(funds) > 2 and {"op:maximum", "op:minimum"} <= plan.cues:
        # "zwischen dem höchsten und dem niedrigsten"
        funds = [f for f in funds if f.body != STATE]
        funds = [funds[0], funds[-1]]
    if len(funds) != 2:
        return _write_extreme(desk, plan, selection) if len(funds) > 2 else write_lookup(desk, plan, selection)
    more, less = funds
    draft = Draft()
    spans = (more.amount.sentence, less.amount.sentence)
    if more.amount.euros == less.amount.euros:
        draft.statements.append(
            desk.say("same_amount", cites=spans, basis="computed", amount=amount_fact(more, desk.language))
        )
    else:
        difference = computed_fact("difference", funds, desk.language)
        draft.statements.append(
            desk.say(
                "more_than",
                cites=spans,
                basis="computed",
                more=receiver_fact(more, desk.language),
                less=receiver_fact(less, desk.language),
                difference=difference,
                percent=percent_fact([more], [less], desk.language, difference=True),
            )
        )
        draft.add_amount(
            AnswerAmount(Decimal(difference.value), "computed", None, tuple(desk.ledger.cite(s) for s in spans))
        )
    list_funds(desk, draft, funds)
    draft.statements += say_years(desk, funds)
    draft.statements += say_inexact(desk, funds)
    return draft


def _write_development(desk: Desk, _: QueryPlan, selection: Selection) -> Draft:
    draft = Draft()
    by_body: dict[str, list[Funds]] = {}
    for item in selection.funds:
        by_body.setdefault(item.body, []).append(item)
    several = {
        body: sorted(items, key=first_year)
        for body, items in by_body.items()
        if len({first_year(i) for i in items}) > 1
    }
    for items in several.values():
        steps = list(pairwise(items))
        # Over several years the change from the first to the last is told first.
        steps = [(items[0], items[-1]), *steps] if len(items) > 2 else steps
        for earlier, later in steps:
            draft.statements.append(_change_statement(desk, draft, earlier, later))
        list_funds(desk, draft, items)
    for body, items in by_body.items():
        if body not in several and (len(by_body) < 4 or not several):
            draft.statements.append(
                desk.say("one_year_only", basis="said", body=receiver_fact(items[0], desk.language, "accusative"))
            )
            list_funds(desk, draft, items)
    if not several:
        draft.outcome = "partial"
    return draft


def _change_statement(desk: Desk, draft: Draft, earlier: Funds, later: Funds) -> Statement:
    spans = (earlier.amount.sentence, later.amount.sentence)
    rises = later.amount.euros >= earlier.amount.euros
    pair = (later, earlier) if rises else (earlier, later)
    fact = computed_fact("difference", pair, desk.language)
    keys = tuple(desk.ledger.cite(s) for s in spans)
    draft.add_amount(AnswerAmount(Decimal(fact.value), "computed", None, keys))
    return desk.say(
        "rose" if rises else "fell",
        cites=spans,
        basis="computed",
        body=receiver_fact(later, desk.language, "accusative"),
        first=years_fact(earlier, desk.language),
        last=years_fact(later, desk.language),
        difference=fact,
        percent=percent_fact([later], [earlier], desk.language, difference=True),
    )


def _write_count(desk: Desk, plan: QueryPlan, selection: Selection) -> Draft:
    funds = [f for f in comparable(selection.funds, plan) if f.body != STATE]
    if plan.asks & {"how_much"} or len(funds) < 2:
        return write_lookup(desk, plan, selection)
    draft = Draft()
    number = count_fact(len(funds), [f.amount.span for f in funds])
    draft.statements.append(
        desk.say("count_funded", cites=[f.amount.sentence for f in funds], basis="computed", count=number)
    )
    list_funds(desk, draft, funds)
    return draft


_WRITERS = {
    "sum": _write_sum,
    "average": _write_average,
    "maximum": _write_extreme,
    "minimum": _write_extreme,
    "rank": write_rank,
    "difference": _write_difference,
    "compare": _write_difference,
    "share": write_share,
    "development": _write_development,
    "count": _write_count,
}
