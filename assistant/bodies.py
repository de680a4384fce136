"""The bodies (Gebietskörperschaften): 21 Landkreise and 5 kreisfreie Städte, from 2026 Hanau too.

A data table (`data/bodies.json`) and the ways in which a document prints their names. "landkreis-kassel" is never
"stadt-kassel": a name without its kind is ambiguous where both exist, and is answered with both.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

BodyKind = Literal["landkreis", "stadt"]
Case = Literal["nominative", "genitive", "dative", "accusative"]

_FOLDS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Body:
    """One Gebietskörperschaft.

    `name` without its kind ("Kassel", "Main-Kinzig-Kreis"), `short` as people say it ("Offenbach", "Main-Kinzig"),
    `full` with its kind ("Landkreis Kassel", "Stadt Offenbach am Main"). `district` is the Regierungsbezirk,
    `seats` the places where its administration signs, `plates` the letters on its cars' plates.
    `since` is the first year as a body of its own, None for always.
    """

    id: str
    kind: BodyKind
    name: str
    short: str
    full: str
    honours: tuple[str, ...]
    district: str
    seats: tuple[str, ...]
    aliases: tuple[str, ...]
    plates: tuple[str, ...]
    since: int | None

    def exists_in(self, year: int) -> bool:
        """Whether it is a body of its own in that year."""
        return self.since is None or year >= self.since

    def inflect(self, case: Case, *, article: bool = True) -> str:
        """Its full name in German: "des Landkreises Kassel", "der Stadt Offenbach am Main"."""
        if self.kind == "stadt":
            words = {"nominative": "die", "genitive": "der", "dative": "der", "accusative": "die"}
            return f"{words[case]} {self.full}" if article else self.full
        words = {"nominative": "der", "genitive": "des", "dative": "dem", "accusative": "den"}
        full = self.full
        if case == "genitive":
            full = f"Landkreises {self.name}" if full.startswith("Landkreis ") else f"{full}es"
        return f"{words[case]} {full}" if article else full


@cache
def all_bodies() -> tuple[Body, ...]:
    """Every body of the table, cities first, in the table's order."""
    table = json.loads(files("assistant").joinpath("data/bodies.json").read_text(encoding="utf-8"))
    return tuple(
        Body(
            id=row["id"],
            kind=row["kind"],
            name=row["name"],
            short=row["short"],
            full=row["full"],
            honours=tuple(row["honours"]),
            district=row["district"],
            seats=tuple(row["seat"] if isinstance(row["seat"], list) else [row["seat"]]),
            aliases=tuple(row["aliases"]),
            plates=tuple(row["plates"]),
            since=row["since"],
        )
        for row in table["bodies"]
    )


def get_body(body_id: str) -> Body:
    """The body with this id.

    Raises:
        KeyError: No such body.
    """
    return _by_id()[body_id]


@cache
def _by_id() -> dict[str, Body]:
    return {body.id: body for body in all_bodies()}


def fold(text: str) -> str:
    """Lower case, umlauts and ß spelled out, hyphens and odd spaces as one space: the form in which names compare."""
    lowered = text.lower().translate(_FOLDS)
    return " ".join(re.sub(r"[-‐-―/]", " ", lowered).split())


@cache
def _printed_forms() -> dict[str, str]:
    """Folded name as an agreement prints it -> body id; every inflection, honours, "Kreis X" for "Landkreis X"."""
    forms: dict[str, str] = {}
    for body in all_bodies():
        names = {body.full, body.name} if _is_kreis_name(body) else {body.full}
        if body.kind == "landkreis" and not _is_kreis_name(body):
            names |= {f"Kreis {body.name}", f"Landkreises {body.name}", f"Kreises {body.name}"}
            names |= {f"Landkreise {body.name}", f"Kreise {body.name}"}
        if _is_kreis_name(body):
            names |= {
                f"{body.name}es",
                f"{body.name}s",
                f"{body.name}e",
                f"Landkreis {body.short}",
                f"Kreis {body.short}",
            }
            names |= {f"Landkreises {body.short}", f"Kreises {body.short}"}
        if body.kind == "stadt":
            towns = (
                {body.name, body.short, f"{body.short} a. M.", f"{body.short} a.M."}
                if " am " in body.name
                else {body.name}
            )
            names |= {
                f"{title} {town}"
                for title in ("Stadt", "kreisfreie Stadt", "kreisfreien Stadt", *body.honours)
                for town in towns
            }
            names |= {f"Stadt {town}, {title}" for title in body.honours for town in towns}
            names |= {f"{title} Stadt {town}" for title in body.honours for town in towns}
        forms |= {fold(name): body.id for name in names}
    return forms


def _is_kreis_name(body: Body) -> bool:
    return body.name.lower().endswith("kreis")


def match_body(printed: str) -> str | None:
    """The id of the body whose full name is exactly what is printed, in any inflection; None where none is.

    Reads what follows "und dem / und der" in an agreement's head. A bare "Kassel" is no full name.

    Example:
        >>> match_body("Landkreises Kassel"), match_body("Main - Kinzig - Kreis"), match_body("Kassel")
        ('landkreis-kassel', 'main-kinzig-kreis', None)
    """
    folded = fold(re.sub(r"\*+", "", printed)).strip(" .,;:")
    folded = re.sub(r"^(?:de[rmns]|die|das|the) ", "", folded)
    return _printed_forms().get(folded) or _printed_forms().get(f"{folded}.")


@dataclass(frozen=True, slots=True)
class PrintedBody:
    """A full name found in running text."""

    body: str
    start: int
    end: int


@cache
def _printed_pattern() -> re.Pattern[str]:
    gap = r"(?:\s*-\s*|\s+)"
    names = sorted(_printed_forms(), key=len, reverse=True)
    alternatives = (gap.join(_unfold(word) for word in name.split(" ")) for name in names)
    return re.compile(r"(?<![\w-])(?:" + "|".join(alternatives) + r")(?!\w|-\w)", re.IGNORECASE)


def _unfold(word: str) -> str:
    """A pattern for a folded word that matches its umlaut spelling too."""
    pattern = re.escape(word)
    for spelled, umlaut in (("ae", "ä"), ("oe", "ö"), ("ue", "ü"), ("ss", "ß")):
        pattern = pattern.replace(spelled, f"(?:{spelled}|{umlaut})")
    return pattern


def find_printed_bodies(text: str) -> tuple[PrintedBody, ...]:
    """Every full name of a body in a text, in order ("... des Landkreises Kassel und der Stadt Hanau ...").

    Bare town names are not found: they are places, seats and authorities as often as bodies.
    """
    found = []
    for match in _printed_pattern().finditer(text):
        body = match_body(match.group())
        if body is not None:
            found.append(PrintedBody(body, match.start(), match.end()))
    return tuple(found)
