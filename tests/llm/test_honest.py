"""Over-removal: of the right sentences of an honest model, hardly one is taken for wrong."""

import random
import sys
from collections import Counter

import pytest

from assistant.llm.handed import Handout
from assistant.llm.sentences import read_sentence
from assistant.llm.verify import Verifier
from tests.handmade import handmade
from tests.llm.honest import honest_sentences, mark, wordings
from tests.llm.scenes import CORPUS, HANDMADE, composed, world, world_questions


def judge_all(assistant, line: str, seed: int) -> tuple[list[str], list[tuple[str, str]]]:
    """(kept, removed with reasons) of an honest answer."""
    made = composed(assistant, line)
    if made.answer.outcome not in {"answered", "partial"}:
        return [], []
    handout = Handout(made.statements, made.answer.citations, made.answer.language)
    verifier = Verifier(handout, assistant.library, assistant._lexical, made.question)
    kept, removed = [], []
    for sentence in honest_sentences(made.answer, made.statements, random.Random(seed)):
        verdict = verifier.judge(read_sentence(sentence))
        (removed.append((sentence, verdict.fault)) if verdict.fault else kept.append(sentence))
    return kept, removed


ASKED = {
    "by hand": lambda _: (handmade(), HANDMADE),
    "corpus": lambda assistant: (assistant, CORPUS),
    "a generated world": lambda _: (world(), list(world_questions(world()))),
}


@pytest.mark.parametrize(
    "which", [pytest.param(name, marks=[pytest.mark.slow] if "world" in name else []) for name in ASKED]
)
def test_right_sentences_are_kept(which: str, assistant) -> None:
    asked, lines = ASKED[which](assistant)
    kept: list[str] = []
    removed: list[tuple[str, str]] = []
    for seed in range(1 if which == "a generated world" else 4):
        for line in lines:
            good, bad = judge_all(asked, line, seed)
            kept += good
            removed += bad
    share = len(removed) / (len(kept) + len(removed))
    sys.stdout.write(
        f"honest model, {which}: {len(removed)} of {len(kept) + len(removed)} right sentences removed ({share:.1%})\n"
    )

    assert len(kept) >= 80
    assert share <= 0.02, Counter(f"{s} -- {r}" for s, r in removed).most_common(20)


@pytest.mark.parametrize("line", HANDMADE[::3])
def test_every_turn_of_phrase_is_understood(line: str) -> None:
    made = composed(handmade(), line)
    handout = Handout(made.statements, made.answer.citations, made.answer.language)
    wrong = []
    for handed in handout.handed:
        if handed.number in handout.open and handed.group and made.answer.outcome in {"answered", "partial"}:
            for way in wordings(handed.statement, made.answer.language):
                verifier = Verifier(handout, handmade().library, handmade()._lexical, made.question)
                verdict = verifier.judge(read_sentence(mark(way, handed.statement.citations)))
                wrong += [(way, verdict.fault)] if handed.number not in verdict.covers else []

    assert wrong == []
