"""Reads a question that the grammar did not: the model fills the same plan, and the plan is validated like any other.

Only where nothing was understood; never where a plan was sure, and never where a question was refused as an order.
"""

import re
from collections.abc import Collection
from dataclasses import replace
from functools import cache
from typing import get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from rapidfuzz import fuzz

from assistant.answering.draft import Draft
from assistant.bodies import all_bodies, fold, get_body
from assistant.documents import CategoryKey
from assistant.library import Library
from assistant.llm.client import Message
from assistant.llm.deadline import Deadline
from assistant.llm.model import LanguageModel
from assistant.llm.prompts import fill
from assistant.plan import Kind, Operation, QueryPlan

READABLE: tuple[Kind, ...] = (
    "funds",
    "measures",
    "signing",
    "categories",
    "places",
    "factsheet",
    "comparison",
    "corpus",
)
"""Kinds of questions that a model may name: those that records answer."""

ALIKE = 86
"""How like the name of a body a word of the question must be, of 100."""

_LONGEST = 4000
_UNSURE: frozenset[Kind] = frozenset({"prose", "define"})
_BROAD: frozenset[Operation] = frozenset(
    {"list", "sum", "average", "maximum", "minimum", "rank", "compare", "count", "difference"}
)


class PlanWish(BaseModel):
    """What a model says that a question asks for; every field is checked against the index and the question."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    about: bool
    kind: Kind
    operation: Operation = "look_up"
    bodies: tuple[str, ...] = Field(default=(), max_length=8)
    years: tuple[int, ...] = Field(default=(), max_length=8)
    part_time: bool | None = None
    category: CategoryKey | None = None


def is_unsure(plan: QueryPlan, draft: Draft) -> bool:
    """Whether the grammar understood nothing that the documents answer: only then a model is asked."""
    return (
        plan.kind in _UNSURE and draft.outcome in {"not_found", "refused"} and any(c.isalpha() for c in plan.question)
    )


def read_plan(
    model: LanguageModel, plan: QueryPlan, draft: Draft, library: Library, deadline: Deadline
) -> QueryPlan | None:
    """The plan that a model reads in the question; None where it is not sure, or is not valid.

    Raises:
        ModelError: The model does not answer.
    """
    wish = parse_wish("".join(model.ask(_messages(plan, library), deadline, as_json=True)))
    return None if wish is None else validate_wish(wish, plan, library, refused=draft.outcome == "refused")


def _messages(plan: QueryPlan, library: Library) -> tuple[Message, ...]:
    ids = sorted(library.bodies)
    rules = fill(
        "read",
        plan.language,
        kinds=", ".join(READABLE),
        operations=", ".join(get_args(Operation)),
        bodies=", ".join(ids[:60]),
        years=", ".join(map(str, library.years)),
        categories=", ".join(get_args(CategoryKey)),
    )
    return Message("system", rules), Message("user", " ".join(plan.question.split())[:2000])


def parse_wish(said: str) -> PlanWish | None:
    """The one object in what a model said; None where there is none of this form."""
    start, end = said.find("{"), said.rfind("}")
    if start < 0 or end < start or end - start > _LONGEST:
        return None
    try:
        return PlanWish.model_validate_json(said[start : end + 1])
    except ValidationError:
        return None


def validate_wish(wish: PlanWish, plan: QueryPlan, library: Library, *, refused: bool) -> QueryPlan | None:
    """The plan with what the model filled in; None where it names what neither index nor question holds.

    What the grammar read of bodies and years stays; a model only fills what is empty.
    """
    if not wish.about or wish.kind not in READABLE:
        return None
    if not all(body in library.bodies and is_named(body, plan.question) for body in wish.bodies):
        return None
    if not all(year in library.years and _names_year(year, plan.question) for year in wish.years):
        return None
    bodies = plan.bodies or tuple(dict.fromkeys(wish.bodies))
    years = plan.years or tuple(dict.fromkeys(wish.years))
    grounded = bool(bodies or plan.doubts or years or plan.has_year_filter())
    if refused and not grounded:
        return None
    if not grounded and wish.part_time is None and wish.category is None and wish.operation not in _BROAD:
        return None
    return replace(
        plan,
        kind=wish.kind,
        operation=wish.operation,
        bodies=bodies,
        named=plan.named or tuple((body,) for body in bodies),
        years=years,
        part_time=wish.part_time if plan.part_time is None else plan.part_time,
        category=wish.category if plan.category is None else plan.category,
        every=plan.every or not (bodies or plan.doubts),
        absent="",
    )


def is_named(body: str, question: str) -> bool:
    """Whether a question holds a word like the name of a body."""
    asked = re.findall(r"[a-z]{3,}|[a-z]{1,3}(?=\s|$)", fold(question))
    return any(fuzz.ratio(word, name) >= ALIKE for word in asked for name in _name_words(body))


@cache
def _name_words(body: str) -> Collection[str]:
    """The telling words of a body's names."""
    known = get_body(body)
    words = {w for name in (known.name, known.short, *known.aliases) for w in fold(name).split() if len(w) > 3}
    ordinary = {"landkreis", "kreis", "stadt", "main"}
    shared = {w for b in all_bodies() if b.id != body for w in fold(b.name).split()} - set(fold(known.short).split())
    return frozenset(words - ordinary - shared)


def _names_year(year: int, question: str) -> bool:
    return re.search(rf"(?<!\d)(?:{year}|['’]?{year % 100:02d})(?!\d)", question) is not None
