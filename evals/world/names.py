"""Names in the generated world: bodies in their inflections, projects, people."""

import random
import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.bodies import Body
from evals.world.records import MeasureTruth


@cache
def parts() -> dict[str, Any]:
    """The word lists of `parts.toml`."""
    return tomllib.loads(files("evals.world").joinpath("parts.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class BodyForms:
    """A body's printed name with its article: nominative, genitive, dative, accusative; `bare` without article."""

    bare: str
    nominative: str
    genitive: str
    dative: str
    accusative: str


def inflect_body(body: Body, form: str) -> BodyForms:
    """How an agreement prints a body; `form` is a value of the axis `body_form` and falls back where it cannot apply."""
    if body.kind == "stadt":
        name = body.name.replace("am Main", "a. M.") if form == "river_short" else body.name
        if form == "honour" and body.honours:
            title = oblique = body.honours[0]
        elif form == "kreisfrei":
            title, oblique = "kreisfreie Stadt", "kreisfreien Stadt"
        else:
            title = oblique = "Stadt"
        declined = f"{oblique} {name}"
        return BodyForms(
            f"{title} {name}", f"die {title} {name}", f"der {declined}", f"der {declined}", f"die {title} {name}"
        )
    if body.name.lower().endswith("kreis"):
        name = _kreis_name(body.name, form)
        return BodyForms(name, f"der {name}", f"des {name}es", f"dem {name}", f"den {name}")
    kind = "Kreis" if form == "kreis" else "Landkreis"
    name = f"{kind} {body.name}"
    return BodyForms(name, f"der {name}", f"des {kind}es {body.name}", f"dem {name}", f"den {name}")


def _kreis_name(name: str, form: str) -> str:
    return name.replace("-", " - ") if form == "spaced" else name


def name_person(rng: random.Random, *, woman: bool) -> str:
    """A person: first and family name, sometimes a title."""
    people = parts()["people"]
    title = f"{rng.choice(people['titles'])} " if rng.random() < 0.12 else ""
    return f"{title}{rng.choice(people['women' if woman else 'men'])} {rng.choice(people['family'])}"


def name_project(rng: random.Random, field: str, year: int, place: str, category_title: str) -> MeasureTruth:
    """A project of a field ("preparation", ...), without a part-time mark. Its groups are None where not judged."""
    words = parts()["projects"]
    topic = rng.choice(words[field])
    usual = _PATTERNS if field != "staff" else _STAFF_PATTERNS
    pattern = rng.choices(usual, weights=[_USUAL.get(name, 1.0) for name in usual])[0]
    groups: tuple[str, ...] | None = ()
    if pattern in {"topic_group", "brand_group", "acronym_group"}:
        group = rng.choice(words["groups"])
        groups = (group,)
        slots = {"group": group}
    else:
        slots = {"group": ""}
    if pattern in {"abbreviated", "explained"}:
        groups = None
    long, short = rng.choice(words["spelled"])
    slots |= {
        "topic": topic, "brand": rng.choice(words["brands"]), "acronym": rng.choice(words["acronyms"]),
        "purpose": rng.choice(words["purposes"]), "suspended": rng.choice(words["suspended"]),
        "abbreviated": rng.choice(words["abbreviated"]), "trade": rng.choice(words["trades"]),
        "suffix": rng.choice(words["suffixes"]), "explained": rng.choice(words["explained"]),
        "long": long, "short": short, "year": str(year), "place": place, "category": category_title,
        "dash": rng.choice(["-", "-", "–", ":"]),
    }  # fmt: skip
    name = _FORMS[pattern].format(**slots).replace(" :", ":")
    if groups == () and re.search(r" für |U25|AzuBi|AZUBI|Jugend|Azubi", name):
        groups = None
    return MeasureTruth(name, field, None, groups)


_FORMS = {
    "topic": "{topic}",
    "topic_suffix": "{topic} {suffix}",
    "topic_place": "{topic} {place}",
    "topic_group": "{topic} für {group}",
    "brand": "{brand}",
    "brand_purpose": "{brand} {dash} {purpose}",
    "brand_quoted": "{topic} „{brand}“",
    "brand_group": "{brand} {dash} {topic} für {group}",
    "acronym": "{acronym}",
    "acronym_year": "{acronym} {year}",
    "acronym_purpose": "{acronym} {dash} {purpose}",
    "acronym_group": "{acronym} ({topic} für {group})",
    "spelled": "{long} ({short})",
    "short_long": "{short} ({long})",
    "suspended": "{suspended}",
    "suspended_brand": "{brand} {dash} {suspended}",
    "abbreviated": "{acronym} {dash} {abbreviated}",
    "explained": "{topic} und {purpose} ({explained})",
    "trade": "Ausbildung {trade}",
    "trade_two": "{topic}, {trade}",
    "category": "{category}",
}
_USUAL = {"topic": 3.0, "brand_purpose": 2.0, "topic_group": 2.0, "brand": 0.7, "acronym": 0.7, "category": 0.25}
_PATTERNS = list(_FORMS)
_STAFF_PATTERNS = ["topic", "topic_suffix", "brand_quoted", "acronym_year", "suspended_brand"]


def mark_part_time(measure: MeasureTruth, spelling: str) -> MeasureTruth:
    """The measure with a part-time mark, spelled as the axis `part_time` says."""
    mark = spelling.strip().strip("-").strip()
    if spelling == "Teilzeit-":
        head = measure.name if measure.name[0].isupper() and measure.name[:2].isalpha() else f"Projekt {measure.name}"
        return replace(measure, name=f"Teilzeit-{head}", mark="Teilzeit")
    if spelling.startswith("("):
        return replace(measure, name=f"{measure.name} {spelling}", mark=spelling)
    return replace(measure, name=f"{measure.name}{spelling}", mark=mark)
