"""The agreements as rows of a table: what is shown of each, how they are chosen, sorted and added up."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

from assistant.answering.funds import is_own_share, main_amounts
from assistant.bodies import fold, get_body
from assistant.documents import Agreement, Date
from assistant.library import Funds, Library, is_listed, title_of

RowKind = Literal["landkreis", "stadt", "andere"]
ROW_KINDS: tuple[RowKind, ...] = ("landkreis", "stadt", "andere")
COLUMNS = ("name", "jahr", "betrag", "projekte", "teilzeit", "datum", "auffaellig")
"""Names of the columns in addresses."""

_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One agreement with its facts.

    `name` is the body's by the table, as printed where the table does not know it. `funds` are the amounts of the state for the whole budget: one in most, none or several in some. `dates` are those
    of the signatures, in order. `twin`: there is another agreement of the same body and year; `copy`: it is the
    second of them, which no sum counts.
    """

    document: Agreement
    name: str
    kind: RowKind
    year: int | None
    funds: tuple[Funds, ...]
    projects: int
    part_time: int
    dates: tuple[Date, ...]
    problems: int
    twin: bool
    copy: bool

    @property
    def body(self) -> str:
        """The body's id, or its printed name where the table does not know it."""
        return self.document.body or self.document.body_written

    @property
    def euros(self) -> Decimal | None:
        """The one amount; None where there is none or more than one."""
        return self.funds[0].amount.euros if len(self.funds) == 1 else None

    @property
    def signed(self) -> Date | None:
        """When the last one signed."""
        return self.dates[-1] if self.dates else None


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader chose: filters and order. "" and None leave all."""

    name: str = ""
    kind: RowKind | None = None
    year: int | None = None
    part_time: bool | None = None
    column: str = ""
    descending: bool = False

    @property
    def is_filtered(self) -> bool:
        """Whether anything is left out."""
        return bool(self.name or self.kind or self.year or self.part_time is not None)

    def parameters(self, **changes: Any) -> dict[str, str]:
        """The choice, with changes, as parameters of an address."""
        other = replace(self, **changes)
        part_time = {True: "ja", False: "nein", None: ""}[other.part_time]
        return {
            "name": other.name,
            "art": other.kind or "",
            "jahr": str(other.year or ""),
            "teilzeit": part_time,
            "sortierung": other.column,
            "folge": "ab" if other.column and other.descending else "",
        }


def read_choice(given: Mapping[str, str]) -> Choice:
    """The choice in an address; what cannot be meant is passed over."""
    year = given.get("jahr", "")
    column = given.get("sortierung", "")
    return Choice(
        name=" ".join(given.get("name", "").split())[:_LONGEST_NAME],
        kind=next((kind for kind in ROW_KINDS if kind == given.get("art")), None),
        year=int(year) if len(year) == 4 and year.isascii() and year.isdigit() else None,
        part_time={"ja": True, "nein": False}.get(given.get("teilzeit", "")),
        column=column if column in COLUMNS else "",
        descending=given.get("folge") == "ab",
    )


def make_rows(library: Library) -> tuple[AgreementRow, ...]:
    """A row for every agreement: newest year first, then by name."""
    count = Counter((a.body or a.body_written, a.year) for a in library.agreements)
    funds: dict[str, list[Funds]] = {}
    for item in library.funds:
        if isinstance(item.document, Agreement) and not is_own_share(item):
            funds.setdefault(item.document.id, []).append(item)
    return tuple(
        AgreementRow(
            document=agreement,
            name=title_of(agreement.body) if agreement.body else agreement.body_written or agreement.file,
            kind=_kind(agreement),
            year=agreement.year,
            funds=main_amounts(funds.get(agreement.id, [])),
            projects=len(agreement.measures),
            part_time=sum(measure.part_time is not None for measure in agreement.measures),
            dates=_dates(agreement),
            problems=len(agreement.problems),
            twin=count[(agreement.body or agreement.body_written, agreement.year)] > 1,
            copy=agreement.id in library.copies,
        )
        for agreement in library.agreements
    )


def _kind(agreement: Agreement) -> RowKind:
    return get_body(agreement.body).kind if agreement.body and is_listed(agreement.body) else "andere"


def _dates(agreement: Agreement) -> tuple[Date, ...]:
    dates = {_day(s.date): s.date for s in agreement.signatures if s.date}
    return tuple(dates[day] for day in sorted(dates))


def _day(date: Date) -> tuple[int, int, int]:
    return date.year, date.month or 0, date.day or 0


def choose_rows(rows: Sequence[AgreementRow], choice: Choice) -> tuple[AgreementRow, ...]:
    """The rows that were chosen, in the order that was chosen; those without the sorted value come last."""
    wanted = fold(choice.name)
    chosen = [
        row
        for row in rows
        if (not wanted or wanted in fold(row.name))
        and (choice.kind is None or row.kind == choice.kind)
        and (choice.year is None or row.year == choice.year)
        and (choice.part_time is None or (row.part_time > 0) == choice.part_time)
    ]
    if not choice.column:
        return tuple(chosen)
    value = _VALUES[choice.column]
    held = [row for row in chosen if value(row) is not None]
    held.sort(key=value, reverse=choice.descending)
    return (*held, *(row for row in chosen if value(row) is None))


_VALUES: dict[str, Callable[[AgreementRow], Any]] = {
    "name": lambda row: fold(row.name),
    "jahr": lambda row: row.year,
    "betrag": lambda row: row.funds[0].amount.euros if row.funds else None,
    "projekte": lambda row: row.projects,
    "teilzeit": lambda row: row.part_time,
    "datum": lambda row: _day(row.signed) if row.signed else None,
    "auffaellig": lambda row: row.problems,
}


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of a year over `count` agreements; `left_out` have no single exact amount, or are further copies."""

    year: int
    euros: Decimal
    count: int
    left_out: int


def add_up(rows: Sequence[AgreementRow]) -> tuple[Total, ...]:
    """A sum for each year with at least two agreements to add, newest first; years are never added together."""
    totals = []
    for year in sorted({row.year for row in rows if row.year}, reverse=True):
        own = [row for row in rows if row.year == year]
        euros = [
            row.euros for row in own if not row.copy and row.euros is not None and row.funds[0].amount.kind == "exact"
        ]
        if len(euros) > 1:
            totals.append(Total(year, sum(euros, Decimal(0)), len(euros), len(own) - len(euros)))
    return tuple(totals)


@dataclass(frozen=True, slots=True)
class Series:
    """The agreements of one body over several years; `change` from the first to the last, None where it is unclear."""

    name: str
    rows: tuple[AgreementRow, ...]
    years: tuple[int, ...]
    change: Decimal | None
    share: Decimal | None

    def of(self, year: int) -> tuple[AgreementRow, ...]:
        """The rows of one year."""
        return tuple(row for row in self.rows if row.year == year)


def make_series(rows: Sequence[AgreementRow]) -> tuple[Series, ...]:
    """The bodies with agreements of several years, by name."""
    groups: dict[str, list[AgreementRow]] = {}
    for row in rows:
        if row.year:
            groups.setdefault(row.body, []).append(row)
    series = []
    for own in sorted(groups.values(), key=lambda group: fold(group[0].name)):
        years = tuple(sorted({row.year for row in own if row.year}))
        if len(years) > 1:
            first, last = (_only_amount([row for row in own if row.year == year]) for year in (years[0], years[-1]))
            change = last - first if first is not None and last is not None else None
            share = change / first if change is not None and first else None
            series.append(Series(own[0].name, tuple(own), years, change, share))
    return tuple(series)


def _only_amount(rows: Sequence[AgreementRow]) -> Decimal | None:
    if len(rows) != 1 or rows[0].euros is None or rows[0].funds[0].amount.kind != "exact":
        return None
    return rows[0].euros
