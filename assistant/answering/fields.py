"""Questions about the categories of § 5 (Maßnahmenarten): which there are, how many projects stand under each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.draft import Desk, Draft, Statement
from assistant.answering.measures import category_fact
from assistant.answering.scope import (
    all_readings,
    mark_incomplete,
    nothing_named_is_held,
    of_kind,
    resolve_bodies,
    say_assumptions,
    say_missing,
)
from assistant.answering.shown import count_fact, holder_fact, year_fact
from assistant.documents import Agreement, Category, CategoryKey, Span
from assistant.library import Project
from assistant.plan import QueryPlan

_ORDER: tuple[CategoryKey, ...] = ("preparation", "training", "qualification", "staff", "other")


_CITED = 12
"""Projects up to which each is cited where they are counted."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A category with where it is printed, numbered prints and later years first."""

    key: CategoryKey
    printed: Sequence[tuple[Agreement, Category]]

    def find_projects(self, desk: Desk, plan: QueryPlan) -> list[Project]:
        """The projects under it, those with the part-time mark alone where the question is about them."""
        titles = {(agreement.id, category.key, category.title) for agreement, category in self.printed}
        return [
            project
            for project in desk.library.projects
            if (project.document.id, project.measure.category, project.measure.category_title) in titles
            and (not plan.part_time or project.measure.part_time is not None)
        ]


def write_categories(desk: Desk, plan: QueryPlan) -> Draft:
    """The kinds of measures as the agreements print them, with in how many they stand."""
    scope = resolve_bodies(
        plan, lambda b: bool(desk.library.find_agreements((b,), [y for y in desk.library.years if plan.allows_year(y)]))
    )
    draft = Draft(searched=list(desk.library.agreements))
    if nothing_named_is_held(plan, scope):
        draft.outcome = "not_found"
        draft.statements += say_missing(desk, plan, scope)
        return draft
    bodies = all_readings(scope)
    agreements = [
        a
        for a in desk.library.agreements
        if (not bodies or a.body in bodies) and plan.allows_year(a.year) and of_kind(plan, a.body)
    ]
    agreements = [a for a in agreements if a.categories]
    if not agreements:
        draft.outcome = "not_found"
        draft.statements.append(desk.say("no_document", basis="said"))
        return draft
    if _EMPTY.search(plan.folded):
        return _write_empty_categories(desk, draft, agreements)
    fields = [_Field(key, printed) for key, printed in _printed_categories(agreements)]
    if plan.wanted == "measures":
        _write_counts(desk, plan, draft, fields)
    else:
        _write_fields(desk, plan, draft, fields, agreements)
    draft.statements += say_assumptions(desk, scope)
    draft.statements += say_missing(desk, plan, scope)
    mark_incomplete(draft, plan, scope)
    return draft


def _write_fields(
    desk: Desk, plan: QueryPlan, draft: Draft, fields: Sequence[_Field], agreements: Sequence[Agreement]
) -> None:
    draft.statements.append(_say_categories(desk, plan, [field.printed[0][1].span for field in fields]))
    for field in fields:
        draft.statements.append(_category_line(desk, field.printed, agreements))
        category = field.printed[0][1]
        draft.rows.append(
            desk.row(
                "category",
                [c.span for _, c in field.printed],
                category=field.key,
                title=category.title,
                number=str(category.number) if category.number else None,
                agreements=str(len(field.printed)),
            )
        )


def _say_categories(desk: Desk, plan: QueryPlan, spans: Sequence[Span]) -> Statement:
    """The heading of the list of categories, with their number where that is asked for."""
    if plan.operation != "count":
        return desk.say("categories", basis="computed")
    return desk.say("categories_counted", basis="computed", count=count_fact(len(spans), spans))


_EMPTY = re.compile(
    r"\bleer\w*\b|\bohne (?:projekt|massnahme)|\bkein\w* (?:projekt|massnahme)|\bempty\b|\bwithout (?:a |any )?(?:project|measure)"
)


def _write_empty_categories(desk: Desk, draft: Draft, agreements: Sequence[Agreement]) -> Draft:
    """Categories that are printed with no project under them."""
    for agreement in agreements:
        held = {(m.category, m.category_title) for m in agreement.measures}
        for category in agreement.categories:
            if (category.key, category.title) in held:
                continue
            facts = {
                "title": category_fact(agreement, category),
                "body": holder_fact(agreement, desk.language, "genitive"),
                "year": year_fact(agreement.year, agreement),
            }
            draft.statements.append(desk.say("category_empty", cites=(category.span,), bullet=True, facts=facts))
            draft.rows.append(
                desk.row(
                    "category", (category.span,), body=agreement.body, year=str(agreement.year), title=category.title
                )
            )
    if not draft.rows:
        draft.statements.append(desk.say("no_empty_category", basis="said"))
    return draft


def _printed_categories(agreements: Sequence[Agreement]) -> list[tuple[CategoryKey, list[tuple[Agreement, Category]]]]:
    """Each field with where it is printed, in the usual order; numbered prints first."""
    found: dict[tuple[CategoryKey, str], list[tuple[Agreement, Category]]] = {}
    for agreement in agreements:
        for category in agreement.categories:
            name = category.title if category.key == "other" else ""
            found.setdefault((category.key, name), []).append((agreement, category))
    ordered = sorted(found.items(), key=lambda item: _ORDER.index(item[0][0]))
    return [
        (key, sorted(printed, key=lambda p: (p[1].number is None, -(p[0].year or 0)))) for (key, _), printed in ordered
    ]


def _category_line(
    desk: Desk, printed: Sequence[tuple[Agreement, Category]], agreements: Sequence[Agreement]
) -> Statement:
    agreement, category = printed[0]
    spans = [c.span for _, c in printed]
    total = len(agreements)
    key = "category_in_all" if len(printed) >= total else "category_in_some"
    return desk.say(
        key if total > 1 else "item",
        cites=spans[:3],
        basis="computed",
        bullet=True,
        item=category_fact(agreement, category),
        count=count_fact(len(printed), spans),
        total=count_fact(total, [a.sections[0].span for a in agreements]),
    )


def _write_counts(desk: Desk, plan: QueryPlan, draft: Draft, fields: Sequence[_Field]) -> None:
    """How many projects stand under each category; first those with the most or the fewest, where that is asked."""
    counted = [(field, field.find_projects(desk, plan)) for field in fields]
    if plan.part_time:
        draft.statements.append(desk.say("counted_part_time", basis="said"))
    if plan.operation in {"maximum", "minimum", "rank"}:
        counted.sort(key=lambda pair: len(pair[1]), reverse=plan.operation != "minimum")
    if plan.operation in {"maximum", "minimum"}:
        best = len(counted[0][1])
        key = "most_in_category" if plan.operation == "maximum" else "fewest_in_category"
        draft.statements += [_say_count(desk, key, *pair) for pair in counted if len(pair[1]) == best]
    else:
        draft.statements.append(desk.say("counts_by_category", basis="computed"))
    for field, projects in counted:
        single = "category_count_one" if len(projects) == 1 else "category_count"
        draft.statements.append(_say_count(desk, single, field, projects, bullet=True))
        spans = [project.measure.span for project in projects] or [category.span for _, category in field.printed]
        title = field.printed[0][1].title
        draft.rows.append(desk.row("category", spans, category=field.key, title=title, projects=str(len(projects))))


def _say_count(desk: Desk, key: str, field: _Field, projects: Sequence[Project], *, bullet: bool = False) -> Statement:
    agreement, category = field.printed[0]
    spans = [project.measure.span for project in projects]
    return desk.say(
        key,
        cites=(category.span, *(spans if len(spans) <= _CITED else spans[:1])),
        basis="computed",
        bullet=bullet,
        title=category_fact(agreement, category),
        count=count_fact(len(projects), spans),
    )
