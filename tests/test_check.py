"""The check before show: true statements of many answers pass, and each seeded way of being wrong is caught."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import assistant.assembly as assembly_module
from assistant.answering.draft import Fact, Ledger, bind
from assistant.answering.shown import (
    amount_fact,
    body_fact,
    computed_fact,
    count_fact,
    person_fact,
    plain_body_fact,
    years_fact,
)
from assistant.check import Checker
from assistant.checking.setting import Setting
from assistant.documents import Span
from assistant.phrases import phrase, phrase_keys
from assistant.plan import QueryPlan
from tests.handmade import ask, handmade, open_handmade
from tests.mutations import (
    Case,
    Mutation,
    another_phrase,
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
            library, citations, setting, language = self.made_of
            faults = super().faults(statement)
            if not faults:
                found.setdefault(
                    (statement.text, language), Case(library, tuple(citations), setting, language, statement)
                )
            return faults

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assembly_module, "Checker", Recorder)
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


@cache
def seed(name: str) -> tuple[int, list[str]]:
    """How many wrong statements a mutation makes of all cases, and those that pass the check."""
    mutation = CAUGHT[name]
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
    "another phrase": another_phrase,
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


def test_true_statements_pass() -> None:
    removed = {line: answer.text for line in QUESTIONS if (answer := ask(*line.split(" | "))).removed}

    assert len(QUESTIONS) >= 150
    assert removed == {}


def test_answers_over_the_corpus_lose_nothing(assistant) -> None:
    removed = {line: answer.text for line in CORPUS_QUESTIONS if (answer := assistant.start().ask(line)).removed}

    assert removed == {}


CORPUS_QUESTIONS = """Wie viel bekommt jede Gebietskörperschaft?
Welche Landkreise fördern Teilzeitausbildung?
Wer hat wann und wo unterschrieben?
Alle Beträge zusammen
Was hat sich am Wortlaut geändert?
Which categories of measures are there?
How many places are there in Kassel?
What share of the projects is part-time?
Wofür steht BaE?
Zeig § 1
Welche Dokumente hast du?
Steckbrief Stadt Kassel""".splitlines()


@pytest.mark.parametrize("name", CAUGHT)
def test_a_wrong_statement_is_caught(name: str) -> None:
    made, missed = seed(name)

    assert made > 0
    assert missed == []


def test_more_than_a_thousand_wrong_statements_are_made() -> None:
    made = {name: seed(name)[0] for name in CAUGHT}

    assert len(cases()) > 250
    assert sum(made.values()) > 1000


ONE_SENTENCE = """Pressemitteilung vom 3.5.2022

Geld für Ausbildung im Odenwaldkreis

Das Land Hessen stellt dem Odenwaldkreis 2022 aus dem Ausbildungs- und Qualifizierungsbudget (AQB) 512.300 Euro zur
Verfügung; der Odenwaldkreis beteiligt sich mit 64.000 Euro eigenen Mitteln an dem Programm."""


PHRASES = {phrase("de", key): key for key in reversed(phrase_keys())}


def _made(
    template: str, facts: dict[str, Fact], *cites: Span, question: str = "", library=None, basis="cited", bodies=()
) -> list[str]:
    """The faults of a German sentence of these facts that cites these places."""
    library = library or handmade().library
    ledger = Ledger(library)
    keys = tuple(dict.fromkeys(ledger.cite(span) for span in cites))
    statement = bind(template, facts, citations=keys, basis=basis)
    if template in PHRASES:
        statement = replace(statement, key=PHRASES[template])
    plans = (QueryPlan(question, "de", "funds", "look_up", bodies=bodies),)
    return Checker(library, ledger.citations(keys), Setting(question, plans), "de").faults(statement)


def _funds(body: str, year: int):
    return next(f for f in handmade().library.funds if f.body == body and f.document.year == year)


def _state(first, key="body_funds", basis="cited", **changes: Fact) -> list[str]:
    facts = {
        "body": body_fact(first.body, "de", document=first.document),
        "year": years_fact(first, "de"),
        "amount": amount_fact(first, "de"),
    }
    return _made(phrase("de", key), {**facts, **changes}, first.amount.sentence, basis=basis)


def test_a_plain_sentence_of_an_amount_passes() -> None:
    assert _state(_funds("landkreis-fulda", 2024)) == []


def test_a_superlative_said_of_another_body_is_caught() -> None:
    assert _state(_funds("landkreis-fulda", 2024), "highest")
    assert _state(_funds("stadt-kassel", 2024), "highest") == []


def test_a_sum_of_amounts_that_are_not_cited_is_caught() -> None:
    cited = [_funds("landkreis-fulda", 2024), _funds("landkreis-kassel", 2024)]
    other = [_funds("landkreis-fulda", 2023), _funds("vogelsbergkreis", 2023)]
    cites = [f.amount.sentence for f in cited]

    def add(funds) -> list[str]:
        count = count_fact(2, [f.amount.span for f in funds])
        facts = {"amount": computed_fact("sum", funds, "de"), "count": count}
        return _made(phrase("de", "sum"), facts, *cites, basis="computed")

    assert add(cited) == []
    assert add(other)
    assert add(cited[:1] * 2)


def test_an_average_divided_by_another_number_is_caught() -> None:
    library = handmade().library
    spans = tuple(p.measure.span for p in library.projects)
    wrong = Fact("12,0", "computed", "12.0/2", formula="count", inputs=spans)
    agreements = count_fact(6, [a.sections[0].span for a in library.agreements])
    facts = {"value": wrong, "count": count_fact(len(spans), spans), "agreements": agreements}

    assert len(spans) == 24
    assert _made(phrase("de", "average_projects"), facts, spans[0], basis="computed")


def test_the_function_of_another_signature_of_the_agreement_is_caught() -> None:
    document = next(a for a in handmade().library.agreements if a.body == "landkreis-offenbach")
    minister, official = document.signatures
    template = phrase("de", "function_differs")

    def state(named) -> list[str]:
        function = Fact(named.function, "function", named.function, document.id, named.function_span)
        facts = {"person": person_fact(document, official), "function": function}
        return _made(template, facts, official.span, *([minister.span] if named is minister else []))

    assert state(official) == []
    assert state(minister)


def test_two_amounts_of_one_sentence_are_not_exchanged() -> None:
    library = open_handmade({"odenwald.txt": ONE_SENTENCE}).library
    given, own = library.funds
    facts = {"body": body_fact(given.body, "de", document=given.document), "year": years_fact(given, "de")}
    template = phrase("de", "body_funds")
    cite = given.amount.sentence

    assert given.amount.sentence == own.amount.sentence
    assert _made(template, {**facts, "amount": amount_fact(given, "de")}, cite, library=library) == []
    assert _made(template, {**facts, "amount": amount_fact(own, "de")}, cite, library=library)


def test_a_sum_that_the_question_claims_is_no_fact() -> None:
    first = _funds("landkreis-fulda", 2024)
    facts = {
        "body": body_fact(first.body, "de", document=first.document),
        "year": years_fact(first, "de"),
        "amount": Fact("900.000 Euro", "given", "900.000 Euro"),
    }
    question = "Stimmt es, dass Fulda 900.000 Euro bekommt?"

    assert _made(phrase("de", "body_funds"), facts, first.amount.sentence, question=question)


@pytest.mark.parametrize(
    ("question", "holds"),
    [("mehr als 1.900.000 Euro?", False), ("mehr als 900.000 Euro?", True), ("über 0,9 Mio. Euro?", True)],
)
def test_a_piece_of_a_figure_of_the_question_is_no_word_of_the_question(question: str, holds: bool) -> None:
    limit = Fact("900.000 Euro", "given", "900.000 Euro")

    faults = _made(phrase("de", "above_none"), {"limit": limit}, question=question, basis="said")
    assert (faults == []) == holds


def test_a_missing_document_is_said_only_of_bodies_that_were_asked_for() -> None:
    def miss(body: str) -> list[str]:
        facts = {"body": body_fact(body, "de", "accusative")}
        return _made(phrase("de", "no_document_for"), facts, basis="said", bodies=("stadt-wiesbaden",))

    assert miss("stadt-wiesbaden") == []
    assert miss("landkreis-fulda")
    assert miss("stadt-darmstadt")


@pytest.mark.parametrize(
    "sentence",
    [
        "Unterzeichnet hat Tilo Amsel.",
        "Der Landrat ist Karl Zeisig.",
        "Das Land stellt zwei Millionen Euro bereit.",
        "Die Frist endet im März.",
        "Gefördert wird die Lernwerkstatt Rhön.",
        "Darmstadt bekommt am meisten.",
    ],
)
def test_names_and_figures_in_words_need_a_claim(sentence: str) -> None:
    assert _made(sentence.replace("{", ""), {}, basis="said")


@pytest.mark.parametrize("basis", ["cited", "computed", "said"])
def test_a_body_is_never_a_word_of_ours(basis: str) -> None:
    first = _funds("landkreis-fulda", 2024)

    assert _state(first, basis=basis, body=Fact("Landkreis Kassel", "plain"))
    assert _state(first, basis=basis, body=Fact("Landkreis Fulda", "plain"))
    assert _state(first, basis=basis, body=plain_body_fact(first.body, first.document)) == []


@pytest.mark.parametrize("key", ["own_share", "state_funds", "body_purpose", "lowest", "body_funds_undated"])
def test_an_amount_does_not_play_another_part(key: str) -> None:
    purpose = Fact(
        "", "purpose", "", _funds("stadt-kassel", 2024).document.id, _funds("stadt-kassel", 2024).amount.span
    )

    assert _state(_funds("stadt-kassel", 2024), key, purpose=purpose)


def test_a_quote_may_not_lose_its_not() -> None:
    library = open_handmade({"hinweis.txt": "Hinweise zum Verfahren\n\nNicht gefördert werden Fahrtkosten der Teilnehmenden."}).library  # fmt: skip
    document = library.documents[0]
    start = document.text.index("Nicht")
    span = Span(document.id, start, len(document.text))
    whole = Fact("Nicht gefördert werden Fahrtkosten der Teilnehmenden.", "quote", "", document.id, span)

    assert _made("„{quote}“", {"quote": whole}, span, library=library) == []
    assert _made("„{quote}“", {"quote": replace(whole, shown=re.sub("Nicht ", "", whole.shown))}, span, library=library)
