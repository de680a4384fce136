"""Commands as a user starts them, measured from outside: seconds on the clock, megabytes resident."""

import http.client
import json
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.errors import AqbError

_WATCH = """
import json, os, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(json.dumps([time.perf_counter() - start, usage.ru_maxrss, os.waitstatus_to_exitcode(status)]))
"""
"""A small program that starts the measured one: Linux counts the memory of whoever starts a program as that program's."""

PAGE_SECONDS = 120.0
"""How long a page may take to come up before it counts as broken."""


class BenchError(AqbError):
    """A measured command failed."""


@dataclass(frozen=True, slots=True)
class Child:
    """A finished command: wall seconds and the greatest resident memory in megabytes."""

    seconds: float
    megabytes: float


def run_child(arguments: Sequence[str]) -> Child:
    """Run a Python module to its end and measure it.

    Raises:
        BenchError: It failed.
    """
    with TemporaryDirectory() as folder:
        errors = Path(folder) / "stderr"
        with errors.open("wb") as stderr:
            command = [sys.executable, "-S", "-c", _WATCH, sys.executable, "-m", *arguments]
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=stderr, check=True)  # noqa: S603  (our own modules)
        seconds, kilobytes, code = json.loads(done.stdout)
        if code:
            tail = errors.read_text(encoding="utf-8", errors="replace")[-400:]
            raise BenchError(f"`python -m {' '.join(arguments)}` endete mit {code}: {tail}")
    return Child(seconds, kilobytes / 1024)


def median_child(arguments: Sequence[str], rounds: int) -> Child:
    """The median time of several runs and their greatest memory."""
    children = [run_child(arguments) for _ in range(rounds)]
    return Child(statistics.median(c.seconds for c in children), max(c.megabytes for c in children))


def start_page(index: Path) -> Child:
    """Start the web page and wait until it is served; seconds from the command to the first whole page.

    Raises:
        BenchError: It ended, or did not answer in time.
    """
    port = _free_port()
    start = time.perf_counter()
    command = [sys.executable, "-m", "app", "--index", str(index), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603  (our own modules)
    try:
        _wait_for_page(process, port, start)
        seconds = time.perf_counter() - start
        return Child(seconds, _greatest_memory(process.pid))
    finally:
        process.terminate()
        process.wait()


def median_page(index: Path, rounds: int) -> Child:
    """The median of several starts of the page and their greatest memory."""
    pages = [start_page(index) for _ in range(rounds)]
    return Child(statistics.median(p.seconds for p in pages), max(p.megabytes for p in pages))


def _wait_for_page(process: "subprocess.Popen[bytes]", port: int, start: float) -> None:
    while time.perf_counter() - start < PAGE_SECONDS:
        if process.poll() is not None:
            raise BenchError(f"Die Seite endete beim Start mit {process.returncode}; `python app.py` zeigt, warum.")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PAGE_SECONDS)
            connection.request("GET", "/")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            time.sleep(0.02)
    raise BenchError(f"Die Seite antwortet nach {PAGE_SECONDS:.0f} s nicht; `python app.py` zeigt, warum.")


def _greatest_memory(pid: int) -> float:
    """The greatest resident memory of a running process in megabytes; 0 where the system does not tell (not Linux)."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM:")), 0.0)


def _free_port() -> int:
    with socket.socket() as listen:
        listen.bind(("127.0.0.1", 0))
        return int(listen.getsockname()[1])
