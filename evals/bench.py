"""Measures time and memory of the commands, next to a simple peer in the same run."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.errors import AqbError
from assistant.settings import read_settings
from evals.metrics import percentile
from evals.run import CORPUS, EXAMPLES, Answerer
from evals.world import World, write_world


class BenchError(AqbError):
    """A measured command failed."""


@dataclass(frozen=True, slots=True)
class Child:
    """A finished command: wall seconds and the greatest resident memory in megabytes."""

    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Costs:
    """What the program costs over some documents; seconds, megabytes."""

    documents: int
    ingest: float
    ingest_megabytes: float
    index_megabytes: float
    cold: float
    cold_megabytes: float
    warm_p50: float
    warm_p95: float
    peer_cold: float
    peer_cold_megabytes: float
    peer_p50: float


def run_child(arguments: Sequence[str]) -> Child:
    """Run a Python module to its end and measure it.

    Raises:
        BenchError: It failed.
    """
    start = time.perf_counter()
    with TemporaryDirectory() as folder:
        errors = Path(folder) / "stderr"
        with errors.open("wb") as stderr:
            command = [sys.executable, "-m", *arguments]
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=stderr)  # noqa: S603  (our own modules)
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - start
        if process.returncode:
            tail = errors.read_text(encoding="utf-8", errors="replace")[-400:]
            raise BenchError(f"`python -m {' '.join(arguments)}` endete mit {process.returncode}: {tail}")
    return Child(seconds, usage.ru_maxrss / 1024)


def median_child(arguments: Sequence[str], rounds: int) -> Child:
    """The median time of several runs and their greatest memory."""
    children = [run_child(arguments) for _ in range(rounds)]
    return Child(statistics.median(c.seconds for c in children), max(c.megabytes for c in children))


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


def measure(paths: Sequence[Path], documents: int, questions: Sequence[str], rounds: int) -> Costs:
    """All costs over the documents below `paths`."""
    from assistant.ask import Assistant
    from evals.baselines import Baseline, cut_chunks, rank_bm25

    with TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        ingest = run_child(["ingest", *map(str, paths), "--index", str(index), "--json"])
        size = sum(file.stat().st_size for file in index.rglob("*") if file.is_file()) / 2**20
        cold = median_child(["assistant", "ask", questions[0], "--json", "--index", str(index)], rounds)
        peer = median_child(["evals", "peer", questions[0], *map(str, paths)], rounds)
        assistant = Assistant.open(read_settings(index=index))
        warm = time_questions(assistant, questions)
        baseline = Baseline(rank_bm25(cut_chunks(assistant.documents)))
        peer_warm = time_questions(baseline, questions)
    return Costs(
        documents=documents,
        ingest=ingest.seconds,
        ingest_megabytes=ingest.megabytes,
        index_megabytes=size,
        cold=cold.seconds,
        cold_megabytes=cold.megabytes,
        warm_p50=percentile(warm, 0.5),
        warm_p95=percentile(warm, 0.95),
        peer_cold=peer.seconds,
        peer_cold_megabytes=peer.megabytes,
        peer_p50=percentile(peer_warm, 0.5),
    )


def bench_sizes(sizes: Sequence[int], rounds: int, seed: int = 7) -> list[Costs]:
    """The costs over the corpus (size 5) and over generated worlds of other sizes."""
    from evals.cases import read_cases

    questions = [case.turns[0] for case in read_cases(EXAMPLES)]
    costs = []
    for size in sizes:
        if size == 5:
            costs.append(measure([CORPUS], size, questions, rounds))
            continue
        with TemporaryDirectory() as folder:
            write_world(World(seed, size), Path(folder) / "world")
            costs.append(measure([Path(folder) / "world"], size, questions, rounds))
    return costs


def answer_as_peer(question: str, paths: Sequence[Path]) -> str:
    """The peer's whole life: read the files, index their paragraphs with BM25, print the best three.

    It reads plain text and knows no sections: what one writes in twenty lines.
    """
    import bm25s

    files = [file for path in paths for file in sorted(path.rglob("*")) if file.suffix in {".txt", ".md"}]
    texts = [file.read_text(encoding="utf-8", errors="replace") for file in files]
    blocks = [block for text in texts for block in text.split("\n\n") if block.strip()]
    index = bm25s.BM25()
    index.index(bm25s.tokenize(blocks, stopwords="de", show_progress=False), show_progress=False)
    tokens = bm25s.tokenize([question], stopwords="de", show_progress=False)
    found, _ = index.retrieve(tokens, k=min(3, len(blocks)), show_progress=False)
    return "\n\n".join(blocks[i] for i in found[0])
