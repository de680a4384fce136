"""What people ask, each once in plain words, and how a question's own names are put into them (`data/intents.toml`)."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.answers import Language
from assistant.money import format_euros
from assistant.question.choices import is_statewide
from assistant.question.cues import cue_pattern, find_themes, fold_question, themes
from assistant.question.decide import find_fields
from assistant.question.ordinals import ENGLISH, GERMAN, find_place
from assistant.question.read import Reading

_SLOT = re.compile(r"\{(\w+)\}")
_PART_TIME = re.compile(r"teilzeit|part-time")
_PRESS = re.compile(r"presse|press release")
_KINDS = {"landkreis": ("Landkreise", "rural districts"), "stadt": ("Städte", "cities")}
_COUNTED = ("body", "year", "category", "amount")
"""Slots that are numbered ("body2"): a template takes as many as it has, unless it takes all ("bodies")."""


@dataclass(frozen=True, slots=True)
class Intent:
    """One thing that people ask: its plain question in both languages, and whether it only follows on another."""

    key: str
    de: str
    en: str
    then: bool

    def template(self, language: Language) -> str:
        """The plain question with its slots."""
        return self.de if language == "de" else self.en

    @property
    def asks_unstated(self) -> bool:
        """Whether it asks for what agreements seldom state: its answer is mostly that nothing is said."""
        return "unstated" in self.key

    @property
    def slots(self) -> frozenset[str]:
        """The names of its slots, the same in both languages."""
        return frozenset(_SLOT.findall(self.de))


@cache
def all_intents() -> dict[str, Intent]:
    """The intents by their keys, in the table's order."""
    table = tomllib.loads(files("assistant").joinpath("data/intents.toml").read_text(encoding="utf-8"))
    return {key: Intent(key, row["de"], row["en"], bool(row.get("then"))) for key, row in table.items()}


def restate(intent: Intent, reading: Reading, *, follows: bool) -> str | None:
    """The plain question of an intent with the names of a question; None where they do not fit it.

    They fit where the intent has a place for everything that the question names, and the question names everything
    that the intent has a place for: nothing that was said is lost, nothing is made up. Only a body may be missing
    where something was said before (`follows`).
    """
    template, named = intent.template(reading.language), _named(reading)
    if "bodies" in intent.slots and not (named["body"] or follows):
        return None
    if intent.then and not follows:
        return None
    if not (_takes_all(intent, named) and _loses_nothing(template, reading)):
        return None
    values = {slot: _value(slot, named, reading.language) for slot in intent.slots}
    if any(value is None for value in values.values()):
        return None
    for slot in ("years", "bodies"):
        if not values.get(slot):
            # "in {years}?" without a year leaves no "in" behind.
            template = re.sub(rf"(?:\b(?:in|from|of|for|with|by|aus|von|für|mit|bei)\s+)?\{{{slot}\}}", "", template)
    return re.sub(r"\s+(?=[?,.:])", "", " ".join(template.format(**values).split()))


def _named(r: Reading) -> dict[str, tuple[str, ...]]:
    """What a question names, by the slots it goes into, as it is written there."""
    people = tuple(t.written for t in r.things if t.kind == "person") or r.strangers
    bodies = tuple(m.written for m in r.mentions.bodies) + tuple(g.written for g in r.mentions.groups if g.district)
    kinds = {g.kind for g in r.mentions.groups if g.kind and not g.district}
    return {
        "body": bodies or r.nowhere,
        "year": tuple(y.written for y in r.years if (y.first, y.last, y.relative) != (None, None, None)),
        "thing": tuple(t.written for t in r.things if t.kind != "person"),
        "person": people,
        "category": _find_categories(r),
        "kinds": tuple(_KINDS[kind][r.language == "en"] for kind in kinds),
        "amount": tuple(format_euros(a, r.language) for a in r.amounts),
        "date": tuple(d.written for d in r.dates),
        "section": r.sections,
        "theme": tuple(t.name(r.language) for t in themes() if t.key in r.themes),
        "rank": _find_rank(r),
        "function": tuple(m.group() for m in [cue_pattern("attribute", "official").search(r.folded)] if m),
        "count": tuple(str(n) for n in r.numbers),
    }


_IN_GERMAN = {"fuenft": "fünft"}


def _find_rank(r: Reading) -> tuple[str, ...]:
    """The place in a ranking that is asked for, as the plain question says it ("dritter", "third")."""
    place = find_place(r.rest)
    if place is None:
        return ()
    german = GERMAN[place - 1]
    return (ENGLISH[place - 1] if r.language == "en" else f"{_IN_GERMAN.get(german, german)}er",)


def _find_categories(r: Reading) -> tuple[str, ...]:
    """The kinds of measures in the question's own words; those it asks for first, those it rules out behind them."""
    included, excluded = find_fields(r)
    words = {key: cue_pattern("category", key).search(r.rest) for key in (*included, *excluded)}
    return tuple(match.group() if match else key for key, match in words.items())


def _takes_all(intent: Intent, named: dict[str, tuple[str, ...]]) -> bool:
    """Whether an intent has as many places as the question has names of each sort."""
    slots = intent.slots
    for sort in _COUNTED:
        places = sum(slot.rstrip("23") == sort for slot in slots)
        several = {"body": "bodies", "year": "years"}.get(sort, "")
        if sort == "year" and slots & {"earlier", "later"}:
            places = 2
        if several not in slots and places != len(named[sort]):
            return False
    for sort in ("thing", "person", "kinds", "section", "rank"):
        if len(named[sort]) != (1 if sort in slots else 0) and not (sort == "rank" and sort not in slots):
            return False
    dates = [slot for slot in slots if "date" in slot]
    return bool(dates) == bool(named["date"]) and ("count" not in slots or len(named["count"]) == 1)


_QUOTED = re.compile(r"[„“\"»]\w[^„“”\"«»]+[“”\"«]")


_EMPTY = re.compile(r"\bleer\w*|\bempty\b|\bunbesetzt\w*")


def _loses_nothing(template: str, r: Reading) -> bool:
    """Whether what a question says beside its names is in the plain question too."""
    folded = fold_question(template)
    if "part_time" in r.topics and not _PART_TIME.search(folded):
        return False
    if "press" in r.corpus and not _PRESS.search(folded):
        return False
    if _EMPTY.search(r.folded) and not _EMPTY.search(folded):
        return False
    if _QUOTED.search(r.question) and not r.things:
        # A name in quotation marks that nothing is known of must not fall away.
        return False
    if r.mentions.kinds:
        # "Nein, die Stadt": a kind of body without its name belongs to what was said before.
        return False
    if is_statewide(r) and "{bod" in template:
        return False
    if r.category_number is not None or r.mentions.authorities or (r.strangers and "{person}" not in template):
        return False
    kept = {theme.key for theme in find_themes(folded)}
    return "{theme}" in template or not set(r.themes) - kept or "{thing}" in template


def _value(slot: str, named: dict[str, tuple[str, ...]], language: Language) -> str | None:
    """What goes into a slot; None where the question names nothing for it."""
    joint = " und " if language == "de" else " and "
    if slot in {"bodies", "years"}:
        return joint.join(named["body" if slot == "bodies" else "year"])
    if slot in {"earlier", "later"}:
        years = sorted(named["year"])
        return (years[0] if slot == "earlier" else years[-1]) if len(years) == 2 else None
    if slot.endswith(("_date", "_dates")):
        return _date_value(slot, named["date"], language)
    number = int(slot[-1]) - 1 if slot[-1] in "23" else 0
    found = named.get(slot.rstrip("23"), ())
    return found[number] if number < len(found) else None


_SIDES = {"before_date": ("vor dem", "before"), "after_date": ("nach dem", "after")}
_SAID = re.compile(r"\b(?:vor|nach|ab|bis|seit|zwischen|before|after|since|until|between|from|by)\b", re.IGNORECASE)


def _date_value(slot: str, dates: tuple[str, ...], language: Language) -> str | None:
    """A date with the word for its side: "vor dem 5.8.2025"; as written where the question has the word."""
    if slot == "between_dates":
        if len(dates) == 2:
            return (
                f"zwischen dem {dates[0]} und dem {dates[1]}"
                if language == "de"
                else f"between {dates[0]} and {dates[1]}"
            )
        return dates[0] if len(dates) == 1 and _SAID.search(dates[0]) else None
    if len(dates) != 1:
        return None
    return dates[0] if _SAID.search(dates[0]) else f"{_SIDES[slot][language == 'en']} {dates[0]}"
