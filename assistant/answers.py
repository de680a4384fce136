"""What the assistant hands out: answers with citations, amounts, rows and coverage.

The JSON of `ask --json` is these types, see `assistant/data/contract.schema.json`.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.documents import Place, Span

Outcome = Literal["answered", "partial", "not_found", "clarify", "corrected", "refused", "help"]
Language = Literal["de", "en"]
AmountRole = Literal["fact", "computed", "context"]


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement comes from (Beleg).

    `key` is the number behind the statement in the text ("1" for "[1]"); `label` is for people
    ("Zielvereinbarung 2025, Landkreis Kassel, § 4"); `quote` equals the fixed text at `span`, always.
    `also_in` are further places with the same wording.
    """

    key: str
    document: str
    file: str
    label: str
    section: str
    quote: str
    span: Span
    also_in: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerAmount:
    """A sum of money in an answer: stated by a document (`fact`), computed by us, or shown beside it (`context`).

    `citation` is the key of the citation that holds a fact; a computed amount names its summands' keys in `from_`.
    """

    euros: Decimal
    role: AmountRole
    citation: str | None
    from_: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One typed record behind a list or a computation.

    `cells` are the record's attributes by stable English names (`body`, `body_name`, `year`, `measure`, `category`,
    `part_time`, `amount`, `function`, `person`, `date`, ...) as strings; `citations` the keys of its places.
    """

    kind: str
    cells: tuple[tuple[str, str], ...]
    citations: tuple[str, ...]

    def cell(self, name: str) -> str | None:
        """One cell, None where the record has none of that name."""
        return dict(self.cells).get(name)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Over what an answer was computed or searched; `text` is the sentence for people."""

    agreements: int
    agreements_held: int
    press_releases: int
    press_releases_held: int
    others: int
    others_held: int
    text: str


@dataclass(frozen=True, slots=True)
class PlanView:
    """The query plan as it is shown: names of the plan's fields and what was understood, for people and programs."""

    kind: str
    fields: tuple[tuple[str, str], ...]
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.

    `text` is Markdown of our own making: **bold**, "- " lists and [1] marks, nothing else. `seconds` is the time it
    took. `removed` counts sentences that did not pass the check before show.
    """

    outcome: Outcome
    text: str
    language: Language
    citations: tuple[Citation, ...]
    amounts: tuple[AnswerAmount, ...]
    rows: tuple[Row, ...]
    plan: PlanView
    coverage: Coverage
    suggestions: tuple[str, ...] = ()
    removed: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage found by `search`, with its score (higher is better; scores of one query compare, no others)."""

    document: str
    file: str
    label: str
    section: str
    span: Span
    text: str
    score: float
    also_in: tuple[Place, ...] = ()
