"""Two questions in one sentence."""

import random
from dataclasses import replace

from evals.cases import Expected
from evals.questions.facts import Held
from evals.questions.look_ups import expect_measures, expect_signatory, expect_signing_date, expect_signing_place
from evals.questions.money import expect_development
from evals.questions.naming import name_body
from evals.questions.question import (
    ANSWERED_OR_PARTIAL,
    Question,
    about_agreement,
    ask_once,
    choose_agreement,
    choose_year,
    expect_amount,
)
from evals.questions.sets import has_part_time


def join(one: Expected, two: Expected) -> Expected:
    """What the answer to two questions holds."""
    amounts = None if one.amounts is None and two.amounts is None else (*(one.amounts or ()), *(two.amounts or ()))
    rows = None if one.rows is None and two.rows is None else (*(one.rows or ()), *(two.rows or ()))
    return Expected(
        outcomes=ANSWERED_OR_PARTIAL,
        amounts=amounts,
        allowed_amounts=(*one.allowed_amounts, *two.allowed_amounts),
        names=(*one.names, *two.names),
        rows=rows,
        allowed_rows=(*one.allowed_rows, *two.allowed_rows),
        evidence=(*one.evidence, *two.evidence),
    )


def ask_amount_and_signatory(held: Held, rng: random.Random) -> Question | None:
    """How much, and who signed?"""
    agreement = choose_agreement(held, rng)
    expected = join(expect_amount(held, agreement), expect_signatory(agreement))
    return ask_once(agreement.id, "amount_signatory", about_agreement(agreement, rng), expected)


def ask_amount_and_measures(held: Held, rng: random.Random) -> Question | None:
    """How much, and for which projects?"""
    agreement = choose_agreement(held, rng)
    expected = join(expect_amount(held, agreement), expect_measures(held, agreement, agreement.measures))
    return ask_once(agreement.id, "amount_measures", about_agreement(agreement, rng), expected)


def ask_day_and_place(held: Held, rng: random.Random) -> Question | None:
    """When and where did the body sign?"""
    agreement = choose_agreement(held, rng)
    if expect_signing_date(agreement).names == ():
        return None
    expected = join(expect_signing_date(agreement), expect_signing_place(agreement))
    return ask_once(agreement.id, "day_place", about_agreement(agreement, rng), expected)


def ask_signatory_and_day(held: Held, rng: random.Random) -> Question | None:
    """Who signed for the body, and when?"""
    agreement = choose_agreement(held, rng)
    if expect_signing_date(agreement).names == ():
        return None
    expected = join(expect_signatory(agreement), expect_signing_date(agreement))
    return ask_once(agreement.id, "signatory_day", about_agreement(agreement, rng), expected)


def ask_measures_and_part_time(held: Held, rng: random.Random) -> Question | None:
    """Which projects, and which of them in part-time?"""
    agreement = choose_agreement(held, rng)
    if not has_part_time(agreement):
        return None
    expected = expect_measures(held, agreement, agreement.measures)
    return ask_once(agreement.id, "measures_and_part_time", about_agreement(agreement, rng), expected)


def ask_two_amounts(held: Held, rng: random.Random) -> Question | None:
    """How much do two bodies get, each?"""
    agreements = held.of_year(choose_year(held, rng) or 0)
    if len(agreements) < 2:
        return None
    one, two = rng.sample(agreements, 2)
    both = join(expect_amount(held, one), expect_amount(held, two))
    gap = abs(one.total.euros - two.total.euros)
    beside = (*both.allowed_amounts, gap, one.total.euros + two.total.euros)
    slots = about_agreement(one, rng) | name_body(rng, two.body, "2")
    return ask_once(f"{one.id}-{two.id}", "amount_two_bodies", slots, replace(both, allowed_amounts=beside))


def ask_two_years(held: Held, rng: random.Random) -> Question | None:
    """How much does a body get in two years, each?"""
    agreement = choose_agreement(held, rng)
    others = [a for a in held.of_body(agreement.body) if a.year != agreement.year]
    if not others:
        return None
    pair = sorted((agreement, rng.choice(others)), key=lambda a: a.year)
    slots = name_body(rng, agreement.body) | {"year": str(pair[0].year), "year2": str(pair[1].year)}
    return ask_once(f"{pair[0].id}-{pair[1].year}", "amount_two_years", slots, expect_development(held, pair))


MAKERS = (
    ask_amount_and_signatory, ask_two_amounts, ask_amount_and_measures, ask_signatory_and_day, ask_two_years,
    ask_day_and_place, ask_measures_and_part_time,
)  # fmt: skip
