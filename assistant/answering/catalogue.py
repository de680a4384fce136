"""Questions about the documents held, the categories of § 5, counts of places, and fact sheets of a body."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.draft import Desk, Draft, Fact, Statement
from assistant.answering.measures import say_coverage
from assistant.answering.pick import chosen_themes, has_word
from assistant.answering.portions import say_fraction
from assistant.answering.scope import (
    all_readings,
    mark_incomplete,
    nothing_named_is_held,
    of_kind,
    resolve_bodies,
    say_assumptions,
    say_missing,
)
from assistant.answering.shown import (
    count_fact,
    covered_fact,
    holder_fact,
    plain_body_fact,
    quote_fact,
    show_percent,
    year_fact,
)
from assistant.answers import Row
from assistant.bodies import all_bodies
from assistant.documents import STATE, Agreement, Document, Span
from assistant.library import PressPlaces, name_of
from assistant.plan import QueryPlan
from assistant.question.cues import fold_question


def write_corpus(desk: Desk, plan: QueryPlan) -> Draft:
    """Which documents are held, of which bodies and years; or for which bodies none is."""
    library = desk.library
    scope = resolve_bodies(plan, lambda b: any(getattr(d, "body", None) == b for d in library.documents))
    draft = Draft(searched=list(library.documents))
    if nothing_named_is_held(plan, scope):
        draft.outcome = "not_found"
        draft.statements += say_missing(desk, plan, scope)
        return draft
    if plan.negated and plan.wanted == "bodies":
        return _write_uncovered(desk, plan, draft)
    bodies = all_readings(scope)
    ordered: tuple[Document, ...] = (*library.agreements, *library.press_releases, *library.others)
    held = [d for d in ordered if _is_asked(d, plan, bodies)]
    if not held:
        draft.outcome = "not_found"
        draft.statements.append(desk.say("no_document", basis="said"))
        draft.statements.append(say_coverage(desk))
        return draft
    draft.statements.append(_count_documents(desk, held))
    for document in held[:60]:
        draft.statements.append(_document_line(desk, document))
        draft.rows.append(_document_row(desk, document))
    draft.statements += say_assumptions(desk, scope)
    draft.statements += say_missing(desk, plan, scope)
    rest = len(library.documents) - len(held)
    if rest:
        draft.statements.append(say_coverage(desk))
    mark_incomplete(draft, plan, scope)
    return draft


def _is_asked(document: Document, plan: QueryPlan, bodies: Sequence[str]) -> bool:
    if plan.document_kind is not None and document.kind != plan.document_kind:
        return False
    if bodies and document.body not in bodies:
        return False
    return plan.allows_year(document.year) and (plan.body_kind is None or of_kind(plan, document.body))


def _count_documents(desk: Desk, held: Sequence[Document]) -> Statement:
    kinds = {d.kind for d in held}
    spans = [anchor(d) for d in held]
    count = count_fact(len(held), spans)
    if kinds == {"agreement"}:
        return desk.say("held_agreements" if len(held) != 1 else "held_agreement", basis="computed", count=count)
    if kinds == {"press_release"}:
        return desk.say("held_press", basis="computed", count=count)
    return desk.say("held_documents", basis="computed", count=count)


def anchor(document: Document) -> Span:
    """The place that shows what a document is: body and year in an agreement's head, else its first section."""
    if isinstance(document, Agreement) and document.year_span and document.body_span:
        start = min(document.year_span.start, document.body_span.start)
        return Span(document.id, start, max(document.year_span.end, document.body_span.end))
    if document.sections:
        return document.sections[0].span
    return Span(document.id, 0, min(len(document.text), 200))


def _document_line(desk: Desk, document: Document) -> Statement:
    title = Fact(document.title, "title", document.title, document.id)
    return desk.say("document_line", cites=(anchor(document),), bullet=True, title=title)


def _document_row(desk: Desk, document: Document) -> Row:
    return desk.row(
        "document",
        (anchor(document),),
        document=document.id,
        file=document.file,
        document_kind=document.kind,
        title=document.title,
        body=document.body,
        body_name=name_of(document) if document.kind != "other" or document.body else None,
        year=str(document.year) if document.year else None,
    )


def _write_uncovered(desk: Desk, plan: QueryPlan, draft: Draft) -> Draft:
    """The bodies of the table for which no agreement is held (in the years asked for)."""
    agreements = [a for a in desk.library.agreements if plan.allows_year(a.year)]
    covered = {a.body for a in agreements}
    year = max(plan.years) if plan.years else max(desk.library.years, default=2025)
    missing = [
        b
        for b in all_bodies()
        if b.id not in covered and b.exists_in(year) and (plan.body_kind is None or b.kind == plan.body_kind)
    ]
    draft.statements.append(
        desk.say(
            "uncovered",
            basis="said",
            count=covered_fact(
                len(missing), f"uncovered:{year}:{plan.body_kind or ''}:{','.join(map(str, plan.years))}"
            ),
        )
    )
    for body in missing:
        draft.statements.append(desk.say("item", basis="said", bullet=True, item=plain_body_fact(body.id)))
        draft.rows.append(desk.row("body", (), body=body.id, body_name=body.full))
    return draft


def write_ministry(desk: Desk, plan: QueryPlan) -> Draft:
    """The ministry that concluded an agreement, as its head prints it."""
    library = desk.library
    scope = resolve_bodies(plan, lambda b: any(a.body == b and plan.allows_year(a.year) for a in library.agreements))
    draft = Draft(searched=list(library.agreements))
    bodies = all_readings(scope)
    held = [
        a
        for a in library.agreements
        if (not bodies or a.body in bodies) and plan.allows_year(a.year) and a.ministry_span
    ]
    if nothing_named_is_held(plan, scope) or not held:
        draft.outcome = "not_found"
        draft.statements += say_missing(desk, plan, scope) or [desk.say("no_document", basis="said")]
        return draft
    groups: dict[str, list[Agreement]] = {}
    for agreement in held:
        groups.setdefault(agreement.ministry, []).append(agreement)
    for ministry, agreements in groups.items():
        draft.statements.append(_ministry_line(desk, agreements, several=len(held) > 1))
        spans = [a.ministry_span for a in agreements if a.ministry_span]
        draft.rows.append(
            desk.row(
                "ministry",
                spans,
                ministry=ministry,
                short=agreements[0].ministry_short,
                agreements=str(len(agreements)),
            )
        )
    draft.statements += say_assumptions(desk, scope)
    draft.statements += say_missing(desk, plan, scope)
    mark_incomplete(draft, plan, scope)
    return draft


def _ministry_line(desk: Desk, agreements: Sequence[Agreement], *, several: bool) -> Statement:
    first = agreements[0]
    spans = [a.ministry_span for a in agreements if a.ministry_span]
    ministry = quote_fact(first, spans[0])
    if not several:
        return desk.say(
            "ministry",
            cites=spans,
            ministry=ministry,
            body=holder_fact(first, desk.language, "genitive"),
            year=year_fact(first.year, first),
        )
    return desk.say(
        "ministry_many", cites=spans[:3], bullet=True, ministry=ministry, count=count_fact(len(spans), spans)
    )


def write_places(desk: Desk, plan: QueryPlan) -> Draft:
    """Counts of training and other places in press texts, never mixed with amounts."""
    library = desk.library
    scope = resolve_bodies(
        plan, lambda b: any(p.document.body == b and plan.allows_year(p.document.year) for p in library.places)
    )
    draft = Draft(searched=list(library.documents))
    bodies = all_readings(scope)
    named = scope.named or plan.unknown or plan.towns
    places = [
        p for p in library.places if (not named or p.document.body in bodies) and plan.allows_year(p.document.year)
    ]
    narrowed = _narrow_places(plan, places)
    if not places:
        draft.outcome = "not_found"
        draft.statements += say_missing(desk, plan, scope)
        draft.statements.append(desk.say("no_places", basis="said"))
        return draft
    if plan.operation == "sum" and len(narrowed) > 1:
        draft.statements.append(_sum_places(desk, narrowed))
    if plan.operation == "share":
        draft.statements += _share_places(desk, plan, narrowed, places)
    for item in narrowed:
        draft.statements.append(place_line(desk, item))
        draft.rows.append(_place_row(desk, item))
    draft.statements += say_assumptions(desk, scope)
    draft.statements += say_missing(desk, plan, scope)
    mark_incomplete(draft, plan, scope)
    return draft


def _narrow_places(plan: QueryPlan, places: Sequence[PressPlaces]) -> list[PressPlaces]:
    """Those whose description holds a theme or word of the question; all where none does."""
    chosen = chosen_themes(plan)
    compound = re.search(r"\b(\w{4,})(?:plaetze\w*)", fold_question(plan.question))
    if compound:
        named = [p for p in places if compound.group(1) in fold_question(p.places.what)]
        places = named or places
    fit = [p for p in places if any(t.explicit.search(fold_question(p.places.what)) for t in chosen)]
    fit = fit or [p for p in places if any(has_word(p.places.what, w) for w in plan.words)]
    return fit or list(places)


def place_line(desk: Desk, item: PressPlaces) -> Statement:
    """One count of places as a list item."""
    document, places = item.document, item.places
    number = Fact(places.written, "quote", "", document.id, places.span)
    what = Fact(" ".join(places.what.split()), "purpose", places.what, document.id, places.sentence)
    body = plain_body_fact(document.body or STATE, document)
    return desk.say(
        "place_line",
        cites=(places.sentence,),
        bullet=True,
        body=body,
        year=year_fact(document.year, document),
        number=number,
        what=what,
    )


def _sum_places(desk: Desk, places: Sequence[PressPlaces]) -> Statement:
    total = sum(p.places.count for p in places)
    fact = Fact(str(total), "computed", str(Decimal(total)), formula="sum", inputs=tuple(p.places.span for p in places))
    return desk.say("sum_places", cites=[p.places.sentence for p in places], basis="computed", count=fact)


def _share_places(
    desk: Desk, plan: QueryPlan, fit: Sequence[PressPlaces], places: Sequence[PressPlaces]
) -> list[Statement]:
    """What share of all the places that the same texts count are those asked about."""
    documents = {p.document.id for p in fit}
    every = [p for p in places if p.document.id in documents]
    if not fit or len(fit) == len(every):
        return []
    part, whole = (sum(p.places.count for p in chosen) for chosen in (fit, every))
    share = Decimal(part) / Decimal(whole)
    spans = [p.places.span for p in every]
    facts = {
        "percent": Fact(
            show_percent(share, desk.language), "computed", "places", formula="percent", inputs=tuple(spans)
        ),
        "count": Fact(str(part), "computed", str(part), formula="sum", inputs=tuple(p.places.span for p in fit)),
        "total": Fact(str(whole), "computed", str(whole), formula="sum", inputs=tuple(spans)),
    }
    cites = [p.places.sentence for p in every]
    return [
        *say_fraction(desk, plan, share),
        desk.say("share_places", cites=cites, basis="computed", facts=facts),
    ]


def _place_row(desk: Desk, item: PressPlaces) -> Row:
    document, places = item.document, item.places
    return desk.row(
        "places",
        (places.sentence,),
        body=document.body,
        body_name=name_of(document),
        year=str(document.year) if document.year else None,
        places=str(places.count),
        written=places.written,
        exactness=places.kind,
        what=places.what,
        document=document.id,
    )
