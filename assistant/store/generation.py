"""What a home of generations can do, whether it is a folder or a server."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from assistant.documents import Document, Passage
from assistant.settings import Settings
from assistant.store.chroma import Pair, Vector
from assistant.store.codec import Snapshot
from assistant.store.stamp import Stamp

Derive = Callable[[Path], None]
"""Writes what is derived from a generation (the lexical index) into the folder given."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A generation to be written: `vectors` has a row a passage."""

    stamp: Stamp
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    vectors: Vector


class Generation(Protocol):
    """One generation, held open: nobody removes it before `close`."""

    @property
    def name(self) -> str:
        """Its name, which sorts by age."""

    @property
    def where(self) -> str:
        """Folder or address, for messages."""

    @property
    def lexical(self) -> Path | None:
        """The folder of the lexical index, None where there is none: it is built at opening then."""

    def read(self) -> Snapshot:
        """Documents, passages and stamp."""

    def open_pair(self) -> Pair:
        """The collections in Chroma; the first call opens them."""

    def is_current(self) -> bool:
        """Whether no other generation is served by now."""

    def close(self) -> None:
        """Let go; closing twice is fine."""


class Home(Protocol):
    """Where generations live."""

    @property
    def where(self) -> str:
        """Folder or address, for messages."""

    def open_current(self) -> Generation:
        """The generation that is served."""

    def hold(self) -> AbstractContextManager[None]:
        """Be the only writer, and remove what a killed one left."""

    def publish(self, draft: Draft, derive: Derive | None) -> str:
        """Write a generation, verify it, serve it from now on, and give its name."""


def make_name(stamp: Stamp) -> str:
    """A name that sorts by age and tells the content ("gen-20261122T041100123456-1a2b3c4d")."""
    return f"gen-{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{stamp.content[:8]}"


def read_time(name: str) -> datetime | None:
    """When a generation was written, from its name, in the time zone of this machine; None for a name of another form."""
    _, _, rest = name.partition("gen-")
    try:
        written = datetime.strptime(f"{rest.partition('-')[0]}+0000", "%Y%m%dT%H%M%S%f%z")
    except ValueError:
        return None
    return written.astimezone()


def find_home(settings: Settings) -> Home:
    """The folder, or the server where one is set."""
    if settings.chroma_url:
        from assistant.store.server import ServerHome

        return ServerHome(settings.chroma_url)
    from assistant.store.folder import FolderHome

    return FolderHome(settings.index)
