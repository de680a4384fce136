"""The records behind an answer: as sortable tables on the page, as CSV for a spreadsheet, with the citation in each row."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from html import escape

from assistant.answers import Answer, Row
from assistant.web.words import Words

_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d{1,2})?")
_ANY_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_MONEY = frozenset({"amount"})
_NUMBERS = frozenset({"amount", "count", "number", "rank", "places"})
_KEYED = frozenset({"category", "document_kind", "part_time"})
"""Cells that hold keys of the domain, not words of a document."""

_SPOKEN = {"category": "category_title", "date": "date_written"}
"""Cells that another cell says in the words of the document."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would compute."""


def render_rows(rows: Sequence[Row], links: Mapping[str, str], words: Words) -> str:
    """The records as tables, one for each kind of record, their places in the last column.

    A single record is what the answer says already.
    """
    if len(rows) < 2:
        return ""
    tables = (
        _render_table([row for row in rows if row.kind == kind], links, words)
        for kind in dict.fromkeys(row.kind for row in rows)
    )
    save = f'<p><button type="button" class="act do-csv plain-button">{escape(words.talk.csv)}</button></p>'
    return (
        f'<details class="rows"><summary>{escape(words.table.format(count=len(rows)))}</summary>'
        f'<div class="rows-scroll" tabindex="0">{"".join(tables)}</div>{save}</details>'
    )


def _render_table(rows: Sequence[Row], links: Mapping[str, str], words: Words) -> str:
    names = name_columns(rows, words)
    head = "".join(_render_head(words.columns[name], words) for name in names)
    body = "".join(
        "<tr>"
        + "".join(f"<td{_classes(row, name)}>{escape(format_cell(row, name, words))}</td>" for name in names)
        + f"<td>{' '.join(links.get(key, '') for key in row.citations)}</td></tr>"
        for row in rows
    )
    sources = f'<th scope="col">{escape(words.table_sources)}</th>'
    return f"<table><thead><tr>{head}{sources}</tr></thead><tbody>{body}</tbody></table>"


def _render_head(column: str, words: Words) -> str:
    title = escape(words.talk.sort.format(column=column))
    return f'<th scope="col"><button type="button" class="sort" title="{title}">{escape(column)}</button></th>'


def name_columns(rows: Sequence[Row], words: Words) -> list[str]:
    """The cells worth a column: those the page has a word for, with something in at least one row."""
    names = dict.fromkeys(name for row in rows for name, value in row.cells if value)
    spoken = {better for plain, better in _SPOKEN.items() if better in names}
    return [name for name in names if name in words.columns and _SPOKEN.get(name) not in spoken]


def _classes(row: Row, name: str) -> str:
    """How a cell is aligned, and the value it is sorted by where its words would sort otherwise ("k-812340")."""
    value = (row.cell("date") if name == "date_written" else row.cell(name)) or ""
    key = f" k-{value}" if re.fullmatch(r"-?[\d.]+|\d{4}-\d\d-\d\d", value) else ""
    kind = "number" if name in _NUMBERS else "text"
    return f' class="{kind}{key}"' if key or kind == "number" else ""


def format_cell(row: Row, name: str, words: Words) -> str:
    """A cell for people: money and years as they are written, keys of the domain by their names.

    An amount that is not exact stands as it is printed ("rund 1,3 Mio. Euro"): digits would make it exact.
    """
    value = row.cell(name) or ""
    if name in _MONEY and row.cell("exactness") not in (None, "exact"):
        return row.cell("written") or value
    if name in _MONEY and _PLAIN_NUMBER.fullmatch(value):
        return format_euros(value, words)
    if name == "year":
        return value.replace("-", "–")
    return words.values.get(value, value) if name in _KEYED else value


def format_euros(number: str, words: Words) -> str:
    """A plain decimal number as money: "812340" is "812.340 Euro", in English "812,340 euros"."""
    try:
        value = Decimal(number)
    except InvalidOperation:
        return number
    printed = f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"
    if words.language == "en":
        return f"{printed} euros"
    return printed.translate(str.maketrans(",.", ".,")) + " Euro"


def write_csv(answer: Answer, words: Words) -> str:
    """The records as CSV that a spreadsheet of the page's language opens with a double click.

    A byte order mark tells the encoding; German ones expect semicolons and decimal commas. Nothing in it is computed:
    a cell that begins like a formula is text.
    """
    german = words.language == "de"
    names = name_columns(answer.rows, words)
    cited = {c.key: c for c in answer.citations}
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if german else ",", lineterminator="\r\n")
    writer.writerow([*(words.columns[n] for n in names), words.talk.quote_of, words.talk.quote_text])
    for row in answer.rows:
        places = [cited[key] for key in row.citations if key in cited]
        cells = [_plain_cell(row, name, words, german=german) for name in names]
        cells += ["; ".join(c.label for c in places), " / ".join(" ".join(c.quote.split()) for c in places)]
        writer.writerow([_disarm(cell) for cell in cells])
    return "\ufeff" + out.getvalue()


def _plain_cell(row: Row, name: str, words: Words, *, german: bool) -> str:
    """A cell for a spreadsheet: a number to calculate with, else as on the page."""
    value = row.cell(name) or ""
    if name in _NUMBERS and _PLAIN_NUMBER.fullmatch(value) and row.cell("exactness") in (None, "exact"):
        return value.replace(".", ",") if german else value
    return format_cell(row, name, words)


def _disarm(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    flat = " ".join(cell.split("\n"))
    return f"'{flat}" if flat.startswith(_FORMULA) and not _ANY_NUMBER.fullmatch(flat) else flat
