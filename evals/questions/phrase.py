"""Puts questions into words: chooses phrasings, fills their slots, frames them as people do."""

import random
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from evals.questions.naming import NAME_SLOTS, translate_slots
from evals.questions.question import Question, Turn
from evals.questions.slips import make_slips, slip_name

PhrasingSet = Literal["dev", "free", "more", "extra", "held"]
Typos = Literal["some", "names", "none"]
PHRASING_SETS: tuple[PhrasingSet, ...] = ("dev", "free", "more", "held")
"""Sets with all types; "extra" holds further ones, of which no case is made."""
TYPOS = get_args(Typos)

_FILES = {
    "dev": "phrasings.toml",
    "free": "phrasings_free.toml",
    "more": "phrasings_more.toml",
    "extra": "phrasings_extra.toml",
    "held": "phrasings_held.toml",
}
_FRAMED = 0.06
_NOT_FRAMED = frozenset({"off_topic"})


@cache
def phrasings(chosen: PhrasingSet = "dev") -> dict[str, Any]:
    """The phrasings of a set: type -> language -> templates; a type may have sub-types ("unstated_body" -> "quota")."""
    return tomllib.loads(files("evals.questions").joinpath(_FILES[chosen]).read_text(encoding="utf-8"))


def list_templates(name: str, language: str, chosen: PhrasingSet = "dev") -> tuple[str, ...]:
    """The templates of a type ("amount"), a sub-type ("unstated_body.quota") or a claim ("right.amount").

    A claim is put together: each frame ("Stimmt es, dass {clause}?") around each clause.

    Raises:
        KeyError: The set has no such type.
    """
    head, _, rest = name.partition(".")
    if head in {"right", "wrong"}:
        return _join_claim(rest, language, chosen, wrong=head == "wrong")
    entry = phrasings(chosen)[head]
    return _split(entry[rest][language] if rest else entry[language])


def _join_claim(claim: str, language: str, chosen: PhrasingSet, *, wrong: bool) -> tuple[str, ...]:
    words = phrasings(chosen)
    clauses = words["claims"][claim]
    joined = []
    for frame in _split(words["claim_frames"][language]):
        form = "main" if "{main}" in frame or "{Main}" in frame else "clause"
        for clause in _split(clauses[form][language]):
            start = "{Nom}" + clause.removeprefix("{nom}") if clause.startswith("{nom}") else clause
            joined.append(frame.replace("{Main}", start).replace("{" + form + "}", clause))
    return (*joined, *(_split(clauses["why"][language]) if wrong else ()))


def _split(lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines.splitlines() if line)


class Phraser:
    """Chooses the phrasings of a run: every template of a type before any of it again, the same for the same seed."""

    def __init__(self, rng: random.Random, chosen: PhrasingSet) -> None:
        self._rng, self._chosen = rng, chosen
        self._decks: dict[tuple[str, str], list[str]] = {}

    def phrase(self, question: Question, language: str, slips: random.Random | None) -> tuple[str, ...]:
        """The turns of a question in words; `slips` draws one slip into each name of a body, None leaves them alone."""
        turns = [self._fill(turn, language, slips) for turn in question.turns]
        if self._rng.random() < _FRAMED and question.turns[0].phrasing not in _NOT_FRAMED and _is_sentence(turns[0]):
            frame = self._draw("frames", language)
            turns[0] = frame.format(question=turns[0])
        return tuple(turns)

    def _fill(self, turn: Turn, language: str, slips: random.Random | None) -> str:
        template = self._draw(turn.phrasing, language)
        slots = translate_slots(turn.slots, language)
        if slips is not None:
            slots = _slip_names(slots, slips)
        return template.format(**slots)

    def _draw(self, name: str, language: str) -> str:
        deck = self._decks.setdefault((name, language), [])
        if not deck:
            deck.extend(list_templates(name, language, self._chosen))
            self._rng.shuffle(deck)
        return deck.pop()


def _is_sentence(text: str) -> bool:
    return not text[0].islower() and text[-1] in ".?!"


def _slip_names(slots: Mapping[str, str], rng: random.Random) -> dict[str, str]:
    return {name: _slip_slot(name, value, slots, rng) for name, value in slots.items()}


def _slip_slot(name: str, value: str, slots: Mapping[str, str], rng: random.Random) -> str:
    kind, number = name.rstrip("0123456789"), name[len(name.rstrip("0123456789")) :]
    if kind not in NAME_SLOTS:
        return value
    slipped = slip_name(value, rng)
    # An abbreviation bears no slip ("MKK" -> "KMK" is nobody), so the short name stands in its place.
    return slip_name(slots[f"short{number}"], rng) if slipped == value and kind == "abbr" else slipped


def type_in_a_hurry(turns: Sequence[str], rng: random.Random) -> tuple[str, ...]:
    """Turns with slips of the pen."""
    return tuple(make_slips(turn, rng) for turn in turns)
