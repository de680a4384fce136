"""Questions made from a world: their answers are the truth's."""

import random

import pytest

from assistant.bodies import get_body
from evals.cases import read_case, show_case
from evals.questions import ask_world
from evals.questions.ask import KINDS
from evals.questions.facts import arrange
from evals.questions.naming import name_body, print_euros
from evals.questions.slips import make_slips
from evals.world import World


@pytest.fixture(scope="module")
def made():
    return World(7, documents=90).make()


@pytest.fixture(scope="module")
def cases(made):
    return ask_world([one.truth for one in made], seed=7, per_kind=8)


def test_same_seed_same_questions(made, cases):
    truths = [one.truth for one in made]

    assert ask_world(truths, seed=7, per_kind=8) == cases
    assert ask_world(truths, seed=8, per_kind=8) != cases


def test_every_kind_is_asked_in_both_languages(cases):
    assert {case.kind for case in cases} == set(KINDS)
    assert {case.language for case in cases} == {"de", "en"}
    assert len({case.id for case in cases}) == len(cases)
    assert all("{" not in turn for case in cases for turn in case.turns)


def test_evidence_stands_in_the_files(made, cases):
    texts = {one.file: " ".join(one.text.split()).casefold() for one in made}
    for case in cases:
        for expected in case.expected:
            for evidence in expected.evidence:
                assert " ".join(evidence.text.split()).casefold() in texts[evidence.file], case.id


def test_cases_survive_json(cases):
    for case in cases:
        again = read_case(show_case(case))
        assert again.turns == case.turns
        assert [e.names for e in again.expected] == [e.names for e in case.expected]
        assert [len(e.evidence) for e in again.expected] == [len(e.evidence) for e in case.expected]


def test_sums_are_those_of_the_records(made):
    held = arrange([one.truth for one in made])
    cases = ask_world([one.truth for one in made], seed=1, per_kind=20, english=0)
    whole = [case for case in cases if case.kind == "sum" and case.family.startswith("sum-")]
    assert whole
    for case in whole:
        year = int(case.family.removeprefix("sum-"))
        assert case.expected[0].amounts == (sum(a.total.euros for a in held.of_year(year)),)


def test_unanswerable_questions_expect_no_amount(cases):
    silent = [case for case in cases if case.kind == "not in the documents"]
    assert silent
    assert all(case.expected[-1].amounts == () for case in silent)
    asked = [expected for case in silent for expected in case.expected]
    assert sum(expected.answerable for expected in asked) / len(asked) < 0.2  # "which agreements?" may be "none"


def test_namesakes_are_never_asked_by_their_short_name_alone():
    for body in ("stadt-kassel", "landkreis-kassel", "stadt-offenbach", "landkreis-offenbach"):
        for seed in range(30):
            assert name_body(random.Random(seed), body)["bare"] != get_body(body).short


def test_slips_keep_digits_and_quotations():
    text = "Welche Maßnahmen für „Projekt ÄÖÜ“ gibt es 2025?"
    for seed in range(20):
        slipped = make_slips(text, random.Random(seed))
        assert "2025" in slipped
        assert "„Projekt ÄÖÜ“" in slipped
        assert slipped != text


def test_euros_in_both_languages():
    assert (print_euros(1234560, "de"), print_euros(1234560, "en")) == ("1.234.560", "1,234,560")
