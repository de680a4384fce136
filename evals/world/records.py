"""The truth of a generated document: what its author put in, as typed records."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class AmountTruth:
    """A sum of money as its author meant it.

    `written` is the printed form; `kind` exact / about / up_to / at_least; `scope` a body's id or "land-hessen";
    `payer` likewise, None where the text leaves it open; `purpose` is "" for the whole budget. `times` says how
    often the same figure is printed. `section` is the label of the section that states it (its first place),
    `further` those of other places.
    """

    euros: Decimal
    written: str
    kind: str
    first_year: int | None
    last_year: int | None
    scope: str
    payer: str | None
    purpose: str
    section: str
    times: int = 1
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CategoryTruth:
    """A heading of § 5. `printed` is the mark before it ("2.", "b)", ""), `number` the number if it is one."""

    key: str
    printed: str
    number: int | None
    title: str
    measures: int


@dataclass(frozen=True, slots=True)
class MeasureTruth:
    """A project of § 5. `name` is the whole entry; `mark` the literal part-time mark in it, None without.

    `groups` are the words that say for whom it is; None where the author did not judge that.
    """

    name: str
    category: str
    mark: str | None
    groups: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class SignatureTruth:
    """A signatory. `date` is (year, month, day), None where the line was left blank; `body` "land-hessen" or an id."""

    name: str
    function: str
    body: str
    place: str | None
    date: tuple[int, int, int] | None
    date_written: str


@dataclass(frozen=True, slots=True)
class PlaceTruth:
    """A number of places in a press text; `what` the noun that is counted."""

    count: int
    written: str
    kind: str
    what: str
    section: str


@dataclass(frozen=True, slots=True)
class AgreementTruth:
    """An agreement; `printed_body` is the body's name as its head prints it, `axes` how the document was made."""

    id: str
    file: str
    body: str
    printed_body: str
    year: int
    ministry: str
    ministry_short: str
    alliance: tuple[int, int] | None
    sections: tuple[str, ...]
    amounts: tuple[AmountTruth, ...]
    categories: tuple[CategoryTruth, ...]
    measures: tuple[MeasureTruth, ...]
    signatures: tuple[SignatureTruth, ...]
    axes: Mapping[str, str]
    kind: str = "agreement"

    @property
    def total(self) -> AmountTruth:
        """The amount of the whole budget in § 4."""
        return next(amount for amount in self.amounts if not amount.purpose)


@dataclass(frozen=True, slots=True)
class PressTruth:
    """A press release; `body` None where it speaks of the whole state."""

    id: str
    file: str
    body: str | None
    year: int
    date: tuple[int, int | None, int | None] | None
    amounts: tuple[AmountTruth, ...]
    places: tuple[PlaceTruth, ...]
    quotes: tuple[tuple[str, str], ...]
    offers: tuple[str, ...]
    offer_sections: tuple[str, ...]
    axes: Mapping[str, str]
    kind: str = "press_release"


@dataclass(frozen=True, slots=True)
class OtherTruth:
    """A document that is neither: a neighbouring agreement, a guideline, a leaflet."""

    id: str
    file: str
    title: str
    body: str | None
    year: int | None
    axes: Mapping[str, str]
    kind: str = "other"


Truth = AgreementTruth | PressTruth | OtherTruth


@dataclass(frozen=True, slots=True)
class Made:
    """A generated document: `text` is its fixed text, `data` the bytes of the file (encoding, line ends, ...)."""

    file: str
    text: str
    data: bytes
    truth: Truth


def write_truths(truths: list[Truth], path: Path) -> None:
    """Write truths as JSON, amounts as strings."""
    rows = [asdict(truth) for truth in truths]
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8")


def read_truths(path: Path) -> list[Truth]:
    """The truths that `write_truths` wrote."""
    return [_read_truth(row) for row in json.loads(path.read_text(encoding="utf-8"))]


def _read_truth(row: dict[str, Any]) -> Truth:
    if row["kind"] == "other":
        return OtherTruth(**row)
    row["amounts"] = tuple(
        AmountTruth(**a | {"euros": Decimal(a["euros"]), "further": tuple(a["further"])}) for a in row["amounts"]
    )
    if row["kind"] == "press_release":
        row["places"] = tuple(PlaceTruth(**p) for p in row["places"])
        row["quotes"] = tuple((name, function) for name, function in row["quotes"])
        row["offers"] = tuple(row["offers"])
        row["offer_sections"] = tuple(row["offer_sections"])
        row["date"] = tuple(row["date"]) if row["date"] else None
        return PressTruth(**row)
    row["alliance"] = tuple(row["alliance"]) if row["alliance"] else None
    row["sections"] = tuple(row["sections"])
    row["categories"] = tuple(CategoryTruth(**c) for c in row["categories"])
    row["measures"] = tuple(
        MeasureTruth(**m | {"groups": None if m["groups"] is None else tuple(m["groups"])}) for m in row["measures"]
    )
    row["signatures"] = tuple(
        SignatureTruth(**s | {"date": tuple(s["date"]) if s["date"] else None}) for s in row["signatures"]
    )
    return AgreementTruth(**row)
