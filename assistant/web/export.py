"""An answer to take along: Markdown with its table and its sources, each with its words and address."""

import re
from urllib.parse import urljoin, urlsplit

from assistant.answers import Answer
from assistant.documents import Document
from assistant.web.rows import format_cell, name_columns
from assistant.web.sources import link_document
from assistant.web.words import Words

_LONGEST_ADDRESS = 300


def write_markdown(question: str, answer: Answer, documents: dict[str, Document], base: str, words: Words) -> str:
    """Question, answer, table and sources as Markdown; `base` is the address of the page, empty for none."""
    parts = [f"# {_escape(' '.join(question.split()))}", f"*{words.outcomes[answer.outcome]}*", answer.text]
    if len(answer.rows) > 1:
        parts.append(_write_table(answer, words))
    if answer.citations:
        parts.append(f"## {words.sources}")
        parts.append("\n".join(_write_source(c.key, answer, documents, base) for c in answer.citations))
    parts.append(f"{words.talk.understood}: {answer.plan.text}. {answer.coverage.text}")
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def _write_table(answer: Answer, words: Words) -> str:
    names = name_columns(answer.rows, words)
    lines = [[*(words.columns[n] for n in names), words.table_sources], ["---"] * (len(names) + 1)]
    lines += [
        [*(_escape(format_cell(row, n, words)) for n in names), " ".join(f"[{k}]" for k in row.citations)]
        for row in answer.rows
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _write_source(key: str, answer: Answer, documents: dict[str, Document], base: str) -> str:
    citation = next(c for c in answer.citations if c.key == key)
    quote = " ".join(citation.quote.split())
    line = f"- [{citation.key}] {_escape(citation.label)}: „{_escape(quote)}“"
    document = documents.get(citation.document)
    root = read_base(base)
    return f"{line} <{urljoin(root, link_document(document, [citation.span]))}>" if document and root else line


def read_base(given: str) -> str:
    """The address of the page as the browser tells it; empty where it is none."""
    parts = urlsplit(given[:_LONGEST_ADDRESS])
    if parts.scheme not in {"http", "https"} or not parts.netloc or re.search(r"[\s<>\"']", given):
        return ""
    return f"{parts.scheme}://{parts.netloc}{parts.path.rpartition('/')[0]}/"


def _escape(text: str) -> str:
    """Text of a document or a question in Markdown: what would be a mark is a character."""
    return re.sub(r"([\\`*_\[\]<>|#!])", r"\\\1", text.replace("\n", " "))


def name_file(question: str, ending: str) -> str:
    """A file name that says what was asked."""
    words = re.findall(r"[A-Za-zÄÖÜäöüß0-9]+", question)[:8]
    return f"{'-'.join(words)[:60] or 'aqb'}.{ending}"
