"""The words of the views: the same in both languages, with the same fields, and each of them used."""

import re
from pathlib import Path
from string import Formatter

import pytest

from assistant.web.views.words import LANGUAGES, choose_language, count_word, view_words

WEB = Path(__file__).parents[2] / "assistant" / "web"
SOURCES = [*WEB.glob("views/*.py"), *WEB.glob("views/templates/*.html"), WEB / "reader.py", WEB / "navigation.py"]
COMPOSED = ("role_", "kind_", "verdict_")
"""Beginnings of names that are put together from a record's key."""

BY_KEY = {
    "navigation": ("fragen", "uebersicht", "vergleich", "dokumente", "lernen"),
    "kinds": ("agreement", "press_release", "other"),
    "body_kinds": ("landkreis", "stadt", "andere"),
    "csv": ("landkreis", "stadt", "andere"),
    "overview": ("covered", "press_only", "missing"),
}
"""Names that are keys of records."""


def flat(language):
    """Every text by table, name and form."""
    for table, words in view_words(language).items():
        for name, text in words.items():
            forms = text if isinstance(text, dict) else {"": text}
            for form, words_of_form in forms.items():
                yield (table, name, form), words_of_form


def fields(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_words_with_the_same_fields():
    german, english = dict(flat("de")), dict(flat("en"))
    assert german.keys() == english.keys()
    assert {key: fields(text) for key, text in german.items()} == {key: fields(text) for key, text in english.items()}
    assert [key for key, text in (*german.items(), *english.items()) if not text.strip()] == []


def test_every_word_is_used():
    source = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    unused = [
        (table, name)
        for table, name, _ in dict(flat("de"))
        if not name.startswith(COMPOSED)
        and name not in BY_KEY.get(table, ())
        and not re.search(rf"\b[a-z]\.{name}\b|\.{table}\.{name}\b|\"{name}\"", source)
    ]
    assert unused == []


def test_german_has_german_quotation_marks_and_no_stray_english():
    for key, text in flat("de"):
        assert '"' not in text, key
        assert text.count("„") == text.count("“"), key


@pytest.mark.parametrize(("asked", "chosen"), [("en", "en"), ("de", "de"), ("fr", "de"), ("", "de"), (None, "de")])
def test_an_unknown_language_is_the_default(asked, chosen):
    assert choose_language(asked, "de") == chosen
    assert LANGUAGES == ("de", "en")


def test_counted_words():
    forms = {"one": "1 Satz", "other": "{n} Sätze"}
    assert [count_word(forms, n) for n in (0, 1, 2)] == ["0 Sätze", "1 Satz", "2 Sätze"]
