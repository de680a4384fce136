"""Puts the cases of a world together: so many questions of each kind, phrased, with their right answers."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from evals.cases import Case
from evals.questions import follow_ups, look_ups, money, over_many, premises, press, sets, signing, silence, two_in_one
from evals.questions.facts import Held, arrange
from evals.questions.phrase import PHRASING_SETS, TYPOS, Phraser, PhrasingSet, Typos, type_in_a_hurry
from evals.questions.question import Question
from evals.world import Truth

Maker = Callable[[Held, random.Random], Question | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """What makes questions of a kind, and how many times `per_kind` of them are asked."""

    makers: tuple[Maker, ...]
    times: int = 1


KINDS: dict[str, Kind] = {
    "look up": Kind(look_ups.MAKERS, 2),
    "list": Kind(look_ups.LISTS),
    "filter": Kind(over_many.FILTERS),
    "filters combined": Kind(sets.COMBINED, 2),
    "set operation": Kind(sets.OPERATIONS),
    "negation": Kind(sets.NEGATIONS),
    "about the corpus": Kind(over_many.ABOUT_THE_CORPUS),
    "count": Kind(over_many.COUNTS, 2),
    "sum": Kind(money.SUMS),
    "difference": Kind(money.DIFFERENCES),
    "share": Kind(money.SHARES),
    "ranking": Kind(money.RANKINGS, 2),
    "average": Kind(money.AVERAGES),
    "development": Kind(money.DEVELOPMENTS),
    "dates": Kind(signing.MAKERS),
    "yes or no": Kind(look_ups.YES_OR_NO),
    "reverse": Kind(over_many.REVERSE),
    "show": Kind(look_ups.SHOWN),
    "press": Kind(press.MAKERS),
    "two in one": Kind(two_in_one.MAKERS),
    "follow-up": Kind(follow_ups.MAKERS, 2),
    "ambiguous": Kind(silence.AMBIGUOUS),
    "right premise": Kind(premises.RIGHT),
    "false premise": Kind(premises.WRONG, 2),
    "half answerable": Kind(silence.HALF),
    "not in the documents": Kind(silence.MAKERS, 8),
    "off-topic": Kind(silence.OFF_TOPIC, 2),
}
"""Kind -> what makes questions of it. About a quarter of all are without an answer in the documents."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How a world is asked about: cases of each kind, which phrasings, which typos (see `ask_world`)."""

    per_kind: int = 6
    phrasings: PhrasingSet = "dev"
    typos: Typos = "some"

    @classmethod
    def read(cls, per_kind: int, phrasings: str, typos: str) -> "Asking":
        """From words of the command line.

        Raises:
            ValueError: No such phrasings or typos.
        """
        for value, known, name in ((phrasings, PHRASING_SETS, "phrasings"), (typos, TYPOS, "typos")):
            if value not in known:
                raise ValueError(f"--{name} '{value}' gibt es nicht; bekannt: {', '.join(known)}.")
        return cls(per_kind, cast("PhrasingSet", phrasings), cast("Typos", typos))

    @property
    def suffix(self) -> str:
        """What differs from the usual, for the name of a suite: "-20-held-names"."""
        told = [str(self.per_kind)] if self.per_kind != 6 else []
        told += [self.phrasings] if self.phrasings != "dev" else []
        told += [f"typos_{self.typos}"] if self.typos != "some" else []
        return "".join(f"-{one}" for one in told)

    def ask(self, truths: Sequence[Truth], seed: int) -> tuple[Case, ...]:
        """The cases over a world."""
        return ask_world(truths, seed, self.per_kind, typos=self.typos, phrasings=self.phrasings)


def ask_world(
    truths: Sequence[Truth],
    seed: int,
    per_kind: int = 6,
    *,
    english: float = 0.3,
    typos: Typos = "some",
    phrasings: PhrasingSet = "dev",
) -> tuple[Case, ...]:
    """Cases over a world, the same for the same seed.

    What is asked about hangs on the seed alone, not on the phrasings nor on the typos, so that figures compare.

    Args:
        truths: The truth of the world's documents.
        seed: Seed of all chance.
        per_kind: How many cases of each kind (kinds of many types several times as many); fewer where the world does
            not hold enough.
        english: Share of English questions.
        typos: "some": a tenth of the German questions as typed in a hurry; "names": one slip in each name of a body
            and no other; "none".
        phrasings: "dev", or "held" for those that nobody looked at while repairing answers.
    """
    held = arrange(truths)
    asked: set[tuple[str, ...]] = set()
    cases = []
    for kind in KINDS:
        cases += _ask_kind(held, kind, seed, per_kind, english, typos, phrasings, asked)
    return tuple(cases)


def _ask_kind(
    held: Held,
    kind: str,
    seed: int,
    per_kind: int,
    english: float,
    typos: Typos,
    phrasings: PhrasingSet,
    asked: set[tuple[str, ...]],
) -> list[Case]:
    makers, wanted = KINDS[kind].makers, KINDS[kind].times * per_kind
    facts, words = random.Random(f"{seed}-{kind}"), random.Random(f"{seed}-{kind}-{phrasings}")
    phraser = Phraser(words, phrasings)
    seen: set[str] = set()
    cases: list[Case] = []
    for attempt in range(max(wanted * 8, len(makers) * 4)):
        if len(cases) >= wanted:
            break
        question = makers[attempt % len(makers)](held, facts)
        if question is None or question.about in seen:
            continue
        seen.add(question.about)
        language = "en" if facts.random() < english else "de"
        hurried = facts.random() < 0.1 and language == "de" and typos == "some"
        slips = random.Random(f"{seed}-{question.about}-slips")
        turns = phraser.phrase(question, language, slips if typos == "names" else None)
        if hurried:
            turns = type_in_a_hurry(turns, slips)
        if turns in asked:
            continue
        asked.add(turns)
        note = "typos" if hurried else "typos in names" if typos == "names" else ""
        cases.append(_make_case(question, kind, language, turns, len(cases) + 1, note))
    return cases


def _make_case(question: Question, kind: str, language: str, turns: tuple[str, ...], number: int, note: str) -> Case:
    return Case(
        id=f"{kind.replace(' ', '-')}-{number:03}",
        kind=kind,
        language=language,
        turns=turns,
        expected=tuple(turn.expected for turn in question.turns),
        family=question.about,
        split="test",
        note=note,
    )
