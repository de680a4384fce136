"""Questions at the edges: several turns, ambiguous, unanswerable, false premises, press figures, off-topic."""

import random
from collections.abc import Sequence
from decimal import Decimal

from assistant.bodies import all_bodies, get_body
from assistant.documents import STATE
from evals.cases import Evidence, Expected
from evals.questions.facts import (
    Held,
    cite_amount,
    cite_context,
    cite_measure,
    cite_paragraph,
    cite_press,
    cite_signature,
    name_body,
    namesakes,
)
from evals.questions.look_ups import expect_measures
from evals.questions.over_many import expect_difference
from evals.questions.question import (
    ANSWERED,
    ANSWERED_OR_PARTIAL,
    CORRECTED,
    NOT_FOUND,
    Question,
    Turn,
    about_agreement,
    ask_once,
    choose_agreement,
    choose_year,
    expect_amount,
    press_places,
    side_amounts,
)
from evals.world import AgreementTruth


def ask_two_bodies(held: Held, rng: random.Random) -> Question | None:
    """How much does one get? And the other? Who of both more?"""
    agreements = [a for a in held.of_year(choose_year(held, rng) or 0) if len(a.amounts) == 1]
    if len(agreements) < 2:
        return None
    one, two = rng.sample(agreements, 2)
    turns = (
        Turn("amount", about_agreement(one, rng), expect_amount(held, one)),
        Turn("and_body", name_body(rng, two.body), expect_amount(held, two)),
        Turn("which_more", {}, expect_difference(held, one, two)),
    )
    return Question(f"two-{one.id}-{two.id}", turns)


def ask_two_years(held: Held, rng: random.Random) -> Question | None:
    """How much in one year? And in another?"""
    agreement = choose_agreement(held, rng)
    others = [a for a in held.of_body(agreement.body) if a.year != agreement.year]
    if not others:
        return None
    other = rng.choice(others)
    turns = (
        Turn("amount", about_agreement(agreement, rng), expect_amount(held, agreement)),
        Turn("and_year", {"year": str(other.year)}, expect_amount(held, other)),
    )
    return Question(f"years-{agreement.id}-{other.year}", turns)


def ask_more_about(held: Held, rng: random.Random) -> Question | None:
    """How much? And which projects, or who signed?"""
    agreement = choose_agreement(held, rng)
    first = Turn("amount", about_agreement(agreement, rng), expect_amount(held, agreement))
    if rng.random() < 0.5 and agreement.measures:
        return Question(
            f"more-{agreement.id}",
            (first, Turn("and_measures", {}, expect_measures(held, agreement, agreement.measures))),
        )
    signed = [s for s in agreement.signatures if s.body != STATE]
    evidence = tuple(cite_signature(agreement, s.name) for s in signed)
    expected = Expected(ANSWERED_OR_PARTIAL, names=tuple((s.name,) for s in signed), evidence=evidence)
    return Question(f"more-{agreement.id}", (first, Turn("and_signed", {}, expected)))


def ask_ambiguous(held: Held, rng: random.Random) -> Question | None:
    """A short name that two bodies share; what is held decides."""
    shared = sorted({b.short for b in all_bodies() if len(namesakes(b)) > 1})
    short, year = rng.choice(shared), choose_year(held, rng, least=1)
    bodies = [b for b in all_bodies() if b.short == short]
    found = [a for b in bodies if (a := held.find(b.id, year or 0))]
    if not found or any(held.press_amounts(b.id, year or 0) for b in bodies):
        return None
    allowed = tuple(euros for a in found for euros in side_amounts(held, a))
    evidence = tuple(e for a in found for e in (cite_amount(a), cite_context(a)[0]))
    several = len(found) > 1
    expected = Expected(
        outcomes=("clarify", "answered") if several else ANSWERED_OR_PARTIAL,
        amounts=tuple(a.total.euros for a in found),
        allowed_amounts=allowed,
        names=tuple((get_body(a.body).full,) for a in found),
        evidence=evidence,
        may_ask=several,
    )
    return ask_once(f"{short}-{year}", "ambiguous", {"short": short, "year": str(year)}, expected)


def ask_unstated(held: Held, rng: random.Random) -> Question | None:
    """What no agreement states: money, participants, provider of a project; own share; end."""
    agreement = choose_agreement(held, rng)
    if any(release.body == agreement.body for release in held.press) or not agreement.measures:
        return None
    phrasing = rng.choice(["measure_amount", "participants", "provider", "own_share", "term"])
    measure = rng.choice([m for m in agreement.measures if "„" not in m.name] or [None])
    if measure is None:
        return None
    slots = about_agreement(agreement, rng) | {"measure": measure.name}
    expected = Expected(
        NOT_FOUND, amounts=(), evidence=_near(agreement, cite_measure(agreement, measure, optional=True))
    )
    return ask_once(f"{agreement.id}-{measure.name}", phrasing, slots, expected)


def _near(agreement: AgreementTruth, place: Evidence) -> tuple[Evidence, ...]:
    return (place, *cite_context(agreement))


def ask_uncovered(held: Held, rng: random.Random) -> Question | None:
    """A body and year of which nothing is held."""
    body, year = rng.choice(all_bodies()), rng.choice(held.years)
    if held.is_covered(body.id, year) or held.press_amounts(body.id, year):
        return None
    slots = name_body(rng, body.id) | {"year": str(year)}
    return ask_once(f"{body.id}-{year}", "amount", slots, Expected(NOT_FOUND, amounts=()))


def ask_wrong_amount(held: Held, rng: random.Random) -> Question | None:
    """A body is said to get another sum than it does."""
    agreement = choose_agreement(held, rng)
    wrong = agreement.total.euros + rng.choice([-1, 1]) * Decimal(rng.randint(5, 90) * 1000)
    if wrong in {a.total.euros for a in held.agreements}:
        return None
    expected = Expected(
        outcomes=CORRECTED,
        amounts=(agreement.total.euros,),
        allowed_amounts=side_amounts(held, agreement),
        evidence=(
            cite_amount(agreement),
            cite_context(agreement)[0],
            *press_places(held, agreement.body, agreement.year),
        ),
    )
    slots = about_agreement(agreement, rng) | {"wrong:": str(wrong)}
    return ask_once(agreement.id, "wrong_amount", slots, expected)


def ask_wrong_signatory(held: Held, rng: random.Random) -> Question | None:
    """Somebody is said to have signed who did not."""
    agreement = choose_agreement(held, rng)
    own = [s.name for s in agreement.signatures]
    others = [s.name for a in held.agreements if a.body != agreement.body for s in a.signatures if s.body != STATE]
    strangers = sorted(set(others) - set(own))
    if not strangers:
        return None
    signed = [s for s in agreement.signatures if s.body != STATE]
    evidence = tuple(cite_signature(agreement, s.name) for s in signed)
    elsewhere = [a for a in held.agreements if a.body != agreement.body]
    person = rng.choice(strangers)
    evidence += tuple(cite_signature(a, person, optional=True) for a in elsewhere if person in _names(a))
    expected = Expected(
        outcomes=("corrected", "answered", "not_found"),
        names=tuple((s.name,) for s in signed),
        forbidden=("Ja,", "Yes,"),
        evidence=evidence,
    )
    slots = about_agreement(agreement, rng) | {"person": person}
    return ask_once(f"{agreement.id}-{person}", "wrong_signatory", slots, expected)


def _names(agreement: AgreementTruth) -> Sequence[str]:
    return [s.name for s in agreement.signatures]


def ask_state_total(held: Held, rng: random.Random) -> Question | None:
    """How much money was there in the whole state?"""
    releases = [p for p in held.press if p.body is None]
    if not releases:
        return None
    year = rng.choice(releases).year
    told = [(r, a) for r, a in held.press_amounts(STATE, year)]
    whole = [(r, a) for r, a in told if not a.purpose]
    amounts = tuple(dict.fromkeys(a.euros for _, a in whole))
    evidence = [e for r, a in told for e in cite_press(r, a, optional=bool(a.purpose))]
    allowed = tuple(a.euros for _, a in told)
    expected = Expected(ANSWERED_OR_PARTIAL, amounts=amounts, allowed_amounts=allowed, evidence=tuple(evidence))
    return ask_once(str(year), "state_total", {"year": str(year)}, expected)


def ask_press_places(held: Held, rng: random.Random) -> Question | None:
    """How many places does a press release name?"""
    releases = [p for p in held.press if p.body and p.places]
    if not releases:
        return None
    release = rng.choice(releases)
    place = rng.choice(release.places)
    assert release.body is not None
    expected = Expected(
        ANSWERED, names=((str(place.count),),), evidence=(cite_paragraph(release, place.section, place.written),)
    )
    slots = name_body(rng, release.body) | {"year": str(release.year), "noun:": place.what}
    return ask_once(f"{release.id}-{place.what}", "press_places", slots, expected)


def ask_off_topic(held: Held, rng: random.Random) -> Question | None:
    """Nothing to do with the documents, or an order."""
    place = rng.choice(all_bodies()).seats[0]
    return ask_once(
        f"{place}-{len(held.agreements)}", "off_topic", {"place": place}, Expected(("refused",), amounts=())
    )
