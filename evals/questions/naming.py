"""What people call the bodies, and how they write sums and days."""

import random
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.bodies import Body, all_bodies, get_body
from evals.world.printing import MONTHS

ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

NAME_SLOTS = frozenset({"nom", "Nom", "gen", "dat", "acc", "bare", "short", "abbr", "bei", "von", "zu", "in", "en"})
"""Slots that hold the name of a body; a number may follow ("nom2")."""

_CONTRACTED = {"bei dem ": "beim ", "von dem ": "vom ", "zu dem ": "zum ", "zu der ": "zur ", "in dem ": "im "}


@cache
def words() -> dict[str, Any]:
    """The words of `words.toml`: categories, nouns, abbreviations, towns."""
    return tomllib.loads(files("evals.questions").joinpath("words.toml").read_text(encoding="utf-8"))


def namesakes(body: Body) -> tuple[Body, ...]:
    """The bodies that share a short name ("Kassel"), the body itself among them."""
    return tuple(other for other in all_bodies() if other.short == body.short)


def name_body(rng: random.Random, body_id: str, number: str = "") -> dict[str, str]:
    """Slots for a body in a question; `number` is appended to the slot names ("nom2").

    `nom`, `gen`, `dat`, `acc` with the article, `bei`, `von`, `zu`, `in` with a preposition; `bare`, `short` and `abbr`
    without: as people say it, as short as it can be, abbreviated; `en` in English. The short name stands for the body
    only where it is nobody else's.
    """
    body = get_body(body_id)
    bare = body.full
    if len(namesakes(body)) == 1 and rng.random() < 0.4:
        bare = body.short
    elif _is_landkreis(body) and rng.random() < 0.3:
        bare = f"Kreis {body.name}"
    nominative, dative = body.inflect("nominative"), body.inflect("dative")
    short = body.short if len(namesakes(body)) == 1 else f"{'Stadt' if body.kind == 'stadt' else 'Kreis'} {body.short}"
    abbreviations = words()["abbreviations"].get(body.id, [f"LK {body.name}"] if _is_landkreis(body) else [short])
    slots = {
        "nom": nominative, "gen": body.inflect("genitive"), "dat": dative, "acc": body.inflect("accusative"),
        "bare": bare, "Nom": nominative[0].upper() + nominative[1:], "short": short, "abbr": rng.choice(abbreviations),
        "en": rng.choice(_name_in_english(body)),
    }  # fmt: skip
    slots |= {before: _contract(f"{before} {dative}") for before in ("bei", "von", "zu", "in")}
    return {f"{name}{number}": value for name, value in slots.items()}


def _is_landkreis(body: Body) -> bool:
    return body.full.startswith("Landkreis ")


def _contract(phrase: str) -> str:
    for written, spoken in _CONTRACTED.items():
        if phrase.startswith(written):
            return spoken + phrase.removeprefix(written)
    return phrase


def _name_in_english(body: Body) -> list[str]:
    if body.kind == "stadt":
        return [f"the city of {body.name}", f"the City of {body.short}", body.full]
    if _is_landkreis(body):
        return [f"the district of {body.name}", f"the {body.name} district", body.full]
    return [body.full, f"the {body.short} district", f"the {body.full}"]


def print_euros(euros: Decimal, language: str) -> str:
    """Whole euros as people of a language write them."""
    text = f"{int(euros):,}"
    return text if language == "en" else text.replace(",", ".")


def both_spellings(euros: Decimal) -> tuple[str, ...]:
    """A sum in German and English digits, for names that an answer must hold."""
    return (print_euros(euros, "de"), print_euros(euros, "en"))


def spell_day(day: tuple[int, int, int]) -> tuple[str, ...]:
    """A day in every spelling that an answer may use, the German ones first."""
    year, month, number = day
    german, english = MONTHS[month - 1], ENGLISH_MONTHS[month - 1]
    spelled = (f"{number}. {german} {year}", f"{number} {english} {year}", f"{english} {number}, {year}")
    return (f"{number}.{month}.{year}", f"{number:02}.{month:02}.{year}", *spelled)


def print_day(written: str, language: str) -> str:
    """A day "2024-07-09" as people of a language write it."""
    year, month, number = (int(part) for part in written.split("-"))
    if language == "en":
        return f"{number} {ENGLISH_MONTHS[month - 1]} {year}"
    return f"{number}.{month}.{year}" if (number + month) % 2 else f"{number}. {MONTHS[month - 1]} {year}"


def translate_slots(slots: Mapping[str, str], language: str) -> dict[str, str]:
    """Slots in the question's language; a name that ends in ":" holds a key, a number or a day."""
    spoken = {name: value for name, value in slots.items() if not name.endswith(":")}
    for name, key in slots.items():
        if name.startswith("category") and name.endswith(":"):
            number = name[len("category") : -1]
            spoken[f"category{number}"] = words()["categories"][language][key]
            spoken[f"category_dat{number}"] = words()["categories"]["de_dat"][key]
        elif name.startswith(("amount", "wrong")) and name.endswith(":"):
            spoken[name[:-1]] = print_euros(Decimal(key), language)
        elif name.startswith("date") and name.endswith(":"):
            spoken[name[:-1]] = print_day(key, language)
    if "kinds:" in slots:
        spoken |= words()["kinds"][language][slots["kinds:"]]
    if "noun:" in slots:
        spoken["noun"] = slots["noun:"] if language == "de" else words()["nouns"][slots["noun:"]]
    if "group:" in slots:
        spoken |= words()["groups"][slots["group:"]][language]
    if "rank:" in slots:
        spoken |= words()["ranks"][language][slots["rank:"]]
    if "year" in slots:
        spoken["yy"] = f"’{slots['year'][2:]}"
    return spoken


_NUMBERS = (
    ("kein", "null", "none"), ("ein Projekt", "eine Vereinbarung", "eine Körperschaft", "one "), ("zwei", "two"),
    ("drei", "three"), ("vier", "four"), ("fünf", "five"), ("sechs", "six"), ("sieben", "seven"), ("acht", "eight"),
    ("neun", "nine"), ("zehn", "ten"), ("elf", "eleven"), ("zwölf", "twelve"),
)  # fmt: skip


def spell_number(number: int) -> tuple[str, ...]:
    """A number in digits and in words, for names that an answer must hold."""
    return (str(number), *(_NUMBERS[number] if number < len(_NUMBERS) else ()))
