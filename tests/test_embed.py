"""The shipped model without torch, other models, an embedding server, and what can be wrong with each."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import httpx
import numpy as np
import pytest

from assistant.embed import (
    SHIPPED_MODEL,
    SHIPPED_NAME,
    StaticEmbedder,
    TransformerEmbedder,
    fallback_vector,
    normalise_rows,
    open_embedder,
)
from assistant.embed_server import ServerEmbedder
from assistant.errors import ModelError
from assistant.settings import read_settings

TEXTS = [
    "Wer bewilligt den Antrag?",
    "Das Land stellt dem Landkreis Mittel in Höhe von 1.234.567,00 Euro (§ 4) zur Verfügung.",
    "Maßnahmen der Berufsvorbereitung – Ausbildung in Teilzeit (TZ)",
    "STRASSE straße Strasse",
    "Who pays for part-time training?",
    "x",
    "漢字 😀 α",
    "lang " * 3000,
]


@pytest.fixture(scope="module")
def shipped() -> StaticEmbedder:
    return StaticEmbedder(SHIPPED_MODEL, SHIPPED_NAME)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the shipped model to damage."""
    return Path(shutil.copytree(SHIPPED_MODEL, tmp_path / "model"))


def test_the_shipped_model_is_the_default() -> None:
    embedder = open_embedder(read_settings())

    assert embedder.name == SHIPPED_NAME
    assert embedder.dimension == embedder.embed_query("Antrag").shape[0]
    assert len(embedder.fingerprint) == 16


def test_the_default_path_imports_neither_torch_nor_transformers() -> None:
    code = (
        "import sys; from assistant.embed import open_embedder; from assistant.settings import read_settings;"
        "open_embedder(read_settings()).embed_query('Antrag');"
        "print(sorted({'torch', 'transformers', 'sentence_transformers', 'httpx'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_vectors_equal_those_of_sentence_transformers(shipped: StaticEmbedder) -> None:
    from sentence_transformers import SentenceTransformer

    expected = SentenceTransformer(str(SHIPPED_MODEL), device="cpu").encode(TEXTS)

    np.testing.assert_allclose(shipped.embed_passages(TEXTS), expected, atol=1e-3)


@pytest.mark.parametrize(
    ("english", "german", "other"),
    [
        ("vocational training", "berufliche Ausbildung", "Antrag auf Baugenehmigung"),
        ("single parents", "Alleinerziehende", "Landwirtschaft"),
        ("the budget of the county", "Haushalt des Kreises", "Unterricht in der Schule"),
        ("Who signed the agreement?", "Wer hat die Vereinbarung unterzeichnet?", "Wann beginnt der Kurs?"),
    ],
)
def test_translations_are_near(shipped: StaticEmbedder, english: str, german: str, other: str) -> None:
    asked, near, far = shipped.embed_passages([english, german, other])

    assert asked @ near > asked @ far + 0.2


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("Straße", "STRASSE"),
        ("Förderung", "Fo\u0308rderung"),
        ("För\u00adderung", "Förderung"),
        ("Antrag", " Antrag! "),
    ],
)
def test_spellings_of_the_same_word(shipped: StaticEmbedder, one: str, same: str) -> None:
    np.testing.assert_array_equal(shipped.embed_query(one), shipped.embed_query(same))


@pytest.mark.parametrize("text", ["", " ", "\n\t", "😀😀", "...", "\u200b", "\x00"])
def test_a_text_without_words_gives_the_fallback_vector(shipped: StaticEmbedder, text: str) -> None:
    np.testing.assert_array_equal(shipped.embed_query(text), fallback_vector(shipped.dimension))


@pytest.mark.parametrize("text", ["x" * 50_000, "Ausbildung " * 5_000, "ä", "漢", "1", "§", *TEXTS])
def test_every_vector_has_length_one(shipped: StaticEmbedder, text: str) -> None:
    vector = shipped.embed_query(text)

    assert vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_passages_are_embedded_as_questions_are(shipped: StaticEmbedder) -> None:
    np.testing.assert_allclose(shipped.embed_passages(TEXTS)[0], shipped.embed_query(TEXTS[0]), atol=1e-6)
    assert shipped.embed_passages([]).shape == (0, shipped.dimension)


def test_the_fallback_is_near_to_no_text(shipped: StaticEmbedder) -> None:
    assert np.abs(shipped.embed_passages(TEXTS) @ fallback_vector(shipped.dimension)).max() < 0.4


def test_zero_rows_become_the_fallback() -> None:
    rows = normalise_rows(np.array([[3, 4], [0, 0]], np.float32))

    np.testing.assert_allclose(rows, [[0.6, 0.8], [0.5**0.5, 0.5**0.5]], atol=1e-6)


@pytest.mark.parametrize("number", [np.nan, np.inf])
def test_numbers_that_are_none_are_refused(number: float) -> None:
    with pytest.raises(ModelError, match="ungültige Zahlen"):
        normalise_rows(np.array([[number, 1]], np.float32))


def test_the_shipped_folder_is_small_and_readable() -> None:
    files = [path for path in SHIPPED_MODEL.rglob("*") if path.is_file()]

    assert sum(path.stat().st_size for path in files) < 20_000_000
    assert all(path.stat().st_mode & 0o044 == 0o044 for path in files)
    assert (SHIPPED_MODEL / "README.md").is_file()


def test_a_copy_has_the_fingerprint_and_another_model_has_not(shipped: StaticEmbedder, copy: Path) -> None:
    assert StaticEmbedder(copy).fingerprint == shipped.fingerprint

    (copy / "tokenizer.json").write_text((copy / "tokenizer.json").read_text("utf-8") + "\n", "utf-8")

    assert StaticEmbedder(copy).fingerprint != shipped.fingerprint


def test_a_static_folder_is_read_without_torch(copy: Path) -> None:
    embedder = open_embedder(read_settings(embed_model=str(copy)))

    assert isinstance(embedder, StaticEmbedder)
    assert embedder.name == "model"


@pytest.mark.parametrize("name", ["/gibt/es/nicht", "./nicht/da", "~/nicht-da", "a/b/c"])
def test_a_missing_folder(name: str) -> None:
    with pytest.raises(ModelError, match="den es nicht gibt"):
        open_embedder(read_settings(embed_model=name))


@pytest.mark.parametrize("content", [b"", b"kein Modell", b"\xff" * 100])
@pytest.mark.parametrize("file", ["model.safetensors", "tokenizer.json"])
def test_a_damaged_file_names_the_command(copy: Path, file: str, content: bytes) -> None:
    (copy / file).write_bytes(content)

    with pytest.raises(ModelError, match=r"python -m ingest\.training model"):
        StaticEmbedder(copy)


@pytest.mark.parametrize("file", ["model.safetensors", "tokenizer.json"])
def test_a_truncated_or_missing_file_names_the_command(copy: Path, file: str) -> None:
    (copy / file).write_bytes((copy / file).read_bytes()[:-100])
    with pytest.raises(ModelError, match=r"python -m ingest\.training model"):
        StaticEmbedder(copy)

    (copy / file).unlink()
    with pytest.raises(ModelError, match=r"python -m ingest\.training model"):
        StaticEmbedder(copy)


def _write_table(folder: Path, table: np.ndarray, name: str = "embedding.weight") -> None:
    from safetensors.numpy import save_file

    save_file({name: table}, folder / "model.safetensors")


@pytest.mark.parametrize(
    ("table", "name"),
    [
        (np.zeros((5, 256), np.float16), "embedding.weight"),
        (np.zeros(5, np.float16), "embedding.weight"),
        (np.zeros((5, 4), np.int8), "embedding.weight"),
        (np.zeros((5, 4), np.float16), "other"),
    ],
)
def test_a_table_of_another_shape(copy: Path, table: np.ndarray, name: str) -> None:
    _write_table(copy, table, name)

    with pytest.raises(ModelError):
        StaticEmbedder(copy)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["nobody/nothing", "nothing"])
def test_a_hub_model_that_is_not_here(name: str) -> None:
    with pytest.raises(ModelError, match="hf download"):
        open_embedder(read_settings(embed_model=name))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_folder_that_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="lässt sich nicht als Modell laden"):
        open_embedder(read_settings(embed_model=str(tmp_path)))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_prompts_of_a_model_are_used(copy: Path) -> None:
    config = copy / "config_sentence_transformers.json"
    prompts = {"query": "Frage ", "document": "Abschnitt "}
    config.write_text(json.dumps(json.loads(config.read_text("utf-8")) | {"prompts": prompts}), "utf-8")
    plain, prompted = StaticEmbedder(copy), TransformerEmbedder(str(copy), copy)

    np.testing.assert_allclose(prompted.embed_query("Antrag"), plain.embed_query("Frage Antrag"), atol=1e-3)
    np.testing.assert_allclose(prompted.embed_passages(["Antrag"])[0], plain.embed_query("Abschnitt Antrag"), atol=1e-3)
    assert prompted.dimension == plain.dimension
    assert prompted.embed_passages([]).shape == (0, plain.dimension)
    assert prompted.fingerprint == TransformerEmbedder(str(copy), copy).fingerprint != plain.fingerprint


def serve(answer) -> ServerEmbedder:
    """A server whose answer to a request is what `answer(request body or None)` returns."""

    def reply(request: httpx.Request) -> httpx.Response:
        found = answer(json.loads(request.content) if request.content else None)
        return found if isinstance(found, httpx.Response) else httpx.Response(200, json=found)

    return ServerEmbedder("http://server/v1", httpx.MockTransport(reply))


def lengths(body):
    """An honest server: lists one model; a text's vector is (its length, 1), in reversed order."""
    if body is None:
        return {"data": [{"id": "longest"}, {"id": "other"}]}
    rows = [{"index": i, "embedding": [len(text), 1]} for i, text in enumerate(body["input"])]
    return {"data": rows[::-1]}


def test_a_server_gives_vectors_in_the_order_of_the_texts() -> None:
    embedder = serve(lengths)

    vectors = embedder.embed_passages(["a", "abc", ""])

    np.testing.assert_allclose(vectors, [[0.5**0.5, 0.5**0.5], [0.9**0.5, 0.1**0.5], [0.5**0.5, 0.5**0.5]], atol=1e-6)
    assert (embedder.name, embedder.dimension, len(embedder.fingerprint)) == ("longest", 2, 16)
    assert embedder.embed_passages([]).shape == (0, 2)


def test_a_server_is_asked_in_batches() -> None:
    sizes: list[int] = []

    def count(body):
        sizes.append(len(body["input"]) if body else 0)
        return lengths(body)

    assert serve(count).embed_passages(["x"] * 130).shape == (130, 2)
    assert sizes == [0, 64, 64, 2]


@pytest.mark.parametrize(
    "address",
    ["http://server", "http://server/", "http://server/v1/", "http://server/v1/embeddings", "http://server#m"],
)
def test_addresses_of_a_server(address: str) -> None:
    seen: list[str] = []

    def reply(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.path)
        return httpx.Response(200, json=lengths(json.loads(request.content) if request.content else None))

    ServerEmbedder(address, httpx.MockTransport(reply)).embed_query("a")

    assert seen == ["/v1/embeddings"] if address.endswith("#m") else ["/v1/models", "/v1/embeddings"]


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (lambda _: httpx.Response(500, text="oh"), "HTTP 500"),
        (lambda _: httpx.Response(401), "HTTP 401"),
        (lambda _: httpx.Response(200, text="<html>"), "kein JSON"),
        (lambda _: [], "kein JSON-Objekt"),
        (lambda _: {}, "nennt kein Modell"),
        (lambda _: {"data": []}, "nennt kein Modell"),
        (lambda body: {"data": []} if body else lengths(body), "0 Vektoren statt 1"),
        (lambda body: {"data": [{"index": 0}]} if body else lengths(body), "keine lesbaren Vektoren"),
        (
            lambda body: {"data": [{"index": 0, "embedding": "abc"}]} if body else lengths(body),
            "keine lesbaren Vektoren",
        ),
        (lambda body: {"data": [{"index": 0, "embedding": [1e39, 1]}]} if body else lengths(body), "ungültige Zahlen"),
        (lambda body: {"error": "overloaded"} if body else lengths(body), "0 Vektoren statt 1"),
    ],
)
@pytest.mark.filterwarnings("ignore:overflow")
def test_a_server_that_answers_nonsense(answer, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        serve(answer).embed_query("Antrag")


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (httpx.ConnectError("refused"), "nicht erreichbar"),
        (httpx.ReadTimeout("slow"), "nicht rechtzeitig"),
        (httpx.ConnectTimeout("slow"), "nicht rechtzeitig"),
        (httpx.RemoteProtocolError("cut"), "nicht erreichbar"),
    ],
)
def test_a_server_that_does_not_answer(error: httpx.HTTPError, message: str) -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise error

    with pytest.raises(ModelError, match=message):
        ServerEmbedder("http://server/v1", httpx.MockTransport(fail))


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "http://"])
def test_an_address_without_a_server(address: str) -> None:
    with pytest.raises(ModelError, match="Einbettungsdienst"):
        open_embedder(read_settings(embed_model=address))
