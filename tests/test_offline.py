"""Nothing leaves this machine, and nothing is written outside the index: in this process and in a network of its own."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import CORPUS, ROOT, NetworkRefused

REFUSER = """
import socket

def refuse(*arguments, **options):
    raise SystemExit(f"network asked for: {arguments}")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
"""


def cut_off(folder: Path) -> tuple[list[str], dict[str, str]]:
    """A command prefix and environment without a network: an empty name space where allowed, else no sockets."""
    plain = {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(ROOT)}
    for prefix in (["unshare", "-n"], ["unshare", "-rn"]):
        if (
            shutil.which("unshare")
            and subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0
        ):
            return prefix, plain
    (folder / "refuser").mkdir()
    (folder / "refuser" / "sitecustomize.py").write_text(REFUSER)
    return [], plain | {"PYTHONPATH": f"{folder / 'refuser'}:{ROOT}"}


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_the_guard_refuses_other_machines(refused, host):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as sock, pytest.raises(NetworkRefused):
        sock.connect((host, 80))
    assert refused == [host]
    refused.clear()


def test_the_guard_refuses_names(refused):
    with pytest.raises(NetworkRefused):
        socket.create_connection(("example.org", 443))
    assert refused == ["example.org"]
    refused.clear()


def test_the_guard_allows_this_machine():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass


@pytest.mark.slow
def test_ingest_and_ask_need_no_network_and_no_home(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    prefix, environment = cut_off(home)
    before = set(home.rglob("*"))

    def run(*arguments: str) -> dict:
        command = [*prefix, sys.executable, "-m", *arguments, "--json", "--index", str(tmp_path / "index")]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment)
        assert (done.returncode, done.stderr) == (0, "")
        return json.loads(done.stdout)

    assert run("ingest", str(CORPUS))["totals"]["documents"] == 5
    assert run("assistant", "ask", "Wer stellt den Antrag?")["citations"]
    assert run("assistant", "ask", "Who signs for the state?")["language"] == "en"
    assert run("assistant", "search", "part-time training")["hits"]
    assert {path for path in home.rglob("*") if "__pycache__" not in path.parts} == before
