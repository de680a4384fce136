"""The overview: all agreements as a table, their amounts as a chart, their years, and who is covered (Übersicht)."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.documents import STATE
from assistant.library import Library
from assistant.web.views.agreement_rows import (
    COLUMNS,
    AgreementRow,
    Choice,
    Series,
    add_up,
    choose_rows,
    make_rows,
    make_series,
    read_choice,
)
from assistant.web.views.bar_chart import AXIS_HEIGHT, ROW_HEIGHT, Bar, Tick, make_bars, make_scale
from assistant.web.views.holdings import Holdings
from assistant.web.views.site import Site
from assistant.web.views.tiles import Tile, make_tiles
from assistant.web.views.view import render_view

PAGE = "uebersicht"

_WORDS = {
    "name": "name",
    "jahr": "year",
    "betrag": "amount",
    "projekte": "projects",
    "teilzeit": "of_them_part_time",
    "datum": "signed",
    "auffaellig": "problems",
}
_DESCENDING_FIRST = frozenset({"jahr", "betrag", "projekte", "teilzeit", "datum", "auffaellig"})
_OPEN_BARS = 40
"""Bars that are shown at once; the charts of older years beyond them can be unfolded."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading: its name in words, where a click leads, and how it is sorted now ("" for not at all)."""

    key: str
    label: str
    address: str
    order: str


@dataclass(frozen=True, slots=True)
class YearChart:
    """The bars of one year. `described` says the same in words."""

    year: int
    bars: tuple[Bar, ...]
    height: int
    described: str
    opened: bool


def render_overview(holdings: Holdings, site: Site, given: Mapping[str, str]) -> str:
    """The page of the overview for the choice in an address."""
    library, choice = holdings.library, read_choice(given)
    rows = make_rows(library)
    shown = choose_rows(rows, choice)
    scale = make_scale([f.amount.euros for row in shown for f in row.funds])
    # The years side by side are the point of a development, so the choice of a year does not narrow it.
    over_years = choose_rows(rows, Choice(choice.name, choice.kind, None, choice.part_time))
    tiles = make_tiles(library, rows, choice.year)
    return render_view(
        "overview.html",
        site,
        PAGE,
        choice.parameters(),
        choice=choice,
        held=len(rows),
        rows=shown,
        years=sorted({row.year for row in rows if row.year}, reverse=True),
        kinds=[kind for kind in ("landkreis", "stadt", "andere") if any(row.kind == kind for row in rows)],
        columns=_make_columns(site, choice),
        totals=add_up(shown),
        here=site.address(PAGE),
        csv=site.address(f"{PAGE}.csv", choice.parameters()),
        scale=[(tick.place, _name_tick(tick, scale, site)) for tick in scale],
        charts=_make_charts(shown, scale, site),
        row_height=ROW_HEIGHT,
        axis_height=AXIS_HEIGHT,
        series=(series := make_series(over_years)),
        columns_of={one.name: _make_columns_of(one, series) for one in series},
        compared={one.name: _compare_address(one, site) for one in series},
        tiles=tiles,
        covered=sum(tile.state == "covered" for tile in tiles),
        unlisted=_find_unlisted(rows, tiles, choice),
        ask={tile.body.id: _ask_address(tile, site, choice) for tile in tiles},
        share=_show_share,
        state=STATE,
    )


def _make_columns(site: Site, choice: Choice) -> list[Column]:
    words = site.words["overview"]
    columns = []
    for key in COLUMNS:
        sorted_now = choice.column == key
        descending = not choice.descending if sorted_now else key in _DESCENDING_FIRST
        address = site.address(PAGE, choice.parameters(column=key, descending=descending))
        order = ("descending" if choice.descending else "ascending") if sorted_now else ""
        columns.append(Column(key, words[_WORDS[key]], address, order))
    return columns


def _make_charts(rows: Sequence[AgreementRow], scale: Sequence[Tick], site: Site) -> list[YearChart]:
    charts: list[YearChart] = []
    drawn = 0
    for year in sorted({row.year for row in rows if row.year}, reverse=True):
        entries = [
            (f"{row.name} *" if row.twin else row.name, site.amount(item.amount), item.amount.euros)
            for row in rows
            if row.year == year
            for item in row.funds
        ]
        if not entries:
            continue
        entries.sort(key=lambda entry: -entry[2])
        described = site.words["overview"]["chart_description"].format(
            bars="; ".join(f"{label} {text}" for label, text, _ in entries)
        )
        opened = not charts or drawn + len(entries) <= _OPEN_BARS
        charts.append(YearChart(year, make_bars(entries, scale), len(entries) * ROW_HEIGHT, described, opened))
        drawn += len(entries)
    return charts


def _name_tick(tick: Tick, scale: Sequence[Tick], site: Site) -> str:
    """The value of a line of the scale, short: "0", "250 Tsd.", "1,25 Mio."."""
    words = site.words["overview"]
    if not tick.value:
        return "0"
    top = scale[-1].value
    if top >= 1_000_000:
        return str(words["tick_millions"].format(number=_plain(tick.value / 1_000_000, site)))
    if top >= 10_000:
        return str(words["tick_thousands"].format(number=_plain(tick.value / 1_000, site)))
    return _plain(tick.value, site)


def _plain(value: Decimal, site: Site) -> str:
    printed = f"{value.normalize():f}"
    return printed if site.language == "en" else printed.replace(".", ",")


def _show_share(share: Decimal, site: Site) -> str:
    """A change as per cent with its sign and one decimal."""
    number = f"{abs(share) * 100:.1f}"
    sign = "+" if share > 0 else "−" if share < 0 else "±"
    return f"{sign}{number} %" if site.language == "en" else f"{sign}{number.replace('.', ',')} %"


def _make_columns_of(one: Series, series: Sequence[Series]) -> list[tuple[float, float, float]]:
    """Small columns, one a year and amount: place, width and height in per cent, years and heights alike for all."""
    years = sorted({year for other in series for year in other.years})
    top = max((f.amount.euros for other in series for row in other.rows for f in row.funds), default=Decimal(1))
    step = 100 / (years[-1] - years[0] + 1)
    columns = []
    for year in one.years:
        own = [item.amount.euros for row in one.of(year) for item in row.funds]
        width = step * 0.8 / max(len(own), 1)
        for n, euros in enumerate(own):
            columns.append((round((year - years[0]) * step + n * width, 2), round(width, 2), float(100 * euros / top)))
    return columns


def _compare_address(series: Series, site: Site) -> str:
    first, last = series.of(series.years[0])[0], series.of(series.years[-1])[0]
    return site.address("vergleich", {"a": first.document.id, "b": last.document.id})


def _ask_address(tile: Tile, site: Site, choice: Choice) -> str:
    words = site.words["overview"]
    body = tile.body.inflect("dative") if site.language == "de" else tile.body.full
    if choice.year:
        return site.question(words["question_year"].format(body=body, year=choice.year))
    return site.question(words["question"].format(body=body))


def _find_unlisted(rows: Sequence[AgreementRow], tiles: Sequence[Tile], choice: Choice) -> list[AgreementRow]:
    listed = {tile.body.id for tile in tiles}
    return [row for row in rows if row.body not in listed and choice.year in {None, row.year}]


def write_csv(library: Library, site: Site, given: Mapping[str, str]) -> bytes:
    """The chosen agreements as a CSV file, one line an amount, in UTF-8 with a mark that Excel reads.

    German readers get semicolons, as their spreadsheets expect; amounts are plain digits in either language.
    """
    words = site.words["csv"]
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";" if site.language == "de" else ",", lineterminator="\r\n")
    writer.writerow(words[name] for name in _CSV_COLUMNS)
    for row in choose_rows(make_rows(library), read_choice(given)):
        for item in row.funds or (None,):
            amount = item.amount if item else None
            writer.writerow(
                _as_text(str(cell))
                for cell in (
                    row.name,
                    words[row.kind],
                    row.year or "",
                    f"{amount.euros:f}" if amount else "",
                    " ".join(amount.written.split()) if amount else "",
                    row.projects,
                    row.part_time,
                    " / ".join(_iso(date.year, date.month, date.day) for date in row.dates),
                    row.problems,
                    words["yes" if row.twin else "no"],
                    row.document.title,
                    row.document.file,
                    amount.section if amount else "",
                    f"{amount.span.start}-{amount.span.end}" if amount else "",
                )
            )
    return buffer.getvalue().encode("utf-8-sig")


_CSV_COLUMNS = (
    "body", "kind", "year", "amount", "written", "projects", "part_time", "signed", "problems", "twin", "document",
    "file", "section", "place",
)  # fmt: skip


def _as_text(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def _iso(*parts: int | None) -> str:
    return "-".join(f"{part:02d}" for part in parts if part is not None)
