"""From a reading to a plan: the first rule that fits gives the kind, the reading fills the slots."""

import re
from dataclasses import replace
from typing import Literal

from assistant.documents import CategoryKey
from assistant.plan import Ask, QueryPlan
from assistant.question.choices import (
    GOES_TO,
    Choice,
    absent_attribute,
    asked_years,
    is_statewide,
    named_bodies,
    open_doubts,
)
from assistant.question.cues import cue_pattern, fold_question
from assistant.question.read import Reading
from assistant.question.rules import RULES


def decide(reading: Reading) -> QueryPlan:
    """The plan of a question that stands alone; a follow-up is completed by `assistant.question.thread`."""
    choice = next((c for c in (rule(reading) for rule in RULES) if c is not None), None)
    if choice is None:
        choice = Choice("prose", "yes_no" if "yes_no" in reading.operations else "look_up")
    plan = _base_plan(reading, choice)
    return replace(plan, bodies=named_bodies(reading), doubts=open_doubts(reading))


def _base_plan(r: Reading, choice: Choice) -> QueryPlan:
    groups = r.mentions.groups
    kinds = {g.kind for g in groups if g.kind}
    first, last = _year_bounds(r)
    fields = find_fields(r)
    return QueryPlan(
        question=r.question,
        language=r.language,
        kind=choice.kind,
        operation=choice.operation,
        wanted=choice.wanted,
        asks=_asks(r),
        cues=r.attributes | r.topics | r.corpus | {f"op:{name}" for name in r.operations},
        unknown=_unknown_places(r, choice),
        towns=tuple((m.written, m.town_in) for m in r.mentions.bodies if m.town_in and not m.candidates),
        authorities=tuple(a.name for a in r.mentions.authorities),
        every=bool(groups),
        body_kind=kinds.pop() if len(kinds) == 1 else "landkreis" if _ONLY_DISTRICTS.search(r.folded) else None,
        group=groups[0].written if groups else "",
        state=is_statewide(r),
        years=asked_years(r),
        year_first=first,
        year_last=last,
        named=tuple(m.candidates for m in r.mentions.bodies if m.candidates),
        dates=r.dates,
        sections=r.sections,
        category=_category(r),
        category_number=r.category_number,
        included=fields[0],
        excluded=fields[1],
        part_time=_part_time(r),
        training_first="part_time" in r.topics and "training_word" in r.topics,
        themes=r.themes,
        words=r.words,
        things=r.things,
        mended=r.folded if r.folded != fold_question(r.question) else "",
        strangers=r.strangers,
        amounts=r.amounts,
        numbers=r.numbers,
        absent=absent_attribute(r) or _counted_attribute(r, choice),
        negated="negation" in r.operations and _YES_OR_NO.search(r.folded) is None,
        each="each" in r.operations,
        premise="yes_no" in r.operations or "why" in r.operations,
        document_kind=_document_kind(r),
    )


def _unknown_places(r: Reading, choice: Choice) -> tuple[str, ...]:
    """Places that are no body, and names that nothing knows where records of a body are asked for."""
    places = tuple(m.written for m in r.mentions.bodies if not m.candidates and not m.town_in)
    return places or (r.nowhere if choice.kind in {"funds", "measures", "signing", "corpus", "factsheet"} else ())


def _counted_attribute(r: Reading, choice: Choice) -> str:
    """What is counted of a single project: places where they are named, else the people in it."""
    if choice.kind != "absent" or not r.operations & {"count", "how_many_amount"} or r.attributes & {"amount"}:
        return ""
    if GOES_TO.search(r.folded):
        return ""
    return "places" if "places" in r.attributes else "participants"


def _year_bounds(r: Reading) -> tuple[int | None, int | None]:
    for mention in r.years:
        if (mention.first is None) != (mention.last is None):
            return mention.first, mention.last
    return None, None


def _asks(r: Reading) -> frozenset[Ask]:
    names: dict[str, Ask] = {
        "who": "who",
        "when": "when",
        "where": "where",
        "why": "why",
        "how": "how",
        "count": "how_many",
        "how_many_amount": "how_much",
    }
    asks = {ask for name, ask in names.items() if name in r.operations}
    if "sign_date" in r.attributes:
        asks.add("when")
    if "sign_place" in r.attributes:
        asks.add("where")
    if "function" in r.attributes:
        asks.add("function")
    return frozenset(asks)


def _category(r: Reading) -> CategoryKey | None:
    """The field of measures that is asked for; "Teilzeitausbildung" alone names a mark and its field."""
    if not r.categories:
        return None
    if len(r.categories) > 1 and "training" in r.categories and "part_time" in r.topics:
        others = [c for c in r.categories if c != "training"]
        return others[0]
    return r.categories[0]


_YES_OR_NO = re.compile(r"\bja oder nein\b|\byes or no\b")
_ONLY_DISTRICTS = re.compile(r"\b(?:only|just) (?:the )?(?:rural )?(?:districts|counties)\b(?! and)")
_NOT_THAT = re.compile(
    r"\b(?:ohne|kein\w*|nicht|nichts|nix|weder|verzicht\w*|leer|without|no|none|not|nothing|lack\w*|except|ausser|ausgenommen)\b[^,;.:?]{0,60}$"
)
_NOT_THAT_BEHIND = re.compile(
    r"^[^,;.:?]{0,40}\b(?:leer|fehlt|fehlen|nichts|nix|nothing|nicht (?:besetzt|belegt|vorhanden)|empty|missing)\b"
)


def find_fields(r: Reading) -> tuple[tuple[CategoryKey, ...], tuple[CategoryKey, ...]]:
    """The fields of measures named in the order of the question: those asked for, and those behind a negation."""
    included: list[CategoryKey] = []
    excluded: list[CategoryKey] = []
    found = []
    for key in r.categories:
        match = cue_pattern("category", key).search(r.folded)
        if match is not None:
            found.append((match.start(), match.end(), key))
    if "part_time" in r.topics and len(found) > 1:
        # "Part-time training" names a mark here, and the other field is meant.
        found = [f for f in found if f[2] != "training"]
    for start, end, key in sorted(found):
        denied = _NOT_THAT.search(r.folded[:start]) or _NOT_THAT_BEHIND.search(r.folded[end:])
        (excluded if denied else included).append(key)
    return tuple(included), tuple(excluded)


def _part_time(r: Reading) -> bool | None:
    if "part_time" not in r.topics:
        return None
    without = re.search(
        r"\b(?:ohne|kein\w*|nicht|nichts|verzicht\w*|ausgenommen|ausser|without|no|non|not|nothing|except|lack\w*|aside from)\b[\w\s-]{0,25}?\b(?:teilzeit|tz|part-? ?time)"
        r"|\b(?:teilzeit\w*|tz|part-? ?time)\b[\w\s-]{0,20}?\b(?:ausgenommen|aussen vor|verzicht\w*|excluded|left out|excepted)\b",
        r.folded,
    )
    return not without


_COUNTS_TWICE = re.compile(r"\b(?:wie ?viele|how many)\b.*\b(?:wie ?viele|how many)\b")


def _document_kind(r: Reading) -> Literal["agreement", "press_release"] | None:
    if "documents" in r.corpus and _COUNTS_TWICE.search(r.folded):
        # "How many documents, and how many of them are agreements?"
        return None
    if "press" in r.corpus and "agreements" not in r.corpus:
        return "press_release"
    return "agreement" if "agreements" in r.corpus and "press" not in r.corpus else None
