"""What can go wrong at the doors.

An odd *document* gives a `Problem` and the rest goes on; an impossible *call* raises one of these:

* AqbError
  + StoreError
    - IndexMissing, IndexForeign, IndexMismatch, IndexBusy
  + SourceError
    - SourceUnreadable, NothingToIngest
  + ModelError
    - ModelUnreachable, ModelDenied, ModelBusy, ModelBroken, ModelSlow, ModelCut, ModelGarbled, ModelTooLong
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


class ModelUnreachable(ModelError):
    """No language model listens at the address."""


class ModelDenied(ModelError):
    """The server of the language model does not accept the key, or knows no such model or request."""


class ModelBusy(ModelError):
    """The language model takes no further question at the moment.

    Attributes:
        wait: Seconds after which the server asks to be tried again; 0 where it does not say.
    """

    wait: float = 0.0


class ModelBroken(ModelError):
    """The server of the language model reports an error of its own."""


class ModelSlow(ModelError):
    """The language model did not finish in the time that a whole answer may take."""


class ModelCut(ModelError):
    """The answer of the language model breaks off, or was ended by something other than the model."""


class ModelGarbled(ModelError):
    """What came back is no answer in the protocol: a web page, no choices, no text."""


class ModelTooLong(ModelError):
    """The language model sends more than it was asked for."""


class SettingsError(AqbError):
    """A setting has a value that cannot be meant."""
