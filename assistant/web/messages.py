"""One answer as a chat message: HTML of our own making, everything in it escaped.

A message is a single HTML block without line breaks, so that Markdown finds nothing to interpret in the words of
documents and questions: an image or a link written there stays text.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from html import escape

from assistant.answers import Answer, Citation, Row
from assistant.documents import Document
from assistant.web.sources import link_document, name_mark
from assistant.web.words import Words

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_KEY = re.compile(r"\[(\w{1,6})\]")
_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d{1,2})?")
_ITEM = re.compile(r"(\s*)- ")
_MONEY = frozenset({"amount"})
_KEYED = frozenset({"category", "document_kind", "part_time"})
"""Cells that hold keys of the domain, not words of a document."""

_SPOKEN = {"category": "category_title", "date": "date_written"}
"""Cells that another cell says in the words of the document."""


def render_question(question: str) -> str:
    """A question as a chat message, escaped, its line breaks kept."""
    lines = "<br>".join(escape(line) for line in question.strip().splitlines())
    return f'<div class="question">{lines}</div>'


def render_error(message: str, words: Words) -> str:
    """A failure as a chat message."""
    sentence = _render_code(escape(words.failed.format(message=message)))
    return _join_lines(f'<div class="answer"><p class="failed">{sentence}</p></div>')


def _join_lines(html: str) -> str:
    """HTML on one line: a blank line would end the block, and Markdown would read on in a document's words."""
    return " ".join(html.split())


def render_answer(turn: int, answer: Answer, documents: Mapping[str, Document], words: Words) -> str:
    """An answer as a chat message: outcome, text with citation marks, rows as a table, plan and coverage."""
    links = {c.key: _render_link(turn, c, documents, words) for c in answer.citations}
    outcome = words.outcomes[answer.outcome]
    language = "" if answer.language == words.language else f' lang="{answer.language}"'
    return _join_lines(
        f'<div class="answer outcome-{answer.outcome}"{language}>'
        f'<p class="outcome">{escape(outcome)}</p>'
        f"{_render_text(answer.text, links)}"
        f"{_render_rows(answer.rows, links, words)}"
        f"{_render_small_print(answer, words)}</div>"
    )


def _render_link(turn: int, citation: Citation, documents: Mapping[str, Document], words: Words) -> str:
    """The mark [n]: opens the passage in the panel, and the document itself where the panel no longer has it."""
    document = documents.get(citation.document)
    label = escape(f"[{citation.key}]")
    if document is None:
        return label
    title = escape(words.quote.format(key=citation.key, label=citation.label))
    address = escape(link_document(document, [citation.span]))
    return f'<a href="{address}" class="cite {name_mark(turn, citation.key)}" title="{title}">{label}</a>'


def _render_text(text: str, links: Mapping[str, str]) -> str:
    """The answer's Markdown (**bold**, "- " lists in two levels, [n] marks, nothing else) as HTML on one line."""
    html: list[str] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        items: list[tuple[int, str]] = []
        lines: list[str] = []
        for line in block.splitlines():
            item = _ITEM.match(line)
            if item:
                items.append((1 if item.group(1) else 0, _render_inline(line[item.end() :].strip(), links)))
            elif items:
                items[-1] = (items[-1][0], f"{items[-1][1]} {_render_inline(line.strip(), links)}")
            else:
                lines.append(_render_inline(line.strip(), links))
        html.append(f"<p>{'<br>'.join(lines)}</p>" if lines else "")
        html.append(_render_list(items))
    return "".join(html)


def _render_list(items: Sequence[tuple[int, str]]) -> str:
    """A list; items of depth 1 stand below the item of depth 0 before them."""
    groups: list[list[str]] = []
    for depth, item in items:
        if depth and groups:
            groups[-1].append(item)
        else:
            groups.append([item])
    rendered = "".join(f"<li>{first}{_render_list([(0, child) for child in below])}</li>" for first, *below in groups)
    return f"<ul>{rendered}</ul>" if rendered else ""


def _render_inline(line: str, links: Mapping[str, str]) -> str:
    """One line, escaped, with bold words and citation marks; a mark without a citation stays as it is written."""
    bold = _BOLD.sub(r"<strong>\1</strong>", _render_code(escape(line, quote=False)))
    return _KEY.sub(lambda found: links.get(found.group(1), found.group()), bold)


def _render_code(escaped: str) -> str:
    """Commands in backticks."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escaped)


def _render_rows(rows: Sequence[Row], links: Mapping[str, str], words: Words) -> str:
    """The records behind the answer as tables, one for each kind of record, their places in the last column.

    A single record is what the answer says already.
    """
    if len(rows) < 2:
        return ""
    tables = (
        _render_table([row for row in rows if row.kind == kind], links, words)
        for kind in dict.fromkeys(row.kind for row in rows)
    )
    return (
        f'<details class="rows"><summary>{escape(words.table.format(count=len(rows)))}</summary>'
        f'<div class="rows-scroll">{"".join(tables)}</div></details>'
    )


def _render_table(rows: Sequence[Row], links: Mapping[str, str], words: Words) -> str:
    names = _name_columns(rows, words)
    head = "".join(f'<th scope="col">{escape(words.columns[name])}</th>' for name in names)
    body = "".join(
        "<tr>"
        + "".join(f"<td{_align(name)}>{escape(format_cell(row, name, words))}</td>" for name in names)
        + f"<td>{' '.join(links.get(key, '') for key in row.citations)}</td></tr>"
        for row in rows
    )
    sources = f'<th scope="col">{escape(words.table_sources)}</th>'
    return f"<table><thead><tr>{head}{sources}</tr></thead><tbody>{body}</tbody></table>"


def _name_columns(rows: Sequence[Row], words: Words) -> list[str]:
    """The cells worth a column: those the page has a word for, with something in at least one row."""
    names = dict.fromkeys(name for row in rows for name, value in row.cells if value)
    spoken = {better for plain, better in _SPOKEN.items() if better in names}
    return [name for name in names if name in words.columns and _SPOKEN.get(name) not in spoken]


def _align(name: str) -> str:
    return ' class="number"' if name in _MONEY else ""


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


def _render_small_print(answer: Answer, words: Words) -> str:
    """What was understood, and over what it was answered."""
    lines = []
    if answer.plan.text:
        lines.append(f"{escape(words.understood)} {escape(answer.plan.text)}")
    if answer.coverage.text:
        lines.append(escape(answer.coverage.text))
    return f'<p class="small">{"<br>".join(lines)}</p>' if lines else ""
