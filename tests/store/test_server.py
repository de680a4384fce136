"""The same store on a real Chroma server."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexBusy, IndexForeign, IndexMismatch, IndexMissing, SettingsError, StoreError
from assistant.settings import Settings
from assistant.store import EmbeddingStamp, open_store
from assistant.store.chroma import close_client, open_server_client
from assistant.store.generation import find_home


@contextmanager
def closing(client):
    yield client
    close_client(client)


VECTOR = np.array([3, 1, 0, 0, 0, 0, 0, 0], dtype=np.float32)


def find_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    command = Path(sys.executable).with_name("chroma")
    if not command.exists():
        pytest.skip("the command `chroma` is not installed")
    port = find_port()
    log = (tmp_path_factory.mktemp("log") / "chroma.log").open("w")
    server = subprocess.Popen(
        [command, "run", "--host", "127.0.0.1", "--port", str(port), "--path", tmp_path_factory.mktemp("server")],
        stdout=log,
        stderr=log,
    )
    try:
        _wait(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)
        log.close()


def _wait(port):
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("chroma run does not answer")


@pytest.mark.slow
def test_generations_on_a_server(url, world, documents):
    """One story, as the server is started once: missing, written, read, replaced, kept, swept, refused."""
    served = type(world)(Settings(chroma_url=url, index=world.index))
    with pytest.raises(IndexMissing, match=f"Kein Index in '{url}'"):
        open_store(served.settings)

    names = [served.write(documents)]
    old = open_store(served.settings)
    assert old.documents == documents
    assert old.is_current()
    assert old.query(VECTOR, 1, years=[2024])[0][0] == "kassel-2024#0"
    assert len(old.query(VECTOR, 99)) == len(old.passages) == 10

    names.append(served.write([replace(documents[3], text="neu")]))
    assert not old.is_current()
    assert old.query(VECTOR, 1)[0][0] == "stadt-2025#0"
    names.append(served.write(documents[:2]))
    new = open_store(served.settings)
    assert new.documents == documents[:2]
    new.close()
    with pytest.raises(IndexForeign, match="nicht lesen"):
        old.query(VECTOR, 1)

    old.close()
    expected = {f"aqb-{kind}-{name}" for kind in ("documents", "passages") for name in names[1:]}
    with closing(open_server_client(url)) as client:
        assert {collection.name for collection in client.list_collections()} == {*expected, "aqb-current"}
    with pytest.raises(IndexMismatch):
        open_store(served.settings, EmbeddingStamp("anderes", 8, "f"))


@pytest.mark.slow
def test_one_writer_a_server(url, world, documents):
    served = type(world)(Settings(chroma_url=url, index=world.index))
    home = find_home(served.settings)
    with home.hold(), pytest.raises(IndexBusy, match=rf"PID {os.getpid()} auf {socket.gethostname()}"):
        served.write(documents)
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    holder = {"pid": int(gone.stdout), "host": socket.gethostname(), "since": "2026-01-01T00:00:00+00:00"}
    with closing(open_server_client(url)) as client:
        client.create_collection("aqb-lock", metadata=holder, embedding_function=None)
    served.write(documents)
    open_store(served.settings).close()


def test_a_server_that_does_not_answer():
    with pytest.raises(StoreError, match="antwortet kein Chroma-Server"):
        open_store(Settings(chroma_url=f"http://127.0.0.1:{find_port()}"))


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://x", "http://"])
def test_an_address_that_cannot_be_meant(url):
    with pytest.raises(SettingsError, match="AQB_CHROMA_URL ist"):
        open_store(Settings(chroma_url=url))
