"""Groups of bodies ("alle kreisfreien Städte"), authorities that only carry a place's name, and the whole Land."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.bodies import BodyKind, all_bodies
from assistant.question.places import gazetteer, key_of, place_table, word_set
from assistant.question.words import Word, fold_word

_CONNECTORS = frozenset({"und", "oder", "sowie", "bzw", "and", "or"})
_TO_PLACE = frozenset(
    {"von", "vom", "in", "im", "of", "the", "for", "fuer", "der", "des", "dem", "aus", "from", "north"}
)
_COUNCIL = re.compile(r"^(?:regierungspraesidi(?:um|ums|en)|regierungspraesident(?:en|in)?|rp)$")
_DISTRICT = re.compile(r"^(?:regierungsbezirk(?:e?s)?|regbez|rb|bezirk(?:e?s)?)$")
_ALL = frozenset({"alle", "allen", "aller", "the", "all", "die", "der", "den"})
_VAGUE = frozenset({"bodies", "authorities", "regions", "regionen"})
"""Plurals that mean the bodies only with "welche", "alle", "26"."""
_MODIFIERS = (
    *("kreisfrei", "kreisangehoerig", "hessisch", "hessian", "einzeln", "uebrig", "ander"),
    *("rural", "urban", "independent", "local"),
)
_SHORT_KINDS = ("stadt", "kreis")
_LONG_KINDS = (
    *("landkreis", "landkreise", "landkreises", "landkreisen", "gebietskoerperschaft", "gebietskoerperschaften"),
    *("regierungsbezirk", "regierungsbezirks", "regierungspraesidium", "regierungspraesidiums"),
    *("staedten", "kreisfreie", "kreisfreien"),
)
_STATE = re.compile(
    r"\b(?:land(?:es)? hessen|landesweit\w*|hessenweit\w*|ganz hessen|gesamt(?:en|es)? hessen|hessen insgesamt|hessen gesamt"
    r"|insgesamt (?:in|fuer) hessen|land(?:es)? insgesamt|gesamten? land(?:es)?|ganzen? land(?:es)?|landesebene|landessumme"
    r"|state ?wide|state of hessen?|(?:whole|entire|all) (?:of )?(?:the )?(?:state|hessen?|land)\b"
    r"|across (?:the )?(?:state|hessen?)|state as a whole|hessen? as a whole|throughout (?:the )?(?:state|hessen?)"
    r"|state level|hessen? overall|hessen? in total|total for hessen?)\b"
)
_BARE_STATE = re.compile(r"\b(?:hessens?|hesse)\b")


@dataclass(frozen=True, slots=True)
class BodyGroup:
    """Several bodies named together. `kind` None for both kinds, `district` the Regierungsbezirk if named.

    `bodies` are the ids it covers, none for "Sonderstatusstädte", whose members are no bodies.
    """

    written: str
    start: int
    end: int
    kind: BodyKind | None
    district: str | None
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority or institution in a place ("Regierungspräsidium Kassel", "IHK Offenbach"): never a body."""

    written: str
    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class GroupSpan:
    """A group at words[first:last] before it is written out."""

    first: int
    last: int
    kind: BodyKind | None
    district: str | None
    empty: bool = False


@lru_cache(maxsize=4096)
def mend_kind(folded: str) -> str:
    """A kind word with one letter wrong, from nine letters on two, mended: "lankreis" -> "landkreis", "sadt" -> "stadt"."""
    if len(folded) < 4 or folded in word_set("not_kind_typos") or folded in gazetteer().by_letters:
        return folded
    pool, limit = (_SHORT_KINDS, 1) if len(folded) < 7 else (_LONG_KINDS, 1 if len(folded) < 9 else 2)
    if folded in pool:
        return folded
    near = process.extractOne(folded, pool, scorer=OSA.distance, score_cutoff=limit)
    return near[0] if near else folded


def find_authorities(words: Sequence[Word]) -> tuple[tuple[int, int], ...]:
    """The words of "Regierungspräsidium Kassel", "regional council of Darmstadt", "Kasseler Regierungspräsidium"."""
    found = []
    for first, last in _institution_spans(words):
        place = _skip(words, last, _TO_PLACE)
        if place < len(words) and _is_place(words[place]):
            found.append((first, place + 1))
        elif first > 0 and words[first].is_joined and _is_place(words[first - 1]):
            found.append((first - 1, last))
    return tuple(found)


def _institution_spans(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    for first, word in enumerate(words):
        if _COUNCIL.match(word.folded):
            yield first, first + 1
            continue
        for name in _institutions():
            if word.folded == name[0] and tuple(w.folded for w in words[first : first + len(name)]) == name:
                yield first, first + len(name)
                break


@cache
def _institutions() -> tuple[tuple[str, ...], ...]:
    names = (*place_table()["institutions"], "regional council", "regional commission", "regional administration")
    return tuple(sorted((key_of(name) for name in names), key=len, reverse=True))


def _is_place(word: Word) -> bool:
    place = gazetteer().by_words.get((word.folded,)) or gazetteer().plates.get(word.folded if word.is_shouted else "")
    return place is not None and place.is_town


def _skip(words: Sequence[Word], index: int, among: frozenset[str]) -> int:
    while index < len(words) and words[index].is_joined and words[index].folded in among:
        index += 1
    return index if index < len(words) and words[index].is_joined else len(words)


def find_districts(words: Sequence[Word]) -> tuple[GroupSpan, ...]:
    """The Regierungsbezirke named: "Regierungsbezirk Gießen", "Nordhessen", "administrative district of Kassel"."""
    found = []
    names = {fold_word(body.district): body.district for body in all_bodies()}
    for first in range(len(words)):
        last = _district_head(words, first)
        if last is not None:
            place = _skip(words, last, _TO_PLACE)
            district = names.get(words[place].folded) if place < len(words) else None
            if district is not None:
                found.append(GroupSpan(first, place + 1, None, district))
            elif first and (before := names.get(words[first - 1].folded.removesuffix("er"))):
                found.append(GroupSpan(first - 1, last, None, before))
        region = next((size for size in (2, 1) if _run(words, first, size) in _regions()), 0)
        if region:
            found.append(GroupSpan(first, first + region, None, _regions()[_run(words, first, region)]))
    return tuple(found)


def _district_head(words: Sequence[Word], first: int) -> int | None:
    """Where the word for Regierungsbezirk that begins here ends; None where none begins."""
    if _DISTRICT.match(words[first].folded) and (words[first].folded != "rb" or words[first].is_shouted):
        return first + 1
    two = _run(words, first, 2)
    if two == ("reg", "bez"):
        return first + 2
    kinds = {"administrative", "government", "governmental"}
    if two and two[0] in kinds and two[1] in {"district", "districts", "region", "regions"}:
        return first + 2
    return None


def _run(words: Sequence[Word], first: int, size: int) -> tuple[str, ...]:
    span = words[first : first + size]
    joined = len(span) == size and all(word.is_joined for word in span[1:])
    return tuple(word.folded for word in span) if joined else ()


@cache
def _regions() -> dict[tuple[str, ...], str]:
    """Folded region names and adjectives ("nordhessen", "nordhessischen") -> Regierungsbezirk."""
    table = place_table()
    found = {key_of(name): district for name, district in table["regions"].items()}
    found |= {(*key[:-1], key[-1] + "s"): district for key, district in found.items()}
    for name, district in table["region_adjectives"].items():
        key = key_of(name)
        found |= {(*key[:-1], key[-1] + end): district for end in ("", "e", "en", "er", "es", "em")}
    return found


def find_groups(words: Sequence[Word], taken: Sequence[bool], districts: Sequence[GroupSpan]) -> tuple[GroupSpan, ...]:
    """The groups among the words that belong to no name; "Landkreise und Städte" and "Kreise in Nordhessen" are one."""
    spans = list(districts)
    for index, word in enumerate(words):
        if not taken[index] and (span := _group_word(words, index, word.folded)) is not None:
            spans.append(span)
    merged: list[GroupSpan] = []
    for span in sorted(spans, key=lambda s: (s.first, -s.last)):
        if merged and (both := _merge(words, merged[-1], span)) is not None:
            merged[-1] = both
        else:
            merged.append(span)
    return tuple(merged)


def _group_word(words: Sequence[Word], index: int, folded: str) -> GroupSpan | None:
    """The group that this word names with what stands before it: "jede hessische Stadt", "alle 26", "Kommunen"."""
    if folded.startswith("sonderstatus"):
        return GroupSpan(index, index + 1, "stadt", None, empty=True)
    if folded.startswith("kreisfreie"):
        return GroupSpan(index, index + 1, "stadt", None) if _is_last(words, index) else None
    if folded == "26":
        counted = index and words[index - 1].folded in _ALL and _is_last(words, index)
        return GroupSpan(index - 1, index + 1, None, None) if counted else None
    said = next((kind for kind in ("landkreis", "stadt", "") if folded in word_set("group_words", kind)), None)
    if said is None:
        return None
    first = _modifiers_from(words, index)
    before = [word.folded for word in words[first:index]]
    determined = not word_set("group_determiners").isdisjoint(before)
    is_plural = folded in word_set("group_plurals") and (folded not in _VAGUE or "local" in before)
    if not determined and not is_plural and "26" not in before:
        return None
    kind: BodyKind | None = {"landkreis": "landkreis", "stadt": "stadt"}.get(said)  # type: ignore[assignment]
    if {"rural", "urban", "independent"} & set(before):
        kind = "landkreis" if "rural" in before else "stadt"
    empty = any(word.startswith("kreisangehoerig") for word in before)
    return GroupSpan(first, index + 1, kind, None, empty=empty)


def _is_last(words: Sequence[Word], index: int) -> bool:
    """Whether no noun follows: "nur die kreisfreien", "alle 26 bekommen"."""
    following = words[index + 1] if index + 1 < len(words) else None
    if following is None or not following.is_joined:
        return True
    groups = (word_set("group_words", kind) for kind in ("landkreis", "stadt", ""))
    counted = following.folded.endswith("s") and following.folded not in {"was", "is", "has", "als", "bis"}
    return not (following.written[0].isupper() or counted or any(following.folded in names for names in groups))


def _modifiers_from(words: Sequence[Word], index: int) -> int:
    """Where the adjectives and determiners before a group word begin: "jede einzelne hessische Stadt"."""
    first = index
    while first > 0 and words[first].is_joined:
        before = words[first - 1].folded
        if not (before.startswith(_MODIFIERS) or before in word_set("group_determiners") or before == "26"):
            break
        first -= 1
    return first


def _merge(words: Sequence[Word], left: GroupSpan, right: GroupSpan) -> GroupSpan | None:
    """One group where a kind and a district, or two kinds, are named together."""
    if right.first < left.last:
        return left if right.last <= left.last else GroupSpan(left.first, right.last, right.kind, left.district)
    between = [word.folded for word in words[left.last : right.first]]
    close = words[right.first].gap.strip() in {"", "-", "/"}
    if left.district and right.kind and not right.district and not between and close:
        return GroupSpan(left.first, right.last, right.kind, left.district, right.empty)
    if left.district is None and right.district and len(between) <= 3 and set(between) <= _TO_PLACE:
        return GroupSpan(left.first, right.last, left.kind or right.kind, right.district, left.empty)
    articles = {"die", "der", "den", "alle", "welche", "the"}
    linked = bool(between) and between[0] in _CONNECTORS and set(between[1:]) <= articles
    linked = linked or (not between and words[right.first].gap.strip() == "/")
    if left.district is None and right.district is None and linked and left.kind != right.kind:
        return GroupSpan(left.first, right.last, None, None)
    return None


def find_kind_words(words: Sequence[Word], taken: Sequence[bool], groups: Sequence[GroupSpan]) -> tuple[BodyKind, ...]:
    """The kinds named without a name or group ("nein, die Stadt", "und der Kreis?"), in order."""
    found: list[BodyKind] = []
    for index, word in enumerate(words):
        if taken[index] or any(span.first <= index < span.last for span in groups):
            continue
        kinds: tuple[BodyKind, ...] = ("landkreis", "stadt")
        for kind in kinds:
            singular = word.folded in word_set("group_words", kind) and word.folded not in word_set("group_plurals")
            if singular and kind not in found:
                found.append(kind)
    return tuple(found)


def write_group(question: str, words: Sequence[Word], span: GroupSpan, year: int | None) -> BodyGroup:
    """The group with its bodies; in a year known, only those that were bodies then."""
    start, end = words[span.first].start, words[span.last - 1].end
    bodies = tuple(
        body.id
        for body in all_bodies()
        if not span.empty
        and span.kind in {None, body.kind}
        and span.district in {None, body.district}
        and (year is None or body.exists_in(year))
    )
    return BodyGroup(question[start:end], start, end, span.kind, span.district, bodies)


def names_state(words: Sequence[Word], *, alone: bool) -> bool:
    """Whether the whole Land is meant; a bare "Hessen" counts only where the question names no body or group."""
    folded = " ".join(word.folded for word in words)
    return bool(_STATE.search(folded)) or (alone and bool(_BARE_STATE.search(folded)))
