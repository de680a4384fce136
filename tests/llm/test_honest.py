"""Over-removal: of the right sentences of an honest model, hardly one is taken for wrong."""

import random
import sys
from collections import Counter
from pathlib import Path

import pytest

from assistant.llm.handed import Handout
from assistant.llm.sentences import read_sentence
from assistant.llm.verify import Verifier
from assistant.question.thread import Thread
from tests.handmade import handmade
from tests.llm.honest import honest_sentences, mark, wordings

QUESTIONS = (Path(__file__).parents[1] / "handmade_questions.txt").read_text(encoding="utf-8").splitlines()
CORPUS_QUESTIONS = """Wie viel bekommt der Landkreis Kassel 2025?
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
Was steht zur UN-Behindertenrechtskonvention?
Wann ist die Umsetzungsbesprechung?""".splitlines()


def composed(assistant, line: str):
    """The composed answer to the last turn of a line, with its statements."""
    thread = Thread()
    for turn in line.split(" | "):
        made = assistant._compose(turn, thread, None)
        thread = made.thread
    return made


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


@pytest.mark.parametrize("which", ["by hand", "corpus"])
def test_right_sentences_are_kept(which: str, assistant) -> None:
    asked, lines = (handmade(), QUESTIONS) if which == "by hand" else (assistant, CORPUS_QUESTIONS)
    kept: list[str] = []
    removed: list[tuple[str, str]] = []
    for seed in range(4):
        for line in lines:
            good, bad = judge_all(asked, line, seed)
            kept += good
            removed += bad
    share = len(removed) / (len(kept) + len(removed))
    sys.stdout.write(f"honest model, {which}: {len(removed)} of {len(kept) + len(removed)} right sentences removed ({share:.1%})\n")

    assert len(kept) > (300 if which == "by hand" else 60)
    assert share <= 0.02, Counter(f"{s} -- {r}" for s, r in removed).most_common(20)


@pytest.mark.parametrize("line", QUESTIONS[::3])
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
