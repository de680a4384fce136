"""Questions about days, places and people of signing, over many agreements.

Both sides sign, the ministry first. Where only one of the two days fits, an answer may hold the agreement or not.
"""

import random
from collections.abc import Callable, Sequence

from evals.cases import Evidence, Expected
from evals.questions.facts import Held, cite_context, cite_signature
from evals.questions.naming import name_body, spell_day
from evals.questions.question import (
    ANSWERED_OR_PARTIAL,
    Question,
    about_agreement,
    ask_once,
    choose_agreement,
    choose_year,
    expect_bodies,
    name_of,
    signed_for_body,
    signed_for_state,
)
from evals.world import AgreementTruth

Day = tuple[int, int, int]


def day_of_body(agreement: AgreementTruth) -> Day | None:
    """The day on which the body signed, None where its line is blank."""
    return signed_for_body(agreement)[0].date


def day_of_state(agreement: AgreementTruth) -> Day | None:
    """The day on which the ministry signed."""
    return signed_for_state(agreement).date


def _cite_signatures(agreements: Sequence[AgreementTruth], *, optional: bool = False) -> list[Evidence]:
    return [cite_signature(a, signed_for_body(a)[0].name, optional=optional) for a in agreements]


def _ask_first_or_last(held: Held, rng: random.Random, phrasing: str) -> Question | None:
    year = choose_year(held, rng, least=3) or 0
    agreements = held.of_year(year)
    pick = min if phrasing == "earliest" else max
    best = {a.id: a for day in (day_of_body, day_of_state) if (a := _best(agreements, day, pick))}
    chosen = [best[key] for key in sorted(best)]
    if len(agreements) < 3 or not chosen:
        return None
    names = tuple(name for a in chosen for name in name_of(a))
    days = tuple(form for a in chosen for day in (day_of_body(a), day_of_state(a)) if day for form in spell_day(day))
    evidence = [cite_signature(a, signed_for_body(a)[0].name, group="best") for a in chosen]
    others = [a for a in agreements if a not in chosen]
    context = [e for a in agreements for e in cite_context(a)]
    expected = Expected(
        ANSWERED_OR_PARTIAL,
        names=(names, days),
        evidence=(*evidence, *_cite_signatures(others, optional=True), *context),
    )
    return ask_once(str(year), phrasing, {"year": str(year)}, expected)


def _best(
    agreements: Sequence[AgreementTruth], day: Callable[[AgreementTruth], Day | None], pick: Callable[..., Day]
) -> AgreementTruth | None:
    """The one with the first (last) day; None where two share it."""
    days = [found for a in agreements if (found := day(a))]
    if not days:
        return None
    best = [a for a in agreements if day(a) == pick(days)]
    return best[0] if len(best) == 1 else None


def ask_earliest(held: Held, rng: random.Random) -> Question | None:
    """Which agreement of a year was signed first?"""
    return _ask_first_or_last(held, rng, "earliest")


def ask_latest(held: Held, rng: random.Random) -> Question | None:
    """Which agreement of a year was signed last?"""
    return _ask_first_or_last(held, rng, "latest")


def _ask_span(held: Held, rng: random.Random, phrasing: str) -> Question | None:
    """Who signed before, after, between days that are the first of a month?"""
    year = choose_year(held, rng, least=4) or 0
    agreements = held.of_year(year)
    month = rng.randint(4, 8)
    last = month + rng.randint(1, 2) if phrasing == "signed_between" else month
    first = (year, month, 1)
    low = (0, 0, 0) if phrasing == "signed_before" else first
    high = {"signed_before": first, "signed_after": (9999, 1, 1)}.get(phrasing, (year, last, 1))
    days = [day for a in agreements for day in (day_of_body(a), day_of_state(a)) if day]
    if first in days or high in days:
        return None
    fits = {a.id: [low < day < high for day in (day_of_body(a), day_of_state(a)) if day] for a in agreements}
    sure = [a for a in agreements if all(fits[a.id]) and len(fits[a.id]) == 2]
    maybe = [a for a in agreements if any(fits[a.id]) and a not in sure]
    if not sure:
        return None
    slots = {"year": str(year), "date:": f"{year}-{month:02}-01", "date2:": f"{year}-{last:02}-01"}
    expected = expect_bodies(sure, [*_cite_signatures(sure), *_cite_signatures(maybe, optional=True)], maybe)
    return ask_once(f"{year}-{month}-{last}", phrasing, slots, expected)


def ask_signed_before(held: Held, rng: random.Random) -> Question | None:
    """Which agreements were signed before a day?"""
    return _ask_span(held, rng, "signed_before")


def ask_signed_after(held: Held, rng: random.Random) -> Question | None:
    """Which agreements were signed after a day?"""
    return _ask_span(held, rng, "signed_after")


def ask_signed_between(held: Held, rng: random.Random) -> Question | None:
    """Which agreements were signed between two days?"""
    return _ask_span(held, rng, "signed_between")


def ask_who_first(held: Held, rng: random.Random) -> Question | None:
    """Who of two signed earlier? Both sides of the one did before both of the other."""
    agreements = held.of_year(choose_year(held, rng) or 0)
    if len(agreements) < 2:
        return None
    one, two = rng.sample(agreements, 2)
    days = [(day_of_body(a), day_of_state(a)) for a in (one, two)]
    if any(day is None for pair in days for day in pair) or days[0][0] == days[1][0]:
        return None
    first = one if str(days[0][0]) and (days[0][0] or ()) < (days[1][0] or ()) else two
    if ((days[0][1] or ()) < (days[1][1] or ())) != (first is one):
        return None
    second = two if first is one else one
    day = day_of_body(first)
    assert day is not None
    slots = about_agreement(one, rng) | name_body(rng, two.body, "2")
    evidence = (*_cite_signatures((first, second)), *cite_context(one), *cite_context(two))
    expected = Expected(ANSWERED_OR_PARTIAL, names=(name_of(first), _either_day(first)), evidence=evidence)
    return ask_once(f"{one.id}-{two.id}", "first_of_two", slots, expected)


def _either_day(agreement: AgreementTruth) -> tuple[str, ...]:
    return tuple(form for day in (day_of_body(agreement), day_of_state(agreement)) if day for form in spell_day(day))


def ask_body_of_day(held: Held, rng: random.Random) -> Question | None:
    """Who signed on a day?"""
    day = day_of_body(choose_agreement(held, rng))
    if day is None:
        return None
    found = [a for a in held.agreements if day_of_body(a) == day]
    beside = [a for a in held.agreements if day_of_state(a) == day]
    context = [e for a in (*found, *beside) for e in cite_context(a)]
    expected = Expected(
        ANSWERED_OR_PARTIAL,
        names=tuple(dict.fromkeys(name_of(a) for a in found)),
        evidence=(*_cite_signatures(found), *_cite_signatures(beside, optional=True), *context),
    )
    written = "-".join(str(part) for part in day)
    return ask_once(written, "date_body", {"date:": written}, expected)


def ask_body_of_place(held: Held, rng: random.Random) -> Question | None:
    """Whose agreement of a year was signed in a town?"""
    agreement = choose_agreement(held, rng)
    place = signed_for_body(agreement)[0].place or ""
    if place in {"Wiesbaden", ""}:
        return None
    found = [a for a in held.of_year(agreement.year) if (signed_for_body(a)[0].place or "") == place]
    near = [a for a in held.of_year(agreement.year) if place in (signed_for_body(a)[0].place or "") and a not in found]
    expected = Expected(
        ANSWERED_OR_PARTIAL,
        names=tuple(name_of(a) for a in found),
        evidence=(
            *_cite_signatures(found),
            *_cite_signatures(near, optional=True),
            *(e for a in (*found, *near) for e in cite_context(a)),
        ),
    )
    slots = {"place": place, "year": str(agreement.year)}
    return ask_once(f"{place}-{agreement.year}", "place_body", slots, expected)


def ask_agreements_of_minister(held: Held, rng: random.Random) -> Question | None:
    """Which agreements of a year did somebody sign for the state?"""
    year = choose_year(held, rng, least=3) or 0
    agreements = held.of_year(year)
    if not agreements:
        return None
    person = rng.choice(sorted({signed_for_state(a).name for a in agreements}))
    found = [a for a in agreements if signed_for_state(a).name == person]
    expected = expect_bodies(found, [cite_signature(a, person) for a in found])
    return ask_once(f"{year}-{person}", "minister_agreements", {"year": str(year), "person": person}, expected)


MAKERS = (
    ask_earliest, ask_body_of_day, ask_signed_before, ask_who_first, ask_latest, ask_body_of_place, ask_signed_after,
    ask_agreements_of_minister, ask_signed_between,
)  # fmt: skip
