"""Which bodies a plan is about: ambiguity is decided by data, every assumption is said."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.analyze import split_tokens
from assistant.answering.draft import Desk, Draft, Fact, Statement
from assistant.answering.shown import body_fact, given_fact, plain_body_fact, plain_fact
from assistant.bodies import fold, get_body
from assistant.library import is_listed
from assistant.plan import Doubt, QueryPlan

_YEARS_TOGETHER = re.compile(
    r"\b\d{4}\b\s*(?:,|und|and|oder|or|bis|to|-|–|/|&|sowie)\s*(?:(?:in|im|Jahr|für|for)\s+)*\d{4}\b"
)
_MOST_GAPS = 6
"""How many missing years are named one by one."""

HasRecords = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Scope:
    """The bodies of an answer.

    `bodies` are sure or assumed; `assumed` names for which just one reading has records; `open` those for which
    several have; `empty` those for which none has. `missing` are sure bodies without a record.
    """

    bodies: tuple[str, ...]
    assumed: tuple[tuple[Doubt, str], ...] = ()
    open: tuple[Doubt, ...] = ()
    empty: tuple[Doubt, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def named(self) -> bool:
        """Whether the question names any body at all."""
        return bool(self.bodies or self.open or self.empty or self.missing)


def resolve_bodies(plan: QueryPlan, has_records: HasRecords) -> Scope:
    """Decides every doubt of a plan by whether its candidates have matching records."""
    bodies = [b for b in plan.bodies if has_records(b)]
    missing = [b for b in plan.bodies if not has_records(b)]
    assumed: list[tuple[Doubt, str]] = []
    still_open: list[Doubt] = []
    empty: list[Doubt] = []
    for doubt in plan.doubts:
        candidates = tuple(b for b in doubt.bodies if has_records(b) and b not in bodies)
        if len(candidates) == 1:
            assumed.append((doubt, candidates[0]))
            bodies.append(candidates[0])
        elif candidates:
            still_open.append(Doubt(doubt.written, candidates))
        elif not any(b in plan.bodies for b in doubt.bodies):
            empty.append(doubt)
    return Scope(tuple(bodies), tuple(assumed), tuple(still_open), tuple(empty), tuple(missing))


def all_readings(scope: Scope) -> tuple[str, ...]:
    """The bodies with those of open doubts: both readings side by side."""
    return tuple(dict.fromkeys([*scope.bodies, *(b for d in scope.open for b in d.bodies)]))


def of_kind(plan: QueryPlan, body: str | None) -> bool:
    """Whether a body is of the kind that the question narrows to ("nur die Städte")."""
    return plan.body_kind is None or (body is not None and is_listed(body) and get_body(body).kind == plan.body_kind)


def say_assumptions(desk: Desk, scope: Scope) -> list[Statement]:
    """What was assumed about ambiguous names, and that the other reading has no document."""
    said = []
    for doubt, body in scope.assumed:
        others = [b for b in doubt.bodies if b != body]
        said.append(
            desk.say(
                "assumed_body",
                basis="said",
                written=given_fact(doubt.written),
                body=plain_body_fact(body),
                other=plain_body_fact(others[0]) if others else plain_fact("–"),
            )
        )
    return said


def say_missing(desk: Desk, plan: QueryPlan, scope: Scope) -> list[Statement]:
    """For which named bodies nothing is held."""
    said = [statement for b in scope.missing for statement in _say_missing_body(desk, plan, b)]
    said += _say_missing_years(desk, plan, scope)
    said += [desk.say("no_document_for", basis="said", body=given_fact(d.written)) for d in scope.empty]
    printed = {fold(a.body_written) for a in desk.library.agreements if a.body is None}
    strange = [name for name in plan.unknown if fold(name) not in printed]
    said += [desk.say("unknown_body", basis="said", name=given_fact(name)) for name in strange]
    said += [
        desk.say("town_no_body", basis="said", town=given_fact(town), body=plain_body_fact(body))
        for town, body in plan.towns
    ]
    return said


def _say_missing_body(desk: Desk, plan: QueryPlan, body: str) -> list[Statement]:
    """That nothing is held on a body at all, or not of a year that was asked for; else that its documents are silent."""
    if body not in desk.library.bodies:
        return [desk.say("no_document_for", basis="said", body=body_fact(body, desk.language, "accusative"))]
    gaps = [year for year in plan.years if not desk.library.covers(year, body)]
    if gaps:
        return [_say_no_year(desk, plan, year, body) for year in gaps[:_MOST_GAPS]]
    return [desk.say("body_silent", basis="said", body=body_fact(body, desk.language, "genitive"))]


def _say_missing_years(desk: Desk, plan: QueryPlan, scope: Scope) -> list[Statement]:
    """Which of several years that were asked for no document covers; for named bodies each one."""
    if len(plan.years) < 2:
        return []
    if not scope.named:
        gaps = [year for year in plan.years if not desk.library.covers(year)]
        return [_say_no_year(desk, plan, year) for year in gaps[:_MOST_GAPS]]
    missing = [(b, y) for b in scope.bodies for y in plan.years if not desk.library.covers(y, b)]
    # Two bodies with a year each ("X 2024 und Y 2025") ask for pairs, not for each body in each year.
    if len(scope.bodies) > 1 and len(scope.bodies) == len(plan.years) and not _YEARS_TOGETHER.search(plan.question):
        missing = [(b, y) for b, y in missing if not any(desk.library.covers(z, b) for z in plan.years)]
    return [_say_no_year(desk, plan, year, body) for body, year in missing[:_MOST_GAPS]]


def _say_no_year(desk: Desk, plan: QueryPlan, year: int, body: str | None = None) -> Statement:
    asked = str(year) in plan.question
    shown = given_fact(str(year)) if asked else Fact(str(year), "asked_year", str(year))
    if body is None:
        return desk.say("no_document_from", basis="said", year=shown)
    return desk.say("no_year_for", basis="said", body=body_fact(body, desk.language, "accusative"), year=shown)


def nothing_named_is_held(plan: QueryPlan, scope: Scope) -> bool:
    """Whether the question names bodies and none of them has a record."""
    named = plan.bodies or plan.doubts or plan.unknown or plan.towns
    return bool(named) and not scope.bodies and not scope.open


def name_words(plan: QueryPlan) -> list[str]:
    """The words by which a question names bodies and places: filters stand for them, no sentence need hold them."""
    bodies = [
        get_body(b) for b in (*plan.bodies, *(b for d in plan.doubts for b in d.bodies), *(b for _, b in plan.towns))
    ]
    asked = set(split_tokens(plan.question))
    names = [n for body in bodies for n in (body.full, body.name, body.short, *body.seats)]
    # An alias ("Kommunale Arbeitsförderung ...") counts where the whole of it stands in the question.
    names += [alias for body in bodies for alias in body.aliases if set(split_tokens(alias)) <= asked]
    written = [*(d.written for d in plan.doubts), *plan.unknown, *(town for town, _ in plan.towns), *plan.struck]
    return [word for name in (*names, *written) for word in split_tokens(name)]


def mark_incomplete(draft: Draft, plan: QueryPlan, scope: Scope) -> None:
    """An answer that leaves out a named body is partial."""
    unknown = any(c.fact.kind == "given" and c.fact.shown in plan.unknown for s in draft.statements for c in s.claims)
    gaps = any(s.key in {"no_year_for", "no_document_from"} for s in draft.statements)
    if draft.outcome == "answered" and (scope.missing or scope.empty or unknown or plan.towns or gaps):
        draft.outcome = "partial"
