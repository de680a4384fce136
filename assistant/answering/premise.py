"""Questions that assert something: right is confirmed, wrong is corrected with the evidence."""

import re
from dataclasses import replace

from assistant.answering.draft import Desk, Draft
from assistant.answering.figures import write_funds
from assistant.answering.funds import select_funds
from assistant.answering.measures import measures_line
from assistant.answering.pick import pick_measures
from assistant.answering.premise_amounts import GIVEN, asks_yes, write_amount_premise
from assistant.answering.scope import all_readings, resolve_bodies
from assistant.answering.shown import count_fact, holder_fact, quote_fact, year_fact
from assistant.documents import Document, Span, text_at
from assistant.plan import QueryPlan
from assistant.question.cues import fold_question
from assistant.sentences import find_sentence

_AUTHORITY = re.compile(r"Regierungspräsidium(?:s)?\s+([A-ZÄÖÜ][\wäöüß]+)")


def write_premise(desk: Desk, plan: QueryPlan) -> Draft | None:
    """The correction or confirmation of what a question asserts; None where it asserts nothing that can be checked."""
    for writer in (_authority, _ministry, _order, write_amount_premise, _count, _none_marked):
        draft = writer(desk, plan)
        if draft is not None:
            draft.searched = list(desk.library.documents)
            return draft
    return None


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
    "education": "kultus", "interior": "inne", "justice": "justiz", "environment": "umwelt", "health": "gesundheit",
    "science": "wissenschaft", "transport": "verkehr", "agriculture": "landwirtschaft", "social": "sozial", "family": "famil",
    "europe": "europa",
}  # fmt: skip
"""Fields of ministries: the English word, and the beginning of the German one, which a name of the ministry holds."""
_GERMAN_FIELDS = (*dict.fromkeys(_FIELDS.values()), "digital", "bildung")


def _ministry(desk: Desk, plan: QueryPlan) -> Draft | None:
    """A ministry of a field that the name of no ministry in the documents holds ("Warum schließt das Wirtschaftsministerium ab?")."""
    match = _MINISTRY.search(plan.folded)
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
    if plan.kind != "measures" or "why" not in plan.asks or not _NONE_AT_ALL.search(plan.folded):
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


def _order(desk: Desk, plan: QueryPlan) -> Draft | None:
    """Whether it is so that one gets more or less than another ("Warum bekommt A weniger als B?"); a reason the documents never give."""
    match = _MORE.search(plan.folded)
    asked = asks_yes(plan)
    asserted = asked or "why" in plan.asks or GIVEN.search(plan.folded) is not None
    if match is None or not asserted or len(plan.named) != 2 or plan.kind != "funds" or plan.amounts:
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
    if not re.search(r"\w+ (?:\w+[ -]){0,2}?\w*(?:projekt|massnahme|angebot|project|measure)", plan.folded):
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
