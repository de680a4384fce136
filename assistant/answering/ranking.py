"""Amounts in order: the whole ranking, its first places, one place in it."""

import re
from collections.abc import Sequence

from assistant.answering.arithmetic import by_amount, list_funds
from assistant.answering.draft import Desk, Draft, Statement
from assistant.answering.funds import Selection, add_funds, say_years
from assistant.answering.shown import amount_fact, count_fact, receiver_fact, years_fact
from assistant.documents import STATE
from assistant.library import Funds
from assistant.plan import QueryPlan
from assistant.question.ordinals import ENGLISH, GERMAN, find_place

_NUMBERS = {
    "beiden": 2,
    "zwei": 2,
    "two": 2,
    "drei": 3,
    "three": 3,
    "vier": 4,
    "four": 4,
    "fuenf": 5,
    "five": 5,
    "sechs": 6,
    "six": 6,
    "zehn": 10,
    "ten": 10,
}
_FIRST_OF = re.compile(
    r"\b(?:top (\d+)|(\d+|beiden|zwei|drei|vier|fuenf|sechs|zehn|two|three|four|five|six|ten) "
    r"(?:hoechst|groesst|meist|niedrigst|kleinst|geringst|wenigst|highest|largest|biggest|lowest|smallest)\w*)"
)
_LOW = re.compile(r"niedrigst|kleinst|geringst|wenigst|lowest|smallest")


def find_number(plan: QueryPlan) -> int | None:
    """How many of the highest amounts are asked for ("die drei höchsten"); negative for the lowest."""
    match = _FIRST_OF.search(plan.folded)
    if match is None:
        return None
    word = match.group(1) or match.group(2)
    number = int(word) if word.isdigit() else _NUMBERS[word]
    return -number if _LOW.search(match.group()) else number


def first_of(plan: QueryPlan, funds: Sequence[Funds]) -> list[Funds]:
    """The highest (lowest) amounts, as many as are asked for; all where no number is named."""
    number = find_number(plan)
    ordered = by_amount(funds)
    if number is None or number == 0:
        return list(funds)
    return ordered[:number] if number > 0 else ordered[number:]


_UPWARDS = re.compile(
    r"\baufsteigend|\bascending|\bvo[mn] (?:kleinsten|niedrigsten|geringsten|wenigsten|klein)|\bfrom (?:the )?(?:smallest|lowest|least)"
)
_FROM_BELOW = re.compile(
    rf"(?:{'|'.join(GERMAN)})(?:niedrigst|kleinst|geringst|wenigst)|(?:{'|'.join(ENGLISH)})[- ](?:lowest|smallest|least)"
)


def find_position(plan: QueryPlan) -> int | None:
    """The place in a ranking that is asked for ("an zweiter Stelle", "second highest"); negative counts from below."""
    folded = plan.folded
    place = find_place(folded)
    if place is None:
        return None
    return -place if _FROM_BELOW.search(folded) else place


def _say_position(desk: Desk, ordered: Sequence[Funds], place: int, *, lowest: bool) -> Statement:
    item = ordered[place - 1]
    before = [f.amount.span for f in ordered[:place]]
    return desk.say(
        "ranked_low" if lowest else "ranked_at",
        cites=[f.amount.sentence for f in ordered[:place]],
        basis="computed",
        count=count_fact(place, before),
        body=receiver_fact(item, desk.language),
        year=years_fact(item, desk.language),
        amount=amount_fact(item, desk.language),
    )


def write_rank(desk: Desk, plan: QueryPlan, selection: Selection) -> Draft:
    """Amounts in their order: all, the first few, or the one at a place ("an zweiter Stelle")."""
    funds = by_amount([f for f in comparable(selection.funds, plan) if f.body != STATE])
    funds = first_of(plan, funds)
    position = find_position(plan)
    if position is not None and len(funds) >= abs(position) > 1:
        draft = Draft()
        ordered = funds if position > 0 else funds[::-1]
        draft.statements.append(_say_position(desk, ordered, abs(position), lowest=position < 0))
        add_funds(desk, draft, ordered[abs(position) - 1], "fact")
        draft.statements.append(desk.say("ranking", basis="said"))
        list_funds(desk, draft, funds, "context")
    else:
        upwards = _UPWARDS.search(plan.folded) is not None
        draft = Draft(statements=[desk.say("ranking_up" if upwards else "ranking", basis="said")])
        list_funds(desk, draft, funds[::-1] if upwards else funds)
    draft.statements += say_years(desk, funds)
    return draft


def comparable(funds: Sequence[Funds], plan: QueryPlan) -> tuple[Funds, ...]:
    """Amounts that may be set against each other: of several for one body the newest, unless years were asked for."""
    if plan.has_year_filter() or plan.operation == "development":
        return tuple(funds)
    newest: dict[str, Funds] = {}
    for item in funds:
        known = newest.get(item.body)
        if known is None or first_year(item) > first_year(known):
            newest[item.body] = item
    return tuple(newest.values())


def first_year(funds: Funds) -> int:
    """The first year that an amount is for, 0 where it names none."""
    return funds.amount.years.first if funds.amount.years else 0
