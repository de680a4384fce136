"""The place names a question may contain: bodies by all their names, towns that are no bodies, places outside Hesse.

Tables: `data/bodies.json` (the bodies) and `data/places.json` (towns, inflections, words that only look like names).
"""

import json
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.bodies import Body, BodyKind, all_bodies
from assistant.question.words import fold_word, split_words

Key = tuple[str, ...]
"""A name as its folded words: ("offenbach", "am", "main")."""

_MIN_TYPO_LENGTH = 5
_LONG_NAME = 8


@dataclass(frozen=True, slots=True)
class Place:
    """What a name can mean.

    `bare` are the bodies it means without a kind word; `landkreis` and `stadt` the one it means with that kind word.
    `town_in` is the Landkreis of a town that is no body, `is_town` tells "Marburg" from "Odenwald".
    `needs_kind` marks names that are ordinary words ("Essen"), `exact` those that count only as officially written.
    """

    bare: tuple[str, ...] = ()
    landkreis: str | None = None
    stadt: str | None = None
    town_in: str | None = None
    is_town: bool = True
    needs_kind: bool = False
    exact: bool = False

    def join(self, other: "Place") -> "Place":
        """Both meanings of one name: "Kassel" is a Stadt and a Landkreis."""
        return Place(
            bare=self.bare + tuple(body for body in other.bare if body not in self.bare),
            landkreis=self.landkreis or other.landkreis,
            stadt=self.stadt or other.stadt,
            town_in=self.town_in or other.town_in,
            is_town=self.is_town or other.is_town,
            needs_kind=self.needs_kind and other.needs_kind,
            exact=self.exact or other.exact,
        )


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All names by their words and by their letters run together; `typo_pools` are those letters by length.

    The pools of names of several words ("Main-Kinzig") are kept apart under True.
    """

    by_words: dict[Key, Place]
    by_letters: dict[str, Place]
    plates: dict[str, Place]
    longest: int
    typo_pools: dict[tuple[bool, int], tuple[str, ...]]


@lru_cache(maxsize=8192)
def find_typo(letters: str, *, several_words: bool) -> Place | None:
    """The one body or place whose name is at most one edit (from eight letters on: two) away.

    Args:
        letters: Folded words run together.
        several_words: Whether they were several words, so that only names of several words are meant.

    Returns:
        None where two different places are equally near, or nothing is near enough.
    """
    names = gazetteer()
    allowed = 2 if len(letters) >= _LONG_NAME else 1
    near: list[tuple[int, Place]] = []
    for length in range(len(letters) - allowed, len(letters) + allowed + 1):
        pool = names.typo_pools.get((several_words, length), ())
        cutoff = allowed if length >= _LONG_NAME else 1
        for name, distance, _ in process.extract(letters, pool, scorer=OSA.distance, score_cutoff=cutoff, limit=None):
            # "Essen" is a name only with a kind word; as a rival it would hide "Giessen".
            if not (distance and names.by_letters[name].needs_kind):
                near.append((int(distance), names.by_letters[name]))
    if not near:
        return None
    best = min(distance for distance, _ in near)
    meant = {place for distance, place in near if distance == best}
    return meant.pop() if len(meant) == 1 else None


@cache
def place_table() -> dict[str, Any]:
    """The table `data/places.json`."""
    table: dict[str, Any] = json.loads(files("assistant").joinpath("data/places.json").read_text(encoding="utf-8"))
    return table


@cache
def word_set(name: str, part: str | None = None) -> frozenset[str]:
    """A list of the table as folded words, runs of several words dropped into one ("documenta-Stadt")."""
    rows = place_table()[name] if part is None else place_table()[name][part]
    return frozenset("".join(key_of(row)) for row in rows)


def key_of(name: str) -> Key:
    """The folded words of a name."""
    return tuple(word.folded for word in split_words(name))


@cache
def gazetteer() -> Gazetteer:
    """Every known name; built once from the tables."""
    names: dict[Key, Place] = {}
    for key, place in [*_body_names(), *_town_names(), *_foreign_names()]:
        names[key] = names[key].join(place) if key in names else place
    exact = {key_of(name) for name in place_table()["written_exactly"]}
    needs_kind = {key for name in place_table()["needs_kind"] for key in _inflect(name)}
    for key, place in names.items():
        ordinary = (key in needs_kind or place.needs_kind) and not place.bare
        names[key] = replace(place, exact=key in exact, needs_kind=ordinary)
    letters = {"".join(key): place for key, place in names.items() if min(map(len, key)) > 1 and not place.exact}
    return Gazetteer(
        by_words=names,
        by_letters=letters,
        plates=_plates(),
        longest=max(len(key) for key in names),
        typo_pools=_typo_pools(names, letters),
    )


def _typo_pools(names: dict[Key, Place], letters: dict[str, Place]) -> dict[tuple[bool, int], tuple[str, ...]]:
    # Inflected names of places that are no bodies are left out: they only make the search slower.
    nominatives = {"".join(key_of(name)) for name in _other_places()}
    pools: dict[tuple[bool, int], list[str]] = {}
    for key in names:
        name = "".join(key)
        place = letters.get(name)
        if place is None or len(name) < _MIN_TYPO_LENGTH:
            continue
        if not (place.landkreis or place.stadt or place.bare or name in nominatives):
            continue
        # "Ofenbach am Main" is long enough to be sure of; "Offenbach a M" is not.
        several = len(key) > 1 and ("am" not in key or key[-2:] == ("am", "main"))
        for part in {False, several}:
            if name not in pools.setdefault((part, len(name)), []):
                pools[part, len(name)].append(name)
    return {part: tuple(pools[part]) for part in pools}


def _inflect(name: str, *, demonym: bool = True) -> set[Key]:
    """The name, its genitive and, for those who live there, "Kasseler(n)"."""
    key = key_of(name)
    last = key[-1]
    ends = {last} if last.endswith("s") or len("".join(key)) < _MIN_TYPO_LENGTH else {last, last + "s"}
    if last.endswith("kreis"):
        ends |= {last + "es", last + "e"}
    elif last.endswith(("wald", "berg")):
        ends |= {last + "es"}
    people = {fold_word(word).split("-")[-1] for word in place_table()["demonyms"].get(name, ())}
    if demonym and not people and len(last) >= _MIN_TYPO_LENGTH and not last.endswith("kreis"):
        people = {last + ("r" if last.endswith("e") else "er")}
    ends |= {word + end for word in people for end in ("", "n", "s")}
    return {(*key[:-1], end) for end in ends}


def _body_names() -> list[tuple[Key, Place]]:
    found = []
    for body in all_bodies():
        plain = [name for name in _names_of(body) if fold_word(name) not in {fold_word(p) for p in body.plates}]
        for name in dict.fromkeys(plain):
            place = _means(body, is_town=_is_town(body, name))
            demonym = name in place_table()["demonyms"] or (name.istitle() and " " not in name)
            found += [(key, place) for key in _inflect(name, demonym=demonym)]
        if body.kind == "landkreis" and not _is_kreis(body):
            # "Kreis Weilburg" and "Landkreis Darmstadt" mean the Landkreis; without a kind word those are towns.
            parts = [part for part in body.name.split("-") if len(part) >= _MIN_TYPO_LENGTH]
            found += [(key, Place(landkreis=body.id, needs_kind=True)) for part in parts for key in _inflect(part)]
    for name, ids in place_table()["ambiguous"].items():
        found += [(key, Place(bare=tuple(ids), is_town=False)) for key in _inflect(name, demonym=False)]
    return found


def _is_kreis(body: Body) -> bool:
    return body.name.lower().endswith("kreis")


def _is_town(body: Body, name: str) -> bool:
    return body.kind == "stadt" or name in place_table()["towns"].get(body.id, ())


def _means(body: Body, *, is_town: bool) -> Place:
    landkreis = body.id if body.kind == "landkreis" else None
    return Place((body.id,), landkreis, body.id if body.kind == "stadt" else None, is_town=is_town)


def _names_of(body: Body) -> list[str]:
    """Official, short and other names; " am Main" in the ways people shorten it."""
    names = [body.name, body.short, *body.aliases, *place_table()["more_names"].get(body.id, ())]
    if body.name.endswith(" am Main"):
        town = body.name.removesuffix(" am Main")
        names += [f"{town} {river}" for river in ("Main", "M", "a M", "am M", "a Main", "a d M")]
    if _is_kreis(body):
        names += [f"{body.short}-Land", f"{body.short} Kreis"]
    return names


def _town_names() -> list[tuple[Key, Place]]:
    return [
        (key, Place(town_in=body_id))
        for body_id, towns in place_table()["towns"].items()
        for town in towns
        for key in _inflect(town)
    ]


def _foreign_names() -> list[tuple[Key, Place]]:
    table = place_table()
    names = [*table["elsewhere"], *table["states"], *table["districts_elsewhere"]]
    return [(key, Place()) for name in names for key in _inflect(name)]


def _other_places() -> list[str]:
    """The names of all places that are no bodies."""
    table = place_table()
    towns = [town for of_body in table["towns"].values() for town in of_body]
    return [*towns, *table["elsewhere"], *table["states"], *table["districts_elsewhere"]]


def _plates() -> dict[str, Place]:
    plates: dict[str, Place] = {}
    for body in all_bodies():
        for plate in body.plates:
            place = _means(body, is_town=body.kind == "stadt" or len(plate) <= 2)
            known = plates.get(plate.lower())
            plates[plate.lower()] = known.join(place) if known else place
    return plates


def resolve(place: Place, kind: BodyKind | None) -> tuple[tuple[str, ...], str | None]:
    """The bodies meant with a kind word or without, and the Landkreis of a town that is none of them.

    Example:
        >>> marburg = gazetteer().by_words["marburg",]
        >>> resolve(marburg, None), resolve(marburg, "stadt")
        ((('landkreis-marburg-biedenkopf',), None), ((), 'landkreis-marburg-biedenkopf'))
    """
    if kind is not None:
        meant = place.landkreis if kind == "landkreis" else place.stadt
        if meant is not None:
            return (meant,), None
        if place.is_town:
            return (), place.town_in
    return place.bare, None if place.bare else place.town_in
