"""Places that no table knows but a question clearly names: "Landkreis Musterstadt", "Ober-Muster-Kreis"."""

from collections.abc import Sequence

from assistant.question.places import word_set
from assistant.question.sightings import kind_of
from assistant.question.words import Word

_TOWN_ENDINGS = ("burg", "berg", "stadt", "heim", "hausen", "ingen", "furt", "kirchen", "born", "roda", "rode", "walde")
_TWO_WORD_TOWNS = frozenset({"bad", "sankt", "st", "neu", "alt", "markt", "gross", "klein", "hohen", "ober", "unter"})


def find_unlisted(question: str, words: Sequence[Word], taken: list[bool]) -> list[tuple[int, int]]:
    """The words [first:last] of each such place with its kind word; marks them as taken."""
    found = []
    small = question == question.lower()
    for index in range(len(words)):
        if taken[index]:
            continue
        span = _announced(words, index, taken, small=small) or _hyphenated_kreis(words, index, taken)
        if span is not None:
            taken[span[0] : span[1]] = [True] * (span[1] - span[0])
            found.append(span)
    return found


def _announced(words: Sequence[Word], index: int, taken: Sequence[bool], *, small: bool) -> tuple[int, int] | None:
    word = words[index]
    if kind_of(word) is None or word.folded in word_set("plural_kinds"):
        return None
    if index and words[index - 1].folded in word_set("group_determiners"):
        return None
    first = index + 1
    while first < len(words) and words[first].folded in {"of", "von"} and words[first].is_joined:
        first += 1
    if (
        first >= len(words)
        or taken[first]
        or not words[first].is_joined
        or not _looks_like_name(words, first, small=small)
    ):
        return None
    last = first + 1
    while last < len(words) and not taken[last] and _continues_name(words, last):
        last += 1
    return index, last


def _looks_like_name(words: Sequence[Word], first: int, *, small: bool) -> bool:
    word = words[first]
    if len(word.written) < 3 or not word.written.isalpha() or word.is_shouted:
        return False
    ordinary = word.folded in word_set("not_names") or word.folded.endswith(tuple(word_set("ordinary_suffixes")))
    if ordinary or word.folded in word_set("titles") or word.folded in word_set("function_words"):
        return False
    return word.written[0].isupper() or (small and word.folded.endswith(_TOWN_ENDINGS))


def _continues_name(words: Sequence[Word], index: int) -> bool:
    word, before = words[index], words[index - 1]
    if word.gap.strip() == "-" and word.written.isalpha():
        return True
    return before.folded in _TWO_WORD_TOWNS and word.gap == " " and word.written[0].isupper()


def _hyphenated_kreis(words: Sequence[Word], index: int, taken: Sequence[bool]) -> tuple[int, int] | None:
    """The span of "Ober-Muster-Kreis" that begins here: two or more capitalised parts and "Kreis"."""
    last = index + 1
    while last < len(words) and not taken[last] and words[last].gap.strip() == "-" and words[last].written[0].isupper():
        last += 1
    is_kreis = (
        last - index >= 3 and words[last - 1].folded in {"kreis", "kreises"} and words[index].written[0].isupper()
    )
    return (index, last) if is_kreis else None
