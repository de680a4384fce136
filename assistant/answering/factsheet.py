"""The fact sheet of a body: all that is held on it, each line cited."""

from collections.abc import Sequence

from assistant.answering.catalogue import place_line
from assistant.answering.draft import Desk, Draft, Fact, Statement, bind
from assistant.answering.funds import add_funds, main_amounts, state_funds
from assistant.answering.holdings import anchor
from assistant.answering.measures import category_fact, measure_row
from assistant.answering.scope import (
    all_readings,
    mark_incomplete,
    nothing_named_is_held,
    resolve_bodies,
    say_assumptions,
    say_missing,
)
from assistant.answering.shown import count_fact, quote_fact
from assistant.answering.signing_lines import signing_row, state_signing
from assistant.documents import Agreement, Category, PressRelease, Span
from assistant.library import Funds, PressPlaces, Project, Signing
from assistant.plan import QueryPlan


def write_factsheet(desk: Desk, plan: QueryPlan) -> Draft:
    """All that is held on the named bodies, each line cited."""
    library = desk.library
    scope = resolve_bodies(plan, lambda b: any(d.body == b and plan.allows_year(d.year) for d in library.documents))
    draft = Draft(searched=list(library.documents))
    if nothing_named_is_held(plan, scope):
        draft.outcome = "not_found"
        draft.statements += say_missing(desk, plan, scope)
        return draft
    bodies = all_readings(scope)
    if scope.open:
        draft.outcome = "clarify"
    documents: tuple[Agreement | PressRelease, ...] = (*library.agreements, *library.press_releases)
    for document in documents:
        if not plan.allows_year(document.year) or (bodies and document.body not in bodies):
            continue
        if plan.document_kind is not None and document.kind != plan.document_kind:
            continue
        if isinstance(document, Agreement):
            _sheet_of_agreement(desk, draft, document)
        else:
            _sheet_of_press(desk, draft, document)
    if not draft.statements:
        draft.outcome = "not_found"
        draft.statements.append(desk.say("no_document", basis="said"))
    draft.statements += say_assumptions(desk, scope)
    draft.statements += say_missing(desk, plan, scope)
    mark_incomplete(draft, plan, scope)
    return draft


def _sheet_of_agreement(desk: Desk, draft: Draft, agreement: Agreement) -> None:
    title = Fact(agreement.title, "title", agreement.title, agreement.id)
    draft.statements.append(desk.say("sheet_heading", basis="computed", cites=(anchor(agreement),), title=title))
    for funds in main_amounts(Funds(agreement, a) for a in agreement.amounts):
        draft.statements.append(state_funds(desk, funds, bullet=True))
        add_funds(desk, draft, funds, "fact")
    spans = [m.span for m in agreement.measures]
    marked = [m.span for m in agreement.measures if m.part_time]
    if spans:
        draft.statements.append(
            desk.say(
                "sheet_projects",
                cites=spans[:1],
                basis="computed",
                bullet=True,
                count=count_fact(len(spans), spans),
                marked=count_fact(len(marked), marked),
            )
        )
    for category in agreement.categories:
        own = [m for m in agreement.measures if (m.category, m.category_title) == (category.key, category.title)]
        names = "; ".join(m.name for m in own)
        facts = {f"m{i}": Fact(m.name, "measure", m.name, agreement.id, m.span) for i, m in enumerate(own)}
        draft.statements.append(_sheet_category(desk, agreement, category, names, facts, [m.span for m in own]))
    draft.rows += [measure_row(desk, Project(agreement, m)) for m in agreement.measures]
    for signature in agreement.signatures:
        draft.statements.append(state_signing(desk, Signing(agreement, signature), bullet=True))
        draft.rows.append(signing_row(desk, Signing(agreement, signature)))


def _sheet_category(
    desk: Desk, agreement: Agreement, category: Category, names: str, facts: dict[str, Fact], spans: Sequence[Span]
) -> Statement:
    if not names:
        return desk.say(
            "category_without", cites=(category.span,), bullet=True, depth=1, title=category_fact(agreement, category)
        )
    keys = tuple(dict.fromkeys(desk.ledger.cite(s) for s in (category.span, *spans)))
    template = "{title}: " + "; ".join("{" + name + "}" for name in facts)
    return bind(template, {"title": category_fact(agreement, category), **facts}, citations=keys, bullet=True, depth=1)


def _sheet_of_press(desk: Desk, draft: Draft, press: PressRelease) -> None:
    title = Fact(press.title, "title", press.title, press.id)
    draft.statements.append(desk.say("sheet_heading", basis="computed", cites=(anchor(press),), title=title))
    for amount in press.amounts:
        funds = Funds(press, amount)
        draft.statements.append(state_funds(desk, funds, bullet=True))
        add_funds(desk, draft, funds, "fact")
    for places in press.places:
        draft.statements.append(place_line(desk, PressPlaces(press, places)))
    for offer in press.offers:
        draft.statements.append(desk.say("item", cites=(offer.span,), bullet=True, item=quote_fact(press, offer.span)))
