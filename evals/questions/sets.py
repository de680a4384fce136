"""Questions that combine filters: both, one without the other, none; above and below a sum; kinds of bodies."""

import random
from collections.abc import Sequence
from dataclasses import replace

from evals.cases import Evidence, Expected
from evals.questions.facts import Held, cite_amount, cite_context, cite_measure
from evals.questions.look_ups import expect_measures
from evals.questions.money import BODY_KINDS, choose_single
from evals.questions.naming import name_body, spell_number
from evals.questions.question import (
    ANSWERED_OR_PARTIAL,
    Question,
    about_agreement,
    ask_once,
    choose_agreement,
    choose_year,
    expect_bodies,
)
from evals.world import AgreementTruth, MeasureTruth

CATEGORIES = ("preparation", "training", "qualification", "staff")


def has_category(agreement: AgreementTruth, key: str) -> bool:
    """Whether a project stands under a category."""
    return any(m.category == key for m in agreement.measures)


def has_part_time(agreement: AgreementTruth) -> bool:
    """Whether a project is marked as part-time."""
    return any(m.mark for m in agreement.measures)


def _is_earmarked(agreement: AgreementTruth) -> bool:
    """Whether money is set aside for part-time training: a reader may then say that it is funded."""
    return any(amount.purpose == "Teilzeitausbildung" for amount in agreement.amounts)


def _cite_category(agreements: Sequence[AgreementTruth], *keys: str) -> list[Evidence]:
    return [cite_measure(a, m) for a in agreements for m in a.measures if m.category in keys]


def _cite_any(agreements: Sequence[AgreementTruth]) -> list[Evidence]:
    """§ 5 of each, for what does not stand there: it may be cited."""
    return [cite_measure(a, m, optional=True) for a in agreements for m in a.measures[:1]]


def ask_part_time_kind(held: Held, rng: random.Random) -> Question | None:
    """Which cities (or districts) have part-time projects?"""
    year, kind = choose_year(held, rng) or 0, rng.choice(BODY_KINDS)
    found = [a for a in held.of_kind(year, kind) if has_part_time(a)]
    if not found:
        return None
    evidence = [cite_measure(a, m) for a in found for m in a.measures if m.mark]
    slots = {"year": str(year), "kinds:": kind}
    return ask_once(f"{year}-{kind}", "kind_part_time", slots, expect_bodies(found, evidence))


def ask_category_kind(held: Held, rng: random.Random) -> Question | None:
    """Which cities (or districts) have projects of a category?"""
    year, kind, key = choose_year(held, rng) or 0, rng.choice(BODY_KINDS), rng.choice(CATEGORIES)
    found = [a for a in held.of_kind(year, kind) if has_category(a, key)]
    if not found:
        return None
    slots = {"year": str(year), "kinds:": kind, "category:": key}
    expected = expect_bodies(found, _cite_category(found, key))
    return ask_once(f"{year}-{kind}-{key}", "kind_category", slots, expected)


def ask_part_time_category(held: Held, rng: random.Random) -> Question | None:
    """Who has part-time projects in a category?"""
    year, key = choose_year(held, rng) or 0, rng.choice(CATEGORIES[:3])
    found = [(a, m) for a in held.of_year(year) for m in a.measures if m.mark and m.category == key]
    if not found:
        return None
    expected = expect_bodies([a for a, _ in found], [cite_measure(a, m) for a, m in found])
    slots = {"year": str(year), "category:": key}
    return ask_once(f"{year}-{key}", "part_time_category", slots, expected)


def ask_measures_part_time_category(held: Held, rng: random.Random) -> Question | None:
    """Which part-time projects of a category has a body?"""
    agreement = choose_agreement(held, rng)
    keys = sorted({m.category for m in agreement.measures if m.mark})
    if not keys:
        return None
    key = rng.choice(keys)
    found = tuple(m for m in agreement.measures if m.mark and m.category == key)
    slots = about_agreement(agreement, rng) | {"category:": key}
    expected = expect_measures(held, agreement, found)
    return ask_once(f"{agreement.id}-{key}", "measures_part_time_category", slots, expected)


def _ask_limit(held: Held, rng: random.Random, phrasing: str, kind: str = "") -> Question | None:
    """Who gets more (or less) than a round sum?"""
    agreements = choose_single(held, rng, kind, least=3)
    if not agreements:
        return None
    limit = (rng.choice(agreements).total.euros / 50_000).to_integral_value() * 50_000
    below = phrasing == "less_than"
    found = [a for a in agreements if (a.total.euros < limit if below else a.total.euros > limit)]
    if phrasing == "part_time_more_than":
        found = [a for a in found if has_part_time(a)]
    if not found or len(found) == len(agreements) or any(a.total.euros == limit for a in agreements):
        return None
    year = str(agreements[0].year)
    slots = {"year": year, "amount:": str(limit)} | ({"kinds:": kind} if kind else {})
    evidence = [cite_amount(a) for a in found]
    if phrasing == "part_time_more_than":
        evidence += [cite_measure(a, m) for a in found for m in a.measures if m.mark]
    return ask_once(f"{year}-{limit}-{kind}", phrasing, slots, expect_bodies(found, evidence))


def ask_more_than(held: Held, rng: random.Random) -> Question | None:
    """Who gets more than so much?"""
    return _ask_limit(held, rng, "more_than")


def ask_less_than(held: Held, rng: random.Random) -> Question | None:
    """Who gets less than so much?"""
    return _ask_limit(held, rng, "less_than")


def ask_kind_more_than(held: Held, rng: random.Random) -> Question | None:
    """Which cities (or districts) get more than so much?"""
    return _ask_limit(held, rng, "kind_more_than", rng.choice(BODY_KINDS))


def ask_part_time_more_than(held: Held, rng: random.Random) -> Question | None:
    """Who gets more than so much and has part-time projects?"""
    return _ask_limit(held, rng, "part_time_more_than")


def ask_between(held: Held, rng: random.Random) -> Question | None:
    """Who gets between two round sums?"""
    agreements = choose_single(held, rng, least=4)
    if not agreements:
        return None
    low = (rng.choice(agreements).total.euros / 100_000).to_integral_value() * 100_000
    high = low + rng.choice([200_000, 300_000, 500_000])
    found = [a for a in agreements if low < a.total.euros < high]
    if not low or not found or any(a.total.euros in {low, high} for a in agreements):
        return None
    year = str(agreements[0].year)
    slots = {"year": year, "amount:": str(low), "amount2:": str(high)}
    return ask_once(f"{year}-{low}-{high}", "between", slots, expect_bodies(found, [cite_amount(a) for a in found]))


def ask_one_without_other(held: Held, rng: random.Random) -> Question | None:
    """Who has projects of one category and none of another?"""
    year = choose_year(held, rng, least=3) or 0
    one, two = rng.sample(CATEGORIES, 2)
    found = [a for a in held.of_year(year) if has_category(a, one) and not has_category(a, two)]
    if not found:
        return None
    slots = {"year": str(year), "category:": one, "category2:": two}
    return ask_once(
        f"{year}-{one}-{two}", "category_not_category", slots, expect_bodies(found, _cite_category(found, one))
    )


def ask_both_categories(held: Held, rng: random.Random) -> Question | None:
    """Who has projects of two categories?"""
    year = choose_year(held, rng, least=3) or 0
    one, two = rng.sample(CATEGORIES, 2)
    found = [a for a in held.of_year(year) if has_category(a, one) and has_category(a, two)]
    if not found:
        return None
    slots = {"year": str(year), "category:": one, "category2:": two}
    expected = expect_bodies(found, _cite_category(found, one, two))
    return ask_once(f"{year}-{one}-{two}", "category_and_category", slots, expected)


def _compare_years(held: Held, rng: random.Random) -> tuple[AgreementTruth, AgreementTruth] | None:
    """Two agreements of a body whose projects can be compared by name: no torn words."""
    one = choose_agreement(held, rng)
    others = [a for a in held.of_body(one.body) if a.year > one.year]
    if not others or not one.measures:
        return None
    two = rng.choice(others)
    return None if any(a.axes["torn_words"] == "name" for a in (one, two)) else (one, two)


def name_without_mark(measure: MeasureTruth) -> str:
    """A project's name without its part-time mark: the same project may be marked in one year alone."""
    name = measure.name.removeprefix("Teilzeit-").removeprefix("Projekt ")
    return name.removesuffix(measure.mark).strip(" -") if measure.mark else name


def _ask_two_years(held: Held, rng: random.Random, phrasing: str) -> Question | None:
    pair = _compare_years(held, rng)
    if pair is None:
        return None
    one, two = pair
    before = {name_without_mark(m) for m in one.measures}
    kept = phrasing == "kept_measures"
    chosen = tuple(m for m in two.measures if (name_without_mark(m) in before) == kept)
    if not chosen:
        return None
    expected = expect_measures(held, two, chosen)
    changed = [m for m in one.measures if any(name_without_mark(m) == name_without_mark(c) for c in chosen)]
    beside = [{"measure": m.name} for m in changed] + [{"measure": m.name} for m in two.measures if m.mark and not kept]
    beside = [cells for cells in beside if cells not in (expected.rows or ())]
    places = [cite_measure(one, m, optional=not kept) for m in one.measures[:1]]
    expected = replace(
        expected,
        allowed_rows=(*expected.allowed_rows, *beside),
        evidence=(*expected.evidence, *places, *cite_context(one)),
    )
    slots = name_body(rng, one.body) | {"year": str(one.year), "year2": str(two.year)}
    return ask_once(f"{two.id}-{one.year}", phrasing, slots, expected)


def ask_new_measures(held: Held, rng: random.Random) -> Question | None:
    """Which projects of a year were not there in an earlier one?"""
    return _ask_two_years(held, rng, "new_measures")


def ask_kept_measures(held: Held, rng: random.Random) -> Question | None:
    """Which projects stand in the agreements of both years?"""
    return _ask_two_years(held, rng, "kept_measures")


def ask_measures_not_part_time(held: Held, rng: random.Random) -> Question | None:
    """Which projects of a body are not marked as part-time?"""
    agreement = choose_agreement(held, rng)
    if not has_part_time(agreement):
        return None
    found = tuple(m for m in agreement.measures if not m.mark)
    if not found:
        return None
    slots = about_agreement(agreement, rng)
    return ask_once(agreement.id, "measures_not_part_time", slots, expect_measures(held, agreement, found))


def ask_bodies_without_part_time(held: Held, rng: random.Random) -> Question | None:
    """Who has no part-time project?"""
    year = choose_year(held, rng, least=3) or 0
    without = [a for a in held.of_year(year) if not has_part_time(a)]
    sure = [a for a in without if not _is_earmarked(a)]
    if not sure:
        return None
    expected = expect_bodies(sure, _cite_any(sure), [a for a in without if _is_earmarked(a)])
    return ask_once(str(year), "no_part_time_bodies", {"year": str(year)}, expected)


def ask_bodies_without_category(held: Held, rng: random.Random) -> Question | None:
    """Who has no project of a category? The heading may be printed with nothing below it."""
    year, key = choose_year(held, rng, least=3) or 0, rng.choice(CATEGORIES)
    found = [a for a in held.of_year(year) if not has_category(a, key)]
    if not found:
        return None
    titles = [
        Evidence(a.file, "§ 5", c.title, f"{a.file} § 5", optional=True)
        for a in found
        for c in a.categories
        if c.key == key
    ]
    expected = expect_bodies(found, [*_cite_any(found), *titles])
    slots = {"year": str(year), "category:": key}
    return ask_once(f"{year}-{key}", "no_category_bodies", slots, expected)


def ask_count_without_part_time(held: Held, rng: random.Random) -> Question | None:
    """How many projects of a body are not part-time?"""
    agreement = choose_agreement(held, rng)
    count = sum(m.mark is None for m in agreement.measures)
    if not count or not has_part_time(agreement):
        return None
    names = (spell_number(count),)
    evidence = (cite_measure(agreement, agreement.measures[0]), *cite_context(agreement))
    expected = Expected(ANSWERED_OR_PARTIAL, names=names, evidence=evidence)
    return ask_once(agreement.id, "count_not_part_time", about_agreement(agreement, rng), expected)


COMBINED = (
    ask_part_time_kind, ask_more_than, ask_category_kind, ask_less_than, ask_part_time_category, ask_kind_more_than,
    ask_measures_part_time_category, ask_between, ask_part_time_more_than,
)  # fmt: skip
OPERATIONS = (ask_one_without_other, ask_both_categories, ask_new_measures, ask_kept_measures)
NEGATIONS = (
    ask_bodies_without_part_time, ask_measures_not_part_time, ask_bodies_without_category, ask_count_without_part_time,
)  # fmt: skip
