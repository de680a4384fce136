"""Training pairs of the embedding model: texts that mean the same, across and within the languages."""

import itertools
import random
from collections.abc import Iterable, Sequence

from ingest.training.ding import Entry, Term, bare_words

Pair = tuple[str, str]

_MOST_TERMS = 4
"""Terms of one side that are paired; long lists (names of plants, slang) would outweigh the rest."""
_MOST_CHARACTERS = 200
_ENGLISH_SHARE = 0.6


def make_translations(entries: Iterable[Entry]) -> list[Pair]:
    """(English, German) pairs: the head terms of an entry crossed, at most `_MOST_TERMS` a side."""
    pairs: dict[Pair, None] = {}
    for entry in entries:
        german, english = _texts(entry.german), _texts(entry.english)
        longer = max(len(german), len(english))
        for i in range(longer):
            pairs.setdefault((english[i % len(english)], german[i % len(german)]))
        if len(german) > 1 and len(english) > 1:
            pairs.setdefault((english[0], german[1]))
            pairs.setdefault((english[1], german[0]))
    return [pair for pair in pairs if all(0 < len(text) <= _MOST_CHARACTERS for text in pair)]


def make_synonyms(entries: Iterable[Entry], sets: Iterable[Sequence[str]]) -> list[Pair]:
    """Pairs within a language: terms of one entry, the synonym sets of the thesaurus, a noun and its plural."""
    pairs: dict[Pair, None] = {}
    head: Entry | None = None
    for entry in entries:
        for side in (entry.german, entry.english):
            for pair in itertools.pairwise(_texts(side)):
                pairs.setdefault(pair)
        if entry.rank == 0:
            head = entry
        elif head and entry.german[0].grammar == ("pl",):
            pairs.setdefault((bare_words(head.german[0].text), bare_words(entry.german[0].text)))
    for synonyms in sets:
        for pair in itertools.pairwise(synonyms[:12]):
            pairs.setdefault(pair)
    return [(a, b) for a, b in pairs if a and b and a.lower() != b.lower() and max(len(a), len(b)) <= _MOST_CHARACTERS]


def make_bags(translations: Sequence[Pair], count: int, seed: int) -> list[Pair]:
    """Made passages: some terms as the question, the same and others in German as the passage.

    Mean vectors of long texts are what search compares; a model that saw words alone gives those that stand
    everywhere too much weight in them. Three of five questions are English, the others German.
    """
    rng = random.Random(seed)
    bags = []
    for _ in range(count):
        asked = rng.choices(translations, k=rng.randint(1, 4))
        around = rng.choices(translations, k=rng.randint(1, 8))
        language = 0 if rng.random() < _ENGLISH_SHARE else 1
        # The order of words does not matter to a mean.
        bags.append((" ".join(pair[language] for pair in asked), " ".join(pair[1] for pair in asked + around)))
    return bags


def _texts(terms: Sequence[Term]) -> list[str]:
    texts = [bare_words(term.text) for term in terms[:_MOST_TERMS]]
    return [text for text in texts if text] or [terms[0].text]
