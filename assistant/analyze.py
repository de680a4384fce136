"""Analyzers: from text to the terms that are counted and compared.

Two views of the same words. *Stems* are precise: Snowball stems, compound words with their parts, numbers, § references
and abbreviations whole. *Grams* are forgiving: runs of four and five characters within a word, which meet other
inflections, unknown compounds and typos. Questions and passages go through the same analyzers.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from assistant.compounds import CompoundSplitter, fold

if TYPE_CHECKING:
    import Stemmer

GRAM_SIZES = (4, 5)
"""Lengths of the character runs."""

LONGEST_WORD = 60
"""Characters of a word that are looked at; anything longer is no word."""

_ROMAN = re.compile(r"(?=[ivx]{2,5}$)x{0,2}(?:ix|iv|v?i{0,3})")

_GENDER_MARK = re.compile(r"(?<=\w)[:*_/](?=in(?:nen)?\b)")

_TOKEN = re.compile(
    r"(?P<section>§{1,2}\s*\d+[a-z]?\b)"
    r"|(?P<number>\d{1,3}(?:[.,\u00a0\u202f']\d{3})+(?:,\d+)?(?![\d.]))"
    r"|(?P<plain>\d+(?:[.,]\d+)*)"
    r"|(?P<word>[^\W\d_][^\W_]*(?:[-‐‑'’&+/][^\W_]+)*)",
)


@cache
def stop_words(language: Literal["de", "en"]) -> frozenset[str]:
    """Function words of a language, folded: articles, pronouns, prepositions, question words, auxiliaries."""
    return read_word_list(f"stopwords.{language}.txt")


@cache
def read_word_list(name: str) -> frozenset[str]:
    """The words of a shipped text file, folded; lines that begin with # are comments."""
    text = files("assistant").joinpath("data", name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(fold(word) for line in lines for word in line.split())


def split_tokens(text: str) -> Iterator[str]:
    """The tokens of a text, folded; numbers and § references in one form whatever their print.

    Example:
        >>> list(split_tokens("§ 4: 812.340 Euro nach SGB II, UN-BRK"))
        ['§4', '812340', 'euro', 'nach', 'sgb', 'sgb ii', 'ii', 'unbrk', 'un', 'brk']
    """
    before = ""
    for match in _TOKEN.finditer(_GENDER_MARK.sub("", unicodedata.normalize("NFC", text))):
        kind, written = match.lastgroup, match.group()
        tokens = _NORMAL_FORMS[kind or "word"](written[:LONGEST_WORD])
        for token in tokens:
            if before and _ROMAN.fullmatch(token):
                yield f"{before} {token}"
            yield token
        before = tokens[-1] if kind == "word" and len(tokens) == 1 and not _ROMAN.fullmatch(tokens[0]) else ""


def _read_section(written: str) -> tuple[str, ...]:
    return ("§" + re.sub(r"[§\s]+", "", written).lower(),)


def _read_grouped(written: str) -> tuple[str, ...]:
    """812.340,00 and 812.340 are one number; so are the English 812,340 and the spaced 812 340."""
    whole, _, cents = written.rpartition(",") if re.search(r",(?!\d{3})\d+$", written) else (written, "", "")
    digits = re.sub(r"\D", "", whole)
    return (digits if not cents.strip("0") else f"{digits},{cents}",)


def _read_plain(written: str) -> tuple[str, ...]:
    """A decimal point is a decimal comma; a date stands for itself and for its year."""
    parts = re.split(r"[.,]", written)
    if len(parts) == 2 and len(parts[1]) < 3:
        return (",".join(parts),)
    return (written, parts[-1]) if len(parts) == 3 else (written,)


def _read_word(written: str) -> tuple[str, ...]:
    """A word of several parts is itself in one piece, and each part: UN-BRK, Teilzeit-Ausbildung, Marburg-Biedenkopf."""
    parts = [fold(part) for part in re.split(r"[^\w]", written) if part]
    return ("".join(parts), *parts) if len(parts) > 1 else tuple(parts)


_NORMAL_FORMS = {"section": _read_section, "number": _read_grouped, "plain": _read_plain, "word": _read_word}


@cache
def _stemmer() -> "Stemmer.Stemmer":
    import Stemmer

    return Stemmer.Stemmer("german")


@lru_cache(maxsize=200_000)
def stem(token: str) -> str:
    """The Snowball stem of a folded German word; anything with a digit or a space as it stands."""
    return _stemmer().stemWord(token) if token.isalpha() else token


def stem_terms(token: str, splitter: CompoundSplitter) -> tuple[str, ...]:
    """The stem of a token, then those of its parts where it is a compound.

    Example:
        >>> stem_terms("haushaltsmittel", CompoundSplitter({"haushalt", "mittel"}))
        ('haushaltsmittel', 'haushalt', 'mittel')
    """
    whole = stem(token)
    parts = splitter.split(token) if token.isalpha() else ()
    return (whole, *(stem(part) for part in parts))


def gram_terms(token: str) -> tuple[str, ...]:
    """The character runs of a token with its edges marked; a short word, a number or a reference is one term.

    Example:
        >>> gram_terms("kreis"), gram_terms("§4")
        (('_kre', 'krei', 'reis', 'eis_', '_krei', 'kreis', 'reis_'), ('§4',))
    """
    if not token.isalnum() or token.isdigit() or len(token) < GRAM_SIZES[0] - 1:
        return (token,)
    edged = f"_{token}_"
    return tuple(edged[i : i + size] for size in GRAM_SIZES for i in range(len(edged) - size + 1))


def strike(question: str, names: Sequence[str]) -> str:
    """A question as search words, without the words of these names."""
    if not names:
        return question
    struck = {token for name in names for token in split_tokens(name)}
    return " ".join(word for word in question.split() if not set(split_tokens(word)) & struck)
