"""The matters that running text of the field is about (`data/matters.toml`), and which sentences tell of one."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.bodies import fold


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that agreements and press texts rule or tell: how sentences about it read, and words to search for it.

    `marks` find its sentences, folded; `words` are added to a search.
    """

    key: str
    marks: re.Pattern[str]
    words: str

    def is_told_by(self, sentence: str) -> bool:
        """Whether a sentence holds a usual word for it."""
        return self.is_marked_in(fold(sentence))

    def is_marked_in(self, folded: str) -> bool:
        """Whether a folded sentence holds a usual word for it."""
        return self.marks.search(folded) is not None


@cache
def all_matters() -> dict[str, Matter]:
    """The matters by their keys."""
    table = tomllib.loads(files("assistant").joinpath("data/matters.toml").read_text(encoding="utf-8"))
    return {
        key: Matter(key, re.compile("|".join(f"(?:{mark})" for mark in row["marks"])), row["words"])
        for key, row in table.items()
    }
