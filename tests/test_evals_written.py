"""The written cases: enough of each kind, no paraphrase on both sides, evidence where it is said to stand."""

import re
from collections import Counter

import pytest

from evals.cases import Case, check_evidence, read_cases
from evals.run import CORPUS, EXAMPLES
from ingest.parse import parse_document

SIDES = {side: read_cases(EXAMPLES.with_name(f"{side}.jsonl")) for side in ("dev", "test")}
CASES = (*SIDES["dev"], *SIDES["test"])

KINDS = {
    "look up": 30,
    "list": 12,
    "filter": 20,
    "count": 12,
    "sum": 10,
    "average": 10,
    "difference": 10,
    "share": 10,
    "ranking": 10,
    "development": 10,
    "yes or no": 15,
    "reverse": 15,
    "show": 12,
    "rule": 20,
    "define": 15,
    "wording": 10,
    "about the corpus": 12,
    "ambiguous": 12,
    "not in the documents": 30,
    "false premise": 15,
    "half answerable": 12,
    "typos": 40,
    "off-topic": 15,
    "follow-up": 35,
}
"""The least number of cases of each kind."""


def squeeze(question: str) -> str:
    return re.sub(r"\W+", " ", question.casefold()).strip()


def is_unanswerable(case: Case) -> bool:
    last = case.expected[-1]
    return last is not None and not last.answerable


def test_enough_cases_of_each_kind():
    counts = Counter(case.kind for case in CASES)

    assert len(CASES) >= 250
    assert counts.keys() == KINDS.keys()
    assert {kind: counts[kind] for kind, least in KINDS.items() if counts[kind] < least} == {}


@pytest.mark.parametrize(("what", "least"), [("de", 150), ("en", 60), ("unanswerable", 45), ("several turns", 35)])
def test_enough_of_what_cuts_across_kinds(what, least):
    counts = Counter(case.language for case in CASES)
    counts["unanswerable"] = sum(map(is_unanswerable, CASES))
    counts["several turns"] = sum(2 <= len(case.turns) <= 4 for case in CASES)

    assert counts[what] >= least
    assert {case.language for case in CASES} == {"de", "en"}


@pytest.mark.parametrize("side", ["dev", "test"])
def test_a_side_holds_its_own_cases_and_about_half_of_all(side):
    assert {case.split for case in SIDES[side]} == {side}
    assert 0.4 <= len(SIDES[side]) / len(CASES) <= 0.6


def test_no_family_and_no_id_is_on_both_sides():
    dev, test = SIDES["dev"], SIDES["test"]

    assert {case.family for case in dev} & {case.family for case in test} == set()
    assert {case.id for case in dev} & {case.id for case in test} == set()


def test_every_kind_is_on_both_sides():
    assert {case.kind for case in SIDES["dev"]} == {case.kind for case in SIDES["test"]}


def test_no_question_is_asked_twice():
    first = [squeeze(case.turns[0]) for case in (*CASES, *read_cases(EXAMPLES))]

    assert [question for question, times in Counter(first).items() if times > 1] == []


def test_every_turn_is_judged():
    assert [case.id for case in CASES if not all(case.expected)] == []


def test_evidence_stands_where_it_says():
    documents = {
        path.name: parse_document(path.name, path.name, path.read_text(encoding="utf-8"), "")
        for path in CORPUS.rglob("*.txt")
    }
    check_evidence(CASES, documents)


def test_answerable_cases_say_what_a_right_answer_holds():
    def says_nothing(case: Case) -> bool:
        return any(
            one is not None
            and one.answerable
            and "not_found" not in one.outcomes
            and not (one.amounts or one.names or one.rows or one.evidence)
            for one in case.expected
        )

    assert [case.id for case in CASES if says_nothing(case)] == []
