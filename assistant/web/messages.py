"""One answer as a chat message: HTML of our own making, everything in it escaped.

A message is a single HTML block without line breaks, so that Markdown finds nothing to interpret in the words of
documents and questions: an image or a link written there stays text.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape

from assistant.answers import Answer, Citation
from assistant.documents import Document
from assistant.web.chips import Chip, render_chips, render_readings
from assistant.web.rows import render_rows
from assistant.web.sources import link_document, name_mark
from assistant.web.words import Words

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_KEY = re.compile(r"\[(\w{1,6})\]")
_ITEM = re.compile(r"(\s*)- ")


def render_question(question: str) -> str:
    """A question as a chat message, escaped, its line breaks kept."""
    lines = "<br>".join(escape(line) for line in question.strip().splitlines())
    return f'<div class="question">{lines}</div>'


def render_change(question: str, note: str) -> str:
    """A question that was asked before, with what was changed of how it was understood."""
    return f'<div class="question changed">{escape(question)}<br><span class="note">{escape(note)}</span></div>'


def render_error(turn: int, sentence: str, words: Words) -> str:
    """A failure as a chat message, with the way to try again."""
    again = f'<button type="button" class="plain-button act do-again">{escape(words.talk.again)}</button>'
    said = _render_code(escape(sentence))
    return _join_lines(
        f'<div class="answer turn-{turn}"><p class="failed">{said}</p><p class="tools">{again}</p></div>'
    )


def render_waiting(words: Words, text: str = "") -> str:
    """What stands in the place of an answer that is on its way: what came of it, and the way to stop it.

    It only shows where that takes a moment.
    """
    stop = f'<button type="button" class="plain-button do-stop">{escape(words.talk.stop)}</button>'
    said = f'<div class="answer partly">{_render_text(text, {})}</div>' if text.strip() else ""
    return _join_lines(f'{said}<div class="waiting"><p>{escape(words.talk.waiting)}</p>{stop}</div>')


def _join_lines(html: str) -> str:
    """HTML on one line: a blank line would end the block, and Markdown would read on in a document's words."""
    return " ".join(html.split())


def render_answer(
    turn: int, answer: Answer, documents: Mapping[str, Document], words: Words, chips: Sequence[Chip] = ()
) -> str:
    """An answer as a chat message: outcome, text with citation marks, rows as a table, the plan, how it came about."""
    links = {c.key: _render_link(turn, c, documents, words) for c in answer.citations}
    outcome = words.outcomes[answer.outcome]
    language = "" if answer.language == words.language else f' lang="{answer.language}"'
    return _join_lines(
        f'<div class="answer turn-{turn} outcome-{answer.outcome}"{language}>'
        f'<p class="outcome">{escape(outcome)}</p>'
        f"{_render_text(answer.text, links)}"
        f"{render_readings(chips, words) if answer.outcome == 'clarify' else ''}"
        f"{render_rows(answer.rows, links, words)}"
        f"{_render_understood(answer, chips, words)}"
        f"{_render_tools(answer, words)}</div>"
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


def _render_understood(answer: Answer, chips: Sequence[Chip], words: Words) -> str:
    """The plan as chips and how the answer came about; nothing for a greeting."""
    if answer.plan.kind in {"help", "refused"}:
        return ""
    kind = answer.plan.text.partition(";")[0]
    return render_chips(kind, chips, words) + _render_how(answer, kind, chips, words)


def _render_how(answer: Answer, kind: str, chips: Sequence[Chip], words: Words) -> str:
    """How the answer came about: what was looked for, where, what was found, what the check did."""
    talk = words.talk
    filters = ", ".join(chip.slot.text for chip in chips)
    lines = [
        talk.how_kind.format(kind=kind),
        talk.how_filters.format(filters=filters) if filters else talk.how_no_filters,
        answer.coverage.text,
        talk.how_rows.format(count=len(answer.rows)) if answer.rows else "",
        talk.how_quotes.format(count=len(answer.citations)) if answer.citations else "",
        talk.how_lost.format(count=answer.removed) if answer.removed else talk.how_checked,
    ]
    items = "".join(f"<li>{escape(line)}</li>" for line in lines if line)
    return f'<details class="how"><summary>{escape(talk.how)}</summary><ul>{items}</ul></details>'


def _render_tools(answer: Answer, words: Words) -> str:
    """What can be done with an answer."""
    talk = words.talk
    tools = [("copy-answer", words.copy), ("act do-markdown", talk.markdown), ("copy-question", talk.link)]
    tools += [("act do-again", talk.again)]
    if answer.outcome != "help":
        tools += [("act do-right", talk.right), ("act do-wrong", talk.wrong)]
    buttons = "".join(f'<button type="button" class="plain-button {n}">{escape(label)}</button>' for n, label in tools)
    return f'<p class="tools">{buttons}</p>'
