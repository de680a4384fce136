"""Processes that are killed, and two at once: the index that was served is served on, whole.

AQB_TEST_KILLS sets how many ingests are killed (5 otherwise).
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.embed import open_embedder
from assistant.settings import Settings
from assistant.store import Store, describe_embedder, open_store

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("AQB_TEST_KILLS", "5"))
SUBJECTS = ("Wasserwerk", "Bücherei", "Feuerwehr", "Schwimmbad", "Friedhof")


def write_files(folder: Path, edition: int) -> dict[str, str]:
    """Five leaflets that all change with each edition."""
    folder.mkdir(exist_ok=True)
    texts = {}
    for subject in SUBJECTS:
        lines = [f"{subject}, Ausgabe {edition}."]
        lines += [f"Absatz {n} über {subject} und die Ordnungsnummer {edition * 1000 + n}." for n in range(40)]
        texts[f"{subject}.txt"] = "\n\n".join(lines) + "\n"
    for name, text in texts.items():
        (folder / name).write_text(text)
    return texts


def start_ingest(files: Path, index: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "ingest", str(files), "--index", str(index), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def read_whole(index: Path) -> dict[str, str]:
    """The served documents, after every passage was found by its own vector and lies in its document."""
    embedder = open_embedder(Settings())
    store = open_store(Settings(index=index), describe_embedder(embedder))
    try:
        _check_passages(store, embedder)
        return {document.id: document.text for document in store.documents}
    finally:
        store.close()


def _check_passages(store: Store, embedder) -> None:
    texts = {document.id: document.text for document in store.documents}
    vectors = embedder.embed_passages([passage.search_text for passage in store.passages])
    assert store.stamp.passages == len(store.passages) == len(store.query(vectors[0], 10_000)) > 0
    for passage, vector in zip(store.passages, vectors, strict=True):
        assert texts[passage.span.document_id][passage.span.start : passage.span.end] == passage.text
        assert store.query(vector, 1)[0][1] == pytest.approx(1, abs=1e-4)


def wait_for_writing(index: Path, process: subprocess.Popen[str]) -> None:
    while process.poll() is None and not list(index.glob("building-*")):
        time.sleep(0.01)


def test_an_ingest_killed_at_any_moment_leaves_the_index_whole(tmp_path):
    files, index, dice = tmp_path / "files", tmp_path / "index", random.Random(4711)
    served = write_files(files, 0)
    began = time.monotonic()
    assert finish(start_ingest(files, index))[0] == 0
    lasts = time.monotonic() - began
    killed, writing, swapped = 0, 0, 0
    for edition in range(1, KILLS + 1):
        newer = write_files(files, edition)
        process = start_ingest(files, index)
        if edition % 2:
            time.sleep(dice.uniform(0, lasts))
        else:
            wait_for_writing(index, process)
            time.sleep(dice.uniform(0, lasts / 3))
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        process.communicate()
        writing += bool(list(index.glob("building-*")))
        found = read_whole(index)
        assert found in (served, newer)
        swapped += found == newer
        served = found
    print(f"{killed} killed, {writing} of them with an unfinished generation; {swapped} had served the newer one")
    assert killed > KILLS // 2
    newest = write_files(files, KILLS + 1)
    code, out, err = finish(start_ingest(files, index))
    assert (code, err) == (0, "")
    assert json.loads(out)["changes"]["changed"] == [f"{subject}.txt" for subject in sorted(SUBJECTS)]
    assert read_whole(index) == newest
    assert len([path for path in index.iterdir() if path.name.startswith(("gen-", "building-"))]) == 2


def test_a_killed_first_ingest_leaves_nothing_in_the_way(tmp_path):
    files, index = tmp_path / "files", tmp_path / "index"
    texts = write_files(files, 0)
    process = start_ingest(files, index)
    wait_for_writing(index, process)
    process.kill()
    process.communicate()
    assert finish(start_ingest(files, index))[0] == 0
    assert read_whole(index) == texts


def test_of_two_ingests_at_once_the_second_is_refused(tmp_path):
    files, index = tmp_path / "files", tmp_path / "index"
    texts = write_files(files, 0)
    first = start_ingest(files, index)
    while first.poll() is None and not ((index / "lock").exists() and (index / "lock").read_text()):
        time.sleep(0.01)
    code, out, err = finish(start_ingest(files, index))
    assert (code, out) == (1, "")
    assert f"(PID {first.pid})" in err
    assert err.count("\n") == 1
    assert finish(first)[0] == 0
    assert read_whole(index) == texts
