"""A scripted server on the loopback, and assistants that ask it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.settings import Settings
from tests.llm.peer import Answer, Peer, serve


@pytest.fixture
def peer() -> Iterator[Peer]:
    """A server that says nothing until it has a script."""
    made = Peer([Answer("")])
    server = serve(made)
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def asking(peer: Peer, corpus_index: Path) -> Iterator[Callable[..., Assistant]]:
    """Opens assistants over `corpus/` that ask the scripted server."""
    opened: list[Assistant] = []

    def open_asking(**settings: object) -> Assistant:
        given = {"llm_url": peer.url, "llm_model": "scripted", "llm_timeout": 5.0, **settings}
        opened.append(Assistant.open(Settings(index=corpus_index, **given)))  # type: ignore[arg-type]
        opened[-1].model.load()
        return opened[-1]

    yield open_asking
    for one in opened:
        one.close()
