"""A question before it is phrased: what is asked about whom, and the right answer."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from evals.cases import Evidence, Expected
from evals.questions.facts import Held, cite_amount, cite_context, cite_press, name_body
from evals.world import AgreementTruth

ANSWERED = ("answered",)
ANSWERED_OR_PARTIAL = ("answered", "partial")
NOT_FOUND = ("not_found",)
CORRECTED = ("corrected",)

YES = ("Ja,", "Ja.", "Ja:", "Ja;", "Ja –", "Ja -", "Yes,", "Yes.", "Yes:", "Yes;", "Yes –", "Yes -")


@dataclass(frozen=True, slots=True)
class Turn:
    """The phrasing's name in `phrasings.toml`, its slots, and what is expected."""

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
