"""Runs cases through the assistant: builds an index, asks every turn, judges every answer."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from assistant.answers import Answer
from assistant.documents import Document
from assistant.errors import AqbError
from assistant.settings import Settings, read_settings
from evals.cases import Case, CaseError, check_evidence, read_cases
from evals.judge import Corpus, Verdict, judge_error, judge_turn
from evals.questions import Asking
from evals.world import World, write_world

EXAMPLES = Path(__file__).with_name("examples.jsonl")
CORPUS = Path(__file__).parent.parent / "corpus"
USUAL = Asking()


_BROKEN = (
    AqbError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What a broken program raises while it answers: counted as a wrong answer, not the end of the run."""


class Conversation(Protocol):
    """Remembers the turns before."""

    def ask(self, question: str) -> Answer:
        """Answer one question."""
        ...


class Answerer(Protocol):
    """What is measured: the assistant, or a fake or a baseline in its place."""

    def start(self) -> Conversation:
        """A conversation without a past."""
        ...


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn as it was run: question, answer or error, and the verdict where one was expected."""

    case: str
    number: int
    question: str
    answer: Answer | None
    error: str
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Suite:
    """A named set of cases with the files they ask about."""

    name: str
    cases: tuple[Case, ...]
    paths: tuple[Path, ...]
    checked: bool = True


@contextmanager
def open_suite(name: str, world: World, asking: Asking = USUAL) -> Iterator[Suite]:
    """The cases of a set: "examples" over the corpus, "world" over a generated one, or a file over the corpus.

    Args:
        name: Which set.
        world: The generated world to ask about.
        asking: How many generated cases of each kind, in which phrasings, with which typos.

    Raises:
        CaseError: No such set, or a case that cannot be meant.
    """
    if name == "world":
        with TemporaryDirectory() as folder:
            made = write_world(world, Path(folder) / "world")
            cases = asking.ask([one.truth for one in made], world.seed)
            own = f"world-{world.seed}-{world.documents}{asking.suffix}"
            yield Suite(own, cases, (Path(folder) / "world",), checked=False)
        return
    path = EXAMPLES if name == "examples" else Path(name)
    if not path.is_file():
        raise CaseError(f"Die Fallsammlung '{name}' gibt es nicht; bekannt sind 'examples', 'world' und Dateien.")
    if not CORPUS.is_dir():
        raise CaseError(f"Der Ordner '{CORPUS.name}' mit den Dokumenten fehlt neben 'evals'.")
    yield Suite(path.stem, read_cases(path), (CORPUS,))


@contextmanager
def open_index(paths: Sequence[Path], index: Path | None) -> Iterator[Settings]:
    """Settings with an index of these files: the given one as it is, or a temporary one."""
    if index is not None:
        yield read_settings(index=index)
        return
    from ingest.build import build_index

    with TemporaryDirectory() as folder:
        settings = read_settings(index=Path(folder) / "index")
        build_index(settings, list(paths))
        yield settings


def run_suite(
    suite: Suite,
    answerer: Answerer,
    documents: Sequence[Document],
    progress: Callable[[int], None] = lambda _: None,
) -> tuple[Turn, ...]:
    """Ask and judge every case of a suite.

    Raises:
        CaseError: A case's evidence does not stand where it says.
    """
    if suite.checked:
        check_evidence(suite.cases, {document.file: document for document in documents})
    corpus = Corpus({d.id: d.text for d in documents}, {d.id: d.file for d in documents})
    turns: list[Turn] = []
    for done, case in enumerate(suite.cases, start=1):
        turns += run_case(case, answerer, corpus)
        progress(done)
    return tuple(turns)


def run_case(case: Case, answerer: Answerer, corpus: Corpus) -> list[Turn]:
    """Ask the turns of one case in one conversation and judge those that are judged."""
    conversation = answerer.start()
    turns = []
    for number, (question, expected) in enumerate(zip(case.turns, case.expected, strict=True), start=1):
        answer, error = _ask(conversation, question)
        place = (case.id, number, case.kind, case.language)
        verdict = None
        if expected is not None:
            if answer is None:
                verdict = judge_error(*place, expected, error)
            else:
                verdict = judge_turn(*place, expected, answer, corpus)
        turns.append(Turn(case.id, number, question, answer, error, verdict))
    return turns


def _ask(conversation: Conversation, question: str) -> tuple[Answer | None, str]:
    """The answer with the seconds it took, or what went wrong: a broken answer is a result, the run goes on."""
    start = time.perf_counter()
    try:
        answer = conversation.ask(question)
    except _BROKEN as error:
        return None, f"{type(error).__name__}: {error}"
    return replace(answer, seconds=time.perf_counter() - start), ""


def limit_cases(suite: Suite, kinds: Sequence[str], split: str | None, limit: int | None) -> Suite:
    """Only cases of these kinds (all where empty) and this split, the first `limit` of them."""
    chosen = [c for c in suite.cases if (not kinds or c.kind in kinds) and (split is None or c.split == split)]
    return replace(suite, cases=tuple(chosen[:limit]))
