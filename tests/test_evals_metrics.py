"""Each measure against values computed by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.answers import Answer, AnswerAmount, Citation, Coverage, PlanView, Row
from assistant.documents import Place, Span
from evals.cases import Evidence, Expected
from evals.judge import Corpus, judge_turn, sum_up, sum_up_by
from evals.metrics import (
    bootstrap,
    compare_amounts,
    compare_citations,
    compare_rows,
    count_unfaithful,
    find_forbidden,
    find_missing_names,
    ndcg_at,
    percentile,
    recall_at,
    reciprocal_rank,
)

TEXT = "§ 4 insgesamt 915.600 Euro"
CORPUS = Corpus({"a": TEXT}, {"a": "a.txt", "b": "b.txt"})


def answer(text="915.600 Euro", outcome="answered", amounts=(("915600", "fact"),), places=(("a.txt", "§ 4"),), rows=()):
    citations = tuple(
        Citation(str(n), "a", file, "", section, "915.600 Euro", Span("a", 14, 26))
        for n, (file, section) in enumerate(places, start=1)
    )
    return Answer(
        outcome=outcome,
        text=text,
        language="de",
        citations=citations,
        amounts=tuple(AnswerAmount(Decimal(euros), role, "1") for euros, role in amounts),
        rows=tuple(Row("x", tuple(cells.items()), ()) for cells in rows),
        plan=PlanView("", (), ""),
        coverage=Coverage(0, 0, 0, 0, 0, 0, ""),
    )


def expect(**given):
    evidence = (Evidence("a.txt", "§ 4", "915.600 Euro", "a.txt § 4"),)
    usual = {"outcomes": ("answered",), "amounts": (Decimal(915600),), "evidence": evidence}
    return Expected(**usual | given)


@pytest.mark.parametrize(
    ("amounts", "missing", "besides", "wrong_facts"),
    [
        ([("915600", "fact")], 0, 0, 0),
        ([("915600.00", "computed")], 0, 0, 0),
        ([], 1, 0, 0),
        ([("915600", "context")], 1, 0, 0),
        ([("915600", "fact"), ("7", "fact")], 0, 1, 1),
        ([("915600", "fact"), ("7", "computed")], 0, 1, 0),
        ([("915600", "fact"), ("7", "context")], 0, 0, 0),
        ([("915600", "fact"), ("50", "fact")], 0, 0, 0),
        ([("915600.005", "fact")], 1, 1, 1),
    ],
)
def test_amounts_exact_and_none_besides(amounts, missing, besides, wrong_facts):
    found = compare_amounts(expect(allowed_amounts=(Decimal(50),)), answer(amounts=amounts))

    assert (len(found.missing), len(found.besides), len(found.wrong_facts)) == (missing, besides, wrong_facts)


def test_only_computed_sums_have_a_tolerance():
    expected = expect(amounts=(Decimal("1065384.6154"),), tolerance=Decimal(1))

    assert compare_amounts(expected, answer(amounts=[("1065385", "computed")])).right
    assert not compare_amounts(expected, answer(amounts=[("1065385", "fact")])).right


@pytest.mark.parametrize(
    ("rows", "precision", "recall"),
    [
        (["A", "B"], 1, 1),
        (["A"], 1, 1 / 2),
        (["A", "C"], 1 / 2, 1 / 2),
        (["A", "A", "B"], 1, 1),
        (["a ", "**B**"], 1, 1),
        ([], 0, 0),
    ],
)
def test_rows(rows, precision, recall):
    given = [Row("measure", (("measure", name),), ()) for name in rows]

    found = compare_rows([{"measure": "A"}, {"measure": "B"}], given)

    assert (found.precision, found.recall) == (precision, recall)


def test_rows_of_another_kind_do_not_count():
    rows = [Row("measure", (("measure", "A"),), ()), Row("amount", (("amount", "1"),), ())]

    assert compare_rows([{"measure": "A"}], rows).f1 == 1
    assert compare_rows([], rows).f1 == 0
    assert compare_rows([], []).f1 == 1


@pytest.mark.parametrize(
    ("cited", "direct", "precision", "recall"),
    [
        ("1", "1", 1, 1 / 2),
        ("13", "13", 1, 1),
        ("123", "13", 1, 1),
        ("13x", "13x", 2 / 3, 1),
        ("x", "x", 0, 0),
        ("", "", 0, 0),
        ("13o", "13o", 1, 1),
    ],
)
def test_citations_by_group(cited, direct, precision, recall):
    """Places 1 and 2 are alternatives, 3 is needed as well, o may be cited."""
    evidence = [
        Evidence("1", "s", "", "first"),
        Evidence("2", "s", "", "first"),
        Evidence("3", "s", "", "second"),
        Evidence("o", "s", "", "other", optional=True),
    ]

    found = compare_citations(evidence, frozenset((c, "s") for c in cited), frozenset((c, "s") for c in direct))

    assert (found.precision, found.recall) == (precision, recall)


def test_quotes_that_differ_from_their_span():
    right = answer().citations[0]
    wrong = replace(right, quote="915.601 Euro")
    unknown = replace(right, span=Span("z", 0, 3))

    assert count_unfaithful([right, wrong, unknown], CORPUS.texts) == 2


def test_names_and_forbidden_strings():
    expected = expect(names=(("Ja,", "Yes,"), ("Landkreis  X",), ("fehlt",)), forbidden=("8 February",))
    given = answer(text="**Ja**, der Landkreis\nX.", rows=[{"body_name": "y"}])

    assert find_missing_names(expected, given) == ("fehlt",)
    assert find_forbidden(expected, given) == ()
    assert find_forbidden(expected, answer(text="on 8 february 2025")) == ("8 February",)


def test_search_measures():
    ranked, relevant = ["x", "a", "y", "b"], frozenset("ab")

    assert recall_at(relevant, ranked, 2) == 1 / 2
    assert reciprocal_rank(relevant, ranked) == 1 / 2
    assert ndcg_at(frozenset("a"), ["a"]) == 1
    assert ndcg_at(frozenset("a"), ["x", "x", "a"]) == pytest.approx(1 / 2)
    assert ndcg_at(frozenset(), ["a"]) == recall_at(frozenset(), ["a"], 1) == 0


def test_percentiles_and_intervals():
    assert percentile([3, 1, 2, 4], 0.5) == 2
    assert percentile([3, 1, 2, 4], 0.95) == 4
    assert percentile([], 0.5) == 0
    low, high = bootstrap([1.0] * 30 + [0.0] * 10)
    assert 0.5 < low < 0.75 < high < 1
    assert bootstrap([1.0, 1.0]) == (1.0, 1.0)


def judge(expected, given):
    return judge_turn("c", 1, "look up", "de", expected, given, CORPUS)


@pytest.mark.parametrize(
    ("expected", "given", "reason"),
    [
        ({}, {}, None),
        ({}, {"outcome": "not_found"}, "outcome not_found instead of answered"),
        ({}, {"amounts": ()}, "amount missing: 915600"),
        ({}, {"places": ()}, "citations recall 0.00"),
        ({}, {"places": [("a.txt", "§ 4"), ("a.txt", "§ 1"), ("a.txt", "§ 2")]}, "citations precision 0.33"),
        ({"names": (("Kassel",),)}, {}, "not said: Kassel"),
        ({"rows": ({"body": "x"},)}, {}, "rows precision 0.00 recall 0.00"),
        (
            {"outcomes": ("clarify", "answered"), "may_ask": True},
            {"outcome": "clarify", "amounts": (), "places": ()},
            None,
        ),
        ({"outcomes": ("not_found",), "amounts": (), "evidence": ()}, {"outcome": "not_found", "amounts": ()}, None),
    ],
)
def test_verdicts(expected, given, reason):
    verdict = judge(expect(**expected), answer(**given))

    assert verdict.right == (reason is None)
    assert reason is None or reason in verdict.reasons


def test_further_places_of_a_wording_count_as_cited():
    citation = replace(answer().citations[0], also_in=(Place("§ 4", Span("b", 0, 1)),))
    evidence = (Evidence("b.txt", "§ 4", "", "b"),)
    given = replace(answer(), citations=(citation,))

    assert judge(expect(evidence=evidence), given).citations.recall == 1


def test_scores_over_kinds():
    right = judge(expect(), answer())
    silent = judge(expect(), answer(outcome="not_found", amounts=(), places=()))
    unanswerable = expect(outcomes=("not_found",), amounts=(), evidence=())
    talkative = judge(unanswerable, answer())

    score = sum_up("all", [right, silent, talkative])

    assert score.right == pytest.approx(1 / 3)
    assert (score.answered_wrongly, score.abstained_wrongly) == (1, 1 / 2)
    assert score.citation_recall == 1 / 2
    assert score.wrong_facts == 1
    names = [score.name for score in sum_up_by([right, replace(silent, kind="list")], lambda v: v.kind)]
    assert names == ["look up", "list", "all"]
