"""Lists, counts and yes-or-no over the measures of § 5, with the list items of press texts beside them."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.draft import Desk, Draft, Fact, Statement, bind
from assistant.answering.pick import Picked, as_written, asks_training, chosen_themes, pick_measures
from assistant.answering.scope import (
    mark_incomplete,
    nothing_named_is_held,
    say_assumptions,
    say_missing,
)
from assistant.answering.shown import (
    count_fact,
    covered_fact,
    given_fact,
    holder_fact,
    holder_label,
    measure_fact,
    plain_body_fact,
    plain_fact,
    quote_fact,
    year_fact,
)
from assistant.answering.tally import write_tally
from assistant.answers import Row
from assistant.documents import STATE, Agreement, Category, Measure
from assistant.library import PressOffer, Project, name_of
from assistant.plan import QueryPlan

_TALLIES = frozenset({"count", "maximum", "minimum", "average", "compare", "difference", "rank", "sum", "share"})


def write_measures(desk: Desk, plan: QueryPlan) -> Draft:
    """The answer to a question about projects."""
    if plan.part_time is False and plan.operation == "yes_no" and plan.wanted != "bodies":
        plan = replace(plan, part_time=True, negated=True)
    from assistant.answering.sets import write_sets

    picked = pick_measures(desk.library, plan)
    if plan.part_time and "op:universal" in plan.cues:
        # Whether all of them have it is answered by those that do not.
        return _write_unmarked(desk, plan, pick_measures(desk.library, replace(plan, part_time=False)))
    if plan.part_time is False and plan.wanted in {"bodies", "agreements"}:
        return _write_unmarked(desk, plan, picked)
    draft = Draft(searched=list(desk.library.documents))
    if nothing_named_is_held(plan, picked.scope):
        draft.outcome = "not_found"
        draft.statements += say_missing(desk, plan, picked.scope)
        return draft
    sets = write_sets(desk, plan, picked)
    if sets is not None:
        sets.statements += [*say_assumptions(desk, picked.scope), *say_missing(desk, plan, picked.scope)]
        return sets
    wrong = _write_missing_category(desk, plan, picked)
    if wrong is not None:
        return wrong
    if plan.operation in _TALLIES and picked.agreements:
        write_tally(desk, plan, picked, draft)
    elif plan.operation == "yes_no":
        _write_yes_no(desk, plan, picked, draft)
    elif not (picked.projects or picked.beside or picked.offers):
        _write_none(desk, plan, picked, draft)
    else:
        _write_list(desk, plan, picked, draft)
    draft.statements += say_assumptions(desk, picked.scope)
    draft.statements += say_missing(desk, plan, picked.scope)
    if not picked.scope.named:
        draft.statements.append(say_coverage(desk))
    mark_incomplete(draft, plan, picked.scope)
    return draft


def _write_unmarked(desk: Desk, plan: QueryPlan, picked: Picked) -> Draft:
    """The agreements in which no project (of the training field, if asked for) carries a part-time mark."""
    draft = Draft(searched=list(desk.library.documents))
    training = plan.training_first or plan.category == "training"
    plain = [
        a
        for a in picked.agreements
        if not any(m.part_time and (not training or m.category == "training") for m in a.measures)
    ]
    draft.statements.append(desk.say("list_unmarked" if plain else "none_unmarked", basis="said"))
    for agreement in plain:
        facts = {"body": holder_label(agreement), "year": year_fact(agreement.year, agreement)}
        spans = [m.span for m in agreement.measures[:1]] or [agreement.sections[0].span]
        draft.statements.append(desk.say("agreement_heading", cites=spans, bullet=True, facts=facts))
        draft.rows.append(
            desk.row(
                "agreement",
                spans,
                body=agreement.body,
                body_name=name_of(agreement),
                year=str(agreement.year),
                document=agreement.id,
            )
        )
    if plain:
        draft.statements.append(desk.say("silence_of_marks", basis="said"))
    return draft


def say_coverage(desk: Desk) -> Statement:
    """How many documents were looked through, and that nothing is known beyond them."""
    library = desk.library
    return desk.say(
        "coverage",
        basis="said",
        agreements=covered_fact(len(library.agreements), "agreements"),
        press=covered_fact(len(library.press_releases), "press_releases"),
    )


def _write_missing_category(desk: Desk, plan: QueryPlan, picked: Picked) -> Draft | None:
    """Where one agreement is asked for a category that it does not print, or prints without a project."""
    if len(picked.categories) != 1:
        return None
    agreement, category = picked.categories[0]
    own = {(m.category, m.category_title) for m in agreement.measures}
    if category is not None and ((category.key, category.title) in own or plan.part_time is not None or plan.themes):
        return None
    draft = Draft(searched=[agreement])
    if category is not None:
        draft.statements.append(
            desk.say(
                "category_empty",
                cites=(category.span,),
                title=category_fact(agreement, category),
                body=holder_fact(agreement, desk.language, "genitive"),
                year=year_fact(agreement.year, agreement),
            )
        )
        return draft
    draft.outcome = "answered" if plan.operation in {"yes_no", "count"} else "corrected"
    spans = [c.span for c in agreement.categories]
    draft.statements.append(
        desk.say(
            "category_missing",
            cites=spans[:1],
            body=holder_fact(agreement, desk.language, "genitive"),
            year=year_fact(agreement.year, agreement),
        )
    )
    for printed in agreement.categories:
        draft.statements.append(
            desk.say("item", cites=(printed.span,), bullet=True, item=category_fact(agreement, printed))
        )
        draft.rows.append(
            desk.row(
                "category",
                (printed.span,),
                body=agreement.body,
                year=str(agreement.year),
                category=printed.key,
                title=printed.title,
            )
        )
    return draft


def category_fact(agreement: Agreement, category: Category) -> Fact:
    """A category's title as printed."""
    return Fact(category.title, "category", category.title, agreement.id, category.span)


def measure_row(desk: Desk, project: Project, note: str | None = None) -> Row:
    """A measure as a typed row."""
    agreement, measure = project.document, project.measure
    return desk.row(
        "measure",
        (measure.span,),
        body=agreement.body,
        body_name=name_of(agreement),
        year=str(agreement.year),
        measure=measure.name,
        category=measure.category,
        category_title=measure.category_title,
        part_time=measure.part_time.written if measure.part_time else None,
        target_groups="; ".join(measure.target_groups) or None,
        note=note,
        document=agreement.id,
    )


def offer_row(desk: Desk, item: PressOffer) -> Row:
    """A list item of a press text as a typed row."""
    document, offer = item.document, item.offer
    return desk.row(
        "offer",
        (offer.span,),
        body=document.body,
        body_name=name_of(document),
        year=str(document.year) if document.year else None,
        measure=" ".join(offer.name.split()),
        part_time=offer.part_time.written if offer.part_time else None,
        document=document.id,
    )


def _write_list(desk: Desk, plan: QueryPlan, picked: Picked, draft: Draft) -> None:
    by_agreement = _grouped(picked.projects)
    if picked.projects:
        draft.statements.append(_list_heading(desk, plan, picked, by_agreement))
    if plan.wanted == "bodies":
        _list_by_body(desk, draft, by_agreement)
    else:
        _list_by_category(desk, plan, picked, draft, by_agreement)
    draft.rows += [measure_row(desk, p) for p in picked.projects]
    _write_beside(desk, plan, picked, draft)
    _write_offers(desk, picked, draft)


def _grouped(projects: Sequence[Project]) -> list[tuple[Agreement, list[Measure]]]:
    groups: dict[str, tuple[Agreement, list[Measure]]] = {}
    for project in projects:
        groups.setdefault(project.document.id, (project.document, []))[1].append(project.measure)
    return list(groups.values())


def _list_heading(
    desk: Desk, plan: QueryPlan, picked: Picked, groups: Sequence[tuple[Agreement, list[Measure]]]
) -> Statement:
    spans = [p.measure.span for p in picked.projects]
    count = count_fact(len(spans), spans)
    if asks_training(plan):
        return desk.say("list_training", basis="computed")
    chosen = chosen_themes(plan)
    if chosen:
        return desk.say(
            "list_theme", basis="computed", theme=plain_fact(" / ".join(t.name(desk.language) for t in chosen))
        )
    if plan.part_time:
        return desk.say("list_part_time", basis="computed", count=count)
    if len(groups) == 1:
        agreement = groups[0][0]
        return desk.say(
            "list_one",
            basis="computed",
            body=holder_fact(agreement, desk.language),
            year=year_fact(agreement.year, agreement),
            count=count,
        )
    return desk.say("list_all", basis="computed", count=count)


def _list_by_body(desk: Desk, draft: Draft, groups: Sequence[tuple[Agreement, list[Measure]]]) -> None:
    for agreement, measures in groups:
        draft.statements.append(measures_line(desk, agreement, measures))


def measures_line(desk: Desk, agreement: Agreement, measures: Sequence[Measure]) -> Statement:
    """A list item: the body, the year and the names of some of its projects."""
    names = {f"m{i}": measure_fact(agreement, m) for i, m in enumerate(measures)}
    listing = "; ".join("{" + name + "}" for name in names)
    keys = tuple(desk.ledger.cite(m.span) for m in measures)
    facts = {"body": holder_label(agreement), "year": year_fact(agreement.year, agreement), **names}
    return bind("**{body}** ({year}): " + listing, facts, citations=keys, bullet=True)


def _list_by_category(
    desk: Desk, plan: QueryPlan, picked: Picked, draft: Draft, groups: Sequence[tuple[Agreement, list[Measure]]]
) -> None:
    whole = not (plan.category or plan.category_number or plan.themes or plan.part_time is not None or plan.words)
    headed = len(groups) > 1 or not picked.scope.named
    for agreement, measures in groups:
        if headed:
            facts = {"body": holder_label(agreement), "year": year_fact(agreement.year, agreement)}
            draft.statements.append(desk.say("agreement_heading", basis="computed", bullet=True, facts=facts))
        depth = 1 if headed else 0
        for category in agreement.categories:
            draft.statements += _category_lines(desk, agreement, category, measures, depth, whole=whole)
        titles = {(c.key, c.title) for c in agreement.categories}
        loose = [m for m in measures if (m.category, m.category_title) not in titles]
        draft.statements += _measure_lines(desk, agreement, loose, depth)


def _category_lines(
    desk: Desk, agreement: Agreement, category: Category, measures: Sequence[Measure], depth: int, *, whole: bool
) -> list[Statement]:
    """A category's heading with its measures; where a whole agreement is listed, also one without any."""
    own = [m for m in measures if (m.category, m.category_title) == (category.key, category.title)]
    if not own and not whole:
        return []
    key = "category_heading" if own else "category_without"
    title = category_fact(agreement, category)
    heading = desk.say(key, cites=(category.span,), bullet=True, depth=depth, title=title)
    return [heading, *_measure_lines(desk, agreement, own, depth + 1)]


def _measure_lines(desk: Desk, agreement: Agreement, measures: Sequence[Measure], depth: int) -> list[Statement]:
    return [
        desk.say("item", cites=(m.span,), bullet=True, depth=depth, item=measure_fact(agreement, m)) for m in measures
    ]


def _write_beside(desk: Desk, plan: QueryPlan, picked: Picked, draft: Draft) -> None:
    if not picked.beside:
        return
    training = asks_training(plan)
    draft.statements.append(desk.say("beside_training" if training else "beside_theme", basis="computed"))
    for agreement, measures in _grouped(picked.beside):
        draft.statements.append(measures_line(desk, agreement, measures))
    note = "part_time_other_category" if training else "interpretation"
    if training or not (picked.projects or picked.offers):
        # Beside names that say it, a mere hint is shown but is no row of the list.
        draft.rows += [measure_row(desk, p, note) for p in picked.beside]
    if not training and not picked.projects and not picked.offers:
        draft.outcome = "partial"


def _write_offers(desk: Desk, picked: Picked, draft: Draft) -> None:
    if not picked.offers:
        return
    draft.statements.append(desk.say("press_heading", basis="computed"))
    for item in picked.offers:
        state_offer(desk, draft, item)


def state_offer(desk: Desk, draft: Draft, item: PressOffer) -> None:
    """Adds an offer that a press text names: its line and its row."""
    document = item.document
    body = plain_body_fact(document.body or STATE, document)
    draft.statements.append(
        desk.say(
            "press_item",
            cites=(item.offer.span,),
            bullet=True,
            body=body,
            year=year_fact(document.year, document),
            item=quote_fact(document, item.offer.span),
        )
    )
    draft.rows.append(offer_row(desk, item))


def _write_yes_no(desk: Desk, plan: QueryPlan, picked: Picked, draft: Draft) -> None:
    if picked.projects or picked.offers:
        denied = plan.negated and plan.part_time is True
        draft.statements.append(desk.say("but_yes" if denied else "yes", basis="computed"))
        _write_list(desk, plan, picked, draft)
        return
    _write_none(desk, plan, picked, draft)


def _write_none(desk: Desk, plan: QueryPlan, picked: Picked, draft: Draft) -> None:
    draft.outcome = "not_found"
    chosen = chosen_themes(plan)
    if len(picked.agreements) == 1:
        agreement = picked.agreements[0]
        draft.statements.append(
            desk.say(
                "none_in_agreement",
                basis="said",
                body=holder_fact(agreement, desk.language, "genitive"),
                year=year_fact(agreement.year, agreement),
            )
        )
    elif chosen:
        draft.statements.append(
            desk.say(
                "none_for_theme", basis="said", theme=plain_fact(" / ".join(t.name(desk.language) for t in chosen))
            )
        )
    elif picked.unmatched:
        draft.statements.append(
            desk.say(
                "none_for_theme", basis="said", theme=given_fact(", ".join(as_written(plan.question, picked.unmatched)))
            )
        )
    else:
        draft.statements.append(desk.say("none_at_all", basis="said"))
    draft.statements.append(desk.say("silence", basis="said"))
    _write_beside(desk, plan, picked, draft)
    if picked.beside:
        draft.outcome = "partial"
