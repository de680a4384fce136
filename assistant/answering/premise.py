"""Questions that assert something: right is confirmed, wrong is corrected with the evidence."""

import re
from dataclasses import replace

from assistant.answering.arithmetic import ABOVE, BELOW, limit_fact
from assistant.answering.draft import Desk, Draft, Fact
from assistant.answering.figures import write_funds
from assistant.answering.funds import add_funds, main_amounts, select_funds, state_funds
from assistant.answering.measures import measures_line
from assistant.answering.pick import pick_measures
from assistant.answering.scope import all_readings, resolve_bodies, say_assumptions, say_missing
from assistant.answering.shown import amount_fact, count_fact, holder_fact, quote_fact, show_euros, year_fact
from assistant.answers import AnswerAmount
from assistant.documents import STATE, Document, Span, text_at
from assistant.library import Funds
from assistant.plan import QueryPlan
from assistant.question.cues import fold_question
from assistant.sentences import find_sentence

_AUTHORITY = re.compile(r"Regierungspräsidium(?:s)?\s+([A-ZÄÖÜ][\wäöüß]+)")


def write_premise(desk: Desk, plan: QueryPlan) -> Draft | None:
    """The correction or confirmation of what a question asserts; None where it asserts nothing that can be checked."""
    for writer in (_authority, _ministry, _order, _amount, _count, _none_marked):
        draft = writer(desk, plan)
        if draft is not None:
            draft.searched = list(desk.library.documents)
            return draft
    return None


def asks_yes(plan: QueryPlan) -> bool:
    """Whether a yes or a no is asked for, whatever else is computed."""
    return plan.operation == "yes_no" or "op:yes_no" in plan.cues


def _authority(desk: Desk, plan: QueryPlan) -> Draft | None:
    """A Regierungspräsidium that no document names, while they name another."""
    if not plan.authorities:
        return None
    asserted = {name.split()[-1].casefold() for name in plan.authorities}
    named: dict[str, tuple[Document, int]] = {}
    bodies = all_readings(resolve_bodies(plan, lambda b: b in desk.library.agreement_bodies))
    documents = desk.library.find_agreements(bodies) or desk.library.agreements
    for document in documents:
        for match in _AUTHORITY.finditer(document.text):
            named.setdefault(match.group(1).casefold(), (document, match.start()))
    if not named or asserted & set(named):
        return None
    draft = Draft(outcome="corrected")
    draft.statements.append(desk.say("premise_wrong", basis="said"))
    for holder, position in list(named.values())[:2]:
        low, high = find_sentence(holder.text, position)
        span = Span(holder.id, low, high)
        draft.statements.append(desk.say("quoted", cites=(span,), quote=quote_fact(holder, span)))
    return draft


_MINISTRY = re.compile(
    r"\b(?:ministerium (?:fuer|des|der) |ministry (?:of|for) (?:the )?)(?P<of>[a-z]+)|\b(?P<short>[a-z]{4,})ministeri\w+|\b(?P<english>[a-z]{5,}) ministry\b"
)
_FIELDS = {
    "economics": "wirtschaft", "economy": "wirtschaft", "economic": "wirtschaft", "finance": "finanz", "culture": "kultus",
    "education": "kultus", "interior": "inner", "justice": "justiz", "environment": "umwelt", "health": "gesundheit",
    "science": "wissenschaft", "transport": "verkehr", "agriculture": "landwirtschaft", "labour": "arbeit", "labor": "arbeit",
    "social": "sozial", "family": "familie", "integration": "integration", "youth": "jugend", "europe": "europa",
}  # fmt: skip
"""Fields of ministries: the English word, and the root that a German name of the ministry holds."""
_GERMAN_FIELDS = frozenset(
    {
        "wirtschaft",
        "finanz",
        "kultus",
        "inner",
        "justiz",
        "umwelt",
        "gesundheit",
        "wissenschaft",
        "verkehr",
        "landwirtschaft",
        "familie",
        "europa",
        "digital",
        "bildung",
    }
)


def _ministry(desk: Desk, plan: QueryPlan) -> Draft | None:
    """A ministry of a field that the name of no ministry in the documents holds ("Warum schließt das Wirtschaftsministerium ab?")."""
    match = _MINISTRY.search(fold_question(plan.question))
    if match is None or not (plan.premise or asks_yes(plan) or "why" in plan.asks):
        return None
    word = next(group for group in match.groups() if group)
    field = _FIELDS.get(word) or next((root for root in _GERMAN_FIELDS if word.startswith(root)), "")
    held = [a for a in desk.library.agreements if a.ministry_span is not None and plan.allows_year(a.year)]
    names = {fold_question(text_at(a, a.ministry_span)): a for a in held if a.ministry_span}
    if not field or not names or any(field in name for name in names):
        return None
    draft = Draft(outcome="corrected")
    draft.statements.append(desk.say("premise_wrong", basis="said"))
    for agreement in list(names.values())[:2]:
        span = Span(agreement.id, *find_sentence(agreement.text, agreement.ministry_span.start))  # type: ignore[union-attr]
        draft.statements.append(desk.say("quoted", cites=(span,), quote=quote_fact(agreement, span)))
    return draft


_NONE_AT_ALL = re.compile(
    r"\b(?:kein\w* (?:einzig\w* )?(?:\w*projekt|massnahme|angebot|vorhaben)|no (?:single )?(?:project|measure|scheme|offering)|not a single|none of)\w*\b"
)


def _none_marked(desk: Desk, plan: QueryPlan) -> Draft | None:
    """Why a body has no part-time project, where it lists one."""
    if plan.kind != "measures" or "why" not in plan.asks or not _NONE_AT_ALL.search(fold_question(plan.question)):
        return None
    if plan.part_time is None and not plan.themes and plan.category is None:
        return None
    picked = pick_measures(desk.library, replace(plan, part_time=True if plan.part_time is False else plan.part_time))
    if len(picked.agreements) != 1 or not picked.projects:
        return None
    draft = Draft(outcome="corrected")
    draft.statements.append(desk.say("premise_wrong", basis="said"))
    draft.statements.append(measures_line(desk, picked.agreements[0], [p.measure for p in picked.projects]))
    return draft


_MORE = re.compile(
    r"\b(mehr|hoeher\w*|groesser\w*|more|higher|larger|weniger|niedriger\w*|kleiner\w*|less|lower|smaller)\b.*\b(?:als|wie|than)\b"
)


_GIVEN = re.compile(r"^(?:since|because|given that|although|da|weil|nachdem|obwohl|wenn) ")
"""A clause that asserts the order of two sums before something else is asked."""


def _order(desk: Desk, plan: QueryPlan) -> Draft | None:
    """Whether it is so that one gets more or less than another ("Warum bekommt A weniger als B?"); a reason the documents never give."""
    match = _MORE.search(fold_question(plan.question))
    asked = asks_yes(plan)
    asserted = asked or "why" in plan.asks or _GIVEN.search(fold_question(plan.question)) is not None
    if match is None or not asserted or len(plan.named) != 2 or plan.kind != "funds":
        return None
    selection = select_funds(desk.library, replace(plan, operation="compare"))
    first, second = ([f for f in selection.funds if f.body in names] for names in plan.named)
    if not first or not second or len(first) > 1 or len(second) > 1:
        return None
    greater = not re.match(r"weniger|niedriger|kleiner|less|lower|smaller", match.group(1))
    holds = (first[0].amount.euros > second[0].amount.euros) == greater
    # A plain question whether A gets more asserts nothing: its no is an answer, no correction.
    draft = Draft(outcome="answered" if holds or asked else "corrected")
    key = ("premise_right" if asked else "no_reason") if holds else "premise_wrong"
    if holds and not asked and "why" not in plan.asks:
        return None
    if holds and "why" in plan.asks:
        draft.outcome = "partial"
    draft.statements.append(desk.say(key, basis="said"))
    computed = write_funds(desk, replace(plan, operation="difference", amounts=()))
    draft.statements += computed.statements
    draft.rows += computed.rows
    draft.amounts += computed.amounts
    return draft


def _amount(desk: Desk, plan: QueryPlan) -> Draft | None:
    """An amount that the question gives to a body, the state, or each of the bodies."""
    if (
        not plan.amounts
        or plan.operation in {"average", "share", "count", "maximum", "minimum"}
        or plan.kind not in {"funds", "prose", "measures", "absent", "define"}
    ):
        return None
    named = bool(plan.bodies or plan.doubts)
    given = _GIVEN.search(fold_question(plan.question)) is not None
    if not named and plan.has_year_filter() and (asks_yes(plan) or given):
        held = [f for f in desk.library.funds if f.amount.euros in plan.amounts]
        if held and not any(_is_of_years(f, plan) for f in held):
            # "Das waren die Mittel für 2024, oder?": the sum is that of another year.
            return _correct(desk, "premise_wrong", held[:2])
    if not (named or plan.each or plan.state) or not (plan.premise or named):
        return None
    stated = [f for f in desk.library.funds if f.amount.euros in plan.amounts and plan.allows_year(f.document.year)]
    if plan.each and not named:
        shared = [f for f in stated if f.body == STATE]
        return _correct(desk, "premise_total", shared) if shared else None
    loose = replace(plan, amounts=(), operation="look_up")
    selection = select_funds(desk.library, loose)
    if not selection.funds and plan.has_year_filter():
        selection = select_funds(desk.library, replace(loose, years=(), year_first=None, year_last=None))
    folded = fold_question(plan.question)
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


def _confirm(desk: Desk, right: list[Funds]) -> Draft:
    draft = Draft()
    draft.statements.append(desk.say("premise_right", basis="computed"))
    for funds in right:
        draft.statements.append(state_funds(desk, funds))
        add_funds(desk, draft, funds, "fact")
    return draft


def _correct(desk: Desk, key: str, funds: list[Funds]) -> Draft:
    draft = Draft(outcome="corrected")
    draft.statements.append(desk.say(key, basis="said"))
    for item in main_amounts(funds) or funds:
        draft.statements.append(state_funds(desk, item, bullet=len(funds) > 1))
        add_funds(desk, draft, item, "fact")
    return draft


def _count(desk: Desk, plan: QueryPlan) -> Draft | None:
    """A number of projects that the question gives to one agreement ("Hat der Landkreis zwölf Projekte?")."""
    if (
        plan.kind != "measures"
        or not plan.premise
        or plan.operation == "share"
        or plan.category_number is not None
        or len(plan.numbers) != 1
    ):
        return None
    if not re.search(
        r"\w+ (?:\w+[ -]){0,2}?\w*(?:projekt|massnahme|angebot|project|measure)", fold_question(plan.question)
    ):
        return None
    picked = pick_measures(desk.library, plan)
    if len(picked.agreements) != 1:
        return None
    agreement = picked.agreements[0]
    spans = [p.measure.span for p in picked.projects]
    if not spans:
        return None
    right = len(spans) == plan.numbers[0]
    draft = Draft(outcome="answered" if right else "corrected")
    draft.statements.append(desk.say("premise_right" if right else "premise_wrong", basis="computed"))
    draft.statements.append(
        desk.say(
            "count_one" if len(spans) != 1 else "count_one_single",
            cites=spans,
            basis="computed",
            body=holder_fact(agreement, desk.language),
            year=year_fact(agreement.year, agreement),
            count=count_fact(len(spans), spans),
        )
    )
    narrowed = len(spans) < len(agreement.measures)
    if narrowed or (plan.operation == "list" and not right):
        draft.statements.append(measures_line(desk, agreement, [p.measure for p in picked.projects]))
    return draft
