"""Files that are cut off, overwritten or gone: a sentence with the command, never a dead process or a wrong answer."""

import random
import shutil

import pytest

from assistant.documents import OtherDocument, Section, Span
from assistant.errors import IndexForeign, StoreError
from assistant.store import chroma, open_store
from assistant.store.chroma import translate_errors


@pytest.fixture
def generation(world, documents):
    return world.index / world.write(documents)


def cut_off(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path):
    path.write_bytes(b"")


def scramble(path):
    content = bytearray(path.read_bytes())
    dice = random.Random(len(content))
    for _ in range(min(200, len(content))):
        content[dice.randrange(len(content))] = dice.randrange(256)
    path.write_bytes(bytes(content))


def flip_one_bit(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def remove(path):
    path.unlink()


@pytest.mark.parametrize("harm", [cut_off, empty, scramble, flip_one_bit, remove])
def test_damaged_chroma_files_are_refused_with_the_command(world, generation, harm):
    harm(generation / "chroma" / "chroma.sqlite3")
    with pytest.raises(IndexForeign, match=r"beschädigt.*chroma.sqlite3.*`python -m ingest --rebuild`"):
        open_store(world.settings)


@pytest.mark.parametrize("harm", [cut_off, empty, scramble, flip_one_bit, remove])
def test_a_damaged_snapshot_is_made_anew_from_chroma(world, generation, documents, harm):
    snapshot = generation / "snapshot.json"
    whole = snapshot.read_bytes()
    harm(snapshot)
    store = open_store(world.settings)
    assert store.documents == documents
    store.close()
    assert snapshot.read_bytes() == whole


@pytest.mark.parametrize("harm", [cut_off, empty, remove])
def test_a_damaged_seal_is_refused(world, generation, harm):
    harm(generation / "SEAL")
    with pytest.raises(IndexForeign, match=r"SEAL.*--rebuild"):
        open_store(world.settings)


@pytest.mark.parametrize("written", [b"", b"\x00\xff", b"[]", b'{"generation": "gen-x"}', b"null"])
def test_a_damaged_pointer_is_refused_and_mended_by_the_next_ingest(world, generation, documents, written):
    (world.index / "CURRENT").write_bytes(written)
    with pytest.raises(IndexForeign, match=r"CURRENT' ist beschädigt.*--rebuild"):
        open_store(world.settings)
    world.write(documents[:1])
    store = open_store(world.settings)
    assert store.documents == documents[:1]
    store.close()


def test_a_generation_that_is_gone_is_refused(world, generation):
    shutil.rmtree(generation)
    with pytest.raises(IndexForeign, match=r"unvollständig.*--rebuild"):
        open_store(world.settings)


def test_reading_leaves_a_generation_as_it_was_sealed(world, generation):
    before = {path: path.read_bytes() for path in generation.rglob("*") if path.is_file()}
    store = open_store(world.settings)
    store.warm()
    store.close()
    assert {path: path.read_bytes() for path in generation.rglob("*") if path.is_file()} == before


def test_a_large_index_keeps_its_graph_and_is_as_it_was_sealed_after_reading(world, monkeypatch):
    monkeypatch.setattr(chroma, "_LARGE", 150)
    text = "\n".join("abcdefgh"[i % 8] * (1 + i // 8) + "abcdefgh"[i // 3 % 8] for i in range(50))
    prose = [
        OtherDocument(key, key, key, text, "", None, None, (Section("", "", Span(key, 0, len(text))),), (), ())
        for key in ("d0", "d1", "d2", "d3")
    ]
    folder = world.index / world.write(prose)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert any(path.suffix == ".bin" for path in before)
    for _ in range(2):
        store = open_store(world.settings)
        assert len(store.query(store.read_vectors()["d1#7"], 200)) == 200
        store.close()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_panic_of_chromas_core_becomes_a_sentence():
    panic = type("PanicException", (BaseException,), {})
    with (
        pytest.raises(IndexForeign, match=r"'index' lässt sich nicht lesen \(called Result::unwrap"),
        translate_errors("index"),
    ):
        raise panic("called Result::unwrap()\nbacktrace")
    with pytest.raises(KeyboardInterrupt), translate_errors("index"):
        raise KeyboardInterrupt
    with (
        pytest.raises(StoreError, match=r"ließ sich nicht schreiben.*bisherige bleibt"),
        translate_errors("index", writing=True),
    ):
        raise OSError(28, "No space left on device")


def test_a_generation_that_fails_its_examination_is_not_served(world, generation, documents):
    """Writing that loses a byte on the way to the disk is found before the pointer moves."""

    def harm_the_neighbours(folder):
        sqlite = folder.parent / "chroma" / "chroma.sqlite3"
        content = sqlite.read_bytes()
        sqlite.write_bytes(content.replace(b"bbb Ma", b"bbX Ma"))

    with pytest.raises(StoreError, match=r"Prüfung nicht bestanden|nicht lesen"):
        world.write(documents[:1], derive=harm_the_neighbours)
    store = open_store(world.settings)
    assert store.generation == generation.name
    assert store.documents == documents
    store.close()
    assert [path.name for path in world.index.iterdir() if path.name.startswith(("gen-", "building-"))] == [
        generation.name
    ]
