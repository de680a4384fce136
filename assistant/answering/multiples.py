"""How many times one amount is another ("wievielmal so viel", "das Wievielfache")."""

from assistant.answering.arithmetic import list_funds, say_inexact
from assistant.answering.draft import Desk, Draft
from assistant.answering.funds import Selection, asks_own_share, is_own_share, main_amounts, say_years, without_rounded
from assistant.answering.portions import say_factor, times_fact
from assistant.answering.shown import computed_fact
from assistant.library import Funds
from assistant.plan import QueryPlan
from assistant.question.choices import STATE_PAYS


def write_multiple(desk: Desk, plan: QueryPlan, selection: Selection) -> Draft | None:
    """How many times the larger of two amounts is the smaller one; None where two are not meant."""
    pair = _find_pair(desk, plan, selection)
    if pair is None:
        return None
    large, small = sorted(pair, key=lambda f: -f.amount.euros)
    ratio = large.amount.euros / small.amount.euros
    spans = (large.amount.span, small.amount.span)
    draft = Draft()
    behind = len(plan.named) > 1 and small.body in plan.named[0] and large.body not in plan.named[0]
    draft.statements += say_factor(desk, plan, 1 / ratio if behind else ratio)
    facts = {
        "times": times_fact(desk, ratio, spans),
        "part": computed_fact("sum", [large], desk.language),
        "whole": computed_fact("sum", [small], desk.language),
    }
    cites = tuple(dict.fromkeys((large.amount.sentence, small.amount.sentence)))
    draft.statements.append(desk.say("multiple", cites=cites, basis="computed", facts=facts))
    list_funds(desk, draft, [large, small])
    draft.statements += say_years(desk, [large, small])
    draft.statements += say_inexact(desk, [large, small])
    return draft


def _find_pair(desk: Desk, plan: QueryPlan, selection: Selection) -> list[Funds] | None:
    """Two amounts: those chosen, the state's and the body's own, or one chosen beside one that the question names."""
    chosen = without_rounded(main_amounts(selection.funds))
    named = [f for f in desk.library.funds if f.amount.euros in plan.amounts]
    if len(named) == 2 and not chosen:
        return named
    others = [f for f in (*selection.funds, *selection.other_purposes) if f not in named]
    if named and others:
        years = {f.amount.years for f in named}
        return [named[0], next((f for f in others if f.amount.years in years), others[0])]
    if len(chosen) == 2:
        return list(chosen)
    payers = asks_own_share(plan) or STATE_PAYS.search(plan.folded)
    bodies = {f.body for f in chosen}
    if not payers or len(bodies) != 1:
        return None
    pool = without_rounded(main_amounts(f for f in desk.library.funds if f.body in bodies))
    own = [f for f in pool if is_own_share(f)]
    state = [f for f in pool if not is_own_share(f) and own and f.document.id == own[0].document.id]
    return [own[0], state[0]] if own and state else None
