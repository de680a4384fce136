"""Measures search as the index grows: time of a query, with and without a filter, and what a process costs."""

import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.lexicon import german_words
from assistant.settings import Settings, read_settings
from evals.metrics import percentile
from evals.questions.prose import ask_prose
from evals.world import World, write_world

_WORLD = 130
_YEARS = (2023, 2024)
_PARAGRAPHS_A_FILE = 100
_SENTENCES, _WORDS = 4, 9
"""Of a paragraph, so that it is one passage."""
_RARITY = 0.8
"""Exponent of the Pareto distribution by which words are drawn: few are frequent, many stand once, as in real text."""

_SEARCH = """
import atexit, runpy, sys
from pathlib import Path
def tell():
    sys.stderr.write(next(l for l in Path("/proc/self/status").read_text().splitlines() if l.startswith("VmHWM")))
atexit.register(tell)
sys.argv = ["assistant", "search", *sys.argv[1:]]
runpy.run_module("assistant", run_name="__main__")
"""
"""Tells its own greatest memory: what the parent is told of a child includes the parent's own at the fork."""

_FIRST_VECTOR = """
import time
start = time.perf_counter()
import sys
from assistant.embed import open_embedder
from assistant.settings import read_settings
open_embedder(read_settings()).embed_query("Wer bewilligt die Mittel?")
print(time.perf_counter() - start if "torch" not in sys.modules else "torch")
"""


@dataclass(frozen=True, slots=True)
class SearchCosts:
    """What search costs over an index; seconds, megabytes.

    `build` is the whole ingest, `cold` and `megabytes` are those of a process that answers one search, `first_vector`
    the time from the start of Python to the first vector.
    """

    passages: int
    build: float
    plain_p50: float
    plain_p95: float
    filtered_p50: float
    filtered_p95: float
    first_vector: float
    cold: float
    megabytes: float


def measure_search(passages: int, seed: int = 7) -> SearchCosts:
    """The costs over a generated world, filled up with prose of random words to so many passages."""
    from ingest.build import build_index

    with TemporaryDirectory() as folder:
        files = Path(folder) / "files"
        made = write_world(World(seed, _WORLD), files)
        settings = read_settings(index=Path(folder) / "index")
        build_index(settings, [files])
        write_prose(files, max(0, passages - _count(settings)), seed)
        start = time.perf_counter()
        build_index(settings, [files])
        built = time.perf_counter() - start
        return _measure(settings, [case.turns[0] for case in ask_prose(made, seed)], built)


def write_prose(folder: Path, paragraphs: int, seed: int) -> None:
    """Files of so many paragraphs of random words, the same for the same seed."""
    rng = random.Random(f"{seed}-prose")
    words = sorted(german_words())
    rng.shuffle(words)
    texts = [" ".join(_write_sentence(rng, words) for _ in range(_SENTENCES)) for _ in range(paragraphs)]
    for start in range(0, paragraphs, _PARAGRAPHS_A_FILE):
        text = "\n\n".join(texts[start : start + _PARAGRAPHS_A_FILE])
        (folder / f"prosa-{start:06}.txt").write_text(f"{text}\n", encoding="utf-8")


def _write_sentence(rng: random.Random, words: Sequence[str]) -> str:
    drawn = (min(int(rng.paretovariate(_RARITY)) - 1, len(words) - 1) for _ in range(_WORDS))
    return f"{' '.join(words[i] for i in drawn).capitalize()}."


def _count(settings: Settings) -> int:
    from assistant.store import open_store

    store = open_store(settings)
    try:
        return len(store.passages)
    finally:
        store.close()


def _measure(settings: Settings, questions: Sequence[str], built: float) -> SearchCosts:
    from assistant.ask import Assistant

    assistant = Assistant.open(settings)
    plain = _time(assistant.search, questions)
    filtered = _time(lambda question: assistant.sources.search(question, 10, years=_YEARS), questions)
    assistant.close()
    cold, megabytes = _run_search(questions[0], settings)
    return SearchCosts(
        passages=_count(settings),
        build=built,
        plain_p50=percentile(plain, 0.5),
        plain_p95=percentile(plain, 0.95),
        filtered_p50=percentile(filtered, 0.5),
        filtered_p95=percentile(filtered, 0.95),
        first_vector=_time_first_vector(),
        cold=cold,
        megabytes=megabytes,
    )


def _run_search(question: str, settings: Settings) -> tuple[float, float]:
    """The least seconds of three processes that answer one search, and their greatest memory in megabytes."""
    command = [sys.executable, "-c", _SEARCH, question, "--json", "--index", str(settings.index)]
    seconds, megabytes = [], []
    for _ in range(3):
        start = time.perf_counter()
        run = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  (our own modules)
        seconds.append(time.perf_counter() - start)
        megabytes.append(int(run.stderr.split()[-2]) / 1024)
    return min(seconds), max(megabytes)


def _time(ask: Callable[[str], object], questions: Sequence[str]) -> list[float]:
    """Seconds of each question in the second round; the first one warms up."""
    seconds = []
    for counts in (False, True):
        for question in questions:
            start = time.perf_counter()
            ask(question)
            if counts:
                seconds.append(time.perf_counter() - start)
    return seconds


@cache
def _time_first_vector() -> float:
    """Of a fresh process, the best of three: what the program costs, not what else the machine does."""
    runs = [
        subprocess.run([sys.executable, "-c", _FIRST_VECTOR], capture_output=True, text=True, check=True)  # noqa: S603
        for _ in range(3)
    ]
    return min(float(run.stdout) for run in runs)
