"""Measures the page as many visitors meet it: they open it at the same time and ask, each over a connection of their own.

What is measured is what a browser does (the page, then a question over Gradio's queue and event stream), without drawing.
"""

import asyncio
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from assistant.errors import AqbError
from evals.metrics import percentile
from evals.processes import run_child
from evals.run import CORPUS

READY_SECONDS = 60.0
ANSWER_SECONDS = 120.0
QUESTIONS = (
    "Welche Dokumente liegen vor?",
    "Welche Projekte sind mit Teilzeit gekennzeichnet?",
    "Wer bekommt am meisten Geld?",
    "Was gilt bei Abweichungen während des Jahres?",
    "What happens if figures change during the year?",
)


class LoadError(AqbError):
    """The page could not be measured."""


@dataclass(frozen=True, slots=True)
class Load:
    """Users that asked at the same moment: how many got an answer, and the seconds until it had arrived."""

    users: int
    answered: int
    p50: float
    p95: float
    slowest: float


@dataclass(frozen=True, slots=True)
class PageReport:
    """Seconds from the command to the page, None where it ran already; then the loads."""

    ready: float | None
    loads: tuple[Load, ...]


def load_page(address: str | None, users: Sequence[int]) -> PageReport:
    """Measure a page that runs, or one of its own over the documents of `corpus/`.

    Raises:
        LoadError: It does not come up, or is no page of this assistant.
    """
    if address is not None:
        return PageReport(None, tuple(asyncio.run(_measure(address, users))))
    with TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        run_child(["ingest", str(CORPUS), "--index", str(index), "--json"])
        with _serve(index) as (own, ready):
            return PageReport(ready, tuple(asyncio.run(_measure(own, users))))


@contextmanager
def _serve(index: Path) -> Iterator[tuple[str, float]]:
    """The page as its command starts it, with the seconds until it is there."""
    start = time.perf_counter()
    environment = {**os.environ, "AQB_PORT": "7899", "AQB_INDEX": str(index)}
    environment.pop("AQB_AUTH", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "app"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = "http://127.0.0.1:7899/"
    try:
        while time.perf_counter() - start < READY_SECONDS and process.poll() is None:
            try:
                if httpx.get(f"{address}readyz", timeout=READY_SECONDS).is_success:
                    break
            except httpx.TransportError:
                time.sleep(0.05)
        else:
            raise LoadError("Die Seite kam nicht; `python app.py --port 7899` sagt, woran es liegt.")
        httpx.get(address, timeout=READY_SECONDS).raise_for_status()
        yield address, time.perf_counter() - start
    finally:
        process.terminate()
        process.wait(30)


async def _measure(address: str, users: Sequence[int]) -> list[Load]:
    limits = httpx.Limits(max_connections=None)
    loads = []
    async with httpx.AsyncClient(base_url=address, timeout=ANSWER_SECONDS, limits=limits) as client:
        config = read_config((await client.get("/")).text)
        asking = find_asking(config)
        await _ask(client, asking, "warm", QUESTIONS[0])
        for number in users:
            asked = [_ask(client, asking, f"u{number}x{n}", QUESTIONS[n % len(QUESTIONS)]) for n in range(number)]
            seconds = [s for s in await asyncio.gather(*asked) if s is not None]
            loads.append(
                Load(
                    number,
                    len(seconds),
                    percentile(seconds, 0.5) if seconds else 0.0,
                    percentile(seconds, 0.95) if seconds else 0.0,
                    max(seconds, default=0.0),
                )
            )
    return loads


def read_config(html: str) -> dict[str, Any]:
    """What the page tells a browser about itself.

    Raises:
        LoadError: It is no page of ours.
    """
    found = re.search(r"window\.gradio_config = (\{.*?\});</script>", html, re.DOTALL)
    if found is None:
        raise LoadError("Unter dieser Adresse antwortet kein AQB-Assistent.")
    config: dict[str, Any] = json.loads(found.group(1))
    return config


def find_asking(config: dict[str, Any]) -> dict[str, int]:
    """Which function and component a question goes to: the one that answers when the question box is submitted.

    Raises:
        LoadError: There is none.
    """
    for function in config["dependencies"]:
        for component, event in function["targets"]:
            if event == "submit":
                return {"fn_index": function["id"], "trigger_id": component}
    raise LoadError("Die Seite hat kein Fragefeld.")


async def _ask(client: httpx.AsyncClient, asking: dict[str, int], session: str, question: str) -> float | None:
    """Seconds from the question until its answer has arrived, None where none came."""
    start = time.perf_counter()
    body = {"data": [question, None], "event_data": None, "session_hash": session, **asking}
    joined = await client.post("gradio_api/queue/join", json=body)
    if not joined.is_success:
        return None
    async with client.stream("GET", "gradio_api/queue/data", params={"session_hash": session}) as stream:
        async for line in stream.aiter_lines():
            if not line.startswith("data:"):
                continue
            message = json.loads(line.removeprefix("data:"))
            if message.get("msg") == "process_completed":
                return time.perf_counter() - start if message.get("success") else None
    return None
