"""Ways in which a writer could be wrong: each takes a checked statement and gives wrong ones, with their checker.

A mutation changes the text alone, or (harder) the text and its claims together, as a writer would who mixed up records.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from string import Formatter
from typing import Any

from assistant.answering.draft import Claim, Fact, Statement, bind
from assistant.answers import Citation
from assistant.check import Checker
from assistant.checking.setting import Setting
from assistant.phrases import phrase

NAMES = frozenset({"body", "person", "function", "place", "measure", "category", "title", "section", "purpose"})
FIGURES = frozenset({"amount", "computed", "count", "covered", "date", "year", "given", "quote", "title", "section"})


@dataclass(frozen=True)
class Case:
    """A statement as it was checked, with what the checker was made of."""

    library: Any
    citations: tuple[Citation, ...]
    setting: Setting
    language: Any
    statement: Statement

    def faults(self, statement: Statement | None = None, citations: Iterable[Citation] | None = None) -> list[str]:
        """What the check finds wrong with a statement beside these citations."""
        held = self.citations if citations is None else tuple(citations)
        return Checker(self.library, held, self.setting, self.language).faults(statement or self.statement)

    def cited(self, key: str) -> Citation:
        """The citation of that key."""
        return next(c for c in self.citations if c.key == key)


Wrong = tuple[Case, Statement, tuple[Citation, ...]]
Mutation = Callable[[Case, Mapping[str, Sequence[Fact]]], Iterator[Wrong]]


def rewrite(statement: Statement, facts: Sequence[Fact], **changes: Any) -> Statement:
    """The statement with other facts in its slots, text and claims in step."""
    text, claims, position = "", [], 0
    for claim, fact in zip(statement.claims, facts, strict=True):
        text += statement.text[position : claim.start]
        claims.append(Claim(len(text), len(text) + len(fact.shown), fact, claim.slot))
        text += fact.shown
        position = claim.end
    return replace(statement, text=text + statement.text[position:], claims=tuple(claims), **changes)


def with_fact(statement: Statement, index: int, fact: Fact) -> Statement:
    """The statement with one other fact."""
    facts = [c.fact for c in statement.claims]
    facts[index] = fact
    return rewrite(statement, facts)


def other_digits(text: str) -> Iterator[str]:
    """The text with one digit changed, each in turn."""
    for match in re.finditer(r"\d", text):
        yield text[: match.start()] + str((int(match.group()) + 1) % 10) + text[match.end() :]


def other_letters(text: str) -> Iterator[str]:
    """The text with one letter changed, at four places."""
    for position in range(0, len(text), max(1, len(text) // 4)):
        if text[position].isalpha():
            yield text[:position] + ("x" if text[position] != "x" else "y") + text[position + 1 :]


def is_said(case: Case, *words: str) -> bool:
    """Whether the statement's own words hold one of these."""
    return any(word in case.statement.text for word in words)


def digit_in_text(case: Case, _: Mapping[str, Sequence[Fact]]) -> Iterator[Wrong]:
    for text in other_digits(case.statement.text):
        yield case, replace(case.statement, text=text), case.citations


def letter_in_text(case: Case, _: Mapping[str, Sequence[Fact]]) -> Iterator[Wrong]:
    text = case.statement.text
    for claim in case.statement.claims:
        for shown in other_letters(claim.fact.shown):
            yield case, replace(case.statement, text=text[: claim.start] + shown + text[claim.end :]), case.citations


def digit_shown(kind: str) -> Mutation:
    """A digit changed in what a claim shows and in the text alike."""

    def mutate(case: Case, _: Mapping[str, Sequence[Fact]]) -> Iterator[Wrong]:
        for index, claim in enumerate(case.statement.claims):
            for shown in other_digits(claim.fact.shown) if claim.fact.kind == kind else ():
                yield case, with_fact(case.statement, index, replace(claim.fact, shown=shown)), case.citations

    return mutate


def letter_shown(kind: str) -> Mutation:
    """A letter changed in what a claim shows and in the text alike."""

    def mutate(case: Case, _: Mapping[str, Sequence[Fact]]) -> Iterator[Wrong]:
        for index, claim in enumerate(case.statement.claims):
            for shown in other_letters(claim.fact.shown) if claim.fact.kind == kind else ():
                fact = replace(claim.fact, shown=shown, value=shown)
                yield case, with_fact(case.statement, index, fact), case.citations

    return mutate


def _others(case: Case, fact: Fact, pool: Mapping[str, Sequence[Fact]]) -> list[Fact]:
    """Facts of other records of the kind, none of which the statement shows itself."""
    shown = {c.fact.shown.casefold() for c in case.statement.claims} | {""}
    own = {c.fact.value for c in case.statement.claims if c.fact.kind == "body"}
    found = [f for f in pool[fact.kind] if f.shown.casefold() not in shown]
    if case.statement.key == "item" and fact.kind == "body":
        # Another body without an agreement is no wrong one in a list of those without.
        found = [f for f in found if f.document]
    return [f for f in found if fact.kind != "body" or f.value not in own][:5]


def record_replaced(kind: str) -> Mutation:
    """Another record of the same kind put in the place of one, complete with its document and place."""

    def mutate(case: Case, pool: Mapping[str, Sequence[Fact]]) -> Iterator[Wrong]:
        for index, claim in enumerate(case.statement.claims):
            for fact in _others(case, claim.fact, pool) if claim.fact.kind == kind else ():
                yield case, with_fact(case.statement, index, fact), case.citations

    return mutate


def place_replaced(kind: str) -> Mutation:
    """The claim points at another record while the words stay."""

    def mutate(case: Case, pool: Mapping[str, Sequence[Fact]]) -> Iterator[Wrong]:
        for index, claim in enumerate(case.statement.claims):
            for fact in _others(case, claim.fact, pool) if claim.fact.kind == kind else ():
                if fact.document != claim.fact.document or fact.span != claim.fact.span:
                    wrong = replace(fact, shown=claim.fact.shown, value=claim.fact.value)
                    yield case, with_fact(case.statement, index, wrong), case.citations

    return mutate


def words_replaced(kind: str) -> Mutation:
    """Another record's words shown for the record of the claim."""

    def mutate(case: Case, pool: Mapping[str, Sequence[Fact]]) -> Iterator[Wrong]:
        for index, claim in enumerate(case.statement.claims):
            for fact in _others(case, claim.fact, pool) if claim.fact.kind == kind else ():
                wrong = replace(claim.fact, shown=fact.shown, value=fact.value)
                yield case, with_fact(case.statement, index, wrong), case.citations

    return mutate


def body_without_document(case: Case, pool: Mapping[str, Sequence[Fact]]) -> Iterator[Wrong]:
    for index, claim in enumerate(case.statement.claims):
        for fact in _others(case, claim.fact, pool) if claim.fact.kind == "body" and claim.fact.document else ():
            yield case, with_fact(case.statement, index, replace(fact, document="")), case.citations


def said_as(kind: str) -> Mutation:
    """Another record's words, declared as words of ours (`plain`) or of the question (`given`)."""

    def mutate(case: Case, pool: Mapping[str, Sequence[Fact]]) -> Iterator[Wrong]:
        for index, claim in enumerate(case.statement.claims):
            for fact in _others(case, claim.fact, pool) if claim.fact.kind in NAMES | {"quote", "amount"} else ():
                yield case, with_fact(case.statement, index, Fact(fact.shown, kind, fact.shown)), case.citations  # type: ignore[arg-type]

    return mutate


def two_swapped(kind: str) -> Mutation:
    """Two claims of a kind in each other's place."""

    def mutate(case: Case, _: Mapping[str, Sequence[Fact]]) -> Iterator[Wrong]:
        claims = case.statement.claims
        for first in range(len(claims)):
            for second in range(first + 1, len(claims)):
                one, other = claims[first].fact, claims[second].fact
                if one.kind == other.kind == kind and one.shown.casefold() != other.shown.casefold():
                    facts = [c.fact for c in claims]
                    facts[first], facts[second] = other, one
                    yield case, rewrite(case.statement, facts), case.citations

    return mutate


def key_of_another(basis: str) -> Mutation:
    """The mark behind the statement names another citation of the answer, one of another document."""

    def mutate(case: Case, _: Mapping[str, Sequence[Fact]]) -> Iterator[Wrong]:
        statement = case.statement
        held = {case.cited(key).document for key in statement.citations}
        for key in statement.citations if statement.basis == basis and len(held) == 1 else ():
            for other in [c.key for c in case.citations if c.document not in held][:4]:
                keys = tuple(other if k == key else k for k in statement.citations)
                yield case, replace(statement, citations=keys), case.citations

    return mutate


def no_citation(case: Case, _: Mapping[str, Sequence[Fact]]) -> Iterator[Wrong]:
    if case.statement.citations:
        yield case, replace(case.statement, citations=()), case.citations


def citation_changed(change: Callable[[Citation, Case], Iterable[Citation]]) -> Mutation:
    """One cited citation is not what its record is."""

    def mutate(case: Case, _: Mapping[str, Sequence[Fact]]) -> Iterator[Wrong]:
        for key in case.statement.citations[:3]:
            for wrong in change(case.cited(key), case):
                yield case, case.statement, tuple(wrong if c.key == key else c for c in case.citations)

    return mutate


def quote_letters(citation: Citation, _: Case) -> Iterator[Citation]:
    return (replace(citation, quote=quote) for quote in other_letters(citation.quote))


def sections(citation: Citation, _: Case) -> Iterator[Citation]:
    return (replace(citation, section=s) for s in ("§ 1", "§ 4", "Kopf", "Absatz 1") if s != citation.section)


def labels(citation: Citation, case: Case) -> Iterator[Citation]:
    others = [d for d in case.library.documents if d.id != citation.document]
    yield from (replace(citation, label=f"{d.title}, {citation.section}") for d in others[:2])
    yield replace(
        citation, label=citation.label.replace(citation.section, "§ 3" if citation.section != "§ 3" else "§ 4")
    )


def files(citation: Citation, case: Case) -> Iterator[Citation]:
    others = [d for d in case.library.documents if d.id != citation.document]
    yield from (replace(citation, file=d.file) for d in others[:2])
    yield from (replace(citation, document=d.id) for d in others[:2])


def further_places(citation: Citation, _: Case) -> Iterator[Citation]:
    for place in citation.also_in:
        span = replace(place.span, start=place.span.start + 5)
        for wrong in (replace(place, section="§ 9"), replace(place, span=span)):
            yield replace(citation, also_in=tuple(wrong if p is place else p for p in citation.also_in))


def claim_dropped(kind: str) -> Mutation:
    """The words stay, bound to nothing."""

    def mutate(case: Case, _: Mapping[str, Sequence[Fact]]) -> Iterator[Wrong]:
        claims = case.statement.claims
        for index, claim in enumerate(claims):
            if claim.fact.kind == kind and claim.fact.shown:
                yield case, replace(case.statement, claims=claims[:index] + claims[index + 1 :]), case.citations

    return mutate


def input_dropped(case: Case, _: Mapping[str, Sequence[Fact]]) -> Iterator[Wrong]:
    """A count off by one, with one counted place less."""
    for index, claim in enumerate(case.statement.claims):
        fact = claim.fact
        if fact.kind == "count" and fact.inputs:
            fewer = fact.inputs[:-1]
            number = str(len(set(fewer)))
            yield case, with_fact(case.statement, index, replace(fact, shown=number, value=number, inputs=fewer)), case.citations  # fmt: skip


def input_invented(case: Case, _: Mapping[str, Sequence[Fact]]) -> Iterator[Wrong]:
    """A count off by one, with a counted place at which no record is."""
    for index, claim in enumerate(case.statement.claims):
        fact = claim.fact
        if fact.kind == "count" and fact.inputs:
            inputs = (*fact.inputs, replace(fact.inputs[0], start=0, end=3))
            number = str(len(set(inputs)))
            yield case, with_fact(case.statement, index, replace(fact, shown=number, value=number, inputs=inputs)), case.citations  # fmt: skip


_TURNED = (
    ("höchsten", "niedrigsten"), ("niedrigsten", "höchsten"), ("highest", "lowest"), ("lowest", "highest"), ("stieg", "sank"),
    ("rose", "fell"), (" mehr ", " weniger "), (" more ", " less "), ("Ja.", "Nein."), ("Yes", "No"), ("meisten", "wenigsten"),
    ("fewest", "most"), ("über", "unter"), ("above", "below"), (" kein ", " ein "), ("Nein,", "Ja,"), ("erhält", "zahlt"), ("receives", "pays"),
)  # fmt: skip


def words_turned(case: Case, _: Mapping[str, Sequence[Fact]]) -> Iterator[Wrong]:
    """The words between the claims say the opposite."""
    statement = case.statement
    for said, turned in _TURNED:
        position = statement.text.find(said)
        if position < 0 or any(c.start < position + len(said) and position < c.end for c in statement.claims):
            continue
        shift = len(turned) - len(said)
        claims = tuple(
            replace(c, start=c.start + shift, end=c.end + shift) if c.start > position else c for c in statement.claims
        )
        text = statement.text.replace(said, turned, 1)
        yield case, replace(statement, text=text, claims=claims), case.citations


_PARTS = (
    ("rose", "fell"), ("highest", "lowest"), ("above", "below"), ("most_projects", "fewest_projects"), ("sum", "average"),
    ("body_funds", "own_share"), ("body_funds", "state_funds"), ("category_in_all", "category_in_some"), ("count_bodies", "count_agreements"),
    ("project_stands", "project_stands_bare"), ("signed_place_date", "signed"), ("category_heading", "category_without"),
    ("section_same", "section_differs"), ("section_same", "section_masked"),
)  # fmt: skip


def another_phrase(case: Case, _: Mapping[str, Sequence[Fact]]) -> Iterator[Wrong]:
    """The same facts in a phrase that gives them another part."""
    statement = case.statement
    facts = {c.slot: c.fact for c in statement.claims}
    said = {key for pair in _PARTS for key in pair if phrase(case.language, key) == statement.template}
    for first, second in _PARTS:
        for key in ({first, second} - said) if said & {first, second} else ():
            template = phrase(case.language, key)
            if all(name is None or name in facts for _, name, _, _ in Formatter().parse(template)):
                same = bind(template, facts, citations=statement.citations, basis=statement.basis, key=key)
                yield case, same, case.citations
