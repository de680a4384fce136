"""Where place names stand in a question: exact ones first and the longest, then misspelled ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from assistant.bodies import BodyKind
from assistant.question.places import Place, find_typo, gazetteer, word_set
from assistant.question.words import Word

_LINKS = frozenset({"of", "the", "von", "named", "namens"})
_JOINED_LETTERS = 8
_TYPO_WORDS = 3
_SHORTEST_TYPO = 4
_ANY_CASE_EXCEPT = frozenset({"da", "of", "f"})
"""Plates that are words: in small letters only "lk of" and "stadt f" count, "da" never."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name at words[first:last]; `kind` where the word itself says it ("LKKS", "Landkreiskassel")."""

    first: int
    last: int
    place: Place
    certainty: Literal["exact", "typo"] = "exact"
    kind: BodyKind | None = None


def kind_of(word: Word) -> BodyKind | None:
    """The kind that a word says: "Landkreises", "LK", "county"; "Städten", "city"."""
    if word.folded in word_set("kind_words", "landkreis"):
        return "landkreis"
    return "stadt" if word.folded in word_set("kind_words", "stadt") else None


def find_sightings(words: Sequence[Word], taken: Sequence[bool]) -> tuple[Sighting, ...]:
    """The names in order; they do not overlap, and leave words alone that are taken already."""
    free = [not used for used in taken]
    shouted = _is_shouted(words)
    found: list[Sighting] = []
    for several, exact in ((True, True), (True, False), (False, True), (False, False)):
        widths = range(gazetteer().longest if exact else _TYPO_WORDS, 1, -1) if several else (1,)
        for width in widths:
            for first in range(len(words) - width + 1):
                span = words[first : first + width]
                if not all(free[first : first + width]) or not all(word.is_joined for word in span[1:]):
                    continue
                sighting = _look(words, first, first + width, exact=exact, shouted=shouted)
                if sighting is not None:
                    found.append(sighting)
                    free[first : first + width] = [False] * width
    return tuple(sorted(found, key=lambda sighting: sighting.first))


def _look(words: Sequence[Word], first: int, last: int, *, exact: bool, shouted: bool) -> Sighting | None:
    """The name that these words are, if what stands around them allows it."""
    if _is_person_or_street(words, first, last):
        return None
    span = words[first:last]
    if not exact:
        return _look_for_typo(words, first, last)
    place = _exact_place(span)
    if place is not None and _is_allowed(words, first, place, span, shouted=shouted):
        # "Mian-Taunus-Kreis" is no "Taunuskreis": the wider name with its typo is read later.
        part_of_wider = last - first > 1 and first > 0 and span[0].gap.strip() == "-"
        return None if part_of_wider and _look_for_typo(words, first - 1, last) else Sighting(first, last, place)
    if last - first > 1:
        return None
    return _plate(words, first, shouted=shouted) or _compound(words, first)


def _exact_place(span: Sequence[Word]) -> Place | None:
    names = gazetteer()
    place = names.by_words.get(tuple(word.folded for word in span))
    # "Frankfurt oder Offenbach" is a choice, "Frankfurt (Oder)" a town.
    if place is not None and span[-1].folded == "oder" and span[-1].gap.strip() not in {"(", "/"} and len(span) == 2:
        return None
    if place is None:
        letters = "".join(word.folded for word in span)
        if len(letters) >= _JOINED_LETTERS or (len(span) == 1 and len(letters) >= 4):
            return names.by_letters.get(letters)
    return place


def _is_allowed(words: Sequence[Word], first: int, place: Place, span: Sequence[Word], *, shouted: bool) -> bool:
    if place.exact and not shouted:
        return sum(letter.isupper() for word in span for letter in word.written) > 1
    return not place.needs_kind or kind_before(words, first) is not None


def kind_before(words: Sequence[Word], first: int) -> int | None:
    """The index of the kind word that directly leads to words[first] ("district of the", "Stadt"); None without one."""
    index = first - 1
    while index >= 0 and words[index].folded in _LINKS and words[index + 1].is_joined:
        index -= 1
    if index < 0 or kind_of(words[index]) is None or not words[index + 1].is_joined:
        return None
    return index


def _is_person_or_street(words: Sequence[Word], first: int, last: int) -> bool:
    if first > 0 and words[first - 1].folded in word_set("titles") and words[first].is_joined:
        return True
    if last < len(words) and words[last].is_joined and words[last].folded in word_set("streets"):
        return words[last].folded not in {"ring", "platz", "tor", "weg"} or words[last - 1].folded.endswith("er")
    return False


def _plate(words: Sequence[Word], first: int, *, shouted: bool) -> Sighting | None:
    word = words[first]
    letters = word.folded
    place = gazetteer().plates.get(letters)
    if place is None:
        rest = gazetteer().plates.get(letters[2:]) if letters.startswith("lk") and word.is_shouted else None
        return Sighting(first, first + 1, rest, kind="landkreis") if rest else None
    if letters in word_set("plates_any_case"):
        return Sighting(first, first + 1, place)
    before = kind_before(words, first)
    if before is not None and _counts_after_kind(words, first, before):
        return Sighting(first, first + 1, place)
    if _has_kind_after(words, first):
        return Sighting(first, first + 1, place)
    alone = word.is_shouted and letters not in word_set("plates_with_kind") and (not shouted or len(letters) > 2)
    if alone and not _is_unit(words, first):
        return Sighting(first, first + 1, place)
    return None


def _counts_after_kind(words: Sequence[Word], first: int, before: int) -> bool:
    word = words[first]
    if word.is_shouted or word.folded not in _ANY_CASE_EXCEPT:
        return before == first - 1
    following = words[first + 1] if first + 1 < len(words) else None
    leads_on = following is not None and not following.written.isdigit() and following.is_joined
    english = words[before].folded in {"city", "district", "county", "town", "districts", "cities", "counties", "towns"}
    return before == first - 1 and word.folded != "da" and not leads_on and not english


def _has_kind_after(words: Sequence[Word], first: int) -> bool:
    """Whether the kind stands in brackets or after a hyphen: "ks (stadt)", "of-land"; "of (city)" is English."""
    following = words[first + 1] if first + 1 < len(words) else None
    if following is None or words[first].folded == "da" or following.gap.strip() not in {"(", "-"}:
        return False
    return following.folded in {"stadt", "landkreis", "kreis", "lk", "land"}


def _is_unit(words: Sequence[Word], first: int) -> bool:
    """Whether the letters belong to a number or an article: "12 KB", "Art. 3 GG"."""
    before = words[first - 1] if first else None
    return before is not None and before.written.isdigit() and len(before.written) != 4 and words[first].gap == " "


def _compound(words: Sequence[Word], first: int) -> Sighting | None:
    """Kind and name in one word: "Landkreiskassel", "StadtOffenbach", "Kasselland"."""
    letters = words[first].folded
    kinds: tuple[tuple[str, BodyKind], ...] = (("landkreis", "landkreis"), ("kreis", "landkreis"), ("stadt", "stadt"))
    for prefix, kind in kinds:
        place = gazetteer().by_letters.get(letters.removeprefix(prefix)) if letters.startswith(prefix) else None
        if place is not None and (place.landkreis or place.stadt):
            return Sighting(first, first + 1, place, kind=kind)
    for suffix, kind in (*kinds, ("land", "landkreis")):
        place = gazetteer().by_letters.get(letters.removesuffix(suffix)) if letters.endswith(suffix) else None
        if place is not None and place.landkreis and place.stadt:
            return Sighting(first, first + 1, place, kind=kind)
    return None


def _look_for_typo(words: Sequence[Word], first: int, last: int) -> Sighting | None:
    span = words[first:last]
    letters = "".join(word.folded for word in span)
    led = kind_before(words, first) is not None
    if len(letters) < _SHORTEST_TYPO or any(len(word.folded) < 2 for word in span) or _is_ordinary(span, led=led):
        return None
    place = find_typo(letters, several_words=len(span) > 1)
    if place is None or place.exact or not (place.bare or (led and place.landkreis)):
        return None
    return Sighting(first, last, place, "typo")


def _is_ordinary(span: Sequence[Word], *, led: bool) -> bool:
    """Whether the words begin or end with one that is no part of a name."""
    if any(word.written.isdigit() for word in span):
        return True
    first, last = span[0].folded, span[-1].folded
    if len(span) == 1:
        # After a kind word even "Kasse" is a misspelled name.
        return first in ordinary_words() and not (led and first in _mistakable())
    ordinary = _never_in_a_name()
    hyphenated = all(word.gap.strip() == "-" for word in span[1:])
    if len(span) == 3 and span[1].folded in word_set("function_words") and not hyphenated:
        return first in ordinary or span[1].folded != "am"
    # "Main-Kinsig-Kreis" ends in a kind word that is part of the name.
    return (first in ordinary and not hyphenated) or (last in ordinary and not last.startswith("krei"))


@cache
def _never_in_a_name() -> frozenset[str]:
    return ordinary_words() - _mistakable()


@cache
def _mistakable() -> frozenset[str]:
    return word_set("not_typos") - {"hessen", "hessens"}


@cache
def ordinary_words() -> frozenset[str]:
    """Words that are never a misspelled name."""
    lists = (
        word_set(name) for name in ("not_typos", "not_names", "titles", "streets", "group_plurals", "institutions")
    )
    kinds = word_set("kind_words", "landkreis") | word_set("kind_words", "stadt")
    return frozenset().union(*lists) | kinds | word_set("function_words")


def _is_shouted(words: Sequence[Word]) -> bool:
    """Whether the whole question is in capitals, so that capitals mean nothing."""
    letters = [word for word in words if word.written.isalpha()]
    long = [word for word in letters if len(word.written) > 3]
    return len(long) > 1 and all(word.is_shouted for word in letters)
