"""The order of a passage: its words, names and figures one after the other, and whether a sentence follows it.

Who does what stands in the order of the words. A sentence whose way through the passage jumps over a name or a figure
says of one what the passage says of another.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.analyze import split_tokens, stop_words
from assistant.answering.relevance import Vocabulary
from assistant.lexicon import german_bases, german_words
from assistant.llm.frames import neutral_words
from assistant.llm.pieces import FILLER, Piece, Pieces

_ACTOR = re.compile(
    r"regierungsprasidi|ministeri|^hmsi$|^land(?:es)?$|lander|^bund(?:es)?$|agentur|jobcenter|kommun|kammer|trager|gebietskorper"
    r"|^(?:land)?kreis|^stadt(?:e|en)?$|steuerungsgrupp|betrieb|arbeitgeb|minister|landrat|burgermeist|kreisbeigeordnet|stadtrat|kammerer|dezernent"
    r"|(?:schaft|zentrum|zentren|werk|werke|amt|amter|stelle|verband|verein|gesellschaft|anstalt|ausschuss)$"
)
FIGURES = frozenset({"euros", "percent", "number", "date", "year"})
"""Kinds of pieces that are figures: about them a sentence keeps the passage's own words."""

_TOKEN = re.compile(rf"{FILLER}+|[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True)
class Token:
    """A word or a piece of a text in its order."""

    terms: tuple[str, ...]
    piece: Piece | None
    actor: bool
    start: int


def follow(tokens: Sequence[Token], held: Sequence[Token], rest: str, *, strict: bool) -> bool:
    """Whether the words of a sentence can be followed through a passage without crossing a name or figure.

    Args:
        tokens: The sentence.
        held: The passage.
        rest: The sentence's text with its pieces filled, into which the tokens' places point.
        strict: For a sentence with a figure: every word must stand in the passage, in the same order.
    """
    path: list[int] = []
    for number, token in enumerate(tokens):
        places = [n for n, other in enumerate(held) if is_same(token, other)]
        if not places:
            if strict and token.terms and not _is_neutral(token):
                return False
            continue
        before = path[-1] if path else places[0]
        last = next((n for n in reversed(path) if held[n].actor), None)
        open_places = [
            n for n in places if not _crosses(held, before, n, last, strict=strict) and not (strict and n < before)
        ]
        if not open_places and not strict and _is_verb_before_subject(tokens, number, rest):
            continue
        if not open_places:
            return False
        path.append(min(open_places, key=lambda n: (n <= before, abs(n - before))))
    actors = [n for n in path if held[n].actor]
    return actors == sorted(actors)


def _crosses(held: Sequence[Token], start: int, end: int, last: int | None, *, strict: bool) -> bool:
    """Whether a name or figure stands between two places; the name that was spoken of last is no border."""
    low, high = sorted((start, end))
    between = (held[n] for n in range(low + 1, high) if n != last)
    return any(token.actor or (strict and is_figure(token)) for token in between)


def is_figure(token: Token) -> bool:
    """Whether a token is a sum, number, date or year."""
    return token.piece is not None and token.piece.kind in FIGURES


def _is_verb_before_subject(tokens: Sequence[Token], number: int, rest: str) -> bool:
    """Whether a word is the verb of the actor behind it: "durch den Landkreis erlässt das Ministerium".

    The actor before must hang on a preposition and so be no subject; the one behind must have the article of one.
    """
    token, before = tokens[number], next((t for t in reversed(tokens[:number]) if t.actor), None)
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    if after is None or not after.actor or not rest[token.start].islower() or before is None:
        return False
    hangs = re.search(
        r"\b(?:durch|von|mit|für|bei)\s+(?:den|dem|der|die|das)?\s*$|\b(?:vom|beim)\s*$", rest[: before.start].lower()
    )
    subject = re.fullmatch(r"\w+\s+(?:das|die|der)\s+", rest[token.start : after.start].lower())
    return hangs is not None and subject is not None


def _is_neutral(token: Token) -> bool:
    return not token.terms or token.terms[0] in neutral_words() or any(t in neutral_words() for t in token.terms)


def is_same(first: Token, second: Token) -> bool:
    """Whether two tokens are the same piece, or forms or parts of one word."""
    if first.piece is not None or second.piece is not None:
        return first.piece is not None and second.piece is not None and first.piece.fact == second.piece.fact
    if not first.terms or not second.terms:
        return False
    if (
        first.terms[0] == second.terms[0]
        or set(first.terms) & set(second.terms[1:])
        or set(second.terms) & set(first.terms[1:])
    ):
        return True
    short, long = sorted((first.terms[0], second.terms[0]), key=len)
    shared = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return len(short) >= 5 and shared >= max(5, len(short) - 2) and len(long) - shared <= 4


def read_tokens(read: Pieces, vocabulary: Vocabulary) -> Iterator[Token]:
    """Words without function words, and pieces, in order."""
    pieces = {p.start: p for p in read.pieces}
    for match in _TOKEN.finditer(read.rest):
        if match.group()[0] == FILLER:
            at = match.start()
            while at < match.end():
                piece = pieces[at]
                yield Token((), piece, piece.kind in {"body", "name"}, at)
                at = piece.end
            continue
        folded = next(iter(split_tokens(match.group())), "")
        if folded and folded not in stop_words("de"):
            terms = vocabulary.terms(folded)
            # "(AQB)" is the short form of what stands before it.
            short = read.rest[match.start() - 1 : match.start()] == "("
            yield Token(terms, None, not short and _is_actor(match.group(), folded, len(terms) > 1), match.start())


@lru_cache(maxsize=20_000)
def _is_actor(written: str, folded: str, compound: bool) -> bool:
    """Whether a word names someone who acts: an office, a body, a proper name that is in no dictionary and no compound."""
    if _ACTOR.search(folded) or compound:
        return _ACTOR.search(folded) is not None
    return written[0].isupper() and not any(
        w in german_words() for w in (written.lower(), folded, *german_bases(folded))
    )
