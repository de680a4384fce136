"""Set operations over the projects of § 5: in one field and not in another, in both, in none; in both years, new, gone."""

import re
from collections.abc import Sequence

from assistant.answering.draft import Desk, Draft
from assistant.answering.measures import measure_row, measures_line
from assistant.answering.pick import Picked
from assistant.answering.shown import count_fact, holder_fact, holder_label, measure_fact, year_fact
from assistant.documents import Agreement, CategoryKey, Measure, Span
from assistant.library import Project, name_of
from assistant.plan import QueryPlan
from assistant.project_names import same_project

_BOTH_YEARS = re.compile(
    r"\b(?:beide[nrs]? (?:jahre\w*|vereinbarung\w*|zielvereinbarung\w*)|sowohl|both (?:years|agreements)|as well as|and also|und auch|beide ?male?|both times|auch (?:noch )?(?:im jahr )?20\d\d|genauso wie|immer noch|noch immer|weiterhin|still|again|wieder|"
    r"\d{4} wie \d{4}|durchgehend|in common|common|(?:gleich |erhalten )?geblieben|beibehalten|uebernommen|weitergefuehrt|kept|remained|remain|stayed|unveraendert|dieselben|the same|gemeinsam\w*)\b"
)
_NEW = re.compile(
    r"\b(?:erstmals|neu|neue[nrs]?|neu hinzu|hinzugekommen|dazugekommen|noch nicht|nicht gab|did not exist|didn.?t exist|not yet|new|newly|added?|add|adds|erweitert\w*|ergaenzt\w*|dazu(?:gekommen|kam\w*)?|hinzu\w*|not there|nicht jedoch|jedoch nicht|aber nicht|nicht aber|but not|for the first time)\b"
)
_GONE = re.compile(
    r"\b(?:weggefallen|entfallen|fiel\w* weg|nicht mehr|gestrichen|ausgelaufen|no longer|dropped|discontinued|disappeared)\b"
)


_FROM_TO = re.compile(r"\b(?:von|from|zwischen|between)\b.{0,30}\d{4}.{0,12}\b(?:auf|bis|zu|to|und|and)\b.{0,12}\d{4}")


def write_sets(desk: Desk, plan: QueryPlan, picked: Picked) -> Draft | None:
    """The answer to a set operation; None where the question asks for none."""
    if plan.wanted in {"bodies", "agreements"} and plan.operation in {"list", "look_up"}:
        if plan.excluded and not plan.included:
            return _write_without(desk, plan, picked.agreements)
        if plan.included and (plan.excluded or len(plan.included) > 1):
            return _write_fields(desk, plan, picked.agreements)
    pair = _two_years(plan, picked.agreements)
    return _write_years(desk, *pair) if pair else None


def holds_fields(agreement: Agreement, included: Sequence[CategoryKey], excluded: Sequence[CategoryKey]) -> bool:
    """Whether an agreement lists projects in each of some fields and in none of others."""
    held = {m.category for m in agreement.measures}
    return held.issuperset(included) and not held & set(excluded)


def _write_without(desk: Desk, plan: QueryPlan, agreements: Sequence[Agreement]) -> Draft:
    fitting = [a for a in agreements if holds_fields(a, (), plan.excluded)]
    draft = _open(desk, "set_without", fitting)
    for agreement in fitting:
        facts = {"body": holder_label(agreement), "year": year_fact(agreement.year, agreement)}
        span = _anchor(agreement)
        draft.statements.append(desk.say("agreement_heading", cites=(span,), bullet=True, facts=facts))
        draft.rows.append(
            desk.row(
                "agreement",
                (span,),
                body=agreement.body,
                body_name=name_of(agreement),
                year=str(agreement.year),
                document=agreement.id,
            )
        )
    draft.statements.append(desk.say("silence", basis="said"))
    return draft


def _anchor(agreement: Agreement) -> Span:
    return agreement.measures[0].span if agreement.measures else agreement.sections[0].span


def _open(desk: Desk, key: str, fitting: Sequence[Agreement]) -> Draft:
    draft = Draft(searched=list(desk.library.agreements))
    if not fitting:
        draft.outcome = "not_found" if key != "set_without" else "answered"
        draft.statements.append(desk.say("set_none" if key != "set_without" else "set_without_none", basis="said"))
        return draft
    spans = [a.sections[0].span for a in fitting]
    draft.statements.append(desk.say(key, basis="computed", count=count_fact(len(spans), spans)))
    return draft


def _write_fields(desk: Desk, plan: QueryPlan, agreements: Sequence[Agreement]) -> Draft:
    fitting = [a for a in agreements if holds_fields(a, plan.included, plan.excluded)]
    draft = _open(desk, "set_but_not" if plan.excluded else "set_both", fitting)
    for agreement in fitting:
        own = [m for m in agreement.measures if m.category in plan.included]
        draft.statements.append(measures_line(desk, agreement, own))
        draft.rows += [measure_row(desk, Project(agreement, m)) for m in own]
    return draft


def _two_years(plan: QueryPlan, agreements: Sequence[Agreement]) -> tuple[str, Agreement, Agreement] | None:
    """(operation, earlier, later) of one body's two agreements; None where no such comparison is asked for."""
    folded = plan.folded
    held = sorted((a for a in agreements if a.year), key=lambda a: a.year or 0)
    span = len(plan.years) > 2 and _FROM_TO.search(folded) and (_NEW.search(folded) or _GONE.search(folded))
    if span:
        # "von 2018 auf 2023 dazugekommen": the first and the last year are set against each other.
        held = [a for a in held if a.year in {min(plan.years), max(plan.years)}]
    if (
        (len(plan.years) != 2 and not span)
        or len(held) != 2
        or held[0].body != held[1].body
        or held[0].year == held[1].year
    ):
        return None
    for key, pattern in (("years_gone", _GONE), ("years_new", _NEW), ("years_both", _BOTH_YEARS)):
        if pattern.search(folded):
            return key, held[0], held[1]
    return None


def compare_years(key: str, earlier: Agreement, later: Agreement) -> list[tuple[Agreement, Measure]]:
    """The projects of two agreements that stand in both, only in the later, or only in the earlier."""
    own, other = (earlier, later) if key == "years_gone" else (later, earlier)
    both = key == "years_both"
    return [(own, m) for m in own.measures if any(same_project(m.name, o.name) for o in other.measures) == both]


def _write_years(desk: Desk, key: str, earlier: Agreement, later: Agreement) -> Draft:
    found = compare_years(key, earlier, later)
    draft = Draft(searched=[earlier, later])
    spans = [m.span for _, m in found]
    facts = {
        "body": holder_fact(later, desk.language, "genitive"),
        "before": year_fact(earlier.year, earlier),
        "after": year_fact(later.year, later),
        "count": count_fact(len(spans), spans),
    }
    draft.statements.append(desk.say(key if found else f"{key}_none", basis="computed", facts=facts))
    for agreement, measure in found:
        draft.statements.append(
            desk.say("item", cites=(measure.span,), bullet=True, item=measure_fact(agreement, measure))
        )
        draft.rows.append(measure_row(desk, Project(agreement, measure)))
        if key == "years_both":
            twin = next(m for m in earlier.measures if same_project(m.name, measure.name))
            facts = {"item": measure_fact(earlier, twin)}
            draft.statements.append(desk.say("item", cites=(twin.span,), bullet=True, depth=1, facts=facts))
    return draft
