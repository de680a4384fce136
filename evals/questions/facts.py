"""The truth of a world, arranged for asking."""

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.bodies import Body, all_bodies, get_body
from evals.cases import Evidence
from evals.world import AgreementTruth, AmountTruth, MeasureTruth, PressTruth, Truth


@cache
def phrasings() -> dict[str, Any]:
    """The phrasings of `phrasings.toml`."""
    return tomllib.loads(files("evals.questions").joinpath("phrasings.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Held:
    """What the documents of a world hold."""

    agreements: tuple[AgreementTruth, ...]
    press: tuple[PressTruth, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """Years with agreements."""
        return tuple(sorted({a.year for a in self.agreements}))

    def of_year(self, year: int) -> tuple[AgreementTruth, ...]:
        """The agreements of a year."""
        return tuple(a for a in self.agreements if a.year == year)

    def of_body(self, body: str) -> tuple[AgreementTruth, ...]:
        """The agreements of a body, by year."""
        return tuple(sorted((a for a in self.agreements if a.body == body), key=lambda a: a.year))

    def find(self, body: str, year: int) -> AgreementTruth | None:
        """The agreement of a body and year, None where none is held."""
        return next((a for a in self.agreements if (a.body, a.year) == (body, year)), None)

    def press_amounts(self, body: str, year: int) -> tuple[tuple[PressTruth, AmountTruth], ...]:
        """What press releases say about a body's (or the state's) money of a year."""
        return tuple(
            (release, amount)
            for release in self.press
            for amount in release.amounts
            if amount.scope == body and _covers(amount, year)
        )

    def offers(self, body: str | None, year: int) -> tuple[PressTruth, ...]:
        """The press releases of a body (None: of any) and year that list offers."""
        return tuple(p for p in self.press if p.offers and p.year == year and (body is None or p.body == body))

    def is_covered(self, body: str, year: int) -> bool:
        """Whether any document speaks about a body and year."""
        releases = any(p.body == body and (p.year == year or self.press_amounts(body, year)) for p in self.press)
        return releases or self.find(body, year) is not None


def _covers(amount: AmountTruth, year: int) -> bool:
    return (
        amount.first_year is not None and amount.last_year is not None and amount.first_year <= year <= amount.last_year
    )


def arrange(truths: Sequence[Truth]) -> Held:
    """The agreements and press releases among truths."""
    agreements = tuple(t for t in truths if isinstance(t, AgreementTruth))
    return Held(agreements, tuple(t for t in truths if isinstance(t, PressTruth)))


def namesakes(body: Body) -> tuple[Body, ...]:
    """The bodies that share a short name ("Kassel"), the body itself among them."""
    return tuple(other for other in all_bodies() if other.short == body.short)


def name_body(rng: random.Random, body_id: str, number: str = "") -> dict[str, str]:
    """Slots for a body in a question; `number` is appended to the slot names ("nom2").

    The short name stands for the body only where it is nobody else's.
    """
    body = get_body(body_id)
    bare = body.full
    if len(namesakes(body)) == 1 and rng.random() < 0.4:
        bare = body.short
    elif body.kind == "landkreis" and body.full.startswith("Landkreis") and rng.random() < 0.3:
        bare = f"Kreis {body.name}"
    nominative = body.inflect("nominative")
    slots = {
        "nom": nominative, "gen": body.inflect("genitive"), "dat": body.inflect("dative"),
        "acc": body.inflect("accusative"), "bare": bare, "Nom": nominative[0].upper() + nominative[1:],
    }  # fmt: skip
    return {f"{name}{number}": value for name, value in slots.items()}


def print_euros(euros: Decimal, language: str) -> str:
    """Whole euros as people of a language write them."""
    text = f"{int(euros):,}"
    return text if language == "en" else text.replace(",", ".")


def both_spellings(euros: Decimal) -> tuple[str, ...]:
    """A sum in German and English digits, for names that an answer must hold."""
    return (print_euros(euros, "de"), print_euros(euros, "en"))


def cite_amount(agreement: AgreementTruth, **more: Any) -> Evidence:
    """§ 4 of an agreement."""
    return _cite(agreement.file, "§ 4", agreement.total.written, **more)


def cite_measure(agreement: AgreementTruth, measure: MeasureTruth, **more: Any) -> Evidence:
    """§ 5 of an agreement."""
    return _cite(agreement.file, "§ 5", measure.name, **more)


def cite_head(agreement: AgreementTruth, **more: Any) -> Evidence:
    """The head of an agreement, with its body."""
    return _cite(agreement.file, "Kopf", agreement.printed_body, **more)


def cite_signature(agreement: AgreementTruth, text: str, **more: Any) -> Evidence:
    """The signatures of an agreement."""
    return _cite(agreement.file, "Unterschriften", text, **more)


def cite_press(release: PressTruth, amount: AmountTruth, *, optional: bool = False) -> tuple[Evidence, ...]:
    """Every paragraph that prints an amount of a press release; one of them is enough."""
    group = f"{release.file} {amount.written}"
    sections = (amount.section, *amount.further)
    return tuple(_cite(release.file, section, amount.written, group=group, optional=optional) for section in sections)


def cite_offers(release: PressTruth) -> tuple[Evidence, ...]:
    """The paragraphs that list the offers of a press release; they may be cited."""
    pairs = zip(release.offers, release.offer_sections, strict=True)
    return tuple(_cite(release.file, section, offer, optional=True) for offer, section in pairs)


def cite_paragraph(release: PressTruth, section: str, text: str) -> Evidence:
    """A paragraph of a press release."""
    return _cite(release.file, section, text)


def cite_context(agreement: AgreementTruth) -> tuple[Evidence, ...]:
    """Sections that may be cited beside the fact: head and amount."""
    return cite_head(agreement, optional=True), cite_amount(agreement, optional=True)


def _cite(file: str, section: str, text: str, *, group: str = "", optional: bool = False) -> Evidence:
    return Evidence(file, section, text, group or f"{file} {section}", optional)
