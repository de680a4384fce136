"""Counting measures: per agreement, per body, in all; who lists most or fewest."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from assistant.answering.draft import Desk, Draft, Fact, Statement
from assistant.answering.pick import Picked, asks_training
from assistant.answering.portions import asks_multiple, say_factor, times_fact
from assistant.answering.project_shares import asks_each_share, count_line, write_each_share, write_project_share
from assistant.answering.shown import count_fact, holder_fact, year_fact
from assistant.answers import Row
from assistant.documents import Agreement, Measure, Span
from assistant.library import Project, name_of
from assistant.plan import QueryPlan

_FEWER = re.compile(r"\b(?:weniger|wenigste\w*|fewer|fewest|less)\b")


def write_tally(desk: Desk, plan: QueryPlan, picked: Picked, draft: Draft) -> None:
    """Fills a draft with counts of the picked measures."""
    held = desk.library.copies
    if any(a.id in held for a in picked.agreements):
        draft.statements.append(desk.say("copies_left_out", basis="said"))
        picked = replace(
            picked,
            agreements=tuple(a for a in picked.agreements if a.id not in held),
            projects=tuple(p for p in picked.projects if p.document.id not in held),
        )
    counts = [(a, [p.measure for p in picked.projects if p.document.id == a.id]) for a in picked.agreements]
    if plan.wanted in {"bodies", "agreements"} and plan.operation == "count":
        _count_bodies(desk, plan, counts, draft)
    elif asks_multiple(plan) and len([c for c in counts if c[1]]) == 2:
        large, small = sorted(((a, [m.span for m in ms]) for a, ms in counts if ms), key=lambda pair: -len(pair[1]))
        behind = len(plan.named) > 1 and small[0].body in plan.named[0] and large[0].body not in plan.named[0]
        draft.statements += _say_multiple(desk, plan, large[1], small[1], behind=behind)
        draft.statements += [count_line(desk, a, ms) for a, ms in counts if ms]
    elif asks_each_share(plan, counts):
        write_each_share(desk, plan, counts, draft)
    elif plan.operation in {"maximum", "minimum", "compare", "difference"} and len(counts) > 1:
        _extreme(desk, plan, counts, draft)
    elif plan.operation == "share" and picked.agreements:
        write_project_share(desk, plan, picked, counts, draft)
    elif plan.operation == "average" and len(counts) > 1:
        _average(desk, counts, draft)
    else:
        _count_measures(desk, plan, picked, counts, draft)
    draft.rows += _rows(desk, plan, picked, counts)


def _rows(desk: Desk, plan: QueryPlan, picked: Picked, counts: Sequence[tuple[Agreement, list[Measure]]]) -> list[Row]:
    from assistant.answering.measures import measure_row

    if plan.each or plan.operation != "count" or (len(counts) > 1 and plan.wanted == "agreements"):
        return [
            desk.row(
                "count",
                [m.span for m in ms],
                body=a.body,
                body_name=name_of(a),
                year=str(a.year),
                count=str(len(ms)),
                document=a.id,
            )
            for a, ms in counts
            if ms or plan.each
        ]
    return [measure_row(desk, p) for p in picked.projects]


def _count_bodies(desk: Desk, plan: QueryPlan, counts: Sequence[tuple[Agreement, list[Measure]]], draft: Draft) -> None:
    holding = [(a, ms) for a, ms in counts if ms]
    bodies = {a.body or a.body_written for a, _ in holding}
    spans = (
        [ms[0].span for _, ms in _one_per_body(holding)]
        if plan.wanted == "bodies"
        else [ms[0].span for _, ms in holding]
    )
    number = len(bodies) if plan.wanted == "bodies" else len(holding)
    key = "count_bodies_training" if asks_training(plan) else "count_bodies"
    draft.statements.append(
        desk.say(
            key if plan.wanted == "bodies" else "count_agreements",
            basis="computed",
            cites=spans,
            count=count_fact(number, spans),
        )
    )
    draft.statements += [count_line(desk, a, ms) for a, ms in holding]


def _one_per_body(holding: Sequence[tuple[Agreement, list[Measure]]]) -> list[tuple[Agreement, list[Measure]]]:
    first: dict[str, tuple[Agreement, list[Measure]]] = {}
    for agreement, measures in holding:
        first.setdefault(agreement.body or agreement.body_written, (agreement, measures))
    return list(first.values())


def _extreme(desk: Desk, plan: QueryPlan, counts: Sequence[tuple[Agreement, list[Measure]]], draft: Draft) -> None:
    fewest = plan.operation == "minimum" or _FEWER.search(plan.folded) is not None
    ordered = sorted(counts, key=lambda c: len(c[1]), reverse=not fewest)
    if not ordered:
        return
    if len(ordered) == 2 and plan.operation in {"difference", "compare"} and len(ordered[0][1]) != len(ordered[1][1]):
        _say_more(desk, sorted(counts, key=lambda c: -len(c[1])), draft)
        return
    best = [c for c in ordered if len(c[1]) == len(ordered[0][1])]
    for agreement, measures in best:
        spans = [m.span for m in measures]
        draft.statements.append(
            desk.say(
                "fewest_projects" if fewest else "most_projects",
                cites=spans,
                basis="computed",
                body=holder_fact(agreement, desk.language),
                year=year_fact(agreement.year, agreement),
                count=count_fact(len(spans), spans),
            )
        )
    draft.statements += [count_line(desk, a, ms) for a, ms in ordered if (a, ms) not in best][:10]


def _say_multiple(
    desk: Desk, plan: QueryPlan, large: Sequence[Span], small: Sequence[Span], *, behind: bool
) -> list[Statement]:
    """How many times as many projects one agreement lists as another; `behind` where the shorter list is named first."""
    ratio = Decimal(len(large)) / len(small)
    facts = {
        "times": times_fact(desk, ratio, (*large, *small)),
        "count": count_fact(len(large), large),
        "total": count_fact(len(small), small),
    }
    said = desk.say("multiple_projects", cites=(large[0], small[0]), basis="computed", facts=facts)
    return [*say_factor(desk, plan, 1 / ratio if behind else ratio), said]


def _say_more(desk: Desk, pair: Sequence[tuple[Agreement, list[Measure]]], draft: Draft) -> None:
    """By how many projects the first agreement has more than the second."""
    (more, longer), (less, shorter) = pair
    number = len(longer) - len(shorter)
    spans = [[m.span for m in measures] for measures in (longer, shorter)]
    facts = {
        "more": holder_fact(more, desk.language),
        "less": holder_fact(less, desk.language),
        "difference": Fact(str(number), "computed", str(number), formula="difference", inputs=(*spans[0], *spans[1])),
        "count": count_fact(len(longer), spans[0]),
        "total": count_fact(len(shorter), spans[1]),
    }
    cites = [*spans[0], *spans[1]]
    key = "more_projects_one" if number == 1 else "more_projects"
    draft.statements.append(desk.say(key, cites=cites, basis="computed", facts=facts))
    draft.statements += [count_line(desk, agreement, measures) for agreement, measures in pair]


def _average(desk: Desk, counts: Sequence[tuple[Agreement, list[Measure]]], draft: Draft) -> None:
    spans = [m.span for _, ms in counts for m in ms]
    value = (Decimal(len(spans)) / len(counts)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    exact = value.to_integral_value() if value == value.to_integral_value() else value
    shown = str(exact).replace(".", ",") if desk.language == "de" else str(exact)
    fact = Fact(shown, "computed", f"{value}/{len(counts)}", formula="count", inputs=tuple(spans))
    agreements = count_fact(len(counts), [a.sections[0].span for a, _ in counts])
    draft.statements.append(
        desk.say(
            "average_projects",
            cites=spans[:1],
            basis="computed",
            value=fact,
            count=count_fact(len(spans), spans),
            agreements=agreements,
        )
    )
    draft.statements += [count_line(desk, a, ms) for a, ms in counts]


def _count_measures(
    desk: Desk, plan: QueryPlan, picked: Picked, counts: Sequence[tuple[Agreement, list[Measure]]], draft: Draft
) -> None:
    spans = [p.measure.span for p in picked.projects]
    if len(counts) == 1:
        agreement = counts[0][0]
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
        draft.statements += _names(desk, picked.projects) if len(spans) <= 12 else []
        return
    draft.statements.append(
        desk.say(
            "count_total",
            cites=spans[:1],
            basis="computed",
            count=count_fact(len(spans), spans),
            agreements=count_fact(len(counts), [a.sections[0].span for a, _ in counts]),
        )
    )
    draft.statements += [count_line(desk, a, ms) for a, ms in counts if ms or plan.each or len(counts) <= 10]


def _names(desk: Desk, projects: Sequence[Project]) -> list[Statement]:
    from assistant.answering.shown import measure_fact

    return [
        desk.say("item", cites=(p.measure.span,), bullet=True, item=measure_fact(p.document, p.measure))
        for p in projects
    ]
