"""Which cue words a question contains: the tables of `data/cues.toml` and `data/themes.toml`, compiled once."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "’": "'", "`": "'", "´": "'"})
_QUOTATION = re.compile(r"[„“”\"»«‚‘]")


def fold_question(text: str) -> str:
    """Lower case, umlauts and ß spelled out, quotation marks dropped, dashes as hyphens, single spaces."""
    lowered = _QUOTATION.sub(" ", text.lower().translate(_UMLAUTS))
    return " ".join(re.sub(r"[‐‑–—]", "-", lowered).split())


@dataclass(frozen=True, slots=True)
class Theme:
    """A target group or subject, with how questions and project names express it."""

    key: str
    de: str
    en: str
    ask: re.Pattern[str]
    explicit: re.Pattern[str]
    suggestive: re.Pattern[str] | None

    def name(self, language: str) -> str:
        """Its name for people."""
        return self.de if language == "de" else self.en


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns))


@cache
def _table(name: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("assistant").joinpath(f"data/{name}").read_text(encoding="utf-8"))


@cache
def cue_pattern(group: str, name: str) -> re.Pattern[str]:
    """The compiled cue, e.g. `cue_pattern("operation", "count")`.

    Raises:
        KeyError: No such cue.
    """
    return _any_of(_table("cues.toml")[group][name])


@cache
def cue_names(group: str) -> tuple[str, ...]:
    """The names of a group of cues."""
    return tuple(_table("cues.toml")[group])


def find_cues(group: str, folded: str) -> frozenset[str]:
    """The cues of a group that a folded question contains."""
    return frozenset(name for name in cue_names(group) if cue_pattern(group, name).search(folded))


@cache
def themes() -> tuple[Theme, ...]:
    """All themes in the table's order."""
    return tuple(
        Theme(
            key=key,
            de=str(row["de"]),
            en=str(row["en"]),
            ask=_any_of(row["ask"]),
            explicit=_any_of(row["explicit"]),
            suggestive=_any_of(row["suggestive"]) if row["suggestive"] else None,
        )
        for key, row in _table("themes.toml").items()
    )


def find_themes(folded: str) -> tuple[Theme, ...]:
    """The themes that a folded question names."""
    return tuple(theme for theme in themes() if theme.ask.search(folded))


@cache
def common_slips() -> dict[str, str]:
    """Folded short words that are often misspelled, and what they are."""
    slips: dict[str, str] = _table("cues.toml")["spelling"]["slips"]  # type: ignore[assignment]
    return slips


@cache
def cue_vocabulary() -> frozenset[str]:
    """The full words of `data/cues.toml` to which misspelled question words are mended."""
    return frozenset(_table("cues.toml")["spelling"]["words"])
