"""What every test may use: an index of `corpus/`, the assistant on it, the commands; and the closed network."""

import importlib
import io
import ipaddress
import os
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"


def pytest_configure() -> None:
    """The settings of whoever runs the tests are not the settings of the tests."""
    for name in [name for name in os.environ if name.startswith("AQB_") and not name.startswith("AQB_TEST_")]:
        del os.environ[name]


class NetworkRefused(OSError):
    """A test tried to reach another machine."""


def is_loopback(host: object) -> bool:
    """Whether an address or name stays on this machine."""
    name = host.decode() if isinstance(host, bytes) else host
    if name in {None, "", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(str(name).partition("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session")
def refused() -> Iterator[list[str]]:
    """The network closed but for this machine, and what was tried all the same."""
    tried: list[str] = []

    def guard(call: Callable, host_of: Callable) -> Callable:
        def guarded(*arguments, **options):
            host = host_of(*arguments)
            if not is_loopback(host):
                tried.append(str(host))
                raise NetworkRefused(f"The tests reach nothing but this machine, and '{host}' was asked for.")
            return call(*arguments, **options)

        return guarded

    def host_of_peer(sock, *rest):
        return rest[-1][0] if sock.family in {socket.AF_INET, socket.AF_INET6} else None

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, guard(getattr(socket.socket, name), host_of_peer))
        for name in ("getaddrinfo", "gethostbyname", "create_connection"):
            host_of = (lambda peer, *_: peer[0]) if name == "create_connection" else (lambda host, *_: host)
            patch.setattr(socket, name, guard(getattr(socket, name), host_of))
        yield tried


@pytest.fixture(autouse=True)
def _stays_on_this_machine(refused: list[str]) -> Iterator[None]:
    """Fails a test that tried to go out, even where a library swallowed the refusal."""
    refused.clear()
    yield
    assert refused == []


@pytest.fixture(scope="session")
def corpus_index(tmp_path_factory: pytest.TempPathFactory, refused: list[str]) -> Path:
    """An index of `corpus/`, built once a run."""
    from assistant.settings import Settings
    from ingest.build import build_index

    index = tmp_path_factory.mktemp("corpus") / "index"
    build_index(Settings(index=index), [CORPUS])
    return index


@pytest.fixture(scope="session")
def assistant(corpus_index: Path) -> Iterator:
    """The assistant over `corpus/`."""
    from assistant.ask import Assistant
    from assistant.settings import Settings

    opened = Assistant.open(Settings(index=corpus_index))
    yield opened
    opened.close()


@dataclass(frozen=True)
class Finished:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Finished]:
    """Runs `python -m MODULE ARGUMENT ...` in this process."""

    def run_command(module: str, *arguments: object, stdin: str | bytes = "") -> Finished:
        given = stdin if isinstance(stdin, bytes) else stdin.encode()
        monkeypatch.setattr(sys, "argv", [module, *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        capsysbinary.readouterr()
        try:
            importlib.import_module(f"{module}.__main__").main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        out, err = capsysbinary.readouterr()
        return Finished(code, out.decode(), err.decode())

    return run_command
