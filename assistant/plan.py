"""The query plan (Suchplan): what a question was understood to ask, as a value that is shown to the user."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.answers import Language
from assistant.documents import CategoryKey, Span
from assistant.question.cues import fold_question
from assistant.question.days import DateMention

Kind = Literal[
    "funds",
    "measures",
    "signing",
    "categories",
    "places",
    "define",
    "show",
    "factsheet",
    "comparison",
    "wording",
    "corpus",
    "thing",
    "ministry",
    "prose",
    "absent",
    "refused",
    "help",
]
"""What an answer is made of: amounts, measures, signatures, headings of § 5, counts of places, spelled-out terms, a
section itself, a fact sheet, aligned wording, the document records, a record that is named (project, person, amount),
sentences of the documents, an attribute that documents do not usually state; nothing (refused, help)."""

Operation = Literal[
    "look_up",
    "list",
    "count",
    "sum",
    "average",
    "maximum",
    "minimum",
    "difference",
    "compare",
    "share",
    "rank",
    "development",
    "yes_no",
]

Wanted = Literal["bodies", "measures", "agreements", "documents", "people", "amounts", "years", ""]
"""What the rows of a list are: "welche Landkreise" asks for bodies, "welche Projekte" for measures."""

Ask = Literal["who", "when", "where", "function", "why", "how", "how_many", "how_much"]


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A record of the index that the question names: a project, a press offer, a person."""

    kind: Literal["measure", "offer", "person"]
    written: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name that may mean several bodies ("Kassel")."""

    written: str
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueryPlan:
    """One question, understood.

    `bodies`, `years` filter the records, empty tuples let all pass; `year_first`, `year_last` bound them ("seit
    2023"). `doubts` are names with several readings; `unknown` names of places that are no body. `every` is true
    where the question is about all bodies ("alle Landkreise", "welche Städte"); `body_kind` narrows it.
    `included` and `excluded` are the fields of measures that are asked for and those that must be empty.
    `theme` is a key of the themes table, `words` the content words that nothing else explained.
    `mended` is the question with its misspelled words corrected, empty where none was.
    `read_as` is the plain question that one in unknown words was taken for, empty where the rules read it themselves.
    `strangers` are names of persons that no document holds.
    `named` holds the readings of each named body in the order of the question, `dates` limits on dates of signing.
    `carried` names the slots taken over from the turn before, `struck` holds names in the question that a reader took
    out or replaced: they are not searched for.
    """

    question: str
    language: Language
    kind: Kind
    operation: Operation
    wanted: Wanted = ""
    asks: frozenset[Ask] = frozenset()
    cues: frozenset[str] = frozenset()
    bodies: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    unknown: tuple[str, ...] = ()
    towns: tuple[tuple[str, str], ...] = ()
    authorities: tuple[str, ...] = ()
    every: bool = False
    body_kind: Literal["landkreis", "stadt"] | None = None
    group: str = ""
    state: bool = False
    years: tuple[int, ...] = ()
    year_first: int | None = None
    year_last: int | None = None
    named: tuple[tuple[str, ...], ...] = ()
    dates: tuple[DateMention, ...] = ()
    sections: tuple[str, ...] = ()
    category: CategoryKey | None = None
    category_number: int | None = None
    included: tuple[CategoryKey, ...] = ()
    excluded: tuple[CategoryKey, ...] = ()
    part_time: bool | None = None
    training_first: bool = False
    themes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    things: tuple[NamedThing, ...] = ()
    mended: str = ""
    read_as: str = ""
    strangers: tuple[str, ...] = ()
    amounts: tuple[Decimal, ...] = ()
    numbers: tuple[int, ...] = ()
    term: str = ""
    absent: str = ""
    negated: bool = False
    each: bool = False
    premise: bool = False
    document_kind: Literal["agreement", "press_release"] | None = None
    carried: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    note: str = ""

    @property
    def folded(self) -> str:
        """The question folded, with its misspelled words mended where that was done for just this question."""
        folded = fold_question(self.question)
        return self.mended if len(self.mended.split()) == len(folded.split()) else folded

    def has_year_filter(self) -> bool:
        """Whether any year was asked for."""
        return bool(self.years) or self.year_first is not None or self.year_last is not None

    def allows_year(self, year: int | None) -> bool:
        """Whether a record of that year passes."""
        if not self.has_year_filter():
            return True
        if year is None:
            return False
        if self.years:
            return year in self.years
        return (self.year_first is None or year >= self.year_first) and (
            self.year_last is None or year <= self.year_last
        )
