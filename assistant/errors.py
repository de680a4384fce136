"""What can go wrong at the doors.

An odd *document* gives a `Problem` and the rest goes on; an impossible *call* raises one of these:

* AqbError
  + StoreError
    - IndexMissing, IndexForeign, IndexMismatch, IndexBusy
  + SourceError
    - SourceUnreadable, NothingToIngest
  + ModelError
  + SettingsError

Each message is one sentence: what failed, found against expected, and the command that helps.
"""


class AqbError(Exception):
    """Something that the person at the door can mend; its text is the message."""


class StoreError(AqbError):
    """The index cannot be used as it is."""


class IndexMissing(StoreError):
    """No generation lies where the index should be."""


class IndexForeign(StoreError):
    """The folder holds something that is not an index of this program, or of another version."""


class IndexMismatch(StoreError):
    """The index was built with another embedding model or passage size."""


class IndexBusy(StoreError):
    """Another ingest holds the lock."""


class SourceError(AqbError):
    """Source files cannot be ingested."""


class SourceUnreadable(SourceError):
    """One file cannot be read: missing, empty, binary, undecodable."""


class NothingToIngest(SourceError):
    """No readable document below the given paths."""


class ModelError(AqbError):
    """An embedding or language model cannot be loaded or does not answer."""


class SettingsError(AqbError):
    """A setting has a value that cannot be meant."""
