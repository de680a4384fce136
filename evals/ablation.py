"""Turns each part of search off and measures the rest: on XQuAD, on the written and on generated prose questions."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from assistant.retrieve import WEIGHTS, Parts, Weights
from assistant.settings import Settings, read_settings
from evals.cases import Case, read_cases
from evals.evidence import Found, find_evidence, score_evidence
from evals.external import Quiz, read_xquad, score_search, write_paragraphs
from evals.questions.prose import ask_prose
from evals.run import CORPUS
from evals.world import World, write_world

if TYPE_CHECKING:
    from assistant.ask import Assistant

WRITTEN = tuple(Path(__file__).with_name(name) for name in ("dev.jsonl", "dev2.jsonl", "dev3.jsonl"))
_HALF = 16
"""Articles of XQuAD on which choices may be made; the others test them."""
_DEPTH = 10

_ALONE = {
    "only stems": Weights(1, 0, 0, 0),
    "only character runs": Weights(0, 1, 0, 0),
    "only vectors": Weights(0, 0, 1, 0),
}
"""Likeness of words is none of them: it only orders what the others found."""

_WITHOUT = {
    "without stems": Parts(replace(WEIGHTS, stems=0)),
    "without character runs": Parts(replace(WEIGHTS, grams=0)),
    "without vectors": Parts(replace(WEIGHTS, dense=0)),
    "without likeness of words": Parts(replace(WEIGHTS, alike=0)),
    "without translation": Parts(translation=False),
    "without synonyms": Parts(synonyms=False),
    "without names of the question": Parts(names=False),
    "without matters": Parts(matters=False),
    "without the order of shared wording": Parts(templates=False),
}
VARIANTS: dict[str, Parts] = {
    "all": Parts(),
    **_WITHOUT,
    **{name: Parts(weights) for name, weights in _ALONE.items()},
}
"""What is measured beside the index without compound parts, which is one of its own."""

NO_COMPOUNDS = "without parts of compounds"


@dataclass(frozen=True, slots=True)
class Measured:
    """A variant on a set of questions: `first` is R@1 on XQuAD and R@5 of the evidence elsewhere."""

    variant: str
    questions: str
    count: int
    first: float
    mrr_10: float


@dataclass(frozen=True, slots=True)
class _Set:
    """Documents with the questions about them: of XQuAD by article, of others as cases."""

    name: str
    paths: tuple[Path, ...]
    quiz: Quiz | None = None
    cases: tuple[Case, ...] = ()


def measure_ablation(
    data: Path, seed: int, documents: int, limit: int | None, tell: Callable[[str], None]
) -> list[Measured]:
    """Every variant on every set.

    Args:
        data: Folder of public data.
        seed: Seed of the generated world.
        documents: Of the generated world.
        limit: At most about so many questions of XQuAD in each language, evenly over its articles.
        tell: Told what is measured.

    Raises:
        DataMissing: XQuAD is not there.
    """
    measured: list[Measured] = []
    with TemporaryDirectory() as folder:
        for one in _open_sets(Path(folder), data, seed, documents):
            with _open(one, compounds=True) as assistant:
                for name, parts in VARIANTS.items():
                    tell(f"{one.name}: {name}")
                    measured += _measure(name, one, assistant, parts, limit)
            with _open(one, compounds=False) as assistant:
                tell(f"{one.name}: {NO_COMPOUNDS}")
                measured += _measure(NO_COMPOUNDS, one, assistant, Parts(), limit)
    return measured


def measure_evidence(seed: int, documents: int) -> list[Measured]:
    """The whole search on the written and the generated questions."""
    with TemporaryDirectory() as folder:
        measured: list[Measured] = []
        for one in _open_sets(Path(folder), None, seed, documents):
            with _open(one, compounds=True) as assistant:
                measured += _measure("all", one, assistant, Parts())
        return measured


def _open_sets(folder: Path, data: Path | None, seed: int, documents: int) -> Iterator[_Set]:
    if data is not None:
        quiz = read_xquad(data)
        write_paragraphs(quiz, folder / "xquad")
        yield _Set("XQuAD", (folder / "xquad",), quiz=quiz)
    written = tuple(case for path in WRITTEN for case in read_cases(path))
    yield _Set("written", (CORPUS,), cases=written)
    made = write_world(World(seed, documents), folder / "world")
    yield _Set("generated", (folder / "world",), cases=ask_prose(made, seed))


@contextmanager
def _open(one: _Set, *, compounds: bool) -> "Iterator[Assistant]":
    from assistant.ask import Assistant
    from assistant.documents import Passage
    from assistant.lexical import LexicalIndex
    from ingest.build import build_index
    from ingest.stages import open_stages

    def derive(passages: Sequence[Passage], folder: Path) -> None:
        LexicalIndex.build(passages, compounds=compounds).save(folder)

    with TemporaryDirectory() as folder:
        settings: Settings = read_settings(index=Path(folder) / "index")
        build_index(settings, list(one.paths), stages=replace(open_stages(settings), derive=derive))
        assistant = Assistant.open(settings)
        yield assistant
        assistant.close()


def _measure(
    variant: str, one: _Set, assistant: "Assistant", parts: Parts, limit: int | None = None
) -> Iterator[Measured]:
    if one.quiz:
        yield from _measure_quiz(variant, one.quiz, assistant, parts, limit)
        return
    documents = {document.id: document for document in assistant.documents}
    found = find_evidence(one.cases, lambda question, k: assistant.search(question, k, parts), documents)
    for language in ("de", "en"):
        yield _sum_up(variant, f"{one.name} {language}", [f for f in found if f.language == language])


def _sum_up(variant: str, name: str, found: Sequence[Found]) -> Measured:
    score = score_evidence(name, found)
    return Measured(variant, name, score.questions, score.recall_5, score.mrr_10)


def _measure_quiz(
    variant: str, quiz: Quiz, assistant: "Assistant", parts: Parts, limit: int | None
) -> Iterator[Measured]:
    def find(question: str) -> list[str]:
        return list(dict.fromkeys(hit.file for hit in assistant.search(question, 2 * _DEPTH, parts)))

    for name, every in quiz.questions.items():
        asked = every[:: -(-len(every) // limit)] if limit else every
        halves = {
            f"first {_HALF}": [a for a in asked if quiz.articles[a[1]] < _HALF],
            f"other {quiz.count_articles() - _HALF}": [a for a in asked if quiz.articles[a[1]] >= _HALF],
        }
        for half, questions in halves.items():
            score = score_search(name, questions, find)
            yield Measured(variant, f"XQuAD {name}, {half}", score.questions, score.recall_1, score.mrr_10)


def format_ablation(measured: Sequence[Measured]) -> str:
    """A Markdown table: a row a variant, a column a set."""
    names = list(dict.fromkeys(m.questions for m in measured))
    variants = list(dict.fromkeys(m.variant for m in measured))
    counts = {m.questions: m.count for m in measured}
    cells = {(m.variant, m.questions): f"{m.first:.3f} / {m.mrr_10:.3f}" for m in measured}
    head = ["", *(f"{name} ({counts[name]})" for name in names)]
    rows = [[variant, *(cells.get((variant, name), "") for name in names)] for variant in variants]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
