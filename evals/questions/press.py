"""Questions about press releases: the whole state's money, places, what a release says of a body's money."""

import random

from assistant.documents import STATE
from evals.cases import Expected
from evals.questions.facts import Held, cite_paragraph, cite_press
from evals.questions.naming import name_body
from evals.questions.question import ANSWERED_OR_PARTIAL, Question, ask_once


def ask_state_total(held: Held, rng: random.Random) -> Question | None:
    """How much money was there in the whole state?"""
    releases = [p for p in held.press if p.body is None]
    if not releases:
        return None
    year = rng.choice(releases).year
    told = held.press_amounts(STATE, year)
    whole = [(r, a) for r, a in told if not a.purpose]
    amounts = tuple(dict.fromkeys(a.euros for _, a in whole))
    evidence = [e for r, a in told for e in cite_press(r, a, optional=bool(a.purpose))]
    allowed = tuple(a.euros for _, a in told)
    expected = Expected(ANSWERED_OR_PARTIAL, amounts=amounts, allowed_amounts=allowed, evidence=tuple(evidence))
    return ask_once(str(year), "state_total", {"year": str(year)}, expected)


def ask_state_part_time(held: Held, rng: random.Random) -> Question | None:
    """How much was there in the whole state for part-time training?"""
    told = [(r, a) for r in held.press for a in r.amounts if r.body is None and a.purpose == "Teilzeitausbildung"]
    if not told:
        return None
    year = rng.choice(told)[0].year
    same = [(r, a) for r, a in told if r.year == year]
    amounts = tuple(dict.fromkeys(a.euros for _, a in same))
    beside = held.press_amounts(STATE, year)
    evidence = [e for r, a in same for e in cite_press(r, a)]
    evidence += [e for r, a in beside if not a.purpose for e in cite_press(r, a, optional=True)]
    allowed = tuple(a.euros for _, a in beside)
    allowed += tuple(x.euros for a in held.of_year(year) for x in a.amounts if x.purpose == "Teilzeitausbildung")
    expected = Expected(ANSWERED_OR_PARTIAL, amounts=amounts, allowed_amounts=allowed, evidence=tuple(evidence))
    return ask_once(str(year), "state_part_time", {"year": str(year)}, expected)


def ask_press_places(held: Held, rng: random.Random) -> Question | None:
    """How many places does a press release name?"""
    releases = [p for p in held.press if p.body and p.places]
    if not releases:
        return None
    release = rng.choice(releases)
    place = rng.choice(release.places)
    if sum(p.what == place.what for r in releases if r.body == release.body for p in r.places) > 1:
        return None
    assert release.body is not None
    evidence = (cite_paragraph(release, place.section, place.written),)
    expected = Expected(ANSWERED_OR_PARTIAL, names=((str(place.count),),), evidence=evidence)
    slots = name_body(rng, release.body) | {"year": str(release.year), "noun:": place.what}
    return ask_once(f"{release.id}-{place.what}", "press_places", slots, expected)


def ask_own_share_told(held: Held, rng: random.Random) -> Question | None:
    """With how much of its own does a body take part, according to a release?"""
    told = [(r, a) for r in held.press for a in r.amounts if r.body is not None and a.payer == r.body]
    if not told:
        return None
    release, amount = rng.choice(told)
    if sum((r.body, r.year) == (release.body, release.year) for r, _ in told) > 1:
        return None
    assert release.body is not None
    beside = held.press_amounts(release.body, release.year)
    agreement = held.find(release.body, release.year)
    allowed = tuple(a.euros for _, a in beside) + ((agreement.total.euros,) if agreement else ())
    evidence = cite_press(release, amount)
    evidence += tuple(e for r, a in beside if a != amount for e in cite_press(r, a, optional=True))
    expected = Expected(ANSWERED_OR_PARTIAL, amounts=(amount.euros,), allowed_amounts=allowed, evidence=evidence)
    slots = name_body(rng, release.body) | {"year": str(release.year)}
    return ask_once(release.id, "own_share_told", slots, expected)


MAKERS = (ask_press_places, ask_state_total, ask_own_share_told, ask_state_part_time)
