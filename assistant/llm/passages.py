"""Whether a sentence about a passage stays within it: its figures, names and quotes, and the words that carry them.

A passage is prose without records. So a sentence about it may claim nothing that the passage does not print, may not
add or drop what limits or denies, and must leave names, figures and what is said of them in the passage's own order.
"""

import re
from collections.abc import Sequence
from functools import cached_property

from assistant.analyze import split_tokens
from assistant.answering.relevance import Asked, Vocabulary
from assistant.answering.shown import show_words
from assistant.answers import Citation, Language
from assistant.documents import Document
from assistant.language import detect_language
from assistant.llm.frames import found_words, frame_words, neutral_words, unbindable
from assistant.llm.order import FIGURES, Token, follow, is_figure, is_same, read_tokens
from assistant.llm.pieces import FILLER, Piece, Pieces, plain_text, read_pieces

FOUND = 0.5
"""How well a word must be found in the passage to count as its own."""

ENOUGH = {"de": 0.8, "en": 0.6}
"""Share of a sentence's weight that the passage must bear."""

SHORTEST_QUOTE = 3
"""Words of a quote at least: fewer can be cut out of their sense."""

WHOLE = 0.4
"""Share of a passage's words that sentences must hold, beside all its names and figures, to stand in its place."""

_CAPITALS = re.compile(r"(?<![\w-])[A-ZÄÖÜ]+(?![\w-])|\b\w*[a-zäöüß]\w*[A-ZÄÖÜ]\w*\b|\b[A-ZÄÖÜ]{2,}\w*\b")
"""Abbreviations and numerals in letters: "SGB", "III", "BaE"."""

_OFFICES = {
    "minister": r"minister(?!i)", "mayor": r"bürgermeister", "treasurer": r"kämmerer", "councillor": r"rat\b|rätin\b", "secretary": r"sekretär",
    "administrator": r"landr", "president": r"präsident(?!i)", "director": r"direktor|leiter", "commissioner": r"beauftragte",
}  # fmt: skip
"""English words for offices, with what the German text must hold for them."""


class Passage:
    """One cited passage, ready to have sentences compared with it."""

    def __init__(self, citation: Citation, document: Document, vocabulary: Vocabulary, names: Sequence[str]) -> None:
        self.citation = citation
        self.text = plain_text(show_words(citation.quote))
        self._document = document
        self._vocabulary = vocabulary
        # The label of the section ("Absatz 5", "Präambel") may be named with it.
        self._names = (*names, citation.section)

    @cached_property
    def read(self) -> Pieces:
        """The passage taken apart."""
        return read_pieces(self.text, self._names, "de")

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words and pieces in order."""
        return tuple(read_tokens(self.read, self._vocabulary))

    def read_other(self, text: str, language: Language) -> Pieces:
        """Another text taken apart as the passage is; quotes in it are read too."""
        return read_pieces(re.sub(r"[„“”\"»«]", "", text), self._names, language)

    def said(self, texts: Sequence[str], language: Language) -> bool:
        """Whether sentences together hold every name and figure of the passage, and enough of its words."""
        told = [t for text in texts for t in read_tokens(self.read_other(text, language), self._vocabulary)]
        found = [any(is_same(t, held) for t in told) for held in self.tokens]
        needed = [hit for hit, held in zip(found, self.tokens, strict=True) if held.actor or is_figure(held)]
        return all(needed) and (language != "de" or sum(found) >= WHOLE * len(found))

    def find_fault(self, text: str, language: Language) -> str:
        """Why a sentence cannot be said of this passage; empty where it can.

        Args:
            text: The plain sentence without marks.
            language: The language of the answer.
        """
        if language == "de" and text.rstrip(".") in self.text:
            return self._find_cut(text)
        quoted, outside = self._take_quotes(text, language)
        if quoted:
            return quoted
        rest = read_pieces(plain_text(outside), self._names, language)
        if "quote" in {p.kind for p in rest.pieces}:
            return "a quote within a quote"
        strange = self._find_strange_piece(rest)
        if strange:
            return strange
        if outside != text:
            # Words that mix with a quote could say of it what it does not say.
            mixed = [word for word in rest.words() if not _introduces(word, language)]
            return f"'{mixed[0]}' beside a quote" if mixed else ""
        return (
            self._find_unbindable(text, language)
            or self._find_wrong_language(rest, language)
            or self._find_disorder(rest, language)
            or self._find_unsupported(rest, language)
        )

    def _take_quotes(self, text: str, language: Language) -> tuple[str, str]:
        """(fault, the text without its quotes)."""
        outside = text
        for piece in reversed(read_pieces(text, (), language).pieces):
            if piece.kind != "quote":
                continue
            inner = plain_text(piece.value)
            if inner.rstrip(".") not in self.text:
                return f"a quote that does not stand there: '{inner[:60]}'", outside
            cut = self._find_cut(inner)
            if cut:
                return cut, outside
            outside = outside[: piece.start] + outside[piece.end :]
        return "", outside

    def _find_cut(self, words: str) -> str:
        """Whether words of the passage are taken out of what limits or denies them, or out of a word."""
        own = unbindable("de")
        at = self.text.find(words.rstrip("."))
        end = at + len(words.rstrip("."))
        torn = self.text[max(0, at - 1) : at].isalnum() or self.text[end : end + 1].isalnum()
        lost = found_words(own.negation, self.text) - found_words(own.negation, words)
        lost |= found_words(own.bound, self.text) - found_words(own.bound, words)
        return (
            "words cut off from what limits or denies them"
            if lost or torn or len(words.split()) < SHORTEST_QUOTE
            else ""
        )

    def _find_strange_piece(self, rest: Pieces) -> str:
        held = {p.fact for p in self.read.pieces}
        own = {("name", self.citation.section), ("section", self.citation.section.removeprefix("§ ").lower())}
        if all(kind != "year" for kind, _ in held):
            own.add(("year", str(self._document.year)))
        for piece in rest.pieces:
            mentioned = piece.kind == "section" and piece.fact not in own
            if piece.fact in own or (piece.fact in held and not (mentioned and self._is_elsewhere(rest, piece))):
                continue
            of_document = piece.kind == "body" and piece.value == self._document.body
            if of_document and re.search(
                r"\b(?:im|in|in der|in dem|vereinbarung (?:des|der|mit dem|mit der)|of|of the|in the)\s*$",
                rest.before(piece),
            ):
                continue
            return f"{piece.kind} '{piece.shown}' does not stand in the passage"
        return ""

    def _is_elsewhere(self, rest: Pieces, piece: Piece) -> bool:
        """Whether another section is named in other words than the passage's: "In § 4 heißt es" for "den in § 4 genannten"."""
        after = re.match(r"\s*\w*", rest.text[piece.end :])
        return rest.text[piece.start : piece.end + (after.end() if after else 0)] not in self.text

    def _find_unbindable(self, text: str, language: Language) -> str:
        own, other = unbindable("de"), unbindable(language)
        if found_words(other.negation, text) or found_words(own.negation, self.text):
            return "a denial is said only in the passage's own words"
        if language != "de":
            if found_words(other.free, text):
                return "a claim that no passage can be shown to make in translation"
            limited = bool(found_words(own.bound, self.text))
            return "" if bool(found_words(other.bound, text)) == limited else "a limit added or dropped"
        if found_words(own.free, text) - found_words(own.free, self.text):
            return "a comparison, total or reason that the passage does not state"
        kept, held = found_words(own.bound, text), found_words(own.bound, self.text)
        return "" if kept == held else "a limit added or dropped"

    @staticmethod
    def _find_wrong_language(rest: Pieces, language: Language) -> str:
        words = rest.rest.replace(FILLER, " ")
        return "" if len(rest.words()) < 3 or detect_language(words) == language else "another language"

    def _find_disorder(self, rest: Pieces, language: Language) -> str:
        """Whether names and figures, and the words between them, stand in another order than in the passage."""
        own = {("year", str(self._document.year))} - {p.fact for p in self.read.pieces}
        figures = [p for p in rest.pieces if p.kind in FIGURES and p.fact not in own]
        tokens = list(read_tokens(rest, self._vocabulary))
        actors = [t for t in tokens if t.actor]
        if language != "de":
            return "figures and several names are not translated" if figures or len(actors) > 1 else ""
        if not actors and not figures:
            return ""
        held = {t.terms[0] for t in self.tokens if t.terms}
        followed = follow(tokens, self.tokens, rest.rest, strict=bool(figures))
        if not followed or any(t.terms and t.terms[0] not in held for t in actors):
            return "what is said of a name or figure stands elsewhere in the passage"
        return ""

    def _find_unsupported(self, rest: Pieces, language: Language) -> str:
        words = rest.rest.replace(FILLER, " ")
        short = [w for w in _CAPITALS.findall(words) if not re.search(rf"(?<!\w){re.escape(w)}(?!\w)", self.text)]
        offices = [e for e, g in _OFFICES.items() if e in words.lower().split() and not re.search(g, self.text.lower())]
        if short or (language == "en" and offices):
            return f"'{(short or offices)[0]}' does not stand in the passage"
        asked = Asked(words, language, self._vocabulary)
        judged = asked.judge(self.text)
        told = [(w, f) for w, f in zip(asked.words, judged.found, strict=True) if w.written not in neutral_words()]
        if not told:
            return "" if rest.pieces else "nothing of the passage"
        weight = sum(w.weight for w, _ in told)
        if sum(w.weight * min(f, 1.0) for w, f in told) / weight < ENOUGH[language]:
            return "hardly a word of the passage"
        # A single word more ("jährlich", "voluntary") can turn a sentence: none is taken on trust.
        missing = [w.written for w, f in told if f < FOUND]
        if missing:
            return f"'{missing[0]}' does not stand in the passage"
        if language == "de":
            return ""
        names = {t for word in re.findall(r"(?<=[\w,;] )[A-ZÄÖÜ][\w-]*", words) for t in split_tokens(word)}
        held = set(split_tokens(f"{self.text} {self.citation.label}"))
        strange = [n for n in names if n not in held and n not in neutral_words()]
        return f"'{strange[0]}' does not stand in the passage" if strange else ""


def _introduces(word: str, language: Language) -> bool:
    """Whether a word may stand before a quote: "In § 5 heißt es"."""
    return next(iter(split_tokens(word)), "") in neutral_words() or word in frame_words("stands", language)
