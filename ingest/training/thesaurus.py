"""Reads OpenThesaurus in MyThes form (`th_de_DE_v2.dat`; Debian package `mythes-de`).

The first line names the encoding. Then, for each word, `word|number` and that many lines `-|synonym|synonym ...`.
Remarks stand in brackets behind a synonym; `(Oberbegriff)` marks a broader term, which is no synonym.
"""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from assistant.errors import SourceUnreadable

THESAURUS_FILE = Path("/usr/share/mythes/th_de_DE_v2.dat")
"""Where Debian's package `mythes-de` puts the thesaurus."""

_REMARK = re.compile(r"\([^)]*\)")
_BROADER = "(Oberbegriff)"
_COARSE = re.compile(
    r"\([^)]*\b(?:abwertend|beleidigend|derb|fig|iron|Jargon|Jugendsprache|landsch|österr|pej|regional|salopp|scherzh"
    r"|schweiz|ugs|variabel|veraltend|veraltet|vulg)"
)
"""Remarks behind words that are rude, dated, figurative, or used in some regions only."""


def read_thesaurus(path: Path = THESAURUS_FILE, *, coarse: bool = True) -> Iterator[tuple[str, ...]]:
    """Sets of synonyms, each once, in the order of the file; without `coarse` only words of neutral tone.

    Raises:
        SourceUnreadable: The file is missing; the message names the Debian package.
    """
    if not path.is_file():
        raise SourceUnreadable(
            f"Der Thesaurus '{path}' fehlt; `apt-get install trans-de-en mythes-de` bringt beide Quellen."
        )
    seen = set()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            synonyms = parse_synonyms(line, coarse=coarse)
            if len(synonyms) > 1 and synonyms not in seen:
                seen.add(synonyms)
                yield synonyms


def parse_synonyms(line: str, *, coarse: bool = True) -> tuple[str, ...]:
    """The synonyms of one line without remarks and broader terms; empty for head lines.

    Args:
        line: A line of the file.
        coarse: Whether colloquial, dated, figurative and rude words are taken too.

    Example:
        `-|Asylbewerber|Flüchtling|Asylant (derb)|Person (Oberbegriff)` gives "Asylbewerber", "Flüchtling", "Asylant".
    """
    mark, _, rest = unicodedata.normalize("NFC", line.strip()).partition("|")
    if not mark.startswith("-"):
        return ()
    kept = (
        " ".join(_REMARK.sub(" ", word).split())
        for word in rest.split("|")
        if _BROADER not in word and (coarse or not _COARSE.search(word))
    )
    return tuple(dict.fromkeys(word for word in kept if word and "..." not in word))
