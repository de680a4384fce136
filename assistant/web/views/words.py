"""Every word of the views in one language: `words.de.toml` and `words.en.toml`, table by table."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.answers import Language

LANGUAGES: tuple[Language, ...] = ("de", "en")

ViewWords = Mapping[str, Mapping[str, Any]]
"""By table and name: a text, or `{"one": ..., "other": ...}` for what is counted."""


@cache
def view_words(language: Language) -> ViewWords:
    """The words in a language."""
    source = files("assistant.web.views").joinpath(f"words.{language}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def choose_language(asked: str | None, default: Language) -> Language:
    """The language that is asked for ("en"), the default for anything else."""
    return next((language for language in LANGUAGES if language == asked), default)


def count_word(forms: Mapping[str, str], number: int) -> str:
    """The singular or plural, filled with the number."""
    return forms["one" if number == 1 else "other"].format(n=number)
