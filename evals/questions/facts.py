"""The truth of a world, arranged for asking."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.bodies import get_body
from evals.cases import Evidence
from evals.world import AgreementTruth, AmountTruth, MeasureTruth, OtherTruth, PressTruth, Truth


@dataclass(frozen=True, slots=True)
class Held:
    """What the documents of a world hold."""

    agreements: tuple[AgreementTruth, ...]
    press: tuple[PressTruth, ...]
    others: tuple[OtherTruth, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """Years with agreements."""
        return tuple(sorted({a.year for a in self.agreements}))

    def of_year(self, year: int) -> tuple[AgreementTruth, ...]:
        """The agreements of a year."""
        return tuple(a for a in self.agreements if a.year == year)

    def of_kind(self, year: int, kind: str) -> tuple[AgreementTruth, ...]:
        """The agreements of a year with bodies of a kind ("stadt", "landkreis"; all where empty)."""
        return tuple(a for a in self.of_year(year) if not kind or get_body(a.body).kind == kind)

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
    press = tuple(t for t in truths if isinstance(t, PressTruth))
    return Held(agreements, press, tuple(t for t in truths if isinstance(t, OtherTruth)))


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
