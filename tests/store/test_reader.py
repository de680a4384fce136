"""What readers of the store see, and when they are refused."""

import gc
import json
import os
import shutil
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexForeign, IndexMismatch, IndexMissing, StoreError
from assistant.settings import Settings
from assistant.store import EmbeddingStamp, open_store
from assistant.store.codec import encode_snapshot


def embed(text):
    counts = np.array([text.lower().count(letter) for letter in "abcdefgh"], dtype=np.float32)
    return counts / np.linalg.norm(counts)


@pytest.fixture
def store(world, documents):
    world.write(documents)
    with_store = open_store(world.settings)
    yield with_store
    with_store.close()


def test_everything_that_was_written_is_read(store, documents):
    assert store.documents == documents
    assert [passage.id for passage in store.passages][:3] == ["kassel-2025#0", "kassel-2025#1", "kassel-2025#2"]
    assert store.stamp.passages == len(store.passages) == 10
    assert store.stamp.embedding == EmbeddingStamp("buchstaben", 8, "f")


def test_a_query_ranks_by_cosine(store):
    hits = dict(store.query(embed("aaab"), 10))
    expected = {p.id: float(embed("aaab") @ embed(p.text)) for p in store.passages if p.text}
    assert hits == pytest.approx({"merkblatt#2": 0.0} | expected, abs=1e-6)
    assert store.query(embed("aaab Geld"), 1) == [("kassel-2024#0", pytest.approx(1))]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"bodies": ["landkreis-kassel"]}, {"kassel-2025", "kassel-2024"}),
        ({"bodies": ["landkreis-kassel"], "years": [2025]}, {"kassel-2025"}),
        ({"bodies": ["landkreis-kassel", "stadt-kassel"], "years": [2025]}, {"kassel-2025", "stadt-2025"}),
        ({"bodies": [None]}, {"merkblatt"}),
        ({"bodies": [None, "stadt-kassel"]}, {"merkblatt", "stadt-2025"}),
        ({"years": [None]}, {"merkblatt"}),
        ({"kinds": ["other"]}, {"merkblatt"}),
        ({"kinds": ["agreement"], "sections": ["Absatz 1"]}, set()),
        ({"sections": ["§ 4"], "years": [2024]}, {"kassel-2024"}),
        ({"bodies": []}, set()),
        ({"years": [1999]}, set()),
    ],
)
def test_filters(store, filters, expected):
    assert {key.partition("#")[0] for key, _ in store.query(embed("aabc"), 100, **filters)} == expected


def test_k(store):
    assert len(store.query(embed("a"), 3)) == 3
    assert store.query(embed("a"), 0) == []


def test_a_vector_of_another_model_is_refused(store):
    with pytest.raises(IndexMismatch, match=r"9 Zahlen.*8.*--rebuild"):
        store.query(np.ones(9, dtype=np.float32), 3)


def test_many_threads_read_at_once(store):
    results = []
    threads = [
        threading.Thread(target=lambda: results.extend(store.query(embed("aaab Geld"), 1)[0][0] for _ in range(20)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == ["kassel-2024#0"] * 160


def test_an_open_generation_serves_on_while_newer_ones_replace_it(world, documents):
    world.write(documents)
    old = open_store(world.settings)
    assert old.is_current()
    for text in ("neu", "neuer", "am neuesten"):
        world.write([replace(documents[3], text=text)])
    assert not old.is_current()
    assert old.query(embed("aaab Geld"), 1)[0][0] == "kassel-2024#0"
    old.close()
    with_new = open_store(world.settings)
    assert with_new.is_current()
    assert [d.text for d in with_new.documents] == ["am neuesten"]
    assert [key for key, _ in with_new.query(embed("aaab Geld"), 9)] == ["merkblatt#0"]
    with_new.close()


def test_two_generations_are_kept_unless_a_reader_needs_a_third(world, documents):
    first = world.write(documents)
    reader = open_store(world.settings)
    names = [first, *(world.write([replace(documents[3], text=text)]) for text in ("b", "c", "d"))]
    assert _generations(world) == {names[0], names[2], names[3]}
    del reader
    gc.collect()
    names.append(world.write(documents))
    assert _generations(world) == {names[3], names[4]}


def _generations(world):
    return {path.name for path in world.index.iterdir() if path.name.startswith("gen-")}


def test_no_index(world):
    with pytest.raises(IndexMissing, match=r"Kein Index in '.*index'; `python -m ingest` legt ihn an\."):
        open_store(world.settings)


def test_an_unfinished_first_ingest_is_no_index(world):
    (world.index / "building-x").mkdir(parents=True)
    (world.index / "lock").touch()
    with pytest.raises(IndexMissing):
        open_store(world.settings)


def test_a_removed_index_is_not_current(store, world):
    shutil.rmtree(world.index)
    assert not store.is_current()
    assert store.documents


def test_somebody_elses_folder_is_neither_read_nor_written(world, documents):
    world.index.mkdir()
    (world.index / "brief.txt").write_text("Lieber Karl")
    with pytest.raises(IndexForeign, match=r"hält keinen Index, sondern anderes \('brief.txt'\)"):
        open_store(world.settings)
    with pytest.raises(IndexForeign, match="AQB_INDEX"):
        world.write(documents)
    assert [path.name for path in world.index.iterdir()] == ["brief.txt"]


def test_a_file_is_no_index(tmp_path):
    (tmp_path / "x").touch()
    with pytest.raises(IndexForeign, match="ist kein Ordner"):
        open_store(Settings(index=tmp_path / "x"))


@pytest.mark.parametrize(
    ("model", "dimension", "words"),
    [("anderes", 8, "'buchstaben'.*'anderes'"), ("buchstaben", 9, r"\(8 Zahlen\).*\(9 Zahlen\)")],
)
def test_another_embedding_is_refused_with_the_command(world, documents, model, dimension, words):
    world.write(documents)
    with pytest.raises(IndexMismatch, match=f"{words}.*`python -m ingest --rebuild`"):
        open_store(world.settings, EmbeddingStamp(model, dimension, "f"))
    open_store(world.settings, EmbeddingStamp("buchstaben", 8, "f")).close()


def test_the_same_name_with_other_weights_is_refused(world, documents):
    world.write(documents)
    with pytest.raises(IndexMismatch, match=r"Kennung f.*Kennung g"):
        open_store(world.settings, EmbeddingStamp("buchstaben", 8, "g"))


@pytest.mark.parametrize(
    ("field", "value", "error", "words"),
    [
        ("schema", 99, IndexForeign, "Fassung 99, erwartet wird"),
        ("passage_tokens", 17, IndexMismatch, "zu 17 Token"),
    ],
)
def test_an_index_of_another_version_is_refused(world, documents, field, value, error, words):
    world.write(documents)
    store = open_store(world.settings)
    snapshot = encode_snapshot(replace(store.stamp, **{field: value}), store.documents, store.passages)
    store.close()
    _replace_sealed(world.index / store.generation, "snapshot.json", snapshot)
    with pytest.raises(error, match=words):
        open_store(world.settings)


def _replace_sealed(folder: Path, name: str, content: bytes) -> None:
    import hashlib

    (folder / name).write_bytes(content)
    seal = json.loads((folder / "SEAL").read_text())
    for row in seal["files"]:
        if row["path"] == name:
            row |= {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    (folder / "SEAL").write_text(json.dumps(seal))


def test_odd_characters_survive(world, documents):
    odd = replace(documents[3], text="\x00 a\u0301 \U0001f600 \u202e \ufeff\r\n\t' \" \\ {} %s")
    world.write([odd])
    store = open_store(world.settings)
    assert store.documents == (odd,)
    store.close()


def test_an_index_without_documents_can_be_asked(world):
    world.write([])
    store = open_store(world.settings)
    store.warm()
    assert (store.documents, store.passages, store.query(embed("a"), 5)) == ((), (), [])
    store.close()


def test_what_is_derived_lies_with_the_generation(world, documents):
    def derive(folder: Path) -> None:
        folder.mkdir()
        (folder / "words.bin").write_bytes(b"w")

    world.write(documents, derive=derive)
    store = open_store(world.settings)
    assert (store.lexical_folder / "words.bin").read_bytes() == b"w"
    (store.lexical_folder / "words.bin").write_bytes(b"x")
    store.close()
    damaged = open_store(world.settings)
    assert damaged.lexical_folder is None
    damaged.close()


def test_opening_needs_no_heavy_library_and_no_chroma(world, documents):
    world.write(documents)
    code = (
        "import sys; from pathlib import Path; from assistant.settings import Settings; from assistant.store import *\n"
        f"store = open_store(Settings(index=Path({str(world.index)!r}))); store.close()\n"
        "print([name for name in ('chromadb', 'torch', 'gradio', 'llama_index.core') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_the_env_file_of_the_working_folder_is_not_chromas(world, documents, tmp_path):
    world.write(documents)
    (tmp_path / ".env").write_text("IS_PERSISTENT=banana\nMIGRATIONS=none\nCHROMA_API_IMPL=x\nALLOW_RESET=maybe\n")
    code = (
        "from pathlib import Path; from assistant.settings import Settings; from assistant.store import *\n"
        "store = open_store(Settings(index=Path('index'))); print(store.query([1.0] * 8, 1)[0][0]); store.close()"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == "kassel-2024#0\n"


def test_a_closed_store_is_not_opened_again_by_accident(world, documents):
    world.write(documents)
    store = open_store(world.settings)
    store.close()
    store.close()
    with pytest.raises(RuntimeError, match="closed"):
        store.query(embed("a"), 1)


def test_writing_refuses_what_does_not_fit_together(world, documents):
    with pytest.raises(ValueError, match="not unique"):
        world.write([documents[0], documents[0]])
    with pytest.raises(IndexMissing):
        open_store(world.settings)


def test_a_folder_that_cannot_be_written(tmp_path, documents, world):
    (tmp_path / "file").touch()
    settings = Settings(index=tmp_path / "file" / "index")
    with pytest.raises(StoreError, match=r"lässt sich nicht beschreiben|ist kein Ordner"):
        type(world)(settings).write(documents)
