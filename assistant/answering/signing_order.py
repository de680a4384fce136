"""Who signed first: the order of the two sides' signatures under one agreement, and the days between them."""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date as calendar_date

from assistant.answering.draft import Desk, Draft, Fact, Statement
from assistant.answering.shown import holder_fact, year_fact
from assistant.answering.signing_lines import signing_row, state_signing
from assistant.documents import STATE
from assistant.library import Signing
from assistant.plan import QueryPlan

_FIRST = re.compile(
    r"\b(?:vor (?:de[mnr]|ihr|ihm)|before|frueher als|earlier than|zuerst|als erste[rs]?|first|eher als|sooner than)\b"
)
_LAST = re.compile(r"\b(?:nach (?:de[mnr]|ihr|ihm)|after|spaeter als|later than|zuletzt|als letzte[rs]?|last)\b")
_ONE_DAY = re.compile(
    r"\b(?:am (?:selben|gleichen) tag|gleichzeitig|zeitgleich|(?:on )?the same (?:day|date)|simultaneously|beide am|both\b.{0,60}\bon)\b"
)
_DAYS = re.compile(
    r"\bwie ?viele? (?:\w+ )?(?:tage|wochen)\b|\bhow many (?:days|weeks)\b|\bwie (?:lange|viel zeit)\b.*\bzwischen\b|\bhow (?:long|much time)\b.*\b(?:between|apart)\b|\b(?:tage|days) (?:apart|auseinander|dazwischen|between)\b"
)
MINISTRY_SIDE = re.compile(
    r"\bhm[a-z]{1,4}\b|\bministeri\w*|\bministry\b|\bstaatsminister\w*|\bminister(?:in)?\b|\bland(?:es)?(?:seite)?\b(?! ?kreis)|\bstate\b"
)
"""The ministry as one of the two sides, in a folded question."""
_BODY = re.compile(
    r"\b(?:landrat\w*|landraet\w*|(?:ober)?buergermeister\w*|kaemmer\w*|stadtrat\w*|(?:land)?kreis\w*|stadt|kommune|district|city|county|mayor|council\w*)\b"
)


def write_signing_order(desk: Desk, plan: QueryPlan, pool: Sequence[Signing]) -> Draft | None:
    """The order of two sides' signatures, or the days between; None where that is not asked or dates are missing."""
    folded = plan.folded
    asks_days, one_day = _DAYS.search(folded), _ONE_DAY.search(folded)
    ordered = (_FIRST.search(folded) or _LAST.search(folded)) and MINISTRY_SIDE.search(folded) and _BODY.search(folded)
    asks_yes = plan.operation == "yes_no" or "op:yes_no" in plan.cues
    if not asks_days and not (asks_yes and (ordered or one_day)):
        return None
    pairs = _find_pairs(pool)
    if not pairs:
        return None
    draft = Draft()
    if not asks_days:
        holds = [_holds(folded, ministry, body, bool(one_day), plan) for ministry, body in pairs]
        if any(holds) != all(holds):
            return None
        draft.statements.append(desk.say("yes" if all(holds) else "no", basis="computed"))
        # A day that is asserted for both and was not is corrected.
        draft.outcome = "corrected" if plan.dates and not all(holds) else "answered"
    for ministry, body in pairs:
        if asks_days:
            draft.statements.append(_say_days(desk, ministry, body))
        for signing in sorted((ministry, body), key=signing_day):
            draft.statements.append(state_signing(desk, signing, bullet=True))
            draft.rows.append(signing_row(desk, signing))
    return draft


def signing_day(signing: Signing) -> calendar_date:
    """The day of a signature that bears a whole date.

    Raises:
        ValueError: The date is missing or has no day.
    """
    date = signing.signature.date
    if date is None or not date.month or not date.day:
        raise ValueError(f"The signature of {signing.signature.name} bears no day.")
    return calendar_date(date.year, date.month, date.day)


def _has_day(signing: Signing) -> bool:
    date = signing.signature.date
    return date is not None and bool(date.month and date.day)


def _find_pairs(pool: Sequence[Signing]) -> list[tuple[Signing, Signing]]:
    """The ministry's and the body's signature of each agreement that bears one of each, both with a day."""
    held: dict[str, list[Signing]] = defaultdict(list)
    for signing in pool:
        held[signing.document.id].append(signing)
    pairs = []
    for signings in held.values():
        sides = [
            [s for s in signings if (s.signature.body == STATE) == state and _has_day(s)] for state in (True, False)
        ]
        if len(sides[0]) == 1 and len(sides[1]) == 1 and len(signings) == 2:
            pairs.append((sides[0][0], sides[1][0]))
    return pairs


def _holds(folded: str, ministry: Signing, body: Signing, one_day: bool, plan: QueryPlan) -> bool:
    first, second = signing_day(ministry), signing_day(body)
    if one_day:
        return first == second and all(mention.covers(first) for mention in plan.dates)
    state, other = MINISTRY_SIDE.search(folded), _BODY.search(folded)
    state_named_first = state is not None and other is not None and state.start() < other.start()
    subject, rival = (first, second) if state_named_first else (second, first)
    return subject < rival if _FIRST.search(folded) else subject > rival


def _say_days(desk: Desk, ministry: Signing, body: Signing) -> Statement:
    days = abs((signing_day(ministry) - signing_day(body)).days)
    spans = (ministry.signature.span, body.signature.span)
    facts = {
        "body": holder_fact(body.document, desk.language, "genitive"),
        "year": year_fact(body.document.year, body.document),
        "days": Fact(str(days), "computed", str(days), formula="days", inputs=spans),
    }
    return desk.say("days_between_one" if days == 1 else "days_between", cites=spans, basis="computed", facts=facts)
