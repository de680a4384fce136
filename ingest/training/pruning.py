"""Drops from the lexicon what a look-up or the search finds out by itself, so that it stays small."""

from collections.abc import Mapping
from functools import cache

import Stemmer

from assistant.lexicon import base_forms, normalise
from ingest.training.compounds import Splitter

Weights = Mapping[str, Mapping[str, float]]

_ARTICLES = frozenset(
    "am an auf das dem den der des die ein eine einen einer eines für im in mit und von zu zum zur".split()  # noqa: SIM905
)
_PHRASE_TRANSLATIONS = 3
_PHRASE_SHARE = 0.25
_USUAL_SHARE = 0.25


def drop_derivable(table: Weights, splitter: Splitter) -> Weights:
    """The table without words and phrases whose translations follow from those of other keys.

    * "agreements" where "agreement" gives the same German stems;
    * "planning processes" where "planning process" is a key;
    * "planning process" where the parts of "Planungsprozess" are translations of its words: search splits compounds.
    """
    stemmer = Stemmer.Stemmer("german")

    @cache
    def stems(german: str) -> frozenset[str]:
        parts = [part for word in normalise(german).split() for part in splitter.split(word)]
        return frozenset(stemmer.stemWords(parts)) - _ARTICLES

    @cache
    def stems_of(keys: tuple[str, ...]) -> frozenset[str]:
        return frozenset().union(*(stems(german) for key in keys for german in _usual(table.get(key, {}))))

    def is_derivable(key: str, found: Mapping[str, float]) -> bool:
        words = key.split()
        if len(words) == 1:
            return key.endswith("s") and all(stems(german) <= stems_of(base_forms(key)) for german in found)
        bases = tuple(" ".join([*words[:-1], base]) for base in base_forms(words[-1]))
        if key.endswith("s") and all(stems(german) <= stems_of(bases) for german in _usual(found)):
            return True
        known = frozenset().union(*(stems_of((word, *base_forms(word))) for word in words))
        derivable = [stems(german) <= known for german in _usual(found)]
        # Long phrases seldom stand in a question word for word: their best translation is enough.
        return all(derivable[:1] if len(words) > 2 else derivable)

    kept = {key: found for key, found in table.items() if not is_derivable(key, found)}
    return {key: _shorten(found) if " " in key else found for key, found in kept.items()}


def _usual(found: Mapping[str, float]) -> list[str]:
    """The translations that one would think of, best first."""
    best = max(found.values(), default=0.0)
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return [german for german, weight in ranked if weight >= _USUAL_SHARE * best]


def _shorten(found: Mapping[str, float]) -> Mapping[str, float]:
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:_PHRASE_TRANSLATIONS]
    return {word: weight for word, weight in ranked if weight >= _PHRASE_SHARE * ranked[0][1]}
