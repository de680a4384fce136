"""Shares of sums of money: of a body, of a kind of bodies, of each body, of the body's own money, or one of another."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.answering.arithmetic import list_funds, say_inexact
from assistant.answering.draft import Desk, Draft
from assistant.answering.funds import (
    Selection,
    add_funds,
    is_own_share,
    main_amounts,
    say_years,
    write_lookup,
)
from assistant.answering.multiples import write_multiple
from assistant.answering.payers import asks_payer_share, ratio_of, say_share, write_payer_share
from assistant.answering.portions import asks_multiple, say_fraction
from assistant.answering.ranking import first_year
from assistant.bodies import get_body
from assistant.documents import STATE
from assistant.library import Funds, is_listed
from assistant.plan import QueryPlan
from assistant.question.cues import fold_question


def write_share(desk: Desk, plan: QueryPlan, selection: Selection) -> Draft:
    """What part of a sum goes to whom; several parts side by side where none is named."""
    multiple = write_multiple(desk, plan, selection) if asks_multiple(plan) else None
    if multiple is not None:
        return multiple
    two = _find_named_sums(desk, plan)
    if two is not None:
        return _state_share(desk, plan, two[:1], two[1:])
    part = [f for f in selection.funds if f.body != STATE]
    if part and asks_payer_share(desk, plan, part):
        return write_payer_share(desk, plan, part)
    purposes = [f for f in selection.funds if f.body == STATE and f.amount.purpose]
    if not part and purposes:
        part, plan = purposes, replace(plan, state=True)
    if not part:
        return write_lookup(desk, plan, selection)
    if not selection.scope.named and plan.body_kind is None and not plan.state:
        return _write_each(desk, part)
    if len(part) > 1 and _EACH.search(plan.folded):
        return _write_each(desk, part, _agreed(desk, plan, part, {first_year(f) for f in part}))
    one = _find_one_of(plan, part)
    if one is not None:
        return _state_share(desk, plan, [one], part)
    pair = _find_ratio(plan, part)
    if pair is not None:
        return _state_share(desk, plan, pair[:1], pair[1:])
    return _write_part(desk, plan, part, selection)


def _write_part(desk: Desk, plan: QueryPlan, part: list[Funds], selection: Selection) -> Draft:
    """Some amounts as a share of what was agreed in their years, or of the state's budget where that is meant."""
    years = {first_year(f) for f in part}
    state = [f for f in main_amounts(desk.library.funds) if f.body == STATE and first_year(f) in years]
    of_state = plan.state or any(f.amount.euros in plan.amounts for f in state)
    named = [f for f in desk.library.funds if f.amount.euros in plan.amounts and f not in part]
    if named and all(is_own_share(f) and f.body == part[0].body for f in named):
        # "Sind die Eigenmittel von ... Euro mehr als zehn Prozent der Landesmittel?"
        return write_payer_share(desk, plan, part)
    if named and not (of_state and any(f.amount.euros in plan.amounts for f in state)):
        return _write_no_share(desk, part, named)
    whole = state[:1] if of_state and state else _agreed(desk, plan, part, years)
    if plan.state and not state and _STATEWIDE.search(plan.folded):
        whole = []
    kinds = plan.body_kind is not None and not selection.scope.named
    if not whole or (len(whole) == len(part) and not of_state and not kinds):
        draft = write_lookup(desk, plan, selection)
        draft.outcome = "partial"
        draft.statements.append(desk.say("no_whole", basis="said"))
        return draft
    return _state_share(desk, plan, part, whole)


def _state_share(desk: Desk, plan: QueryPlan, part: Sequence[Funds], whole: Sequence[Funds]) -> Draft:
    draft = Draft()
    draft.statements += say_fraction(desk, plan, ratio_of(part, whole))
    draft.statements.append(say_share(desk, "share", part, whole))
    list_funds(desk, draft, part)
    list_funds(desk, draft, [f for f in whole if f not in part], "context")
    draft.statements += say_years(desk, list(dict.fromkeys([*part, *whole])))
    return draft


def _write_each(desk: Desk, part: Sequence[Funds], among: Sequence[Funds] = ()) -> Draft:
    """The share of each amount in all of them, or in others, the largest first."""
    funds = [f for f in main_amounts(part) if f.document.kind == "agreement"] or list(part)
    funds = sorted(funds, key=lambda f: (-f.amount.euros, f.body))
    whole = among or funds
    draft = Draft()
    for item in funds:
        draft.statements.append(say_share(desk, "share_line", [item], whole, bullet=True))
        add_funds(desk, draft, item, "fact")
    draft.statements += say_years(desk, whole)
    draft.statements += say_inexact(desk, whole)
    return draft


def _find_named_sums(desk: Desk, plan: QueryPlan) -> list[Funds] | None:
    """The two sums that a question names, as far as documents state them: the smaller one is the part."""
    if len(plan.amounts) != 2 or plan.bodies or plan.doubts:
        return None
    stated = [next((f for f in desk.library.funds if f.amount.euros == euros), None) for euros in plan.amounts]
    found = sorted((f for f in stated if f is not None), key=lambda f: f.amount.euros)
    return found if len(found) == 2 else None


_EACH = re.compile(
    r"\b(?:jeweils|jede[rnms]?|je|each|respectively|verteil\w*|aufgeteilt|splits?|divided)\b"
    r"|\b(?:welche[nr]?|which|what)\b.*,\s*(?:und |and )?(?:welche[nr]?|which|what)\b"
)
"""A share for each of those that are named."""

_JOINED = re.compile(r"\b(?:und|and|sowie|plus|zusammen|together|combined|gemeinsam|jeweils|each|respectively)\b")
_WHOLE_FIRST = re.compile(
    r"\b(?:prozent|percent|per cent|anteil|bruchteil|teil|share|fraction|proportion)\w* (?:an |von |of )?(?:der|des|dem|den|the|what)?\b"
)
"""The whole is named right behind the word for the share."""


def _find_ratio(plan: QueryPlan, part: Sequence[Funds]) -> list[Funds] | None:
    """Two amounts of which one is measured against the other ("wie viel Prozent von A erhält B"): the part first."""
    folded = plan.folded
    asked_once = len(_SHARE_WORD.findall(folded)) + folded.count("welche") < 2
    if len(part) != 2 or len(plan.named) != 2 or _JOINED.search(folded) or not asked_once:
        return None
    first, second = ([f for f in part if f.body in names] for names in plan.named)
    if len(first) != 1 or len(second) != 1:
        return None
    share = _WHOLE_FIRST.search(folded)
    names = [fold_question(get_body(f.body).short) for f in first if is_listed(f.body)]
    # "Kommt A auf 90 Prozent von B": what stands before the word for the share is the part.
    begun = share is not None and any(name in folded[: share.start()] for name in names)
    return [*second, *first] if share and not begun else [*first, *second]


_FALLS_TO = re.compile(
    r"\b(?:davon|of (?:that|this|it|them|which)|entfaell\w*|entfall\w*|geht|gehen|goes|go|falls?)\b.*?\b(?:auf|an|zu|to|bei|fuer|in)\b(.+)$"
)


def _find_one_of(plan: QueryPlan, part: Sequence[Funds]) -> Funds | None:
    """Of several bodies taken together the one whose share is asked for ("wie viel davon entfällt auf X?")."""
    match = _FALLS_TO.search(plan.folded)
    if match is None or len(part) < 2:
        return None
    fitting = [f for f in part if is_listed(f.body) and fold_question(get_body(f.body).short) in match.group(1)]
    return fitting[0] if len(fitting) == 1 else None


_SHARE_WORD = re.compile(
    r"\b(?:anteil\w*|prozent\w*|bruchteil|share|fraction|percent\w*|proportion|what|which|welche\w*)\b"
)


def _write_no_share(desk: Desk, part: Sequence[Funds], named: Sequence[Funds]) -> Draft:
    """A part and a whole that belong to different years or purposes: both are stated, and that they have no share."""
    draft = Draft(outcome="partial")
    draft.statements.append(desk.say("no_common_whole", basis="said"))
    list_funds(desk, draft, part)
    list_funds(desk, draft, named[:1], "context")
    return draft


_STATEWIDE = re.compile(
    r"\blandesweit\w*|\bstate-?wide\b|\b(?:gesamt\w*|ganze\w*) (?:landes|hessi)\w*|\blandesbudget\w*|\bin ganz hessen\b"
)
"""The budget of the whole state, of which a part is no share of the agreements that happen to be held."""

_ALL_AGREED = re.compile(
    r"\b(?:alle[rn]?|saemtlich\w*|all|the (?:two|three|four|five|\d+)|de[rn] (?:zwei|drei|vier|fuenf|\d+))\b.{0,25}(?:vereinbarung|agreement|vertr)"
    r"|\bgesamtsumme\b|\bgrand total\b|\bzusammengenommen\b"
)


def _agreed(desk: Desk, plan: QueryPlan, part: Sequence[Funds], years: Collection[int]) -> list[Funds]:
    """The agreed amounts among which a share is taken: those of the same years, or all where that is asked for.

    Where a year holds nothing but the part itself and no year was asked for, all agreements are the whole as well.
    """
    every = [f for f in main_amounts(desk.library.funds) if f.document.kind == "agreement"]
    every = [f for f in every if f.document.id not in desk.library.copies]
    same = [f for f in every if first_year(f) in years]
    wide = not plan.has_year_filter() and (_ALL_AGREED.search(plan.folded) or len(same) == len(part))
    return every if wide else same
