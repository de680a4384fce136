"""Questions that compute over amounts: sums, differences, shares, rankings, averages, developments."""

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from evals.cases import Expected
from evals.questions.facts import Held, cite_amount, cite_press
from evals.questions.naming import both_spellings, name_body
from evals.questions.question import (
    ANSWERED_OR_PARTIAL,
    Question,
    about_agreement,
    ask_once,
    choose_year,
    expect_best,
    expect_bodies,
    expect_computed,
    expect_difference,
    single_budgets,
)
from evals.world import AgreementTruth

BODY_KINDS = ("stadt", "landkreis")


def choose_single(held: Held, rng: random.Random, kind: str = "", least: int = 2) -> tuple[AgreementTruth, ...]:
    """The agreements of some year with bodies of a kind, all for one budget; empty where that year has too few."""
    return single_budgets(held, choose_year(held, rng, least=least), kind, least)


def _of_kind(agreements: Sequence[AgreementTruth], kind: str) -> dict[str, str]:
    return {"year": str(agreements[0].year), "kinds:": kind}


def add_up(agreements: Sequence[AgreementTruth]) -> Decimal:
    """The sum of the totals."""
    return sum((a.total.euros for a in agreements), Decimal(0))


def ask_sum(held: Held, rng: random.Random) -> Question | None:
    """How much do all bodies of a year get together?"""
    agreements = choose_single(held, rng)
    if not agreements:
        return None
    year = str(agreements[0].year)
    return ask_once(year, "sum", {"year": year}, expect_computed(held, agreements, (add_up(agreements),)))


def ask_sum_two(held: Held, rng: random.Random) -> Question | None:
    """How much do two bodies get together?"""
    agreements = choose_single(held, rng)
    if not agreements:
        return None
    one, two = rng.sample(agreements, 2)
    slots = about_agreement(one, rng) | name_body(rng, two.body, "2")
    expected = expect_computed(held, (one, two), (add_up((one, two)),))
    return ask_once(f"{one.id}-{two.id}", "sum_two", slots, expected)


def ask_sum_kind(held: Held, rng: random.Random) -> Question | None:
    """How much do the cities (or districts) get together?"""
    kind = rng.choice(BODY_KINDS)
    agreements = choose_single(held, rng, kind)
    if not agreements:
        return None
    expected = expect_computed(held, agreements, (add_up(agreements),))
    return ask_once(f"{agreements[0].year}-{kind}", "sum_kind", _of_kind(agreements, kind), expected)


def ask_difference(held: Held, rng: random.Random) -> Question | None:
    """Who of two gets more, and by how much?"""
    agreements = choose_single(held, rng)
    if not agreements:
        return None
    one, two = rng.sample(agreements, 2)
    slots = about_agreement(one, rng) | name_body(rng, two.body, "2")
    return ask_once(f"{one.id}-{two.id}", "difference", slots, expect_difference(held, one, two))


def ask_three(held: Held, rng: random.Random) -> Question | None:
    """Who of three gets the most?"""
    agreements = choose_single(held, rng, least=3)
    if not agreements:
        return None
    three = rng.sample(agreements, 3)
    best = max(three, key=lambda a: a.total.euros)
    slots = about_agreement(three[0], rng) | name_body(rng, three[1].body, "2") | name_body(rng, three[2].body, "3")
    return ask_once("-".join(a.id for a in three), "compare_three", slots, expect_best(held, three, best))


def ask_share(held: Held, rng: random.Random) -> Question | None:
    """Which share of a year's sum does a body get?"""
    agreements = choose_single(held, rng, least=3)
    if not agreements:
        return None
    one, total = rng.choice(agreements), add_up(agreements)
    expected = replace(expect_computed(held, agreements, ()), names=(spell_percent(one.total.euros / total * 100),))
    expected = replace(expected, allowed_amounts=(*expected.allowed_amounts, total))
    return ask_once(one.id, "share", about_agreement(one, rng), expected)


def spell_percent(percent: Decimal) -> tuple[str, ...]:
    """A percentage rounded to two, one or no places, with a comma or a point."""
    rounded = [percent.quantize(Decimal(step), ROUND_HALF_UP) for step in ("0.01", "0.1")]
    whole = percent.quantize(Decimal(1), ROUND_HALF_UP)
    digits = [form for one in rounded for form in (f"{one}".replace(".", ","), f"{one}")]
    return (*digits, f"{whole} %", f"{whole}%", f"{whole} Prozent", f"{whole} per cent", f"{whole} percent")


def _ask_extreme(held: Held, rng: random.Random, phrasing: str, kind: str) -> Question | None:
    agreements = choose_single(held, rng, kind, least=3)
    if not agreements:
        return None
    pick = max if phrasing.startswith("highest") else min
    best = pick(agreements, key=lambda a: a.total.euros)
    slots = _of_kind(agreements, kind) if kind else {"year": str(agreements[0].year)}
    return ask_once(f"{agreements[0].year}-{kind}", phrasing, slots, expect_best(held, agreements, best))


def ask_extreme(held: Held, rng: random.Random) -> Question | None:
    """Who gets the most or the least?"""
    return _ask_extreme(held, rng, rng.choice(["highest", "lowest"]), "")


def ask_extreme_kind(held: Held, rng: random.Random) -> Question | None:
    """Which city (or district) gets the most or the least?"""
    return _ask_extreme(held, rng, rng.choice(["highest_kind", "lowest_kind"]), rng.choice(BODY_KINDS))


def ask_ranking(held: Held, rng: random.Random) -> Question | None:
    """All bodies of a year in order."""
    agreements = choose_single(held, rng, least=3)
    if not agreements:
        return None
    year = str(agreements[0].year)
    return ask_once(year, "ranking", {"year": year}, expect_bodies(agreements, [cite_amount(a) for a in agreements]))


def ask_place_in_ranking(held: Held, rng: random.Random) -> Question | None:
    """Who comes second, third, fourth?"""
    agreements = choose_single(held, rng, least=5)
    if not agreements:
        return None
    place, year = rng.choice([2, 3, 4]), str(agreements[0].year)
    ranked = sorted(agreements, key=lambda a: -a.total.euros)
    expected = expect_best(held, agreements, ranked[place - 1])
    return ask_once(f"{year}-{place}", "nth_place", {"year": year, "rank:": str(place)}, expected)


def _expect_average(held: Held, agreements: tuple[AgreementTruth, ...]) -> Expected:
    total = add_up(agreements)
    expected = expect_computed(held, agreements, (total / len(agreements),), tolerance="1")
    return replace(expected, allowed_amounts=(*expected.allowed_amounts, total))


def ask_average(held: Held, rng: random.Random) -> Question | None:
    """What is the mean of a year?"""
    agreements = choose_single(held, rng)
    if not agreements:
        return None
    year = str(agreements[0].year)
    return ask_once(year, "average", {"year": year}, _expect_average(held, agreements))


def ask_average_kind(held: Held, rng: random.Random) -> Question | None:
    """What do cities (or districts) get on average?"""
    kind = rng.choice(BODY_KINDS)
    agreements = choose_single(held, rng, kind)
    if not agreements:
        return None
    expected = _expect_average(held, agreements)
    return ask_once(f"{agreements[0].year}-{kind}", "average_kind", _of_kind(agreements, kind), expected)


def _choose_body(held: Held, rng: random.Random, least: int) -> tuple[AgreementTruth, ...]:
    """All agreements of a body that has so many."""
    bodies = sorted({a.body for a in held.agreements if len(held.of_body(a.body)) >= least})
    return held.of_body(rng.choice(bodies)) if bodies else ()


def expect_development(held: Held, agreements: Sequence[AgreementTruth]) -> Expected:
    """The amounts of one body in several years; the other years, the changes and press figures may be shown."""
    body = agreements[0].body
    expected = expect_computed(held, tuple(agreements), tuple(a.total.euros for a in agreements))
    told = [amount.euros for r in held.press if r.body == body for amount in r.amounts]
    every = [a.total.euros for a in held.of_body(body)]
    changes = [b - a for a, b in combinations([*every, *told], 2)]
    allowed = (*expected.allowed_amounts, *every, *changes, *(-c for c in changes), *told)
    places = [e for r in held.press if r.body == body for a in r.amounts for e in cite_press(r, a, optional=True)]
    others = [cite_amount(a, optional=True) for a in held.of_body(body) if a not in agreements]
    return replace(expected, allowed_amounts=allowed, evidence=(*expected.evidence, *places, *others))


def ask_development(held: Held, rng: random.Random) -> Question | None:
    """How did a body's money change over the years?"""
    agreements = _choose_body(held, rng, 2)
    if not agreements:
        return None
    body = agreements[0].body
    return ask_once(body, "development", name_body(rng, body), expect_development(held, agreements))


def ask_development_between(held: Held, rng: random.Random) -> Question | None:
    """How did a body's money change between two years, with at least one more between them?"""
    agreements = _choose_body(held, rng, 3)
    if not agreements:
        return None
    first = rng.randrange(len(agreements) - 2)
    chosen = agreements[first : rng.randint(first + 3, len(agreements))]
    years = {"year": str(chosen[0].year), "year2": str(chosen[-1].year)}
    slots = name_body(rng, chosen[0].body) | years
    about = f"{chosen[0].id}-{chosen[-1].year}"
    return ask_once(about, "development_between", slots, expect_development(held, chosen))


def ask_three_years(held: Held, rng: random.Random) -> Question | None:
    """How much in each of three years?"""
    agreements = _choose_body(held, rng, 3)
    if not agreements:
        return None
    chosen = sorted(rng.sample(agreements, 3), key=lambda a: a.year)
    years = {f"year{n}": str(a.year) for n, a in zip(("", "2", "3"), chosen, strict=True)}
    slots = name_body(rng, chosen[0].body) | years
    return ask_once(f"{chosen[0].id}-{chosen[2].year}", "three_years", slots, expect_development(held, chosen))


def ask_change(held: Held, rng: random.Random) -> Question | None:
    """By how much did a body's money change from one year to another?"""
    agreements = _choose_body(held, rng, 2)
    if not agreements:
        return None
    one, two = sorted(rng.sample(agreements, 2), key=lambda a: a.year)
    change = abs(two.total.euros - one.total.euros)
    if not change or any(amount.purpose == "Arbeitsmarktbudget" for a in (one, two) for amount in a.amounts):
        return None
    beside = expect_development(held, (one, two))
    expected = replace(
        beside, amounts=(), allowed_amounts=(*(beside.amounts or ()), *beside.allowed_amounts, change, -change)
    )
    expected = replace(expected, names=(both_spellings(change),), outcomes=ANSWERED_OR_PARTIAL)
    slots = name_body(rng, one.body) | {"year": str(one.year), "year2": str(two.year)}
    return ask_once(f"{one.id}-{two.year}", "change", slots, expected)


SUMS = (ask_sum_two, ask_sum, ask_sum_kind)
DIFFERENCES = (ask_difference, ask_three)
SHARES = (ask_share,)
RANKINGS = (ask_extreme, ask_extreme_kind, ask_place_in_ranking, ask_ranking)
AVERAGES = (ask_average, ask_average_kind)
DEVELOPMENTS = (ask_development, ask_change, ask_development_between, ask_three_years)
