"""The same agreement set otherwise says the same: what a converter does to lines, marks and spaces changes no fact."""

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.documents import Agreement
from ingest.lines import squeeze
from ingest.parse import parse_document
from ingest.passages import cut_passages

FILES = sorted((Path(__file__).parent.parent / "corpus" / "agreements").glob("*.txt"))


def _wrap(text: str, width: int) -> str:
    return "\n".join("\n".join(textwrap.wrap(line, width)) for line in text.split("\n"))


def _close(text: str) -> str:
    return re.sub(r"\n\s*\n+", "\n", text)


LAYOUTS: dict[str, Callable[[str], str]] = {
    "no blank lines": _close,
    "broken at 80": lambda text: _wrap(text, 80),
    "broken at 45": lambda text: _wrap(text, 45),
    "broken at 60, no blank lines": lambda text: _close(_wrap(text, 60)),
    "double line breaks": lambda text: text.replace("\n", "\n\n"),
    "indented": lambda text: re.sub(r"(?m)^(?=.)", "    ", text),
    "no bold marks": lambda text: text.replace("**", ""),
    "other bullets": lambda text: re.sub(r"(?m)^ ?- ", "• ", text),
    "no-break spaces": lambda text: text.replace("§ ", "§\u00a0").replace(" Euro", "\u00a0Euro"),
    "form feeds": lambda text: text.replace("\n\n§", "\n\x0c\n§"),
    "headings as Markdown": lambda text: re.sub(r"(?m)^(§ \d)", r"## \1", text),
    "trailing spaces": lambda text: text.replace("\n", "   \n"),
}


def _facts(text: str) -> dict[str, object]:
    document = parse_document("zv", "zv.txt", text, "")
    assert isinstance(document, Agreement)
    return {
        "head": (document.body, document.year, squeeze(document.ministry), document.alliance),
        "sections": [section.label for section in document.sections],
        "amounts": [(a.euros, a.kind, a.years, a.scope, a.payer, a.purpose) for a in document.amounts],
        "categories": [(c.key, c.number, squeeze(c.title)) for c in document.categories],
        "measures": [(squeeze(m.name), m.category, bool(m.part_time)) for m in document.measures],
        "signatures": [
            (s.name, s.function, s.body, s.place, s.date and (s.date.day, s.date.month)) for s in document.signatures
        ],
        "problems": {problem.code for problem in document.problems} - {"torn_word"},
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_layout_changes_no_fact(file: Path, layout: str) -> None:
    text = file.read_text(encoding="utf-8")

    assert _facts(LAYOUTS[layout](text)) == _facts(text)


@pytest.mark.parametrize("text", ["a" * 1_000_000, "Wort " * 100_000, "\n" * 300_000, "§ 1\n" * 20_000, "(" * 300_000])
def test_monstrous_texts_are_prose_and_end(text: str) -> None:
    document = parse_document("x", "x.txt", text, "")

    assert document.kind == "other"
    assert len(cut_passages([document])) < 5_000
