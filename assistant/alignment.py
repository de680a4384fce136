"""Which words of two texts stand for each other: sentences first, then words, then groups that read well.

Works on `Word.key` alone; knows nothing of documents and their sections.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from rapidfuzz.distance import Indel, LCSseq

from assistant.masks import Word, Wording

Keys = tuple[str, ...]

_SAME_SENTENCE = 0.25
"""Share of equal words from which two sentences are versions of one: unrelated ones share articles, some 0.15."""

_SPLIT_SENTENCE = 0.5
"""Share of a further sentence's words found in its neighbour's version, from which one was split into two."""

_MOST_PAIRS = 2_500
_LONGEST_GAP = 3
_NEAREST = 4
_SHORTEST_MOVE = 2
_LEADING = re.compile(
    r"(?:an|auf|aus|bei|durch|für|gegen|in|im|mit|nach|ohne|über|um|unter|von|vom|zu|zum|zur|[a-zäöüß]{4,}(?:e|em|en|er|es))"
)


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Words `start:end` of another text stand where the base has `base_start:base_end`; one of the two may be empty.

    `loose` says that they are the same in their second reading (`Word.loose`) or letter by letter: no difference.
    """

    base_start: int
    base_end: int
    start: int
    end: int
    loose: bool


@dataclass(frozen=True, slots=True)
class Region:
    """A place at which texts differ: the range of words of each of them, and which differ from the base (no. 0).

    `moved` says that the same words stand elsewhere in the sentence.
    """

    ranges: tuple[tuple[int, int], ...]
    differing: frozenset[int]
    moved: bool = False

    @property
    def start(self) -> int:
        """Its first word in the base."""
        return self.ranges[0][0]

    @property
    def end(self) -> int:
        """Behind its last word in the base."""
        return self.ranges[0][1]


def align_words(base: Wording, other: Wording) -> tuple[Edit, ...]:
    """The edits that make the other wording of the base, in order; equal keys are no edit."""
    edits = []
    for (low, high), (start, end) in _align_sentences(base.words, other.words):
        left, right = base.words[low:high], other.words[start:end]
        for i1, i2, j1, j2 in _match_words([word.key for word in left], [word.key for word in right]):
            loose = is_same(left[i1:i2], right[j1:j2])
            edits.append(Edit(low + i1, low + i2, start + j1, start + j2, loose))
    return tuple(edits)


def _match_words(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Ranges that differ; of two ways to match, the one with fewer words to be replaced.

    The longest common phrase decides a match, and of two phrases that changed places either may: it depends on which
    text comes first, so both orders are tried.
    """
    there = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    back = SequenceMatcher(None, right, left, autojunk=False).get_opcodes()
    found = [(i1, i2, j1, j2) for tag, i1, i2, j1, j2 in there if tag != "equal"]
    swapped = [(i1, i2, j1, j2) for tag, j1, j2, i1, i2 in back if tag != "equal"]
    return min(found, swapped, key=lambda ranges: sum(max(i2 - i1, j2 - j1) for i1, i2, j1, j2 in ranges))


def is_same(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether words are the same: each by its key or loosely, all in their loose reading, or letter by letter."""
    if len(left) == len(right) and all(
        a.key == b.key or a.loose == b.loose or a.written == b.written for a, b in zip(left, right, strict=True)
    ):
        return True
    if [word.loose for word in left if word.loose] == [word.loose for word in right if word.loose]:
        return True
    return "".join(word.written for word in left) == "".join(word.written for word in right)


def find_regions(
    texts: Sequence[Sequence[Word]], edits: Sequence[Sequence[Edit]], printed: Sequence[str]
) -> tuple[Region, ...]:
    """Groups the edits of several texts against the base into places that read well.

    Args:
        texts: The words of the base, then those of the others.
        edits: For each text its edits against the base; none for the base itself.
        printed: The fixed text of each, into which the places of its words point.

    Returns:
        Regions in the order of the base.
    """
    spans = sorted((edit.base_start, edit.base_end, index, edit) for index, own in enumerate(edits) for edit in own)
    regions: list[Region] = []
    for start, end, index, edit in spans:
        differing = frozenset() if edit.loose else frozenset({index})
        if regions and start <= regions[-1].end:
            last = regions.pop()
            regions.append(Region(((last.start, max(end, last.end)),), last.differing | differing))
        else:
            regions.append(Region(((start, end),), differing))
    placed = [_place(region, edits) for region in regions if region.differing]
    return tuple(_join_near(_widen(_mark_moves(placed, texts), texts, printed), texts))


def _align_sentences(base: Sequence[Word], other: Sequence[Word]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Ranges of words that are versions of each other; equal sentences are left out."""
    rows, columns = _sentence_ranges(base), _sentence_ranges(other)
    left = [tuple(word.key for word in base[slice(*row)]) for row in rows]
    right = [tuple(word.key for word in other[slice(*column)]) for column in columns]
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        for (a1, a2), (b1, b2) in _pair_sentences(left[i1:i2], right[j1:j2]):
            yield (
                (_edge(rows, i1 + a1, len(base)), _edge(rows, i1 + a2, len(base))),
                (_edge(columns, j1 + b1, len(other)), _edge(columns, j1 + b2, len(other))),
            )


def _edge(ranges: Sequence[tuple[int, int]], index: int, length: int) -> int:
    return ranges[index][0] if index < len(ranges) else length


def _sentence_ranges(words: Sequence[Word]) -> list[tuple[int, int]]:
    starts = [i for i, word in enumerate(words) if i == 0 or word.sentence != words[i - 1].sentence]
    return list(pairwise([*starts, len(words)]))


_Pair = tuple[tuple[int, int], tuple[int, int]]


def _pair_sentences(left: Sequence[Keys], right: Sequence[Keys]) -> list[_Pair]:
    """Ranges of sentences that belong together, covering both sides in order."""
    if len(left) * len(right) > _MOST_PAIRS or not left or not right:
        return [((0, len(left)), (0, len(right)))]
    pairs: list[_Pair] = []
    i = j = 0
    for a, b in [*_best_path(left, right), (len(left), len(right))]:
        pairs += [((k, k + 1), (j, j)) for k in range(i, a)]
        pairs += [((a, a), (k, k + 1)) for k in range(j, b)]
        if a < len(left):
            pairs.append(((a, a + 1), (b, b + 1)))
        i, j = a + 1, b + 1
    return _join_split_sentences(pairs, left, right)


def _best_path(left: Sequence[Keys], right: Sequence[Keys]) -> list[tuple[int, int]]:
    """The pairs of similar sentences, in order on both sides, with the greatest sum of similarities."""
    scores = [[_similarity(a, b) for b in right] for a in left]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + scores[i][j])
    path, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if scores[i][j] and best[i][j] == best[i + 1][j + 1] + scores[i][j]:
            path.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return path


def _similarity(left: Keys, right: Keys) -> float:
    return Indel.normalized_similarity(left, right, score_cutoff=_SAME_SENTENCE)


def _join_split_sentences(pairs: Sequence[_Pair], left: Sequence[Keys], right: Sequence[Keys]) -> list[_Pair]:
    """Puts a sentence without a counterpart to its neighbour, where that holds its words."""
    joined: list[_Pair] = []
    for pair in pairs:
        if joined and _gains(joined[-1], pair, left, right):
            (a1, _), (b1, _) = joined.pop()
            joined.append(((a1, pair[0][1]), (b1, pair[1][1])))
        else:
            joined.append(pair)
    return joined


def _gains(first: _Pair, second: _Pair, left: Sequence[Keys], right: Sequence[Keys]) -> bool:
    alone = [pair for pair in (first, second) if pair[0][0] == pair[0][1] or pair[1][0] == pair[1][1]]
    if len(alone) != 1:
        return False
    apart = sum(_common(a, b, left, right) for a, b in (first, second))
    together = _common((first[0][0], second[0][1]), (first[1][0], second[1][1]), left, right)
    size = sum(len(keys) for keys in [*left[slice(*alone[0][0])], *right[slice(*alone[0][1])]])
    return together - apart >= _SPLIT_SENTENCE * size


def _common(a: tuple[int, int], b: tuple[int, int], left: Sequence[Keys], right: Sequence[Keys]) -> int:
    return LCSseq.similarity(sum(left[slice(*a)], ()), sum(right[slice(*b)], ()))


def _place(region: Region, edits: Sequence[Sequence[Edit]]) -> Region:
    """Adds where each other text has the place: edits that touch are in one region, so none crosses its ends."""
    start, end = region.start, region.end
    ranges = [(start, end)]
    for own in edits[1:]:
        before = [edit for edit in own if edit.base_end < start]
        until = [edit for edit in own if edit.base_end <= end]
        low = start + (before[-1].end - before[-1].base_end if before else 0)
        high = end + (until[-1].end - until[-1].base_end if until else 0)
        ranges.append((low, high))
    return replace(region, ranges=tuple(ranges))


def _mark_moves(regions: Sequence[Region], texts: Sequence[Sequence[Word]]) -> list[Region]:
    """Tells words that only stand elsewhere in the sentence from words that are new or gone."""
    found = list(regions)
    for i, region in enumerate(regions):
        for j in range(max(0, i - _NEAREST), min(len(regions), i + _NEAREST + 1)):
            if j == i or found[i].moved or found[j].moved or found[j].differing != region.differing:
                continue
            moved = _find_move(found[i], found[j], texts)
            if moved is not None and _same_sentence(region, found[j], texts[0]):
                found[i], found[j] = moved
    kept = [region for region in found if any(low < high for low, high in region.ranges)]
    return sorted(kept, key=lambda region: region.ranges[0])


def _find_move(region: Region, source: Region, texts: Sequence[Sequence[Word]]) -> tuple[Region, Region] | None:
    """Both regions anew, if all that one side has in `region` stands at an edge of the other side of `source`."""
    indexes = range(len(texts))
    for here in (region.differing, frozenset(indexes) - region.differing):
        there = frozenset(indexes) - here
        phrases = {_keys(texts[k], region.ranges[k]) for k in here}
        phrase = next(iter(phrases))
        if len(phrases) != 1 or len(phrase) < _SHORTEST_MOVE or any(_keys(texts[k], region.ranges[k]) for k in there):
            continue
        size = len(phrase)
        rests = [_keys(texts[k], source.ranges[k]) for k in there]
        if all(keys[-size:] == phrase for keys in rests):
            cut = {k: (source.ranges[k][1] - size, source.ranges[k][1]) for k in there}
            left = {k: (source.ranges[k][0], source.ranges[k][1] - size) for k in there}
        elif all(keys[:size] == phrase for keys in rests):
            cut = {k: (source.ranges[k][0], source.ranges[k][0] + size) for k in there}
            left = {k: (source.ranges[k][0] + size, source.ranges[k][1]) for k in there}
        else:
            continue
        moved = replace(region, ranges=tuple(cut.get(k, region.ranges[k]) for k in indexes), moved=True)
        return moved, replace(source, ranges=tuple(left.get(k, source.ranges[k]) for k in indexes))
    return None


def _keys(words: Sequence[Word], span: tuple[int, int]) -> Keys:
    return tuple(word.key for word in words[slice(*span)])


def _same_sentence(first: Region, second: Region, base: Sequence[Word]) -> bool:
    near = [{word.sentence for word in base[max(0, region.start - 1) : region.end + 1]} for region in (first, second)]
    return bool(near[0] & near[1])


def _widen(regions: Sequence[Region], texts: Sequence[Sequence[Word]], printed: Sequence[str]) -> list[Region]:
    """Takes the adjective or preposition along that belongs to the noun with which a difference begins."""
    widened: list[Region] = []
    for region in regions:
        floor = widened[-1].end if widened else 0
        widened.append(_take_along(region, texts, printed) if region.start > floor and not region.moved else region)
    return widened


def _take_along(region: Region, texts: Sequence[Sequence[Word]], printed: Sequence[str]) -> Region:
    for text, source, (low, high) in zip(texts, printed, region.ranges, strict=True):
        if low in {0, high} or text[low - 1].sentence != text[low].sentence:
            return region
        before, first = text[low - 1], text[low]
        leads = _LEADING.fullmatch(source, before.start, before.end) and before.key == texts[0][region.start - 1].key
        if first.mask or not source[first.start].isupper() or not leads:
            return region
    return replace(region, ranges=tuple((low - 1, high) for low, high in region.ranges))


def _join_near(regions: Sequence[Region], texts: Sequence[Sequence[Word]]) -> list[Region]:
    joined: list[Region] = []
    for region in regions:
        last = joined[-1] if joined else None
        if last is not None and _is_near(last, region, texts):
            ranges = tuple((a, d) for (a, _), (_, d) in zip(last.ranges, region.ranges, strict=True))
            joined[-1] = replace(last, ranges=ranges)
        else:
            joined.append(region)
    return joined


def _is_near(first: Region, second: Region, texts: Sequence[Sequence[Word]]) -> bool:
    """Whether fewer than three equal words of one sentence lie between two differences of the same texts."""
    if first.moved or second.moved or first.differing != second.differing:
        return False
    if second.start - first.end >= _LONGEST_GAP:
        return False
    gaps = {_keys(text, (a[1], b[0])) for text, a, b in zip(texts, first.ranges, second.ranges, strict=True)}
    around = texts[0][max(first.start, first.end - 1) : max(second.start, min(second.start + 1, second.end))]
    return len(gaps) == 1 and len({word.sentence for word in around}) == 1
