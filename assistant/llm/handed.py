"""What is handed to a model: which statements of a composed answer it may word anew, and which stay as they are.

Facts that are one record each, and quoted passages, may be worded anew. What is computed, compared, denied, counted or
assumed, and every list, is said as it was composed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answering.draft import Statement
from assistant.answers import Citation, Language
from assistant.checking.templates import find_key
from assistant.llm.frames import group_of
from assistant.llm.pieces import Pieces, plain_text, read_pieces

QUOTED = frozenset({"quoted", "quoted_in_all", "quoted_in_all_masked"})
"""Phrases that are nothing but a passage."""

MOST_ITEMS = 8
"""List items without a heading that are still a text; more are a list, which stays one."""

_NAMES = frozenset({"measure", "category", "title", "person", "function", "purpose", "organisation", "quote"})


@dataclass(frozen=True)
class Handed:
    """One composed statement as a model may use it."""

    number: int
    statement: Statement
    key: str

    @property
    def text(self) -> str:
        """Its words without marks."""
        return plain_text(self.statement.text)

    @property
    def group(self) -> str:
        """The kind within which it may be reworded; empty for passages and for what is only repeated."""
        # A body that the table does not know has no inflections by which its part could be told.
        known = all(c.fact.kind == "body" for c in self.statement.claims if c.slot == "body")
        return group_of(self.key) if self.statement.basis == "cited" and known else ""

    @property
    def is_passage(self) -> bool:
        """Whether it is the quoted words of a document."""
        return self.key in QUOTED


class Handout:
    """The statements of one answer, sorted into those that are open to a model and those that are not."""

    def __init__(self, statements: Sequence[Statement], citations: Sequence[Citation], language: Language) -> None:
        self.statements = tuple(statements)
        self.citations = {c.key: c for c in citations}
        self.language: Language = language
        self.handed = tuple(Handed(n, s, find_key(s, language) or "") for n, s in enumerate(statements))
        self.open = frozenset(h.number for h in self.handed if (h.group or h.is_passage) and h.statement.citations)
        self.open -= frozenset(_listed(self.statements))

    def narrowed(self, open_numbers: Iterable[int]) -> "Handout":
        """The same with fewer statements open."""
        other = Handout(self.statements, tuple(self.citations.values()), self.language)
        other.open = self.open & frozenset(open_numbers)
        return other

    @property
    def leads(self) -> int:
        """How many statements come before the first that is open."""
        return min(self.open, default=len(self.statements))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names that the open typed statements claim."""
        return self._claimed(_NAMES)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Places that they claim."""
        return self._claimed(frozenset({"place"}))

    def _claimed(self, kinds: frozenset[str]) -> tuple[str, ...]:
        typed = (h.statement for h in self.handed if h.number in self.open and h.group)
        shown = (c.fact.shown for s in typed for c in s.claims if c.fact.kind in kinds)
        return tuple(dict.fromkeys(plain_text(name) for name in shown if name.strip(" –")))

    @cached_property
    def pieces(self) -> dict[int, Pieces]:
        """The pieces of each open typed statement."""
        return {
            h.number: read_pieces(h.text, self.names, self.language, self.places)
            for h in self.handed
            if h.number in self.open and h.group
        }


def _listed(statements: Sequence[Statement]) -> Iterable[int]:
    """Numbers of statements that make up lists: under a heading, nested, or many."""
    start = 0
    while start < len(statements):
        end = start + 1
        if statements[start].text.rstrip("* ").endswith(":"):
            yield start
            while end < len(statements) and statements[end].bullet:
                end += 1
            end = max(end, min(start + 2, len(statements)))
            yield from range(start + 1, end)
        elif statements[start].bullet:
            while end < len(statements) and statements[end].bullet:
                end += 1
            if end - start > MOST_ITEMS or any(s.depth for s in statements[start:end]):
                yield from range(start, end)
        start = end
