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
COMPOSED = ("absent_", "signed_", "difference_", "_single", "above_", "below_", "_none")
"""Beginnings and ends from which code composes keys: `absent_` + attribute, `signed` + `_place` + `_date`, ..."""


def slots(text: str) -> set[str]:
    """The slots of a template."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", phrase_keys())
def test_both_languages_have_the_same_slots(key: str) -> None:
    german, english = phrase("de", key), phrase("en", key)

    assert slots(german) == slots(english)
    assert german.strip() == german
    assert english.strip() == english
    assert bool(german) == bool(english)


@pytest.mark.parametrize("key", phrase_keys())
def test_a_phrase_says_no_figure_but_section_5(key: str) -> None:
    assert [w for lang in ("de", "en") for w in re.findall(r"\d+", phrase(lang, key))] in ([], ["5", "5"])


@pytest.mark.parametrize("key", phrase_keys())
def test_marks_and_quotation_marks_come_in_pairs(key: str) -> None:
    for language, opening, closing in (("de", "„", "“"), ("en", "“", "”")):
        text = phrase(language, key)
        assert text.count("**") % 2 == 0
        assert text.count(opening) == text.count(closing)
        assert text.count("(") == text.count(")")


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
