"""Not one wrong number, date, name, quote or citation of a lying model is shown, over real HTTP and by the thousand."""

import random
import sys
from collections import Counter, defaultdict

import pytest

from assistant.ask import Assistant
from assistant.llm.handed import Handout
from assistant.llm.model import LanguageModel
from assistant.llm.sentences import SentenceReader
from assistant.llm.verify import Verifier
from assistant.settings import Settings
from tests.handmade import handmade
from tests.llm.adversary import WAYS, WHOLE, Lie, Scene, lies
from tests.llm.peer import Answer, Peer
from tests.llm.scenes import CORPUS, HANDMADE, composed, scenes, world, world_questions

SEED = 20261122


def shown_lies(scene: Scene, lie: Lie, text: str) -> list[str]:
    """The sentences of a lie that stand in a text, marks and signs aside."""
    reader = SentenceReader()
    said = [*reader.feed(lie.sentence + "\n"), *reader.close()]
    true = {plain(s) for t in scene.true for s in read(t)}
    return [s.text for s in said if plain(s.text) not in true and len(s.text) > 12 and plain(s.text) in plain(text)]


def read(text: str) -> list[str]:
    reader = SentenceReader()
    return [s.text for s in [*reader.feed(text + "\n"), *reader.close()]]


def plain(text: str) -> str:
    import re

    return re.sub(r"[\s*„“”\"]+", " ", re.sub(r"\s*\[\d+\]", "", text)).strip(" .-")


def check_all(assistant: Assistant, lines: list[str]) -> tuple[Counter, dict[str, list[str]]]:
    """(lies by way, those of which a sentence passes the check)."""
    made: Counter = Counter()
    passed: dict[str, list[str]] = defaultdict(list)
    for number, (line, scene) in enumerate(scenes(assistant, lines)):
        question = composed(assistant, line).question
        for lie in lies(scene, random.Random(SEED + number)):
            made[lie.way] += 1
            handout = Handout(scene.statements, scene.answer.citations, scene.answer.language)
            verifier = Verifier(handout, assistant.library, assistant._lexical, question)
            reader = SentenceReader()
            verdicts = [(w, verifier.judge(w)) for w in [*reader.feed(lie.text + "\n"), *reader.close()]]
            shown = "\n".join(w.raw for w, v in verdicts if v.statement is not None)
            passed[lie.way] += [f"{line}: {wrong}" for wrong in shown_lies(scene, lie, shown)]
    return made, {way: found for way, found in passed.items() if found}


@pytest.mark.slow
@pytest.mark.parametrize("which", ["by hand", "corpus", "a generated world"])
def test_no_lie_passes_the_check(which: str, assistant) -> None:
    asked, lines = {
        "by hand": lambda: (handmade(), HANDMADE),
        "corpus": lambda: (assistant, CORPUS),
        "a generated world": lambda: (world(), list(world_questions(world()))),
    }[which]()
    made, passed = check_all(asked, lines)
    sys.stdout.write(
        f"lies checked, {which}: {made.total()} in {len(made)} ways, passed: {sum(map(len, passed.values()))}\n"
    )

    assert made.total() > 1000
    assert passed == {}


def test_every_way_of_lying_is_tried() -> None:
    made: Counter = Counter()
    for number, (_, scene) in enumerate(scenes(handmade(), HANDMADE[::2])):
        made.update(lie.way for lie in lies(scene, random.Random(number)))

    assert set(made) == {*WAYS, *WHOLE}


@pytest.mark.slow
def test_a_thousand_lying_answers_over_http_show_nothing_wrong(peer: Peer, assistant) -> None:
    """The whole way: question, server, stream, check, answer; also over the stream's own pieces."""
    chance = random.Random(SEED)
    counts: Counter = Counter()
    wrong: list[str] = []
    model = LanguageModel(Settings(llm_url=peer.url, llm_model="lying", llm_timeout=20.0))
    for asked, lines in ((handmade(), HANDMADE), (assistant, CORPUS), (world(), list(world_questions(world())))):
        told = [(line, scene, lie) for line, scene in scenes(asked, lines) for lie in lies(scene, chance)]
        by_way = defaultdict(list)
        for one in told:
            by_way[one[2].way].append(one)
        for way, found in by_way.items():
            for line, scene, lie in chance.sample(found, min(18, len(found))):
                counts[way] += 1
                wrong += ask_lying(asked, model, peer, line, scene, lie)
    sys.stdout.write(f"lying answers over HTTP: {counts.total()} in {len(counts)} ways, wrong shown: {len(wrong)}\n")

    assert counts.total() >= 1000
    assert wrong == []


def ask_lying(assistant: Assistant, model: LanguageModel, peer: Peer, line: str, scene: Scene, lie: Lie) -> list[str]:
    """What is wrong with the answer to a question whose model lies."""
    peer.script = [Answer(lie.text, piece=60)]
    assistant.model = model
    try:
        *pieces, said = assistant.start().ask_stream(line)
    finally:
        assistant.model = None
    plain_answer = scene.answer
    found = [f"{lie.way}: {line}: {s}" for s in shown_lies(scene, lie, said.text)]
    facts = [(a.outcome, a.citations, a.amounts, a.rows) for a in (said, plain_answer)]
    found += [] if facts[0] == facts[1] else [f"{lie.way}: {line}: other facts"]
    found += [] if "".join(pieces) == said.text else [f"{lie.way}: {line}: pieces that are not the text"]
    found += [f"{lie.way}: {line}: markup {sign}" for sign in ("<", "http", "](", "![", "`") if sign in said.text]
    return found
