"""Vectors from a server that speaks the OpenAI embeddings protocol (vLLM, llama.cpp, Ollama, text-embeddings-inference)."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any
from urllib.parse import urldefrag

import httpx
import numpy as np

from assistant.embed import Vectors, normalise_rows
from assistant.errors import ModelError

_BATCH = 64
"""Texts per request; servers refuse more than some hundreds."""
_TIMEOUT = httpx.Timeout(60.0, connect=5.0)
_HELP = "`python -m assistant settings` zeigt AQB_EMBED_MODEL, ohne das Modell des Servers gilt das mitgelieferte."
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class ServerEmbedder:
    """An embedding server at an address like `http://host:8080/v1`.

    The model's name may stand behind `#` (`http://host:8080/v1#bge-m3`); otherwise the first one that the server
    lists is taken.
    """

    def __init__(self, address: str, transport: httpx.BaseTransport | None = None) -> None:
        base, model = urldefrag(address)
        base = base.rstrip("/").removesuffix("/embeddings")
        self._address = base if base.endswith("/v1") else f"{base}/v1"
        self._client = httpx.Client(timeout=_TIMEOUT, transport=transport)
        self.name = model or self._find_model()

    @cached_property
    def dimension(self) -> int:
        """Numbers per vector; asks the server once."""
        return int(self.embed_query("Antrag").shape[0])

    @property
    def fingerprint(self) -> str:
        """Hash of the model's name and dimension: a server tells no more about itself."""
        return hashlib.sha256(f"{self.name} {self.dimension}".encode()).hexdigest()[:16]

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of document texts, one row each, L2-normalised.

        Raises:
            ModelError: The server does not answer, or answers something else than one vector a text.
        """
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        parts = [self._embed(texts[start : start + _BATCH]) for start in range(0, len(texts), _BATCH)]
        if len({part.shape[1] for part in parts}) > 1:
            raise ModelError(f"Der Einbettungsdienst {self._address} liefert Vektoren verschiedener Länge; {_HELP}")
        return np.concatenate(parts)

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question, L2-normalised.

        Raises:
            ModelError: The server does not answer, or answers something else than one vector.
        """
        vector: Vectors = self._embed([text])[0]
        return vector

    def _embed(self, texts: Sequence[str]) -> Vectors:
        # Several servers refuse an empty input, and the answer to it carries no meaning anyway.
        body = {"model": self.name, "input": [text if text.strip() else "-" for text in texts]}
        data = self._ask("POST", "/embeddings", body).get("data")
        try:
            rows = sorted(data or [], key=lambda item: item["index"])
            vectors = np.array([row["embedding"] for row in rows], np.float32)
        except (KeyError, TypeError, ValueError) as error:
            raise ModelError(self._complain("liefert keine lesbaren Vektoren")) from error
        if vectors.ndim != 2 or len(vectors) != len(texts):
            raise ModelError(self._complain(f"liefert {len(rows)} Vektoren statt {len(texts)}"))
        return normalise_rows(vectors)

    def _find_model(self) -> str:
        models = self._ask("GET", "/models").get("data")
        try:
            return str(models[0]["id"])  # type: ignore[index]
        except (IndexError, KeyError, TypeError) as error:
            raise ModelError(
                self._complain("nennt kein Modell; der Name kann hinter # in der Adresse stehen")
            ) from error

    def _ask(self, method: str, path: str, body: Mapping[str, Any] = _NOTHING) -> dict[str, Any]:
        try:
            reply = self._client.request(method, self._address + path, json=dict(body) or None)
            reply.raise_for_status()
            answer = reply.json()
        except httpx.TimeoutException as error:
            raise ModelError(self._complain("antwortet nicht rechtzeitig")) from error
        except httpx.HTTPStatusError as error:
            raise ModelError(self._complain(f"antwortet mit HTTP {error.response.status_code}")) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ModelError(self._complain("ist nicht erreichbar")) from error
        except ValueError as error:
            raise ModelError(self._complain("liefert kein JSON")) from error
        if not isinstance(answer, dict):
            raise ModelError(self._complain("liefert kein JSON-Objekt"))
        return answer

    def _complain(self, what: str) -> str:
        return f"Der Einbettungsdienst {self._address} {what}; {_HELP}"
