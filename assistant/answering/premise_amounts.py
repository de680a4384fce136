"""Sums of money that a question asserts: of a body, a year or each body; above or below a limit, or how far from it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.arithmetic import ABOVE, BELOW, limit_fact
from assistant.answering.draft import Desk, Draft, Fact
from assistant.answering.funds import add_funds, main_amounts, select_funds, state_funds
from assistant.answering.scope import all_readings, say_assumptions, say_missing
from assistant.answering.shown import amount_fact, show_euros
from assistant.answers import AnswerAmount
from assistant.documents import STATE
from assistant.library import Funds
from assistant.plan import QueryPlan
from assistant.question.choices import NUMBER_ASKED

GIVEN = re.compile(r"^(?:since|because|given that|although|da|weil|nachdem|obwohl|wenn) ")
"""A clause that asserts the order of two sums before something else is asked."""


def asks_yes(plan: QueryPlan) -> bool:
    """Whether a yes or a no is asked for, whatever else is computed."""
    return plan.operation == "yes_no" or "op:yes_no" in plan.cues


def write_amount_premise(desk: Desk, plan: QueryPlan) -> Draft | None:
    """An amount that the question gives to a body, the state, or each of the bodies."""
    if (
        not plan.amounts
        or NUMBER_ASKED.search(plan.folded)
        or plan.operation in {"average", "share", "count", "maximum", "minimum"}
        or plan.kind not in {"funds", "prose", "measures", "absent", "define"}
    ):
        return None
    named = bool(plan.bodies or plan.doubts)
    stated = [f for f in desk.library.funds if f.amount.euros in plan.amounts and plan.allows_year(f.document.year)]
    if not named:
        return _of_nobody(desk, plan, stated)
    return _of_bodies(desk, plan, stated)


def _of_nobody(desk: Desk, plan: QueryPlan, stated: Sequence[Funds]) -> Draft | None:
    """An amount that the question gives to a year, the state or each of the bodies."""
    folded = plan.folded
    limited = ABOVE.search(folded) or BELOW.search(folded) or plan.wanted == "bodies" or "who" in plan.asks
    if plan.has_year_filter() and not limited:
        held = [f for f in desk.library.funds if f.amount.euros in plan.amounts]
        if held and not any(_is_of_years(f, plan) for f in held):
            # "Das waren die Mittel für 2024, oder?": the sum is that of another year.
            return _correct(desk, "premise_wrong", held[:2])
    if not (plan.each or plan.state) or not plan.premise:
        return None
    if plan.each:
        shared = [f for f in stated if f.body == STATE]
        return _correct(desk, "premise_total", shared) if shared else None
    return _of_bodies(desk, plan, stated)


def _of_bodies(desk: Desk, plan: QueryPlan, stated: Sequence[Funds]) -> Draft | None:
    """An amount that the question gives to named bodies, or to the state."""
    loose = replace(plan, amounts=(), operation="look_up")
    selection = select_funds(desk.library, loose)
    if not selection.funds and plan.has_year_filter():
        selection = select_funds(desk.library, replace(loose, years=(), year_first=None, year_last=None))
    folded = plan.folded
    above, below = ABOVE.search(folded), BELOW.search(folded)
    asked = asks_yes(plan) or (plan.question.rstrip().endswith("?") and "why" not in plan.asks)
    if (above or below) and len(selection.funds) == 1 and asked:
        first = below is None or (above is not None and above.start() < below.start())
        return _write_limit(desk, plan, selection.funds[0], above=first)
    if _GAP.search(folded) and len(selection.funds) == 1 and len(plan.amounts) == 1:
        return _write_gap(desk, plan, selection.funds[0])
    right = [f for f in selection.funds if f.amount.euros in plan.amounts and plan.allows_year(_year(f))]
    if right and _EVERY_YEAR.search(folded) and all(_is_over_years(f) for f in right):
        return _correct(desk, "premise_wrong", right)
    if right:
        return _confirm(desk, right) if asks_yes(plan) else None
    of_another = not any(f.body in all_readings(selection.scope) for f in stated)
    asserted = plan.premise or asks_yes(plan) or (of_another and not plan.every)
    if not selection.funds and stated and asserted and not (above or below):
        # The sum is another's: of the body of the same name, or of the state.
        return _correct(desk, "premise_wrong", stated[:2])
    if not selection.funds:
        return None
    draft = _correct(desk, "premise_wrong", list(selection.funds))
    others = [f for f in stated if f not in selection.funds]
    if others:
        draft.statements.append(desk.say("amount_belongs", basis="said"))
        for funds in others[:2]:
            draft.statements.append(state_funds(desk, funds, bullet=True))
            add_funds(desk, draft, funds, "context")
    draft.statements += say_assumptions(desk, selection.scope)
    draft.statements += say_missing(desk, plan, selection.scope)
    return draft


_GAP = re.compile(
    r"\b(?:wie weit|wie ?viel|how (?:far|much|many))\b.*\b(?:entfernt|fehl\w*|short|away|missing|drueber|darueber|darunter|drunter)\b|\bhow far\b.*\bfrom\b"
)
"""How far an amount lies from a sum that is named."""


def _write_gap(desk: Desk, plan: QueryPlan, funds: Funds) -> Draft:
    """How far an amount lies above or below a sum that the question names."""
    gap = funds.amount.euros - plan.amounts[0]
    shown = show_euros(abs(gap), desk.language)
    facts = {
        "amount": amount_fact(funds, desk.language),
        "difference": Fact(shown, "computed", str(abs(gap)), formula="gap", inputs=(funds.amount.span,)),
        "limit": limit_fact(plan, plan.amounts[0], desk),
    }
    draft = Draft()
    cites = (funds.amount.sentence,)
    draft.statements.append(
        desk.say("gap_above" if gap > 0 else "gap_below", cites=cites, basis="computed", facts=facts)
    )
    draft.add_amount(AnswerAmount(abs(gap), "computed", None, tuple(desk.ledger.cite(s) for s in cites)))
    draft.statements.append(state_funds(desk, funds))
    add_funds(desk, draft, funds, "fact")
    return draft


def _write_limit(desk: Desk, plan: QueryPlan, funds: Funds, *, above: bool) -> Draft:
    """Whether an amount is above or below a limit that the question names."""
    euros = funds.amount.euros
    holds = euros >= plan.amounts[0] if above else euros <= plan.amounts[0]
    draft = Draft(outcome="answered")
    draft.statements.append(desk.say("yes" if holds else "no", basis="computed"))
    draft.statements.append(state_funds(desk, funds))
    add_funds(desk, draft, funds, "fact")
    return draft


_EVERY_YEAR = re.compile(
    r"\b(?:jedes jahr|jaehrlich\w*|pro jahr|im jahr (?!\d)|every year|each year|a year|per year|annual\w*|yearly)\b"
)


def _is_over_years(funds: Funds) -> bool:
    """Whether an amount is for several years together."""
    years = funds.amount.years
    return years is not None and years.first != years.last


def _is_of_years(funds: Funds, plan: QueryPlan) -> bool:
    """Whether an amount is for a year that the question names."""
    years = funds.amount.years
    spanned = range(years.first, years.last + 1) if years else range(0)
    return any(plan.allows_year(year) for year in spanned) or plan.allows_year(funds.document.year)


def _year(funds: Funds) -> int | None:
    return funds.amount.years.first if funds.amount.years else funds.document.year


def _confirm(desk: Desk, right: Sequence[Funds]) -> Draft:
    draft = Draft()
    draft.statements.append(desk.say("premise_right", basis="computed"))
    for funds in right:
        draft.statements.append(state_funds(desk, funds))
        add_funds(desk, draft, funds, "fact")
    return draft


def _correct(desk: Desk, key: str, funds: Sequence[Funds]) -> Draft:
    draft = Draft(outcome="corrected")
    draft.statements.append(desk.say(key, basis="said"))
    for item in main_amounts(funds) or funds:
        draft.statements.append(state_funds(desk, item, bullet=len(funds) > 1))
        add_funds(desk, draft, item, "fact")
    return draft
