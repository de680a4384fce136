"""Several questions in one: where each begins, whether they really ask several things, and what each takes over."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.plan import QueryPlan
from assistant.question.thread import Thread

PlanOne = Callable[[str, Thread], QueryPlan]

_ASKS = (
    r"(?:wie ?viele?|wie hoch|wie alt|wie lange|wie oft|wie häufig|wie heiß\w*|wie (?:wird|ist|sieht|war|sind|geht|steht|läuft|lief)|was|wer|wem|wen|wessen|wann|wo|wofür|wozu|woher|warum|weshalb|"
    r"(?:bei|mit|von|für|seit|bis|in|an|auf|aus|unter|zu) (?:wem|wen|wann|welche\w*)|welche\w*|"
    r"how (?:much|many|old|long|high|often)|(?:until|till|since|by) when|(?:with|on|under|of) (?:what|which|whom)|what|who|whom|whose|when|where|why|which|(?:by|for|in|from|to|at) (?:whom|which|when))"
)
_SECOND = re.compile(
    r"(?P<joint>,?\s+(?:und|sowie|and|plus)\s+|,\s+|[?.!;]\s+(?:zweitens:?\s+|second(?:ly)?:?\s+)?)"
    r"(?:(?:auch|also|dann|außerdem|noch|besides|say|sag)\s+)?"
    rf"(?={_ASKS}\b(?:\s+\S+)+)",
    re.IGNORECASE,
)
_QUESTION_WORD = re.compile(rf"\b{_ASKS}\b", re.IGNORECASE)
_NOUNS = re.compile(
    r"^(?P<first>.*?\w),?\s+(?:und|sowie|and|plus|as well as)\s+(?P<second>(?:(?:its|their|the|her|his|die|der|das|den|deren|dessen|"
    r"seine[rn]?|ihre[rn]?)\s+)?(?P<noun>[A-ZÄÖÜ][\w-]+|(?<=its )[\w -]+|(?<=their )[\w -]+|(?<=the )[\w -]+))(?P<rest>[^,;?]*)",
    re.DOTALL,
)
_LISTED = frozenset({"funds", "measures", "signing", "places", "factsheet"})
"""Kinds of answers beside which a second thing may be asked for by its name alone."""
_RECORDS = frozenset(
    {
        "funds",
        "measures",
        "signing",
        "categories",
        "places",
        "ministry",
        "absent",
        "show",
        "thing",
        "factsheet",
        "define",
        "prose",
    }
)


_QUOTED = re.compile(r"[„“\"»][^„“”\"«»]{2,200}[“”\"«]")
_WITHOUT_VERB = re.compile(
    r"^\W*(?:(?:unter|mit|bei|von|für|in|an|auf|aus|zu|nach|under|with|in|by|for|from|to|at|on)\s+)?(?:welche\w*|which|what)\s+[\w-]+\s*$"
    r"|\b(?:wann|wo|wer|when|where|who)\s*$",
    re.IGNORECASE,
)
"""Half a question, whose verb comes behind the joint ("unter welchen Bedingungen und mit welcher Frist kann ...")."""

MOST_PARTS = 3
"""Questions in one that are answered one by one."""


def split_questions(question: str) -> tuple[str, ...]:
    """The parts of a question before and behind "und wie viel", "and who"; the whole where it is one.

    Example:
        >>> split_questions("Welche Projekte hat Offenbach und wie viel Geld bekommt die Stadt?")
        ('Welche Projekte hat Offenbach', 'wie viel Geld bekommt die Stadt?')
    """
    parts: list[str] = []
    start = 0
    for match in _SECOND.finditer(question):
        first = question[start : match.start()]
        if (
            len(first.split()) >= 2
            and not _WITHOUT_VERB.search(first)
            and not _is_quoted(question, match.start())
            and _may_end(first, match["joint"], question[match.end() :])
            and len(parts) < MOST_PARTS - 1
        ):
            parts.append(first)
            start = match.end()
    return (*parts, question[start:])


def _is_quoted(question: str, place: int) -> bool:
    """Whether a place lies between quotation marks: the "und" of a project's name joins no questions."""
    return any(quoted.start() < place < quoted.end() for quoted in _QUOTED.finditer(question))


def _may_end(first: str, joint: str, rest: str) -> bool:
    """Whether a question may be over before a joint: a statement before a full stop is the setting of the next one."""
    asks = _QUESTION_WORD.search(first) is not None
    if joint.strip() == "," and re.match(r"(?:was|wer|wo|wem|wen|what|who|which|where|welche\w*)\b", rest.lower()):
        # A relative clause ("das, was Fulda bekam"; "der Kreis, welcher ...") asks for nothing.
        return False
    if joint.strip() == ",":
        # "Wie kommt es, dass ..." and "Ich wüsste gern, wer ..." are one question; so is "wer, und ..." with a tail.
        return asks and len(first.split()) > 4 and not re.search(r"\b(?:dass|weil|wenn|ob|that|because|if)\b", first)
    return asks or joint.strip()[:1] not in {".", "!", ";"}


def split_nouns(question: str) -> tuple[str, str] | None:
    """The question without the second of two things asked for, and that thing; None where it names one.

    Example:
        >>> split_nouns("Budget und Teilnehmerzahl Offenbach 2025?")
        ('Budget Offenbach 2025?', 'Teilnehmerzahl')
    """
    match = _NOUNS.search(question)
    if match is None or _is_quoted(question, match.end("first")):
        return None
    end = match.end("noun")
    return question[: match.end("first")] + question[end:], question[match.start("noun") : end].strip()


def plan_parts(question: str, thread: Thread, plan_one: PlanOne) -> tuple[QueryPlan, ...]:
    """The plan of a question; several where it asks several things ("Welche Projekte hat X und wie viel Geld?").

    Args:
        question: As asked.
        thread: The conversation so far.
        plan_one: Plans a question that asks one thing.
    """
    parts = split_questions(question)
    if len(parts) > 1:
        plans = _plan_in_turn(parts, thread, plan_one)
        if are_several(plans):
            return plans
    whole = plan_one(question, thread)
    both = _plan_halves(question, whole, thread, plan_one)
    if both:
        return both
    named = split_nouns(question)
    if named is not None and whole.kind in _LISTED | {"absent"}:
        rest, noun = named
        first = plan_one(rest, thread)
        second = plan_one(f"{'And' if whole.language == 'en' else 'Und'} {noun}?", _after(first, thread))
        same = (first.bodies, first.doubts) == (whole.bodies, whole.doubts)
        kept = first.kind == whole.kind or (whole.kind == "absent" and first.kind in _LISTED)
        # "An welchen Programmen und Papieren orientiert sich ...": two nouns of one question.
        one = second.kind == "prose" and _BY_WHICH.match(question)
        if same and kept and not one and (_asks_else(second) or _asks_other_records(first, second)):
            return first, replace(second, question=noun, language=whole.language)
    return (whole,)


_BY_WHICH = re.compile(
    r"\W*(?:an|auf|aus|bei|durch|für|in|mit|nach|über|unter|von|vor|zu|by|for|from|in|on|to|under|with)\s+(?:welche\w*|which|what)\b",
    re.IGNORECASE,
)

_HALVES = re.compile(r",?\s+(?:und|sowie|and|plus|as well as)\s+(?=\S)")


def _plan_halves(question: str, whole: QueryPlan, thread: Thread, plan_one: PlanOne) -> tuple[QueryPlan, ...]:
    """Two kinds of records named side by side ("den Betrag und die Liste der Projekte"); none where it is one kind."""
    if whole.kind not in _LISTED or whole.amounts:
        return ()
    for match in _HALVES.finditer(question):
        left, right = question[: match.start()], question[match.end() :]
        first = plan_one(left, thread)
        second = plan_one(f"{'And' if whole.language == 'en' else 'Und'} {right}", _after(first, thread))
        told = {first.kind, second.kind}
        if len(told) == 2 and told <= _HALVED and _names_each(left, right, first, second):
            if not (first.bodies or first.doubts):
                first = replace(first, bodies=second.bodies, doubts=second.doubts)
            if not first.has_year_filter() and second.has_year_filter():
                first = replace(first, years=second.years)
            return first, replace(second, question=right)
    return ()


_HALVED = frozenset({"funds", "measures", "signing"})
_TELLS = {
    "funds": re.compile(r"betrag|summe|mittel|geld|budget|amount|money|funds|sum\b", re.IGNORECASE),
    "measures": re.compile(r"projekt|maßnahme|massnahme|angebot|vorhaben|project|measure", re.IGNORECASE),
    "signing": re.compile(r"unterz|unterschr|signat|signed|signer|minister|landr", re.IGNORECASE),
}


def _names_each(left: str, right: str, first: QueryPlan, second: QueryPlan) -> bool:
    """Whether each half has a word of its own for its records, and neither has one for the other's."""
    one, two = _TELLS[first.kind], _TELLS[second.kind]
    return bool(one.search(left) and two.search(right)) and not (two.search(left) or one.search(right))


def _asks_else(plan: QueryPlan) -> bool:
    """Whether a thing that is named alone is one of which no record is made."""
    return plan.kind in {"absent", "prose"} and not plan.themes and bool(plan.absent or plan.words)


def _asks_other_records(first: QueryPlan, second: QueryPlan) -> bool:
    """Whether a noun names other records than the first ("die Mittel und die Projekte")."""
    return second.kind in _LISTED - {"factsheet"} and second.kind != first.kind and not second.category


def _plan_in_turn(parts: Sequence[str], thread: Thread, plan_one: PlanOne) -> tuple[QueryPlan, ...]:
    """Each part leans on the one before; the first takes the bodies that only a later one names."""
    plans = [plan_one(parts[0], thread)]
    for part in parts[1:]:
        plans.append(_with_names(plan_one(part, _after(plans[-1], thread)), plans[-1]))
    first, later = plans[0], plans[1:]
    if not (first.bodies or first.doubts or first.unknown or first.towns or first.every or first.things):
        named = next((p for p in later if p.bodies or p.doubts), None)
        if named is not None:
            plans[0] = replace(first, bodies=named.bodies, doubts=named.doubts)
    return tuple(plans)


_ABOUT_BODY = frozenset({"funds", "measures", "signing", "categories", "places"})


def _with_names(plan: QueryPlan, before: QueryPlan) -> QueryPlan:
    """A later part of one question, about the body and year of the part before where it names none of its own."""
    named = plan.bodies or plan.doubts or plan.unknown or plan.towns or plan.state or plan.every or plan.group
    if named or plan.kind not in _ABOUT_BODY or plan.wanted == "bodies" or plan.things or plan.amounts:
        return plan
    if not (before.bodies or before.doubts) or before.state:
        return plan
    years = plan if plan.has_year_filter() else before
    return replace(
        plan, bodies=before.bodies, doubts=before.doubts, years=years.years, year_first=years.year_first,
        year_last=years.year_last, carried=tuple(dict.fromkeys((*plan.carried, "bodies"))),
    )  # fmt: skip


def _after(plan: QueryPlan, thread: Thread) -> Thread:
    """The conversation as it stands behind one part of a question."""
    bodies = (*thread.bodies, *plan.bodies)
    return replace(thread, plan=plan, bodies=bodies, answered=plan.bodies, years=plan.years or thread.years)


_DETAILS = frozenset({"when", "how_many", "how_much", "where", "who"})
"""What a sentence tells or does not tell, whatever else it says."""


def are_several(plans: Sequence[QueryPlan]) -> bool:
    """Whether the parts ask for different records; prose is better answered as one question."""
    kinds = {plan.kind for plan in plans}
    if any(plan.kind == "prose" and not plan.words for plan in plans[1:]):
        return False
    years = {plan.years for plan in plans if plan.years}
    named = any(plan.bodies or plan.doubts or plan.things for plan in plans)
    if kinds == {"prose"} and all(plan.words for plan in plans) and plans[-1].asks & _DETAILS:
        # "Wer erlässt den Bescheid, und wie viele Wochen dauert das?": the second may be unanswered.
        return plans[0].asks != plans[-1].asks
    if "prose" in kinds and not (kinds - {"prose"} and named):
        return False
    if kinds == {"measures"} and plans[0].part_time is None and any(p.part_time is not None for p in plans[1:]):
        return True
    own = any("own_share" in plan.cues for plan in plans) and not all("own_share" in plan.cues for plan in plans)
    return kinds <= _RECORDS and (len(kinds) > 1 or len(years) > 1 or own)
