"""Signatures: who signed for whom, in which function, where and when."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date as calendar_date

from assistant.answering.draft import Desk, Draft, Statement
from assistant.answering.scope import (
    Scope,
    all_readings,
    mark_incomplete,
    nothing_named_is_held,
    of_kind,
    resolve_bodies,
    say_assumptions,
    say_missing,
)
from assistant.answering.shown import count_fact, given_fact, person_fact
from assistant.answering.signing_lines import say_function, signing_row, state_signing
from assistant.answering.signing_order import MINISTRY_SIDE, write_signing_order
from assistant.bodies import fold, get_body
from assistant.documents import STATE, Span
from assistant.library import Library, Signing
from assistant.plan import QueryPlan
from assistant.question.cues import cue_pattern, fold_question


def write_signing(desk: Desk, plan: QueryPlan) -> Draft:
    """The answer to a question about signatures."""
    library = desk.library
    scope = resolve_bodies(
        plan, lambda b: any(s.document.body == b and plan.allows_year(s.document.year) for s in library.signings)
    )
    draft = Draft(searched=list(library.agreements))
    wrong_place = _correct_place(desk, plan, draft)
    if wrong_place is not None:
        return wrong_place
    placed = _asked_places(plan, scope, library)
    if placed:
        scope, plan = replace(scope, missing=()), replace(plan, bodies=(), unknown=(), towns=())
    bodies = all_readings(scope)
    named = scope.named or plan.unknown or plan.towns
    pool = [
        s for s in library.signings if plan.allows_year(s.document.year) and (not named or s.document.body in bodies)
    ]
    chosen = [s for s in _narrow(plan, pool) if not placed or fold(s.signature.place or "") in placed]
    silent = _write_silent(desk, plan, draft, pool, chosen, scope)
    if silent is not None:
        return silent
    order = write_signing_order(desk, plan, pool)
    if order is not None:
        order.searched = draft.searched
        order.statements += [*say_assumptions(desk, scope), *say_missing(desk, plan, scope)]
        return order
    if scope.open:
        draft.outcome = "clarify"
    if plan.operation in {"maximum", "minimum"}:
        chosen = _extreme(plan, chosen)
    _open_answer(desk, plan, draft, chosen)
    for signing in chosen:
        draft.statements.append(state_signing(desk, signing, bullet=len(chosen) > 1))
        draft.rows.append(signing_row(desk, signing))
    draft.statements += say_assumptions(desk, scope)
    draft.statements += say_missing(desk, plan, scope)
    _mark_unprinted(draft, plan, chosen)
    mark_incomplete(draft, plan, scope)
    return draft


def _open_answer(desk: Desk, plan: QueryPlan, draft: Draft, chosen: Sequence[Signing]) -> None:
    """What stands before the signatures: their number, a yes, or that the function asked about is another."""
    if plan.operation == "count":
        of_agreements = _COUNTED_AGREEMENTS.search(plan.folded) is not None
        draft.statements.append(_count_signed(desk, chosen) if of_agreements else _count_people(desk, chosen))
    if plan.operation == "yes_no" and _is_of_other_function(plan, chosen):
        draft.outcome = "corrected"
        draft.statements.append(desk.say("signed_other", basis="said"))
        return
    if plan.operation == "yes_no":
        draft.statements.append(desk.say("yes", basis="computed"))
    corrected = _correct_function(desk, plan, chosen)
    if corrected is not None:
        draft.outcome = "corrected"
        draft.statements = [corrected]
    elif _is_of_other_function(plan, chosen):
        draft.outcome = "partial"
        draft.statements.append(desk.say("function_not_named", basis="said"))


_SIGNED_IN = re.compile(
    r"\b(?:in|zu) ([A-ZÄÖÜ][\w-]+(?: (?:am|an der|a\. ?d\.|ob der|im) [A-ZÄÖÜ]\w+)?) (?:unterzeichnet|unterschrieben|gezeichnet|signiert)\b"
    r"|\bsigned (?:[\w-]+ ){0,6}?in ([A-ZÄÖÜ][\w-]+(?: (?:am|an der) [A-ZÄÖÜ]\w+)?)"
)


def _correct_place(desk: Desk, plan: QueryPlan, draft: Draft) -> Draft | None:
    """Where a question asserts a place at which a body did not sign: the signatures of that body."""
    match = _SIGNED_IN.search(plan.question)
    if match is None:
        return _correct_trip(desk, plan, draft)
    if not (asks_confirmation(plan) or plan.premise or "why" in plan.asks):
        return None
    place = fold(match.group(1) or match.group(2))
    bodies = [b for b in plan.bodies if fold(get_body(b).short) not in place]
    own = [s for s in desk.library.signings if s.document.body in bodies and plan.allows_year(s.document.year)]
    said = [fold(s.signature.place) for s in own if s.signature.place]
    if not own or not said or any(place in one or one in place for one in said):
        return None
    return _write_others(desk, plan, draft, own)


def _correct_trip(desk: Desk, plan: QueryPlan, draft: Draft) -> Draft | None:
    """Where a person is said to have signed at a place that is named like a body: the person's own signatures."""
    people = {span for t in plan.things if t.kind == "person" for span in t.spans}
    own = [s for s in desk.library.signings if s.signature.name_span in people]
    places = [fold(get_body(b).short) for b in plan.bodies]
    if not own or len(places) != 1 or not asks_confirmation(plan):
        return None
    if any(s.document.body in plan.bodies for s in desk.library.signings):
        return None
    if any(s.signature.place and places[0] in fold(s.signature.place) for s in own):
        return None
    return _write_others(desk, plan, draft, own)


def _asked_places(plan: QueryPlan, scope: Scope, library: Library) -> frozenset[str]:
    """Folded places of signing that the question names ("in Wiesbaden unterzeichnet"), where no agreement is theirs."""
    names = [get_body(b).short for b in scope.missing] + [town for town, _ in plan.towns] + list(plan.unknown)
    asked = {fold(name) for name in names if re.search(rf"\bin\s+{re.escape(name)}", plan.question, re.IGNORECASE)}
    return frozenset(asked & {fold(s.signature.place) for s in library.signings if s.signature.place})


_OR_NOT = re.compile(
    r"\b(?:recht|richtig|korrekt|stimmt|wahr|true|correct|confirm|bestätigen)\b|,? (?:oder|nicht wahr|gell|right|correct|isn'?t it|didn'?t they|didn'?t he|didn'?t she)\?\s*$|\bdoch\b",
    re.IGNORECASE,
)


def asks_confirmation(plan: QueryPlan) -> bool:
    """Whether a question asserts something and asks whether it is so."""
    return plan.operation == "yes_no" or "op:yes_no" in plan.cues or _OR_NOT.search(plan.question) is not None


def _write_silent(
    desk: Desk, plan: QueryPlan, draft: Draft, pool: Sequence[Signing], chosen: Sequence[Signing], scope: Scope
) -> Draft | None:
    """The answer where no signature fits: an unknown person, a wrong person or day, no document."""
    if plan.strangers and not any(t.kind == "person" for t in plan.things):
        strange = desk.say("person_unknown", basis="said", name=given_fact(plan.strangers[0]))
        if pool and plan.bodies and plan.premise and "official" in plan.cues:
            # "Landrat ist X": the documents name who holds the office.
            draft.statements.append(strange)
            return _write_others(desk, plan, draft, pool)
        return _write_none(desk, plan, draft, pool, [strange])
    asserted = plan.premise or "op:who" not in plan.cues
    other = [
        s for s in desk.library.signings if s.document.body in all_readings(scope) or s.document.body in scope.missing
    ]
    people = {span for t in plan.things if t.kind == "person" for span in t.spans}
    theirs = [s for s in desk.library.signings if s.signature.name_span in people]
    if not pool and theirs and plan.bodies:
        # "X signed for the city": the one who signed did so for another body.
        return _write_others(desk, plan, draft, theirs)
    if not pool and other and plan.has_year_filter() and (plan.premise or asks_confirmation(plan)):
        # "... wurde doch erst im Herbst 2025 unterschrieben, oder?": the year was that of the signing.
        return _write_others(desk, plan, draft, other)
    if pool and not chosen and asserted and (plan.dates or any(t.kind == "person" for t in plan.things)):
        return _write_others(desk, plan, draft, pool)
    if nothing_named_is_held(plan, scope) or not chosen:
        return _write_none(desk, plan, draft, pool, say_missing(desk, plan, scope))
    return None


_COUNTED_AGREEMENTS = re.compile(
    r"\b(?:wie ?vielen?|how many|(?:an)?zahl (?:der|von)|number of|zaehl\w*|count)\s+(?:(?:der|die|dieser|diesen?|of|the|these|\d{4}|alle[nr]?|all)\s+){0,3}(?:\w*vereinbarung|\w*vertraeg|agreement|contract)"
)


def _count_signed(desk: Desk, chosen: Sequence[Signing]) -> Statement:
    """How many different agreements bear the signatures."""
    one_each = [
        next(s.signature.span for s in chosen if s.document.id == i) for i in sorted({s.document.id for s in chosen})
    ]
    key = "count_signed" if len(one_each) != 1 else "count_signed_one"
    return desk.say(key, cites=one_each[:1], basis="computed", count=count_fact(len(one_each), one_each))


def _count_people(desk: Desk, chosen: Sequence[Signing]) -> Statement:
    """How many different people signed."""
    people = {s.signature.name for s in chosen}
    one_each = [next(s.signature.span for s in chosen if s.signature.name == name) for name in sorted(people)]
    return desk.say("count_people", cites=one_each[:1], basis="computed", count=count_fact(len(people), one_each))


def _write_others(desk: Desk, plan: QueryPlan, draft: Draft, pool: Sequence[Signing]) -> Draft:
    """Who signed, and when, where a question gives a wrong person or day."""
    draft.outcome = "corrected"
    draft.statements.append(desk.say("signed_other", basis="said"))
    people = {span for t in plan.things if t.kind == "person" for span in t.spans}
    own = [s for s in pool if s.signature.name_span in people] or list(pool)
    for signing in own[:8]:
        draft.statements.append(state_signing(desk, signing, bullet=True))
        draft.rows.append(signing_row(desk, signing))
    return draft


def _mark_unprinted(draft: Draft, plan: QueryPlan, chosen: Sequence[Signing]) -> None:
    """A date or place that was asked for and is not printed is not found."""
    held = [
        s
        for s in chosen
        if ("when" not in plan.asks or s.signature.date) and ("where" not in plan.asks or s.signature.place)
    ]
    if len(held) < len(chosen) and draft.outcome == "answered":
        draft.outcome = "partial" if held or "who" in plan.asks else "not_found"


def _narrow(plan: QueryPlan, pool: Sequence[Signing]) -> list[Signing]:
    """By named persons, by function, by side (ministry or body), by date."""
    people = [t for t in plan.things if t.kind == "person"]
    chosen = list(pool)
    if people:
        spans = {span for t in people for span in t.spans}
        names = {s.signature.name for s in pool if s.signature.name_span in spans}
        chosen = [s for s in chosen if s.signature.name in names]
    chosen = chosen if people else _by_function(plan, chosen)
    side = "" if people else _side(plan)
    if side == "ministry":
        chosen = [s for s in chosen if s.signature.body == STATE]
    elif side == "body":
        chosen = [s for s in chosen if s.signature.body != STATE]
    if plan.body_kind:
        chosen = [s for s in chosen if s.signature.body == STATE or of_kind(plan, s.signature.body)]
    return [s for s in chosen if _in_dates(plan, s)]


def _by_function(plan: QueryPlan, chosen: list[Signing]) -> list[Signing]:
    """Those whose function the question names ("welche Landräte"); all where no function fits the words."""
    asked = asked_functions(plan)
    if not asked or plan.bodies or plan.doubts:
        return chosen
    fitting = [s for s in chosen if any(root in function_root(s.signature.function) for root in asked)]
    return fitting or ([] if "who" not in plan.asks else chosen)


def function_root(function: str) -> str:
    """A printed function so folded that "Landrätin" holds "landrat"."""
    return fold_question(function).replace("raet", "rat")


def asked_functions(plan: QueryPlan) -> list[str]:
    """Roots of the functions that a question names, folded: "landrat", "buergermeister"."""
    folded = plan.folded
    roots = []
    for match in cue_pattern("attribute", "official").finditer(folded):
        word = match.group()
        roots.append(re.sub(r"(?:innen|in|es|s|e|en)$", "", word).replace("raet", "rat") if len(word) > 6 else word)
    english = {
        "district administrator": "landrat",
        "mayor": "buergermeister",
        "mayors": "buergermeister",
        "treasurer": "kaemmer",
        "councillor": "stadtrat",
    }
    return [english.get(root, root) for root in roots]


def _side(plan: QueryPlan) -> str:
    """Whose signature is meant: the ministry's, the body's, or both."""
    folded = plan.folded
    ministry = MINISTRY_SIDE.search(folded) is not None
    if ministry and not re.search(r"\b(?:beide|both|und)\b.*\bunterschr", folded):
        return "ministry"
    bodies = plan.bodies or plan.doubts or plan.every
    if bodies and re.search(
        r"\b(?:fuer|seitens|for|on behalf of)\b|\bvon (?:de[mnr]|seiten)\b.*\bunter(?:z|schr)|\bsigned by\b", folded
    ):
        return "body"
    own = bodies and plan.dates and asks_confirmation(plan) and not _PASSIVE.search(folded)
    return "body" if (asked_functions(plan) and bodies) or own else ""


_PASSIVE = re.compile(r"\b(?:wurde\w*|worden|ist .* unterschrieben|was|were|been)\b")
"""An agreement that was signed, by whomever, and not a body that signed it."""


def _in_dates(plan: QueryPlan, signing: Signing) -> bool:
    date = signing.signature.date
    if not plan.dates:
        return True
    if date is None or date.month is None:
        return False
    return all(mention.covers(calendar_date(date.year, date.month, date.day or 1)) for mention in plan.dates)


def _extreme(plan: QueryPlan, chosen: Sequence[Signing]) -> list[Signing]:
    dated = [s for s in chosen if s.signature.date and s.signature.date.month]
    if not dated:
        return list(chosen)
    ordered = sorted(dated, key=_date_key, reverse=plan.operation == "maximum")
    return [s for s in ordered if _date_key(s) == _date_key(ordered[0])]


def _date_key(signing: Signing) -> tuple[int, int, int]:
    date = signing.signature.date
    return (date.year, date.month or 0, date.day or 0) if date else (0, 0, 0)


def _is_function(root: str, printed: str) -> bool:
    """Whether a printed function is the one that a question names; a Bürgermeister is no Oberbürgermeister."""
    words = re.findall(r"\w+", function_root(printed))
    return any(root in word and (root.startswith("ober") or not word.startswith("ober")) for word in words)


def _correct_function(desk: Desk, plan: QueryPlan, chosen: Sequence[Signing]) -> Statement | None:
    """Where the question gives the one person of a body another function than the document prints."""
    asked = asked_functions(plan)
    people = any(t.kind == "person" for t in plan.things)
    if (
        not asked
        or not (people or plan.bodies)
        or len({s.signature.name for s in chosen}) != 1
        or _side(plan) == "ministry"
    ):
        return None
    signing = chosen[0]
    if all(_is_function(root, signing.signature.function) for root in asked) or not signing.signature.function:
        return None
    if not people and "signatory" not in plan.cues:
        return None
    return desk.say(
        "function_differs",
        cites=(signing.signature.span,),
        person=person_fact(signing.document, signing.signature),
        function=say_function(signing.document.id, signing.signature),
    )


def _is_of_other_function(plan: QueryPlan, chosen: Sequence[Signing]) -> bool:
    """Whether the holder of an office is asked for, and whoever signed for the body named held another."""
    asked = asked_functions(plan)
    if not asked or not plan.bodies or "signatory" in plan.cues or any(t.kind == "person" for t in plan.things):
        return False
    held = [s.signature.function for s in chosen if s.signature.function and s.signature.body != STATE]
    return bool(held) and not any(_is_function(root, function) for root in asked for function in held)


def _write_none(desk: Desk, plan: QueryPlan, draft: Draft, pool: Sequence[Signing], missing: list[Statement]) -> Draft:
    draft.outcome = "not_found"
    draft.statements += missing or [desk.say("no_such_signature", basis="said")]
    spans: set[Span] = set()
    for signing in pool[:4] if (plan.bodies or plan.doubts) else ():
        if signing.signature.span not in spans:
            spans.add(signing.signature.span)
            draft.statements.append(state_signing(desk, signing, bullet=True))
    return draft


def find_signings(library: Library, spans: Sequence[Span]) -> list[Signing]:
    """The signatures whose printed name is at one of these places."""
    return [s for s in library.signings if s.signature.name_span in spans]
