"""From what a model sends, in whatever pieces, to sentences with the numbers of their citations."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.llm.pieces import plain_text
from assistant.sentences import split_sentences

_MARK = re.compile(r"\s*[\[【](\d{1,3}(?:\s*[,;]\s*\d{1,3})*)[\]】]")
_LEADING_MARKS = re.compile(r"(?:\s*[\[【]\d{1,3}(?:\s*[,;]\s*\d{1,3})*[\]】])+[\s.]*")
_HALF_MARK = re.compile(r"\s*(?:[\[【][\d,;\s]*)?")
_BULLET = re.compile(r"\s*(?:[-–•*·]|\d{1,2}[.)])\s+")
_THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_OPEN_THOUGHT = re.compile(r"<think(?:ing)?>|<t?h?i?n?k?$|<$", re.IGNORECASE)
_MARKUP = re.compile(r"[<>`|{}\\@$^~]|https?:|www\.|\]\(|!\[|\[[^\d\]]|javascript:|data:|^#|://|_{2}", re.IGNORECASE)
_ODD = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "So", "Sk"})
"""Unicode categories of control and format characters, private use, pictures."""

LONGEST = 900
"""Characters of a sentence; a longer one is no sentence."""


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence of the model: its plain words without marks, the cited numbers, whether it was a list item."""

    text: str
    cites: tuple[str, ...]
    bullet: bool
    raw: str


def read_sentence(raw: str) -> Written:
    """A raw sentence with its marks and list signs taken off."""
    bullet = _BULLET.match(raw)
    body = raw[bullet.end() :] if bullet else raw
    cites = tuple(n for match in _MARK.finditer(body) for n in re.split(r"\s*[,;]\s*", match[1]))
    text = plain_text(_MARK.sub("", body))
    text = re.sub(r"\s+([.,;:!?])", r"\1", text)
    return Written(text, tuple(dict.fromkeys(cites)), bullet is not None, raw.strip())


def find_markup(text: str) -> str:
    """What a sentence may not hold: links, images, HTML, tables, code, invisible characters; empty where nothing is."""
    found = _MARKUP.search(text)
    if found:
        return found.group()
    odd = next((c for c in text if unicodedata.category(c) in _ODD), "")
    return f"U+{ord(odd):04X}" if odd else ""


class SentenceReader:
    """Cuts a stream of pieces into sentences: each one as soon as it is certain that it is over."""

    def __init__(self) -> None:
        self._rest = ""

    def feed(self, piece: str) -> Iterator[Written]:
        """The sentences that this piece completes."""
        self._rest = _THOUGHT.sub("", self._rest + piece)
        if _OPEN_THOUGHT.search(self._rest):
            return
        *lines, self._rest = self._rest.split("\n")
        for line in lines:
            yield from self._read_line(line)
        parts = _cut(self._rest) or [""]
        # Half a mark may still belong to the sentence before.
        kept = 2 if len(parts) > 1 and _HALF_MARK.fullmatch(parts[-1]) else 1
        done, self._rest = parts[:-kept], "".join(parts[-kept:])
        yield from (read_sentence(raw) for raw in done if raw.strip())
        if len(self._rest) > 4 * LONGEST:
            # No sentence is that long: it is given out to be refused, and does not slow what follows.
            endless, self._rest = self._rest, ""
            yield read_sentence(endless)

    def close(self) -> Iterator[Written]:
        """The sentences that remain; an unfinished one among them, which no check will let pass for whole."""
        rest, self._rest = re.sub(r"<think.*", "", self._rest, flags=re.DOTALL), ""
        yield from self._read_line(rest)

    @staticmethod
    def _read_line(line: str) -> Iterator[Written]:
        if line.strip() and line.strip() not in {"```", "---", "***"}:
            yield from (read_sentence(raw) for raw in _cut(line) if raw.strip())


def _is_open(sentence: str) -> bool:
    """Whether a quotation mark is open at the end of a sentence."""
    if "„" in sentence:
        return sentence.count("„") > sentence.count("“") + sentence.count("”")
    return sentence.count("“") > sentence.count("”") or sentence.count('"') % 2 == 1


def _cut(line: str) -> list[str]:
    """A line in sentences; marks behind a full stop stay with the sentence before."""
    parts = [line[start:end] for start, end in split_sentences(line)]
    sentences: list[str] = []
    for part in parts:
        marks = _LEADING_MARKS.match(part) if sentences else None
        if marks:
            sentences[-1] += marks.group()
            part = part[marks.end() :]  # noqa: PLW2901  (what is left of it)
        if sentences and _is_open(sentences[-1]):
            # A quote of several sentences is one piece of evidence, and one sentence.
            sentences[-1] += part if sentences[-1][-1].isspace() else f" {part}"
        elif part.strip():
            sentences.append(part)
    tail = line[len(line.rstrip()) :]
    if sentences and tail:
        sentences[-1] += tail
    return sentences
