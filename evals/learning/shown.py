"""Phrasings with their slots filled, as a trained reader is shown them: each with what it asks."""

import random
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from assistant.answers import Language
from assistant.bodies import all_bodies
from assistant.lexicon import german_words
from assistant.plan import NamedThing
from assistant.question.cues import cue_vocabulary
from assistant.question.intents import Intent, all_intents
from assistant.question.read import Reading, read_question
from evals.questions.naming import name_body, translate_slots, words
from evals.questions.phrase import PhrasingSet, list_templates, phrasings

if TYPE_CHECKING:
    from assistant.question.things import ThingIndex

SAME = {
    "ambiguous": "amount", "wrong_kind": "amount", "town": "amount", "three_years": "amount",
    "amount_two_bodies": "amount", "amount_two_years": "amount",
    "ambiguous_signatory": "signatory", "ambiguous_measures": "measures",
}  # fmt: skip
"""Types of questions that differ in what they name and not in what they ask."""

_NOT_ASKED = frozenset({"frames", "claim_frames", "claims"})
_FRAMED = 0.15
"""Share of phrasings that are learnt within a sentence of politeness or context."""
_ALONE = Intent("", "", "", then=False)
_CLAIMS = 60
"""Phrasings of a claim that are learnt, of the several hundred that frames and clauses make together."""
_THING, _PERSON = "Ziegelwerk", "Ottilie Brandscheid"
"""A project and a person that stand in the slots; both are taken out again before the question is described."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A phrasing with its slots filled, and what it asks: an intent, a matter, "other.*" or "none"."""

    answer: str
    language: Language
    question: str


def show_phrasings(chosen: PhrasingSet, seed: int) -> Iterator[Shown]:
    """Every phrasing of a set, filled with names of bodies and made-up sums and days."""
    rng = random.Random(seed)
    for name in list_types(chosen):
        for language in ("de", "en"):
            templates = list(list_templates(name, language, chosen))
            if name.startswith(("right.", "wrong.")):
                rng.shuffle(templates)
                templates = templates[:_CLAIMS]
            for template in templates:
                intent = SAME.get(name, name.replace("wrong.", "right."))
                question = template.format_map(_Slots(_fill(language, rng)))
                if rng.random() < _FRAMED and not all_intents().get(intent, _ALONE).then:
                    question = rng.choice(list_templates("frames", language, "dev")).format(question=question)
                yield Shown(intent, language, question)


def show_outside() -> Iterator[Shown]:
    """Questions and orders that have nothing to do with the documents."""
    for name, language, line in _read_lines("phrasings_outside.toml"):
        yield Shown(name, language, line)


def show_others() -> Iterator[Shown]:
    """The questions that are none of the types: of the text, of terms, of wording, talk."""
    for name, language, line in _read_lines("phrasings_other.toml"):
        yield Shown("show" if name == "show" else f"other.{name}", language, line)


MATTERS = (
    "phrasings_matters.toml",
    "phrasings_matters_more.toml",
    "phrasings_matters_third.toml",
    "phrasings_matters_papers.toml",
    "phrasings_matters_spoken.toml",
    "phrasings_matters_law.toml",
)
"""The sets of questions about matters, by different writers; the last is about matters that no other one has."""


def show_matters(sets: Sequence[str] = MATTERS) -> Iterator[Shown]:
    """Questions about the matters of running text."""
    for chosen in sets:
        for name, language, line in _read_lines(chosen):
            yield Shown(name, language, line)


SENTENCES = ("sentences_clauses.toml", "sentences_press.toml", "sentences_preambles.toml")
"""The sentences of documents by what they tell of, by different writers."""


def show_sentences(sets: Sequence[str] = SENTENCES) -> Iterator[tuple[str, str]]:
    """Matter (or "none") and sentence."""
    for chosen in sets:
        table = tomllib.loads(files("evals.questions").joinpath(chosen).read_text(encoding="utf-8"))
        for name, rows in table.items():
            yield from ((name, line) for line in rows["de"].splitlines() if line)


def _read_lines(file: str) -> Iterator[tuple[str, Language, str]]:
    table = tomllib.loads(files("evals.questions").joinpath(file).read_text(encoding="utf-8"))
    for name, rows in table.items():
        languages: tuple[Language, ...] = ("de", "en")
        for language in languages:
            yield from ((name, language, line) for line in rows[language].splitlines())


def list_types(chosen: PhrasingSet) -> list[str]:
    """The types of questions of a set: "amount", "unstated_body.quota", "right.date"."""
    table = phrasings(chosen)
    names = [name for name in table if name not in _NOT_ASKED]
    names = [f"{name}.{sub}" for name in names for sub in _sub_types(table[name])] + [
        name for name in names if not _sub_types(table[name])
    ]
    return [*names, *(f"wrong.{claim}" for claim in table.get("claims", ()))]


def _sub_types(entry: dict[str, Any]) -> list[str]:
    return [] if "de" in entry else list(entry)


class _Slots(dict[str, str]):
    """Slots for a template; one that is not filled here is left out."""

    def __missing__(self, name: str) -> str:
        return ""


def _fill(language: Language, rng: random.Random) -> dict[str, str]:
    slots: dict[str, str] = {}
    for number in ("", "2", "3"):
        slots |= name_body(rng, rng.choice(all_bodies()).id, number)
    first = rng.randint(2019, 2024)
    keys = {
        "category:": rng.choice(list(words()["categories"]["de"])), "category2:": rng.choice(list(words()["categories"]["de"])),
        "kinds:": rng.choice(list(words()["kinds"]["de"])), "group:": rng.choice(list(words()["groups"])),
        "rank:": rng.choice(list(words()["ranks"]["de"])), "noun:": rng.choice(list(words()["nouns"])),
        "amount:": str(rng.randint(300_000, 3_000_000)), "amount2:": str(rng.randint(3_000_000, 4_000_000)),
        "date:": f"{first}-04-{rng.randint(10, 28)}", "date2:": f"{first}-09-{rng.randint(10, 28)}",
    }  # fmt: skip
    slots |= translate_slots({"year": str(first), **keys}, language)
    return slots | {
        "year2": str(first + 1), "year3": str(first + 2), "measure": _THING, "person": _PERSON, "count": "7",
        "function": "Landrat", "place": "Fritzlar", "town": "Bad Vilbel",
    }  # fmt: skip


class _Named:
    """Finds the project and the person that stand in the slots, in the place of an index."""

    vocabulary: frozenset[str] = cue_vocabulary()

    def find_terms(self, folded: str) -> tuple[str, ...]:
        del folded
        return ()

    def find(self, question: str, folded: str) -> tuple[NamedThing, ...]:
        del folded
        found = ((_THING, "measure"), (_PERSON, "person"))
        return tuple(NamedThing(kind, name, ()) for name, kind in found if name in question)  # type: ignore[arg-type]


def read_shown(shown: Shown, things: "ThingIndex | None" = None) -> Reading:
    """A phrasing as the assistant reads it."""
    known: Callable[[str], bool] = lambda word: word in german_words()  # noqa: E731
    return read_question(shown.question, shown.language, things or _Named(), date(2026, 1, 1), known)  # type: ignore[arg-type]
