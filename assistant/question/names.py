"""Which bodies, groups of bodies and authorities a question names, in German or English, inflected or misspelled."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from assistant.bodies import BodyKind, get_body
from assistant.question.groups import (
    Authority,
    BodyGroup,
    find_authorities,
    find_districts,
    find_groups,
    find_kind_words,
    mend_kind,
    names_state,
    write_group,
)
from assistant.question.places import gazetteer, key_of, resolve, word_set
from assistant.question.sightings import Sighting, find_sightings, kind_before, kind_of
from assistant.question.unlisted import find_unlisted
from assistant.question.words import Word, split_words

__all__ = ["Authority", "BodyGroup", "BodyMention", "Mentions", "find_mentions"]

_ASKS_FOR_ONE = re.compile(
    r"(?:welche[rs]?|which|what)\b.*\b(?:stadt|kreis|landkreis|city|town|county)$", re.IGNORECASE
)
_CONNECTORS = frozenset(
    {"und", "oder", "sowie", "bzw", "and", "or", "mit", "gegen", "vs", "versus", "with", "to", "zu"}
)
_ALTERNATIVES = frozenset({"und", "oder", "sowie", "bzw", "and", "or"})
_ARTICLES = frozenset({"der", "die", "das", "des", "dem", "den", "the", "von", "of"})
_SUFFIX_KINDS: dict[str, BodyKind] = {
    "landkreis": "landkreis", "kreis": "landkreis", "lk": "landkreis", "land": "landkreis", "district": "landkreis",
    "county": "landkreis", "districts": "landkreis", "counties": "landkreis", "kreises": "landkreis",
    "landkreises": "landkreis", "stadt": "stadt", "city": "stadt", "town": "stadt", "cities": "stadt",
}  # fmt: skip
_LOOSE_KINDS = frozenset({"district", "districts", "county", "counties"})
"""English words that people use for any body, cities too."""


@dataclass(frozen=True, slots=True)
class BodyMention:
    """A body or another place that a question names.

    `start` and `end` lie in the question as typed and include the kind word ("Landkreis Kassel").
    `candidates` are body ids: one is sure, several are ambiguous ("Kassel", "KS"), none is a place that is no body.
    `town_in` is the Landkreis in which a town that is no body lies, `instead` the bodies of that name of another kind
    ("Landkreis Wiesbaden"). "Stadt und Landkreis Kassel" is two mentions at one place in the question.
    """

    written: str
    start: int
    end: int
    candidates: tuple[str, ...]
    certainty: Literal["exact", "typo"]
    town_in: str | None = None
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mentions:
    """Everything a question names of this sort, each in order; `state` where the whole Land is meant.

    `kinds` are kind words that stand alone: "nein, die Stadt".
    """

    bodies: tuple[BodyMention, ...]
    groups: tuple[BodyGroup, ...]
    authorities: tuple[Authority, ...]
    state: bool
    kinds: tuple[BodyKind, ...] = ()


@dataclass(slots=True)
class _Reading:
    """A sighting on its way to a mention: the words it takes with its kind words, and the kinds they say."""

    sighting: Sighting
    first: int
    last: int
    kinds: tuple[BodyKind, ...] = ()
    plural: bool = False
    loose: bool = False


def find_mentions(question: str, *, year: int | None = None) -> Mentions:
    """The bodies, groups, authorities and the Land that a question names.

    Args:
        question: As typed.
        year: The year it is about if known: a body that came later is then a town ("Hanau" before 2026).

    Example:
        >>> [mention.candidates for mention in find_mentions("Stadt Offenbach oder LK KS?").bodies]
        [('stadt-offenbach',), ('landkreis-kassel',)]
    """
    words = tuple(replace(word, folded=mend_kind(word.folded)) for word in split_words(question))
    taken = [False] * len(words)
    authorities = [span for span in find_authorities(words) if not any(taken[span[0] : span[1]])]
    for first, last in authorities:
        taken[first:last] = [True] * (last - first)
    districts = [span for span in find_districts(words) if not any(taken[span.first : span.last])]
    for span in districts:
        taken[span.first : span.last] = [True] * (span.last - span.first)
    readings = _read_kinds(words, [_Reading(s, s.first, s.last) for s in find_sightings(words, taken)], taken)
    bodies = _merge_repeated(
        question, words, [(r, m) for r in readings for m in _mentions_of(question, words, r, year)]
    )
    bodies += [_unlisted(question, words, span) for span in find_unlisted(question, words, taken)]
    spans = find_groups(words, taken, districts)
    groups = tuple(write_group(question, words, span, year) for span in spans)
    return Mentions(
        bodies=tuple(_choose(sorted(bodies, key=lambda mention: mention.start), groups)),
        groups=groups,
        authorities=tuple(_write_authority(question, words, span) for span in authorities),
        state=names_state(words, alone=not bodies and not groups and not authorities),
        kinds=find_kind_words(words, taken, spans),
    )


def _choose(bodies: Sequence[BodyMention], groups: Sequence[BodyGroup]) -> list[BodyMention]:
    """The kind asked for decides between namesakes: "Welcher Landkreis bekommt mehr, Kassel oder Offenbach?"."""
    asked = [group for group in groups if _ASKS_FOR_ONE.match(group.written) and group.kind and not group.district]
    if len(asked) != 1 or len(bodies) < 2 or asked[0].start > bodies[0].start:
        return list(bodies)
    fitting = [tuple(body for body in mention.candidates if body in asked[0].bodies) for mention in bodies]
    return [replace(m, candidates=fit or m.candidates) for m, fit in zip(bodies, fitting, strict=True)]


def _write_authority(question: str, words: Sequence[Word], span: tuple[int, int]) -> Authority:
    start, end = words[span[0]].start, words[span[1] - 1].end
    return Authority(question[start:end], start, end, " ".join(question[start:end].split()))


def _read_kinds(words: Sequence[Word], readings: list[_Reading], taken: list[bool]) -> list[_Reading]:
    """The kind words before, after and shared by names; marks all their words as taken."""
    readings = _without_honours(words, readings)
    for reading in readings:
        taken[reading.first : reading.last] = [True] * (reading.last - reading.first)
    for reading in readings:
        _read_prefix(words, reading, taken)
    for reading in readings:
        _read_suffix(words, reading, taken)
    _share_plural_kinds(words, readings)
    for reading in readings:
        if not reading.kinds and reading.sighting.place.landkreis and reading.sighting.place.stadt:
            reading.kinds = _office_kind(words, reading)
    return readings


def _without_honours(words: Sequence[Word], readings: list[_Reading]) -> list[_Reading]:
    """A title says the kind and is no second name: "Landeshauptstadt Wiesbaden", "Kassel, documenta-Stadt"."""
    honours = word_set("honours")
    kept: list[_Reading] = []
    for index, reading in enumerate(readings):
        own = "".join(word.folded for word in words[reading.first : reading.last])
        following = readings[index + 1] if index + 1 < len(readings) else None
        if own in honours and following and following.first == reading.last and words[following.first].is_joined:
            following.first, following.kinds = reading.first, ("stadt",)
            continue
        if (
            own in honours
            and kept
            and kept[-1].last == reading.first
            and words[reading.first].gap.strip() in {",", "-", "–"}
        ):
            kept[-1].last, kept[-1].kinds = reading.last, ("stadt",)
            continue
        kept.append(reading)
    return kept


def _read_prefix(words: Sequence[Word], reading: _Reading, taken: list[bool]) -> None:
    """Kind words before: "Landkreises Kassel", "city of Offenbach", "Stadt und Landkreis Kassel"."""
    if reading.sighting.kind:
        reading.kinds = (reading.sighting.kind,)
        return
    index = kind_before(words, reading.first)
    if index is None or taken[index]:
        return
    kinds: list[BodyKind] = []
    first = index
    while True:
        kind = kind_of(words[first])
        if kind is None or taken[first]:
            break
        if kind not in kinds:
            kinds.insert(0, kind)
        reading.first = first
        reading.plural |= words[first].folded in word_set("plural_kinds")
        reading.loose |= words[first].folded in _LOOSE_KINDS
        first = _other_kind_before(words, first, kind, taken)
        if first < 0:
            break
    reading.kinds = tuple(kinds) if kinds else reading.kinds
    taken[reading.first : reading.last] = [True] * (reading.last - reading.first)


def _other_kind_before(words: Sequence[Word], first: int, kind: BodyKind, taken: Sequence[bool]) -> int:
    """The kind word that goes with the one at `first`: "kreisfreie Stadt", "Stadt und (der) Landkreis"; -1 for none."""
    before = first - 1
    if before >= 0 and words[first].is_joined and kind_of(words[before]) is not None:
        same = kind_of(words[before]) == kind
        return before if same or words[first].gap.strip() == "/" else -1
    while before >= 0 and words[before].folded in _ARTICLES:
        before -= 1
    if before < 1 or words[before].folded not in _ALTERNATIVES or not words[before].is_joined:
        return -1
    other = kind_of(words[before - 1])
    # In "Kassel Stadt und Landkreis Fulda" the first kind word belongs to the name before it.
    is_suffix = before > 1 and taken[before - 2] and words[before - 1].is_joined
    return before - 1 if other is not None and other != kind and not is_suffix else -1


def _read_suffix(words: Sequence[Word], reading: _Reading, taken: list[bool]) -> None:
    """Kind words behind: "Kassel (Stadt)", "Offenbacher Kreis", "Kassel, Stadt und Landkreis", "Stadt Kassel und Landkreis"."""
    index = reading.last
    kinds = list(reading.kinds)
    while index < len(words):
        linked = _skip_links(words, index) if kinds else index
        if linked >= len(words) or taken[linked]:
            break
        kind = _SUFFIX_KINDS.get(words[linked].folded)
        if kind is None or kind in kinds or not _is_suffix(words, linked, is_linked=linked > index):
            break
        kinds.append(kind)
        reading.plural |= words[linked].folded in word_set("plural_kinds")
        reading.loose |= words[linked].folded in _LOOSE_KINDS
        index = linked + 1
        taken[reading.last : index] = [True] * (index - reading.last)
        reading.last = index
    reading.kinds = tuple(kinds)


def _skip_links(words: Sequence[Word], index: int) -> int:
    """Past "und", "oder der" to what may be the second kind; stays where nothing links."""
    if words[index].folded not in _ALTERNATIVES:
        return index
    index += 1
    while index < len(words) and words[index].folded in _ARTICLES:
        index += 1
    return index


def _is_suffix(words: Sequence[Word], index: int, *, is_linked: bool) -> bool:
    """Whether the kind word at `index` says more about the name before it instead of leading to one of its own."""
    word = words[index]
    following = words[index + 1] if index + 1 < len(words) else None
    if word.folded == "land" and following is not None and following.folded in {"hessen", "hesse"}:
        return False
    if is_linked or word.is_joined:
        return True
    ends = (
        following is None or not following.is_joined or following.folded in _ALTERNATIVES or following.gap.strip() != ""
    )
    return word.gap.strip() in {",", ":", ":("} and ends


def _share_plural_kinds(words: Sequence[Word], readings: list[_Reading]) -> None:
    """One kind word for a list of names: "Landkreise Kassel und Fulda", "Kassel and Fulda districts"."""
    for left, right in pairwise(readings):
        if left.plural and left.kinds and not right.kinds and _are_listed(words, left, right):
            right.kinds, right.plural = left.kinds, True
    for left, right in zip(readings[-2::-1], readings[:0:-1], strict=False):
        # A plural that stands after the last name counts for the names before it.
        if (
            right.plural
            and right.kinds
            and not left.kinds
            and right.last > right.sighting.last
            and _are_listed(words, left, right)
        ):
            left.kinds, left.plural, left.last = right.kinds, True, left.last
            left.loose = right.loose


def _are_listed(words: Sequence[Word], left: _Reading, right: _Reading) -> bool:
    between = words[left.last : right.first]
    if any(word.folded not in _CONNECTORS for word in between):
        return False
    return bool(between) or words[right.first].gap.strip() in {",", "/", "&", "+", ";", "-"}


def _office_kind(words: Sequence[Word], reading: _Reading) -> tuple[BodyKind, ...]:
    """The kind that an office says: "Landrat von Kassel", "Offenbacher Magistrat", "mayor of Kassel"."""
    before = reading.first - 1
    while before >= 0 and words[before].folded in _ARTICLES | {"in", "aus"}:
        before -= 1
    near = [words[before]] if before >= 0 and words[before + 1].is_joined else []
    if reading.last < len(words) and words[reading.last].is_joined:
        near.append(words[reading.last])
    for word in near:
        for kind in ("landkreis", "stadt"):
            if word.folded in word_set("office_words", kind):
                return (kind,)
    return ()


def _mentions_of(question: str, words: Sequence[Word], reading: _Reading, year: int | None) -> list[BodyMention]:
    start, end = words[reading.first].start, words[reading.last - 1].end
    if question[start:end].count("(") > question[start:end].count(")") and question[end : end + 1] == ")":
        end += 1
    if words[reading.last - 1].end - words[reading.last - 1].start == 1 and question[end : end + 1] == ".":
        end += 1
    found = []
    for kind in reading.kinds or (None,):
        place = reading.sighting.place
        candidates, town_in = resolve(place, kind)
        if kind is not None and not candidates and reading.loose:
            candidates, town_in = place.bare, None
        candidates, town_in = _as_of(candidates, town_in, year)
        instead = place.bare if not candidates and town_in is None and kind is not None else ()
        found.append(
            BodyMention(question[start:end], start, end, candidates, reading.sighting.certainty, town_in, instead)
        )
    return found


def _as_of(candidates: tuple[str, ...], town_in: str | None, year: int | None) -> tuple[tuple[str, ...], str | None]:
    """Without the bodies that were none yet in that year: they are towns of the Landkreis they belonged to."""
    if year is None or all(get_body(body).exists_in(year) for body in candidates):
        return candidates, town_in
    left = tuple(body for body in candidates if get_body(body).exists_in(year))
    lost = next(get_body(body) for body in candidates if body not in left)
    return left, town_in if left else gazetteer().by_words[key_of(lost.name)].town_in


def _merge_repeated(
    question: str, words: Sequence[Word], found: list[tuple[_Reading, BodyMention]]
) -> list[BodyMention]:
    """One mention for "Landkreis Kassel (KS)" and "HEF/ROF": the same body said twice in one breath."""
    merged: list[tuple[_Reading, BodyMention]] = []
    for reading, mention in found:
        left, before = merged[-1] if merged else (None, None)
        if left is not None and before is not None and left is not reading and left.last == reading.first:
            bracketed = "(" in words[reading.first].gap or words[reading.first].gap.strip() in {"-", "/"}
            same = bool(before.candidates) and set(before.candidates) <= {*mention.candidates, mention.town_in}
            if same and bracketed and reading.kinds in {(), left.kinds}:
                end = mention.end + (question[mention.end : mention.end + 1] == ")")
                merged[-1] = (reading, replace(before, end=end, written=question[before.start : end]))
                continue
        merged.append((reading, mention))
    return [mention for _, mention in merged]


def _unlisted(question: str, words: Sequence[Word], span: tuple[int, int]) -> BodyMention:
    start, end = words[span[0]].start, words[span[1] - 1].end
    return BodyMention(question[start:end], start, end, (), "exact")
