"""Questions that the documents do not answer, or only in part: silent, not held, ambiguous, off-topic."""

import random
from collections.abc import Callable
from dataclasses import replace

from assistant.bodies import all_bodies, get_body
from evals.cases import Expected
from evals.questions.facts import Held, cite_amount, cite_context, cite_measure
from evals.questions.look_ups import expect_measures, expect_signatory
from evals.questions.naming import name_body, namesakes, words
from evals.questions.phrase import phrasings
from evals.questions.question import (
    ANSWERED_OR_PARTIAL,
    NOT_FOUND,
    Question,
    about_agreement,
    ask_once,
    choose_agreement,
    choose_year,
    expect_amount,
    side_amounts,
)
from evals.world import AgreementTruth

_PERSONAL = frozenset({"phone", "bank_account", "email", "salary", "party", "address"})
"""What an assistant may also decline to give."""


def _is_quiet(held: Held, body: str) -> bool:
    """Whether no press release nor neighbouring agreement speaks of a body: they may say what agreements do not."""
    return not any(release.body == body for release in held.press) and not any(o.body == body for o in held.others)


def _expect_silence(attribute: str) -> Expected:
    return Expected((*NOT_FOUND, "refused") if attribute in _PERSONAL else NOT_FOUND, amounts=())


def ask_unstated_of_measure(held: Held, rng: random.Random) -> Question | None:
    """What no agreement states of a project: money, participants, provider, hours, ..."""
    agreement = choose_agreement(held, rng)
    names = [m for m in agreement.measures if "„" not in m.name]
    if not _is_quiet(held, agreement.body) or not names:
        return None
    attribute = rng.choice(sorted(phrasings()["unstated_measure"]))
    measure = rng.choice(names)
    slots = about_agreement(agreement, rng) | {"measure": measure.name}
    evidence = (cite_measure(agreement, measure, optional=True), *cite_context(agreement))
    expected = replace(_expect_silence(attribute), evidence=evidence)
    return ask_once(f"{agreement.id}-{measure.name}", f"unstated_measure.{attribute}", slots, expected)


def ask_unstated_of_body(held: Held, rng: random.Random) -> Question | None:
    """What no agreement states of a body: own share, end, quotas, staff, ..."""
    agreement = choose_agreement(held, rng)
    if not _is_quiet(held, agreement.body):
        return None
    attribute = rng.choice(sorted(phrasings()["unstated_body"]))
    expected = replace(_expect_silence(attribute), evidence=cite_context(agreement))
    return ask_once(agreement.id, f"unstated_body.{attribute}", about_agreement(agreement, rng), expected)


def ask_unstated_of_year(held: Held, rng: random.Random) -> Question | None:
    """What no document states of a year: rejected applications, people reached, ..."""
    year = choose_year(held, rng) or 0
    attribute = rng.choice(sorted(phrasings()["unstated_year"]))
    return ask_once(str(year), f"unstated_year.{attribute}", {"year": str(year)}, _expect_silence(attribute))


_UNCOVERED = ("amount", "signatory", "measures", "part_time_yes", "count_measures", "signing_date", "show")


def ask_uncovered(held: Held, rng: random.Random) -> Question | None:
    """A body and year of which nothing is held."""
    body, year = rng.choice(all_bodies()), rng.choice(held.years)
    if held.is_covered(body.id, year) or held.press_amounts(body.id, year) or not body.exists_in(year):
        return None
    if any(o.body == body.id and o.year == year for o in held.others):
        return None
    phrasing = rng.choice(_UNCOVERED)
    slots = name_body(rng, body.id) | {"year": str(year)}
    return ask_once(f"{body.id}-{year}", phrasing, slots, Expected(NOT_FOUND, amounts=()))


def ask_before_it_was(held: Held, rng: random.Random) -> Question | None:
    """A body in a year in which it was none of its own (Hanau before 2026)."""
    body = rng.choice([b for b in all_bodies() if b.since])
    year = rng.choice([y for y in held.years if y < (body.since or 0)] or [0])
    slots = name_body(rng, body.id) | {"year": str(year)}
    if not year:
        return None
    around = held.find("main-kinzig-kreis", year)
    near = (around.total.euros, *side_amounts(held, around)) if around else ()
    expected = Expected(("not_found", "corrected", "clarify"), amounts=(), allowed_amounts=near)
    return ask_once(f"{body.id}-{year}", "amount", slots, expected)


def ask_empty_year(held: Held, rng: random.Random) -> Question | None:
    """A year of which nothing is held."""
    told = {y for r in held.press for a in r.amounts for y in (r.year, a.first_year, a.last_year) if y}
    known = {*held.years, *told, *(o.year for o in held.others)}
    years = [y for y in (*range(2006, 2014), *range(2027, 2035)) if y not in known]
    phrasing = rng.choice(["agreements_year", "sum", "highest", "average", "part_time_bodies"])
    if not years:
        return None
    year = str(rng.choice(years))
    outcomes = (*NOT_FOUND, "answered", "partial") if phrasing == "agreements_year" else NOT_FOUND
    return ask_once(year, phrasing, {"year": year}, Expected(outcomes, amounts=(), rows=()))


def ask_town(held: Held, rng: random.Random) -> Question | None:
    """How much for a town that concludes no agreement? Its Landkreis' sum may be shown, as that."""
    town, around = rng.choice(sorted(words()["towns"].items()))
    year = rng.choice(held.years)
    agreement = held.find(around, year)
    near = (agreement.total.euros, *side_amounts(held, agreement)) if agreement else ()
    near += tuple(a.euros for _, a in held.press_amounts(around, year))
    kind, name = town.split(" ", 1)
    expected = Expected(
        ("not_found", "corrected", "clarify", "partial"), amounts=(), allowed_amounts=near, may_ask=True
    )
    return ask_once(f"{town}-{year}", "town", {"town": name, "kind": kind, "year": str(year)}, expected)


def ask_half_held(held: Held, rng: random.Random) -> Question | None:
    """Who of two gets more, where one of them is not held?"""
    agreement = choose_agreement(held, rng)
    others = [b for b in all_bodies() if not held.is_covered(b.id, agreement.year) and b.exists_in(agreement.year)]
    if not others:
        return None
    other = rng.choice(others)
    pair = [agreement.body, other.id]
    rng.shuffle(pair)
    slots = name_body(rng, pair[0]) | name_body(rng, pair[1], "2") | {"year": str(agreement.year)}
    known = expect_amount(held, agreement)
    expected = Expected(
        ("partial", "not_found"),
        amounts=(),
        allowed_amounts=(*(known.amounts or ()), *known.allowed_amounts),
        evidence=tuple(replace(e, optional=True) for e in known.evidence),
    )
    return ask_once(f"{agreement.id}-{other.id}", "difference", slots, expected)


def ask_off_topic(held: Held, rng: random.Random) -> Question | None:  # noqa: ARG001 - all makers take the same
    """Nothing to do with the documents, or an order."""
    body = rng.choice(all_bodies())
    about = f"{body.seats[0]}-{rng.randrange(10**6)}"
    return ask_once(about, "off_topic", {"place": body.seats[0]}, Expected(("refused", "not_found"), amounts=()))


def ask_order(held: Held, rng: random.Random) -> Question | None:
    """An order instead of a question, sometimes dressed as one about the documents."""
    body = rng.choice(all_bodies())
    about = f"{body.id}-{rng.randrange(10**6)}"
    slots = name_body(rng, body.id) | {"year": str(rng.choice(held.years)), "place": body.seats[0]}
    return ask_once(about, "order", slots, Expected(("refused", "not_found"), amounts=()))


def _find_namesakes(held: Held, rng: random.Random) -> tuple[str, int, tuple[AgreementTruth, ...]]:
    """A short name that two bodies share, a year, and what is held of them."""
    short = rng.choice(sorted({b.short for b in all_bodies() if len(namesakes(b)) > 1}))
    year = choose_year(held, rng, least=1) or 0
    bodies = [b for b in all_bodies() if b.short == short]
    if any(held.press_amounts(b.id, year) or held.offers(b.id, year) for b in bodies):
        return short, year, ()
    return short, year, tuple(a for b in bodies if (a := held.find(b.id, year)))


def _expect_either(found: tuple[AgreementTruth, ...], expected: Expected) -> Expected:
    """One of them is held: assumed and said. Both are: both side by side, or a question back."""
    if len(found) == 1:
        return replace(expected, outcomes=ANSWERED_OR_PARTIAL, names=((get_body(found[0].body).full,), *expected.names))
    names = tuple((get_body(a.body).full,) for a in found)
    return replace(expected, outcomes=("clarify", "answered"), names=(*names, *expected.names), may_ask=True)


def ask_ambiguous(held: Held, rng: random.Random) -> Question | None:
    """How much for a short name that two bodies share?"""
    short, year, found = _find_namesakes(held, rng)
    if not found:
        return None
    expected = Expected(
        (),
        amounts=tuple(a.total.euros for a in found),
        allowed_amounts=tuple(euros for a in found for euros in side_amounts(held, a)),
        evidence=tuple(e for a in found for e in (cite_amount(a), cite_context(a)[0])),
    )
    slots = {"short": short, "year": str(year)}
    return ask_once(f"{short}-{year}", "ambiguous", slots, _expect_either(found, expected))


def ask_ambiguous_signatory(held: Held, rng: random.Random) -> Question | None:
    """Who signed for a short name that two bodies share?"""
    short, year, found = _find_namesakes(held, rng)
    if not found:
        return None
    names = tuple(name for a in found for name in expect_signatory(a).names)
    places = tuple(e for a in found for e in expect_signatory(a).evidence)
    expected = _expect_either(found, Expected((), names=names, evidence=places))
    if len(found) > 1:  # a question back names the bodies, not who signed
        expected = replace(expected, names=tuple((get_body(a.body).full,) for a in found))
    return ask_once(f"{short}-{year}", "ambiguous_signatory", {"short": short, "year": str(year)}, expected)


def ask_ambiguous_measures(held: Held, rng: random.Random) -> Question | None:
    """Which projects of a short name that two bodies share?"""
    short, year, found = _find_namesakes(held, rng)
    if not found:
        return None
    lists = [expect_measures(held, a, a.measures) for a in found]
    rows = tuple(cells for one in lists for cells in (one.rows or ()))
    places = tuple(e for one in lists for e in one.evidence)
    expected = _expect_either(found, Expected((), rows=rows, evidence=places))
    return ask_once(f"{short}-{year}", "ambiguous_measures", {"short": short, "year": str(year)}, expected)


def ask_ambiguous_silent(held: Held, rng: random.Random) -> Question | None:
    """How much for a short name that two bodies share, where nothing is held of either?"""
    short = rng.choice(sorted({b.short for b in all_bodies() if len(namesakes(b)) > 1}))
    year, bodies = rng.choice(held.years), [b for b in all_bodies() if b.short == short]
    if any(held.is_covered(b.id, year) or held.press_amounts(b.id, year) for b in bodies):
        return None
    expected = Expected(("not_found", "clarify"), amounts=())
    return ask_once(f"{short}-{year}", "ambiguous", {"short": short, "year": str(year)}, expected)


Maker = Callable[[Held, random.Random], Question | None]
AMBIGUOUS: tuple[Maker, ...] = (
    ask_ambiguous, ask_ambiguous_signatory, ask_ambiguous_measures, ask_ambiguous_silent,
)  # fmt: skip
MAKERS: tuple[Maker, ...] = (
    ask_unstated_of_measure, ask_unstated_of_body, ask_uncovered, ask_unstated_of_measure, ask_unstated_of_body,
    ask_unstated_of_year, ask_unstated_of_measure, ask_unstated_of_body, ask_empty_year, ask_unstated_of_measure,
    ask_unstated_of_body, ask_before_it_was,
)  # fmt: skip
HALF: tuple[Maker, ...] = (ask_half_held, ask_town)
OFF_TOPIC: tuple[Maker, ...] = (ask_off_topic, ask_off_topic, ask_order)
