"""English words and phrases to weighted German ones, German synonyms, and the German word list.

The data is drawn from the Ding dictionary and OpenThesaurus by `python -m ingest.training lexicon` and lies in
`assistant/data` (licences beside it). A table is a zip of small text files, one for each two letters with which a
key begins, so that opening costs nothing and a look-up reads only its own file, once.
"""

import gzip
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.errors import ModelError

Translations = tuple[tuple[str, float], ...]
"""German words or phrases with weights in (0, 1], best first."""

DATA = Path(__file__).parent / "data"
LONGEST_PHRASE = 3
"""Words of the longest English phrases in the table."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LEMMA_SHARE = 0.7
_GERMAN_ENDINGS = ("en", "ern", "er", "es", "em", "e", "n", "s")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a question that belong together: tokens `start` to `end` (exclusive) and their translations.

    `translations` is empty for names, numbers and words that the dictionary does not know: they stay as they are.
    """

    start: int
    end: int
    translations: Translations


class Table:
    """A table of weighted words by key, read from a zip file shard by shard."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._archive = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile) as error:
            raise ModelError(_explain_damage(path)) from error
        self._members = frozenset(self._archive.namelist())
        self._shards: dict[str, dict[str, str]] = {}

    def find(self, key: str) -> Translations:
        """The weighted words of a key, best first; empty where there are none."""
        name = shard_of(key)
        if name not in self._shards:
            self._shards[name] = dict(self._read(name))
        return tuple(_parse_weights(self._shards[name].get(key, "")))

    def _read(self, name: str) -> Iterator[tuple[str, str]]:
        if name not in self._members:
            return
        try:
            lines = self._archive.read(name).decode().splitlines()
        except (OSError, ValueError, zipfile.BadZipFile, zlib.error) as error:
            raise ModelError(_explain_damage(self._path)) from error
        for line in lines:
            key, _, values = line.partition("\t")
            yield key, values


class Lexicon:
    """English to German, for questions that must reach German text.

    Weights are relative to the best translation of the same key (1.0). They come from the order and number of the
    dictionary entries and from how often the two words stand in translated phrases.
    """

    def __init__(self, path: Path) -> None:
        self._table = Table(path)

    def translate(self, word: str) -> Translations:
        """German words for an English word or phrase of up to three words, best first; empty where unknown.

        Case, hyphens and apostrophes do not matter ("Part-time" finds "part time"). Inflected words add, or fall
        back on, the translations of their base ("funded" also gives those of "fund"); phrases fall back on the base of
        their last word.
        """
        key = normalise(word)
        if not key:
            return ()
        found = dict(self._table.find(key))
        before, _, last = key.rpartition(" ")
        share = _LEMMA_SHARE if found else 1.0
        for base in () if before and found else base_forms(last):
            for german, weight in self._table.find(f"{before} {base}".strip()):
                found[german] = max(found.get(german, 0.0), weight * share)
        return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    def phrases(self, tokens: Sequence[str]) -> tuple[Phrase, ...]:
        """Every phrase and every word of a question that the table knows, for ranking.

        Args:
            tokens: The words of the question in order, as written.

        Returns:
            The longest phrases first found from left to right (two or three tokens, not overlapping), then one entry
            for *each* single token, also those inside phrases: the caller counts the best-scoring translation of a
            token once, be it the phrase's or its own.
        """
        found = []
        start = 0
        while start < len(tokens):
            phrase = self._longest(tokens, start)
            if phrase:
                found.append(phrase)
            start = phrase.end if phrase else start + 1
        singles = (Phrase(i, i + 1, self.translate(token)) for i, token in enumerate(tokens))
        return (*found, *singles)

    def _longest(self, tokens: Sequence[str], start: int) -> Phrase | None:
        for end in range(min(len(tokens), start + LONGEST_PHRASE), start + 1, -1):
            translations = self.translate(" ".join(tokens[start:end]))
            if translations:
                return Phrase(start, end, translations)
        return None


class Synonyms:
    """German synonyms (OpenThesaurus), by lower-cased word."""

    def __init__(self, path: Path) -> None:
        self._table = Table(path)

    def of(self, word: str) -> tuple[str, ...]:
        """German words and phrases of the same meaning, closest first; empty where none are known.

        Inflected forms are found by their usual endings ("Flüchtlingen" -> "Flüchtling").
        """
        key = normalise(word)
        for form in (key, *german_bases(key)):
            found = [german for german, _ in self._table.find(form)]
            # A noun is not told by its letters from the participle that it was made of ("Geflüchtete").
            alike = [german for german in found if german[0].isupper()] if word[:1].isupper() else found
            if alike:
                return tuple(german for german in alike if german.lower() != word.lower())
        return ()


@cache
def open_lexicon() -> Lexicon:
    """The shipped lexicon, opened once.

    Raises:
        ModelError: The data file is missing or damaged.
    """
    return Lexicon(DATA / "lexicon.zip")


@cache
def open_synonyms() -> Synonyms:
    """The shipped synonyms, opened once.

    Raises:
        ModelError: The data file is missing or damaged.
    """
    return Synonyms(DATA / "synonyms.zip")


@cache
def german_words() -> frozenset[str]:
    """German nouns, verbs and adjectives with their printed inflections, lower-cased, for splitting compounds.

    Raises:
        ModelError: The data file is missing or damaged.
    """
    path = DATA / "words.txt.gz"
    try:
        return frozenset(gzip.decompress(path.read_bytes()).decode().split("\n"))
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise ModelError(_explain_damage(path)) from error


def normalise(text: str) -> str:
    """The key of a word or phrase: NFC, lower case, words apart by one space ("Part-time" -> "part time")."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    return " ".join(re.sub(r"['’](?:s$)?", "", word) for word in words)


def shard_of(key: str) -> str:
    """The name of the file inside a table in which a key stands."""
    head = (key + "__")[:2]
    return head if re.fullmatch(r"[a-zäöüß_]{2}", head) else "other"


def base_forms(word: str) -> tuple[str, ...]:
    """Possible base forms of an inflected English word; some are no words, the table decides.

    Example:
        "studies" gives "study" and "studie", "running" gives "run", "runn" and "runne".
    """
    forms: list[str] = []
    if word.endswith("ies") and len(word) > 4:
        forms += [word[:-3] + "y"]
    if word.endswith("es") and len(word) > 4:
        forms += [word[:-2]]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        forms += [word[:-1]]
    if word.endswith("ied") and len(word) > 4:
        forms += [word[:-3] + "y"]
    for ending in ("ing", "ed", "er", "est"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and re.search("[aeiouy]", stem) and ending in {"ing", "ed"}:
            doubled = [stem[:-1]] if stem[-1] == stem[-2] and stem[-1] not in "sl" else []
            forms += [*doubled, stem, stem + "e"]
    return tuple(dict.fromkeys(forms))


def german_bases(word: str) -> tuple[str, ...]:
    """Possible base forms of an inflected German noun or adjective; some are no words, the table decides.

    Example:
        "flüchtlingen" gives "flüchtling" among others, "geflüchtete" and "geflüchteten" give "geflüchteter".
    """
    nominal = [word + "r"] if word.endswith("e") else []
    nominal += [word[:-1] + "r"] if word.endswith(("en", "em", "es")) else []
    stems = [word.removesuffix(ending) for ending in _GERMAN_ENDINGS if word.endswith(ending)]
    forms = [form for stem in stems if len(stem) > 3 for form in (stem, stem + "e", stem + "er")]
    return tuple(dict.fromkeys(form for form in (*nominal, *forms) if form != word))


def _explain_damage(path: Path) -> str:
    return f"Die Wortliste '{path}' fehlt oder ist beschädigt; `python -m ingest.training lexicon` schreibt sie neu."


def _parse_weights(written: str) -> Iterator[tuple[str, float]]:
    """`Ausbildung|Training:75` to words with weights: the best stands first and without its weight of 1."""
    for item in written.split("|") if written else ():
        german, _, percent = item.partition(":")
        yield german, int(percent) / 100 if percent else 1.0
