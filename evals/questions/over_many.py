"""Questions over many agreements: filters, counts, reverse look-ups."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.bodies import get_body
from evals.cases import Evidence, Expected
from evals.questions.facts import Held, cite_amount, cite_context, cite_head, cite_measure, cite_offers, cite_signature
from evals.questions.naming import spell_number
from evals.questions.question import (
    ANSWERED_OR_PARTIAL,
    Question,
    about_agreement,
    ask_once,
    choose_agreement,
    choose_year,
    expect_bodies,
    name_of,
    press_places,
    signed_for_body,
    single_budgets,
)
from evals.world import AgreementTruth, MeasureTruth

Found = tuple[AgreementTruth, MeasureTruth]

# said outright in the documents, and not a wider word for others
GROUPS = (
    "Alleinerziehende", "Wohnungslose", "Auszubildende", "Langzeitarbeitslose", "Straffällige", "Berufsrückkehrerinnen",
    "Analphabeten", "Menschen mit Behinderungen", "Bedarfsgemeinschaften",
)  # fmt: skip


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


_NEAR_GROUPS = {
    "Alleinerziehende": r"Mütter|Väter|Eltern|familie",
    "Auszubildende": r"azubi|Ausb",
    "Langzeitarbeitslose": r"Langzeitarbeitslos",
    "Berufsrückkehrerinnen": r"Wiedereinst",
    "Analphabeten": r"Grundbildung",
    "Menschen mit Behinderungen": r"psychisch|Behind",
}
"""What a reader may count to a group though the name says it in other words; it may be listed and need not be."""


def _find_group(held: Held, year: int, group: str) -> tuple[list[Found], list[Found]]:
    """The projects of a year that name a group, and those that are near it."""
    every = [(a, m) for a in held.of_year(year) for m in a.measures]
    near = re.compile(_NEAR_GROUPS.get(group, "(?!)"), re.IGNORECASE)
    found = [(a, m) for a, m in every if group in m.name]
    return found, [(a, m) for a, m in every if group not in m.name and near.search(m.name)]


def ask_group(held: Held, rng: random.Random) -> Question | None:
    """Which projects are for a target group?"""
    year, group = choose_year(held, rng) or 0, rng.choice(GROUPS)
    found, near = _find_group(held, year, group)
    if not found:
        return None
    releases = held.offers(None, year)
    offers = [{"measure": offer} for r in releases for offer in r.offers]
    expected = Expected(
        outcomes=ANSWERED_OR_PARTIAL,
        rows=tuple({"measure": name} for name in dict.fromkeys(m.name for _, m in found)),
        allowed_rows=(*offers, *({"measure": m.name} for _, m in near)),
        evidence=(*_cite_group(found, near), *(e for r in releases for e in cite_offers(r))),
    )
    return ask_once(f"{year}-{group}", "group", {"year": str(year), "group:": group}, expected)


def _cite_group(found: list[Found], near: list[Found]) -> list[Evidence]:
    places = [cite_measure(a, m) for a, m in found] + [cite_measure(a, m, optional=True) for a, m in near]
    return places + [e for a, _ in (*found, *near) for e in cite_context(a)]


def ask_group_bodies(held: Held, rng: random.Random) -> Question | None:
    """Who has projects for a target group?"""
    year, group = choose_year(held, rng) or 0, rng.choice(GROUPS)
    found, near = _find_group(held, year, group)
    if not found:
        return None
    expected = expect_bodies([a for a, _ in found], _cite_group(found, near), [a for a, _ in near])
    releases = held.offers(None, year)
    told = tuple({"body": r.body} for r in releases if r.body and {"body": r.body} not in (expected.rows or ()))
    expected = replace(
        expected,
        allowed_rows=(*expected.allowed_rows, *told),
        evidence=(*expected.evidence, *(e for r in releases for e in cite_offers(r))),
    )
    return ask_once(f"{year}-{group}", "group_bodies", {"year": str(year), "group:": group}, expected)


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


def expect_count(agreement: AgreementTruth, count: int) -> Expected:
    """A number of projects of one agreement."""
    places = [cite_measure(agreement, m) for m in agreement.measures[:1]]
    return Expected(ANSWERED_OR_PARTIAL, names=(spell_number(count),), evidence=(*places, *cite_context(agreement)))


def ask_count_measures(held: Held, rng: random.Random) -> Question | None:
    """How many projects has a body?"""
    agreement = choose_agreement(held, rng)
    expected = expect_count(agreement, len(agreement.measures))
    return ask_once(agreement.id, "count_measures", about_agreement(agreement, rng), expected)


def ask_count_part_time(held: Held, rng: random.Random) -> Question | None:
    """How many part-time projects has a body?"""
    agreement = choose_agreement(held, rng)
    count = sum(m.mark is not None for m in agreement.measures)
    if not count:
        return None
    return ask_once(agreement.id, "count_part_time", about_agreement(agreement, rng), expect_count(agreement, count))


def ask_count_category(held: Held, rng: random.Random) -> Question | None:
    """How many projects of a category has a body?"""
    agreement = choose_agreement(held, rng)
    key = rng.choice([c.key for c in agreement.categories if c.measures])
    count = sum(m.category == key for m in agreement.measures)
    slots = about_agreement(agreement, rng) | {"category:": key}
    return ask_once(f"{agreement.id}-{key}", "count_category", slots, expect_count(agreement, count))


def count_bodies(agreements: Sequence[AgreementTruth], beside: Sequence[AgreementTruth] = ()) -> Expected:
    """A number of bodies; any of the places that were counted may be cited."""
    places = [e for a in (*agreements, *beside) for e in (cite_head(a), cite_amount(a))]
    places += [cite_measure(a, m) for a in (*agreements, *beside) for m in a.measures[:1]]
    evidence = tuple(replace(e, optional=True) for e in places)
    return Expected(ANSWERED_OR_PARTIAL, names=(spell_number(len(agreements)),), evidence=evidence)


def ask_count_agreements(held: Held, rng: random.Random) -> Question | None:
    """How many agreements of a year are held?"""
    year = choose_year(held, rng, least=1) or 0
    return ask_once(str(year), "count_agreements", {"year": str(year)}, count_bodies(held.of_year(year)))


def ask_count_kind(held: Held, rng: random.Random) -> Question | None:
    """How many cities (or districts) have an agreement of a year?"""
    year, kind = choose_year(held, rng) or 0, rng.choice(["stadt", "landkreis"])
    agreements = held.of_kind(year, kind)
    if not agreements:
        return None
    slots = {"year": str(year), "kinds:": kind}
    return ask_once(f"{year}-{kind}", "count_kind", slots, count_bodies(agreements, held.of_year(year)))


def ask_count_part_time_bodies(held: Held, rng: random.Random) -> Question | None:
    """How many bodies have part-time projects in a year?"""
    year = choose_year(held, rng) or 0
    found = [a for a in held.of_year(year) if any(m.mark for m in a.measures)]
    if not found:
        return None
    expected = count_bodies(found, held.of_year(year))
    return ask_once(str(year), "count_part_time_bodies", {"year": str(year)}, expected)


def ask_count_more_than(held: Held, rng: random.Random) -> Question | None:
    """How many bodies get more than so much?"""
    agreements = single_budgets(held, choose_year(held, rng, least=3), least=3)
    if not agreements:
        return None
    limit = (rng.choice([a.total.euros for a in agreements]) / 100_000).to_integral_value() * 100_000
    above = [a for a in agreements if a.total.euros > limit]
    if not above or any(a.total.euros == limit for a in agreements):
        return None
    slots = {"year": str(agreements[0].year), "amount:": str(limit)}
    return ask_once(f"{agreements[0].year}-{limit}", "count_more_than", slots, count_bodies(above, agreements))


def ask_count_part_time_year(held: Held, rng: random.Random) -> Question | None:
    """How many part-time projects are there in a year, over all bodies?"""
    year = choose_year(held, rng) or 0
    count = sum(m.mark is not None for a in held.of_year(year) for m in a.measures)
    if not count:
        return None
    expected = replace(count_bodies(held.of_year(year)), names=(spell_number(count),))
    return ask_once(str(year), "count_part_time_year", {"year": str(year)}, expected)


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
    person = rng.choice(signed_for_body(choose_agreement(held, rng))).name
    signed = [a for a in held.agreements if any(s.name == person for s in a.signatures)]
    names = tuple(dict.fromkeys(name_of(a) for a in signed))
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
    names = (name_of(agreement), (str(agreement.year),))
    beside = press_places(held, agreement.body, agreement.year)
    evidence = (cite_amount(agreement), cite_context(agreement)[0], *beside)
    expected = Expected(ANSWERED_OR_PARTIAL, names=names, evidence=evidence)
    return ask_once(agreement.id, "amount_body", {"amount:": str(euros)}, expected)


FILTERS = (ask_part_time_bodies, ask_category_bodies, ask_group, ask_group_bodies)
ABOUT_THE_CORPUS = (ask_agreements,)
COUNTS = (
    ask_count_measures, ask_count_agreements, ask_count_part_time, ask_count_category, ask_count_kind,
    ask_count_part_time_bodies, ask_count_more_than, ask_count_part_time_year,
)  # fmt: skip
REVERSE = (ask_body_of_measure, ask_body_of_person, ask_body_of_amount)
