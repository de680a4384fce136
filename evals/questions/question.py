"""A question before it is phrased: what is asked about whom, and the right answer."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.bodies import get_body
from assistant.documents import STATE
from evals.cases import Evidence, Expected
from evals.questions.facts import Held, cite_amount, cite_context, cite_press
from evals.questions.naming import both_spellings, name_body, namesakes
from evals.world import AgreementTruth, SignatureTruth

ANSWERED = ("answered",)
ANSWERED_OR_PARTIAL = ("answered", "partial")
NOT_FOUND = ("not_found",)
CORRECTED = ("corrected",)

YES = ("Ja,", "Ja.", "Ja:", "Ja;", "Ja –", "Ja -", "Yes,", "Yes.", "Yes:", "Yes;", "Yes –", "Yes -")


@dataclass(frozen=True, slots=True)
class Turn:
    """The type's name in `phrasings.toml`, its slots, and what is expected."""

    phrasing: str
    slots: Mapping[str, str]
    expected: Expected | None


@dataclass(frozen=True, slots=True)
class Question:
    """One conversation; `about` names what it is about, so that paraphrases share a family."""

    about: str
    turns: tuple[Turn, ...]


def ask_once(about: str, phrasing: str, slots: Mapping[str, str], expected: Expected) -> Question:
    """A question of one turn."""
    return Question(f"{phrasing}-{about}", (Turn(phrasing, slots, expected),))


def choose_agreement(held: Held, rng: random.Random) -> AgreementTruth:
    """Any agreement."""
    return rng.choice(held.agreements)


def choose_year(held: Held, rng: random.Random, least: int = 2) -> int | None:
    """A year with at least that many agreements, None where there is none."""
    years = [year for year in held.years if len(held.of_year(year)) >= least]
    return rng.choice(years) if years else None


def about_agreement(agreement: AgreementTruth, rng: random.Random) -> dict[str, str]:
    """Slots for an agreement's body and year."""
    return name_body(rng, agreement.body) | {"year": str(agreement.year)}


def side_amounts(held: Held, agreement: AgreementTruth) -> tuple[Decimal, ...]:
    """Sums that may stand beside the total: the second budget, what is earmarked, what press releases say."""
    others = [amount.euros for amount in agreement.amounts if amount.purpose]
    sums = [
        agreement.total.euros + amount.euros for amount in agreement.amounts if amount.purpose == "Arbeitsmarktbudget"
    ]
    told = [amount.euros for _, amount in held.press_amounts(agreement.body, agreement.year)]
    return tuple(others + sums + told)


def press_places(held: Held, body: str, year: int) -> tuple[Evidence, ...]:
    """Paragraphs of press releases on a body's money; they may be cited."""
    told = held.press_amounts(body, year)
    return tuple(evidence for release, amount in told for evidence in cite_press(release, amount, optional=True))


def expect_amount(held: Held, agreement: AgreementTruth) -> Expected:
    """The total of an agreement, from § 4."""
    return Expected(
        outcomes=ANSWERED,
        amounts=(agreement.total.euros,),
        allowed_amounts=side_amounts(held, agreement),
        evidence=(
            cite_amount(agreement),
            cite_context(agreement)[0],
            *press_places(held, agreement.body, agreement.year),
        ),
    )


def expect_computed(
    held: Held, agreements: tuple[AgreementTruth, ...], results: tuple[Decimal, ...], tolerance: str = "0.01"
) -> Expected:
    """Sums computed from the totals of agreements, each of which is cited."""
    totals = [agreement.total.euros for agreement in agreements]
    beside = [euros for agreement in agreements for euros in side_amounts(held, agreement)]
    places = [e for a in agreements for e in (cite_amount(a), cite_context(a)[0], *press_places(held, a.body, a.year))]
    return Expected(
        outcomes=ANSWERED_OR_PARTIAL,
        amounts=results,
        allowed_amounts=(*totals, *beside),
        tolerance=Decimal(tolerance),
        evidence=tuple(places),
    )


def expect_bodies(
    agreements: Sequence[AgreementTruth], evidence: Sequence[Evidence], allowed: Sequence[AgreementTruth] = ()
) -> Expected:
    """A complete list of bodies; those of `allowed` may be listed too."""
    rows = tuple({"body": body} for body in dict.fromkeys(a.body for a in agreements))
    beside = tuple({"body": body} for body in dict.fromkeys(a.body for a in allowed) if {"body": body} not in rows)
    context = tuple(e for a in (*agreements, *allowed) for e in cite_context(a))
    return Expected(ANSWERED_OR_PARTIAL, rows=rows, allowed_rows=beside, evidence=(*evidence, *context))


def expect_best(held: Held, agreements: Sequence[AgreementTruth], best: AgreementTruth) -> Expected:
    """One of many bodies, with its total; the totals of the others may be shown."""
    others = tuple(a.total.euros for a in agreements) + tuple(e for a in agreements for e in side_amounts(held, a))
    gaps = tuple(abs(best.total.euros - a.total.euros) for a in agreements)
    places = tuple(e for a in agreements if a != best for e in cite_context(a))
    return Expected(
        outcomes=ANSWERED_OR_PARTIAL,
        amounts=(best.total.euros,),
        allowed_amounts=(*others, *gaps),
        names=(name_of(best),),
        evidence=(cite_amount(best), cite_context(best)[0], *places, *press_places(held, best.body, best.year)),
    )


def expect_difference(held: Held, one: AgreementTruth, two: AgreementTruth) -> Expected:
    """The difference of two totals, and the body with more."""
    difference = abs(one.total.euros - two.total.euros)
    more = one if one.total.euros > two.total.euros else two
    expected = expect_computed(held, (one, two), (difference,))
    return replace(expected, names=(both_spellings(difference), name_of(more)))


def name_of(agreement: AgreementTruth) -> tuple[str, ...]:
    """The body's name as an answer must hold it; with its kind where another body has the same."""
    body = get_body(agreement.body)
    if len(namesakes(body)) == 1:
        return body.full, body.short
    return body.full, f"{'Stadt' if body.kind == 'stadt' else 'Kreis'} {body.short}"


def single_budgets(held: Held, year: int | None, kind: str = "", least: int = 2) -> tuple[AgreementTruth, ...]:
    """The agreements of a year with bodies of a kind, at least so many; none where one is for two budgets.

    The sum of an agreement for two budgets is open, and two equal totals have no order.
    """
    agreements = held.of_kind(year or 0, kind)
    distinct = len({a.total.euros for a in agreements}) == len(agreements)
    alone = all(amount.purpose != "Arbeitsmarktbudget" for a in agreements for amount in a.amounts)
    return agreements if alone and distinct and len(agreements) >= least else ()


def signed_for_body(agreement: AgreementTruth) -> tuple[SignatureTruth, ...]:
    """The signatures of the body's side."""
    return tuple(s for s in agreement.signatures if s.body != STATE)


def signed_for_state(agreement: AgreementTruth) -> SignatureTruth:
    """The signature of the ministry's side."""
    return next(s for s in agreement.signatures if s.body == STATE)
