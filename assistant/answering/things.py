"""Records that a question names: from a project, a person or an amount to its body, year and section."""

import re
from collections.abc import Sequence

from assistant.answering.draft import Desk, Draft, Fact, Statement
from assistant.answering.funds import add_funds, main_amounts, state_funds
from assistant.answering.measures import category_fact, measure_row, state_offer
from assistant.answering.scope import all_readings, resolve_bodies, say_missing
from assistant.answering.shown import holder_fact, measure_fact, plain_fact, quote_fact, year_fact
from assistant.answering.signing import asked_functions, find_signings, function_root
from assistant.answering.signing_lines import signing_row, state_signing
from assistant.documents import PartTimeMark, PressRelease, Quote, Span
from assistant.library import Funds, Project
from assistant.plan import QueryPlan
from assistant.sentences import find_sentence


def write_thing(desk: Desk, plan: QueryPlan) -> Draft:
    """Where the named projects, list items or persons stand."""
    draft = Draft(searched=list(desk.library.documents))
    spans = {span for thing in plan.things for span in thing.spans}
    projects = [p for p in desk.library.projects if p.measure.span in spans and plan.allows_year(p.document.year)]
    offers = [o for o in desk.library.offers if o.offer.span in spans]
    own = [p for p in projects if p.document.body in _named_bodies(plan)]
    named = _named_bodies(plan)
    if stands_elsewhere(desk, plan):
        draft.outcome = "corrected"
        draft.statements.append(desk.say("project_elsewhere", basis="said"))
    elif named and own:
        projects = own
        if plan.operation == "yes_no":
            draft.statements.append(desk.say("yes", basis="computed"))
    for project in projects:
        state_project(desk, draft, project)
    for item in offers:
        state_offer(desk, draft, item)
    _state_people(desk, draft, plan)
    if not draft.rows and not draft.statements:
        draft.outcome = "not_found"
        draft.statements.append(desk.say("not_in_documents", basis="said"))
    return draft


def _named_bodies(plan: QueryPlan) -> set[str]:
    return {*plan.bodies, *(b for d in plan.doubts for b in d.bodies)}


def stands_elsewhere(desk: Desk, plan: QueryPlan) -> bool:
    """Whether a project is named together with bodies of which none lists it."""
    spans, named = {span for thing in plan.things for span in thing.spans}, _named_bodies(plan)
    projects = [p for p in desk.library.projects if p.measure.span in spans and plan.allows_year(p.document.year)]
    offered = any(o.document.body in named for o in desk.library.offers if o.offer.span in spans)
    return bool(named and projects) and not offered and not any(p.document.body in named for p in projects)


def state_project(desk: Desk, draft: Draft, project: Project) -> None:
    """Where a project stands: agreement, section and category, with its part-time mark."""
    agreement, measure = project.document, project.measure
    category = next(
        (c for c in agreement.categories if (c.key, c.title) == (measure.category, measure.category_title)), None
    )
    facts = {
        "measure": measure_fact(agreement, measure),
        "body": holder_fact(agreement, desk.language, "genitive"),
        "year": year_fact(agreement.year, agreement),
        "section": Fact(measure.section, "section", measure.section, agreement.id),
    }
    if category is not None:
        facts["category"] = category_fact(agreement, category)
    cites = [measure.span, *([category.span] if category else [])]
    draft.statements.append(desk.say("project_stands" if category else "project_stands_bare", cites=cites, facts=facts))
    draft.rows.append(measure_row(desk, project))
    if measure.part_time is not None:
        draft.statements.append(_part_time_line(desk, project, measure.part_time))


def _part_time_line(desk: Desk, project: Project, mark: PartTimeMark) -> Statement:
    return desk.say("project_part_time", cites=(project.measure.span,), mark=quote_fact(project.document, mark.span))


def _state_people(desk: Desk, draft: Draft, plan: QueryPlan) -> None:
    if "quoted" in plan.cues and not plan.things:
        _state_all_quoted(desk, draft, plan)
        return
    spans = [span for thing in plan.things if thing.kind == "person" for span in thing.spans]
    for signing in find_signings(desk.library, spans):
        if plan.allows_year(signing.document.year):
            draft.statements.append(state_signing(desk, signing, bullet=True))
            draft.rows.append(signing_row(desk, signing))
    for document in desk.library.press_releases:
        _state_quoted(desk, draft, document, spans)


def write_officials(desk: Desk, plan: QueryPlan) -> Draft | None:
    """Who holds an office by the press texts, where no signature tells it; None where they name nobody."""
    if not asked_functions(plan) or "signatory" in plan.cues or plan.strangers or plan.things:
        return None
    draft = Draft(searched=list(desk.library.press_releases))
    _state_all_quoted(desk, draft, plan)
    return draft if draft.statements else None


def _state_all_quoted(desk: Desk, draft: Draft, plan: QueryPlan) -> None:
    """Everybody whom the press texts of the years and bodies asked for quote, or those of a named function."""
    scope = resolve_bodies(plan, lambda b: any(d.body == b for d in desk.library.press_releases))
    bodies = all_readings(scope)
    asked = asked_functions(plan)
    for document in desk.library.press_releases:
        if plan.allows_year(document.year) and (not bodies or document.body in bodies):
            fitting = [q for q in document.quotes if not asked or any(a in function_root(q.function) for a in asked)]
            _state_quoted(desk, draft, document, [q.span for q in fitting])


def _state_quoted(desk: Desk, draft: Draft, document: PressRelease, spans: Sequence[Span]) -> None:
    asked = {quote.name for quote in document.quotes if quote.span in spans}
    seen: set[str] = set()
    for quote in document.quotes:
        if quote.name in seen:
            _quote_speech(desk, draft, document, quote)
        elif quote.name in asked:
            seen.add(quote.name)
            person = Fact(quote.name, "person", quote.name, document.id, quote.span)
            title = Fact(document.title, "title", document.title, document.id)
            function = (
                Fact(quote.function, "function", quote.function, document.id, quote.span)
                if quote.function
                else plain_fact("–")
            )
            draft.statements.append(
                desk.say(
                    "person_quoted", cites=(quote.span,), bullet=True, person=person, function=function, document=title
                )
            )
            _quote_speech(desk, draft, document, quote)
            draft.rows.append(
                desk.row("person", (quote.span,), person=quote.name, function=quote.function, document=document.id)
            )


_LONGEST_SPEECH = 900
"""Characters of a quotation that runs over several sentences."""


def _quote_speech(desk: Desk, draft: Draft, document: PressRelease, quote: Quote) -> None:
    """The sentence that names who speaks, with those before it back to where the quotation is opened."""
    low, high = find_sentence(document.text, quote.span.start)
    opened = document.text.rfind("„", 0, low)
    if opened >= 0 and not re.search(r"[“”\"]", document.text[opened:low]) and low - opened < _LONGEST_SPEECH:
        low = opened
    spoken = Span(document.id, low, high)
    draft.statements.append(desk.say("quoted", cites=(spoken,), bullet=True, quote=quote_fact(document, spoken)))


def write_amount_owner(desk: Desk, plan: QueryPlan) -> Draft | None:
    """Who gets an amount that the question names; None where no document states it."""
    owners = [
        f
        for f in desk.library.funds
        if f.amount.euros in plan.amounts and (not plan.has_year_filter() or plan.allows_year(f.document.year))
    ]
    if not owners:
        return None
    draft = Draft(searched=list(desk.library.documents))
    for funds in owners:
        draft.statements.append(state_funds(desk, funds, bullet=len(owners) > 1))
        add_funds(desk, draft, funds, "fact")
    return draft


def write_absent_amount(desk: Desk, plan: QueryPlan) -> Draft:
    """An amount for a single project: where the project stands, that no amount is given, and the total beside it."""
    draft = Draft(outcome="not_found", searched=list(desk.library.documents))
    spans = {span for thing in plan.things for span in thing.spans}
    stated = [f for f in desk.library.funds if _names_thing(f, plan)]
    if stated:
        draft.outcome = "answered"
        for funds in stated:
            draft.statements.append(state_funds(desk, funds))
            add_funds(desk, draft, funds, "fact")
        return draft
    draft.statements.append(desk.say("no_amount_per_project", basis="said"))
    projects = [p for p in desk.library.projects if p.measure.span in spans]
    for project in projects[:4]:
        state_project(desk, draft, project)
        for funds in main_amounts(Funds(project.document, a) for a in project.document.amounts):
            draft.statements.append(desk.say("only_total", basis="said"))
            draft.statements.append(state_funds(desk, funds, bullet=True))
            add_funds(desk, draft, funds, "context")
    for item in (o for o in desk.library.offers if o.offer.span in spans):
        state_offer(desk, draft, item)
    return draft


def _names_thing(funds: Funds, plan: QueryPlan) -> bool:
    """Whether an amount's purpose is the named project."""
    purpose = funds.amount.purpose.casefold()
    return bool(purpose) and any(thing.written.casefold() in purpose for thing in plan.things)


def write_absent(desk: Desk, plan: QueryPlan) -> Draft:
    """`not_found` for an attribute of a record that no document states, with the record as the nearest fact."""
    draft = Draft(outcome="not_found", searched=list(desk.library.documents))
    scope = resolve_bodies(plan, lambda b: any(d.body == b for d in desk.library.documents))
    draft.statements.append(desk.say(f"absent_{plan.absent}" if plan.absent else "not_in_documents", basis="said"))
    spans = {span for thing in plan.things for span in thing.spans}
    if stands_elsewhere(desk, plan):
        draft.outcome = "corrected"
        draft.statements.insert(0, desk.say("project_elsewhere", basis="said"))
    for project in [p for p in desk.library.projects if p.measure.span in spans][:3]:
        state_project(desk, draft, project)
    offers = [o for o in desk.library.offers if o.offer.span in spans][:3]
    if plan.absent == "provider" and any(_ORGANISATION.search(o.offer.name) for o in offers):
        # A press text names who runs it beside the project.
        draft = Draft(searched=draft.searched)
    for item in offers:
        state_offer(desk, draft, item)
    draft.statements += say_missing(desk, plan, scope)
    return draft


_ORGANISATION = re.compile(
    r"\b(?:g?GmbH|e\. ?V\.|gUG|AG|AöR|Verein|Volkshochschule|VHS|Stiftung|Caritas\w*|Diakonie|Kammer|\w+kammer|Bildungswerk|Akademie|im Amt für)\b"
)
"""What an organisation that runs a project is called by."""
