"""Trains the reader of intents on phrasings, and measures how many of other phrasings it takes for what they are."""

import random
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.answers import Language
from assistant.bodies import all_bodies
from assistant.lexicon import german_words
from assistant.plan import NamedThing
from assistant.embed import open_shipped
from assistant.question.intent_reader import SLOT_WEIGHT, SLOTS, IntentReader, Numbers, all_cues, describe
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
    """A phrasing with its slots filled, and the intent that it is."""

    intent: str
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


def show_others() -> Iterator[Shown]:
    """The questions that are none of the types: of the text, of terms, of wording, talk."""
    table = tomllib.loads(files("evals.questions").joinpath("phrasings_other.toml").read_text(encoding="utf-8"))
    for name, rows in table.items():
        for language in ("de", "en"):
            yield from (Shown("show" if name == "show" else f"other.{name}", language, line) for line in rows[language].splitlines())


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

    def find(self, question: str, folded: str) -> tuple[NamedThing, ...]:
        del folded
        found = ((_THING, "measure"), (_PERSON, "person"))
        return tuple(NamedThing(kind, name, ()) for name, kind in found if name in question)  # type: ignore[arg-type]


def read_shown(shown: Shown, things: "ThingIndex | None" = None) -> Reading:
    """A phrasing as the assistant reads it."""
    known: Callable[[str], bool] = lambda word: word in german_words()  # noqa: E731
    return read_question(shown.question, shown.language, things or _Named(), date(2026, 1, 1), known)  # type: ignore[arg-type]


def train_reader(shown: Sequence[Shown]) -> IntentReader:
    """The reader that fits these phrasings best (multinomial logistic regression)."""
    from sklearn.linear_model import LogisticRegression

    cues = all_cues()
    features, intents = _leave_out(_describe_all(shown, cues), [one.intent for one in shown])
    fitted = LogisticRegression(C=50, max_iter=500).fit(features, intents)
    return IntentReader(
        fitted.coef_.T.astype(np.float32), fitted.intercept_.astype(np.float32), tuple(fitted.classes_), cues
    )


_SEVERAL_YEARS = frozenset({"development_between", "change", "new_measures", "kept_measures"})


def _leave_out(features: Numbers, intents: list[str]) -> tuple[Numbers, list[str]]:
    """The phrasings, and each once more without its year and without its body: people leave out what goes without saying."""
    size = open_shipped().dimension
    rows, names = [features], list(intents)
    for sort, kept in (("years", _SEVERAL_YEARS), ("bodies", frozenset[str]())):
        columns = [size + i for i, name in enumerate(SLOTS) if name.startswith(sort)]
        none, one = (size + SLOTS.index(f"{sort} {number}") for number in ("none", "one"))
        chosen = [i for i, name in enumerate(intents) if features[i, one] > 0 and name not in kept and i % 4 == 0]
        copy = features[chosen].copy()
        copy[:, columns] = 0
        copy[:, none] = SLOT_WEIGHT
        rows.append(copy)
        names += [intents[i] for i in chosen]
    return np.concatenate(rows), names


def _describe_all(shown: Sequence[Shown], cues: tuple[str, ...]) -> Numbers:
    return np.array([describe(read_shown(one), cues) for one in shown])


def measure_reader(reader: IntentReader, shown: Sequence[Shown]) -> float:
    """The share of phrasings that are taken for what they are."""
    hits = 0
    for one in shown:
        weighed = reader.weigh(read_shown(one))
        hits += max(weighed, key=lambda name: weighed[name]) == one.intent
    return hits / len(shown)


def check_intents() -> None:
    """Every intent of the table is shown in the phrasings.

    Raises:
        ValueError: One is not.
    """
    shown = {one.intent for chosen in ("dev", "extra") for one in show_phrasings(chosen, 1)}  # type: ignore[arg-type]
    shown |= {one.intent for one in show_others()}
    missing = sorted(set(all_intents()) - shown)
    if missing:
        raise ValueError(f"Ohne Formulierung: {', '.join(missing)}.")
