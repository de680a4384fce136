"""What the assistant says stands in one table, in both languages alike, and nothing else is said."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from assistant.phrases import phrase, phrase_keys

SOURCES = sorted((Path(__file__).parents[1] / "assistant").rglob("*.py"))
LITERALS = {
    node.value
    for path in SOURCES
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.Constant) and isinstance(node.value, str)
}
COMPOSED = ("section_heading", "absent_", "signed_", "difference_", "_single", "above_", "below_", "_none")
"""Beginnings and ends from which code composes keys: `absent_` + attribute, `signed` + `_place` + `_date`, ..."""


def slots(text: str) -> set[str]:
    """The slots of a template."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def both(key: str) -> tuple[str, str]:
    """A phrase in German and in English."""
    return phrase("de", key), phrase("en", key)


def test_both_languages_have_the_same_slots() -> None:
    assert [key for key in phrase_keys() if slots(both(key)[0]) != slots(both(key)[1])] == []


def test_no_phrase_is_empty_or_padded() -> None:
    assert [key for key in phrase_keys() for text in both(key) if not text or text != text.strip()] == []


def test_a_phrase_says_no_figure_but_section_5() -> None:
    figures = {key: [re.findall(r"\d+", text) for text in both(key)] for key in phrase_keys()}

    assert {key for key, found in figures.items() if found not in ([[], []], [["5"], ["5"]])} == set()


def test_marks_and_quotation_marks_come_in_pairs() -> None:
    for key in phrase_keys():
        for text, (opening, closing) in zip(both(key), ("„“", "“”"), strict=True):
            pairs = [text.count("**") % 2, text.count(opening) - text.count(closing), text.count("(") - text.count(")")]
            assert (key, pairs) == (key, [0, 0, 0])


def test_every_phrase_is_used() -> None:
    unused = [key for key in phrase_keys() if key not in LITERALS and not any(part in key for part in COMPOSED)]

    assert unused == []


def test_every_phrase_that_code_names_exists() -> None:
    named = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                argument = node.args[1] if name == "phrase" and len(node.args) > 1 else node.args[0]
                if name in {"say", "phrase"}:
                    named |= {n.value for n in ast.walk(argument) if isinstance(n, ast.Constant) and isinstance(n.value, str) and len(n.value) > 3}  # fmt: skip

    compared = {"same", "masked", "minimum", "bodies", "agreements"}
    assert len(named) > 60
    assert {n for n in named if not n.startswith("_") and not n.endswith("_")} - set(phrase_keys()) - compared == set()


def test_every_attribute_that_documents_seldom_state_has_its_sentence() -> None:
    from assistant.question.cues import cue_names

    assert [name for name in cue_names("absent") if f"absent_{name}" not in phrase_keys()] == []


@pytest.mark.parametrize(("place", "date"), [(True, True), (True, False), (False, True), (False, False)])
def test_every_kind_of_signature_has_its_sentence(place: bool, date: bool) -> None:
    key = "signed" + ("_place" if place else "") + ("_date" if date else "")

    extra = {name for name, printed in (("place", place), ("date", date)) if printed}

    assert slots(phrase("de", key)) == {"person", "function", "body", "year"} | extra


def test_an_unknown_phrase_is_an_error() -> None:
    with pytest.raises(KeyError):
        phrase("de", "no such phrase")
