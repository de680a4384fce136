"""Questions about the ministries of the agreements, and about the places that press releases count."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.draft import Desk, Draft, Fact, Statement
from assistant.answering.pick import chosen_themes, has_word
from assistant.answering.portions import say_fraction
from assistant.answering.scope import (
    all_readings,
    mark_incomplete,
    nothing_named_is_held,
    resolve_bodies,
    say_assumptions,
    say_missing,
)
from assistant.answering.shown import (
    count_fact,
    holder_fact,
    plain_body_fact,
    quote_fact,
    show_percent,
    year_fact,
)
from assistant.answers import Row
from assistant.documents import STATE, Agreement
from assistant.library import PressPlaces, name_of
from assistant.plan import QueryPlan
from assistant.question.cues import fold_question


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
    compound = re.search(r"\b(\w{4,})(?:plaetze\w*)", plan.folded)
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
