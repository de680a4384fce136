"""Conversations of two to five turns: the later ones lean on the earlier, or change body, year, kind or topic."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from evals.cases import Expected
from evals.questions.facts import Held, cite_context, cite_head, cite_measure
from evals.questions.look_ups import expect_measures, expect_signatory, expect_signing_date, expect_signing_place
from evals.questions.money import BODY_KINDS, add_up, choose_single
from evals.questions.naming import name_body
from evals.questions.over_many import count_bodies, expect_count
from evals.questions.question import (
    Question,
    Turn,
    about_agreement,
    choose_agreement,
    choose_year,
    expect_amount,
    expect_best,
    expect_bodies,
    expect_computed,
    expect_difference,
)
from evals.questions.sets import has_category, has_part_time
from evals.world import AgreementTruth


def _and_body(agreement: AgreementTruth, rng: random.Random, expected: Expected) -> Turn:
    return Turn("and_body", name_body(rng, agreement.body), expected)


def _list_bodies(agreements: Sequence[AgreementTruth]) -> Expected:
    return expect_bodies(agreements, [cite_head(a) for a in agreements])


def _list_part_time(agreements: Sequence[AgreementTruth]) -> Expected:
    found = [a for a in agreements if has_part_time(a)]
    return expect_bodies(found, [cite_measure(a, m) for a in found for m in a.measures if m.mark])


def _list_category(agreements: Sequence[AgreementTruth], key: str) -> Expected:
    found = [a for a in agreements if has_category(a, key)]
    return expect_bodies(found, [cite_measure(a, m) for a in found for m in a.measures if m.category == key])


def ask_two_bodies(held: Held, rng: random.Random) -> Question | None:
    """How much does one get? And the other? Who of both more? And together?"""
    agreements = choose_single(held, rng)
    if not agreements:
        return None
    one, two = rng.sample(agreements, 2)
    turns = (
        Turn("amount", about_agreement(one, rng), expect_amount(held, one)),
        _and_body(two, rng, expect_amount(held, two)),
        Turn("which_more", {}, expect_difference(held, one, two)),
        Turn("and_together", {}, expect_computed(held, (one, two), (add_up((one, two)),))),
    )
    return Question(f"two-{one.id}-{two.id}", turns[: rng.choice([3, 4, 4])])


def ask_two_years(held: Held, rng: random.Random) -> Question | None:
    """How much in one year? And in another? Which projects then, and which of them part-time?"""
    agreement = choose_agreement(held, rng)
    others = [a for a in held.of_body(agreement.body) if a.year != agreement.year]
    if not others:
        return None
    other = rng.choice(others)
    marked = tuple(m for m in other.measures if m.mark)
    turns = [
        Turn("amount", about_agreement(agreement, rng), expect_amount(held, agreement)),
        Turn("and_year", {"year": str(other.year)}, expect_amount(held, other)),
    ]
    if rng.random() < 0.7:
        turns.append(Turn("and_measures", {}, expect_measures(held, other, other.measures)))
        if marked:
            turns.append(Turn("of_these_part_time", {}, expect_measures(held, other, marked)))
    return Question(f"years-{agreement.id}-{other.year}", tuple(turns))


def ask_year_before(held: Held, rng: random.Random) -> Question | None:
    """How much? And in the year before, which may not be held? And who signed there?"""
    agreement = choose_agreement(held, rng)
    before = held.find(agreement.body, agreement.year - 1)
    first = Turn("amount", about_agreement(agreement, rng), expect_amount(held, agreement))
    if before is None:
        if held.is_covered(agreement.body, agreement.year - 1):
            return None
        silent = Expected(("not_found", "partial"), amounts=())
        silent = replace(silent, allowed_amounts=expect_amount(held, agreement).amounts or ())
        return Question(f"before-{agreement.id}", (first, Turn("year_before", {}, silent)))
    turns = (
        first,
        Turn("year_before", {}, expect_amount(held, before)),
        Turn("and_signed", {}, expect_signatory(before)),
    )
    return Question(f"before-{agreement.id}", turns)


def ask_more_about(held: Held, rng: random.Random) -> Question | None:
    """How much? Which projects? How many are these? Who signed?"""
    agreement = choose_agreement(held, rng)
    measures = agreement.measures
    turns = [Turn("amount", about_agreement(agreement, rng), expect_amount(held, agreement))]
    if rng.random() < 0.7:
        turns.append(Turn("and_measures", {}, expect_measures(held, agreement, measures)))
        turns.append(Turn("how_many", {}, expect_count(agreement, len(measures))))
    turns.append(Turn("and_signed", {}, expect_signatory(agreement)))
    return Question(f"more-{agreement.id}", tuple(turns))


def ask_about_signing(held: Held, rng: random.Random) -> Question | None:
    """Who signed? When? Where? And how much money is it?"""
    agreement = choose_agreement(held, rng)
    if not expect_signing_date(agreement).names:
        return None
    turns = (
        Turn("signatory", about_agreement(agreement, rng), expect_signatory(agreement)),
        Turn("and_when", {}, expect_signing_date(agreement)),
        Turn("and_where", {}, expect_signing_place(agreement)),
        Turn("and_money", {}, expect_amount(held, agreement)),
    )
    return Question(f"signing-{agreement.id}", turns[: rng.choice([2, 3, 4, 4])])


def ask_kinds(held: Held, rng: random.Random) -> Question | None:
    """Which cities? And the districts? How many are these? And in another year?"""
    year, kinds = choose_year(held, rng, least=4) or 0, rng.sample(BODY_KINDS, 2)
    one, two = (held.of_kind(year, kind) for kind in kinds)
    if not one or not two:
        return None
    other = choose_year(held, rng) or year
    later = held.of_kind(other, kinds[1])
    turns = [
        Turn("agreements_kind", {"year": str(year), "kinds:": kinds[0]}, _list_bodies(one)),
        Turn("and_kind", {"kinds:": kinds[1]}, _list_bodies(two)),
        Turn("how_many", {}, count_bodies(two, held.of_year(year))),
    ]
    if other != year and later:
        turns.append(Turn("and_year", {"year": str(other)}, _either_count_or_list(later)))
    return Question(f"kinds-{year}-{kinds[0]}-{other}", tuple(turns))


def _either_count_or_list(agreements: Sequence[AgreementTruth]) -> Expected:
    """After "how many are these?", "and in 2024?" asks for the number; the list may come with it."""
    return count_bodies(agreements, agreements)


def ask_part_time(held: Held, rng: random.Random) -> Question | None:
    """Who has part-time projects? Of these only the cities? And in another year?"""
    year, kind = choose_year(held, rng, least=4) or 0, rng.choice(BODY_KINDS)
    every, some = held.of_year(year), held.of_kind(year, kind)
    other = choose_year(held, rng) or year
    if not any(has_part_time(a) for a in some):
        return None
    turns = [
        Turn("part_time_bodies", {"year": str(year)}, _list_part_time(every)),
        Turn("only_kind", {"kinds:": kind}, _list_part_time(some)),
    ]
    if other != year and any(has_part_time(a) for a in held.of_kind(other, kind)):
        turns.append(Turn("and_year", {"year": str(other)}, _list_part_time(held.of_kind(other, kind))))
    return Question(f"part-time-{year}-{kind}-{other}", tuple(turns))


def ask_categories(held: Held, rng: random.Random) -> Question | None:
    """Who has projects of a category? And of another? And in another year?"""
    year = choose_year(held, rng, least=4) or 0
    one, two = rng.sample(["preparation", "training", "qualification", "staff"], 2)
    agreements, other = held.of_year(year), choose_year(held, rng) or year
    if not all(any(has_category(a, key) for a in agreements) for key in (one, two)):
        return None
    turns = [
        Turn("category_bodies", {"year": str(year), "category:": one}, _list_category(agreements, one)),
        Turn("and_category", {"category:": two}, _list_category(agreements, two)),
    ]
    if other != year and any(has_category(a, two) for a in held.of_year(other)):
        turns.append(Turn("and_year", {"year": str(other)}, _list_category(held.of_year(other), two)))
    return Question(f"categories-{year}-{one}-{two}-{other}", tuple(turns))


def ask_extremes(held: Held, rng: random.Random) -> Question | None:
    """Who gets the most? And the least? And on average? And in all?"""
    agreements = choose_single(held, rng, least=4)
    if not agreements:
        return None
    year, total = str(agreements[0].year), add_up(agreements)
    most, least = (pick(agreements, key=lambda a: a.total.euros) for pick in (max, min))
    mean = expect_computed(held, agreements, (total / len(agreements),), tolerance="1")
    mean = replace(mean, allowed_amounts=(*mean.allowed_amounts, total))
    turns = (
        Turn("highest", {"year": year}, expect_best(held, agreements, most)),
        Turn("and_least", {}, expect_best(held, agreements, least)),
        Turn("and_average", {}, mean),
        Turn("and_all", {}, expect_computed(held, agreements, (total,))),
    )
    return Question(f"extremes-{year}", turns[: rng.choice([2, 3, 4])])


def ask_change_of_topic(held: Held, rng: random.Random) -> Question | None:
    """Projects of one body, then another body in full, then who signed there, then back in a short question."""
    one, two = choose_agreement(held, rng), choose_agreement(held, rng)
    if one.body == two.body or one.year == two.year:
        return None
    back = held.find(one.body, two.year)
    turns = [
        Turn("measures", about_agreement(one, rng), expect_measures(held, one, one.measures)),
        Turn("amount", about_agreement(two, rng), expect_amount(held, two)),
        Turn("and_signed", {}, expect_signatory(two)),
    ]
    marked = tuple(m for m in two.measures if m.mark)
    turns.append(Turn("and_measures", {}, expect_measures(held, two, two.measures)))
    if back and not marked:
        turns.append(_and_body(back, rng, expect_measures(held, back, back.measures)))
    elif marked:
        turns.append(Turn("of_these_part_time", {}, expect_measures(held, two, marked)))
    return Question(f"topic-{one.id}-{two.id}", tuple(turns))


def ask_silent_turn(held: Held, rng: random.Random) -> Question | None:
    """Projects; then what no agreement says of them; then something that it does say."""
    agreement = choose_agreement(held, rng)
    if any(r.body == agreement.body for r in held.press) or any(o.body == agreement.body for o in held.others):
        return None
    silent = Expected(("not_found",), amounts=(), evidence=cite_context(agreement))
    turns = (
        Turn("measures", about_agreement(agreement, rng), expect_measures(held, agreement, agreement.measures)),
        Turn("and_unstated", {}, silent),
        Turn("and_money", {}, expect_amount(held, agreement)),
    )
    return Question(f"silent-{agreement.id}", turns)


Maker = Callable[[Held, random.Random], Question | None]
MAKERS: tuple[Maker, ...] = (
    ask_two_bodies, ask_two_years, ask_more_about, ask_about_signing, ask_kinds, ask_year_before, ask_part_time,
    ask_change_of_topic, ask_extremes, ask_categories, ask_silent_turn,
)  # fmt: skip
