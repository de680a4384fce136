"""What the state pays and what a body adds of its own: shares of the two, and by how much one is above the other."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.arithmetic import by_amount, list_funds, say_inexact
from assistant.answering.draft import Desk, Draft, Statement
from assistant.answering.funds import asks_own_share, is_own_share, main_amounts, without_rounded
from assistant.answering.portions import say_fraction
from assistant.answering.shown import compute, computed_fact, percent_fact, receiver_fact
from assistant.answers import AnswerAmount
from assistant.library import Funds
from assistant.plan import QueryPlan
from assistant.question.choices import STATE_PAYS


def say_share(
    desk: Desk, key: str, part: Sequence[Funds], whole: Sequence[Funds], *, bullet: bool = False
) -> Statement:
    """A part as a share of a whole; with the key "share_line" the part of one body."""
    facts = {
        "percent": percent_fact(part, whole, desk.language),
        "part": computed_fact("sum", part, desk.language),
        "whole": computed_fact("sum", whole, desk.language),
    }
    if key == "share_line":
        facts["body"] = receiver_fact(part[0], desk.language)
    spans = dict.fromkeys(f.amount.sentence for f in (*part, *whole))
    return desk.say(key, cites=tuple(spans), basis="computed", bullet=bullet, facts=facts)


def ratio_of(part: Sequence[Funds], whole: Sequence[Funds]) -> Decimal:
    """What part of the whole a part is; 1 for all."""
    return compute("sum", [f.amount.euros for f in part]) / compute("sum", [f.amount.euros for f in whole])


def asks_payer_share(desk: Desk, plan: QueryPlan, part: Sequence[Funds]) -> bool:
    """Whether what one of two bears is asked for: a payer or the whole cost is named, and a document tells of both."""
    if asks_own_share(plan):
        return True
    folded = plan.folded
    if not (STATE_PAYS.search(folded) or _WHOLE_COST.search(folded)):
        return False
    return any(is_own_share(f) and f.body == part[0].body for f in desk.library.funds)


_WHOLE_COST = re.compile(
    r"\b(?:gesamt|projekt|programm)?kosten\b|\bcosts?\b|\b(?:both|beiden?|beider) (?:payers|zahler|geldgeber)\w*"
)
"""What the state and the body pay together; a body's share in it is its own money."""


_OF_STATE_MONEY = re.compile(
    r"\b(?:der|von den|an den|gemessen an den?) landes(?:mittel|geld)\w*|\bvo[nm] (?:land|landesgeld|landesanteil)\b|\b(?:of|against) the state'?s? (?:money|funds|funding|share)\b"
)
"""The body's own money measured against the state's, not against both."""


def write_payer_share(desk: Desk, plan: QueryPlan, part: Sequence[Funds]) -> Draft:
    """What a body pays itself, or the state pays, as a share of the body's and the state's money together."""
    documents = {f.document.id for f in part}
    pool = [f for f in desk.library.funds if f.document.id in documents and f.body == part[0].body]
    own = without_rounded(main_amounts(f for f in pool if is_own_share(f)))
    state = without_rounded(main_amounts(f for f in pool if not is_own_share(f)))
    of_state = not asks_own_share(plan) and STATE_PAYS.search(plan.folded)
    chosen, other = (state, own) if of_state else (own, state)
    whole = [*chosen, *other]
    draft = Draft()
    of_state_money = bool(state) and chosen == own and _OF_STATE_MONEY.search(plan.folded) is not None
    draft.statements += say_fraction(desk, plan, ratio_of(chosen, state if of_state_money else whole))
    shares = [say_share(desk, "share", chosen, whole)]
    if state and chosen == own:
        shares.append(say_share(desk, "share_of_state", chosen, state))
    draft.statements += reversed(shares) if of_state_money else shares
    list_funds(desk, draft, chosen)
    list_funds(desk, draft, other, "context")
    draft.statements += say_inexact(desk, whole)
    return draft


def write_payer_difference(desk: Desk, funds: Sequence[Funds]) -> Draft | None:
    """By how much the state's money is above (below) what the body adds itself; None where not one of each is held."""
    own = [f for f in funds if is_own_share(f)]
    state = [f for f in funds if not is_own_share(f)]
    if len(own) != 1 or len(state) != 1:
        return None
    draft = Draft()
    pair = by_amount([*own, *state])
    spans = [f.amount.sentence for f in pair]
    difference = computed_fact("difference", pair, desk.language)
    facts = {"difference": difference, "body": receiver_fact(own[0], desk.language)}
    key = "state_gives_more" if pair[0] in state else "state_gives_less"
    draft.statements.append(desk.say(key, cites=spans, basis="computed", facts=facts))
    draft.add_amount(
        AnswerAmount(Decimal(difference.value), "computed", None, tuple(desk.ledger.cite(s) for s in spans))
    )
    list_funds(desk, draft, [*state, *own])
    draft.statements += say_inexact(desk, pair)
    return draft
