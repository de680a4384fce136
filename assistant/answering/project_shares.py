"""Shares of projects: of those that fit among all, of the agreements that list one, and each agreement's own share."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answering.draft import Desk, Draft, Fact, Statement
from assistant.answering.pick import Picked, pick_measures
from assistant.answering.portions import say_fraction
from assistant.answering.shown import count_fact, holder_fact, holder_label, show_percent, year_fact
from assistant.documents import Agreement, Measure, Span
from assistant.plan import QueryPlan
from assistant.question.cues import cue_pattern

Counts = Sequence[tuple[Agreement, list[Measure]]]

_OF_AGREEMENTS = re.compile(
    r"\b(?:prozent|anteil|percent\w*|per cent|share|proportion)\b(?: \w+)? (?:der|aller|an allen|an den|von allen|of (?:the|all)(?: the)?) "
    r"(?:\w+ )?(?:ziel)?(?:vereinbarung|agreement|vertr|landkreis|kreis|stadt|staedt|gebietsk|kommun|bod(?:y|ies)|district|cit)"
)


def write_project_share(desk: Desk, plan: QueryPlan, picked: Picked, counts: Counts, draft: Draft) -> None:
    """What share of the projects, or of the agreements where those are named, fits."""
    if _OF_AGREEMENTS.search(plan.folded):
        _share_of_agreements(desk, counts, draft)
    else:
        _share(desk, plan, picked, counts, draft)


def asks_each_share(plan: QueryPlan, counts: Counts) -> bool:
    """Whether the share within each of several agreements is asked for ("Wo ist der Teilzeitanteil am höchsten?")."""
    narrowed = plan.part_time is not None or plan.category is not None or bool(plan.themes)
    if "op:share" not in plan.cues or not narrowed or len([a for a, _ in counts if a.measures]) < 2:
        return False
    ranked = plan.operation in {"maximum", "minimum", "rank", "compare", "difference"}
    return ranked or plan.each or _IN_EACH.search(plan.folded) is not None


_IN_EACH = re.compile(
    r"\b(?:je|pro|per|in jede[rnm]|jeweils|in each|for each|each|respectively)\b|\bjede[rnm]?\b.{0,20}\b(?:vereinbarung|kreis|stadt|kommune)"
)


def write_each_share(desk: Desk, plan: QueryPlan, counts: Counts, draft: Draft) -> None:
    """Each agreement's share of fitting projects among its own, the highest first; first the best where it is asked for."""
    held = [(a, ms, Decimal(len(ms)) / len(a.measures)) for a, ms in counts if a.measures]
    held.sort(key=lambda item: (item[2] if plan.operation == "minimum" else -item[2], item[0].body_written))
    if plan.operation in {"maximum", "minimum"}:
        key = "lowest_project_share" if plan.operation == "minimum" else "highest_project_share"
        best = [item for item in held if item[2] == held[0][2]]
        draft.statements += [_say_own_share(desk, key, *item) for item in best]
        held = [item for item in held if item not in best]
    draft.statements += [_say_own_share(desk, "project_share_line", *item, bullet=True) for item in held]


def _say_own_share(
    desk: Desk, key: str, agreement: Agreement, fitting: Sequence[Measure], share: Decimal, *, bullet: bool = False
) -> Statement:
    fit, every = [m.span for m in fitting], [m.span for m in agreement.measures]
    percent = Fact(
        show_percent(share, desk.language), "computed", f"own:{len(fit)}", formula="percent", inputs=(*fit, *every)
    )
    facts = {
        "body": holder_label(agreement) if bullet else holder_fact(agreement, desk.language),
        "year": year_fact(agreement.year, agreement),
        "percent": percent,
        "count": count_fact(len(fit), fit),
        "total": count_fact(len(every), every),
    }
    return desk.say(key, cites=fit or every[:1], basis="computed", bullet=bullet, facts=facts)


def count_line(desk: Desk, agreement: Agreement, measures: Sequence[Measure]) -> Statement:
    """One agreement with its number of fitting projects, as a list item."""
    spans = [m.span for m in measures]
    return desk.say(
        "count_line" if len(spans) != 1 else "count_line_one",
        cites=spans,
        basis="computed",
        bullet=True,
        body=holder_label(agreement),
        year=year_fact(agreement.year, agreement),
        count=count_fact(len(spans), spans),
    )


_MOST_CITED = 4
"""Further agreements of the whole that are cited beside the part."""


def _one_of_each(spans: Sequence[Span], without: set[str]) -> list[Span]:
    """The first project of each further agreement of a whole, of a few at most."""
    first: dict[str, Span] = {}
    for span in spans:
        if span.document_id not in without:
            first.setdefault(span.document_id, span)
    return list(first.values())[:_MOST_CITED]


def _share_of_agreements(desk: Desk, counts: Counts, draft: Draft) -> None:
    """What share of the agreements lists a fitting project."""
    holding = [(a, ms) for a, ms in counts if ms]
    fit = [ms[0].span for _, ms in holding]
    every = [a.sections[0].span for a, _ in counts]
    shown = show_percent(Decimal(len(fit)) / len(every), desk.language)
    facts = {
        "percent": Fact(shown, "computed", f"agreements:{len(fit)}", formula="percent", inputs=(*fit, *every)),
        "count": count_fact(len(fit), fit),
        "total": count_fact(len(every), every),
    }
    draft.statements.append(desk.say("share_agreements", cites=fit, basis="computed", facts=facts))
    draft.statements += [count_line(desk, a, ms) for a, ms in holding]


def _share(desk: Desk, plan: QueryPlan, picked: Picked, counts: Counts, draft: Draft) -> None:
    """What share of a whole of projects fits."""
    fit = [p.measure.span for p in picked.projects]
    every = _whole(desk, plan, picked)
    if not every:
        return
    share = Decimal(len(fit)) / len(every)
    percent = Fact(
        show_percent(share, desk.language), "computed", f"projects:{len(fit)}", formula="percent", inputs=(*fit, *every)
    )
    draft.statements += say_fraction(desk, plan, share)
    draft.statements.append(
        desk.say(
            "share_of_such" if _narrows_whole(plan) else "share_projects",
            cites=[*fit[:1], *_one_of_each(every, {span.document_id for span in fit})],
            basis="computed",
            percent=percent,
            count=count_fact(len(fit), fit),
            total=count_fact(len(every), every),
        )
    )
    draft.statements += [count_line(desk, a, ms) for a, ms in counts if ms]


def _whole(desk: Desk, plan: QueryPlan, picked: Picked) -> list[Span]:
    """The projects among which a share is taken.

    All of the agreements asked about; where bodies alone are named, those of all bodies; where the whole is itself
    narrowed ("wie viel Prozent aller Teilzeitprojekte hat X"), all that are so in the agreements of all bodies.
    """
    held = [a for a in desk.library.agreements if plan.allows_year(a.year) and a.id not in desk.library.copies]
    if _narrows_whole(plan):
        wide = replace(plan, bodies=(), doubts=(), unknown=(), towns=(), body_kind=None, named=(), group="")
        chosen = {a.id for a in held}
        return [p.measure.span for p in pick_measures(desk.library, wide).projects if p.document.id in chosen]
    whole: Sequence[Agreement] = picked.agreements
    if len(picked.projects) == sum(len(a.measures) for a in picked.agreements):
        whole = held
    return [m.span for a in whole for m in a.measures]


_OF_ALL_PROJECTS = re.compile(
    r"\b(?:an|von|unter|of|among|out of)\b (?:allen|den|der|aller|all|the|its|their)?(?: \w+)?? ?(?:projekt|massnahm|vorhab|angebot|project|measure|scheme)\w*"
)
"""The whole named as projects of any kind."""

_WHOLE = re.compile(
    r"\b(?:anteil|prozent|prozentsatz|bruchteil|teil|percent\w*|per cent|share|fraction|proportion)(?: \w+)?? "
    r"(?:der|aller|an (?:den|allen|der)|von (?:den|allen|der)|of (?:the |all )?(?:the )?)\s?((?:\w|-)+(?: (?:\w|-)+)?)"
)


def _narrows_whole(plan: QueryPlan) -> bool:
    """Whether bodies are named and the noun behind the word for the share is a narrowed one."""
    folded = plan.folded
    match = None if _OF_ALL_PROJECTS.search(folded) else _WHOLE.search(folded)
    if match is None or not (plan.bodies or plan.doubts or plan.body_kind):
        return False
    noun = match.group(1)
    marked = plan.part_time and cue_pattern("topic", "part_time").search(noun)
    field = plan.category is not None and cue_pattern("category", plan.category).search(noun)
    return bool(marked or field)
