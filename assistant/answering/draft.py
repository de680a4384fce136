"""Statements whose every number, date and name is bound to what it claims, and the citations behind them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from string import Formatter
from typing import Literal

from assistant.answers import AnswerAmount, Citation, Language, Outcome, Row
from assistant.documents import Document, Place, Span, text_at
from assistant.library import Library
from assistant.phrases import phrase

ClaimKind = Literal[
    "amount",
    "body",
    "year",
    "measure",
    "person",
    "function",
    "organisation",
    "place",
    "date",
    "count",
    "category",
    "section",
    "quote",
    "title",
    "purpose",
    "computed",
    "given",
    "asked_year",
    "covered",
    "plain",
]
"""What a bound piece of a sentence is; `given` stands in the question, `covered` is counted over the index, `plain` is
a word of ours that needs no source (a theme's name)."""

Formula = Literal["", "sum", "difference", "average", "percent", "count", "quotient", "multiple", "days", "gap"]
Basis = Literal["cited", "computed", "said"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A piece to be put into a sentence: what is shown and what it claims.

    `value` is canonical (euros as a plain decimal, a body's id, a year); `inputs` are the places that a computed value
    is computed from, in the order that `formula` needs.
    """

    shown: str
    kind: ClaimKind
    value: str = ""
    document: str = ""
    span: Span | None = None
    formula: Formula = ""
    inputs: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact at its place in a statement's text, in a slot of its template."""

    start: int
    end: int
    fact: Fact
    slot: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or list item.

    `basis` says what it rests on: `cited` records, a computation over cited records, or nothing but what is said of
    the question and the index (assumptions, gaps, coverage). Citation marks are set when it is rendered.
    `key` names the phrase that it was made from, empty where a template was joined; `template` is the one it filled.
    """

    text: str
    claims: tuple[Claim, ...] = ()
    citations: tuple[str, ...] = ()
    basis: Basis = "cited"
    bullet: bool = False
    depth: int = 0
    template: str = ""
    key: str = ""

    def render(self) -> str:
        """The sentence with its citation marks before the final stop."""
        marks = "".join(f"[{key}]" for key in self.citations)
        text = self.text
        if marks:
            match = re.search(r"[.:!?]$", text)
            stop = match.group() if match else ""
            text = f"{text.removesuffix(stop) if stop else text} {marks}{stop}"
        return f"{'  ' * self.depth}- {text}" if self.bullet else text


def bind(
    template: str,
    facts: Mapping[str, Fact],
    *,
    citations: tuple[str, ...] = (),
    basis: Basis = "cited",
    bullet: bool = False,
    depth: int = 0,
    key: str = "",
) -> Statement:
    """A statement from a template with `{name}` slots, each filled with a fact and bound to it.

    Raises:
        KeyError: The template names a slot for which no fact is given.
    """
    text = ""
    claims: list[Claim] = []
    for literal, name, _, _ in Formatter().parse(template):
        text += literal
        if name is not None:
            fact = facts[name]
            opens = fact.kind in {"body", "plain"} and _starts_sentence(text)
            shown = _capitalised(fact.shown) if opens else fact.shown
            claims.append(Claim(len(text), len(text) + len(shown), replace(fact, shown=shown), name))
            text += shown
    return Statement(text, tuple(claims), citations, basis, bullet, depth, template, key)


def _starts_sentence(text: str) -> bool:
    return not text.strip("* ") or text.rstrip("* ").endswith((".", "?", "!"))


def _capitalised(shown: str) -> str:
    """Articles that open a sentence get a capital; names are capitalised already ("stütz2learn" stays)."""
    return shown[0].upper() + shown[1:] if re.match(r"(?:der|die|das|dem|den|des|the) ", shown) else shown


class Ledger:
    """The citations of one answer: each place once, numbered in the order of first use."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._citations: dict[Span, Citation] = {}

    def cite(self, span: Span, also_in: Iterable[Place] = ()) -> str:
        """The key of the citation for a place, made when first used."""
        known = self._citations.get(span)
        if known is not None:
            return known.key
        document = self._library.document(span.document_id)
        section = self._library.section_at(document, span)
        key = str(len(self._citations) + 1)
        self._citations[span] = Citation(
            key=key,
            document=document.id,
            file=document.file,
            label=f"{document.title}, {section}",
            section=section,
            quote=text_at(document, span),
            span=span,
            also_in=tuple(replace(p, file=self._library.document(p.span.document_id).file) for p in also_in),
        )
        return key

    def citations(self, used: Iterable[str]) -> tuple[Citation, ...]:
        """Those citations that are used, in the order of their numbers."""
        wanted = set(used)
        return tuple(c for c in self._citations.values() if c.key in wanted)


@dataclass(slots=True)
class Draft:
    """An answer in the making; each writer fills one and hands it on."""

    outcome: Outcome = "answered"
    statements: list[Statement] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    amounts: list[AnswerAmount] = field(default_factory=list)
    searched: list[Document] = field(default_factory=list)
    suggestions: list[str] = field(default_factory=list)

    def add_amount(self, amount: AnswerAmount) -> None:
        """Adds an amount once for each role and place."""
        if amount not in self.amounts:
            self.amounts.append(amount)


_WORSE: tuple[Outcome, ...] = ("refused", "clarify", "corrected", "partial", "not_found", "answered", "help")


def join_drafts(first: Draft, second: Draft) -> Draft:
    """Two answers as one; one that lacks a half is partial."""
    outcomes = {first.outcome, second.outcome}
    joined = next(o for o in _WORSE if o in outcomes)
    if outcomes == {"answered", "not_found"}:
        joined = "partial"
    return Draft(
        outcome=joined,
        statements=[*first.statements, *(s for s in second.statements if s not in first.statements)],
        rows=[*first.rows, *second.rows],
        amounts=list(dict.fromkeys([*first.amounts, *second.amounts])),
        searched=first.searched or second.searched,
        suggestions=[*first.suggestions, *second.suggestions],
    )


@dataclass(frozen=True, slots=True)
class Desk:
    """What every writer has at hand: the records, the ledger of this answer, its language."""

    library: Library
    ledger: Ledger
    language: Language

    def say(
        self,
        key: str,
        *,
        cites: Sequence[Span] = (),
        basis: Basis = "cited",
        bullet: bool = False,
        depth: int = 0,
        facts: Mapping[str, Fact] | None = None,
        **more: Fact,
    ) -> Statement:
        """A statement from the phrase of that key in the answer's language; `facts` and `more` fill its slots."""
        keys = tuple(dict.fromkeys(self.ledger.cite(span) for span in cites))
        filled = {**(facts or {}), **more}
        template = phrase(self.language, key)
        return bind(template, filled, citations=keys, basis=basis, bullet=bullet, depth=depth, key=key)

    def row(self, kind: str, cites: Sequence[Span], **cells: str | None) -> Row:
        """A typed row with its citations; empty cells are left out."""
        keys = tuple(dict.fromkeys(self.ledger.cite(span) for span in cites))
        return Row(kind, tuple((k, v) for k, v in cells.items() if v is not None), keys)
