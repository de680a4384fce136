"""Names that nobody knows: persons who signed nowhere, places that are no body."""

import re
from collections.abc import Callable

from assistant.plan import NamedThing
from assistant.question.cues import cue_names, cue_pattern, cue_vocabulary, find_themes, fold_question
from assistant.question.grammar import GENERIC, stop_words
from assistant.question.things import find_name_runs

_NAME_PLACE = re.compile(
    r"\b(?:hat|haben|in|von|für|bekommt|bekam|erhält|erhielt|fördert|finanziert|mit|bei|aus|for|of|does|get|receive|fund)\s+([A-ZÄÖÜ][a-zäöüß]{3,})(?=[\s?.!,]|$)"
)


_NAME_LAST = re.compile(r"\b(?:hat|bekommt|bekam|erhält|erhielt|fördert|finanziert)\s+([A-ZÄÖÜ][a-zäöüß]{3,})\s*\?*$")
"""A capitalised last word behind such a verb is its subject, a body, even where it is a word of the dictionary."""


def find_unknown_names(question: str, known: Callable[[str], bool]) -> tuple[str, ...]:
    """A capitalised word where a body would stand that is neither an ordinary word nor one of the field ("Atlantis")."""
    last = _NAME_LAST.search(question)
    if last and not _is_cue_word(fold_question(last.group(1))) and not _is_explained(last.group(1)):
        return (last.group(1),)
    found = [match.group(1) for match in _NAME_PLACE.finditer(question)]
    return tuple(
        w for w in found if not known(fold_question(w)) and not _is_cue_word(fold_question(w)) and not _is_explained(w)
    )


def _is_explained(word: str) -> bool:
    folded = fold_question(word)
    groups = ("attribute", "absent", "operation", "topic", "category", "corpus")
    cued = any(cue_pattern(g, n).search(folded) for g in groups for n in cue_names(g))
    return cued or bool(find_themes(folded))


_TITLES = re.compile(
    r"\b(?:Herr|Frau|Herrn|Dr|Prof|Mr|Mrs|Ms)\b\.?|\b\w*(?:rat|rätin|meister|meisterin|minister|ministerin|kämmerer|dezernent|dezernentin|beigeordnete[rn]?)\b"
)


_TITLED = re.compile(
    r"\b(?:Herrn?|Frau|Mr|Mrs|Ms|(?:Ober)?[Bb]ürgermeister(?:in)?|Landrat|Landrätin|Stadtrat|Stadträtin|Staatsminister(?:in)?|Minister(?:in)?)\.? ([A-ZÄÖÜ][a-zäöüß-]{2,})\b"
)


def _is_cue_word(folded: str) -> bool:
    """Whether a capitalised word is one of the field or of grammar, and no part of a person's name."""
    return folded in stop_words() or folded in cue_vocabulary() or folded in GENERIC


_NUMBERS = frozenset(
    {"zwei", "drei", "vier", "fuenf", "sechs", "sieben", "acht", "neun", "zehn", "two", "three", "four", "five"}
)


def find_strangers(question: str, things: tuple[NamedThing, ...]) -> tuple[str, ...]:
    """Names of persons that no document holds: capitalised words side by side that are no ordinary words."""
    people = [fold_question(t.written) for t in things if t.kind == "person"]
    found = []
    for run in find_name_runs(_TITLES.sub(" ", question)):
        words = [w for w in run.split() if not (_is_cue_word(fold_question(w)) or fold_question(w) in _NUMBERS)]
        if len(words) > 1 and not any(fold_question(words[-1]) in person for person in people):
            found.append(" ".join(words))
    titled = [match.group(1) for match in _TITLED.finditer(question)]
    found += [name for name in titled if not any(fold_question(name) in person for person in people)]
    named = [fold_question(t.written) for t in things]
    return tuple(name for name in dict.fromkeys(found) if not any(fold_question(name) in one for one in named))
