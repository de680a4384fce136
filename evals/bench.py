"""Measures time and memory of the commands as the documents grow, next to two simple peers in the same run."""

import math
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from assistant.settings import read_settings
from evals.cases import Case, read_cases
from evals.metrics import percentile
from evals.processes import Child, median_child, median_page, run_child
from evals.run import CORPUS, EXAMPLES, Answerer
from evals.world import World, write_world
from evals.world.world import YEARS

if TYPE_CHECKING:
    from assistant.ask import Assistant
    from evals.peers import Peer


@dataclass(frozen=True, slots=True)
class Warm:
    """Seconds of questions that a running program answered: median and 95th percentile."""

    p50: float
    p95: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Warm":
        """The two figures of some measurements."""
        return cls(percentile(seconds, 0.5), percentile(seconds, 0.95))


@dataclass(frozen=True, slots=True)
class PeerCosts:
    """What a peer costs over the same documents; seconds, megabytes. `ingest` is None where it keeps no index."""

    name: str
    ingest: Child | None
    cold: Child
    warm: Warm


@dataclass(frozen=True, slots=True)
class Costs:
    """What the program costs over some documents; seconds, megabytes; `kinds` is the warm latency by kind of question."""

    documents: int
    ingest: Child
    index_megabytes: float
    cold: Child
    page: Child
    warm: Warm
    kinds: Mapping[str, Warm] = field(default_factory=dict)
    peers: tuple[PeerCosts, ...] = ()


def time_questions(answerer: Answerer, questions: Sequence[str], rounds: int = 3) -> list[float]:
    """Seconds of each question, each in a conversation of its own; the first round warms up and does not count."""
    seconds = []
    for number in range(rounds + 1):
        for question in questions:
            conversation = answerer.start()
            start = time.perf_counter()
            conversation.ask(question)
            if number:
                seconds.append(time.perf_counter() - start)
    return seconds


def time_kinds(answerer: Answerer, cases: Sequence[Case]) -> dict[str, list[float]]:
    """Seconds of the first turn of each case, by kind."""
    by_kind: dict[str, list[str]] = {}
    for case in cases:
        by_kind.setdefault(case.kind, []).append(case.turns[0])
    return {kind: time_questions(answerer, questions) for kind, questions in by_kind.items()}


def measure(paths: Sequence[Path], documents: int, cases: Sequence[Case], rounds: int) -> Costs:
    """All costs over the documents below `paths`, of the program and of its peers."""
    from assistant.ask import Assistant

    first = cases[0].turns[0]
    with TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        ingest = run_child(["ingest", *map(str, paths), "--index", str(index), "--json"])
        size = sum(file.stat().st_size for file in index.rglob("*") if file.is_file()) / 2**20
        cold = median_child(["assistant", "ask", first, "--json", "--index", str(index)], rounds)
        page = median_page(index, min(rounds, 3))
        assistant = Assistant.open(read_settings(index=index))
        by_kind = time_kinds(assistant, cases)
        peers = _measure_peers(paths, Path(folder) / "peer", assistant, cases, rounds)
        assistant.close()
    return Costs(
        documents=documents,
        ingest=ingest,
        index_megabytes=size,
        cold=cold,
        page=page,
        warm=Warm.of([second for seconds in by_kind.values() for second in seconds]),
        kinds={kind: Warm.of(seconds) for kind, seconds in by_kind.items()},
        peers=peers,
    )


def _measure_peers(
    paths: Sequence[Path], folder: Path, assistant: "Assistant", cases: Sequence[Case], rounds: int
) -> tuple[PeerCosts, ...]:
    """BM25 and the llama-index quickstart over the same files and questions."""
    from assistant.embed import open_embedder
    from evals.baselines import Baseline, cut_chunks, rank_bm25, rank_llama_index

    questions = [case.turns[0] for case in cases]
    files = [str(path) for path in paths]
    bm25 = median_child(["evals", "peer", "ask", questions[0], *files], rounds)
    keep = run_child(["evals", "peer", "keep", str(folder), *files])
    llama = median_child(["evals", "peer", "ask", questions[0], "--kept", str(folder)], rounds)
    warm: dict[Peer, Baseline] = {
        "BM25": Baseline(rank_bm25(cut_chunks(assistant.documents))),
        "llama-index": Baseline(rank_llama_index(assistant.documents, open_embedder(assistant.settings))),
    }
    times = {name: Warm.of(time_questions(answerer, questions, 1)) for name, answerer in warm.items()}
    return (
        PeerCosts("BM25 top 3", None, bm25, times["BM25"]),
        PeerCosts("llama-index quickstart", keep, llama, times["llama-index"]),
    )


def bench_sizes(sizes: Sequence[int], rounds: int, seed: int = 7) -> Iterator[Costs]:
    """The costs over the corpus (size 5) and over generated worlds of other sizes, one after the other."""
    for size in sizes:
        with _open_documents(size, seed) as (paths, cases):
            yield measure(paths, size, cases, rounds)


@contextmanager
def _open_documents(size: int, seed: int) -> Iterator[tuple[list[Path], Sequence[Case]]]:
    """Folders of so many documents, and questions about them of every kind."""
    from evals.questions import ask_world

    if size == len(list(CORPUS.rglob("*.txt"))):
        yield [CORPUS], read_cases(EXAMPLES)
        return
    with TemporaryDirectory() as folder:
        made = write_world(make_bench_world(size, seed), Path(folder) / "world")
        yield [Path(folder) / "world"], ask_world([one.truth for one in made], seed, 3)


def make_bench_world(size: int, seed: int) -> World:
    """A world of so many files: more years where the usual ones do not suffice, then more press releases.

    26 bodies conclude one agreement a year, and a document of a year after 2049 is read as one without a year.
    """
    usual = World(seed, size)
    try:
        usual.check()
    except ValueError:
        years = tuple(range(YEARS[0], 2050))
        agreements = min(25 * len(years), size * 4 // 5)
        return World(seed, size, years=years, press=size - agreements - size // 16, others=size // 16)
    return usual


def growth(before: float, after: float, sizes: tuple[int, int]) -> float:
    """The power of the number of documents by which a cost grows: 0 not at all, 1 in proportion, 2 with the square.

    Example:
        >>> growth(2.0, 20.0, (10, 100))
        1.0

    Raises:
        ValueError: The sizes are the same, or a figure is not positive.
    """
    return round(math.log(after / before) / math.log(sizes[1] / sizes[0]), 2)
