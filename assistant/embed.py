"""Texts to vectors: the shipped model, any sentence-transformers model, or an embedding server.

The shipped model is a table of vectors for word pieces; a text is the mean of its pieces. It is read with numpy and
tokenizers alone: torch takes seconds to import. Nothing is downloaded: a hub model must lie in the local cache,
unless the environment says `HF_HUB_OFFLINE=0`.
"""

import hashlib
import json
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

    from assistant.settings import Settings

Vectors = NDArray[np.float32]
"""One row a text, L2-normalised."""

SHIPPED_MODEL = Path(__file__).parent / "data" / "model"
SHIPPED_NAME = "aqb-static-de-en"

_STATIC_MODULES = ({"StaticEmbedding"}, {"StaticEmbedding", "Normalize"})
_PROMPTS = {"e5": {"query": "query: ", "document": "passage: "}}
"""Prompts of model families that were published before models carried their own; a part of the name -> prompts."""
_LOAD_ERRORS = (OSError, ValueError, KeyError, TypeError, AttributeError, ImportError, RuntimeError)
"""What transformers, huggingface_hub and torch raise for folders that hold no model, or one they cannot read."""
_BATCH = 1024
"""Texts whose word pieces are held at once; keeps long runs at constant memory."""


class Embedder(Protocol):
    """What turns texts into vectors; `name`, `dimension` and `fingerprint` go into the index stamp.

    No text gives a zero vector: one without any known word gives `fallback_vector`, which is the same for all of them.
    """

    @property
    def name(self) -> str:
        """The model's name for people and for the index stamp."""

    @property
    def dimension(self) -> int:
        """Numbers per vector."""

    @property
    def fingerprint(self) -> str:
        """A short hash that changes when the model does."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of document texts, one row each, L2-normalised."""

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question, L2-normalised."""


def open_embedder(settings: "Settings") -> Embedder:
    """The embedder that the settings name: the shipped model, a folder or hub name, or a server's address.

    Raises:
        ModelError: The folder is missing or damaged, the hub model is not on this machine, the server does not answer.
    """
    wanted = settings.embed_model
    if wanted is None:
        return open_shipped()
    if wanted.startswith(("http://", "https://")):
        from assistant.embed_server import ServerEmbedder

        return ServerEmbedder(wanted)
    folder = Path(wanted).expanduser()
    if folder.is_dir() and _is_static(folder):
        return StaticEmbedder(folder)
    if not folder.is_dir() and (folder.is_absolute() or wanted.startswith((".", "~")) or wanted.count("/") > 1):
        raise ModelError(f"AQB_EMBED_MODEL nennt den Ordner '{wanted}', den es nicht gibt; {_HELP}")
    return TransformerEmbedder(wanted, folder if folder.is_dir() else None)


@cache
def open_shipped() -> "StaticEmbedder":
    """The shipped model, opened once.

    Raises:
        ModelError: Its folder is missing or damaged.
    """
    return StaticEmbedder(SHIPPED_MODEL, SHIPPED_NAME)


_HELP = "ohne AQB_EMBED_MODEL wird das mitgelieferte Modell verwendet."


class StaticEmbedder:
    """A sentence-transformers `StaticEmbedding` folder, read without torch.

    The table stays in the precision of its file; the rows of a text are converted when they are added up. Vectors
    equal those of `SentenceTransformer(folder).encode` within the table's precision.
    """

    def __init__(self, folder: Path, name: str = "") -> None:
        self.name = name or folder.name
        self._folder = folder
        self._table = _read_table(folder)
        self._tokenizer = _read_tokenizer(folder)
        rows, size = len(self._table), self._tokenizer.get_vocab_size()
        if rows != size:
            raise ModelError(
                f"Das Modell '{folder}' ist beschädigt: {rows} Vektoren für {size} Wortstücke; "
                "`python -m ingest.training model` schreibt es neu."
            )

        # Pages of an empty array cost nothing until they are written to.
        self._converted = np.empty(self._table.shape, np.float32)
        self._is_converted = np.zeros(rows, np.bool_)

    @property
    def dimension(self) -> int:
        """Numbers per vector."""
        return int(self._table.shape[1])

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the table and the word pieces."""
        digest = hashlib.sha256((self._folder / "tokenizer.json").read_bytes())
        digest.update(self._table.tobytes())
        return digest.hexdigest()[:16]

    def piece_vectors(self, numbers: NDArray[np.integer]) -> Vectors:
        """The vectors of some word pieces, a row each, as they are added up.

        Converting the file's half precision takes longer than all the rest, so each row is converted once and kept.
        """
        new = numbers[~self._is_converted[numbers]]
        if len(new):
            self._converted[new] = self._table[new]
            self._is_converted[new] = True
        rows: Vectors = self._converted[numbers]
        return rows

    def read_pieces(self, texts: Sequence[str]) -> list[list[int]]:
        """The numbers of the word pieces of each text."""
        return [encoding.ids for encoding in self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)]

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of document texts, one row each, L2-normalised."""
        parts = [self._embed(texts[start : start + _BATCH]) for start in range(0, len(texts), _BATCH)]
        return np.concatenate(parts) if parts else np.empty((0, self.dimension), np.float32)

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question, L2-normalised; the same as that of a passage of these words."""
        vector: Vectors = self._embed([text])[0]
        return vector

    def _embed(self, texts: Sequence[str]) -> Vectors:
        means = np.zeros((len(texts), self.dimension), np.float32)
        for row, pieces in enumerate(self.read_pieces(texts)):
            if pieces:
                means[row] = self._table[pieces].mean(axis=0, dtype=np.float32)
        return normalise_rows(means)


class TransformerEmbedder:
    """Any sentence-transformers model, with its own query and passage prompts; loads torch (seconds)."""

    def __init__(self, name: str, folder: Path | None) -> None:
        self._model = _load_transformer(name, folder)
        self.name = folder.name if folder else name

    @property
    def dimension(self) -> int:
        """Numbers per vector."""
        return int(self._model.get_embedding_dimension() or 0)

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the prompts and of the first numbers of each weight: the same on each machine."""
        digest = hashlib.sha256(json.dumps(self._model.prompts, sort_keys=True).encode())
        for name, weight in sorted(self._model.state_dict().items()):
            digest.update(name.encode() + weight.flatten()[:64].float().numpy().tobytes())
        return digest.hexdigest()[:16]

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of document texts, one row each, L2-normalised."""
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        return normalise_rows(np.asarray(self._model.encode_document(list(texts), show_progress_bar=False), np.float32))

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question, L2-normalised."""
        rows = np.asarray(self._model.encode_query([text], show_progress_bar=False), np.float32)
        vector: Vectors = normalise_rows(rows)[0]
        return vector


def fallback_vector(dimension: int) -> Vectors:
    """The vector of a text without any known word: the same for all of them, and near to no other."""
    return np.full(dimension, dimension**-0.5, np.float32)


def normalise_rows(vectors: Vectors) -> Vectors:
    """Rows of length one; rows of length zero become `fallback_vector`.

    Raises:
        ModelError: A number is infinite or not a number.
    """
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    if not np.isfinite(lengths).all():
        raise ModelError(f"Das Einbettungsmodell liefert ungültige Zahlen (unendlich oder keine Zahl); {_HELP}")
    empty = lengths[:, 0] < np.finfo(np.float32).tiny
    unit = vectors / np.where(empty[:, None], 1, lengths)
    unit[empty] = fallback_vector(vectors.shape[1])
    return unit.astype(np.float32, copy=False)


def _is_static(folder: Path) -> bool:
    """Whether a folder holds a table and nothing that needs torch."""
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        kinds = {module["type"].rpartition(".")[2] for module in modules}
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return kinds in _STATIC_MODULES and (folder / "model.safetensors").is_file()


def _read_table(folder: Path) -> NDArray[np.floating]:
    from safetensors import SafetensorError, safe_open

    path = folder / "model.safetensors"
    try:
        with safe_open(path, framework="np") as tensors:
            table: NDArray[np.floating] = tensors.get_tensor("embedding.weight")
    except (OSError, SafetensorError) as error:
        raise ModelError(
            f"Die Vektortabelle '{path}' fehlt oder ist beschädigt; `python -m ingest.training model` schreibt sie neu."
        ) from error
    if table.ndim != 2 or not np.issubdtype(table.dtype, np.floating):
        raise ModelError(f"Die Vektortabelle '{path}' hat die Form {table.shape} statt Wortstücke x Dimension; {_HELP}")
    return table


def _read_tokenizer(folder: Path) -> "Tokenizer":
    from tokenizers import Tokenizer

    path = folder / "tokenizer.json"
    try:
        written = path.read_text(encoding="utf-8")
        # tokenizers raises a bare Exception for anything it cannot use, so the shape is looked at before.
        sound = bool(json.loads(written)["model"]["vocab"])
    except (OSError, ValueError, KeyError, TypeError):
        sound = False
    if not sound:
        raise ModelError(
            f"Die Wortstücke '{path}' fehlen oder sind beschädigt; `python -m ingest.training model` schreibt sie neu."
        )
    tokenizer = Tokenizer.from_str(written)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _load_transformer(name: str, folder: Path | None) -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer

    prompts = next((found for family, found in _PROMPTS.items() if family in name.lower()), None)
    try:
        model = SentenceTransformer(str(folder or name), device="cpu")
    except _LOAD_ERRORS as error:
        raise ModelError(_explain_missing(name, folder, error)) from error
    if prompts and not any((model.prompts or {}).values()):
        model.prompts = {**prompts}
    return model


def _explain_missing(name: str, folder: Path | None, error: Exception) -> str:
    reason = (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
    if folder:
        return f"Der Ordner '{name}' aus AQB_EMBED_MODEL lässt sich nicht als Modell laden ({reason}); {_HELP}"
    return (
        f"Das Modell '{name}' aus AQB_EMBED_MODEL liegt nicht auf diesem Rechner ({reason}); mit Netz lädt es "
        f"`HF_HUB_OFFLINE=0 hf download {name}` einmal, {_HELP}"
    )
