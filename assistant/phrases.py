"""The sentences that the assistant says, German and English side by side in `data/phrases.toml`."""

import tomllib
from functools import cache
from importlib.resources import files

from assistant.answers import Language


@cache
def _phrases() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("assistant").joinpath("data/phrases.toml").read_text(encoding="utf-8"))


def phrase(language: Language, key: str) -> str:
    """The template of that name in a language, with `{name}` slots.

    Raises:
        KeyError: No such phrase.
    """
    return _phrases()[key][language]


def phrase_keys() -> tuple[str, ...]:
    """The names of all phrases."""
    return tuple(_phrases())
