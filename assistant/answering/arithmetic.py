"""Arithmetic with amounts beside sums and rankings: limits, equal shares, own shares, per project."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from assistant.answering.draft import Desk, Draft, Fact, Statement
from assistant.answering.funds import (
    add_funds,
    in_years,
    main_amounts,
    say_years,
    select_funds,
    state_funds,
)
from assistant.answering.measures import measures_line
from assistant.answering.shown import (
    amount_fact,
    count_fact,
    given_fact,
    show_euros,
)
from assistant.answers import AmountRole, AnswerAmount
from assistant.documents import STATE, Agreement, Measure, Span
from assistant.library import Funds
from assistant.plan import QueryPlan


def list_funds(desk: Desk, draft: Draft, funds: Sequence[Funds], role: AmountRole = "fact") -> None:
    """Puts amounts into a draft, one list item each."""
    for item in funds:
        draft.statements.append(state_funds(desk, item, bullet=True))
        add_funds(desk, draft, item, role)


def say_inexact(desk: Desk, funds: Sequence[Funds]) -> list[Statement]:
    """That a result is approximate, where a summand is."""
    inexact = any(f.amount.kind != "exact" for f in funds)
    return [desk.say("sum_inexact", basis="said")] if inexact else []


def by_amount(funds: Sequence[Funds]) -> list[Funds]:
    """Amounts, the highest first."""
    return sorted(funds, key=lambda f: (-f.amount.euros, f.body))


ABOVE = re.compile(
    r"\b(?:mehr als|(?<!lautet )(?<!lauten )(?<!betrag )ueber|mindestens|oberhalb|more than|over|above|at least|exceed\w*|hoeher als|groesser als|(?:higher|greater|larger|bigger) than|uebersteig\w*|uebertr\w+|ueberschreit\w*|ueberspring\w*|uebersprungen|ueberschritten|\w*knackt?|geschafft|gerissen|cross(?:es)?|pass(?:es)?|ab)\b"
)
"""More than an amount, in a folded question."""

BELOW = re.compile(
    r"\b(?:weniger als|unter|hoechstens|unterhalb|falls? short of|less than|below|under|at most|niedriger als|kleiner als|geringer als|smaller than|lower than)\b"
)
"""Less than an amount."""


_BODY_COUNT = re.compile(
    r"(?<![\d.,])(\d{1,3})\s+(?:hessischen\s+)?(?:Land)?(?:kreise|Gebietskörperschaft|Kommune|kreisfreie)\w*",
    re.IGNORECASE,
)


def write_per_project(desk: Desk, plan: QueryPlan, funds: Sequence[Funds]) -> Draft:
    """An agreement's amount divided by the number of its projects: arithmetic, no statement of the document.

    A question for the amount of each project gets the total alone, and that no document shares it out.
    """
    if "op:average" not in plan.cues:
        draft = Draft(outcome="partial")
        draft.statements += [desk.say("no_amount_per_project", basis="said"), desk.say("only_total", basis="said")]
        list_funds(desk, draft, funds)
        return draft
    draft = Draft()
    for item in funds:
        agreement = item.document
        if not isinstance(agreement, Agreement) or not agreement.measures:
            continue
        spans = [m.span for m in agreement.measures]
        value = (item.amount.euros / len(spans)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        fact = Fact(
            show_euros(value, desk.language),
            "computed",
            str(value),
            formula="quotient",
            inputs=(item.amount.span, *spans),
        )
        cites = (item.amount.sentence, spans[0])
        facts = {"value": fact, "amount": amount_fact(item, desk.language), "count": count_fact(len(spans), spans)}
        draft.statements.append(desk.say("per_project", cites=cites, basis="computed", facts=facts))
        draft.add_amount(AnswerAmount(value, "computed", None, tuple(desk.ledger.cite(s) for s in cites)))
        add_funds(desk, draft, item, "fact")
    return draft


@dataclass(frozen=True, slots=True)
class Limits:
    """What amounts must lie above and below, None where open."""

    above: Decimal | None = None
    below: Decimal | None = None

    def allow(self, euros: Decimal) -> bool:
        """Whether an amount lies within; a range holds its ends."""
        if self.above is not None and self.below is not None:
            return self.above <= euros <= self.below
        return (self.above is None or euros > self.above) and (self.below is None or euros < self.below)


_BETWEEN = re.compile(
    r"\b(?:zwischen|between)\b.*\b(?:und|and)\b|\b(?:von|from)\b.*\b(?:bis|to)\b|\b(?:ueber|above|over)\b.*\b(?:unter|below|under)\b"
    r"|\b(?:unter|below|under)\b.*\b(?:ueber|above|over)\b"
)


def find_limits(plan: QueryPlan) -> Limits | None:
    """The limits of "mehr als 900.000 Euro", "zwischen 1 und 2 Millionen"; None where none is named."""
    folded = plan.folded
    if plan.operation in {"yes_no", "average"}:
        return None
    both = ABOVE.search(folded) and BELOW.search(folded)
    if len(plan.amounts) == 2 and (both or _BETWEEN.search(folded)):
        return Limits(min(plan.amounts), max(plan.amounts))
    if len(plan.amounts) != 1:
        return None
    if ABOVE.search(folded):
        return Limits(above=plan.amounts[0])
    return Limits(below=plan.amounts[0]) if BELOW.search(folded) else None


def write_limits(desk: Desk, plan: QueryPlan, limits: Limits) -> Draft:
    """The amounts above or below a limit, or between two; of bodies with part-time projects where those are asked for."""
    selection = select_funds(desk.library, replace(plan, part_time=None, category=None, themes=()))
    pool = [f for f in selection.funds if f.body != STATE and f.document.kind == "agreement"]
    funds = by_amount([f for f in pool if limits.allow(f.amount.euros) and _has_project(f, plan)])
    draft = Draft(searched=list(desk.library.documents))
    count = count_fact(len(funds), [f.amount.span for f in funds])
    cites = [f.amount.sentence for f in funds]
    if limits.above is not None and limits.below is not None:
        facts = {"limit": limit_fact(plan, limits.above, desk), "upper": limit_fact(plan, limits.below, desk)}
        key = "between" if funds else "between_none"
    else:
        limit = limits.above if limits.above is not None else limits.below
        facts = {"limit": limit_fact(plan, limit or Decimal(0), desk)}
        key = ("above" if limits.above is not None else "below") + ("" if funds else "_none")
    narrowed = plan.part_time is not None or plan.category is not None
    draft.statements.append(
        desk.say(key + ("_with" if narrowed else ""), cites=cites, basis="computed", count=count, facts=facts)
    )
    list_funds(desk, draft, funds)
    if narrowed and plan.part_time is not False:
        for agreement in (f.document for f in funds):
            if isinstance(agreement, Agreement):
                draft.statements.append(measures_line(desk, agreement, _fitting(agreement, plan)))
    draft.statements += say_years(desk, funds)
    return draft


def _fitting(agreement: Agreement, plan: QueryPlan) -> list[Measure]:
    """The projects of an agreement in the field and with the mark that are asked for."""
    own = [m for m in agreement.measures if plan.category is None or m.category == plan.category]
    return [m for m in own if m.part_time is not None] if plan.part_time else own


def _has_project(funds: Funds, plan: QueryPlan) -> bool:
    """Whether the agreement behind an amount lists a project of the mark and category asked for."""
    if plan.part_time is None and plan.category is None:
        return True
    agreement = funds.document
    if not isinstance(agreement, Agreement):
        return False
    if plan.part_time is False:
        return not any(m.part_time for m in _fitting(agreement, replace(plan, part_time=None)))
    return bool(_fitting(agreement, plan))


def limit_fact(plan: QueryPlan, limit: Decimal, desk: Desk) -> Fact:
    """A sum that the question names, as it prints it."""
    return given_fact(_printed_limit(plan, limit, desk))


def _printed_limit(plan: QueryPlan, limit: Decimal, desk: Desk) -> str:
    """The limit as the question prints it, else in the reader's notation."""
    from assistant.money import find_euros

    found = next((f for f in find_euros(plan.question) if f.euros == limit), None)
    if found is None:
        return show_euros(limit, desk.language)
    written = plan.question[found.start : found.end]
    return re.sub(
        r"^(?:mehr als|über|mindestens|weniger als|unter|bis|more than|over|at least|less than|below|above|under|up to)\s+",
        "",
        written,
        flags=re.IGNORECASE,
    )


def write_quotient(desk: Desk, plan: QueryPlan) -> Draft | None:
    """A named amount divided by the number of bodies that its document states ("27,7 Mio. im Schnitt je Kreis")."""
    funds = next((f for f in desk.library.funds if f.amount.euros in plan.amounts), None)
    if funds is None and not plan.amounts:
        totals = [f for f in main_amounts(desk.library.funds) if f.body == STATE and in_years(f, plan)]
        funds = totals[0] if len({f.amount.euros for f in totals}) == 1 else None
    if funds is None:
        return None
    match = _BODY_COUNT.search(funds.document.text)
    if match is None or int(match.group(1)) == 0:
        return None
    span = Span(funds.document.id, match.start(), match.end())
    value = (funds.amount.euros / int(match.group(1))).quantize(Decimal(1), ROUND_HALF_UP)
    draft = Draft(searched=list(desk.library.documents))
    shown = show_euros(value, desk.language)
    fact = Fact(shown, "computed", str(value), formula="quotient", inputs=(funds.amount.span, span))
    number = Fact(match.group(1), "quote", "", funds.document.id, Span(funds.document.id, match.start(1), match.end(1)))
    draft.statements.append(
        desk.say(
            "quotient",
            cites=(funds.amount.sentence, span),
            basis="computed",
            value=fact,
            amount=amount_fact(funds, desk.language),
            number=number,
        )
    )
    draft.statements.append(desk.say("quotient_caution", basis="said"))
    keys = (desk.ledger.cite(funds.amount.sentence), desk.ledger.cite(span))
    draft.add_amount(AnswerAmount(value, "computed", None, keys))
    add_funds(desk, draft, funds, "fact")
    return draft
