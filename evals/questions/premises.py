"""Questions that claim something: what the documents say, to be confirmed, or something else, to be put right."""

import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from evals.cases import Evidence, Expected
from evals.questions.facts import Held, cite_context, cite_measure, cite_signature
from evals.questions.look_ups import expect_signatory, expect_signing_date, expect_signing_place
from evals.questions.money import choose_single
from evals.questions.naming import name_body, spell_number, words
from evals.questions.question import (
    YES,
    Question,
    about_agreement,
    ask_once,
    choose_agreement,
    expect_amount,
    expect_difference,
    name_of,
    signed_for_body,
)
from evals.questions.sets import has_part_time
from evals.world import AgreementTruth

CONFIRMED = (*YES, "richtig", "stimmt", "trifft zu", "korrekt", "correct", "right", "true", "confirm", "bestätig")
DENIED = ("Nein,", "Nein.", "stimmt nicht", "No,", "trifft nicht zu", "nicht richtig", "not correct")
REJECTED = ("corrected", "answered", "partial")
_AFFIRMED = ("Ja,", "Ja.", "Ja:", "Yes,", "Yes.", "Yes:")


def _confirm(expected: Expected) -> Expected:
    """The claim is right: a yes, and the fact."""
    return replace(expected, outcomes=("answered", "partial"), names=(CONFIRMED, *expected.names), forbidden=DENIED)


def _reject(expected: Expected) -> Expected:
    """The claim is wrong: no yes, but the fact."""
    return replace(expected, outcomes=REJECTED, forbidden=_AFFIRMED)


def _ask(agreement: AgreementTruth, claim: str, slots: dict[str, str], expected: Expected) -> Question:
    return ask_once(f"{agreement.id}-{'-'.join(slots.values())[-40:]}", claim, slots, expected)


def ask_right_amount(held: Held, rng: random.Random) -> Question | None:
    """The sum is right."""
    agreement = choose_agreement(held, rng)
    slots = about_agreement(agreement, rng) | {"amount:": str(agreement.total.euros)}
    return _ask(agreement, "right.amount", slots, _confirm(expect_amount(held, agreement)))


def ask_wrong_amount(held: Held, rng: random.Random) -> Question | None:
    """A body is said to get another sum than it does."""
    agreement = choose_agreement(held, rng)
    wrong = agreement.total.euros + rng.choice([-1, 1]) * Decimal(rng.randint(5, 90) * 1000)
    figures = {a.total.euros for a in held.agreements} | {x.euros for r in held.press for x in r.amounts}
    if wrong in figures or wrong <= 0:
        return None
    slots = about_agreement(agreement, rng) | {"amount:": str(wrong)}
    expected = replace(expect_amount(held, agreement), outcomes=("corrected",), forbidden=_AFFIRMED)
    gap = abs(agreement.total.euros - wrong)
    allowed = (*expected.allowed_amounts, gap, -gap)
    return _ask(agreement, "wrong.amount", slots, replace(expected, allowed_amounts=allowed))


def ask_right_signatory(held: Held, rng: random.Random) -> Question | None:
    """The person is right."""
    agreement = choose_agreement(held, rng)
    signed = signed_for_body(agreement)
    person = rng.choice(signed).name
    expected = _confirm(replace(expect_signatory(agreement), names=((person,),)))
    return _ask(agreement, "right.signatory", about_agreement(agreement, rng) | {"person": person}, expected)


def ask_wrong_signatory(held: Held, rng: random.Random) -> Question | None:
    """Somebody is said to have signed who signed elsewhere."""
    agreement = choose_agreement(held, rng)
    elsewhere = [(a, s.name) for a in held.agreements if a.body != agreement.body for s in signed_for_body(a)]
    own = {s.name for a in held.of_body(agreement.body) for s in a.signatures}
    strangers = sorted({name for _, name in elsewhere} - own)
    if not strangers:
        return None
    person = rng.choice(strangers)
    places = tuple(cite_signature(a, person, optional=True) for a, name in elsewhere if name == person)
    expected = expect_signatory(agreement)
    expected = replace(_reject(expected), evidence=(*expected.evidence, *places))
    expected = replace(expected, outcomes=(*REJECTED, "not_found"))
    return _ask(agreement, "wrong.signatory", about_agreement(agreement, rng) | {"person": person}, expected)


def _write_day(day: tuple[int, int, int]) -> str:
    return "-".join(str(part) for part in day)


def ask_right_date(held: Held, rng: random.Random) -> Question | None:
    """The day is right."""
    agreement = choose_agreement(held, rng)
    day = signed_for_body(agreement)[0].date
    if day is None:
        return None
    slots = about_agreement(agreement, rng) | {"date:": _write_day(day)}
    return _ask(agreement, "right.date", slots, _confirm(expect_signing_date(agreement)))


def ask_wrong_date(held: Held, rng: random.Random) -> Question | None:
    """A body is said to have signed on another day."""
    agreement = choose_agreement(held, rng)
    days = {s.date for s in agreement.signatures}
    if None in days:
        return None
    wrong = (agreement.year, rng.randint(2, 11), rng.randint(1, 28))
    if wrong in days:
        return None
    slots = about_agreement(agreement, rng) | {"date:": _write_day(wrong)}
    return _ask(agreement, "wrong.date", slots, _reject(expect_signing_date(agreement)))


def ask_right_place(held: Held, rng: random.Random) -> Question | None:
    """The place is right."""
    agreement = choose_agreement(held, rng)
    slots = about_agreement(agreement, rng) | {"place": signed_for_body(agreement)[0].place or ""}
    return _ask(agreement, "right.place", slots, _confirm(expect_signing_place(agreement)))


def ask_wrong_place(held: Held, rng: random.Random) -> Question | None:
    """A body is said to have signed in another town."""
    agreement = choose_agreement(held, rng)
    own = signed_for_body(agreement)[0].place or ""
    towns = sorted({signed_for_body(a)[0].place or "" for a in held.agreements} - {"Wiesbaden", ""})
    towns = [town for town in towns if town not in own and own not in town]
    if not towns:
        return None
    slots = about_agreement(agreement, rng) | {"place": rng.choice(towns)}
    return _ask(agreement, "wrong.place", slots, _reject(expect_signing_place(agreement)))


def _expect_function(agreement: AgreementTruth, function: str) -> Expected:
    signed = signed_for_body(agreement)[0]
    evidence = (cite_signature(agreement, signed.name), *cite_context(agreement))
    return Expected(("answered",), names=((function,),), evidence=evidence)


def ask_right_function(held: Held, rng: random.Random) -> Question | None:
    """The function is right."""
    agreement = choose_agreement(held, rng)
    signed = signed_for_body(agreement)[0]
    slots = about_agreement(agreement, rng) | {"person": signed.name, "function": signed.function}
    return _ask(agreement, "right.function", slots, _confirm(_expect_function(agreement, signed.function)))


def ask_wrong_function(held: Held, rng: random.Random) -> Question | None:
    """Somebody is said to have signed in another function than theirs."""
    agreement = choose_agreement(held, rng)
    signed = signed_for_body(agreement)[0]
    others = sorted({s.function for a in held.agreements for s in signed_for_body(a)} - {signed.function})
    # "Landrat" for a "Landrat und Kreiskämmerer" is not wrong, nor is the same office in the other gender's word
    stem = signed.function.lower()[:7]
    others = [f for f in others if f not in signed.function and signed.function not in f and f.lower()[:7] != stem]
    woman = signed.function.endswith(("in", "Beigeordnete", "beigeordnete"))
    others = [f for f in others if f.endswith(("in", "Beigeordnete", "beigeordnete")) == woman]
    if not others or "beigeordnet" in stem:
        return None
    slots = about_agreement(agreement, rng) | {"person": signed.name, "function": rng.choice(others)}
    return _ask(agreement, "wrong.function", slots, _reject(_expect_function(agreement, signed.function)))


def _expect_count(agreement: AgreementTruth) -> Expected:
    evidence = (cite_measure(agreement, agreement.measures[0]), *cite_context(agreement))
    return Expected(("answered",), names=(spell_number(len(agreement.measures)),), evidence=evidence)


def ask_right_count(held: Held, rng: random.Random) -> Question | None:
    """The number of projects is right."""
    agreement = choose_agreement(held, rng)
    if len(agreement.measures) < 2:
        return None
    slots = about_agreement(agreement, rng) | {"count": str(len(agreement.measures))}
    return _ask(agreement, "right.count", slots, _confirm(_expect_count(agreement)))


def ask_wrong_count(held: Held, rng: random.Random) -> Question | None:
    """A body is said to have more or fewer projects."""
    agreement = choose_agreement(held, rng)
    wrong = len(agreement.measures) + rng.choice([-3, -2, -1, 1, 2, 3, 5])
    if wrong < 2 or held.offers(agreement.body, agreement.year):
        return None
    slots = about_agreement(agreement, rng) | {"count": str(wrong)}
    return _ask(agreement, "wrong.count", slots, _reject(_expect_count(agreement)))


def _ask_more(held: Held, rng: random.Random, *, right: bool) -> Question | None:
    agreements = choose_single(held, rng)
    if not agreements:
        return None
    more, less = sorted(rng.sample(agreements, 2), key=lambda a: -a.total.euros)
    one, two = (more, less) if right else (less, more)
    expected = expect_difference(held, one, two)
    beside = (*expected.allowed_amounts, *(expected.amounts or ()))
    expected = replace(expected, amounts=(), allowed_amounts=beside, names=())
    expected = _confirm(expected) if right else replace(_reject(expected), names=(name_of(more),))
    slots = about_agreement(one, rng) | name_body(rng, two.body, "2")
    return ask_once(f"{one.id}-{two.id}", "right.more" if right else "wrong.more", slots, expected)


def ask_right_more(held: Held, rng: random.Random) -> Question | None:
    """The one does get more than the other."""
    return _ask_more(held, rng, right=True)


def ask_wrong_more(held: Held, rng: random.Random) -> Question | None:
    """The one is said to get more than the other, and gets less."""
    return _ask_more(held, rng, right=False)


def ask_right_measure(held: Held, rng: random.Random) -> Question | None:
    """The project does stand in the agreement."""
    agreement = choose_agreement(held, rng)
    measure = rng.choice(agreement.measures)
    if "„" in measure.name or "\n" in measure.name:
        return None
    evidence = (cite_measure(agreement, measure), *cite_context(agreement))
    expected = _confirm(Expected(("answered",), evidence=evidence))
    return _ask(agreement, "right.measure", about_agreement(agreement, rng) | {"measure": measure.name}, expected)


def ask_wrong_measure(held: Held, rng: random.Random) -> Question | None:
    """A body is said to run a project that only others do."""
    agreement = choose_agreement(held, rng)
    name = rng.choice(choose_agreement(held, rng).measures).name
    own = {m.name for a in held.of_body(agreement.body) for m in a.measures}
    own |= {offer for r in held.press if r.body == agreement.body for offer in r.offers}
    head = name.split(" ", maxsplit=1)[0].strip("-–:(),")
    if "„" in name or len(name) < 12 or any(head in other for other in own):
        return None
    runs = [(a, m) for a in held.agreements for m in a.measures if m.name == name]
    places = tuple(e for a, m in runs for e in (cite_measure(a, m, optional=True), *cite_context(a)))
    five = Evidence(agreement.file, "§ 5", agreement.measures[0].name, f"{agreement.file} § 5", optional=True)
    expected = Expected(
        ("corrected", "not_found", "partial", "answered"),
        forbidden=_AFFIRMED,
        evidence=(*places, five, *cite_context(agreement)),
    )
    return _ask(agreement, "wrong.measure", about_agreement(agreement, rng) | {"measure": name}, expected)


def ask_wrong_part_time(held: Held, rng: random.Random) -> Question | None:
    """A body is said to have no part-time project, and has some."""
    agreement = choose_agreement(held, rng)
    if not has_part_time(agreement):
        return None
    marked = [m for m in agreement.measures if m.mark]
    evidence = (*(cite_measure(agreement, m) for m in marked), *cite_context(agreement))
    expected = Expected(REJECTED, names=((marked[0].name,),), evidence=evidence)
    return _ask(agreement, "wrong.part_time", about_agreement(agreement, rng), expected)


def ask_wrong_kind(held: Held, rng: random.Random) -> Question | None:
    """How much for a "Landkreis Wiesbaden" or a "Stadt Bergstraße", which there is not?"""
    name, body = rng.choice(sorted(words()["mistaken"].items()))
    agreements = held.of_body(body)
    if not agreements:
        return None
    agreement = rng.choice(agreements)
    real = expect_amount(held, agreement)
    expected = Expected(
        ("corrected", "not_found", "clarify", "partial", "answered"),
        amounts=(),
        allowed_amounts=(*(real.amounts or ()), *real.allowed_amounts),
        evidence=tuple(replace(e, optional=True) for e in real.evidence),
        may_ask=True,
    )
    slots = {"nom": name, "bare": name.split(" ", 1)[1], "year": str(agreement.year)}
    return ask_once(f"{name}-{agreement.year}", "wrong_kind", slots, expected)


def ask_wrong_namesake(held: Held, rng: random.Random) -> Question | None:
    """How much for the Stadt Kassel in a year of which only the Landkreis Kassel's agreement is held?"""
    pairs = [("stadt-kassel", "landkreis-kassel"), ("stadt-offenbach", "landkreis-offenbach")]
    body, other = rng.sample(rng.choice(pairs), 2)
    years = [a.year for a in held.of_body(other) if not held.is_covered(body, a.year)]
    if not years:
        return None
    year = rng.choice(years)
    expected = Expected(("not_found", "corrected"), amounts=())
    slots = name_body(rng, body) | {"year": str(year)}
    return ask_once(f"namesake-{body}-{year}", "amount", slots, expected)


Maker = Callable[[Held, random.Random], Question | None]
RIGHT: tuple[Maker, ...] = (
    ask_right_amount, ask_right_signatory, ask_right_date, ask_right_count, ask_right_more, ask_right_place,
    ask_right_measure, ask_right_function,
)  # fmt: skip
WRONG: tuple[Maker, ...] = (
    ask_wrong_amount, ask_wrong_signatory, ask_wrong_date, ask_wrong_count, ask_wrong_more, ask_wrong_place,
    ask_wrong_measure, ask_wrong_part_time, ask_wrong_function, ask_wrong_kind, ask_wrong_namesake,
)  # fmt: skip
