"""The words that may stand around facts: by kind of statement, and those that nothing can bear out."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.answers import Language
from assistant.bodies import fold
from assistant.compounds import fold as fold_token


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("assistant").joinpath("data", name).read_text(encoding="utf-8"))


@cache
def group_of(key: str) -> str:
    """The kind of statements in which a phrase may be reworded; empty for a phrase that may only be repeated."""
    return next((group for group, keys in _table("frames.toml")["keys"].items() if key in keys), "")


@cache
def frame_words(group: str, language: Language) -> frozenset[str]:
    """The words that may stand around the facts of a kind of statement, in lower case."""
    table = _table("frames.toml")[language]
    return frozenset(f"{table['shared']} {table[group]}".lower().split())


@dataclass(frozen=True, slots=True)
class Unbindable:
    """Words that claim what no record says: denials, limits and conditions, and comparisons, totals, reasons."""

    negation: re.Pattern[str]
    bound: re.Pattern[str]
    free: re.Pattern[str]


@cache
def unbindable(language: Language) -> Unbindable:
    """The patterns of a language, over folded text."""
    table = _table("unbindable.toml")[language]
    return Unbindable(*(_pattern(table[name]) for name in ("negation", "bound", "free")))


def _pattern(listed: str) -> re.Pattern[str]:
    words = (re.escape(fold(w.rstrip("*"))) + (r"\w*" if w.endswith("*") else "") for w in listed.split())
    return re.compile(r"(?<![\w'])(?:" + "|".join(words) + r")(?!\w)")


@cache
def neutral_words() -> frozenset[str]:
    """Words that say nothing of what stands in a passage, folded as tokens are."""
    return frozenset(fold_token(word) for word in _table("unbindable.toml")["neutral"]["words"].split())


def found_words(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    """The words of a pattern in a text, folded and cut to a beginning that inflections share."""
    return frozenset(_beginning(word) for word in pattern.findall(fold(text)))


def _beginning(word: str) -> str:
    return word[:4] if len(word) > 4 else word


def strange_words(words: Iterable[str], group: str, language: Language) -> tuple[str, ...]:
    """Those words that may not stand in a sentence of a kind."""
    allowed = frame_words(group, language)
    return tuple(word for word in words if word not in allowed)
