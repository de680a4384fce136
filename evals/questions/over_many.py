"""Questions over many agreements: filters, counts, sums, rankings, developments, reverse look-ups."""

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from assistant.bodies import get_body
from assistant.documents import STATE
from evals.cases import Evidence, Expected
from evals.questions.facts import (
    Held,
    both_spellings,
    cite_amount,
    cite_context,
    cite_head,
    cite_measure,
    cite_offers,
    cite_press,
    cite_signature,
    name_body,
)
from evals.questions.question import (
    ANSWERED_OR_PARTIAL,
    Question,
    about_agreement,
    ask_once,
    choose_agreement,
    choose_year,
    expect_computed,
    press_places,
    side_amounts,
)
from evals.world import AgreementTruth

# said outright in the documents, and not a wider word for others
GROUPS = (
    "Alleinerziehende", "Wohnungslose", "Auszubildende", "Langzeitarbeitslose", "Straffällige", "Berufsrückkehrerinnen",
    "Analphabeten", "Menschen mit Behinderungen", "Bedarfsgemeinschaften",
)  # fmt: skip


def expect_bodies(agreements: Sequence[AgreementTruth], evidence: Sequence[Evidence]) -> Expected:
    """A complete list of bodies."""
    rows = tuple({"body": body} for body in dict.fromkeys(a.body for a in agreements))
    context = tuple(e for a in agreements for e in cite_context(a))
    return Expected(ANSWERED_OR_PARTIAL, rows=rows, evidence=(*evidence, *context))


def ask_part_time_bodies(held: Held, rng: random.Random) -> Question | None:
    """Who has part-time projects in a year?"""
    year = choose_year(held, rng)
    agreements = [a for a in held.of_year(year or 0) if any(m.mark for m in a.measures)]
    if not agreements:
        return None
    evidence = [cite_measure(a, m) for a in agreements for m in a.measures if m.mark]
    expected = expect_bodies(agreements, evidence)
    return ask_once(str(year), "part_time_bodies", {"year": str(year)}, expected)


def ask_category_bodies(held: Held, rng: random.Random) -> Question | None:
    """Who has projects of a category in a year?"""
    year, key = choose_year(held, rng), rng.choice(["preparation", "training", "qualification", "staff"])
    agreements = [a for a in held.of_year(year or 0) if any(m.category == key for m in a.measures)]
    if not agreements:
        return None
    evidence = [cite_measure(a, m) for a in agreements for m in a.measures if m.category == key]
    slots = {"year": str(year), "category:": key}
    return ask_once(f"{year}-{key}", "category_bodies", slots, expect_bodies(agreements, evidence))


def ask_group(held: Held, rng: random.Random) -> Question | None:
    """Which projects are for a target group?"""
    year, group = choose_year(held, rng), rng.choice(GROUPS)
    found = [(a, m) for a in held.of_year(year or 0) for m in a.measures if group in m.name]
    if not found:
        return None
    rows = tuple({"measure": name} for name in dict.fromkeys(m.name for _, m in found))
    context = [e for a, _ in found for e in cite_context(a)]
    releases = held.offers(None, year or 0)
    expected = Expected(
        outcomes=ANSWERED_OR_PARTIAL,
        rows=rows,
        allowed_rows=tuple({"measure": offer} for r in releases for offer in r.offers if group in offer),
        evidence=(*(cite_measure(a, m) for a, m in found), *context, *(e for r in releases for e in cite_offers(r))),
    )
    return ask_once(f"{year}-{group}", "group", {"year": str(year), "group": group}, expected)


def ask_agreements(held: Held, rng: random.Random) -> Question | None:
    """Which agreements of a year are held, of all bodies or of one kind?"""
    year, kind = choose_year(held, rng), rng.choice(["", "stadt", "landkreis"])
    agreements = [a for a in held.of_year(year or 0) if get_body(a.body).kind == kind or not kind]
    if not agreements:
        return None
    expected = expect_bodies(agreements, [cite_head(a) for a in agreements])
    if not kind:
        return ask_once(str(year), "agreements_year", {"year": str(year)}, expected)
    return ask_once(f"{year}-{kind}", "agreements_kind", {"year": str(year), "kinds:": kind}, expected)


def ask_count(held: Held, rng: random.Random) -> Question | None:
    """How many projects, part-time projects, agreements?"""
    phrasing = rng.choice(["count_measures", "count_agreements", "count_part_time"])
    if phrasing == "count_agreements":
        year = choose_year(held, rng, least=1)
        agreements = held.of_year(year or 0)
        evidence = tuple(replace(e, optional=True) for a in agreements for e in (cite_head(a), cite_amount(a)))
        expected = Expected(ANSWERED_OR_PARTIAL, names=((str(len(agreements)),),), evidence=evidence)
        return ask_once(str(year), phrasing, {"year": str(year)}, expected)
    agreement = choose_agreement(held, rng)
    counted = [m for m in agreement.measures if m.mark or phrasing == "count_measures"]
    if not counted:
        return None
    evidence = (*(cite_measure(agreement, m) for m in counted), *cite_context(agreement))
    expected = Expected(ANSWERED_OR_PARTIAL, names=((str(len(counted)),),), evidence=evidence)
    return ask_once(agreement.id, phrasing, about_agreement(agreement, rng), expected)


def _single_budgets(held: Held, year: int | None) -> tuple[AgreementTruth, ...]:
    """The agreements of a year; none where one is for two budgets, whose sum is open."""
    agreements = held.of_year(year or 0)
    return agreements if all(len(a.amounts) == 1 for a in agreements) else ()


def ask_sum(held: Held, rng: random.Random) -> Question | None:
    """How much do all bodies of a year get together, or two of them?"""
    year = choose_year(held, rng)
    agreements = _single_budgets(held, year)
    if len(agreements) < 2:
        return None
    if rng.random() < 0.5:
        total = sum((a.total.euros for a in agreements), Decimal(0))
        return ask_once(str(year), "sum", {"year": str(year)}, expect_computed(held, agreements, (total,)))
    one, two = rng.sample(agreements, 2)
    slots = about_agreement(one, rng) | name_body(rng, two.body, "2")
    expected = expect_computed(held, (one, two), (one.total.euros + two.total.euros,))
    return ask_once(f"{one.id}-{two.id}", "sum_two", slots, expected)


def ask_difference(held: Held, rng: random.Random) -> Question | None:
    """Who of two gets more, and by how much?"""
    agreements = _single_budgets(held, choose_year(held, rng))
    if len(agreements) < 2:
        return None
    one, two = rng.sample(agreements, 2)
    slots = about_agreement(one, rng) | name_body(rng, two.body, "2")
    return ask_once(f"{one.id}-{two.id}", "difference", slots, expect_difference(held, one, two))


def expect_difference(held: Held, one: AgreementTruth, two: AgreementTruth) -> Expected:
    """The difference of two totals, and the body with more."""
    difference = abs(one.total.euros - two.total.euros)
    more = one if one.total.euros > two.total.euros else two
    expected = expect_computed(held, (one, two), (difference,))
    return replace(expected, names=(both_spellings(difference), (get_body(more.body).short,)))


def ask_extreme(held: Held, rng: random.Random) -> Question | None:
    """Who gets the most or the least? Or all in order."""
    phrasing = rng.choice(["highest", "lowest", "ranking"])
    year = choose_year(held, rng, least=3)
    agreements = _single_budgets(held, year)
    if len(agreements) < 3:
        return None
    if phrasing == "ranking":
        expected = expect_bodies(agreements, [cite_amount(a) for a in agreements])
        return ask_once(str(year), phrasing, {"year": str(year)}, expected)
    pick = max if phrasing == "highest" else min
    best = pick(agreements, key=lambda a: a.total.euros)
    others = tuple(a.total.euros for a in agreements) + tuple(e for a in agreements for e in side_amounts(held, a))
    places = tuple(e for a in agreements if a != best for e in cite_context(a))
    expected = Expected(
        outcomes=ANSWERED_OR_PARTIAL,
        amounts=(best.total.euros,),
        allowed_amounts=others,
        names=((get_body(best.body).short,),),
        evidence=(cite_amount(best), cite_context(best)[0], *places, *press_places(held, best.body, best.year)),
    )
    return ask_once(str(year), phrasing, {"year": str(year)}, expected)


def ask_average(held: Held, rng: random.Random) -> Question | None:
    """What is the mean of a year?"""
    year = choose_year(held, rng)
    agreements = _single_budgets(held, year)
    if len(agreements) < 2:
        return None
    total = sum((a.total.euros for a in agreements), Decimal(0))
    expected = expect_computed(held, agreements, (total / len(agreements),), tolerance="1")
    expected = replace(expected, allowed_amounts=(*expected.allowed_amounts, total))
    return ask_once(str(year), "average", {"year": str(year)}, expected)


def ask_more_than(held: Held, rng: random.Random) -> Question | None:
    """Who gets more than so much?"""
    year = choose_year(held, rng, least=3)
    agreements = _single_budgets(held, year)
    if len(agreements) < 3:
        return None
    totals = sorted(a.total.euros for a in agreements)
    limit = (rng.choice(totals[:-1]) / 50_000).to_integral_value() * 50_000
    above = [a for a in agreements if a.total.euros > limit]
    if not above:
        return None
    expected = expect_bodies(above, [cite_amount(a) for a in above])
    return ask_once(f"{year}-{limit}", "more_than", {"year": str(year), "amount:": str(limit)}, expected)


def ask_development(held: Held, rng: random.Random) -> Question | None:
    """How did a body's money change over the years?"""
    bodies = [b for b in {a.body for a in held.agreements} if len(held.of_body(b)) >= 2]
    if not bodies:
        return None
    agreements = held.of_body(rng.choice(sorted(bodies)))
    totals = [a.total.euros for a in agreements]
    expected = expect_computed(held, agreements, tuple(totals))
    body = agreements[0].body
    told = [amount.euros for r in held.press if r.body == body for amount in r.amounts]
    changes = [b - a for a, b in combinations([*totals, *told], 2)]
    allowed = (*expected.allowed_amounts, *changes, *(-c for c in changes))
    places = [e for r in held.press if r.body == body for a in r.amounts for e in cite_press(r, a, optional=True)]
    expected = replace(expected, allowed_amounts=(*allowed, *told), evidence=(*expected.evidence, *places))
    return ask_once(body, "development", name_body(rng, body), expected)


def ask_body_of_measure(held: Held, rng: random.Random) -> Question | None:
    """Who has a project? Its name is nobody else's and part of no other name."""
    agreement = choose_agreement(held, rng)
    if not agreement.measures:
        return None
    name = rng.choice(agreement.measures).name
    all_names = {m.name for a in held.agreements for m in a.measures} | {o for p in held.press for o in p.offers}
    core = name.split(" (", maxsplit=1)[0]  # "KAiB (Kooperative ...)" and "Kooperative ... (KAiB)" name the same thing
    if len(core) < 8 or "„" in name or any(core in other for other in all_names - {name}):
        return None
    found = [(a, m) for a in held.agreements for m in a.measures if m.name == name]
    expected = expect_bodies([a for a, _ in found], [cite_measure(a, m) for a, m in found])
    return ask_once(name, "measure_body", {"measure": name}, expected)


def ask_body_of_person(held: Held, rng: random.Random) -> Question | None:
    """For whom did somebody sign?"""
    agreement = choose_agreement(held, rng)
    person = rng.choice([s for s in agreement.signatures if s.body != STATE]).name
    signed = [a for a in held.agreements if any(s.name == person for s in a.signatures)]
    names = tuple((get_body(body).short,) for body in dict.fromkeys(a.body for a in signed))
    evidence = tuple(cite_signature(a, person) for a in signed) + tuple(e for a in signed for e in cite_context(a))
    expected = Expected(ANSWERED_OR_PARTIAL, names=names, evidence=evidence)
    return ask_once(person, "person_body", {"person": person}, expected)


def ask_body_of_amount(held: Held, rng: random.Random) -> Question | None:
    """Who gets exactly so much?"""
    agreement = choose_agreement(held, rng)
    euros = agreement.total.euros
    same = [a for a in held.agreements if a.total.euros == euros]
    if len(same) > 1:
        return None
    names = ((get_body(agreement.body).short,), (str(agreement.year),))
    beside = press_places(held, agreement.body, agreement.year)
    evidence = (cite_amount(agreement), cite_context(agreement)[0], *beside)
    expected = Expected(ANSWERED_OR_PARTIAL, names=names, evidence=evidence)
    return ask_once(agreement.id, "amount_body", {"amount:": str(euros)}, expected)
