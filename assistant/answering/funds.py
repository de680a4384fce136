"""Amounts: look them up, by body, year and purpose. Computations over them are in `figures`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answering.draft import Desk, Draft, Fact, Statement
from assistant.answering.scope import (
    Scope,
    all_readings,
    mark_incomplete,
    nothing_named_is_held,
    of_kind,
    resolve_bodies,
    say_assumptions,
    say_missing,
)
from assistant.answering.shown import (
    amount_fact,
    body_fact,
    given_fact,
    receiver_fact,
    years_fact,
)
from assistant.answers import AmountRole, AnswerAmount, Row
from assistant.bodies import fold
from assistant.documents import STATE
from assistant.library import Funds, Library
from assistant.plan import QueryPlan
from assistant.question.cues import fold_question, themes


@dataclass(frozen=True, slots=True)
class Selection:
    """The amounts that a plan asks for, with the scope that was resolved for it."""

    funds: tuple[Funds, ...]
    scope: Scope
    other_years: tuple[Funds, ...]
    other_purposes: tuple[Funds, ...]


def asks_own_share(plan: QueryPlan) -> bool:
    """Whether the question is about the body's own money (Eigenanteil)."""
    return "own_share" in plan.cues


def is_own_share(funds: Funds) -> bool:
    """Whether the body pays this amount itself."""
    return funds.amount.payer not in {None, STATE}


def in_years(funds: Funds, plan: QueryPlan) -> bool:
    """Whether an amount is for a year that was asked for; several years ("2020 bis 2024") overlap."""
    if not plan.has_year_filter():
        return True
    years = funds.amount.years
    if years is None:
        return plan.allows_year(funds.document.year)
    return any(plan.allows_year(year) for year in range(years.first, years.last + 1)) or plan.allows_year(
        funds.document.year
    )


def asks_purpose(plan: QueryPlan) -> bool:
    """Whether the question narrows the money to a purpose ("für Teilzeitausbildung")."""
    return plan.part_time is not None or bool(plan.themes) or plan.category is not None


def for_purpose(funds: Funds, plan: QueryPlan) -> bool:
    """Whether an amount is for the purpose that is asked for."""
    purpose = fold_question(funds.amount.purpose)
    if not asks_purpose(plan):
        return True
    if not purpose:
        return False
    if plan.part_time and re.search(r"teilzeit|\btz\b", purpose):
        return True
    chosen = [theme for theme in themes() if theme.key in plan.themes]
    return any(theme.explicit.search(purpose) for theme in chosen)


def main_amounts(funds: Iterable[Funds]) -> tuple[Funds, ...]:
    """Of each document the amounts for no special purpose; those with one where it has no other."""
    held = tuple(funds)
    general = {f.document.id for f in held if not f.amount.purpose}
    return tuple(f for f in held if not f.amount.purpose or f.document.id not in general)


ROUNDING = Decimal("0.02")
"""How far a rounded sum ("knapp 880.000 Euro") may lie from the exact one that it stands for."""


def without_rounded(funds: Iterable[Funds]) -> tuple[Funds, ...]:
    """Without rounded sums beside which their document states the exact one: the same money, told twice."""
    held = tuple(funds)
    exact: dict[str, list[Funds]] = {}
    for item in held:
        if item.amount.kind == "exact":
            exact.setdefault(item.document.id, []).append(item)
    return tuple(f for f in held if not any(_is_exactly(e, f) for e in exact.get(f.document.id, ())))


def _is_exactly(exact: Funds, rounded: Funds) -> bool:
    """Whether one amount is the exact figure for another of the same document, receiver, payer and purpose."""
    one, other = exact.amount, rounded.amount
    same = (exact.document.id, exact.body, one.payer, one.purpose) == (
        rounded.document.id,
        rounded.body,
        other.payer,
        other.purpose,
    )
    close = abs(one.euros - other.euros) <= ROUNDING * other.euros
    return same and one.kind == "exact" and other.kind == "about" and close and one.years == other.years


def prefer_agreements(funds: Sequence[Funds], plan: QueryPlan) -> tuple[Funds, ...]:
    """Without the press figures for a body and year whose agreement states the sum itself, exact and signed."""
    if plan.document_kind == "press_release":
        return tuple(funds)
    signed = {(f.body, f.document.year) for f in funds if f.document.kind == "agreement"}
    return tuple(f for f in funds if f.document.kind == "agreement" or not _is_covered(f, signed, plan))


def _is_covered(funds: Funds, signed: set[tuple[str, int | None]], plan: QueryPlan) -> bool:
    years = funds.amount.years
    if is_own_share(funds) or funds.amount.purpose:
        return False
    first, last = (years.first, years.last) if years else (funds.document.year or 0, funds.document.year or 0)
    asked = [y for y in range(first, last + 1) if plan.has_year_filter() and plan.allows_year(y)]
    return (first == last or bool(asked)) and any((funds.body, y) in signed for y in asked or [first])


def select_funds(library: Library, plan: QueryPlan) -> Selection:
    """The amounts of a plan: own share or state money, by purpose, body (doubts decided by data) and year."""
    own = asks_own_share(plan)
    every = plan.document_kind == "press_release" and _EVERY_SUM.search(plan.folded) is not None
    added = every or (own and plan.operation in {"sum", "difference", "compare"})
    payers = tuple(f for f in library.funds if added or is_own_share(f) == own)
    pool = tuple(f for f in payers if _of_document_kind(f, plan))
    if own and not pool:
        # "In der Zielvereinbarung steht ein Eigenanteil": a press release tells of it.
        pool = payers
    meant = (
        pool if every else tuple(f for f in pool if for_purpose(f, plan)) if asks_purpose(plan) else main_amounts(pool)
    )
    meant = without_rounded(meant)
    timely = prefer_agreements([f for f in meant if in_years(f, plan)], plan)
    scope = resolve_bodies(plan, lambda body: any(f.body == body for f in timely))
    if scope.missing or scope.empty:
        wider = resolve_bodies(plan, lambda body: any(f.body == body for f in meant))
        other_years = tuple(
            f for f in meant if f.body in {*scope.missing, *all_readings(wider)} and not in_years(f, plan)
        )
    else:
        other_years = ()
    bodies = all_readings(scope)
    unlisted = {fold(name) for name in plan.unknown}
    if scope.named or plan.unknown or plan.towns:
        chosen = tuple(f for f in timely if f.body in bodies or fold(f.body) in unlisted)
    else:
        chosen = tuple(f for f in timely if _fits_unnamed(f, plan))
        told = plan.operation in {"look_up", "list"} and (plan.wanted == "bodies" or "who" in plan.asks)
        if not chosen and plan.has_year_filter() and told:
            # "Wer bekam 2020 Geld?": where no agreement of the year is held, a press text may tell.
            chosen = tuple(f for f in timely if f.body != STATE and of_kind(plan, f.body))
        chosen = chosen or tuple(f for f in timely if f.body == STATE)
        total = tuple(f for f in chosen if f.body == STATE and not f.amount.purpose)
        one = plan.operation == "look_up" and plan.wanted != "bodies" and "who" not in plan.asks
        if total and one and plan.has_year_filter() and not (plan.every or plan.sections or plan.amounts):
            # "Wie viel Geld gab es 2023?": the one total of that year, where it is told, and not every body's part.
            chosen = total
    purposes = () if chosen or not asks_purpose(plan) else _without_purpose(pool, plan, bodies or plan.bodies)
    return Selection(chosen, scope, other_years, purposes)


_EVERY_SUM = re.compile(
    r"\b(?:alle|saemtliche|jede[rn]?) (?:\w+ )?(?:\w*betraege\w*|\w*betrag|summen?|geldsummen?|eurobetraege|zahlen in euro)\b|\b(?:all|every) (?:\w+ )?(?:amounts?|sums?|euro figures?)\b"
)
"""All sums of a text, for whatever purpose and from whomever they are."""


def _of_document_kind(funds: Funds, plan: QueryPlan) -> bool:
    if plan.sections and any(label.startswith("§") for label in plan.sections):
        return funds.document.kind == "agreement"
    return plan.document_kind is None or funds.document.kind == plan.document_kind or plan.state


_ONE_BODY = re.compile(
    r"\b(?:the|der|die|dem|den|a|ein\w*) (?:district|county|city|municipality|landkreis|kreis|stadt|kommune)\b(?! und| and)"
)


def _fits_unnamed(funds: Funds, plan: QueryPlan) -> bool:
    """Which amounts are meant where no body is named: the state's, all bodies', or both."""
    if plan.state and not plan.every:
        return funds.body == STATE
    if not plan.state and _ONE_BODY.search(plan.folded) and plan.operation == "look_up":
        # "How much did the district get?": one of the bodies, and not the state.
        return funds.body != STATE and of_kind(plan, funds.body) and funds.document.kind == "agreement"
    if plan.every or plan.wanted == "bodies" or plan.operation not in {"look_up", "yes_no", "development"}:
        return funds.body != STATE and of_kind(plan, funds.body) and funds.document.kind == "agreement"
    return True


def _without_purpose(pool: Sequence[Funds], plan: QueryPlan, bodies: Sequence[str]) -> tuple[Funds, ...]:
    return tuple(f for f in main_amounts(pool) if in_years(f, plan) and (f.body in bodies or not bodies))[:4]


def write_lookup(desk: Desk, plan: QueryPlan, selection: Selection) -> Draft:
    """The amounts that were asked for, one statement each; both readings of an ambiguous name side by side."""
    draft = Draft(searched=list(desk.library.documents))
    scope = selection.scope
    if not selection.funds:
        return write_no_funds(desk, plan, selection)
    if _names_too_little(plan, selection):
        draft.outcome = "clarify"
        draft.statements.append(desk.say("which_body", basis="said"))
        return draft
    if scope.open:
        draft.outcome = "clarify"
        names = " / ".join(d.written for d in scope.open)
        draft.statements.append(
            desk.say(
                "several_readings",
                basis="said",
                name=given_fact(names),
            )
        )
    several = len(selection.funds) > 1
    for funds in _in_order(selection.funds):
        draft.statements.append(state_funds(desk, funds, bullet=several))
        add_funds(desk, draft, funds, "fact")
    if scope.open:
        draft.statements.append(desk.say("which_one", basis="said"))
    draft.statements += say_assumptions(desk, scope)
    draft.statements += say_missing(desk, plan, scope)
    if several and not scope.named and not plan.has_year_filter():
        draft.statements.append(desk.say("no_body_named", basis="said"))
    mark_incomplete(draft, plan, scope)
    return draft


MOST_UNNAMED = 12
"""Amounts that are listed where a question names neither body nor year; more of them answer nothing."""


_SOMEBODY = re.compile(
    r"\b(?:bekommt|kriegt|erhaelt|bekam|erhielt|does|did|do) (?:sie|er|es|they|it|he|she)\b(?! (?:man|denn))"
)


def _names_too_little(plan: QueryPlan, selection: Selection) -> bool:
    """Whether a look-up names no body, no year and no group, and too many amounts could be meant."""
    free = not (selection.scope.named or plan.has_year_filter() or plan.every or plan.state or plan.amounts)
    # "Was bekommt sie dafür?" without anybody named asks for one amount, and nobody knows whose.
    many = len(selection.funds) > (1 if _SOMEBODY.search(plan.folded) else MOST_UNNAMED)
    return free and plan.wanted != "bodies" and many


def _in_order(funds: Iterable[Funds]) -> list[Funds]:
    return sorted(funds, key=lambda f: (f.body != STATE, -(f.amount.years.first if f.amount.years else 0), f.body))


def state_funds(desk: Desk, funds: Funds, *, bullet: bool = False) -> Statement:
    """One amount as a sentence: who gets (or gives) how much for which year and purpose."""
    amount = funds.amount
    if is_own_share(funds):
        key = "own_share"
    elif funds.body == STATE:
        key = "state_purpose" if amount.purpose else "state_funds"
    elif amount.years is not None and amount.years.first != amount.years.last:
        key = "body_funds_range"
    else:
        key = "body_purpose" if amount.purpose else "body_funds"
    if amount.years is None and key != "own_share":
        key = "state_funds_undated" if funds.body == STATE else "body_funds_undated"
    return desk.say(
        key,
        cites=(amount.sentence,),
        bullet=bullet,
        body=receiver_fact(funds, desk.language),
        year=years_fact(funds, desk.language),
        amount=amount_fact(funds, desk.language),
        purpose=purpose_fact(funds),
    )


def purpose_fact(funds: Funds) -> Fact:
    """The words that narrow an amount, as printed."""
    return Fact(funds.amount.purpose, "purpose", funds.amount.purpose, funds.document.id, funds.amount.span)


def funds_row(desk: Desk, funds: Funds) -> Row:
    """An amount as a typed row."""
    amount = funds.amount
    years = amount.years
    shown = None if years is None else str(years.first) if years.first == years.last else f"{years.first}-{years.last}"
    return desk.row(
        "amount",
        (amount.sentence,),
        body=funds.body,
        body_name=funds.receiver,
        year=shown,
        amount=str(amount.euros),
        written=amount.written,
        exactness=amount.kind,
        purpose=amount.purpose or None,
        payer=amount.payer,
        document=funds.document.id,
    )


def add_funds(desk: Desk, draft: Draft, funds: Funds, role: AmountRole) -> None:
    """Puts an amount among the rows and amounts of a draft."""
    draft.add_amount(AnswerAmount(funds.amount.euros, role, desk.ledger.cite(funds.amount.sentence)))
    draft.rows.append(funds_row(desk, funds))


def write_no_funds(desk: Desk, plan: QueryPlan, selection: Selection) -> Draft:
    """`not_found`, with what was searched and the nearest amount (another year, the whole budget) as context."""
    draft = Draft(outcome="not_found", searched=list(desk.library.documents))
    missing = say_missing(desk, plan, selection.scope)
    if missing and nothing_named_is_held(plan, selection.scope) and not selection.other_years:
        draft.statements += missing
    else:
        draft.statements.append(_say_no_amount(desk, plan, selection))
    nearest = selection.other_years or selection.other_purposes
    if not nearest and plan.towns:
        bodies = {body for _, body in plan.towns}
        nearest = tuple(f for f in desk.library.funds if f.body in bodies and in_years(f, plan))
    if nearest:
        key = "nearest_year" if selection.other_years else "nearest_amount"
        draft.statements.append(desk.say(key, basis="said"))
        for funds in nearest[:4]:
            draft.statements.append(state_funds(desk, funds, bullet=True))
            add_funds(desk, draft, funds, "context")
    return draft


def _say_no_amount(desk: Desk, plan: QueryPlan, selection: Selection) -> Statement:
    """That no such amount is stated, with the body and year that were asked for where both are single."""
    asked = [*selection.scope.missing, *(b for d in selection.scope.empty for b in d.bodies)]
    held = [b for b in asked if any(f.body == b for f in desk.library.funds)]
    if len(held) == 1 and len(plan.years) == 1:
        year = given_fact(str(plan.years[0])) if str(plan.years[0]) in plan.question else plain_year(plan.years[0])
        return desk.say(
            "no_amount_in_year", basis="said", body=body_fact(held[0], desk.language, "accusative"), year=year
        )
    if len(plan.years) == 1 and not selection.scope.bodies:
        year = given_fact(str(plan.years[0])) if str(plan.years[0]) in plan.question else plain_year(plan.years[0])
        return desk.say("no_amount_of_year", basis="said", year=year)
    return desk.say("no_such_amount", basis="said")


def plain_year(year: int) -> Fact:
    """A year that the conversation or the date gave; the check finds it in the plan."""
    return Fact(str(year), "asked_year", str(year))


def say_years(desk: Desk, funds: Sequence[Funds]) -> list[Statement]:
    """That amounts of different years stand side by side, where they do."""
    years = sorted({f.amount.years.first for f in funds if f.amount.years})
    if len(years) < 2:
        return []
    first = next(f for f in funds if f.amount.years and f.amount.years.first == years[0])
    last = next(f for f in funds if f.amount.years and f.amount.years.first == years[-1])
    return [
        desk.say(
            "mixed_years",
            basis="said",
            first=Fact(str(years[0]), "year", str(years[0]), first.document.id, first.amount.span),
            last=Fact(str(years[-1]), "year", str(years[-1]), last.document.id, last.amount.span),
        )
    ]
