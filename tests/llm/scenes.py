"""Composed answers to lie about: over documents made by hand, over `corpus/`, over a generated world."""

import itertools
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from assistant.ask import Assistant
from assistant.question.thread import Thread
from evals.world import World
from tests.handmade import open_handmade
from tests.llm.adversary import Scene, scene_of

HANDMADE = (Path(__file__).parents[1] / "handmade_questions.txt").read_text(encoding="utf-8").splitlines()
CORPUS = """Wie viel bekommt der Landkreis Kassel 2025?
Wie viel bekommt die Stadt Offenbach?
Wer bekommt 2025 mehr, und um wie viel?
Wie viel bekommt Marburg-Biedenkopf 2024?
Wer hat wann und wo unterschrieben?
Wer hat für Offenbach unterschrieben?
Was gilt bei Abweichungen während des Jahres?
Wer stellt den Antrag und wer bewilligt?
Wo werden die Zielvereinbarungen veröffentlicht?
Welche Ziele verfolgt das Land?
Wofür steht BaE?
Wer hat das Projekt WiN?
How much money does the district of Kassel get in 2025?
Who signed for Offenbach?
What happens if figures change during the year?
Where are the agreements published?
How does the city of Kassel use the money?
Wie viel bekommt die Stadt Kassel?
Was steht zur UN-Behindertenrechtskonvention?
Wann ist die Umsetzungsbesprechung?""".splitlines()


@cache
def world() -> Assistant:
    """An assistant over a generated world of thirty documents."""
    made = World(seed=4711, documents=30).make()
    return open_handmade({one.file: one.text for one in made})


def world_questions(assistant: Assistant) -> Iterator[str]:
    """Questions on every agreement of a world: its amount, its signatures, one of its projects; and on pairs."""
    agreements = [a for a in assistant.library.agreements if a.body and a.year]
    for agreement in agreements:
        yield f"Wie viel Geld bekommt {agreement.body_written} {agreement.year}?"
        yield f"How much does {agreement.body_written} receive in {agreement.year}?"
        yield f"Wer hat die Zielvereinbarung {agreement.year} mit {agreement.body_written} unterschrieben?"
        for measure in agreement.measures[:1]:
            yield f"Wer hat das Projekt {measure.name}?"
    for first, second in itertools.pairwise(agreements):
        if first.year == second.year:
            yield f"Wer bekommt {first.year} mehr, {first.body_written} oder {second.body_written}?"


def composed(assistant: Assistant, line: str):
    """The composed answer to the last turn of a line, with its statements."""
    thread = Thread()
    for turn in line.split(" | "):
        made = assistant._compose(turn, thread, None)
        thread = made.thread
    return made


def scenes(assistant: Assistant, lines: list[str], seed: int = 1) -> Iterator[tuple[str, Scene]]:
    """Every question of a single turn whose answer a model may word, with true sentences for it."""
    for number, line in enumerate(lines):
        made = composed(assistant, line)
        if " | " not in line and made.answer.outcome in {"answered", "partial"}:
            scene = scene_of(made.answer, made.statements, assistant.library, random.Random(seed * 1000 + number))
            if scene.true:
                yield line, scene
