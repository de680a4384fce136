"""The check before show: true statements of many answers pass, and each seeded way of being wrong is caught."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import assistant.ask as ask_module
from assistant.answering.draft import Fact, Ledger, bind
from assistant.answering.shown import amount_fact, body_fact, computed_fact, person_fact, plain_body_fact, years_fact
from assistant.check import Checker
from assistant.documents import Span
from tests.handmade import ask, handmade, open_handmade
from tests.mutations import (
    Case,
    Mutation,
    body_without_document,
    citation_changed,
    claim_dropped,
    digit_in_text,
    digit_shown,
    files,
    further_places,
    input_dropped,
    input_invented,
    key_of_another,
    labels,
    letter_in_text,
    letter_shown,
    no_citation,
    place_replaced,
    quote_letters,
    record_replaced,
    said_as,
    sections,
    two_swapped,
    words_replaced,
    words_turned,
)

QUESTIONS = (Path(__file__).parent / "handmade_questions.txt").read_text(encoding="utf-8").splitlines()


@cache
def cases() -> tuple[Case, ...]:
    """Every statement of the answers to `QUESTIONS`, once each, as the assistant had it checked."""
    found: dict[tuple[str, str], Case] = {}

    class Recorder(Checker):
        def __init__(self, *made_of) -> None:
            super().__init__(*made_of)
            self.made_of = made_of

        def faults(self, statement):
            library, citations, question, language = self.made_of
            faults = super().faults(statement)
            if not faults:
                found.setdefault((statement.text, language), Case(library, tuple(citations), question, language, statement))
            return faults

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ask_module, "Checker", Recorder)
        for line in QUESTIONS:
            ask(*line.split(" | "))
    return tuple(found.values())


@cache
def records() -> Mapping[str, Sequence[Fact]]:
    """The facts that the statements claim, by kind."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for case in cases():
        for claim in case.statement.claims:
            if claim.fact not in found[claim.fact.kind]:
                found[claim.fact.kind].append(claim.fact)
    return found


def seed(mutation: Mutation) -> tuple[int, list[str]]:
    """How many wrong statements a mutation makes of all cases, and those that pass the check."""
    made, missed = 0, []
    for case in cases():
        for _, statement, citations in mutation(case, records()):
            made += 1
            if not case.faults(statement, citations):
                missed.append(f"{case.statement.text}  =>  {statement.text}")
    return made, missed


CAUGHT: dict[str, Mutation] = {
    "a digit of the text": digit_in_text,
    "a letter of a claim's words": letter_in_text,
    "no citation where records are shown": no_citation,
    "a letter of a quote": citation_changed(quote_letters),
    "the section of a citation": citation_changed(sections),
    "the file or document of a citation": citation_changed(files),
    "the label of a citation": citation_changed(labels),
    "the further places of a citation": citation_changed(further_places),
    "the key of another citation, cited": key_of_another("cited"),
    "the key of another citation, computed": key_of_another("computed"),
    "a body of no document": body_without_document,
    "other words as words of ours": said_as("plain"),
    "other words as words of the question": said_as("given"),
    "a counted place too few": input_dropped,
    "a counted place where nothing is": input_invented,
    "the opposite": words_turned,
    **{f"a digit shown: {kind}": digit_shown(kind) for kind in (
        "amount", "computed", "count", "covered", "date", "given", "measure", "quote", "section", "title", "year")},
    **{f"a letter shown: {kind}": letter_shown(kind) for kind in (
        "body", "category", "function", "given", "measure", "person", "place", "plain", "purpose", "quote", "title")},
    **{f"another record: {kind}": record_replaced(kind) for kind in (
        "amount", "body", "category", "computed", "count", "covered", "date", "function", "given", "measure", "person", "place",
        "plain", "purpose", "quote", "section", "title", "year")},
    **{f"another place: {kind}": place_replaced(kind) for kind in (
        "amount", "body", "category", "date", "function", "measure", "person", "place", "quote", "section", "title")},
    **{f"another record's words: {kind}": words_replaced(kind) for kind in (
        "amount", "body", "category", "computed", "count", "covered", "date", "function", "measure", "person", "place",
        "quote", "section", "title", "year")},
    **{f"two swapped: {kind}": two_swapped(kind) for kind in ("body", "computed", "count", "covered", "quote", "title", "year")},
    **{f"bound to nothing: {kind}": claim_dropped(kind) for kind in (
        "amount", "body", "category", "computed", "count", "covered", "date", "function", "measure", "person", "place", "year")},
}  # fmt: skip
